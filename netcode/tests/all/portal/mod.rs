//! The portal, through its public face: one subject a file, all on the memory store.

mod accounts;
mod books;
mod credits;
mod delivery;
mod issuing;
mod locks;
mod sms;
mod users;
pub(crate) mod world;
