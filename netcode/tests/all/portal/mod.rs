//! The portal, through its public face: one subject a file, all on the memory store.

mod accounts;
#[cfg(feature = "catalogue")]
mod app;
mod books;
mod credits;
mod delivery;
mod issuing;
mod locks;
pub(crate) mod script;
mod sms;
mod stays;
mod trial;
mod users;
pub(crate) mod world;
