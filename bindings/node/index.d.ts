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

/** The values of the crate's module `access`. */
export declare namespace access {
  /** What a person is in an account. */
  export type Role =
    /** Whose account it is. */
    | 'owner'
    /** As the owner, but for the account itself. */
    | 'standard'
    /** Issues codes; adds, edits and deletes locks. */
    | 'associate'
    /** Issues codes. */
    | 'guest'
  /** What can be permitted. */
  export type Permission =
    /** Generate codes, see and send those that one generated. */
    | 'issue'
    /** Add, edit and delete locks. */
    | 'locks'
    /** Invite, change and remove users. */
    | 'users'
    /** Edit the phones that may ask for codes by SMS. */
    | 'whitelist'
    /** See the statement and buy credits. */
    | 'credits'
    /** See the audit trail and every code of the account. */
    | 'audit'
    /** Change or close the account, take keys out of it. */
    | 'account'
  /** What a person is held to beyond their role. What is not named is not limited. */
  export interface Limits {
    /** At most so many codes in all, those of people they invited included. */
    readonly codesMax: number | null
    /** Only codes that give access for at most so many days, 1 or more. */
    readonly daysMax: number | null
    /** Only these locks, by their ids in the portal. */
    readonly doors: readonly string[] | null
    /** Nothing from this instant on. */
    readonly until: Moment | null
  }
  /** What a person is held to beyond their role. What is not named is not limited. */
  export interface LimitsInit {
    /** At most so many codes in all, those of people they invited included. */
    readonly codesMax?: number | null | undefined
    /** Only codes that give access for at most so many days, 1 or more. */
    readonly daysMax?: number | null | undefined
    /** Only these locks, by their ids in the portal. */
    readonly doors?: readonly string[] | null | undefined
    /** Nothing from this instant on. */
    readonly until?: MomentInit | null | undefined
  }
}

/** The values of the crate's module `advise`. */
export declare namespace advise {
  /** What the person at the door saw. */
  export type Signal =
    /** Nobody looked. */
    | 'unseen'
    /** Red after the last digit. */
    | 'red'
    /** Red as soon as `*` is pressed. */
    | 'red-at-star'
    /** No light and no sound for any key. */
    | 'silent'
    /** Three red flashes, then blue. */
    | 'low-battery'
    /** The light of a good code, and the door stays shut. */
    | 'good-but-shut'
  /** Why a code did not open a door. */
  export type Cause =
    /** Its time has not come. */
    | 'too-early'
    /** Its time is over. */
    | 'too-late'
    /** A weekly code outside its hours. */
    | 'outside-hours'
    /** The code's mode is not on at the lock, or was switched off after it was issued. */
    | 'wrong-mode'
    /** The lock takes no code of this length or issue number. */
    | 'not-accepted'
    /** NetCode is switched off at the lock. */
    | 'feature-off'
    /** `*` was not pressed first. */
    | 'star-missing'
    /** It was not used in time for the first time. */
    | 'never-validated'
    /** A rental with a later start was used. */
    | 'superseded'
    /** It was blocked. */
    | 'blocked'
    /** It opens once, and has. */
    | 'spent'
    /** It is a code of another door. */
    | 'other-lock'
    /** It was issued before the lock was initialised again. */
    | 'before-initialisation'
    /** One digit differs from a code given out. */
    | 'digit-wrong'
    /** Two neighbouring digits of a code given out are swapped. */
    | 'digits-swapped'
    /** A digit of a code given out is missing. */
    | 'digit-missing'
    /** A code given out with one digit too many. */
    | 'digit-extra'
    /** The digits are no code that was given out, and near to none. */
    | 'not-issued'
    /** The lock refuses everything for a while after wrong codes. */
    | 'penalty'
    /** The lock's clock is behind. */
    | 'clock-behind'
    /** The lock's clock is ahead. */
    | 'clock-ahead'
    /** The lock's clock is out by the daylight-saving shift. */
    | 'clock-missed-dst'
    /** The lock's clock was lost, as at a battery change. */
    | 'clock-lost'
    /** The battery is low or empty. */
    | 'low-battery'
    /** The lock accepts the code, and the door or its bolt is stuck. */
    | 'door-stuck'
  /** A question with the answer yes or no. */
  export type Question =
    /** Whether `*` gives red by itself. */
    | 'red-at-star'
    /** Whether `*` came first. */
    | 'star-first'
    /** Whether the digits are those of the message. */
    | 'typed-as-sent'
    /** Whether the person stands at the door the code is for. */
    | 'right-door'
    /** Whether it opens after a minute without a key pressed. */
    | 'opens-after-minute'
    /** Whether the code opened before. */
    | 'opened-before'
    /** Whether a guest with a later rental was in. */
    | 'newer-guest-in'
    /** Whether another valid code opens. */
    | 'other-code-opens'
    /** Whether the mode was changed. */
    | 'mode-changed'
    /** Whether the cells were changed. */
    | 'cells-changed'
    /** Whether the lock was initialised again. */
    | 'initialised-since'
    /** Whether the lock's clock is right. */
    | 'clock-right'
    /** Whether the lock's clock is ahead. */
    | 'clock-ahead'
    /** Whether the clock is out by the hour of daylight saving. */
    | 'out-by-shift'
    /** Whether the keypad answers with good cells. */
    | 'answers-with-power'
    /** Whether it opens when the door is pushed or pulled. */
    | 'opens-when-pushed'
  /** One possible cause. */
  export interface Finding {
    /** The cause. */
    readonly cause: Cause
    /** How likely it is, 0 to 1. */
    readonly likelihood: number
    /** Why it is thought of. */
    readonly evidence: string
    /** What to do. */
    readonly remedy: string
    /** The code or lock it is about, by the issuer's name. */
    readonly about: string | null
    /** By how many minutes the code or the clock is out, where that is known. */
    readonly minutes: number | null
  }
  /** One thing that was taken into account. */
  export interface Clue {
    /** What was looked at, for example `record`. */
    readonly clue: string
    /** What was found, for example `too-early`. */
    readonly value: string
  }
  /** The answer. */
  export interface Explanation {
    /** The causes, the likeliest first. */
    readonly findings: readonly Finding[]
    /**
     * The causes that the evidence does not tell apart, two to four; empty when it tells the first from all
     * others.
     */
    readonly tie: readonly Cause[]
    /** The question whose answer is expected to tell most of the tie apart. */
    readonly next: Question | null
    /** What the verdict rests on. */
    readonly clues: readonly Clue[]
  }
  /** What is known of one cause. */
  export interface Belief {
    /** How often it is the cause among the calls for help, 0 to 1, before anything is known of the call. */
    readonly prior: Fact<number>
    /** What to do about it. */
    readonly remedy: Fact<string>
  }
  /** Why a lock's log names somebody else. */
  export type LogCause =
    /** Both have the same digits. */
    | 'same-digits'
    /** The digits differ and the buttons do not: one button stands for two digits. */
    | 'same-buttons'
    /**
     * The code of the one that is named is how the other begins, and the lock opens as soon as a code is
     * complete.
     */
    | 'begins-alike'
    /** The codes are pressed differently: the named one's code was typed. */
    | 'other-code'
  /** What the log says, explained. */
  export interface LogFinding {
    /** The cause. */
    readonly cause: LogCause
    /** Why it is thought of. */
    readonly evidence: string
    /** What to do. */
    readonly remedy: string
    /** Everybody whose code the lock cannot tell from that of the one who was there, in order. */
    readonly alike: readonly string[]
  }
  /** What somebody says who contradicts a step. */
  export interface Conflict {
    /** What is said. */
    readonly says: string
    /** Keys of who says it. */
    readonly source: readonly string[]
  }
  /** What a lock must have, or lack, for an answer to be possible. */
  export type Need =
    /** A key that is pressed before a NetCode. */
    | 'prefix'
    /** No such key. */
    | 'no-prefix'
    /** An app that manages the lock. */
    | 'app'
  /** One answer to a step. */
  export interface Choice {
    /** The word to answer with. */
    readonly answer: string
    /** What it would mean. */
    readonly means: string
    /** The step it leads to. */
    readonly next: string
    /** What the lock must have for it; asked of every lock when absent. */
    readonly needs: Need | null
  }
  /** How a walk ends. */
  export type End =
    /** The step is the remedy. */
    | 'fix'
    /** The step sets the lock back, and says what that costs. */
    | 'reset'
    /** Only a key, or a locksmith, or the maker's support is left. */
    | 'key-or-locksmith'
    /** Only the service's support can do it. */
    | 'support'
  /** One step: something to do and to look for, and what each answer means; or an end. */
  export interface Step {
    /** Its name. */
    readonly id: string
    /** What to do. */
    readonly do: string
    /** How sure the step is. */
    readonly mark: catalogue.Mark
    /** Keys of its sources. */
    readonly source: readonly string[]
    /** The answers; none at an end. */
    readonly answers: readonly Choice[]
    /** Where sources disagree. */
    readonly conflicts: readonly Conflict[]
    /** What a reset costs. */
    readonly consequences: readonly string[]
    /** Whether and how the walk ends here. */
    readonly end: End | null
    /** What to look for; none at an end. */
    readonly look: string | null
  }
  /** A tree of steps for the locks of some makers, or for a service. */
  export interface Guide {
    /** Its name, which is taken where a model is. */
    readonly id: string
    /** What it helps with. */
    readonly title: string
    /** Whose locks it is for; none where it is about a service. */
    readonly makers: readonly string[]
    /** The steps, the first one first. Answers lead forward only, so every walk ends. */
    readonly steps: readonly Step[]
  }
  /** A step that was passed. */
  export interface Passed {
    /** Its name. */
    readonly step: string
    /** The answer given. */
    readonly answer: string
    /** What that meant. */
    readonly means: string
  }
  /** The walk so far. */
  export interface Walk {
    /** The guide. */
    readonly guide: string
    /** The steps passed. */
    readonly passed: readonly Passed[]
    /** The step reached, with the answers that the model's locks can give. */
    readonly step: Step
    /** Who is quoted at this step, by key. */
    readonly sources: { readonly [key: string]: catalogue.Source }
    /** The model, where one was named. */
    readonly model: string | null
  }
}

/** The values of the crate's module `app`. */
export declare namespace app {
  /** Send this. */
  export interface EffectSend {
    readonly type: 'send'
    readonly value: twin.Message
  }
  /** Settings that were made at the lock are the wish from now on. */
  export interface EffectAdopted {
    readonly type: 'adopted'
    /** Which. */
    readonly parameters: readonly catalogue.Parameter[]
  }
  /** What was wished for is on the lock. */
  export interface EffectSynchronised {
    readonly type: 'synchronised'
    /** The command. */
    readonly ticket: number
    /** What was changed on the lock. */
    readonly changed: readonly catalogue.Parameter[]
  }
  /** Nothing was synchronised: somebody set the lock otherwise meanwhile. See `Account.conflicts`. */
  export interface EffectConflicts {
    readonly type: 'conflicts'
    /** The command. */
    readonly ticket: number
    /** What is in conflict. */
    readonly parameters: readonly catalogue.Parameter[]
  }
  /** Nothing was synchronised: the lock cannot be set that way. */
  export interface EffectFailed {
    readonly type: 'failed'
    /** The command. */
    readonly ticket: number
    /** The dotted code of the lock's error. */
    readonly code: string
    /** Its message. */
    readonly message: string
    /** Its remedy. */
    readonly hint: string
  }
  /** A command was carried out. */
  export interface EffectDone {
    readonly type: 'done'
    /** The command. */
    readonly ticket: number
  }
  /** The lock would not carry out a command. */
  export interface EffectRefused {
    readonly type: 'refused'
    /** The command. */
    readonly ticket: number
    /** Why. */
    readonly why: twin.Why
  }
  /** A command waited too long. */
  export interface EffectExpired {
    readonly type: 'expired'
    /** The command. */
    readonly ticket: number
  }
  /** Nothing waits: the link can be closed. */
  export interface EffectIdle {
    readonly type: 'idle'
  }
  /** The lock does not answer: the link is given up, commands go on waiting. */
  export interface EffectGaveUp {
    readonly type: 'gave_up'
  }
  /** What a step leads to. */
  export type Effect =
    | EffectSend
    | EffectAdopted
    | EffectSynchronised
    | EffectConflicts
    | EffectFailed
    | EffectDone
    | EffectRefused
    | EffectExpired
    | EffectIdle
    | EffectGaveUp
  /** On or off. */
  export interface ValueSwitch {
    readonly type: 'switch'
    readonly value: boolean
  }
  /** A number of seconds. */
  export interface ValueSeconds {
    readonly type: 'seconds'
    readonly value: number
  }
  /** NetCode modes, in the order of the scheme. */
  export interface ValueModes {
    readonly type: 'modes'
    readonly value: readonly Mode[]
  }
  /** Periods, by number. */
  export interface ValuePeriods {
    readonly type: 'periods'
    readonly value: readonly twin.Slot[]
  }
  /** Phones, by name. */
  export interface ValuePhones {
    readonly type: 'phones'
    readonly value: readonly twin.PhoneClient[]
  }
  /** Daylight saving. */
  export interface ValueDates {
    readonly type: 'dates'
    readonly value: twin.Daylight
  }
  /** What a parameter is set to. */
  export type Value =
    | ValueSwitch
    | ValueSeconds
    | ValueModes
    | ValuePeriods
    | ValuePhones
    | ValueDates
  /** Take over what is wished for, and report. */
  export interface TaskSynchronise {
    readonly type: 'synchronise'
  }
  /** Open: for a phone client by name, or for an administrator from afar. */
  export interface TaskUnlock {
    readonly type: 'unlock'
    /** Whose phone it is. */
    readonly phone: string | null
  }
  /** Lock before its time. */
  export interface TaskLock {
    readonly type: 'lock'
  }
  /** What a lock is to do. */
  export type Task =
    | TaskSynchronise
    | TaskUnlock
    | TaskLock
  /** A command that waits for a lock, or is on its way. */
  export interface Command {
    /** Its number at the lock, from 1. */
    readonly ticket: number
    /** Who gave it. */
    readonly by: string
    /** What is to be done. */
    readonly task: Task
    /** When it was given. */
    readonly askedAt: Moment
    /** When it is dropped, if it was not carried out by then. */
    readonly expiresAt: Moment
  }
  /** How a lock was when it was last reached. */
  export interface Seen {
    /** When that was. */
    readonly at: Moment
    /** What its software is. */
    readonly firmware: string
    /** How its cells were: `ok`, `low`, `dead`, `out` or `override`. */
    readonly battery: string
    /** What its clock showed. */
    readonly clock: number
    /** Seconds by which that was ahead of the time in its zone; nothing while its clock is not set. */
    readonly clockAheadSeconds: number | null
    /** Where the bolt was. */
    readonly bolt: twin.Bolt
    /** The lock id, once initialised. */
    readonly lockId: number | null
    /** The initialisation, once there was one. */
    readonly initialised: LockTime | null
    /** The layout of its NetCodes, where it reads any. */
    readonly layout: Layout | null
    /** Digits of a NetCode. */
    readonly digits: number | null
    /** Minutes of grace at either end. */
    readonly grace: number | null
  }
  /** A lock of an account, to be shown. */
  export interface LockView {
    /** What people call it. */
    readonly name: string
    /** The model's id. */
    readonly model: string
    /** What its key is derived for. */
    readonly serial: string
    /** The name of its time zone. */
    readonly zone: string
    /** Whether it has a WiFi gateway. */
    readonly gateway: boolean
    /** Who administers it. */
    readonly administrators: readonly string[]
    /** What is wished for, parameter by parameter. */
    readonly desired: { readonly [key: string]: Value }
    /** What the lock is known to have; of the clock, whether it is right. */
    readonly known: { readonly [key: string]: Value }
    /** How it was when it was last reached. */
    readonly seen: Seen | null
    /** Commands that wait for it, in order. */
    readonly queue: readonly Command[]
  }
  /** What was done. */
  export type Action =
    /** A lock was added. */
    | 'lock-added'
    /** A lock was removed from the account. */
    | 'lock-removed'
    /** Somebody became an administrator. */
    | 'administrator-added'
    /** Somebody is no administrator any more. */
    | 'administrator-removed'
    /** A new access key was generated. */
    | 'access-key-regenerated'
    /** Parameters were changed in the app. */
    | 'edited'
    /** A conflict was settled. */
    | 'resolved'
    /** A command was given. */
    | 'asked'
    /** It was carried out. */
    | 'done'
    /** The lock, or the app, would not carry it out. */
    | 'refused'
    /** It waited too long for the lock. */
    | 'expired'
    /** A setting made at the lock was taken over. */
    | 'adopted'
  /** One line of the history. */
  export interface Entry {
    /** Its number, from 1 without gaps. */
    readonly number: number
    /** When. */
    readonly at: Moment
    /** Who. */
    readonly by: string
    /** At which lock; empty for the account itself. */
    readonly lock: string
    /** What. */
    readonly action: Action
    /** To whom or to what; may be empty. */
    readonly detail: string
  }
  /** A parameter of which the lock does not know yet. */
  export interface Pending {
    /** The parameter. */
    readonly parameter: catalogue.Parameter
    /** What is wished for. */
    readonly desired: unknown
    /** What the lock is known to have; of the clock, whether it is right. */
    readonly lock: unknown
  }
  /** A parameter that was changed in the app and, otherwise, at the lock. */
  export interface Conflict {
    /** The parameter. */
    readonly parameter: catalogue.Parameter
    /** What the app wishes for. */
    readonly app: unknown
    /** What the lock has. */
    readonly lock: unknown
  }
  /** Which side of a conflict counts. */
  export type Keep =
    /** What the app wishes for; the lock is told at the next synchronisation. */
    | 'app'
    /** What the lock has. */
    | 'lock'
  /** What a change would do once the lock is synchronised. */
  export interface ModeChange {
    /** The modes that open now, as far as the lock is known; none while it does not take NetCodes. */
    readonly from: readonly Mode[]
    /** The modes that would open. */
    readonly to: readonly Mode[]
    /** Issued codes that open now or later and would not any more, by their start. */
    readonly dies: readonly link.IssuedCode[]
    /** Issued codes that do not open now and would, by their start. */
    readonly begins: readonly link.IssuedCode[]
  }
  /** What carries the messages. */
  export type Carrier =
    /** A phone next to the lock. */
    | 'bluetooth'
    /** The lock's WiFi gateway. */
    | 'gateway'
  /** It is up. */
  export interface LinkEventUp {
    readonly type: 'up'
    readonly value: Carrier
  }
  /** The lock answered. */
  export interface LinkEventAnswer {
    readonly type: 'answer'
    readonly value: twin.AnswerInit
  }
  /** No answer came in the time that the carrier allows. */
  export interface LinkEventSilence {
    readonly type: 'silence'
  }
  /** It is down. */
  export interface LinkEventDown {
    readonly type: 'down'
  }
  /** What happens to a link. */
  export type LinkEvent =
    | LinkEventUp
    | LinkEventAnswer
    | LinkEventSilence
    | LinkEventDown
  /** What becomes of one message. */
  export type Fault =
    /** It arrives, and so does the answer. */
    | 'none'
    /** It is lost. */
    | 'lost'
    /** It arrives, and the answer is lost. */
    | 'answer-lost'
    /** It arrives twice, and both answers do. */
    | 'twice'
    /** The link breaks before it arrives. */
    | 'cut'
    /** It arrives, and the link breaks before the answer does. */
    | 'answer-cut'
  /** What a conversation came to. */
  export interface Talk {
    /** Whether everything that waited was done: a link that broke leaves something waiting. */
    readonly whole: boolean
    /** What it means for the app, without the messages. */
    readonly app: readonly Effect[]
    /** What the lock did, without its answers. */
    readonly lock: readonly twin.Effect[]
    /** The messages the app sent, repetitions counted. */
    readonly messages: number
  }
}

/** The values of the crate's module `audit`. */
export declare namespace audit {
  /** A link of an account's chain. */
  export interface Record {
    /** The account. */
    readonly account: string
    /** Its number in the chain, from 1 without gaps. */
    readonly number: number
    /** When it happened. */
    readonly at: Moment
    /** The opaque id of who did it; `None` for the portal itself. */
    readonly person: string | null
    /** What was done. */
    readonly action: string
    /** The id of what it was done to. */
    readonly subject: string
    /** What else is worth keeping. */
    readonly detail: string
    /** The hash of the record before, 64 hexadecimal digits; of nothing for the first. */
    readonly previous: string
    /** The hash of this record, 64 hexadecimal digits. */
    readonly hash: string
  }
}

