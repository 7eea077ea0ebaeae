/** A minute on the lock's own clock, `YYYY-MM-DDTHH:MM`: no zone, no daylight saving. */
export type LockTime = string
/** The slot table a code is made with: S for the six familiar modes, X for the extended ones. */
export type Layout = 'S' | 'X'
/** What a code permits; those from `fine-single` on are of layout X. */
export type Mode =
  | 'standard-single'
  | 'standard-multi'
  | 'urm'
  | 'acc'
  | '24h'
  | 'end-date'
  | 'fine-single'
  | 'fine-multi'
  | 'stay'
  | 'long'
  | 'open'
  | 'weekly'
/** The days of a weekly grant. */
export type Pattern = 'weekday-of-start' | 'mon-fri' | 'sat-sun' | 'daily'
/** Why a code opens or is refused. */
export type Reason =
  | 'opens'
  | 'wrong-length'
  | 'clock-unset'
  | 'before-floor'
  | 'limiter'
  | 'no-meaning'
  | 'mode-off'
  | 'too-long'
  | 'issue-not-accepted'
  | 'too-early'
  | 'expired'
  | 'first-use-missed'
  | 'outside-occurrence'
  | 'superseded'
  | 'blocked'
  | 'spent'
  | 'list-full'
/** What sort of failure an error is: the part that a program decides on. */
export type Kind =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'denied'
  | 'exhausted'
  | 'limited'
  | 'unavailable'
  | 'corrupt'
/** What every function here throws: an `Error` with a stable dotted code and the remedy. */
export interface NetcodeError extends Error {
  code: string
  kind: Kind
  hint: string
}
/** A grant as an object. `null` and `undefined` are the same as leaving a field out. */
export interface GrantFields extends LengthFields {
  mode: Mode
  start: LockTime
  issue?: number | null | undefined
}
/** A row: which lock, which format, which grant. It may carry more, which is kept. */
export interface Row {
  site_key: string
  serial?: string | null
  lock_id?: number | null
  initialised?: LockTime | null
  group?: string | null
  generation?: number | null
  layout: Layout
  digits: number
  grant: GrantFields
}
/** What is added to an answered row. */
export interface RowAnswer {
  code: string
  epoch: number
  payload: number
  starts: LockTime
  ends: LockTime
  first_use_by?: LockTime
  line?: number
}
/** The answer to a bad line. */
export interface RowError {
  line: number
  error: { kind: Kind; code: string; message: string; hint: string }
}


/**
 * Which binding artifact the generated loader actually loaded: `'native'` for
 * a native addon, otherwise the `platformArchABI` of the WASI flavor. Every
 * flavor napi-rs can build is listed, because `NAPI_RS_NATIVE_LIBRARY_PATH`
 * can point the loader at a WASI artifact this package does not build itself.
 */
export declare const __napiBindingTarget: 'native' | 'wasm32-wasi' | 'wasm32-wasip1'

/** The answers of a bulk call, place for place: codes, and the errors of grants that have none. */
export declare class Batch {
  /** How many places there are. */
  get length(): number
  /** The codes, with null where there is an error. */
  codes(): Array<string | undefined | null>
  /** The codes as one run of ASCII digits, `width` bytes a place, blanks where there is an error or a shorter code. */
  digits(): Buffer
  /** Bytes a place of `digits`. */
  get width(): number
  /** The errors with their places. */
  errors(): Array<PlaceError>
}

/** Layout and number of digits: what a lock and its issuer agree on first. */
export declare class Format {
  /** Layout S with 6 to 10 digits, or X with 9 or 10. */
  constructor(layout: Layout, digits: number)
  /** The layout. */
  get layout(): Layout
  /** The digits of a code. */
  get digits(): number
  /** How many codes there are; a number, since there are at most 10^10. */
  get codes(): number
  /** How many issue numbers a code has room for. */
  get issues(): number
  /** Days an epoch lasts, after which codes come from another key. */
  get epochDays(): number
  /** The epoch a time lies in. */
  epochOf(at: LockTime): number
}

