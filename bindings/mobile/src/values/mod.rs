//! The plain values, generated from the library's own types by `cargo xtask docs`.

#[rustfmt::skip]
mod app;
#[rustfmt::skip]
mod catalogue;
#[rustfmt::skip]
mod error;
#[rustfmt::skip]
mod fact;
#[rustfmt::skip]
mod script;
#[rustfmt::skip]
mod stay;
#[rustfmt::skip]
mod time;
#[rustfmt::skip]
mod twin;

pub use app::*;
pub use catalogue::*;
pub use error::*;
pub use fact::*;
pub use script::*;
pub use stay::*;
pub use time::*;
pub use twin::*;