/** The values of the crate's module `catalogue`. */
export declare namespace catalogue {
  /** How a fact was come by. */
  export type Mark =
    /** A source says it in terms. */
    | 'stated'
    /** It follows from sources read together, or from a sibling model. */
    | 'inferred'
    /** No source was found: the value is a choice, and its note says why this one. */
    | 'assumed'
  /** Where a fact can be read. */
  export interface Source {
    /** What it is. */
    readonly title: string
    /** Where it is. */
    readonly at: string
  }
  /** A level of code. Each level has codes of its own length. */
  export type Level =
    /** The Master Code. */
    | 'master'
    /** The Sub-Master Code. */
    | 'sub_master'
    /** A User Code or code client. */
    | 'user'
    /** The Technician Code. */
    | 'technician'
    /** A NetCode, read by the verifier. */
    | 'netcode'
  /** What kind of client a credential belongs to. */
  export type ClientKind =
    /** A code that opens again and again. */
    | 'code'
    /** A code that opens once and is then forgotten. */
    | 'one_time'
    /** A technician's code. */
    | 'technician'
    /** A guest's code, forgotten after `timings.guest_hours`. */
    | 'guest'
    /** A card. */
    | 'card'
  /** These digits, exactly. */
  export interface ArgLiteral {
    readonly type: 'literal'
    readonly value: string
  }
  /** One of these texts, all of the same length. */
  export interface ArgOneOf {
    readonly type: 'one_of'
    readonly value: readonly string[]
  }
  /** A code of the given level. */
  export interface ArgCode {
    readonly type: 'code'
    readonly value: Level
  }
  /** The argument before this one, typed again. */
  export interface ArgAgain {
    readonly type: 'again'
  }
  /** A place in the list of users: first and last place, typed with two digits. */
  export interface ArgPlace {
    readonly type: 'place'
    readonly value: readonly [number, number]
  }
  /** A number of `digits` digits between `from` and `to`. */
  export interface ArgNumber {
    readonly type: 'number'
    /** Digits typed. */
    readonly digits: number
    /** Least value. */
    readonly from: number
    /** Greatest value. */
    readonly to: number
    /** Only multiples of this from 0, where given. */
    readonly step: number | null
  }
  /** A time of day, `HHmm`. */
  export interface ArgTime {
    readonly type: 'time'
  }
  /** A time of day, `HHmm`, or `2400` for never. */
  export interface ArgTimeOrNever {
    readonly type: 'time_or_never'
  }
  /** A date, `YYMMDD`. */
  export interface ArgDate {
    readonly type: 'date'
  }
  /** A date and time, `YYMMDDHHmm`. */
  export interface ArgDateTime {
    readonly type: 'date_time'
  }
  /** A lock id, six digits from 100000. */
  export interface ArgLockId {
    readonly type: 'lock_id'
  }
  /** The number of a period, one digit. */
  export interface ArgPeriod {
    readonly type: 'period'
  }
  /** A week pattern: seven digits 1 or 0, Monday first. */
  export interface ArgWeek {
    readonly type: 'week'
  }
  /** One digit, 1 for on and 0 for off. */
  export interface ArgFlag {
    readonly type: 'flag'
  }
  /** A card, presented after the last digit. */
  export interface ArgCard {
    readonly type: 'card'
  }
  /** Of a dialogue: the lock's Master Code; left out while none is set. */
  export interface ArgGuard {
    readonly type: 'guard'
  }
  /** One argument of a program. Its length in digits, or its range of lengths, follows from the kind. */
  export type Arg =
    | ArgLiteral
    | ArgOneOf
    | ArgCode
    | ArgAgain
    | ArgPlace
    | ArgNumber
    | ArgTime
    | ArgTimeOrNever
    | ArgDate
    | ArgDateTime
    | ArgLockId
    | ArgPeriod
    | ArgWeek
    | ArgFlag
    | ArgCard
    | ArgGuard
  /** Set the code of a level that has one code. */
  export interface VerbSetCode {
    readonly type: 'set_code'
    readonly value: Level
  }
  /** Delete the code of a level that has one code. */
  export interface VerbDeleteCode {
    readonly type: 'delete_code'
    readonly value: Level
  }
  /** Set, at the typed place or the next free one, a client of this kind. */
  export interface VerbSetClient {
    readonly type: 'set_client'
    readonly value: ClientKind
  }
  /** Delete the client at the typed place, with the typed code or with the presented card. */
  export interface VerbDeleteClient {
    readonly type: 'delete_client'
  }
  /** Delete every client. */
  export interface VerbDeleteClients {
    readonly type: 'delete_clients'
  }
  /** Suspend the client at the typed place or with the typed code; without an argument all of them. */
  export interface VerbSuspendClient {
    readonly type: 'suspend_client'
  }
  /** End a suspension. */
  export interface VerbRestoreClient {
    readonly type: 'restore_client'
  }
  /** Replace the performer's own code. */
  export interface VerbChangeOwn {
    readonly type: 'change_own'
  }
  /** Set the performer's personal code, which stands for the NetCode in programming. */
  export interface VerbPersonalCode {
    readonly type: 'personal_code'
  }
  /** Go to this function. */
  export interface VerbSetFunction {
    readonly type: 'set_function'
    readonly value: string
  }
  /** Go to this function, or from it back to the one on delivery. */
  export interface VerbToggleFunction {
    readonly type: 'toggle_function'
    readonly value: string
  }
  /** Open by itself this many hours after locking; 0 never. */
  export interface VerbAutoUnlockAfter {
    readonly type: 'auto_unlock_after'
  }
  /** Open by itself at this time of day. */
  export interface VerbAutoUnlockAt {
    readonly type: 'auto_unlock_at'
  }
  /** Choose the NetCode modes: the typed digits are looked up in the model's `netcode.types`. */
  export interface VerbNetcodeTypes {
    readonly type: 'netcode_types'
  }
  /** Whether a later rental NetCode ends the earlier ones. */
  export interface VerbBlockPrevious {
    readonly type: 'block_previous'
  }
  /** Block one NetCode. */
  export interface VerbBlockNetcode {
    readonly type: 'block_netcode'
  }
  /** Initialise NetCode: clock, generation and lock id; goes to the given function, if any. */
  export interface VerbInitialise {
    readonly type: 'initialise'
    readonly value: string | null
  }
  /** Set the clock. */
  export interface VerbSetClock {
    readonly type: 'set_clock'
  }
  /** First and last day of daylight saving. */
  export interface VerbDstDates {
    readonly type: 'dst_dates'
  }
  /** Time of day of the daylight-saving changes. */
  export interface VerbDstTime {
    readonly type: 'dst_time'
  }
  /** Flash while locked; the last digit typed is 0 or 1 unless the value stands here. */
  export interface VerbLockedIndication {
    readonly type: 'locked_indication'
    readonly value: boolean | null
  }
  /** Two codes are needed to open. */
  export interface VerbDualAuthorisation {
    readonly type: 'dual_authorisation'
    readonly value: boolean | null
  }
  /** Only Master and Sub-Master open. */
  export interface VerbLockDown {
    readonly type: 'lock_down'
    readonly value: boolean
  }
  /** No credential is needed, until switched off. */
  export interface VerbCodeFree {
    readonly type: 'code_free'
    readonly value: boolean
  }
  /** Set a period in which no credential is needed. */
  export interface VerbCodeFreePeriod {
    readonly type: 'code_free_period'
  }
  /** Suspend one code-free period, or all. */
  export interface VerbSuspendCodeFree {
    readonly type: 'suspend_code_free'
  }
  /** Restore one code-free period, or all. */
  export interface VerbRestoreCodeFree {
    readonly type: 'restore_code_free'
  }
  /** End an emergency opening. */
  export interface VerbEmergencyCancel {
    readonly type: 'emergency_cancel'
  }
  /** Seconds until the lock locks again. */
  export interface VerbRelockDelay {
    readonly type: 'relock_delay'
  }
  /** Hours of the day in which codes open. */
  export interface VerbRestrictHours {
    readonly type: 'restrict_hours'
  }
  /** Days of the week on which clients may enter. */
  export interface VerbDayLockOut {
    readonly type: 'day_lock_out'
  }
  /** A period in which a client's credential works; without a code, for all clients. */
  export interface VerbActivePeriod {
    readonly type: 'active_period'
  }
  /** Suspend periods: one of a client, all of a client, or all of all clients. */
  export interface VerbSuspendPeriod {
    readonly type: 'suspend_period'
  }
  /** Restore them. */
  export interface VerbRestorePeriod {
    readonly type: 'restore_period'
  }
  /** Which kinds of credential work: codes, cards, NetCodes. */
  export interface VerbFeatures {
    readonly type: 'features'
  }
  /** Length of User Codes. */
  export interface VerbUserDigits {
    readonly type: 'user_digits'
  }
  /** Back to the state of delivery. */
  export interface VerbFactoryReset {
    readonly type: 'factory_reset'
  }
  /** Learn which way the bolt moves, by moving it. */
  export interface VerbLearnHanding {
    readonly type: 'learn_handing'
  }
  /** How the keypad is mounted, so that its digits stand upright. */
  export interface VerbRotateKeypad {
    readonly type: 'rotate_keypad'
  }
  /** Accepted, with no effect on access that a source tells of. */
  export interface VerbNothing {
    readonly type: 'nothing'
  }
  /** What a program does. The engine knows these verbs and no model. */
  export type Verb =
    | VerbSetCode
    | VerbDeleteCode
    | VerbSetClient
    | VerbDeleteClient
    | VerbDeleteClients
    | VerbSuspendClient
    | VerbRestoreClient
    | VerbChangeOwn
    | VerbPersonalCode
    | VerbSetFunction
    | VerbToggleFunction
    | VerbAutoUnlockAfter
    | VerbAutoUnlockAt
    | VerbNetcodeTypes
    | VerbBlockPrevious
    | VerbBlockNetcode
    | VerbInitialise
    | VerbSetClock
    | VerbDstDates
    | VerbDstTime
    | VerbLockedIndication
    | VerbDualAuthorisation
    | VerbLockDown
    | VerbCodeFree
    | VerbCodeFreePeriod
    | VerbSuspendCodeFree
    | VerbRestoreCodeFree
    | VerbEmergencyCancel
    | VerbRelockDelay
    | VerbRestrictHours
    | VerbDayLockOut
    | VerbActivePeriod
    | VerbSuspendPeriod
    | VerbRestorePeriod
    | VerbFeatures
    | VerbUserDigits
    | VerbFactoryReset
    | VerbLearnHanding
    | VerbRotateKeypad
    | VerbNothing
  /** One program. */
  export interface Program {
    /** The program number as typed; empty where arguments follow the code at once. */
    readonly number: string
    /** The arguments, in the order typed. */
    readonly args: readonly Arg[]
    /** Who may run it. */
    readonly by: readonly Level[]
    /** What it does. */
    readonly do: Verb
    /** What it is called. */
    readonly title: string
    /** The sequence a source prints, or one of the same shape; it must be one this program accepts. */
    readonly example: string
    /** How sure the program is. */
    readonly mark: Mark
    /** The functions in which it may be typed without the program key. */
    readonly bareWithin: readonly string[]
    /** What a reader should know. */
    readonly note: string | null
    /** Keys of `sources.json`. */
    readonly source: readonly string[]
    /** The functions it may be run in; all when empty. */
    readonly within: readonly string[]
  }
  /** The keys. */
  export interface Keypad {
    /** Every key, for example `0123456789#`. */
    readonly keys: Fact<string>
    /** The key that begins programming; none where a button does. */
    readonly programKey: Fact<string | null>
    /** Keys that cannot be reached while the lock is locked. */
    readonly hiddenWhileLocked: Fact<string>
    /** Buttons that are no keys, for example `program` on the inside. */
    readonly buttons: Fact<readonly string[]>
    /** Whether the handle, held turned, keeps the lock from locking. */
    readonly handleHoldsOpen: Fact<boolean>
    /** The button that ends a field of a dialogue and, with nothing typed, locks. */
    readonly confirm: Fact<string> | null
    /** What ends an entry at the keypad, beside the end of typing. */
    readonly entry: Fact<EntryRule> | null
    /** Whether a Master Code typed at the keypad begins a dialogue as the button on the inside does. */
    readonly masterBegins: Fact<boolean> | null
    /**
     * Keys printed on one button, a text for each such button, for example `12`: the lock cannot tell them
     * apart.
     */
    readonly shared: Fact<readonly string[]> | null
  }
  /** A level of code. */
  export interface LevelRule {
    /** Fewest and most digits. */
    readonly digits: Fact<readonly [number, number]>
    /** Of User Codes: how many of their first digits no two may have in common. All unless given. */
    readonly distinct: Fact<number> | null
    /** The code on delivery. */
    readonly factory: Fact<string> | null
    /** Of Master Codes: whether they open. They do unless given. */
    readonly opens: Fact<boolean> | null
    /** Places to hold codes of this level; 1 unless given. */
    readonly places: Fact<number> | null
    /** Digits on delivery, where a program changes the length. */
    readonly setTo: Fact<number> | null
    /** Of Master Codes: whether a user may have the same digits. No unless given. */
    readonly shares: Fact<boolean> | null
  }
  /** Private or public use. */
  export type Usage =
    /** The same code opens again and again, and the lock locks itself. */
    | 'private'
    /** The lock stands open; a code of the guest's own choice locks it, and once opens it. */
    | 'public_single'
    /** The same, the code typed twice to lock. */
    | 'public_double'
  /** How codes are used. */
  export interface Function {
    /** Private or public use. */
    readonly use: Usage
    /** Levels beside Master and Sub-Master whose codes open. */
    readonly opens: readonly Level[]
    /** Whether NetCodes are read. */
    readonly netcode: boolean
    /** Whether a NetCode's holder may set a personal code that stands for it. */
    readonly personal: boolean
    /** Whether the locked indication shows unless a program says otherwise. */
    readonly indicates: boolean
  }
  /** Times. */
  export interface Timings {
    /** Longest gap between two keys, in seconds; then what was typed is forgotten. */
    readonly keyGapSeconds: Fact<number>
    /** The same while programming. */
    readonly programGapSeconds: Fact<number>
    /** Seconds the lock stays open; of a bolt that a motor drives, with `auto_lock` switched on. */
    readonly openSeconds: Fact<number>
    /** Wrong codes in a row before the keypad refuses input. */
    readonly wrongCodes: Fact<number>
    /** Seconds it refuses input for; 0 where the verifier's own limiter stands instead. */
    readonly penaltySeconds: Fact<number>
    /** Seconds to type the second of two codes or present a card. */
    readonly secondSeconds: Fact<number>
    /** Seconds between two flashes of the locked indication. */
    readonly indicationSeconds: Fact<number>
    /** Hours a guest's code is kept, where guests have codes. */
    readonly guestHours: Fact<number> | null
    /** Seconds within which they count together; any number unless given. */
    readonly wrongWindowSeconds: Fact<number> | null
  }
  /** Things a lock says. */
  export type Signal =
    /** A code that opens, or a public code that locks. */
    | 'code_accepted'
    /** A code that does not. */
    | 'code_refused'
    /** A known code that is suspended. */
    | 'code_suspended'
    /** One field of a program, except the last. */
    | 'field_accepted'
    /** The last field: the program is done. */
    | 'program_done'
    /** A program that is refused. */
    | 'program_refused'
    /** Programming was begun and nothing followed. */
    | 'program_timeout'
    /** The NetCode prefix while NetCode is switched off. */
    | 'netcode_off'
    /** Before an accepted code, when the batteries are low. */
    | 'battery_low'
    /** A procedure reached its second stage. */
    | 'procedure_armed'
    /** A procedure is complete. */
    | 'procedure_done'
    /** A code while none is stored. */
    | 'no_codes'
    /** The keypad begins to refuse input; said instead of the refusal that brought it about. */
    | 'locked_out'
    /** A dialogue is begun. */
    | 'program_begun'
    /** The same where a Master Code is set. */
    | 'program_begun_guarded'
    /** A dialogue is begun by holding a button. */
    | 'program_held'
    /** `program_timeout` where a Master Code is set. */
    | 'program_timeout_guarded'
    /** `program_timeout` with the beeper off. */
    | 'program_timeout_silent'
    /** The bolt was driven to lock. */
    | 'locked'
    /** The bolt met an obstacle. */
    | 'jammed'
    /** The motor was asked for before the bolt learnt which way it moves. */
    | 'not_handed'
    /** The procedure that teaches the bolt reached its second stage. */
    | 'handing_armed'
    /** The bolt has learnt which way it moves. */
    | 'handing_done'
    /** It has not. */
    | 'handing_failed'
    /** The factory reset reached its second stage. */
    | 'reset_armed'
    /** The factory reset is done. */
    | 'reset_done'
  /** One flash or beep. */
  export type Word =
    /** Blue light. */
    | 'blue'
    /** Red light. */
    | 'red'
    /** Green light. */
    | 'green'
    /** A beep. */
    | 'beep'
    /** The cross of a touchscreen. */
    | 'cross'
    /** The checkmark of a touchscreen. */
    | 'check'
    /** The padlock of a touchscreen. */
    | 'padlock'
  /** Batteries. */
  export interface Power {
    /** Openings left when the low-battery signal first shows. */
    readonly reserveOpenings: Fact<number>
    /** Whether cells of another kind can be held to contacts outside. */
    readonly override: Fact<boolean>
    /** Levels that open on the outside cell; all when empty. */
    readonly overrideLevels: Fact<readonly Level[]>
    /** Whether the clock is lost when the cells are out or dead. */
    readonly clockLost: Fact<boolean>
    /** Openings a fresh set of cells gives, for runs over long times. */
    readonly lifeOpenings: Fact<number>
    /** What cells of each kind do; a kind that is not given does as proper cells. */
    readonly cells: { readonly [key: string]: Fact<CellRule> }
    /** Whether the low-battery signal comes after what was done, instead of before. No unless given. */
    readonly warnsAfter: Fact<boolean> | null
  }
  /** Hold a key while the cells go in, keep it held, let go, press a key some times. */
  export interface Procedure {
    /** The key or button held while the cells go in. */
    readonly hold: string
    /** Seconds it must stay held before the second stage begins. */
    readonly holdSeconds: number
    /** Whether the second stage is announced when the key is let go, instead of when it begins. */
    readonly toldOnRelease: boolean
    /** The key or button pressed then; empty where the second stage is already the end. */
    readonly press: string
    /** How many times. */
    readonly times: number
    /** Within how many seconds of letting go. */
    readonly withinSeconds: number
    /** What it does. */
    readonly do: Verb
  }
  /** Which time the clock shows. */
  export type ClockRule =
    /** Local winter time all year. */
    | 'standard-time'
    /** Civil time, with two dates for daylight saving. */
    | 'civil'
    /** UTC. */
    | 'utc'
  /** The clock. */
  export interface Clock {
    /** Whether it follows daylight saving. */
    readonly rule: Fact<ClockRule>
    /** Worst drift to expect, parts per million; runs over long times draw from this range. */
    readonly driftPpm: Fact<number>
  }
  /** NetCodes. */
  export interface Netcode {
    /** Digits of a NetCode. */
    readonly digits: Fact<number>
    /** Layouts it can be set to; the first is the one on delivery. */
    readonly layouts: Fact<readonly Layout[]>
    /** Modes on delivery. */
    readonly modes: Fact<readonly Mode[]>
    /** What the digits of the mode program mean; empty where there is none. */
    readonly types: Fact<{ readonly [key: string]: readonly Mode[] }>
    /** The key typed before a NetCode when other credentials are on as well. */
    readonly prefix: Fact<string | null>
    /** Whether a later rental ends the earlier ones, on delivery. */
    readonly blockPrevious: Fact<boolean>
    /** Whether the verifier's ten-try bucket guards the lock, instead of a penalty. */
    readonly limiter: Fact<boolean>
    /** The function a lock goes to when NetCode is set up from outside; the present one when absent. */
    readonly function: Fact<string | null>
  }
  /** Kinds of credential that can be switched on and off. */
  export type Feature =
    /** Code clients. */
    | 'codes'
    /** Card clients. */
    | 'cards'
    /** Phone clients. */
    | 'phones'
    /** NetCodes. */
    | 'netcode'
  /** What a closed contact does. */
  export interface Input {
    /** Minutes the lock stays open. */
    readonly openMinutes: number
  }
  /** One lock model of one generation. */
  export interface Model {
    /** The id: lower case letters, digits and hyphens. */
    readonly id: string
    /** The name on the box. */
    readonly name: string
    /** Who makes it. */
    readonly maker: string
    /** Keys and what they are for. */
    readonly keypad: Keypad
    /** The levels of code. */
    readonly levels: { readonly [key: string]: LevelRule }
    /** Functions by name: how codes are used. */
    readonly functions: { readonly [key: string]: Fact<Function> }
    /** The function on delivery. */
    readonly function: Fact<string>
    /** Programs by what they are for; the number is inside. */
    readonly programs: { readonly [key: string]: Program }
    /** Times. */
    readonly timings: Timings
    /** What each event looks and sounds like. */
    readonly signals: { readonly [key: string]: Fact<readonly Word[]> }
    /** Batteries. */
    readonly power: Power
    /** Procedures done with the batteries and a held key, by name. */
    readonly procedures: { readonly [key: string]: Fact<Procedure> }
    /** Whether an app manages the lock. */
    readonly app: Fact<boolean>
    /** Facts of the box that no behaviour hangs on: cells, ratings, cycles. */
    readonly about: { readonly [key: string]: Fact<string> }
    /** Other ids that mean this model. */
    readonly aliases: readonly string[]
    /** How many clients of each kind it holds. */
    readonly capacity: { readonly [key: string]: Fact<number> }
    /** The clock; absent where there is none. */
    readonly clock: Clock | null
    /** Programming begun by a button on the inside, by what it is for. */
    readonly dialogues: { readonly [key: string]: Dialogue }
    /** The family whose values fill what this file leaves out. */
    readonly family: string | null
    /** Which kinds of credential can be switched on and off; absent where nothing can. */
    readonly features: { readonly [key: string]: Fact<boolean> } | null
    /** The radio networks whose hub it can be paired with; absent where there is no radio. */
    readonly hub: Fact<readonly string[]> | null
    /** Contacts an outside system can close, by name. */
    readonly inputs: { readonly [key: string]: Fact<Input> }
    /** The motor that drives the bolt; absent where the lock locks itself once it was open long enough. */
    readonly motor: Motor | null
    /** NetCodes; absent where none are read. */
    readonly netcode: Netcode | null
    /** What a reader should know about the model as a whole: gaps and contradictions of its sources. */
    readonly notes: readonly string[]
    /** What the app sets, and within which bounds. */
    readonly parameters: { readonly [key: string]: Fact<ParameterRule> }
    /** Switches on the inside, as delivered. */
    readonly switches: { readonly [key: string]: Fact<boolean> }
  }
  /** One fact of a model. */
  export interface Row {
    /** Where it stands in the file, for example `levels.user.digits`. */
    readonly path: string
    /** The value; of a program, its printed example. */
    readonly value: unknown
    /** How sure it is. */
    readonly mark: Mark
    /** Keys of its sources. */
    readonly source: readonly string[]
    /** What other sources say instead: objects with `value`, `source` and `note`. */
    readonly disputed: readonly unknown[]
    /** What a reader should know. */
    readonly note: string | null
  }
  /** A rule of the linter. */
  export interface Rule {
    /** Its number. */
    readonly id: string
    /** What it asks. */
    readonly asks: string
  }
  /** What the linter found wrong. */
  export interface Finding {
    /** The number of the broken rule. */
    readonly rule: string
    /** Where in the file, for example `levels.user.digits`. */
    readonly path: string
    /** What is wrong. */
    readonly message: string
    /** What to do about it. */
    readonly remedy: string
  }
  /** How many digits the codes of each level have: fewest and most. */
  export interface Lengths {
    /** Master Code. */
    readonly master: readonly [number, number]
    /** Sub-Master Code. */
    readonly subMaster: readonly [number, number]
    /** User Codes. */
    readonly user: readonly [number, number]
    /** Technician Code. */
    readonly technician: readonly [number, number]
    /** NetCodes. */
    readonly netcode: readonly [number, number]
  }
  /** A parameter that a lock's app sets. */
  export type Parameter =
    /** Feature selection: whether code clients open. */
    | 'codes'
    /** Feature selection: whether card clients open. */
    | 'cards'
    /** Feature selection: whether phone clients open. */
    | 'phones'
    /** Feature selection: whether NetCodes open. */
    | 'netcode'
    /** The NetCode modes that open. */
    | 'netcode-modes'
    /** Whether a later rental ends the earlier ones. */
    | 'block-previous'
    /** Seconds the lock stays open. */
    | 'relock-delay'
    /** Hours in which no credential is needed. */
    | 'code-free-periods'
    /** Hours in which clients may enter, for all of them. */
    | 'active-periods'
    /** Hours in which only Master and Sub-Master open. */
    | 'do-not-disturb'
    /** Whether two credentials are needed. */
    | 'dual-authorisation'
    /** Whether the lock flashes while it is locked. */
    | 'locked-indication'
    /** The phones that open, by the names of their owners. */
    | 'phone-clients'
    /** When daylight saving begins and ends. */
    | 'daylight-saving'
    /** Whether the app keeps the lock's clock right. */
    | 'clock'
  /** On or off. */
  export interface ParameterRuleSwitch {
    readonly type: 'switch'
  }
  /** A number of seconds. */
  export interface ParameterRuleSeconds {
    readonly type: 'seconds'
    /** The fewest. */
    readonly from: number
    /** The most. */
    readonly to: number
  }
  /** One of these sets of modes. */
  export interface ParameterRuleModes {
    readonly type: 'modes'
    readonly value: readonly (readonly Mode[])[]
  }
  /** Hours on days of the week, at numbered places from 0 on. */
  export interface ParameterRulePeriods {
    readonly type: 'periods'
    /** How many places, 1 to 10. */
    readonly places: number
  }
  /** Phones, each with hours of its own. */
  export interface ParameterRulePhones {
    readonly type: 'phones'
    /** How many phones. */
    readonly places: number
  }
  /** A first and a last day, and a time of day. */
  export interface ParameterRuleDates {
    readonly type: 'dates'
  }
  /** What a parameter can be set to. */
  export type ParameterRule =
    | ParameterRuleSwitch
    | ParameterRuleSeconds
    | ParameterRuleModes
    | ParameterRulePeriods
    | ParameterRulePhones
    | ParameterRuleDates
  /**
   * One thing that can be programmed with a button: how it is begun, and the fields typed then, each ended by
   * the model's `keypad.confirm` button.
   */
  export interface Dialogue {
    /** The button that begins it. */
    readonly button: string
    /** Seconds it is held; 0 for a press. */
    readonly holdSeconds: number
    /** Whether the number of presses is the place a code goes to. */
    readonly counts: boolean
    /** The fields, in the order typed. */
    readonly fields: readonly Arg[]
    /** What it does. */
    readonly do: Verb
    /** What it is called. */
    readonly title: string
    /** Buttons and digits, with blanks between; a held button is written with its seconds, `program(5s)`. */
    readonly example: string
    /** How sure it is. */
    readonly mark: Mark
    /** Only with a Master Code set (`true`) or only without (`false`). */
    readonly guarded: boolean | null
    /** What a reader should know. */
    readonly note: string | null
    /** Keys of `sources.json`. */
    readonly source: readonly string[]
  }
  /**
   * A bolt that a motor drives: it stays where it was put, and has to learn which way it moves (the handing
   * of the door) before the motor runs.
   */
  export interface Motor {
    /** When it learns by itself which way it moves, with no procedure. */
    readonly learns: Fact<readonly Occasion[]>
    /** Whether a mechanical key or a thumb-turn moves it without power. */
    readonly byHand: Fact<boolean>
  }
  /** When a bolt learns by itself which way it moves. */
  export type Occasion =
    /** Cells go in with no button held, and it has not learnt yet. */
    | 'cells_in'
    /** A factory reset is done. */
    | 'reset'
  /** A switch inside the door, or the setting that took its place. */
  export type Switch =
    /** The light on the inside blinks. */
    | 'status_led'
    /** The bolt locks by itself after `open_seconds`, once a user's code is stored. */
    | 'auto_lock'
    /** Beeps sound. */
    | 'audio'
    /** Digits shown at random must be touched before a code, so that no code shows on the glass. */
    | 'secure_screen'
  /** Kinds of cells. */
  export type Cells =
    /** Alkaline cells of one age. */
    | 'alkaline'
    /** Lithium cells. */
    | 'lithium'
    /** Rechargeable cells of any kind. */
    | 'rechargeable'
    /** Old cells beside new ones. */
    | 'mixed'
  /** What cells of one kind do in a lock. */
  export interface CellRule {
    /** Whether the lock's gauge sees them run low in time to warn. */
    readonly warns: boolean
    /** Whether the gauge reads low from the first day. */
    readonly readsLow: boolean
    /** What is left at the first warning, as a percentage of `reserve_openings`. */
    readonly reservePercent: number
  }
  /** What becomes of an entry when its last key was long ago, and what else ends it. */
  export type EntryRule =
    /** It is forgotten. */
    | 'forgotten'
    /** It is judged. */
    | 'judged'
    /** It is judged; and a code opens as soon as its last digit is typed. */
    | 'first_match'
    /** It is forgotten; only the confirming button makes it count, not the end of typing. */
    | 'confirmed'
}

