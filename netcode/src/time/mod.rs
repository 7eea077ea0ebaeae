//! Time as the lock, the property and the world count it.

#[cfg(feature = "std")]
mod clock;
mod lock_time;
#[cfg(feature = "std")]
pub mod window;
#[cfg(feature = "std")]
mod zone;

#[cfg(feature = "std")]
pub use clock::{ClockError, ClockEvent, LockClock, MOST_PPM};
pub use lock_time::{LockTime, MINUTES_PER_DAY, Weekday};
#[cfg(feature = "std")]
pub use window::Window;
#[cfg(feature = "std")]
pub use zone::{ClockRule, DstDates, Transition, Zone, moment_of_micros};
