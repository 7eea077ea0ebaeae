//! Keypad access codes for Kotlin and Swift: the netcode library as records, enums with data and objects.
//!
//! Every function converts its arguments, calls the library's function of the same name and converts the answer.
//! What a value means, what is refused and why is documented there; `surface.txt` says where each part of the
//! library is found here. Types with rules (grants, formats, profiles, keys) are objects, made only in legal
//! combinations; the rest are records and enums.

#[macro_use]
mod mirror;

#[cfg(feature = "world")]
mod advise;
#[cfg(feature = "world")]
mod app;
#[cfg(feature = "world")]
mod catalogue;
mod clock;
mod code;
#[cfg(feature = "world")]
mod draw;
mod error;
mod grant;
mod inspect;
mod key;
mod lock;
mod lock_state;
#[cfg(feature = "portal")]
mod portal;
mod profile;
mod risk;
mod row;
#[cfg(feature = "world")]
mod stay;
#[cfg(feature = "world")]
mod trace;
#[cfg(feature = "world")]
mod twin;
mod value;
#[allow(clippy::large_enum_variant, reason = "values that cross the border once and are not kept")]
mod values;
mod wire;
mod zone;

#[cfg(feature = "world")]
pub use advise::{
    Attempt, Cause, End, FormerIdentity, Handed, IssuedRecords, Known, OtherLock, Question, Signal, explain,
    explain_log, guides, parse_guide, read_records, troubleshoot,
};
#[cfg(feature = "world")]
pub use app::{AppAccount, Edit, ExpiredCommand, NewLock};
#[cfg(feature = "world")]
pub use catalogue::{Catalogue, lint_rules};
pub use clock::{LockClock, Readings, join, missing};

pub use code::{
    BatchAnswer, BatchRow, CodeKey, Format, Identity, Issued, Reading, issue_rows, refuse_reserved,
};
#[cfg(feature = "portal")]
pub use draw::code_card_svg;
#[cfg(feature = "world")]
pub use draw::{Lane, keypad_svg, lanes_of_given, lights_svg};
pub use error::{ErrorEntry, ErrorKind, NetcodeError, error_entries};
pub use grant::{Grant, Layout, Mode, Pattern, Term, Weekday, nearest_grants};
pub use inspect::{HeldKey, Inspection, Meaning, inspect};
pub use key::{KeyProvider, LockKey, SiteKey};
pub use lock::{Decision, GroupKey, KeyRef, Opened, Reason, StateStore, Verifier};
pub use lock_state::{ActiveEntry, BlockedEntry, GroupState, LockState};
#[cfg(feature = "portal")]
pub use portal::{
    AppLinked, Courier, IssueAnswer, MasterKey, OrderAnswer, Portal, PortalSession, PortalSettings, SignedIn,
    password_advice, preflight, render_card,
};
pub use profile::{Profile, ProfileOptions};
pub use risk::{Change, Estimate, Improvement, TryRate, Verdict, WorstMinute};
pub use row::{LineAnswer, answer_line, answer_row};
#[cfg(feature = "world")]
pub use stay::{Door, Happened, Stay, Visits, plan_doors};
#[cfg(feature = "world")]
pub use trace::{Fleet, Replayed, StepAnswer, Trace, TraceCheck, TraceEvent, run_fleet};
#[cfg(feature = "world")]
pub use twin::{ClockTime, Twin, run_script};
pub use value::{Code, GroupId, LockId, LockTime, Moment, Serial};
pub use values::*;
pub use wire::{Json, Span};
pub use zone::{CivilTime, ClockRule, DstDates, Transition, Zone};

/// What can fail here fails with the library's error.
pub(crate) type Result<T, E = NetcodeError> = std::result::Result<T, E>;

uniffi::setup_scaffolding!("netcode");