/** What a code may do: a mode, a start on the lock's clock, a length and an issue number, always legal. */
export declare class Grant {
  /** Reads a grant from its fields. An unknown field is an error. */
  constructor(fields: GrantFields)
  /** The legal grants nearest to a wish, itself first if it is legal. */
  static nearest(mode: Mode, start: LockTime, length: LengthFields): Array<Grant>
  /** The fields; an issue number of 0 is left out. */
  toJSON(): GrantFields
  /** The mode. */
  get mode(): Mode
  /** The first minute of access. */
  get start(): LockTime
  /** The minute at which access is over. */
  get ends(): LockTime
  /** The issue number. */
  get issue(): number
  /**
   * The minute by which the code must have been used once, or null where the mode has no such rule. The hours
   * are the lock profile's, 24 unless given.
   */
  firstUseBy(firstUseHours?: number | null | undefined): LockTime | null
  /** Whether the grant alone opens at a minute, first use and other codes aside. */
  covers(at: LockTime): boolean
  /** Whether two grants are the same. */
  equals(other: Grant): boolean
  /** A short text. */
  toString(): string
}

/** Who a code is for: the key of a lock or group with the id and generation that its codes carry. */
export declare class Identity {
  /** A lock under its own key. Initialising it again ends all its codes. */
  static own(key: LockKey, options: OwnOptions): Identity
  /** A group of locks under the group's key. */
  static group(key: LockKey, options: GroupOptions): Identity
  /** Issues the code of a grant. The same arguments always give the same code. */
  issue(format: Format, grant: Grant): Issued
  /** The digits alone of what `issue` gives. */
  issueCode(format: Format, grant: Grant): string
  /** What a code means in an epoch, or null when it means nothing there. */
  read(format: Format, code: string, epoch: number): Reading | null
  /** Issues the codes of many grants; a grant without a code does not stop the others. */
  issueMany(format: Format, grants: Array<Grant>): Batch
  /** Issues the codes of grants given as columns of numbers, the fastest form. */
  issueColumns(format: Format, columns: GrantColumns): Batch
}

/** An issued code. Inspecting it does not show the digits. */
export declare class Issued {
  /** The digits, leading zeros included. */
  get code(): string
  /** The epoch of the grant's start. */
  get epoch(): number
  /** The number that was enciphered; a number, since it is below 10^10. */
  get payload(): number
}

/** The key of one lock or one group: 16 bytes. */
export declare class LockKey {
  /** Reads 32 hexadecimal digits. */
  constructor(hex: string)
  /** The bytes, for provisioning a lock. Keep them off screens, logs and files that others read. */
  expose(): Buffer
  /** Whether two keys are the same, compared in constant time. */
  equals(other: LockKey): boolean
}

/** What an accepted code said. */
export declare class Opened {
  /** What it permits. */
  get reading(): Reading
  /** The number of the group whose key it was read with, or null for the lock's own. */
  get group(): number | null
}

/** What a lock accepts: its format, its modes, greatest lengths, issue numbers, grace, first use, limiter and lists. */
export declare class Profile {
  /**
   * A profile of modes that may be on together: any of `standard-single`, `standard-multi` and `24h`, or one of
   * `urm`, `acc`, `end-date`; on layout X the fine modes, or one other.
   */
  constructor(format: Format, modes: readonly Mode[], options?: ProfileOptions | null | undefined)
  /** A profile of any set of the layout's modes, for locks built to take it and for pricing. */
  static explicit(format: Format, modes: readonly Mode[], options?: ProfileOptions | null | undefined): Profile
  /** The same profile with the options that are given. */
  withOptions(options: ProfileOptions): Profile
  /** Layout and digits. */
  get format(): Format
  /** The modes that are on. */
  get modes(): Mode[]
  /** The greatest length of a mode in minutes. */
  longestMinutes(mode: Mode): number
  /** Minutes a code works before its start and after its end. */
  get graceMinutes(): number
  /** How many issue numbers are accepted. */
  get issues(): number
  /** Hours for the first use of `stay`, `long` and `weekly`. */
  get firstUseHours(): number
  /** Whether a later rental ends earlier ones. */
  get blockPrevious(): boolean
  /** Whether tries are counted. */
  get limiter(): boolean
  /** Places for rentals and weekly codes in use. */
  get activePlaces(): number
  /** Places for spent single-use codes. */
  get spentPlaces(): number
  /** Places for blocked codes. */
  get blockedPlaces(): number
}

/** What a code says. */
export declare class Reading {
  /** What it permits. */
  get grant(): Grant
  /** The epoch it was read in. */
  get epoch(): number
  /** The number it deciphers to. */
  get payload(): number
}

/** The site key: 32 bytes as 64 hexadecimal digits, from which the keys of all locks and groups of a site follow. */
export declare class SiteKey {
  /** Reads 64 hexadecimal digits. */
  constructor(hex: string)
  /** The key of the lock with this serial, exactly as recorded. */
  lockKey(serial: string): LockKey
  /** The key of a group, written `007`, or `007.1` for version 1 of its key. */
  groupKey(group: string): LockKey
}

