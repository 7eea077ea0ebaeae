//! The value types that cross a border, by module, each after those it mentions.

use netcode::{
    access, advise, app, audit, catalogue, code, feed, grant, link, outbox, portal, script, stay, time, twin,
};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

mod error {
    pub(super) use netcode::error::{Error as Failure, Kind};
}

mod ledger {
    pub(super) use netcode::ledger::packages::Package;
    pub(super) use netcode::ledger::{Act, Balance};
}

/// A value type of the manifest.
pub(crate) struct Root {
    pub(crate) module: &'static str,
    pub(crate) name: &'static str,
    pub(crate) schema: fn(&mut SchemaGenerator) -> Value,
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

macro_rules! roots {
    ($($module:ident: $($name:ident)+;)+) => {
        pub(crate) const ROOTS: &[Root] = &[
            $($(Root { module: stringify!($module), name: stringify!($name), schema: schema::<$module::$name> },)+)+
        ];
    };
}

roots! {
    error: Kind Failure;
    time: Weekday ClockRule Window Transition DstDates ClockEvent ClockError;
    grant: Layout Mode Pattern;
    code: Reason;
    catalogue: Mark Source Level ClientKind Arg Verb Program Keypad LevelRule Usage Function Timings Signal Word Power
        Procedure ClockRule Clock Netcode Feature Input Model Row Rule Finding Lengths Parameter ParameterRule Dialogue Motor Occasion Switch Cells CellRule EntryRule;
    twin: Battery Slot Daylight PhoneClient NetcodeSettings Group Settings Message App Event Bolt Pattern Why Who Record
        TrailEntry LockReport Answer Effect NetcodeView View Try Refusal Example Report;
    link: AppLock AppReport IssuedCode;
    app: Effect Value Task Command Seen LockView Action Entry Pending Conflict Keep ModeChange Carrier LinkEvent Fault Talk;
    script: AppView Line;
    stay: Spill FirstUse Quote Way UnfitReason Unfit Remedy Plan Given Records Withdrawal Entrant Withdrawn Residual
        Answer SharedWay GroupUnfit DoorRisk Shared HandoutCode Handout;
    ledger: Act Balance Package;
    access: Role Permission Limits;
    audit: Record;
    feed: Skip Moment Booking Content Entry;
    outbox: Channel Template State Preflight Parcel Outcome CardText;
    portal: Registration Invitation PersonState UserView AccountView Series AddLock EditLock LockFilter LockView
        LockPage KeypadStep Initialisation LockKeys Delivery IssueRequest Warning Issued Preview Origin CodeView HistoryFilter CodePage
        SendRequest MessageView Order BulkCharge StatementLine StatementPage ListedPhone SmsRequest SmsAnswer Report
        Tried DrainReport AuditView AuditPage Verification Linked
        StayRequest CancelStay StayOrder StayOutcome WithdrawCode StayAnswer StayState StayView StayPage
        FeedOutcome FeedAnswer FeedReport;
    advise: Signal Cause Question Finding Clue Explanation Belief LogCause LogFinding Conflict Need Choice End Step
        Guide Passed Walk;
}