/** The values of the crate's module `error`. */
export declare namespace error {
  /** What went wrong. */
  export interface Failure {
    readonly kind: Kind
    /** The stable dotted code. */
    readonly code: string
    /** What went wrong, in words. */
    readonly message: string
    /** What to do about it. */
    readonly hint: string
  }
}

/** The values of the crate's module `feed`. */
export declare namespace feed {
  /** Why an entry is no stay. */
  export type Skip =
    /** The booking was cancelled. */
    | 'cancelled'
    /** The owner or the site closed the days; nobody comes. */
    | 'blocked_out'
    /** The event does not occupy the place (`TRANSP:TRANSPARENT`). */
    | 'transparent'
  /** A day: the house rules say at what time. */
  export interface BookingTimeDay {
    readonly type: 'day'
    readonly value: string
  }
  /** A civil time of the property's zone. */
  export interface BookingTimeCivil {
    readonly type: 'civil'
    readonly value: string
  }
  /** A moment. */
  export interface BookingTimeExact {
    readonly type: 'exact'
    readonly value: Moment
  }
  /** A time as a feed gives it. */
  export type BookingTime =
    | BookingTimeDay
    | BookingTimeCivil
    | BookingTimeExact
  /** A day: the house rules say at what time. */
  export interface BookingTimeInitDay {
    readonly type: 'day'
    readonly value: string
  }
  /** A civil time of the property's zone. */
  export interface BookingTimeInitCivil {
    readonly type: 'civil'
    readonly value: string
  }
  /** A moment. */
  export interface BookingTimeInitExact {
    readonly type: 'exact'
    readonly value: MomentInit
  }
  /** A time as a feed gives it. */
  export type BookingTimeInit =
    | BookingTimeInitDay
    | BookingTimeInitCivil
    | BookingTimeInitExact
  /** A stay as the feed has it. */
  export interface Booking {
    /** The site's id, or `line N` where the feed has none. */
    readonly id: string
    /** The guest or the summary, where there is one. */
    readonly guest: string | null
    /** When the stay begins. */
    readonly arrival: BookingTime
    /** When it ends. */
    readonly departure: BookingTime
  }
  /** A stay as the feed has it. */
  export interface BookingInit {
    /** The site's id, or `line N` where the feed has none. */
    readonly id: string
    /** The guest or the summary, where there is one. */
    readonly guest?: string | null | undefined
    /** When the stay begins. */
    readonly arrival: BookingTimeInit
    /** When it ends. */
    readonly departure: BookingTimeInit
  }
  /** A stay. */
  export interface ContentBooking {
    readonly type: 'booking'
    readonly value: Booking
  }
  /** No stay, and rightly so. */
  export interface ContentSkipped {
    readonly type: 'skipped'
    readonly value: Skip
  }
  /** Something that should have been a stay. */
  export interface ContentBad {
    readonly type: 'bad'
    readonly value: error.Failure
  }
  /** What an entry of a feed is. */
  export type Content =
    | ContentBooking
    | ContentSkipped
    | ContentBad
  /** One entry of a feed, with the line it starts on, counted from 1. */
  export interface Entry {
    /** The line. */
    readonly line: number
    /** The booking's id, where one could be read. */
    readonly id: string | null
    /** What the entry is. */
    readonly content: Content
  }
}

/** The values of the crate's module `ledger`. */
export declare namespace ledger {
  /** What an entry does. */
  export type Act =
    /** Adds credits given for nothing, for example the twenty of a new account. */
    | 'gift'
    /** Adds credits that were bought. */
    | 'purchase'
    /** Takes credits for a code. */
    | 'debit'
    /** Takes credits for many codes at once that were made outside the portal. */
    | 'bulk'
    /** Sets credits aside until a delivery is known. */
    | 'hold'
    /** Spends credits that were set aside. */
    | 'settle'
    /** Gives back credits that were set aside. */
    | 'release'
  /** What an account has. */
  export interface Balance {
    /** Credits that may be spent. */
    readonly available: number
    /** Credits set aside for messages under way. */
    readonly held: number
  }
  /** Something an account can buy. */
  export interface Package {
    /** Its name on an order. */
    readonly id: string
    /** Credits it brings. */
    readonly credits: number
    /** Places for locks it brings. */
    readonly locks: number
    /** Its price in hundredths of the currency. */
    readonly priceCents: number
    /** The currency, three letters. */
    readonly currency: string
  }
}

/** The values of the crate's module `link`. */
export declare namespace link {
  /** A lock as its app last saw it. */
  export interface AppLock {
    /** What people call it. */
    readonly name: string
    /** The model's id. */
    readonly model: string
    /** What its key is derived for. */
    readonly serial: string
    /** Its time zone. */
    readonly zone: string
    /** Whether the lock takes NetCodes: the feature as the lock has it, not as it is wished for. */
    readonly netcode: boolean
    /** The modes the lock has on; empty while the app has not seen it. */
    readonly modes: readonly Mode[]
    /** The lock id, once initialised. */
    readonly lockId: number | null
    /** The initialisation, once there was one. */
    readonly initialised: LockTime | null
    /** The layout of its codes. */
    readonly layout: Layout
    /** Digits of its codes. */
    readonly digits: number
    /** Minutes of grace at either end. */
    readonly graceMinutes: number
    /** The key pressed before a code; may be empty. */
    readonly prefix: string
    /** Its software; empty while the app has not seen it. */
    readonly firmware: string
    /** How its cells are; empty while the app has not seen it. */
    readonly battery: string
    /** When the app last saw it. */
    readonly seenAt: Moment | null
  }
  /** A lock as its app last saw it. */
  export interface AppLockInit {
    /** What people call it. */
    readonly name: string
    /** The model's id. */
    readonly model: string
    /** What its key is derived for. */
    readonly serial: string
    /** Its time zone. */
    readonly zone: string
    /** Whether the lock takes NetCodes: the feature as the lock has it, not as it is wished for. */
    readonly netcode: boolean
    /** The modes the lock has on; empty while the app has not seen it. */
    readonly modes: readonly Mode[]
    /** The lock id, once initialised. */
    readonly lockId?: number | null | undefined
    /** The initialisation, once there was one. */
    readonly initialised?: LockTime | null | undefined
    /** The layout of its codes. */
    readonly layout: Layout
    /** Digits of its codes. */
    readonly digits: number
    /** Minutes of grace at either end. */
    readonly graceMinutes: number
    /** The key pressed before a code; may be empty. */
    readonly prefix: string
    /** Its software; empty while the app has not seen it. */
    readonly firmware: string
    /** How its cells are; empty while the app has not seen it. */
    readonly battery: string
    /** When the app last saw it. */
    readonly seenAt?: MomentInit | null | undefined
  }
  /** What an app tells whoever has its access key. */
  export interface AppReport {
    /** The key under which it was asked. */
    readonly accessKey: string
    /** Its locks. */
    readonly locks: readonly AppLock[]
  }
  /** What an app tells whoever has its access key. */
  export interface AppReportInit {
    /** The key under which it was asked. */
    readonly accessKey: string
    /** Its locks. */
    readonly locks: readonly AppLockInit[]
  }
  /** A code that was issued, as far as somebody must know it who changes a lock's mode. */
  export interface IssuedCode {
    /** The name by which its issuer knows it. */
    readonly id: string
    /** Whom it is for. */
    readonly guest: string | null
    /** What it permits. */
    readonly grant: GrantFields
  }
  /** A code that was issued, as far as somebody must know it who changes a lock's mode. */
  export interface IssuedCodeInit {
    /** The name by which its issuer knows it. */
    readonly id: string
    /** Whom it is for. */
    readonly guest?: string | null | undefined
    /** What it permits. */
    readonly grant: GrantInit
  }
}

/** The values of the crate's module `outbox`. */
export declare namespace outbox {
  /** How a message travels. */
  export type Channel =
    /** By mail. */
    | 'email'
    /** By text message. */
    | 'sms'
  /** What a message says. */
  export type Template =
    /** The link that activates a new account. */
    | 'activate'
    /** Somebody registered again with the address of an account that exists. */
    | 'already-registered'
    /** The link that sets a new password. */
    | 'reset'
    /** The link with which an invited person sets a password. */
    | 'invite'
    /** The link that confirms a new address. */
    | 'change-email'
    /** A code, with its card. */
    | 'code'
    /** The answer to a phone that asked for a code. */
    | 'sms-reply'
    /** Why a phone that asked for a code gets none. */
    | 'sms-refusal'
    /** A problem report to support. */
    | 'support'
  /** Where a message is in its life. */
  export type State =
    /** To be delivered, or lent to a courier. */
    | 'waiting'
    /** A courier handed it over. */
    | 'sent'
    /** It cannot be delivered. */
    | 'failed'
  /** What a text message is, before it is sent. */
  export interface Preflight {
    /** Septets the text takes; characters outside the alphabet are not counted. */
    readonly septets: number
    /** Messages it would take where parts are joined; a portal sends one at most. */
    readonly segments: number
    /** The number as it would be sent, if it is one. */
    readonly number: string | null
    /** What was changed of the number. */
    readonly repairs: readonly string[]
    /** Everything that keeps the message from being sent, in words. */
    readonly faults: readonly string[]
  }
  /**
   * A message with its text, ready to be handed over. It may hold digits or a link: it is for the courier
   * only.
   */
  export interface Parcel {
    /** The message's id, the same at every attempt: a mail's Message-ID, an SMS gateway's idempotency key. */
    readonly id: string
    /** How it travels. */
    readonly channel: Channel
    /** The address, or the number as digits with the country code. */
    readonly recipient: string
    /** A mail's subject; empty for an SMS. */
    readonly subject: string
    /** The text. */
    readonly text: string
    /** A mail's HTML form; empty for an SMS. */
    readonly html: string
  }
  /** Handed over. */
  export interface OutcomeDelivered {
    readonly type: 'delivered'
  }
  /** Not now: the next attempt may succeed. With the reason, in words without secrets. */
  export interface OutcomeLater {
    readonly type: 'later'
    readonly value: string
  }
  /** Never: the address or the text is refused. With the reason, in words without secrets. */
  export interface OutcomeNever {
    readonly type: 'never'
    readonly value: string
  }
  /** How an attempt went. */
  export type Outcome =
    | OutcomeDelivered
    | OutcomeLater
    | OutcomeNever
  /** The card of a code: what a guest needs to know, in the words of the place. */
  export interface CardText {
    /** The digits. */
    readonly code: string
    /** The key pressed before them, if the lock wants one, else empty. */
    readonly prefix: string
    /** The door's name. */
    readonly door: string
    /** The site's name, may be empty. */
    readonly site: string
    /** When it begins to open, in local words with the zone. */
    readonly from: string
    /** When it ceases to open, in local words with the zone. */
    readonly until: string
    /** By when it must have been used once, if it must; else empty. */
    readonly firstUseBy: string
    /** What holds however the lock's clock stands, in words. */
    readonly guarantee: string
    /** Words of the sender's, may be empty. */
    readonly note: string
  }
}

