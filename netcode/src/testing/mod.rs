//! Harnesses that take any bytes: what the fuzz targets run, and the ordinary tests replay on their seeds.
//!
//! A harness panics when the library breaks a promise. Bytes that mean nothing to it are ignored.

mod bytes;
mod differential;
mod life;
mod readers;
mod reference;

pub use differential::differential;
pub use life::verifier;
pub use readers::{feed_calendar, feed_table, grant_json, lock_time, read_code, row};

/// What takes any bytes.
pub type Harness = fn(&[u8]);

/// Names each harness after its function, which is also the name of its fuzz target and of its folder of seeds.
macro_rules! harnesses {
    ($($name:ident),+ $(,)?) => {
        /// Every harness, by the name of its fuzz target and its folder of seeds.
        pub const HARNESSES: &[(&str, Harness)] = &[$((stringify!($name), $name)),+];
    };
}

harnesses!(
    grant_json,
    row,
    lock_time,
    read_code,
    feed_calendar,
    feed_table,
    twin_events,
    verifier,
    differential,
);

/// Events at a lock of any model: a state written down and read back goes on as the one that was not.
pub fn twin_events(data: &[u8]) {
    crate::twin::fuzz_events(data);
}

#[expect(clippy::panic, reason = "a broken promise must stop the fuzzer")]
fn promise(kept: bool, what: &str) {
    if !kept {
        panic!("broken promise: {what}");
    }
}