/** The verifier of one lock: its profile, its keys and its state. */
export declare class Verifier {
  /** A lock provisioned with its key and initialised. */
  constructor(profile: Profile, key: LockKey, options: OwnOptions)
  /** A lock that starts again from the state it wrote down, with the keys of its groups. */
  static restore(profile: Profile, key: LockKey, state: string, groupKeys?: readonly GroupKey[] | null | undefined): Verifier
  /** The profile. */
  get profile(): Profile
  /**
   * What must be written down, as one line of JSON. It holds no keys, but the digits of blocked codes: keep it
   * privately.
   */
  get state(): string
  /** What of the state a tool shows. */
  summary(): Summary
  /** Replaces the profile; what the lock remembers stays. */
  setProfile(profile: Profile): void
  /** Gives the lock a group's key, replacing that of the same group. */
  provisionGroup(group: string, key: LockKey, generation?: number | null | undefined): void
  /**
   * Tries a typed code: what it opened, or null for refused.
   *
   * `persist` is called with the state before the code is deciphered and again before the bolt moves, and answers
   * whether it is written down; a state that is not refuses the code. What it throws refuses and is thrown.
   */
  accept(code: string, now: LockTime, persist?: ((state: string) => boolean) | null | undefined): Opened | null
  /** What `accept` would say now, and why. For logs and tools, never for the keypad. */
  reason(code: string, now: LockTime): Reason
  /** Blocks a code for good, whether or not it means anything. */
  block(code: string, now: LockTime): void
  /** Sets the clock: the lock now counts from this time. */
  setClock(to: LockTime): void
  /** Initialises the lock: the typed time becomes its clock and generation, and codes issued before end. */
  initialise(typed: LockTime, lockId: number): void
  /** The clock may have stopped: every code is refused until it is set. */
  clockLost(): void
  /** Called at least hourly by a running lock. True when the state is to be written down. */
  tick(now: LockTime): boolean
}

/** How many codes of one key a lock with nothing remembered would take at a minute. */
export declare function acceptable(profile: Profile, now: LockTime): number

/** Answers one line of a file of rows, counted from 1; null for a blank line. A bad row is answered with `error`. */
export declare function answerLine(line: number, text: string): RowAnswer | RowError | null

/** Issues the code of one row and gives the row back with the code's fields added. Fields it does not know are kept. */
export declare function answerRow<T extends Row>(row: T): T & RowAnswer

/** Every error code there is, with its kind, meaning and remedy. */
export declare function errorEntries(): Array<ErrorEntry>

/** One error code of the library. */
export interface ErrorEntry {
  /** The stable dotted code. */
  code: string
  /** What sort of failure it is. */
  kind: Kind
  /** What it means. */
  means: string
  /** What to do about it. */
  hint: string
}

/** The risk of one profile at one minute. Counts are numbers, since they are at most a few times 10^10. */
export interface Estimate {
  /** Codes acceptable, all keys summed. */
  acceptable: number
  /** Codes there are. */
  codes: number
  /** Probability that one random try opens. */
  probability: number
  /** The minute it was counted at. */
  at: LockTime
  /** Tries after which an intruder is in with probability one half. */
  medianTries: number
  /** Days until an intruder who never stops typing is in with probability one half, against NC1's limiter. */
  medianDays: number
}

/** The risk of a lock with so many keys (its own and its groups', 1 unless given) at a minute. */
export declare function estimateAt(profile: Profile, at: LockTime, keys?: number | null | undefined, penalty?: Penalty | null | undefined): Estimate

/** The risk at the worst minute of a day. */
export declare function estimateWorst(profile: Profile, day: LockTime, keys?: number | null | undefined, penalty?: Penalty | null | undefined): Estimate

/** Grants of one mode as columns: starts in minutes of lock time, and lengths in one unit. */
export interface GrantColumns {
  /** The mode of all of them. */
  mode: Mode
  /** Starts, in minutes of lock time (see `lockMinutes`). */
  starts: Uint32Array
  /** Lengths in hours. */
  hours?: Uint32Array | null | undefined
  /** Lengths in days. */
  days?: Uint32Array | null | undefined
  /** Lengths in quarter-hours. */
  quarters?: Uint32Array | null | undefined
}

/** The key of a group that a stored state names. */
export interface GroupKey {
  /** The group, written `007` or `007.1`. */
  group: string
  /** Its key. */
  key: LockKey
}