/** The values of the crate's module `portal`. */
export declare namespace portal {
  /** What somebody gives to begin an account. */
  export interface Registration {
    /** Their mail address: the name they will sign in with. */
    readonly email: string
    /** Their name, 1 to 100 characters. */
    readonly name: string
    /** Their password. */
    readonly password: string
  }
  /** Whom to invite. */
  export interface Invitation {
    /** Their mail address. */
    readonly email: string
    /** Their name, 1 to 100 characters. */
    readonly name: string
    /** What they become: standard, associate or guest. */
    readonly role: access.Role
    /** What they are held to beyond the role. */
    readonly limits?: access.LimitsInit | null | undefined
  }
  /** Where a person is with their account. */
  export type PersonState =
    /** Registered; the link in the mail was not used yet. */
    | 'pending'
    /** Invited; no password yet. */
    | 'invited'
    /** Taken over from another portal; must set a password by a reset. */
    | 'migrated'
    /** May sign in. */
    | 'active'
    /** Gone; name and address are erased. */
    | 'removed'
  /** A person of an account. */
  export interface UserView {
    /** Their opaque id. */
    readonly id: string
    /** Their address; nothing once they are removed. */
    readonly email: string | null
    /** Their name; nothing once they are removed. */
    readonly name: string | null
    /** What they are. */
    readonly role: access.Role
    /** Where they are with the account. */
    readonly state: PersonState
    /** What they are held to beyond the role. */
    readonly limits: access.Limits
    /** Who invited them. */
    readonly invitedBy: string | null
    /** Codes they and everybody they invited generated. */
    readonly codesIssued: number
  }
  /** An account, as its people see it. */
  export interface AccountView {
    /** Its opaque id. */
    readonly account: string
    /** The opaque id of who looks. */
    readonly person: string
    /** What they are in it. */
    readonly role: access.Role
    /** Credits. */
    readonly balance: ledger.Balance
    /** Locks it has. */
    readonly locks: number
    /** Locks it may have. */
    readonly locksAllowed: number
    /** When it began. */
    readonly createdAt: Moment
  }
  /** How a lock joins the portal. */
  export type Series =
    /** KitLocks and others that are initialised at the keypad. */
    | 'kl'
    /** Smart locks, linked by their app's access key. */
    | 'cl'
  /** A lock to add. */
  export interface AddLock {
    /** What people call it, 1 to 100 characters. */
    readonly name: string
    /** Where it is, at most 100 characters. */
    readonly site?: string | null | undefined
    /** The model's id in the catalogue, or an alias. */
    readonly model: string
    /** How it joins. */
    readonly series: Series
    /** What its key is derived for, 1 to 32 bytes; left out, the portal makes one. */
    readonly serial?: string | null | undefined
    /** Its six-digit id; left out, the portal takes a free one, of the group if there is one. */
    readonly lockId?: number | null | undefined
    /** Its group of three digits. */
    readonly group?: string | null | undefined
    /** Its time zone, for example `Europe/London`. */
    readonly zone: string
    /** How its clock is kept; left out, as the model's. */
    readonly clock?: time.ClockRule | null | undefined
    /** The most its clock drifts, in parts per million; left out, as the model's. */
    readonly clockPpm?: number | null | undefined
    /** The layout of its codes. */
    readonly layout?: Layout | null | undefined
    /** Digits of its codes: 6 to 10. */
    readonly digits: number
    /** The modes it has on; left out, that is not known. */
    readonly modes?: readonly Mode[] | null | undefined
    /** Minutes of grace at both ends, 0 or 15. */
    readonly graceMinutes?: number | null | undefined
    /** The key pressed before a code, or empty; left out, the model's. */
    readonly prefix?: string | null | undefined
    /** The minute typed at its initialisation, for a lock that was initialised already. */
    readonly initialised?: LockTime | null | undefined
    /** The app's access key, for a CL lock. */
    readonly accessKey?: string | null | undefined
  }
  /** What to change of a lock. What is not named stays. */
  export interface EditLock {
    /** Another name. */
    readonly name?: string | null | undefined
    /** Another site; empty for none. */
    readonly site?: string | null | undefined
    /** Another group of three digits; empty for none. */
    readonly group?: string | null | undefined
    /** The modes it has on now, after they were changed at the lock. */
    readonly modes?: readonly Mode[] | null | undefined
    /** Its grace now, 0 or 15 minutes. */
    readonly graceMinutes?: number | null | undefined
    /** The key pressed before a code now, `*` or empty. */
    readonly prefix?: string | null | undefined
  }
  /** Which locks to list. What is not named does not matter. */
  export interface LockFilter {
    /** Words in name, site, model, serial or six-digit id, whatever their case. */
    readonly search?: string | null | undefined
    /** Only this site. */
    readonly site?: string | null | undefined
    /** Only this group. */
    readonly group?: string | null | undefined
    /** Only this model. */
    readonly model?: string | null | undefined
  }
  /** A lock, as the account's people see it. */
  export interface LockView {
    /** Its id in the portal. */
    readonly id: string
    /** What people call it. */
    readonly name: string
    /** Where it is; may be empty. */
    readonly site: string
    /** Its group of three digits. */
    readonly group: string | null
    /** The model's id. */
    readonly model: string
    /** How it joined. */
    readonly series: Series
    /** What its key is derived for. */
    readonly serial: string
    /** The six-digit id. */
    readonly lockId: number
    /** The minute typed at its initialisation. */
    readonly initialised: LockTime | null
    /** Whether it was confirmed that it took the sequence: from then on codes can be generated. */
    readonly ready: boolean
    /** Its time zone. */
    readonly zone: string
    /** How its clock is kept. */
    readonly clock: string
    /** The layout of its codes. */
    readonly layout: string
    /** Digits of its codes. */
    readonly digits: number
    /** The modes it is known to have on; empty when that is not known. */
    readonly modes: readonly Mode[]
    /** Minutes of grace at both ends. */
    readonly graceMinutes: number
    /** The key pressed before a code; may be empty. */
    readonly prefix: string
    /** What a listed phone texts to ask for a code. */
    readonly smsId: string
  }
  /** Some locks, by name. */
  export interface LockPage {
    /** The locks. */
    readonly locks: readonly LockView[]
    /** What to pass to get the next page, unless this is the last. */
    readonly next: string | null
  }
  /** One entry to type at a keypad. */
  export interface KeypadStep {
    /** What it is for. */
    readonly title: string
    /** The keys, with blanks between the fields that are not typed. */
    readonly keys: string
    /** Blue flashes that acknowledge it, all fields together; 0 where the lock flashes in no such way. */
    readonly blueFlashes: number
    /** How sure it is that the model takes these keys: `stated`, `inferred` or `assumed`. */
    readonly mark: string
  }
  /** What to type at a lock so that it takes part: date, time and id. */
  export interface Initialisation {
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** The six-digit id to type. */
    readonly lockId: number
    /** Date and time to type, on the lock's clock. */
    readonly typed: LockTime
    /** The same as `YYMMDDhhmm`. */
    readonly typedDigits: string
    /**
     * What to type, entry by entry: exact for this model and generation, and tried on its twin, which then
     * opened with a code.
     */
    readonly steps: readonly KeypadStep[]
    /** When the codes generated before stop working, in words; empty for a new lock. */
    readonly endsCodes: string
  }
  /** A lock's keys, for whoever provisions locks that run this library. */
  export interface LockKeys {
    /** What the key is derived for. */
    readonly serial: string
    /** The lock's key, 32 hexadecimal digits. */
    readonly lockKey: string
    /** The six-digit id. */
    readonly lockId: number
    /** The minute typed at its initialisation. */
    readonly initialised: LockTime | null
    /** The layout of its codes. */
    readonly layout: string
    /** Digits of its codes. */
    readonly digits: number
  }
  /** To whom a code is to be sent. */
  export interface Delivery {
    /** How. */
    readonly channel: outbox.Channel
    /** The mail address, or the number with its country code. */
    readonly to: string
    /** A word of the sender's, at most 500 characters. */
    readonly note?: string | null | undefined
  }
  /** A code to generate. */
  export interface IssueRequest {
    /**
     * The caller's id of this request, 1 to 64 characters: the same request is answered the same and charged
     * once.
     */
    readonly request: string
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** What the code is to permit, in the lock's time. */
    readonly grant: GrantInit
    /** Whom it is for, at most 100 characters. */
    readonly guest?: string | null | undefined
    /** To whom to send it. */
    readonly send?: readonly Delivery[] | null | undefined
    /** Whether to generate it although the lock, as it is known to be set, will refuse it. */
    readonly despiteWarnings?: boolean | null | undefined
  }
  /** Something to know about a code. */
  export interface Warning {
    /** A stable word: `mode-off`, `too-long`, `over`, `first-use-over`, `issue-too-high`, `same-digits`. */
    readonly word: string
    /** The same in words. */
    readonly text: string
    /**
     * Whether the lock, as it is known to be set, will refuse the code: then the request must accept the
     * warning.
     */
    readonly refused: boolean
  }
  /** A code that was generated. */
  export interface Issued {
    /** Its number in the account. */
    readonly number: number
    /** The request it answers. */
    readonly request: string
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** The digits. */
    readonly code: string
    /** The key pressed before them; may be empty. */
    readonly prefix: string
    /** What it permits. */
    readonly grant: GrantFields
    /** When it begins to open, in the lock's zone. */
    readonly opensFrom: string
    /** When it ceases to open, in the lock's zone. */
    readonly opensUntil: string
    /** By when it must have been used once, on the lock's clock. */
    readonly firstUseBy: LockTime | null
    /** From when it opens for certain, however the lock's clock stands; nothing when that cannot be said. */
    readonly guaranteedFrom: string | null
    /** Until when it opens for certain. */
    readonly guaranteedUntil: string | null
    /** Credits it took, those held for messages included; as they were taken the first time. */
    readonly credits: number
    /** Credits left to spend. */
    readonly balance: number
    /** What to know about it. */
    readonly warnings: readonly Warning[]
    /** Whether the request was answered before: then nothing was charged now. */
    readonly repeated: boolean
    /** The messages that carry it. */
    readonly messages: readonly string[]
  }
  /** What a request would do. */
  export interface Preview {
    /** Credits it would take. */
    readonly credits: number
    /** Credits left to spend before it. */
    readonly balance: number
    /**
     * The modes to choose from: those the lock is known to have on, or all of its layout while that is not
     * known.
     */
    readonly modes: readonly Mode[]
    /** Minutes of grace at both ends. */
    readonly graceMinutes: number
    /** When it would begin to open, in the lock's zone. */
    readonly opensFrom: string
    /** When it would cease to open. */
    readonly opensUntil: string
    /** From when it would open for certain. */
    readonly guaranteedFrom: string | null
    /** Until when it would open for certain. */
    readonly guaranteedUntil: string | null
    /** What to know before. */
    readonly warnings: readonly Warning[]
  }
  /** Where a code came from. */
  export type Origin =
    /** Somebody asked for it in the portal. */
    | 'person'
    /** A whitelisted phone asked for it. */
    | 'sms'
    /** A stay asked for it. */
    | 'stay'
  /** A code of the history. Its digits are there only where one code was asked for. */
  export interface CodeView {
    /** Its number in the account. */
    readonly number: number
    /** The request it answered. */
    readonly request: string
    /** The digits. */
    readonly code: string | null
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** What it permits. */
    readonly grant: GrantFields
    /** First minute of access on the lock's clock. */
    readonly starts: LockTime
    /** End of access on the lock's clock. */
    readonly ends: LockTime
    /** Whom it is for. */
    readonly guest: string | null
    /** Who asked. */
    readonly person: string | null
    /** Where it came from. */
    readonly origin: Origin
    /** When it was generated. */
    readonly createdAt: Moment
    /** What it cost, without messages. */
    readonly credits: number
  }
  /** Which codes to list. What is not named does not matter. */
  export interface HistoryFilter {
    /** Only of this lock. */
    readonly lock?: string | null | undefined
    /** Only by this person. */
    readonly person?: string | null | undefined
    /** Only those that end after this minute of the lock's clock. */
    readonly endsAfter?: LockTime | null | undefined
    /** Only those that start before this minute of the lock's clock. */
    readonly startsBefore?: LockTime | null | undefined
    /** Only those that came from there. */
    readonly origin?: Origin | null | undefined
  }
  /** Some codes, the newest first. */
  export interface CodePage {
    /** The codes. */
    readonly codes: readonly CodeView[]
    /** What to pass to get the next page, unless this is the last. */
    readonly next: string | null
  }
  /** A code to send. */
  export interface SendRequest {
    /** The caller's id of this request, 1 to 64 characters: the same request sends once. */
    readonly request: string
    /** The code, by its number in the account. */
    readonly number: number
    /** To whom, and in which words. */
    readonly delivery: Delivery
    /** Whether to send although this recipient got the same message before. */
    readonly again?: boolean | null | undefined
  }
  /** A message and what became of it. */
  export interface MessageView {
    /** Its id. */
    readonly id: string
    /** The code it is about. */
    readonly number: number | null
    /** How it travels. */
    readonly channel: outbox.Channel
    /** To whom; empty once erased. */
    readonly recipient: string
    /** Where it is in its life. */
    readonly state: outbox.State
    /** How often it was tried. */
    readonly attempts: number
    /** When it was written. */
    readonly createdAt: Moment
    /** When it was handed over or given up. */
    readonly doneAt: Moment | null
    /** Why the last attempt failed. */
    readonly fault: string | null
  }
  /** What was bought, paid for outside. */
  export interface Order {
    /** The caller's id of the order, 1 to 64 characters: the same order counts once. */
    readonly order: string
    /** The package. */
    readonly package: string
  }
  /**
   * Codes that are made outside the portal, under keys it gave out: a whole run of them is charged at once.
   */
  export interface BulkCharge {
    /** The caller's id of the run, 1 to 64 characters: the same run is charged once. */
    readonly run: string
    /** How many codes, 1 to 1,000,000: a credit each. */
    readonly codes: number
  }
  /** A line of the statement: when, what, and plus or minus. */
  export interface StatementLine {
    /** Its number, from 1 without gaps. */
    readonly number: number
    /** When. */
    readonly at: Moment
    /** What was done. */
    readonly act: ledger.Act
    /** What it was for. */
    readonly reason: string
    /** Credits more or fewer to spend; 0 when held credits were spent. */
    readonly change: number
    /** Credits to spend afterwards. */
    readonly availableAfter: number
  }
  /** Some lines of the statement, the newest first. */
  export interface StatementPage {
    /** The lines. */
    readonly lines: readonly StatementLine[]
    /** What to pass to get the next page, unless this is the last. */
    readonly next: string | null
  }
  /** A phone that may ask for codes. */
  export interface ListedPhone {
    /** Whose phone it is. */
    readonly name: string
    /** The number, digits with the country code. */
    readonly phone: string
    /** Since when it is listed. */
    readonly addedAt: Moment
    /** What was changed of the number as it was given. */
    readonly repairs: readonly string[]
  }
  /** A text message that came in. */
  export interface SmsRequest {
    /** The gateway's id of the message, 1 to 200 characters: the same message is answered once. */
    readonly message: string
    /** The number it came from. */
    readonly from: string
    /** What it says. */
    readonly text: string
  }
  /** What became of a request by text message. */
  export interface SmsAnswer {
    /** The code that was generated, by its number in the account; its digits go to the phone only. */
    readonly number: number | null
    /** Why there is none, as an error code. */
    readonly refused: string | null
    /** The same in words. */
    readonly reason: string | null
    /**
     * The message that answers the phone; nothing for a phone that is not listed, so that strangers cost
     * nothing.
     */
    readonly message: string | null
  }
  /** A problem to report. */
  export interface Report {
    /** What happened, 1 to 2,000 characters. */
    readonly words: string
    /**
     * What was found out about it, at most 4,000 characters: a diagnosis, the settings of a lock, an error.
     */
    readonly diagnosis?: string | null | undefined
  }
  /** One try at a lock, as somebody tells of it. */
  export interface Tried {
    /** What was typed, with `*` before it if that was pressed. */
    readonly typed: string
    /** What the lock showed. */
    readonly signal: advise.Signal
    /** When; now unless given. */
    readonly at?: MomentInit | null | undefined
    /** Codes it refused within the minute before. */
    readonly refusedLately?: number | null | undefined
    /** Whether it warned of its battery lately. */
    readonly batteryWarned?: boolean | null | undefined
    /** Answers to questions asked before. */
    readonly answers?: { readonly [key: string]: boolean } | null | undefined
  }
  /** What a round of deliveries came to. */
  export interface DrainReport {
    /** Messages handed over. */
    readonly sent: number
    /** Messages given up. */
    readonly failed: number
    /** Messages to be tried again later. */
    readonly later: number
  }
  /** A line of the audit trail. */
  export interface AuditView {
    /** Its number, from 1 without gaps. */
    readonly number: number
    /** When it happened. */
    readonly at: Moment
    /** The opaque id of who did it; nothing for the portal itself. */
    readonly person: string | null
    /** What was done. */
    readonly action: string
    /** To what. */
    readonly subject: string
    /** What else is known. */
    readonly detail: string
    /** The record's hash. */
    readonly hash: string
  }
  /** Some lines of the audit trail, the newest first. */
  export interface AuditPage {
    /** The lines. */
    readonly records: readonly AuditView[]
    /** What to pass to get the next page, unless this is the last. */
    readonly next: string | null
  }
  /** What a check of the books came to. */
  export interface Verification {
    /** Accounts checked. */
    readonly accounts: number
    /** Codes checked. */
    readonly codes: number
    /** Lines of credit books checked. */
    readonly entries: number
    /** Stays checked. */
    readonly stays: number
    /** Messages checked. */
    readonly messages: number
    /** Records of audit trails checked. */
    readonly records: number
    /** Everything that is wrong, in words; at most 100 lines. */
    readonly faults: readonly string[]
  }
  /** What became of the locks of an app. */
  export interface Linked {
    /** The locks that are linked, in the order of the report. */
    readonly locks: readonly LockView[]
    /** What somebody should do about the others, or about locks that take no codes now. */
    readonly notes: readonly string[]
  }
  /** A stay for which a guest is to have codes. */
  export interface StayRequest {
    /** The caller's id of the stay at this lock, 1 to 200 characters. */
    readonly stay: string
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** When the guest may come in. */
    readonly from: MomentInit
    /** When the guest is out. */
    readonly until: MomentInit
    /** Who the guest is, at most 100 characters. */
    readonly guest?: string | null | undefined
    /** To whom each code is sent when it becomes the guest's; a code that stays is not sent again. */
    readonly send?: readonly Delivery[] | null | undefined
    /**
     * Whether somebody with the master code can go to the lock and block codes that should open no longer.
     */
    readonly keypad?: boolean | null | undefined
  }
  /** A stay whose guest does not come. */
  export interface CancelStay {
    /** The caller's id of the stay. */
    readonly stay: string
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** Whether somebody with the master code can go to the lock and block its codes. */
    readonly keypad?: boolean | null | undefined
  }
  /** The guest comes then. */
  export interface StayOrderBook {
    readonly type: 'book'
    readonly value: StayRequest
  }
  /** The guest does not come. */
  export interface StayOrderCancel {
    readonly type: 'cancel'
    readonly value: CancelStay
  }
  /** What is said of a stay. */
  export type StayOrder =
    | StayOrderBook
    | StayOrderCancel
  /** What was done about a stay. */
  export type StayOutcome =
    /** The guest got codes. */
    | 'issued'
    /** Nothing: it is as it was said before. */
    | 'unchanged'
    /** The dates, or what the lock takes, had changed; the codes are those that serve now. */
    | 'changed'
    /** The guest does not come; the codes are those he had. */
    | 'cancelled'
    /** Nothing: the stay was over when it was said. */
    | 'over'
  /** A code that should open no longer. */
  export interface WithdrawCode {
    /** Its number in the account. */
    readonly number: number
    /** Its digits, to be typed where it is blocked. */
    readonly code: string
    /** How it is taken back. */
    readonly way: stay.Withdrawal
    /** Until when it may still open although it should not; nothing when it may not. */
    readonly opensUntil: string | null
    /** The moment after which it is dead unless somebody uses it before. */
    readonly unlessUsedBy: string | null
  }
  /** The answer to what was said of a stay. */
  export interface StayAnswer {
    /** The booking's id. */
    readonly stay: string
    /** The guest or summary of the feed. */
    readonly guest: string | null
    /** When the guest may come in. */
    readonly checkIn: string
    /** When the guest is out. */
    readonly checkOut: string
    /** The codes, in the order in which they are used; nearly always one. */
    readonly codes: readonly stay.HandoutCode[]
    /** From when on a code is sure to open, whatever the lock's clock reads within its error. */
    readonly guaranteedFrom: string | null
    /** Until when it is sure to. */
    readonly guaranteedUntil: string | null
    /** Minutes before check-in in which a code may open too. */
    readonly spillBeforeMinutes: number
    /** Minutes after check-out in which a code may open too. */
    readonly spillAfterMinutes: number
    /** Credits the codes cost. */
    readonly credits: number
    /** Whether using a code ends rentals that started before it. */
    readonly endsEarlierRentals: boolean
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** What was done. */
    readonly outcome: StayOutcome
    /** The numbers of the codes in the account, in the same order. */
    readonly numbers: readonly number[]
    /** Credits it took now, those held for messages included. */
    readonly charged: number
    /** Credits left to spend. */
    readonly balance: number
    /** What to know. */
    readonly warnings: readonly Warning[]
    /** What to do with codes that should open no longer. */
    readonly withdraw: readonly WithdrawCode[]
    /** The messages that carry new codes. */
    readonly messages: readonly string[]
  }
  /** Where a stay is. */
  export type StayState =
    /** The guest is expected or there. */
    | 'active'
    /** The guest does not come. */
    | 'cancelled'
  /** A stay as the portal knows it. */
  export interface StayView {
    /** The caller's id. */
    readonly stay: string
    /** The lock, by its id in the portal. */
    readonly lock: string
    /** When the guest comes. */
    readonly from: Moment
    /** When the guest is out. */
    readonly until: Moment
    /** Where it is. */
    readonly state: StayState
    /** The codes that serve, by their numbers in the account. */
    readonly numbers: readonly number[]
  }
  /** Some stays of a lock, by their ids. */
  export interface StayPage {
    /** The stays. */
    readonly stays: readonly StayView[]
    /** What to pass to get the next page, unless this is the last. */
    readonly next: string | null
  }
  /** It is a stay, or the cancellation of one that is known. */
  export interface FeedOutcomeStay {
    readonly type: 'stay'
    readonly value: StayAnswer
  }
  /** It is no stay, and rightly so. */
  export interface FeedOutcomeSkipped {
    readonly type: 'skipped'
    readonly value: feed.Skip
  }
  /** It should have been one. */
  export interface FeedOutcomeRefused {
    readonly type: 'refused'
    readonly value: error.Failure
  }
  /** What became of an entry. */
  export type FeedOutcome =
    | FeedOutcomeStay
    | FeedOutcomeSkipped
    | FeedOutcomeRefused
  /** What became of one entry of a feed, or of a stay that the feed no longer has. */
  export interface FeedAnswer {
    /** The entry's line; 0 for a stay that the feed no longer has. */
    readonly line: number
    /** The stay's id, where one could be read. */
    readonly id: string | null
    /** What became of it. */
    readonly outcome: FeedOutcome
  }
  /** What became of a feed. */
  export interface FeedReport {
    /**
     * One answer an entry, in the feed's order, then those for stays that were cancelled because the feed has
     * them no longer.
     */
    readonly answers: readonly FeedAnswer[]
    /** Known stays that are not over and not in the feed, and were left as they are. */
    readonly gone: readonly string[]
  }
}

/** The values of the crate's module `script`. */
export declare namespace script {
  /** How the app of a script's lock stands. */
  export interface AppView {
    /** What the lock does not know yet. */
    readonly pending: readonly catalogue.Parameter[]
    /** Commands that wait. */
    readonly waiting: number
    /** What was changed in the app and, otherwise, at the lock. */
    readonly conflicts: readonly catalogue.Parameter[]
    /** What the step came to. */
    readonly cameTo: readonly app.Effect[]
  }
  /** What the lock did. */
  export interface LineDone {
    /** The step, counted from 0. */
    readonly step: number
    /** One word for each flash, beep and move of the bolt, in order. */
    readonly effects: readonly string[]
    /** Where the bolt is at the end of the step. */
    readonly bolt: twin.Bolt
    /** The state at the end of the step, without digits and keys. */
    readonly state: twin.View
    /** Keys that had no effect because they are absent or cannot be reached. */
    readonly ignored: readonly string[]
    /** How the app stands, after a step in it. */
    readonly app: AppView | null
  }
  /** The step cannot act on this lock. */
  export interface LineFailed {
    /** The step, counted from 0. */
    readonly step: number
    /** Why. */
    readonly error: error.Failure
  }
  /** The answer to one step. */
  export type Line =
    | LineDone
    | LineFailed
}

