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
/** What to think of the probability that one random try opens. */
export type Verdict = 'good' | 'doubtful' | 'too-likely'
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

/** An issued code. Inspecting it does not show the digits. */
export declare class Issued {
  private constructor()
  /** The digits, leading zeros included. */
  get code(): string
  /** The epoch of the grant's start. */
  get epoch(): number
  /** The number that was enciphered; a number, since it is below 10^10. */
  get payload(): number
}

/** A grant, or its fields. */
export type GrantInit = Grant | GrantFields
/** A day of the week. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
/** A moment of the world as RFC 3339 text: at the offset the property's zone has then, or in UTC where no zone is known. */
export type Moment = string
/** A moment as text with its offset, `2026-07-01T15:00:00+01:00`, or a `Date`. */
export type MomentInit = string | Date
/** A value of the catalogue with its mark and sources. */
export interface Fact<T> {
  readonly value: T
  /** How it was come by. */
  readonly mark: catalogue.Mark
  /** Keys of the catalogue's sources. */
  readonly source: readonly string[]
  /** What to know about it; an assumed value says here why it is this one. */
  readonly note: string | null
  /** What other sources say instead. */
  readonly disputed: readonly Disputed<T>[]
}
/** What a source says against a fact's value. */
export interface Disputed<T> {
  readonly value: T
  readonly source: readonly string[]
  readonly note: string | null
}

/** What the portal answers beside the values of the crate. */
export declare namespace portal {
  /** Somebody who signed in. */
  export interface SignedIn {
    /** What proves it from now on: to be kept secret. */
    readonly token: string
    /** Until when it does. */
    readonly expiresAt: Moment
    /** The opaque id of the account. */
    readonly account: string
    /** The opaque id of the person. */
    readonly person: string
    /** What they are in the account. */
    readonly role: access.Role
  }
  /** One answer of a batch: what was done, or why nothing was. */
  export interface Answered<T> {
    readonly answer: T | null
    readonly error: error.Failure | null
  }
}
