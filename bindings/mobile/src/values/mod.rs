//! The plain values, generated from the library's own types by `cargo xtask docs`.

#[cfg(feature = "portal")]
#[rustfmt::skip]
mod access;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod advise;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod app;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod catalogue;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod error;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod fact;
#[cfg(feature = "portal")]
#[rustfmt::skip]
mod ledger;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod link;
#[cfg(feature = "portal")]
#[rustfmt::skip]
mod outbox;
#[cfg(feature = "portal")]
#[rustfmt::skip]
mod portal;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod script;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod stay;
#[rustfmt::skip]
mod time;
#[cfg(feature = "world")]
#[rustfmt::skip]
mod twin;

#[cfg(feature = "portal")]
pub use access::*;
#[cfg(feature = "world")]
pub use advise::*;
#[cfg(feature = "world")]
pub use app::*;
#[cfg(feature = "world")]
pub use catalogue::*;
#[cfg(feature = "world")]
pub use error::*;
#[cfg(feature = "world")]
pub use fact::*;
#[cfg(feature = "portal")]
pub use ledger::*;
#[cfg(feature = "world")]
pub use link::*;
#[cfg(feature = "portal")]
pub use outbox::*;
#[cfg(feature = "portal")]
pub use portal::*;
#[cfg(feature = "world")]
pub use script::*;
#[cfg(feature = "world")]
pub use stay::*;
pub use time::*;
#[cfg(feature = "world")]
pub use twin::*;
