//! Why a door stays shut: ranked causes for one refused code, and guides from a symptom to a fix.
//!
//! [`explain`] works from what the issuer knows: the codes given out, what the lock accepts, what is known of its clock,
//! and what the person at the door saw. It never needs the lock. What it cannot tell apart it says so, and asks the
//! question that would. [`explain_log`] says why a lock's log names somebody else. [`troubleshoot`] follows a person's answers through a [`Guide`]: a tree of steps, kept as data with
//! its sources, where contradictions of the sources stay visible.

mod attempt;
mod cause;
mod clues;
mod explain;
mod facts;
mod guide;
mod knowledge;
mod log;
mod troubleshoot;
mod verdict;
mod wire;

pub use attempt::{Attempt, Handed, Known, OtherLock};
pub use cause::{Cause, Question, Signal};
pub use clues::Clue;
pub use explain::explain;
pub use guide::{Choice, Conflict, End, Guide, Need, Step, guides};
pub use knowledge::Belief;
pub use log::{LogCause, LogFinding, NamedCodes, explain_log};
pub use troubleshoot::{Passed, Walk, troubleshoot};
pub use verdict::{Explanation, Finding};
pub use wire::Records;

#[cfg(test)]
mod guide_tests;
#[cfg(test)]
mod tests;
