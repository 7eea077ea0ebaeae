//! Time as the lock, the property and the world count it.

mod lock_time;

pub use lock_time::{LockTime, MINUTES_PER_DAY, Weekday};
