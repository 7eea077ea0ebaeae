//! Time as the lock, the property and the world count it.

mod lock_time;
#[cfg(feature = "std")]
mod zone;

pub use lock_time::{LockTime, MINUTES_PER_DAY, Weekday};
#[cfg(feature = "std")]
pub use zone::{ClockRule, DstDates, Transition, Zone};
