//! Keypad access codes for Kotlin and Swift: the netcode library as records, enums with data and objects.
//!
//! Every function converts its arguments, calls the library's function of the same name and converts the answer.
//! What a value means, what is refused and why is documented there; `surface.txt` says where each part of the
//! library is found here. Types with rules (grants, formats, profiles, keys) are objects, made only in legal
//! combinations; the rest are records and enums.

#[macro_use]
mod mirror;

mod code;
mod error;
mod grant;
mod key;
mod inspect;
mod lock;
mod risk;
mod row;
mod value;
mod zone;

pub use code::{
    BatchAnswer, BatchRow, CodeKey, Format, Identity, Issued, Reading, issue_rows, refuse_reserved,
};
pub use error::{ErrorEntry, ErrorKind, NetcodeError, error_entries};
pub use grant::{Grant, Layout, Mode, Pattern, Term, Weekday, nearest_grants};
pub use inspect::{HeldKey, Inspection, Meaning, inspect};
pub use key::{KeyProvider, LockKey, SiteKey};
pub use lock::{
    ActiveEntry, BlockedEntry, Decision, GroupKey, GroupState, KeyRef, LockState, Opened, Profile,
    ProfileOptions, Reason, StateStore, Verifier,
};
pub use risk::{Change, Estimate, Improvement, TryRate, Verdict, WorstMinute};
pub use row::{LineAnswer, answer_line, answer_row};
pub use value::{Code, GroupId, LockId, LockTime, Moment, Serial};
pub use zone::{CivilTime, ClockRule, DstDates, Transition, Zone};

/// What can fail here fails with the library's error.
pub(crate) type Result<T, E = NetcodeError> = std::result::Result<T, E>;

uniffi::setup_scaffolding!("netcode");