/** The values of the crate's module `stay`. */
export declare namespace stay {
  /** Minutes in which a grant may open although nobody asked for it, in the worst case of the clock. */
  export interface Spill {
    /** Before the first window asked. */
    readonly beforeMinutes: number
    /** Between windows asked. */
    readonly betweenMinutes: number
    /** After the last window asked. */
    readonly afterMinutes: number
  }
  /** A grant that dies unless it is used in time. */
  export interface FirstUse {
    /** The grant. */
    readonly grant: GrantFields
    /** The first moment from which the first use surely works. */
    readonly from: Moment
    /** The moment up to which the first use surely works; of `weekly` only in its hours. */
    readonly by: Moment
  }
  /** What is asked, granted, guaranteed and spilled: every window is real time in whole minutes. */
  export interface Quote {
    /** The windows in which the guest wants to enter. */
    readonly asked: readonly time.Window[]
    /** When the grants open by a clock that is right, without the lock's grace. */
    readonly granted: readonly time.Window[]
    /** When one of the grants opens whatever the clock's error is, grace included. */
    readonly guaranteed: readonly time.Window[]
    /** When one of the grants opens for some error the clock may have, grace included. */
    readonly possible: readonly time.Window[]
    /** The parts of what is asked that are not guaranteed; none when the promise can be made. */
    readonly missing: readonly time.Window[]
    /** What may open outside what is asked. */
    readonly spill: Spill
    /** What the guest must do in time, one for each grant that has a first-use rule. */
    readonly firstUse: readonly FirstUse[]
  }
  /** One way to cover a stay. */
  export interface Way {
    /** The grants, in the order in which they are used. */
    readonly grants: readonly GrantFields[]
    /** What they guarantee, spill, and demand of the guest. */
    readonly quote: Quote
    /** What they cost: one credit a code. */
    readonly credits: number
    /** Whether using a code ends the rentals of the same key that started before it. */
    readonly blocksEarlier: boolean
    /**
     * Minutes of the stay in which a guest who arrives only then finds a code already dead for want of first
     * use.
     */
    readonly lateArrivalMinutes: number
  }
  /** Why a mode does not cover a stay. */
  export type UnfitReason =
    /** The lock has the mode switched off. */
    | 'switched_off'
    /** Its codes open once, and the guest comes and goes. */
    | 'opens_once'
    /** It repeats by the week and leaves the time between closed. */
    | 'repeats'
    /** Its longest codes are so short that more than sixty would be needed. */
    | 'too_short'
    /** Nothing is known of the lock's clock for a part of the stay. */
    | 'clock_unknown'
  /** A mode that does not cover the stay. */
  export interface Unfit {
    /** The mode. */
    readonly mode: Mode
    /** Why not. */
    readonly reason: UnfitReason
  }
  /** Switch to the mode; the way is what then covers the stay. Codes of the modes switched off die. */
  export interface RemedySwitchOn {
    readonly change: 'switch_on'
    /** The mode. */
    readonly mode: Mode
    /** The best way with it. */
    readonly way: Way
  }
  /** Give the lock longer codes: the mode belongs to the other layout. */
  export interface RemedyChangeLayout {
    readonly change: 'change_layout'
    /** The layout. */
    readonly layout: Layout
    /** The mode to switch on there. */
    readonly mode: Mode
    /** The best way with it. */
    readonly way: Way
  }
  /** Set the lock's clock, or observe it: nothing is known of it. */
  export interface RemedySetClock {
    readonly change: 'set_clock'
  }
  /** A change to the lock after which the stay can be covered. */
  export type Remedy =
    | RemedySwitchOn
    | RemedyChangeLayout
    | RemedySetClock
  /** The ways to cover a stay, and what stands against the rest. */
  export interface Plan {
    /**
     * The ways, best first: least risk for the guest, then least spill. Empty when no enabled mode covers the
     * stay.
     */
    readonly ways: readonly Way[]
    /** The modes of the door's layout that do not fit, with the reason. */
    readonly unfit: readonly Unfit[]
    /** What would cover the stay after a change to the lock; filled when there is no way, best first. */
    readonly remedies: readonly Remedy[]
  }
  /** A code that was given out, as the issuer's records know it. Its digits are not needed. */
  export interface Given {
    readonly id: string
    readonly group: string | null
    readonly grant: GrantFields
    readonly used: Moment | null
    readonly blocked: Moment | null
    readonly asked: time.Window | null
  }
  /** A code that was given out, as the issuer's records know it. Its digits are not needed. */
  export interface GivenInit {
    readonly id: string
    readonly group?: string | null | undefined
    readonly grant: GrantInit
    readonly used?: MomentInit | null | undefined
    readonly blocked?: MomentInit | null | undefined
    readonly asked?: time.WindowInit | null | undefined
  }
  /** How much the issuer knows of the openings at a door. */
  export type Records =
    /** Every first use is recorded: a code without one has not been used. */
    | 'complete'
    /**
     * The lock is offline and reports nothing: a code without a recorded use may have been used all the same.
     */
    | 'partial'
  /** A way to take a code back. The lock is offline: nothing can be done from afar. */
  export type Withdrawal =
    /** Do nothing: it ends by itself. */
    | 'wait'
    /** Give out a rental of the same key with a later start: its first use ends this one. */
    | 'supersede'
    /** Have somebody with the master code block it at the keypad. */
    | 'block-at-keypad'
    /**
     * Initialise the lock anew, which ends every code of its own key; codes of a group need a new group key.
     */
    | 'initialise'
  /** A code that may open a door at the moment asked about. */
  export interface Entrant {
    /** The code's name. */
    readonly id: string
    /** What it permits. */
    readonly grant: GrantFields
    /** Whether it opens whatever the clock's error and the unrecorded uses; otherwise it may. */
    readonly surely: boolean
    /** The last moment at which it may open, if nothing is done; none when the clock is unknown. */
    readonly until: Moment | null
    /** The moment after which it is dead unless it is used before, where nothing says that it was. */
    readonly unlessUsedBy: Moment | null
    /** The ways to take it back, cheapest first. */
    readonly withdrawals: readonly Withdrawal[]
  }
  /** What to do with a code that should not open any longer. */
  export interface Withdrawn {
    /** The code's name. */
    readonly id: string
    /** The way chosen. */
    readonly way: Withdrawal
  }
  /** An old code that still opens a door at a time that is not the guest's. */
  export interface Residual {
    /** The code's name. */
    readonly id: string
    /** When it may still open, at its old door. */
    readonly windows: readonly time.Window[]
    /** The moment after which it is dead unless somebody uses it before, where it was never seen used. */
    readonly unlessUsedBy: Moment | null
    /** What would take it back and was not chosen, for want of somebody at the door or of a need. */
    readonly alternatives: readonly Withdrawal[]
  }
  /** The answer to a change. */
  export interface Answer {
    /** The codes that the guest keeps using. */
    readonly keep: readonly string[]
    /** The new codes and what they guarantee, if there must be new ones. */
    readonly new: Way | null
    /** What to do with codes that should open no longer. */
    readonly withdraw: readonly Withdrawn[]
    /** What still opens afterwards. */
    readonly residual: readonly Residual[]
    /** Messages to send: one if there are new codes. */
    readonly messages: number
    /** Visits to the lock: one if codes are blocked at the keypad. */
    readonly visits: number
    /**
     * Minutes in which a code opens although it should not, or outside the guest's time; two doors count
     * twice.
     */
    readonly exposureMinutes: number
  }
  /** One way to open several doors with the same digits. */
  export interface SharedWay {
    /** The group whose key makes the codes. */
    readonly group: string
    /** The grants, in the order in which they are used. */
    readonly grants: readonly GrantFields[]
    /** What they guarantee at each door. */
    readonly doors: readonly (readonly [string, Quote])[]
    /** What they cost: one credit a code. */
    readonly credits: number
  }
  /** A group that cannot serve. */
  export interface GroupUnfit {
    /** The group. */
    readonly group: string
    /** Doors wanted that do not hold it. */
    readonly misses: readonly string[]
    /** Doors not wanted that hold it and would open too. */
    readonly opensToo: readonly string[]
    /**
     * The doors accept no common grant that covers the stay: their layouts, digits or modes differ too much.
     */
    readonly noCommonGrant: boolean
  }
  /**
   * What the groups of a door cost in guessing: codes acceptable at the worst minute of the stay's first day.
   */
  export interface DoorRisk {
    /** The door. */
    readonly door: string
    /** With its own key only. */
    readonly own: Estimate
    /** With the groups that it holds. */
    readonly now: Estimate
    /** With one group more. */
    readonly withOneMore: Estimate
  }
  /** How to open several doors during a stay. */
  export interface Shared {
    /** Ways with one set of digits for all the doors, best first. */
    readonly ways: readonly SharedWay[]
    /** The groups that do not open exactly these doors. */
    readonly unfit: readonly GroupUnfit[]
    /** What can be done without a group: a plan, and so another code, for each door. */
    readonly separate: readonly (readonly [string, Plan])[]
    /** Whether a new group could be provisioned: each of these doors has room for one. */
    readonly roomForGroup: boolean
    /** What one group more or less means for guessing, door by door. */
    readonly risk: readonly DoorRisk[]
  }
  /** One code of a handout. */
  export interface HandoutCode {
    /** The digits. */
    readonly code: string
    /** What they permit. */
    readonly grant: GrantFields
    /** The first minute they open. */
    readonly opensFrom: string
    /** The minute from which they no longer do. */
    readonly opensUntil: string
    /** The same on the lock's clock. */
    readonly lockFrom: LockTime
    /** The same on the lock's clock. */
    readonly lockUntil: LockTime
    /**
     * The minute by which they must have been used once, whatever the lock's clock reads within its error,
     * where the mode has such a rule.
     */
    readonly firstUseBy: string | null
  }
  /**
   * What the guest of one stay gets. Times are civil times of the property's zone unless they say `lock_`.
   */
  export interface Handout {
    /** The booking's id. */
    readonly stay: string
    /** The guest or summary of the feed. */
    readonly guest: string | null
    /** When the guest may come in. */
    readonly checkIn: string
    /** When the guest is out. */
    readonly checkOut: string
    /** The codes, in the order in which they are used; nearly always one. */
    readonly codes: readonly HandoutCode[]
    /** From when on a code is sure to open, whatever the lock's clock reads within its error. */
    readonly guaranteedFrom: string | null
    /** Until when it is sure to. */
    readonly guaranteedUntil: string | null
    /** Minutes before check-in in which a code may open too. */
    readonly spillBeforeMinutes: number
    /** Minutes after check-out in which a code may open too. */
    readonly spillAfterMinutes: number
    /** Credits the codes cost. */
    readonly credits: number
    /** Whether using a code ends rentals that started before it. */
    readonly endsEarlierRentals: boolean
  }
}

/** The values of the crate's module `time`. */
export declare namespace time {
  /** How the clock of a lock is kept. */
  export type ClockRule =
    /** The display stands on the zone's standard time all year (KL family). */
    | 'standard-time'
    /**
     * The display follows daylight saving by two typed dates (CL family). The code scheme is fed standard
     * time, so its windows never see the change. Such a lock moves by an hour: where the zone does not, and
     * the display was set in summer, what is known of its clock is so much less.
     */
    | 'civil'
    /** The clock stands on UTC. */
    | 'utc'
  /** A stretch of real time: `from` is inside, `until` is not. Never empty. */
  export interface Window {
    readonly from: Moment
    readonly until: Moment
  }
  /** A stretch of real time: `from` is inside, `until` is not. Never empty. */
  export interface WindowInit {
    readonly from: MomentInit
    readonly until: MomentInit
  }
  /** A moment at which a zone's offset from UTC changes. */
  export interface Transition {
    /** The first moment of the new offset. */
    readonly at: Moment
    /** Minutes ahead of UTC before it. */
    readonly beforeMinutes: number
    /** Minutes ahead of UTC from it on. */
    readonly afterMinutes: number
  }
  /**
   * The two dates that a lock with the `civil` rule is told for a year, in the order in which they come. Both
   * are wall-clock readings just before the change: at `forward` the clock jumps ahead by `shift_minutes`, at
   * `back` it is put back by as much.
   */
  export interface DstDates {
    /** The year. */
    readonly year: number
    /** When daylight saving begins, read on the clock before the change. */
    readonly forward: string
    /** When daylight saving ends, read on the clock before the change. */
    readonly back: string
    /** Minutes that the clock is moved by: 60, at Lord Howe 30. */
    readonly shiftMinutes: number
  }
  /** The clock was set, right to within `within_seconds` either way. */
  export interface ClockEventSet {
    readonly event: 'set'
    /** When. */
    readonly at: Moment
    /** The most it was out afterwards: 60 when somebody typed the minute of a good watch. */
    readonly withinSeconds: number
  }
  /** A code for [`from`, `until`) of lock time opened, grace included, so the clock was inside. */
  export interface ClockEventOpened {
    readonly event: 'opened'
    /** When. */
    readonly at: Moment
    /** First minute of lock time at which the code opens. */
    readonly from: LockTime
    /** First minute of lock time at which it opens no longer. */
    readonly until: LockTime
  }
  /** A code for [`from`, `until`) of lock time was refused for its time, so the clock was outside. */
  export interface ClockEventRefused {
    readonly event: 'refused'
    /** When. */
    readonly at: Moment
    /** First minute of lock time at which the code opens. */
    readonly from: LockTime
    /** First minute of lock time at which it opens no longer. */
    readonly until: LockTime
  }
  /** The battery was changed and the clock stood still for at most `stood_seconds`. */
  export interface ClockEventBatteryChanged {
    readonly event: 'battery_changed'
    /** When. */
    readonly at: Moment
    /** The longest it can have stood still. */
    readonly stoodSeconds: number
  }
  /**
   * The clock was lost, as some locks do when the battery is changed: nothing is known until it is set or
   * opens.
   */
  export interface ClockEventLost {
    readonly event: 'lost'
    /** When. */
    readonly at: Moment
  }
  /** Something that happened to a clock, or was seen of it. */
  export type ClockEvent =
    | ClockEventSet
    | ClockEventOpened
    | ClockEventRefused
    | ClockEventBatteryChanged
    | ClockEventLost
  /** The clock was set, right to within `within_seconds` either way. */
  export interface ClockEventInitSet {
    readonly event: 'set'
    /** When. */
    readonly at: MomentInit
    /** The most it was out afterwards: 60 when somebody typed the minute of a good watch. */
    readonly withinSeconds: number
  }
  /** A code for [`from`, `until`) of lock time opened, grace included, so the clock was inside. */
  export interface ClockEventInitOpened {
    readonly event: 'opened'
    /** When. */
    readonly at: MomentInit
    /** First minute of lock time at which the code opens. */
    readonly from: LockTime
    /** First minute of lock time at which it opens no longer. */
    readonly until: LockTime
  }
  /** A code for [`from`, `until`) of lock time was refused for its time, so the clock was outside. */
  export interface ClockEventInitRefused {
    readonly event: 'refused'
    /** When. */
    readonly at: MomentInit
    /** First minute of lock time at which the code opens. */
    readonly from: LockTime
    /** First minute of lock time at which it opens no longer. */
    readonly until: LockTime
  }
  /** The battery was changed and the clock stood still for at most `stood_seconds`. */
  export interface ClockEventInitBatteryChanged {
    readonly event: 'battery_changed'
    /** When. */
    readonly at: MomentInit
    /** The longest it can have stood still. */
    readonly stoodSeconds: number
  }
  /**
   * The clock was lost, as some locks do when the battery is changed: nothing is known until it is set or
   * opens.
   */
  export interface ClockEventInitLost {
    readonly event: 'lost'
    /** When. */
    readonly at: MomentInit
  }
  /** Something that happened to a clock, or was seen of it. */
  export type ClockEventInit =
    | ClockEventInitSet
    | ClockEventInitOpened
    | ClockEventInitRefused
    | ClockEventInitBatteryChanged
    | ClockEventInitLost
  /**
   * The interval in which a clock's error lies, in seconds: how far it is ahead of right lock time. Both ends
   * inside.
   */
  export interface ClockError {
    /** The least: negative when the clock may be behind. */
    readonly lowSeconds: number
    /** The most: positive when it may be ahead. */
    readonly highSeconds: number
  }
}