/** What a group's identity is made of beside its key. */
export interface GroupOptions {
  /** The group, written `007` or `007.1`. */
  group: string
  /** The generation of its codes, 0 unless it was set. */
  generation?: number | null | undefined
}

/** A change to a profile and what it makes of the risk. */
export interface Improvement {
  /** What to change. */
  change: string
  /** The risk after it, at the worst minute of the same day. */
  estimate: Estimate
}

/** The changes that lower the risk of a profile, those that cost guests least first. */
export declare function improvements(profile: Profile, day: LockTime, keys?: number | null | undefined): Array<Improvement>

/** One row of a batch over many locks. */
export interface IssueRow {
  /** The lock or group. */
  identity: Identity
  /** Its codes' format. */
  format: Format
  /** What to issue. */
  grant: Grant
}

/**
 * Issues the codes of rows over any number of locks, in the order given. Sort rows by lock: neighbours of one lock
 * share a key.
 */
export declare function issueRows(rows: Array<IssueRow>): Batch

/** The fields a length may be given in; each mode takes its own. */
export interface LengthFields {
  /** Hours; of each occurrence for `weekly`. */
  hours?: number | null | undefined
  /** Days. */
  days?: number | null | undefined
  /** Quarter-hours. */
  quarters?: number | null | undefined
  /** The days of a `weekly` grant. */
  pattern?: Pattern | null | undefined
  /** The weeks of a `weekly` grant. */
  weeks?: number | null | undefined
}

/** Minutes of a lock time since 2020-01-01T00:00. */
export declare function lockMinutes(time: LockTime): number

/** The lock time that lies so many minutes after 2020-01-01T00:00. */
export declare function lockTimeOfMinutes(minutes: number): LockTime

/** What is typed at a lock, `YYMMDDHHMM`, as lock time; years 20 to 99 mean 2020 to 2099. */
export declare function lockTimeOfTyped(digits: string): LockTime

/** A day in the middle of an epoch, for figures that are about a profile and not about a date. */
export declare function ordinaryDay(format: Format): LockTime

/** What a lock's identity is made of beside its key. */
export interface OwnOptions {
  /** The six-digit lock id typed at initialisation. */
  lockId: number
  /** The date and time typed at the last initialisation. */
  initialised: LockTime
}

/** A lock's own penalty in place of NC1's limiter. */
export interface Penalty {
  /** Wrong codes before the pause. */
  wrong: number
  /** Seconds of the pause. */
  pauseSeconds: number
  /** Seconds one code takes to type. */
  typingSeconds: number
}

/** The error of one place of a batch. */
export interface PlaceError {
  /** The place, from 0. */
  at: number
  /** The error. */
  error: NetcodeError
}

/** What is given of a profile beside its format and modes; what is left out, null or undefined keeps its default. */
export interface ProfileOptions {
  /** Minutes a code works before its start and after its end: 0 or 15. */
  graceMinutes?: number | null | undefined
  /** How many issue numbers the lock takes. */
  issues?: number | null | undefined
  /** Hours for the first use of `stay`, `long` and `weekly`: 1 to 168. */
  firstUseHours?: number | null | undefined
  /** Whether a later rental ends earlier ones. */
  blockPrevious?: boolean | null | undefined
  /** Whether the lock counts tries. */
  limiter?: boolean | null | undefined
  /** Places for rentals and weekly codes in use: 1 to 16. */
  activePlaces?: number | null | undefined
  /** Places for spent single-use codes: 1 to 32. */
  spentPlaces?: number | null | undefined
  /** Places for blocked codes: 1 to 32. */
  blockedPlaces?: number | null | undefined
  /** The greatest length of a mode in minutes. */
  longestMinutes?: Partial<Record<Mode, number>> | null | undefined
}

/** Refuses a code that equals one of the lock's fixed codes, which the lock would take it for. */
export declare function refuseReserved(code: string, fixed: readonly string[]): void

/** What of the state a tool shows. The whole state is its text. */
export interface Summary {
  /** The lock id typed at the last initialisation. */
  lockId: number
  /** The date and time typed at the last initialisation. */
  initialised: LockTime
  /** Whether the clock is set. */
  clockSet: boolean
  /** The latest time the lock is sure to have lived through. */
  floor: LockTime
  /** Tries left in the limiter when it was last counted. */
  tokens: number
  /** How many rentals and weekly codes are in use. */
  active: number
  /** How many single-use codes were used. */
  spent: number
  /** How many codes are blocked. */
  blocked: number
  /** The groups, in stored order. */
  groups: Array<string>
}
