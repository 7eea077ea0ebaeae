//! Why a door stays shut: ranked causes for one refused code.
//!
//! [`explain`] works from what the issuer knows: the codes given out, what the lock accepts, what is known of its clock,
//! and what the person at the door saw. It never needs the lock. What it cannot tell apart it says so, and asks the
//! question that would.

mod attempt;
mod cause;
mod explain;
mod verdict;
mod wire;

pub use attempt::{Attempt, Handed, Known, OtherLock};
pub use cause::{Cause, Question, Signal};
pub use explain::explain;
pub use verdict::{Explanation, Finding};
pub use wire::Records;

#[cfg(test)]
mod tests;