/** The values of the crate's module `twin`. */
export declare namespace twin {
  /** Something done with the cells. */
  export type Battery =
    /** They are taken out. */
    | 'out'
    /** Good ones are put in. */
    | 'in'
    /** They run low. */
    | 'low'
    /** They are too weak to drive a bolt. */
    | 'critical'
    /** They are empty. */
    | 'dead'
    /** They are good. */
    | 'ok'
    /** A cell is held to the contacts outside. */
    | 'override'
  /**
   * Hours on days of the week, at one of ten places: `{"number": 0, "days": "1111100", "from": "09:00", "to":
   * "17:00"}`.
   */
  export interface Slot {
    readonly number: number
    readonly days: string
    readonly from: string
    readonly to: string
    readonly suspended: boolean
  }
  /**
   * Hours on days of the week, at one of ten places: `{"number": 0, "days": "1111100", "from": "09:00", "to":
   * "17:00"}`.
   */
  export interface SlotInit {
    readonly number: number
    readonly days: string
    readonly from: string
    readonly to: string
    readonly suspended?: boolean | null | undefined
  }
  /**
   * When a lock's clock is moved for daylight saving: `{"first": "2026-03-29", "last": "2026-10-25", "at":
   * "01:00"}`, or only the time of day where it is never moved.
   */
  export interface Daylight {
    readonly at: string
    readonly first: string | null
    readonly last: string | null
  }
  /**
   * When a lock's clock is moved for daylight saving: `{"first": "2026-03-29", "last": "2026-10-25", "at":
   * "01:00"}`, or only the time of day where it is never moved.
   */
  export interface DaylightInit {
    readonly at: string
    readonly first?: string | null | undefined
    readonly last?: string | null | undefined
  }
  /** A phone that opens the lock, by the name of its owner. Times are what the lock's clock shows. */
  export interface PhoneClient {
    readonly name: string
    readonly from: string | null
    readonly periods: readonly Slot[]
    readonly suspended: boolean
    readonly until: string | null
  }
  /** A phone that opens the lock, by the name of its owner. Times are what the lock's clock shows. */
  export interface PhoneClientInit {
    readonly name: string
    readonly from?: string | null | undefined
    readonly periods?: readonly SlotInit[] | null | undefined
    readonly suspended?: boolean | null | undefined
    readonly until?: string | null | undefined
  }
  /** NetCode as provisioned: with `lock_id` and `initialised` the lock is initialised anew. */
  export interface NetcodeSettings {
    /** Whether a later rental ends the earlier ones. */
    readonly blockPrevious: boolean | null
    /** Digits of a code. */
    readonly digits: number | null
    /** Hours in which some codes must be used first, 1 to 168. */
    readonly firstUseHours: number | null
    /** Grace at either end, 0 or 15 minutes. */
    readonly grace: number | null
    /** Groups the lock belongs to; their keys come from the site key. */
    readonly groups: readonly Group[]
    /** The minute of the initialisation: the generation of the lock's codes. The clock is not touched. */
    readonly initialised: LockTime | null
    /** Issue numbers accepted, from 1. */
    readonly issues: number | null
    /** The layout. */
    readonly layout: Layout | null
    /** The lock id, 100000 to 999999. */
    readonly lockId: number | null
    /** Modes that open. Any set is taken; a set the scheme's rules exclude is an explicit profile. */
    readonly modes: readonly Mode[] | null
  }
  /** NetCode as provisioned: with `lock_id` and `initialised` the lock is initialised anew. */
  export interface NetcodeSettingsInit {
    /** Whether a later rental ends the earlier ones. */
    readonly blockPrevious?: boolean | null | undefined
    /** Digits of a code. */
    readonly digits?: number | null | undefined
    /** Hours in which some codes must be used first, 1 to 168. */
    readonly firstUseHours?: number | null | undefined
    /** Grace at either end, 0 or 15 minutes. */
    readonly grace?: number | null | undefined
    /** Groups the lock belongs to; their keys come from the site key. */
    readonly groups?: readonly GroupInit[] | null | undefined
    /** The minute of the initialisation: the generation of the lock's codes. The clock is not touched. */
    readonly initialised?: LockTime | null | undefined
    /** Issue numbers accepted, from 1. */
    readonly issues?: number | null | undefined
    /** The layout. */
    readonly layout?: Layout | null | undefined
    /** The lock id, 100000 to 999999. */
    readonly lockId?: number | null | undefined
    /** Modes that open. Any set is taken; a set the scheme's rules exclude is an explicit profile. */
    readonly modes?: readonly Mode[] | null | undefined
  }
  /** A group the lock belongs to. */
  export interface Group {
    /** The group: three digits, with a full stop and the key version where there is one. */
    readonly group: string
    /** The generation of its codes. */
    readonly generation: number
  }
  /** A group the lock belongs to. */
  export interface GroupInit {
    /** The group: three digits, with a full stop and the key version where there is one. */
    readonly group: string
    /** The generation of its codes. */
    readonly generation?: number | null | undefined
  }
  /** What is changed. A field left out stays as it is. */
  export interface Settings {
    /** Hours in which clients may enter; in place of all that were set. */
    readonly activePeriods: readonly Slot[] | null
    /** What kind of cells are in. */
    readonly cells: catalogue.Cells | null
    /** What the lock's clock shows from now on, `YYYY-MM-DDTHH:MM:SS`. */
    readonly clock: string | null
    /** Whether no credential is needed. */
    readonly codeFree: boolean | null
    /** Hours in which no credential is needed; in place of all that were set. */
    readonly codeFreePeriods: readonly Slot[] | null
    /** When the clock is moved for daylight saving. */
    readonly daylightSaving: Daylight | null
    /** Whether two codes are needed. */
    readonly dualAuthorisation: boolean | null
    /** Which kinds of credential work: an object of booleans, or the list of those that do. */
    readonly features: { readonly [key: string]: boolean } | null
    /** The function the lock is in. */
    readonly function: string | null
    /** Whether a driven bolt has learnt which way it moves. A twin begins mounted and handed. */
    readonly handed: boolean | null
    /** Whether only Master and Sub-Master open. */
    readonly lockDown: boolean | null
    /** Whether it flashes while locked. */
    readonly lockedIndication: boolean | null
    /** NetCode: initialisation and profile. */
    readonly netcode: NetcodeSettings | null
    /** Whether something is in the bolt's way when it is driven to lock. */
    readonly obstructed: boolean | null
    /** Seconds it stays open, 1 to 300. */
    readonly openSeconds: number | null
    /** Whether a hub knows the lock. */
    readonly paired: boolean | null
    /** The phones that open; in place of all that were set. */
    readonly phones: readonly PhoneClient[] | null
    /** How fast it runs: parts per million, positive when fast, within 1000 either way. */
    readonly ppm: number | null
    /** Hours in which only Master and Sub-Master open; in place of all that were set. */
    readonly quietPeriods: readonly Slot[] | null
    /** Switches on the inside. */
    readonly switches: { readonly [key: string]: boolean } | null
  }
  /** What is changed. A field left out stays as it is. */
  export interface SettingsInit {
    /** Hours in which clients may enter; in place of all that were set. */
    readonly activePeriods?: readonly SlotInit[] | null | undefined
    /** What kind of cells are in. */
    readonly cells?: catalogue.Cells | null | undefined
    /** What the lock's clock shows from now on, `YYYY-MM-DDTHH:MM:SS`. */
    readonly clock?: string | null | undefined
    /** Whether no credential is needed. */
    readonly codeFree?: boolean | null | undefined
    /** Hours in which no credential is needed; in place of all that were set. */
    readonly codeFreePeriods?: readonly SlotInit[] | null | undefined
    /** When the clock is moved for daylight saving. */
    readonly daylightSaving?: DaylightInit | null | undefined
    /** Whether two codes are needed. */
    readonly dualAuthorisation?: boolean | null | undefined
    /** Which kinds of credential work: an object of booleans, or the list of those that do. */
    readonly features?: { readonly [key: string]: boolean } | null | undefined
    /** The function the lock is in. */
    readonly function?: string | null | undefined
    /** Whether a driven bolt has learnt which way it moves. A twin begins mounted and handed. */
    readonly handed?: boolean | null | undefined
    /** Whether only Master and Sub-Master open. */
    readonly lockDown?: boolean | null | undefined
    /** Whether it flashes while locked. */
    readonly lockedIndication?: boolean | null | undefined
    /** NetCode: initialisation and profile. */
    readonly netcode?: NetcodeSettingsInit | null | undefined
    /** Whether something is in the bolt's way when it is driven to lock. */
    readonly obstructed?: boolean | null | undefined
    /** Seconds it stays open, 1 to 300. */
    readonly openSeconds?: number | null | undefined
    /** Whether a hub knows the lock. */
    readonly paired?: boolean | null | undefined
    /** The phones that open; in place of all that were set. */
    readonly phones?: readonly PhoneClientInit[] | null | undefined
    /** How fast it runs: parts per million, positive when fast, within 1000 either way. */
    readonly ppm?: number | null | undefined
    /** Hours in which only Master and Sub-Master open; in place of all that were set. */
    readonly quietPeriods?: readonly SlotInit[] | null | undefined
    /** Switches on the inside. */
    readonly switches?: { readonly [key: string]: boolean } | null | undefined
  }
  /** A conversation begins: the lock reports, and carries out no order below `fence` any more. */
  export interface MessageHello {
    readonly type: 'hello'
    /** The number of the conversation: above every order given before. */
    readonly fence: number
    /** The first entry of the audit trail to report. */
    readonly trailFrom: number
  }
  /** One part of a change. */
  export interface MessageStage {
    readonly type: 'stage'
    /** The change's number. */
    readonly order: number
    /** The revision it was made for. */
    readonly base: number
    /** Which part this is, from 0. */
    readonly part: number
    /** How many parts there are. */
    readonly parts: number
    /** What it changes. */
    readonly settings: Settings
  }
  /** All parts are sent: take them over. */
  export interface MessageCommit {
    readonly type: 'commit'
    /** The change's number. */
    readonly order: number
  }
  /** Open. */
  export interface MessageUnlock {
    readonly type: 'unlock'
    /** The command's number. */
    readonly order: number
    /** Whose phone asks; the app itself unless given. */
    readonly phone: string | null
    /** The last second, on the lock's clock, at which this may be done. */
    readonly until: number
  }
  /** Lock before its time. */
  export interface MessageLock {
    readonly type: 'lock'
    /** The command's number. */
    readonly order: number
    /** The last second, on the lock's clock, at which this may be done. */
    readonly until: number
  }
  /** What an app sends over a link. */
  export type Message =
    | MessageHello
    | MessageStage
    | MessageCommit
    | MessageUnlock
    | MessageLock
  /** A conversation begins: the lock reports, and carries out no order below `fence` any more. */
  export interface MessageInitHello {
    readonly type: 'hello'
    /** The number of the conversation: above every order given before. */
    readonly fence: number
    /** The first entry of the audit trail to report. */
    readonly trailFrom: number
  }
  /** One part of a change. */
  export interface MessageInitStage {
    readonly type: 'stage'
    /** The change's number. */
    readonly order: number
    /** The revision it was made for. */
    readonly base: number
    /** Which part this is, from 0. */
    readonly part: number
    /** How many parts there are. */
    readonly parts: number
    /** What it changes. */
    readonly settings: SettingsInit
  }
  /** All parts are sent: take them over. */
  export interface MessageInitCommit {
    readonly type: 'commit'
    /** The change's number. */
    readonly order: number
  }
  /** Open. */
  export interface MessageInitUnlock {
    readonly type: 'unlock'
    /** The command's number. */
    readonly order: number
    /** Whose phone asks; the app itself unless given. */
    readonly phone?: string | null | undefined
    /** The last second, on the lock's clock, at which this may be done. */
    readonly until: number
  }
  /** Lock before its time. */
  export interface MessageInitLock {
    readonly type: 'lock'
    /** The command's number. */
    readonly order: number
    /** The last second, on the lock's clock, at which this may be done. */
    readonly until: number
  }
  /** What an app sends over a link. */
  export type MessageInit =
    | MessageInitHello
    | MessageInitStage
    | MessageInitCommit
    | MessageInitUnlock
    | MessageInitLock
  /** Opens it: for a phone client, or for the app itself through a gateway. */
  export interface AppUnlock {
    readonly type: 'unlock'
    /** Whose phone it is. */
    readonly phone: string | null
  }
  /** Locks it before its time. */
  export interface AppLock {
    readonly type: 'lock'
  }
  /** Parameters arrive, synchronised. */
  export interface AppParameters {
    readonly type: 'parameters'
    readonly value: Settings
  }
  /** A message of a link arrives. */
  export interface AppMessage {
    readonly type: 'message'
    readonly value: Message
  }
  /** What the app does at a lock. */
  export type App =
    | AppUnlock
    | AppLock
    | AppParameters
    | AppMessage
  /** Opens it: for a phone client, or for the app itself through a gateway. */
  export interface AppInitUnlock {
    readonly type: 'unlock'
    /** Whose phone it is. */
    readonly phone?: string | null | undefined
  }
  /** Locks it before its time. */
  export interface AppInitLock {
    readonly type: 'lock'
  }
  /** Parameters arrive, synchronised. */
  export interface AppInitParameters {
    readonly type: 'parameters'
    readonly value: SettingsInit
  }
  /** A message of a link arrives. */
  export interface AppInitMessage {
    readonly type: 'message'
    readonly value: MessageInit
  }
  /** What the app does at a lock. */
  export type AppInit =
    | AppInitUnlock
    | AppInitLock
    | AppInitParameters
    | AppInitMessage
  /** A key is pressed and let go. */
  export interface EventKey {
    readonly type: 'key'
    readonly value: string
  }
  /** Nothing more is typed: the entry is judged as a whole. */
  export interface EventEndEntry {
    readonly type: 'end_entry'
  }
  /** Whoever types stops for a moment: complete fields of a program are acknowledged, nothing is judged. */
  export interface EventPause {
    readonly type: 'pause'
  }
  /** A key or an inside button goes down and stays down. */
  export interface EventPress {
    readonly type: 'press'
    readonly value: string
  }
  /** It is let go. */
  export interface EventRelease {
    readonly type: 'release'
    readonly value: string
  }
  /** The handle is turned (`true`) or let go. */
  export interface EventHandle {
    readonly type: 'handle'
    readonly value: boolean
  }
  /** The door is opened (`true`) or closed. */
  export interface EventDoor {
    readonly type: 'door'
    readonly value: boolean
  }
  /** The bolt is moved by hand, with a mechanical key or the thumb-turn. */
  export interface EventTurn {
    readonly type: 'turn'
    readonly value: Bolt
  }
  /** Something is done with the cells. */
  export interface EventBattery {
    readonly type: 'battery'
    readonly value: Battery
  }
  /** A card is presented. */
  export interface EventCard {
    readonly type: 'card'
    readonly value: string
  }
  /** A contact is closed (`true`) or opened. */
  export interface EventInput {
    readonly type: 'input'
    /** Its name, for example `rem2`. */
    readonly name: string
    /** Whether it is closed. */
    readonly closed: boolean
  }
  /** The app does something. */
  export interface EventApp {
    readonly type: 'app'
    readonly value: App
  }
  /** The lock is set up from outside, past its keypad. */
  export interface EventSet {
    readonly type: 'set'
    readonly value: Settings
  }
  /** Time passes. */
  export interface EventTick {
    readonly type: 'tick'
  }
  /** Something that happens to a lock at one moment. */
  export type Event =
    | EventKey
    | EventEndEntry
    | EventPause
    | EventPress
    | EventRelease
    | EventHandle
    | EventDoor
    | EventTurn
    | EventBattery
    | EventCard
    | EventInput
    | EventApp
    | EventSet
    | EventTick
  /** A key is pressed and let go. */
  export interface EventInitKey {
    readonly type: 'key'
    readonly value: string
  }
  /** Nothing more is typed: the entry is judged as a whole. */
  export interface EventInitEndEntry {
    readonly type: 'end_entry'
  }
  /** Whoever types stops for a moment: complete fields of a program are acknowledged, nothing is judged. */
  export interface EventInitPause {
    readonly type: 'pause'
  }
  /** A key or an inside button goes down and stays down. */
  export interface EventInitPress {
    readonly type: 'press'
    readonly value: string
  }
  /** It is let go. */
  export interface EventInitRelease {
    readonly type: 'release'
    readonly value: string
  }
  /** The handle is turned (`true`) or let go. */
  export interface EventInitHandle {
    readonly type: 'handle'
    readonly value: boolean
  }
  /** The door is opened (`true`) or closed. */
  export interface EventInitDoor {
    readonly type: 'door'
    readonly value: boolean
  }
  /** The bolt is moved by hand, with a mechanical key or the thumb-turn. */
  export interface EventInitTurn {
    readonly type: 'turn'
    readonly value: Bolt
  }
  /** Something is done with the cells. */
  export interface EventInitBattery {
    readonly type: 'battery'
    readonly value: Battery
  }
  /** A card is presented. */
  export interface EventInitCard {
    readonly type: 'card'
    readonly value: string
  }
  /** A contact is closed (`true`) or opened. */
  export interface EventInitInput {
    readonly type: 'input'
    /** Its name, for example `rem2`. */
    readonly name: string
    /** Whether it is closed. */
    readonly closed: boolean
  }
  /** The app does something. */
  export interface EventInitApp {
    readonly type: 'app'
    readonly value: AppInit
  }
  /** The lock is set up from outside, past its keypad. */
  export interface EventInitSet {
    readonly type: 'set'
    readonly value: SettingsInit
  }
  /** Time passes. */
  export interface EventInitTick {
    readonly type: 'tick'
  }
  /** Something that happens to a lock at one moment. */
  export type EventInit =
    | EventInitKey
    | EventInitEndEntry
    | EventInitPause
    | EventInitPress
    | EventInitRelease
    | EventInitHandle
    | EventInitDoor
    | EventInitTurn
    | EventInitBattery
    | EventInitCard
    | EventInitInput
    | EventInitApp
    | EventInitSet
    | EventInitTick
  /** Where the bolt is. */
  export type Bolt =
    /** Locked. */
    | 'locked'
    /** Unlocked. */
    | 'unlocked'
  /** A signal that repeats without end. */
  export type Pattern =
    /** A red flash every few seconds while locked. */
    | 'locked-indication'
  /** Nobody has it. */
  export interface WhyUnknown {
    readonly type: 'unknown'
  }
  /** Its owner is suspended. */
  export interface WhySuspended {
    readonly type: 'suspended'
  }
  /** Outside its owner's active periods. */
  export interface WhyOutsidePeriod {
    readonly type: 'outside_period'
  }
  /** On a day that is locked out. */
  export interface WhyDayLockedOut {
    readonly type: 'day_locked_out'
  }
  /** Outside the hours of operation. */
  export interface WhyOutsideHours {
    readonly type: 'outside_hours'
  }
  /** Lock-down. */
  export interface WhyLockDown {
    readonly type: 'lock_down'
  }
  /** Do Not Disturb. */
  export interface WhyDoNotDisturb {
    readonly type: 'do_not_disturb'
  }
  /** The lock's function does not take such codes. */
  export interface WhyNotInFunction {
    readonly type: 'not_in_function'
  }
  /** Its kind is switched off. */
  export interface WhyFeatureOff {
    readonly type: 'feature_off'
  }
  /** Somebody else's code holds the lock. */
  export interface WhyInUse {
    readonly type: 'in_use'
  }
  /** The outside cell opens for other levels only. */
  export interface WhyOutsideCell {
    readonly type: 'outside_cell'
  }
  /** The second of two codes is missing or is the first again. */
  export interface WhySecondMissing {
    readonly type: 'second_missing'
  }
  /** The bolt has not learnt which way it moves. */
  export interface WhyNotHanded {
    readonly type: 'not_handed'
  }
  /** The cells are too weak to drive the bolt. */
  export interface WhyCellsTooWeak {
    readonly type: 'cells_too_weak'
  }
  /** Its time is over: a phone's, or a command's that came late. */
  export interface WhyExpired {
    readonly type: 'expired'
  }
  /** It cannot be locked: a schedule or an emergency keeps it open. */
  export interface WhyStandsOpen {
    readonly type: 'stands_open'
  }
  /** A NetCode, and the verifier's reason. */
  export interface WhyNetcode {
    readonly type: 'netcode'
    readonly value: Reason
  }
  /** Why a credential was refused. */
  export type Why =
    | WhyUnknown
    | WhySuspended
    | WhyOutsidePeriod
    | WhyDayLockedOut
    | WhyOutsideHours
    | WhyLockDown
    | WhyDoNotDisturb
    | WhyNotInFunction
    | WhyFeatureOff
    | WhyInUse
    | WhyOutsideCell
    | WhySecondMissing
    | WhyNotHanded
    | WhyCellsTooWeak
    | WhyExpired
    | WhyStandsOpen
    | WhyNetcode
  /** The Master Code. */
  export interface WhoMaster {
    readonly type: 'master'
  }
  /** The Sub-Master Code. */
  export interface WhoSubMaster {
    readonly type: 'sub_master'
  }
  /** The Technician Code. */
  export interface WhoTechnician {
    readonly type: 'technician'
  }
  /** The client with this number, counted from 1: the place where there are places. */
  export interface WhoClient {
    readonly type: 'client'
    readonly value: number
  }
  /** A NetCode with this grant. */
  export interface WhoNetcode {
    readonly type: 'netcode'
    readonly value: GrantFields
  }
  /** A guest with a code of their own choice. */
  export interface WhoGuest {
    readonly type: 'guest'
  }
  /** The app. */
  export interface WhoApp {
    readonly type: 'app'
  }
  /** The phone of the client with this name. */
  export interface WhoPhone {
    readonly type: 'phone'
    readonly value: string
  }
  /** A contact. */
  export interface WhoInput {
    readonly type: 'input'
  }
  /** Somebody with a key, the thumb-turn or a button, without a credential. */
  export interface WhoHand {
    readonly type: 'hand'
  }
  /** The lock by itself: a timer or a schedule. */
  export interface WhoItself {
    readonly type: 'itself'
  }
  /** Who did something. */
  export type Who =
    | WhoMaster
    | WhoSubMaster
    | WhoTechnician
    | WhoClient
    | WhoNetcode
    | WhoGuest
    | WhoApp
    | WhoPhone
    | WhoInput
    | WhoHand
    | WhoItself
  /** The Master Code. */
  export interface WhoInitMaster {
    readonly type: 'master'
  }
  /** The Sub-Master Code. */
  export interface WhoInitSubMaster {
    readonly type: 'sub_master'
  }
  /** The Technician Code. */
  export interface WhoInitTechnician {
    readonly type: 'technician'
  }
  /** The client with this number, counted from 1: the place where there are places. */
  export interface WhoInitClient {
    readonly type: 'client'
    readonly value: number
  }
  /** A NetCode with this grant. */
  export interface WhoInitNetcode {
    readonly type: 'netcode'
    readonly value: GrantInit
  }
  /** A guest with a code of their own choice. */
  export interface WhoInitGuest {
    readonly type: 'guest'
  }
  /** The app. */
  export interface WhoInitApp {
    readonly type: 'app'
  }
  /** The phone of the client with this name. */
  export interface WhoInitPhone {
    readonly type: 'phone'
    readonly value: string
  }
  /** A contact. */
  export interface WhoInitInput {
    readonly type: 'input'
  }
  /** Somebody with a key, the thumb-turn or a button, without a credential. */
  export interface WhoInitHand {
    readonly type: 'hand'
  }
  /** The lock by itself: a timer or a schedule. */
  export interface WhoInitItself {
    readonly type: 'itself'
  }
  /** Who did something. */
  export type WhoInit =
    | WhoInitMaster
    | WhoInitSubMaster
    | WhoInitTechnician
    | WhoInitClient
    | WhoInitNetcode
    | WhoInitGuest
    | WhoInitApp
    | WhoInitPhone
    | WhoInitInput
    | WhoInitHand
    | WhoInitItself
  /** Somebody opened. */
  export interface RecordOpened {
    readonly type: 'opened'
    readonly value: Who
  }
  /** Somebody locked, in Public. */
  export interface RecordLocked {
    readonly type: 'locked'
    readonly value: Who
  }
  /** A credential was refused. */
  export interface RecordRefused {
    readonly type: 'refused'
    readonly value: Why
  }
  /** A program was run: its name in the catalogue. */
  export interface RecordProgrammed {
    readonly type: 'programmed'
    /** Who ran it. */
    readonly by: Who
    /** The program's name. */
    readonly program: string
  }
  /** A program was refused. */
  export interface RecordProgramRefused {
    readonly type: 'program_refused'
  }
  /** The keypad began to refuse input. */
  export interface RecordLockedOut {
    readonly type: 'locked_out'
  }
  /** The bolt met an obstacle while it was driven to lock. */
  export interface RecordJammed {
    readonly type: 'jammed'
  }
  /** The bolt was taught which way it moves; `false` when that failed. */
  export interface RecordHanding {
    readonly type: 'handing'
    readonly value: boolean
  }
  /** One line of the privileged log. */
  export type Record =
    | RecordOpened
    | RecordLocked
    | RecordRefused
    | RecordProgrammed
    | RecordProgramRefused
    | RecordLockedOut
    | RecordJammed
    | RecordHanding
  /** Somebody opened. */
  export interface RecordInitOpened {
    readonly type: 'opened'
    readonly value: WhoInit
  }
  /** Somebody locked, in Public. */
  export interface RecordInitLocked {
    readonly type: 'locked'
    readonly value: WhoInit
  }
  /** A credential was refused. */
  export interface RecordInitRefused {
    readonly type: 'refused'
    readonly value: Why
  }
  /** A program was run: its name in the catalogue. */
  export interface RecordInitProgrammed {
    readonly type: 'programmed'
    /** Who ran it. */
    readonly by: WhoInit
    /** The program's name. */
    readonly program: string
  }
  /** A program was refused. */
  export interface RecordInitProgramRefused {
    readonly type: 'program_refused'
  }
  /** The keypad began to refuse input. */
  export interface RecordInitLockedOut {
    readonly type: 'locked_out'
  }
  /** The bolt met an obstacle while it was driven to lock. */
  export interface RecordInitJammed {
    readonly type: 'jammed'
  }
  /** The bolt was taught which way it moves; `false` when that failed. */
  export interface RecordInitHanding {
    readonly type: 'handing'
    readonly value: boolean
  }
  /** One line of the privileged log. */
  export type RecordInit =
    | RecordInitOpened
    | RecordInitLocked
    | RecordInitRefused
    | RecordInitProgrammed
    | RecordInitProgramRefused
    | RecordInitLockedOut
    | RecordInitJammed
    | RecordInitHanding
  /** A line of a lock's audit trail. */
  export interface TrailEntry {
    /** Its number, from 1 without gaps. */
    readonly number: number
    /** What the lock's clock showed. */
    readonly at: number
    /** What happened. */
    readonly record: Record
  }
  /** A line of a lock's audit trail. */
  export interface TrailEntryInit {
    /** Its number, from 1 without gaps. */
    readonly number: number
    /** What the lock's clock showed. */
    readonly at: number
    /** What happened. */
    readonly record: RecordInit
  }
  /** How a lock stands. */
  export interface LockReport {
    /** The number of the conversation. */
    readonly fence: number
    /** What its software is. */
    readonly firmware: string
    /** Goes up with every change of a setting, by whatever way. */
    readonly revision: number
    /** What is set. */
    readonly settings: Settings
    /** What its clock shows. */
    readonly clock: number
    /** Whether the clock was set since the cells were out. */
    readonly clockSet: boolean
    /** `ok`, `low`, `dead`, `out` or `override`. */
    readonly battery: string
    /** Where the bolt is. */
    readonly bolt: Bolt
    /** The lock id, once initialised. */
    readonly lockId: number | null
    /** The initialisation, once there was one. */
    readonly initialised: LockTime | null
    /** The layout of its NetCodes, where it reads any. */
    readonly layout: Layout | null
    /** Digits of a NetCode. */
    readonly digits: number | null
    /** Minutes of grace at either end. */
    readonly grace: number | null
    /** The last order carried out, and the answer it got. */
    readonly last: readonly [number, Answer] | null
    /** The audit trail from the entry asked for, as far as the lock still has it. */
    readonly trail: readonly TrailEntry[]
  }
  /** How a lock stands. */
  export interface LockReportInit {
    /** The number of the conversation. */
    readonly fence: number
    /** What its software is. */
    readonly firmware: string
    /** Goes up with every change of a setting, by whatever way. */
    readonly revision: number
    /** What is set. */
    readonly settings: SettingsInit
    /** What its clock shows. */
    readonly clock: number
    /** Whether the clock was set since the cells were out. */
    readonly clockSet: boolean
    /** `ok`, `low`, `dead`, `out` or `override`. */
    readonly battery: string
    /** Where the bolt is. */
    readonly bolt: Bolt
    /** The lock id, once initialised. */
    readonly lockId?: number | null | undefined
    /** The initialisation, once there was one. */
    readonly initialised?: LockTime | null | undefined
    /** The layout of its NetCodes, where it reads any. */
    readonly layout?: Layout | null | undefined
    /** Digits of a NetCode. */
    readonly digits?: number | null | undefined
    /** Minutes of grace at either end. */
    readonly grace?: number | null | undefined
    /** The last order carried out, and the answer it got. */
    readonly last?: readonly [number, AnswerInit] | null | undefined
    /** The audit trail from the entry asked for, as far as the lock still has it. */
    readonly trail: readonly TrailEntryInit[]
  }
  /** How it stands. */
  export interface AnswerReport {
    readonly type: 'report'
    readonly value: LockReport
  }
  /** The part is staged. */
  export interface AnswerStaged {
    readonly type: 'staged'
    /** The change's number. */
    readonly order: number
    /** Which part. */
    readonly part: number
  }
  /** It is done. */
  export interface AnswerDone {
    readonly type: 'done'
    /** The number of the change or command. */
    readonly order: number
    /** The lock's revision from then on. */
    readonly revision: number
  }
  /** Nothing was changed: somebody set the lock meanwhile. */
  export interface AnswerChanged {
    readonly type: 'changed'
    /** The change's number. */
    readonly order: number
    /** The lock's revision. */
    readonly revision: number
  }
  /** Nothing was changed: parts are missing. */
  export interface AnswerMissing {
    readonly type: 'missing'
    /** The change's number. */
    readonly order: number
  }
  /** Nothing was changed: the lock cannot be set that way. */
  export interface AnswerInvalid {
    readonly type: 'invalid'
    /** The change's number. */
    readonly order: number
    /** The dotted code of the error. */
    readonly code: string
    /** The message. */
    readonly message: string
    /** The remedy. */
    readonly hint: string
  }
  /** The lock does not do that now. */
  export interface AnswerRefused {
    readonly type: 'refused'
    /** The command's number. */
    readonly order: number
    /** Why. */
    readonly why: Why
  }
  /** A later conversation or order came first. */
  export interface AnswerOld {
    readonly type: 'old'
    /** The number of the change or command. */
    readonly order: number
  }
  /** What a lock answers. */
  export type Answer =
    | AnswerReport
    | AnswerStaged
    | AnswerDone
    | AnswerChanged
    | AnswerMissing
    | AnswerInvalid
    | AnswerRefused
    | AnswerOld
  /** How it stands. */
  export interface AnswerInitReport {
    readonly type: 'report'
    readonly value: LockReportInit
  }
  /** The part is staged. */
  export interface AnswerInitStaged {
    readonly type: 'staged'
    /** The change's number. */
    readonly order: number
    /** Which part. */
    readonly part: number
  }
  /** It is done. */
  export interface AnswerInitDone {
    readonly type: 'done'
    /** The number of the change or command. */
    readonly order: number
    /** The lock's revision from then on. */
    readonly revision: number
  }
  /** Nothing was changed: somebody set the lock meanwhile. */
  export interface AnswerInitChanged {
    readonly type: 'changed'
    /** The change's number. */
    readonly order: number
    /** The lock's revision. */
    readonly revision: number
  }
  /** Nothing was changed: parts are missing. */
  export interface AnswerInitMissing {
    readonly type: 'missing'
    /** The change's number. */
    readonly order: number
  }
  /** Nothing was changed: the lock cannot be set that way. */
  export interface AnswerInitInvalid {
    readonly type: 'invalid'
    /** The change's number. */
    readonly order: number
    /** The dotted code of the error. */
    readonly code: string
    /** The message. */
    readonly message: string
    /** The remedy. */
    readonly hint: string
  }
  /** The lock does not do that now. */
  export interface AnswerInitRefused {
    readonly type: 'refused'
    /** The command's number. */
    readonly order: number
    /** Why. */
    readonly why: Why
  }
  /** A later conversation or order came first. */
  export interface AnswerInitOld {
    readonly type: 'old'
    /** The number of the change or command. */
    readonly order: number
  }
  /** What a lock answers. */
  export type AnswerInit =
    | AnswerInitReport
    | AnswerInitStaged
    | AnswerInitDone
    | AnswerInitChanged
    | AnswerInitMissing
    | AnswerInitInvalid
    | AnswerInitRefused
    | AnswerInitOld
  /** One flash or beep. */
  export interface EffectSignal {
    readonly type: 'signal'
    readonly value: catalogue.Word
  }
  /** The bolt moves. */
  export interface EffectBolt {
    readonly type: 'bolt'
    readonly value: Bolt
  }
  /** A signal that repeats without end, named once. */
  export interface EffectPattern {
    readonly type: 'pattern'
    readonly value: Pattern
  }
  /** A key had no effect because it is absent or cannot be reached. */
  export interface EffectIgnored {
    readonly type: 'ignored'
    readonly value: string
  }
  /** The privileged log: never shown at the keypad. */
  export interface EffectLog {
    readonly type: 'log'
    readonly value: Record
  }
  /** What the lock answers a message of its app. */
  export interface EffectAnswer {
    readonly type: 'answer'
    readonly value: Answer
  }
  /** Something the lock does. */
  export type Effect =
    | EffectSignal
    | EffectBolt
    | EffectPattern
    | EffectIgnored
    | EffectLog
    | EffectAnswer
  /** NetCode as seen from outside. */
  export interface NetcodeView {
    /** Whether NetCodes are read now. */
    readonly on: boolean
    /** The layout. */
    readonly layout: Layout
    /** Digits of a code. */
    readonly digits: number
    /** Modes that open. */
    readonly modes: readonly Mode[]
    /** Grace at either end, minutes. */
    readonly grace: number
    /** Whether a later rental ends the earlier ones. */
    readonly blockPrevious: boolean
    /** Rentals and weekly codes in use. */
    readonly active: number
    /** Single-use codes used. */
    readonly spent: number
    /** Codes blocked. */
    readonly blocked: number
    /** The initialisation, once there was one. */
    readonly initialised: LockTime | null
    /** The lock id, once initialised. */
    readonly lockId: number | null
    /** Tries left, where a bucket guards the lock. */
    readonly tries: number | null
  }
  /** What a twin's state looks like from outside, without digits and keys. */
  export interface View {
    /** The function the lock is in. */
    readonly function: string
    /** Where the bolt is. */
    readonly bolt: Bolt
    /** Whether the handle is held turned. */
    readonly handle: string
    /** Whether the door is open. */
    readonly door: string
    /** What the lock's clock shows; virtual time where it has none. */
    readonly clock: string
    /** Whether the clock was set since the cells were out. */
    readonly clockSet: boolean
    /** Its drift in parts per million. */
    readonly ppm: number
    /** `ok`, `low`, `critical`, `dead` or `out`; `override` while a cell is held to the contacts outside. */
    readonly battery: string
    /** Wrong codes that count towards a refusal of input. */
    readonly wrongCodes: number
    /** Keys typed and not yet judged. */
    readonly typed: number
    /** Seconds the lock stays open. */
    readonly openSeconds: number
    /** Whether a Sub-Master Code is set. */
    readonly subMaster: boolean
    /** Whether a Technician Code is set. */
    readonly technician: boolean
    /** Clients with a code or a card. */
    readonly clients: number
    /** Of these, suspended. */
    readonly suspended: number
    /** Whether a guest's own code holds the lock, in Public. */
    readonly held: boolean
    /** Whether only Master and Sub-Master open. */
    readonly lockDown: boolean
    /** Whether no credential is needed now. */
    readonly codeFree: boolean
    /** How the keypad is mounted: right angles from upright. */
    readonly rotation: number
    /** Whether two codes are needed. */
    readonly dualAuthorisation: boolean
    /** Whether an emergency opening is on. */
    readonly emergency: boolean
    /** Whether a Master Code is set. */
    readonly master: boolean
    /** Whether programming was begun with a button and is not over. */
    readonly programming: boolean
    /** Kind of the cells. */
    readonly cells: catalogue.Cells
    /** Which kinds of credential work, where they can be switched. */
    readonly features: { readonly [key: string]: boolean }
    /** Switches on the inside, where there are any. */
    readonly switches: { readonly [key: string]: boolean }
    /** Digits a touchscreen shows and waits for. */
    readonly shown: string
    /** Of a driven bolt: `done`, `missing` or `failed`. */
    readonly handing: string | null
    /** When the lock will lock itself. */
    readonly locksAt: string | null
    /** NetCode, where the model reads them. */
    readonly netcode: NetcodeView | null
    /** Openings left, once low. */
    readonly openingsLeft: number | null
    /** Whether a hub knows the lock, where it has a radio. */
    readonly paired: boolean | null
    /** Until when the keypad refuses input. */
    readonly refusesUntil: string | null
    /**
     * The light on the inside: `green` or `amber` blinking while unlocked or locked, `red-blinking` with low
     * cells, `red` after a failed handing, `off`.
     */
    readonly statusLed: string | null
  }
  /** What a guest did. */
  export type Try =
    /** Typed the code within its time. */
    | 'in_time'
    /** Typed it before. */
    | 'early'
    /** Typed it after. */
    | 'late'
    /** Mistyped a digit. */
    | 'mistyped'
  /** Refusals of one sort. */
  export interface Refusal {
    /** What the guest did. */
    readonly guest: Try
    /** What the log says; none where the keypad did not listen. */
    readonly why: Why | null
    /** How often. */
    readonly times: number
  }
  /** One refusal. */
  export interface Example {
    /** The lock's serial. */
    readonly serial: string
    /** When, true time. */
    readonly at: string
    /** What the lock's clock showed. */
    readonly clock: string
    /** What the guest did. */
    readonly guest: Try
    /** What the log says. */
    readonly why: Why | null
  }
  /** What came of it. */
  export interface Report {
    /** The model's id. */
    readonly model: string
    /** Locks. */
    readonly locks: number
    /** Days. */
    readonly days: number
    /** Stays, each with one code. */
    readonly stays: number
    /** Times a guest typed a code. */
    readonly tries: number
    /** Of these, times the lock opened. */
    readonly opened: number
    /** Of these, times it did not: by what the guest did and what the lock's log says, with the number. */
    readonly refused: readonly Refusal[]
    /** Times a lock's cells were changed. */
    readonly cellChanges: number
    /** The widest error of a clock at the end, in seconds; locks whose clock is not set are left out. */
    readonly widestClockErrorSeconds: number
    /** The first refusals, one by one. */
    readonly examples: readonly Example[]
  }
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

/** The key of one lock or one group: 16 bytes. */
export declare class LockKey {
  /** Reads 32 hexadecimal digits. */
  constructor(hex: string)
  /** The key that a key service's HMAC-SHA-256 of a `lockKeyMessage` or `groupKeyMessage` gives: 32 bytes. */
  static fromMac(mac: Uint8Array): LockKey
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
  /** What to think of that: a lock should not be run above 1 in 10,000, and above 1 in 100,000 it is doubtful. */
  verdict: Verdict
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

/**
 * Grants of one mode as columns: starts in minutes of lock time, and as many lengths, all in one unit. Mode `24h` has
 * one length and takes none.
 */
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

/** What a key service signs for the key of a group, written `007`, or `007.1` for version 1 of its key. */
export declare function groupKeyMessage(group: string): Buffer

/** What a group's identity is made of beside its key. */
export interface GroupOptions {
  /** The group, written `007` or `007.1`. */
  group: string
  /** The generation of its codes, 0 unless it was set. */
  generation?: number | null | undefined
}

/** A key that a lock holds: its own, or a group's. */
export interface HeldKey {
  /** The key with its lock id and generation. */
  identity: Identity
  /** Which group's it is, `007`; the lock's own where none is given. */
  group?: string | null | undefined
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

/**
 * Reads a code under every key and in the epochs around `near`, the likeliest meaning first; with `at`, also says
 * whether a lock that remembers nothing would open then. Privileged: what it says is not for the keypad.
 */
export declare function inspect(keys: Array<HeldKey>, profile: Profile, code: string, near: LockTime, at?: LockTime | null | undefined): Inspection

/** What a code says. */
export interface Inspection {
  /** Everything it says, the likeliest first. Most numbers say something in every epoch; only one was issued. */
  meanings: Array<Meaning>
  /** With a time given: why it opens or is refused then, as far as the digits, the profile and the time tell. */
  reason: Reason | null
}

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

/** What a key service signs, under the site key that never leaves it, for the key of the lock with this serial. */
export declare function lockKeyMessage(serial: string): Buffer

/** Minutes of a lock time since 2020-01-01T00:00. */
export declare function lockMinutes(time: LockTime): number

/** The lock time that lies so many minutes after 2020-01-01T00:00. */
export declare function lockTimeOfMinutes(minutes: number): LockTime

/** What is typed at a lock, `YYMMDDHHMM`, as lock time; years 20 to 99 mean 2020 to 2099. */
export declare function lockTimeOfTyped(digits: string): LockTime

/** One thing a code says under one key in one epoch. */
export interface Meaning {
  /** The number of the group whose key it was read with; null for the lock's own. */
  group: number | null
  /** What it says. */
  reading: Reading
}

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

export declare namespace advise {
  /** What is known of each cause: how often it is the one among the calls for help, and what to do about it. */
  export function causes(): { readonly [cause in Cause]: Belief }
  /** Why a code did not open a door: causes ranked, with what to do; ties told, with the question that splits them. */
  export function explain(options: advise.ExplainOptions): Explanation
  /**
   * Why a lock's log names somebody else: codes, by the names of their holders, that differ in digits and not in
   * buttons.
   */
  export function explainLog(model: string, codes: Readonly<{ [name: string]: string }>, was: string, logged: string): LogFinding
  /** One try at a door, and what the issuer knows of the lock. */
  export interface ExplainOptions {
    /** What the lock accepts, and what is known of its clock. */
    door: stay.Door
    /** Who its codes are for since its last initialisation. */
    identity: Identity
    /** The codes given out for it. */
    handed: readonly HandedCode[]
    /** What was typed, with `*` before it if that was pressed. */
    typed: string
    /** When. */
    at: MomentInit
    /** What the lock showed. */
    signal: Signal
    /** Who its codes were for before, each named by the lock time typed then. */
    former?: readonly NamedIdentity[] | null | undefined
    /** The account's other locks. */
    others?: readonly NamedIdentity[] | null | undefined
    /** The lock's model: its keypad rules some causes out. */
    model?: string | null | undefined
    /** Codes it refused within the minute before. */
    refusedLately?: number | null | undefined
    /** Whether it warned of its battery lately. */
    batteryWarned?: boolean | null | undefined
    /** Answers to questions asked before. */
    answers?: Readonly<{ [question: string]: boolean }> | null | undefined
  }
  /** The guides there are, each with all its steps. */
  export function guides(): Guide[]
  /** A code that was given out, with its digits. */
  export interface HandedCode {
    /** The name by which the issuer knows it. */
    id: string
    /** The digits. */
    code: string
    /** What it permits. */
    grant: GrantInit
    /** When it was first seen to open the door, with its offset. */
    used?: Moment | null | undefined
    /** When it was blocked at the lock. */
    blocked?: Moment | null | undefined
  }
  /** Another lock of the account. */
  export interface NamedIdentity {
    /** The name by which the issuer knows it; of a former initialisation its time. */
    name: string
    /** Who its codes are for. */
    identity: Identity
  }
  /** The words of a question, to be answered with yes or no. */
  export function questionText(question: Question): string
  /** Walks a model's guide with the answers given so far: the step reached, and what it asks or how it ends. */
  export function troubleshoot(model: string, answers?: readonly string[] | null | undefined): Walk
}

export declare namespace app {
  /** An account of the app: its access key, and its locks with what is wished for and what they are known to have. */
  export class Account {
    /** A new account of somebody, with a fresh access key and no locks. */
    constructor(name: string, owner: string)
    /** Reads an account from the text it was written down as. */
    static fromJSON(text: string): app.Account
    /** The whole account as text, its access key included: keep it privately. */
    text(): string
    /** What it is called. */
    get name(): string
    /** Who opened it: may add locks. */
    get owner(): string
    /** The locks, by name. */
    locks(): LockView[]
    /** The lock of this name. */
    lock(name: string): LockView
    /** The audit trail of a lock as far as it was fetched, the newest last: at most the last 1,000 lines. */
    trail(lock: string): twin.TrailEntry[]
    /** Adds a lock. Whoever adds it becomes its administrator. */
    addLock(now: MomentInit, by: string, lock: app.NewLockOptions, catalogue?: catalogue.Catalogue | null | undefined): void
    /** Removes a lock from the account. The lock itself stays as it is set. */
    removeLock(now: MomentInit, by: string, lock: string): void
    /** Says whether a lock has a WiFi gateway. */
    setGateway(now: MomentInit, by: string, lock: string, gateway: boolean): void
    /** Makes somebody an administrator of a lock. */
    addAdministrator(now: MomentInit, by: string, lock: string, name: string): void
    /** Takes somebody's rights over a lock away. The last administrator stays. */
    removeAdministrator(now: MomentInit, by: string, lock: string, name: string): void
    /** The access key, for an administrator of one of the account's locks: to be kept secret. */
    accessKey(by: string): string
    /** Generates a new access key. The old one is dead at once. */
    regenerateAccessKey(now: MomentInit, by: string): string
    /** What the app tells whoever has its access key: its locks as they were last seen. It goes to `Portal.linkApp`. */
    tell(accessKey: string): link.AppReport
    /** What was done in the account, the newest last: at most the last 1,000 entries. */
    history(): Entry[]
    /** Changes what is wished for; the lock knows nothing of it before it is synchronised. All of it, or nothing. */
    edit(now: MomentInit, by: string, lock: string, edit: app.Edit): void
    /** What an edit would do to the codes that were issued, before it is made. */
    modeChange(now: MomentInit, lock: string, edit: app.Edit): ModeChange
    /** What the lock does not know yet. The parameters in conflict are among it. */
    pending(lock: string): Pending[]
    /** What was changed in the app and, otherwise, at the lock. */
    conflicts(lock: string): Conflict[]
    /** Settles a conflict. To set something else than either side has, edit the parameter. */
    resolve(now: MomentInit, by: string, lock: string, parameter: catalogue.Parameter, keep: Keep): void
    /** Asks for a synchronisation by whichever link comes up first within `validMinutes`. Answers with its ticket. */
    synchronise(now: MomentInit, by: string, lock: string, validMinutes: number): number
    /** Asks for the lock to be opened from afar, through its gateway, within `validMinutes`. Answers with the ticket. */
    unlock(now: MomentInit, by: string, lock: string, validMinutes: number): number
    /** Asks for the lock to be locked from afar, through its gateway, within `validMinutes`. Answers with the ticket. */
    lockUp(now: MomentInit, by: string, lock: string, validMinutes: number): number
    /** Drops the commands that waited too long. */
    expire(now: MomentInit): Array<app.Expired>
    /** Adds a phone client; it opens once the lock is synchronised. Its times are civil time at the lock. */
    addPhone(now: MomentInit, by: string, lock: string, phone: twin.PhoneClientInit): void
    /** Suspends a phone client, or restores it. The app refuses it at once, the lock once it is synchronised. */
    suspendPhone(now: MomentInit, by: string, lock: string, name: string, suspended: boolean): void
    /** Removes a phone client. The app refuses it at once, the lock once it is synchronised. */
    removePhone(now: MomentInit, by: string, lock: string, name: string): void
    /** Throws why a phone cannot unlock a lock now, as far as the app knows; the lock has the last word. */
    phoneMayUnlock(now: MomentInit, lock: string, name: string): void
    /** A phone next to the lock asks it to open, within a minute. Answers with the ticket. */
    phoneUnlock(now: MomentInit, lock: string, name: string): number
    /** Takes an event of a link to a lock: what to send next, and what it came to. For links of your own. */
    step(now: MomentInit, lock: string, event: LinkEvent): Effect[]
  }
  /** An account together with twins of its locks: to try out what an app does before a lock is at hand. */
  export class Workbench {
    /** The account, to which locks with twins can be added. Locks that it has already have no twins here. */
    constructor(account: Account, catalogue?: catalogue.Catalogue | null | undefined)
    /** Reads an account with its twins from the text it was written down as. */
    static fromJSON(text: string, catalogue?: catalogue.Catalogue | null | undefined): app.Workbench
    /** All of it as text: the access key, the locks' codes and their site keys are in it. */
    text(): string
    /** The account. */
    get account(): Account
    /** Adds a lock to the account and a twin of it, as delivered. */
    addLock(now: MomentInit, by: string, lock: NewLockOptions, twin?: BenchOptions | null | undefined): void
    /** Removes a lock and its twin. */
    removeLock(now: MomentInit, by: string, lock: string): void
    /** Types keys at a lock, blanks ignored, and ends the entry. Answers with one word a flash, beep or move of the bolt. */
    keys(now: MomentInit, lock: string, keys: string): Array<string>
    /** The lock comes into reach: what waits for it is delivered. Message by message, `faults` say what goes wrong. */
    reach(now: MomentInit, lock: string, carrier: Carrier, faults?: readonly Fault[] | null | undefined): Talk
    /** What a lock shows from outside. */
    view(lock: string): twin.View
  }
  /** What the twin of a new lock is given. */
  export interface BenchOptions {
    /** Its site key, 64 hexadecimal digits; without one it has the published example key. */
    siteKey?: string | null | undefined
    /** With a lock id it is initialised for codes at this minute, as the app does when it pairs a lock. */
    lockId?: number | null | undefined
  }
  /** A change of parameters. */
  export interface Edit {
    /** The parameters by name, each with its new value as people write it. */
    values: { readonly [parameter: string]: unknown }
    /** The codes that were issued for the lock, as far as is known: a change that would end one of them is refused. */
    issued?: readonly link.IssuedCodeInit[] | null | undefined
    /** Make the change although it ends issued codes. */
    despiteIssued?: boolean | null | undefined
  }
  /** A command that waited too long for its lock. */
  export interface Expired {
    /** The lock. */
    lock: string
    /** The command's number at the lock. */
    ticket: number
  }
  /** A lock to add. */
  export interface NewLockOptions {
    /** What people call it. */
    name: string
    /** The model's id or alias. */
    model: string
    /** The name of its zone. */
    zone: string
    /** What its key is derived for; its name unless given. */
    serial?: string | null | undefined
    /** Whether it has a WiFi gateway. */
    gateway?: boolean | null | undefined
  }
}

export declare namespace catalogue {
  /** The lock models known, each fact with its source and mark. */
  export class Catalogue {
    /** The models that ship with the crate. */
    constructor()
    /** Adds a model of one's own from its JSON text. */
    add(text: string): Model
    /** What the linter finds in the JSON text of a model. */
    lint(text: string): Finding[]
    /** The model with this id or alias. */
    get(name: string): Model
    /** The ids of all models. */
    get ids(): Array<string>
    /** All models. */
    models(): Model[]
    /** Every fact of a model, one a row. */
    facts(name: string): Row[]
    /** A fingerprint of what a model does: it does not change with words and sources. */
    fingerprint(name: string): string
    /** The source that a key of a fact stands for. */
    source(key: string): Source | null
  }
  /** The rules of the linter. */
  export function rules(): Rule[]
}

export declare namespace draw {
  /** The codes of one stay on a timeline: a label (never the digits), the grants, and the windows asked for. */
  export class Lane {
    /** A lane of grants. */
    constructor(label: string, grants: readonly GrantInit[], asked?: readonly time.WindowInit[] | null | undefined)
    /** The same codes, blocked at the lock at a moment: nothing is drawn open from then on. */
    blocked(at: MomentInit): draw.Lane
    /** The lanes of codes that were given out: codes of the same name share one. */
    static ofGiven(codes: readonly stay.GivenInit[]): Array<draw.Lane>
  }
  /** The card of a code as SVG text, 400 pixels wide, from the words of `Portal.card`. It shows the digits. */
  export function codeCardSvg(card: outbox.CardText): string
  /** The keypad of a model as SVG text, and below it what a lock did, in order: the words of `script.LineDone.effects`. */
  export function keypadSvg(model: string, effects?: readonly string[] | null | undefined, catalogue?: catalogue.Catalogue | null | undefined): string
  /** What a lock did, in order, as `keypadSvg` shows it, and where the bolt is then if that is known. */
  export function lightsSvg(effects: readonly string[], bolt?: twin.Bolt | null | undefined): string
  /**
   * How likely one guess opens a lock of this profile through a day of its clock, as SVG text: any minute of the day will
   * do, and without one it is a day in the middle of an epoch.
   */
  export function riskCurveSvg(profile: Profile, day?: LockTime | null | undefined): string
  /** What a timeline shows. */
  export interface TimelineOptions {
    /** The door. */
    door: stay.Door
    /** Its title. */
    title: string
    /** From when until when. */
    span: time.WindowInit
    /** What is drawn. */
    lanes: readonly Lane[]
    /** Pixels, 720 unless given. */
    width?: number | null | undefined
  }
  /** The timeline of a door as SVG text: what each lane asks for, is granted, guaranteed and may spill. */
  export function timelineSvg(options: draw.TimelineOptions): string
  /** The keypad of a lock as SVG text, and below it what the lock looks like from outside, without digits. */
  export function twinSvg(twin: twin.Twin): string
}

export declare namespace feed {
  /** A door and the house it belongs to, ready to issue. */
  export class Desk {
    /**
     * Opens a door file: its JSON text, or the same as an object. `siteKey` is the text of the file that it names with
     * `site_key_file`, if it names one.
     */
    constructor(door: object | string, siteKey?: string | null | undefined)
    /** The door. */
    get door(): stay.Door
    /** Who the lock's codes are for since its last initialisation. */
    get identity(): Identity
    /** When guests may come in on a day that comes without a time. */
    get checkIn(): string
    /** When they are out on a day that comes without a time. */
    get checkOut(): string
    /** Plans, issues and proves the code of a booking. The same booking always has the same answer. */
    issue(booking: BookingInit): stay.Handout
  }
  /** Reads a feed, iCalendar or CSV: every entry is a booking, is skipped for a reason, or has an error with its line. */
  export function read(text: string, options?: ReadOptions | null | undefined): readonly Entry[]
  /** How a feed is read. */
  export interface ReadOptions {
    /** Whether entries that say the days are closed or not available are stays: some sites publish bookings so. */
    closedAreStays?: boolean | null | undefined
  }
}

export declare namespace portal {
  /** The portal on a store. Open it with `portal.open`. */
  export class Portal {
    /** What a request would come to, with every warning and the credits it costs. Nothing is done. */
    preview(now: MomentInit, session: string, request: IssueRequest): Promise<Preview>
    /** Issues a code. The same request again gives the same code and takes nothing. */
    issue(now: MomentInit, session: string, request: IssueRequest): Promise<Issued>
    /** Issues many codes in one transaction. Each is answered by itself: one that is refused takes nothing. */
    issueMany(now: MomentInit, session: string, requests: readonly IssueRequest[]): Promise<Answered<Issued>[]>
    /** The history of codes, newest first. */
    codes(now: MomentInit, session: string, filter?: HistoryFilter | null | undefined, page?: Page | null | undefined): Promise<CodePage>
    /** One code, by its number. */
    code(now: MomentInit, session: string, number: number): Promise<CodeView>
    /** The card of a code for the guest, with a note of your own. */
    card(now: MomentInit, session: string, number: number, note?: string | null | undefined): Promise<outbox.CardText>
    /** Sends a code by mail or text message. */
    send(now: MomentInit, session: string, request: SendRequest): Promise<MessageView>
    /** The messages about a code. */
    messages(now: MomentInit, session: string, number: number): Promise<MessageView[]>
    /** Takes messages that are due, to be delivered now and settled. */
    claim(now: MomentInit, limit: number): Promise<outbox.Parcel[]>
    /** Says what a stay is: the guest gets the codes it needs and keeps those that still serve. */
    stay(now: MomentInit, session: string, request: StayRequest): Promise<StayAnswer>
    /** Says that the guest of a stay does not come. */
    cancelStay(now: MomentInit, session: string, request: CancelStay): Promise<StayAnswer>
    /** Says what many stays are, in one transaction. Each is answered by itself: one that is refused takes nothing. */
    stayMany(now: MomentInit, session: string, orders: readonly StayOrder[]): Promise<Answered<StayAnswer>[]>
    /** Every way to serve a stay at a lock, best first, with what each guarantees, spills and costs. Nothing is done. */
    planStay(now: MomentInit, session: string, request: StayRequest): Promise<stay.Plan>
    /** The stays of a lock that end after a moment. */
    stays(now: MomentInit, session: string, lock: string, endsAfter: MomentInit, page?: Page | null | undefined): Promise<StayPage>
    /** Says what became of a message that was claimed. Why it was not delivered is said in words without secrets. */
    settle(now: MomentInit, id: string, outcome: 'delivered' | 'later' | 'never', why?: string | null | undefined): Promise<void>
    /**
     * Says every stay of a booking feed, the text of an iCalendar or CSV export. `progress` hears how many of how many
     * entries are done. Broken off anywhere and run again, it ends the same: every stay has its codes and was
     * charged once.
     */
    issueFeed(now: MomentInit, session: string, job: portal.FeedJob, text: string, progress?: ((done: number, of: number) => void) | null | undefined): Promise<FeedReport>
    /** Adds a lock. */
    addLock(now: MomentInit, session: string, add: AddLock): Promise<LockView>
    /** The keys to type at a lock to initialise it. */
    initialise(now: MomentInit, session: string, lock: string, masterCode?: string | null | undefined): Promise<Initialisation>
    /** Says that the keys were typed and the lock showed what it should. */
    confirmLock(now: MomentInit, session: string, lock: string): Promise<LockView>
    /** Changes what is known of a lock. */
    editLock(now: MomentInit, session: string, lock: string, edit: EditLock): Promise<LockView>
    /** Deletes a lock. */
    deleteLock(now: MomentInit, session: string, lock: string): Promise<void>
    /** One lock. */
    lock(now: MomentInit, session: string, lock: string): Promise<LockView>
    /** The lock of an id or a name, or the only one. */
    chooseLock(now: MomentInit, session: string, named?: string | null | undefined): Promise<LockView>
    /** Locks by name, a page at a time. */
    locks(now: MomentInit, session: string, filter?: LockFilter | null | undefined, page?: Page | null | undefined): Promise<LockPage>
    /**
     * Links the locks that an app reports under its access key: new ones are added, of the others the portal learns how
     * they are set now.
     */
    linkApp(now: MomentInit, session: string, report: link.AppReportInit): Promise<Linked>
    /** The codes of a lock that are not over, for the app to tell which of them a change of mode would end. */
    issuedCodes(now: MomentInit, session: string, lock: string): Promise<link.IssuedCode[]>
    /** The keys of a lock, for the owner who provisions it. The audit trail says that they were taken out. */
    exportKeys(now: MomentInit, session: string, lock: string): Promise<LockKeys>
    /**
     * A lock as a door of stays: what it accepts, and what is known of its clock. Plans, quotes, the census and the
     * timeline made of it promise what the portal promises.
     */
    door(now: MomentInit, session: string, lock: string): Promise<stay.Door>
    /**
     * A twin of a lock, to press: under the lock's own key, initialised and set as the portal knows it. For those who may
     * see every code of the account.
     */
    twin(now: MomentInit, session: string, lock: string): Promise<twin.Twin>
    /** Why a lock did not open, from what the portal knows of it and of the codes that the person may see. */
    explain(now: MomentInit, session: string, lock: string, tried: Tried): Promise<advise.Explanation>
    /** Lists a phone that may ask for codes by text message. */
    listPhone(now: MomentInit, session: string, name: string, phone: string): Promise<ListedPhone>
    /** The phones that may ask for codes. */
    listedPhones(now: MomentInit, session: string): Promise<ListedPhone[]>
    /** Takes a phone off the list. */
    unlistPhone(now: MomentInit, session: string, phone: string): Promise<void>
    /** Answers a text message that asks for a code. */
    smsRequest(now: MomentInit, request: SmsRequest): Promise<SmsAnswer>
    /** Registers an account; the link in the mail activates it. */
    register(now: MomentInit, registration: Registration): Promise<void>
    /** Takes over an account from elsewhere: it is activated by setting a password. */
    migrateAccount(now: MomentInit, email: string, name: string): Promise<void>
    /** Uses the link of an activation mail. */
    activate(now: MomentInit, token: string): Promise<void>
    /** Signs in. The token is what proves it from now on: keep it secret. */
    signIn(now: MomentInit, email: string, password: string): Promise<SignedIn>
    /** Acts as a person, as the operator of the store; the audit trail says so. */
    operateAs(now: MomentInit, email: string): Promise<SignedIn>
    /** Acts as the owner of the only account, as the operator of the store; the audit trail says so. */
    operate(now: MomentInit): Promise<SignedIn>
    /** Signs out. */
    signOut(session: string): Promise<void>
    /** Asks for a link that sets a new password. It is the same whether or not the address is known. */
    requestReset(now: MomentInit, email: string): Promise<void>
    /** Sets a new password with the link of a mail. */
    setPassword(now: MomentInit, token: string, password: string): Promise<void>
    /** Changes the password. */
    changePassword(now: MomentInit, session: string, old: string, password: string): Promise<void>
    /** Asks for another address; the link in the mail to it confirms it. */
    requestEmail(now: MomentInit, session: string, password: string, email: string): Promise<void>
    /** Uses the link that confirms an address. */
    confirmEmail(now: MomentInit, token: string): Promise<void>
    /** Who acts, and in which account. */
    account(now: MomentInit, session: string): Promise<AccountView>
    /** Closes the account for good. */
    closeAccount(now: MomentInit, session: string, password: string): Promise<void>
    /** Invites somebody into the account, and answers with their id. */
    invite(now: MomentInit, session: string, invitation: Invitation): Promise<string>
    /** Who is in the account. */
    users(now: MomentInit, session: string): Promise<UserView[]>
    /** Changes what a person is and is held to. */
    changeUser(now: MomentInit, session: string, person: string, role: access.Role, limits: access.LimitsInit): Promise<void>
    /** Removes a person. */
    removeUser(now: MomentInit, session: string, person: string): Promise<void>
    /** The credits there are. */
    balance(now: MomentInit, session: string): Promise<ledger.Balance>
    /** The movements of credits, newest first. */
    statement(now: MomentInit, session: string, page?: Page | null | undefined): Promise<StatementPage>
    /** What is for sale. */
    packages(): Promise<ledger.Package[]>
    /** Books a paid order of credits, once. */
    buy(now: MomentInit, session: string, order: Order): Promise<ledger.Balance>
    /** Charges a run of codes that were made outside the portal, under keys it gave out, once. */
    charge(now: MomentInit, session: string, charge: BulkCharge): Promise<ledger.Balance>
    /** Contacts support: what happened, without codes, keys and passwords. Answers with the id of the message. */
    report(now: MomentInit, session: string, report: Report): Promise<string>
    /** The audit trail, newest first. */
    audit(now: MomentInit, session: string, page?: Page | null | undefined): Promise<AuditPage>
    /** Goes through all books, and answers with what is wrong. */
    verify(): Promise<Verification>
  }
  /** What a feed is for. */
  export interface FeedJob {
    /** The lock, by its id in the portal. */
    lock: string
    /** When guests may come in on a day that comes without a time, `15:00`. */
    checkIn: string
    /** When they are out on a day that comes without a time, `11:00`. */
    checkOut: string
    /** Whether stays that are known and not over are cancelled when the feed no longer has them. */
    goneAreCancelled?: boolean | null | undefined
    /** Whether somebody with the master code can go to the lock. */
    keypad?: boolean | null | undefined
    /** Whether entries that say the days are closed or not available are stays: some sites publish bookings so. */
    closedAreStays?: boolean | null | undefined
  }
  /** Opens the portal on a store. The first time, the store remembers which master key it belongs to. */
  export function open(options: portal.OpenOptions): Promise<Portal>
  /** What a portal is opened on. */
  export interface OpenOptions {
    /** `:memory:`, the path of an SQLite file, which is made if it is not there, or a `postgres:` URL. */
    store: string
    /** The master key, 64 hexadecimal digits: keep it apart from the store, and back up both. */
    masterKey: string
    /** How it behaves. */
    settings?: Settings | null | undefined
  }
  /** Which part of a list is wanted. */
  export interface Page {
    /** The place where the page before ended. */
    next?: string | null | undefined
    /** At most so many, 50 unless given. */
    limit?: number | null | undefined
  }
  /** How a portal behaves; what is left out has the library's default. */
  export interface Settings {
    /** What the portal calls itself in messages. */
    name?: string | null | undefined
    /** What links begin with, without a slash at the end. */
    baseUrl?: string | null | undefined
    /** Where problem reports go. */
    supportEmail?: string | null | undefined
    /** Credits of a new account. */
    freeCredits?: number | null | undefined
    /** Places for locks of a new account. */
    freeLocks?: number | null | undefined
    /** Hours a session lasts. */
    sessionHours?: number | null | undefined
    /** What hashing a password costs: KiB of memory. Lower it in tests only. */
    passwordMemoryKib?: number | null | undefined
    /** What hashing a password costs: passes over the memory. */
    passwordPasses?: number | null | undefined
  }
}

export declare namespace stay {
  /** A lock's profile with what is known of its clock. */
  export class Door {
    /** A door, with the groups whose codes it takes. */
    constructor(profile: Profile, clock: time.LockClock, groups?: readonly string[] | null | undefined)
    /** The profile. */
    get profile(): Profile
    /** What is known of its clock. */
    get clock(): time.LockClock
    /** The groups whose codes it takes. */
    get groups(): Array<string>
  }
  /** Something that happened to a booking. */
  export class Happened {
    /** The guest stays longer. */
    static extended(until: MomentInit): stay.Happened
    /** The dates were changed: the guest comes and goes at other times. */
    static rebooked(from: MomentInit, until: MomentInit): stay.Happened
    /** The guest comes earlier. */
    static arrivesEarly(from: MomentInit): stay.Happened
    /** The guest leaves later on the day. */
    static leavesLate(until: MomentInit): stay.Happened
    /** The guest moves to another door. */
    static moved(to: stay.Door, at: MomentInit): stay.Happened
    /** The booking was cancelled. */
    static cancelled(): stay.Happened
    /** The guest did not come; `expected` when they may yet. */
    static noShow(expected: boolean): stay.Happened
    /** The guest lost the code, or told somebody. */
    static codeLost(): stay.Happened
    /** Somebody else takes over the rest of the stay. */
    static handedOver(at: MomentInit): stay.Happened
  }
  /** A stay: from when until when, and whether the guest opens once only. */
  export class Stay {
    /** A stay between two moments. */
    constructor(from: MomentInit, until: MomentInit, options?: StayOptions | null | undefined)
    /** The time of the stay. */
    get window(): time.Window
    /** Whether the guest opens once only. */
    get once(): boolean
  }
  /** Visits on the same weekdays and hours, week after week, in civil time. */
  export class Visits {
    /** Visits from a first day on. */
    constructor(options: stay.VisitsOptions)
    /** The visits, in order of time. */
    get windows(): time.Window[]
  }
  /** A stay that was booked, on its door, with the codes that were given out for it. */
  export interface Booking {
    /** The door. */
    door: Door
    /** The stay. */
    stay: Stay
    /** The codes given out. */
    codes: readonly GivenInit[]
  }
  /**
   * What to do about it: which codes stay, what to issue, what to withdraw and how, and what remains open. `keypad`
   * says whether somebody can type at the lock.
   */
  export function change(booking: stay.Booking, happened: stay.Happened, now: MomentInit, keypad: boolean): Answer
  /** A grant under the first issue number that none of `taken` uses for the same window. */
  export function freeIssue(profile: Profile, grant: GrantInit, taken: readonly GrantInit[]): Grant
  /** A door with its name. */
  export interface NamedDoor {
    /** What it is called. */
    name: string
    /** The door. */
    door: Door
  }
  /** Every way to cover a stay on a door, best first, and why the other modes do not fit. */
  export function plan(door: stay.Door, stay: stay.Stay): Plan
  /**
   * How to open several doors with one code of a group, and what that costs beside separate codes. `doors` are all
   * doors of the property, `wanted` the names of those the guest needs.
   */
  export function planDoors(doors: readonly NamedDoor[], wanted: readonly string[], stay: stay.Stay): Shared
  /** The ways to let somebody in for visits that repeat, best first. */
  export function planVisits(door: stay.Door, visits: stay.Visits): Way[]
  /** What grants guarantee and spill on a door, whatever its clock's error. */
  export function quote(door: stay.Door, grants: readonly GrantInit[], asked: readonly time.WindowInit[]): Quote
  /** What else is said of a stay. */
  export interface StayOptions {
    /** Whether the guest opens once only. */
    once?: boolean | null | undefined
  }
  /** When visits are. */
  export interface VisitsOptions {
    /** The zone of the hours. */
    zone: string | time.Zone
    /** The first day, `2026-07-01`. */
    first: string
    /** The days of the week. */
    weekdays: readonly Weekday[]
    /** When a visit begins, `09:00`. */
    from: string
    /** How long one lasts. */
    minutes: number
    /** For how many weeks. */
    weeks: number
  }
  /**
   * Who can enter at a moment, of the codes given out: surely or possibly, until when, and how to end it. The records
   * are complete unless said otherwise.
   */
  export function whoCanEnter(door: stay.Door, codes: readonly GivenInit[], at: MomentInit, records?: Records | null | undefined): Entrant[]
}

export declare namespace time {
  /** What is known of a lock's clock: its rule, its drift, and what happened to it. */
  export class LockClock {
    /** A clock of which nothing is known but what is given. */
    constructor(options: time.ClockOptions)
    /** The same clock after one more event. */
    withEvent(event: ClockEventInit): time.LockClock
    /** The name of the zone. */
    get zone(): string
    /** The rule it follows. */
    get rule(): ClockRule
    /** The most it drifts, in parts per million. */
    get ppm(): number
    /** What happened to it, in order of time. */
    get events(): ClockEvent[]
    /** How far off it may be at a moment; null when that is not known. */
    error(moment: MomentInit): ClockError | null
    /** When it must be set again to stay within an error. */
    nextVisit(from: MomentInit, withinSeconds: number): Moment | null
    /** Since when nothing is known of it, at a moment. */
    lostSince(moment: MomentInit): Moment | null
    /** Since which daylight-saving change it may be an hour out, at a moment. */
    outSinceChange(moment: MomentInit): Moment | null
    /** The first event that contradicts what was known before it. */
    get surprisedAt(): Moment | null
    /** When it surely reads a time in a stretch of lock time. */
    surely(from: LockTime, until: LockTime): Window[]
    /** When it may read a time in a stretch of lock time. */
    possibly(from: LockTime, until: LockTime): Window[]
    /** The least and, exclusively, the greatest lock time it may read within a window; null when that is not known. */
    mayRead(window: WindowInit): [LockTime, LockTime] | null
  }
  /** A time zone, with the rules of the crate's own data: the same on every machine. */
  export class Zone {
    /** The zone of a name, for example `Europe/London`. */
    constructor(name: string)
    /** The names of all zones. */
    static all(): Array<string>
    /** The name. */
    get name(): string
    /**
     * Reads a civil time, `2026-07-01T15:00`, or one with its offset. What does not exist, or comes twice, is refused
     * with both readings.
     */
    read(text: string): Moment
    /** The civil time of a moment, with its offset. */
    civil(moment: MomentInit): Moment
    /** Minutes ahead of UTC at a moment. */
    offsetMinutes(moment: MomentInit): number
    /** Minutes ahead of UTC in winter. */
    standardMinutes(year: number): number
    /** Minutes ahead of UTC of a lock's clock under a rule. */
    lockOffsetMinutes(rule: ClockRule, moment: MomentInit): number
    /** What a right clock under a rule reads at a moment. */
    lockTime(rule: ClockRule, moment: MomentInit): LockTime
    /** What a right clock under a rule reads at a civil time without a zone: here it is named this one's. */
    toLock(rule: ClockRule, civil: string): LockTime
    /** The moment at which a right clock under a rule reads this. */
    toCivil(rule: ClockRule, time: LockTime): Moment
    /** What a lock's display shows at a moment, without a zone. */
    display(rule: ClockRule, moment: MomentInit): string
    /** The changes of the offset in a stretch of time. */
    transitions(from: MomentInit, until: MomentInit): Transition[]
    /** The two daylight-saving dates of a year, as they are typed at locks that keep civil time. */
    dstDates(year: number): DstDates | null
    /** The name. */
    toString(): string
  }
  /** What a clock is made of. */
  export interface ClockOptions {
    /** The zone the lock stands in. */
    zone: string | Zone
    /** The rule its clock follows. */
    rule: ClockRule
    /** The most it drifts, in parts per million. */
    ppm: number
    /** Whether it is doubtful that the daylight-saving dates were set. */
    dstDoubt?: boolean | null | undefined
    /** What happened to it, in order of time. */
    events?: readonly ClockEventInit[] | null | undefined
  }
  /** Windows joined where they touch, in order of time. */
  export function join(windows: readonly WindowInit[]): Window[]
  /** The parts of a window that none of the others covers. */
  export function missing(whole: WindowInit, parts: readonly WindowInit[]): Window[]
  /** The window from a moment up to, and without, another. */
  export function windowOf(from: MomentInit, until: MomentInit): Window
}

export declare namespace twin {
  /** A model, a moment and the events since: with the lock's identity, the whole run. */
  export class Trace {
    /** A trace that begins at a moment. */
    constructor(model: string, start: string)
    /** The trace of a script, an object or its JSON text. */
    static ofScript(script: object | string): twin.Trace
    /** Reads a trace from its JSON text. */
    static fromJSON(text: string): twin.Trace
    /** The trace as JSON text. */
    text(): string
    /** Adds an event. */
    record(at: string, event: EventInit): void
    /** Runs the trace on a new lock. */
    replay(options?: TwinOptions | null | undefined): twin.Replayed
    /**
     * The shortest trace found, by leaving out events, for which `shows` still answers true. It gets the JSON text of
     * each trace to try.
     */
    shrink(shows: (arg: string) => boolean): twin.Trace
  }
  /**
   * A lock of a model in virtual time: events in, effects out. Times are the lock's own, to the second:
   * `2026-07-01T12:00:05`.
   */
  export class Twin {
    /** A lock fresh from the box. */
    constructor(model: string, now: string, options?: TwinOptions | null | undefined)
    /** A twin carried on from the text of its state. */
    static resume(model: string, state: string, options?: TwinOptions | null | undefined): twin.Twin
    /** The same lock, under the same keys, carried on from the text of an earlier state. */
    again(state: string): twin.Twin
    /** Everything the lock remembers, as text, for `resume`. It holds the lock's codes, but no keys. */
    state(): string
    /** The id of its model. */
    get model(): string
    /** Where the bolt is. */
    get bolt(): Bolt
    /** The moment of the last step. */
    get now(): string
    /** What it looks like from outside, without digits and keys. */
    view(): View
    /** Everything an app sets, as it is set now. */
    settings(): Settings
    /** Lets time pass until `now`, then the event happen. The effects are in order. */
    step(now: string, event: EventInit): Effect[]
    /**
     * Takes one step of a script, for example `{ wait: '3h' }`, written as in a script's file. A step that cannot act
     * is answered with its error.
     */
    act(step: object): script.Line
    /** Types keys, blanks ignored; with `more` the entry stays open for the next keys. What cannot be typed is thrown. */
    press(keys: string, more?: boolean | null | undefined): script.LineDone
    /** Runs a script, an object or its JSON text, on a new lock and answers every step. */
    static run(script: object | string, catalogue?: catalogue.Catalogue | null | undefined): script.Line[]
  }
  /** Many locks through days of virtual time: guests early, late and in time, drifting clocks, changed cells. */
  export interface FleetOptions {
    /** The model of all of them. */
    model: string
    /** How many. */
    locks: number
    /** The first day. */
    start: LockTime
    /** How many days. */
    days: number
    /** What the run is drawn from: the same seed gives the same report. 0 unless given. */
    seed?: number | null | undefined
    /** How often cells are changed, 1 unless given. */
    cellChangesAYear?: number | null | undefined
  }
  /** A trace that was run. */
  export interface Replayed {
    /** The lock afterwards. */
    twin: Twin
    /** The effects of each event, or the error it was answered with. */
    answers: (Effect[] | NetcodeError)[]
  }
  /** Runs a fleet on a thread of its own. */
  export function runFleet(options: twin.FleetOptions): Promise<Report>
  /** What a twin may be given beside its model and the time. */
  export interface TwinOptions {
    /** The key of its site; without one it has the published example key: for trying things out, never for a door. */
    siteKey?: SiteKey | null | undefined
    /** Its serial. */
    serial?: string | null | undefined
    /** Where its model is looked up, if not among those that ship with the crate. */
    catalogue?: catalogue.Catalogue | null | undefined
  }
}
