//! The addon of the Node package: each function converts, delegates to the crate and converts back.

pub mod advise;
pub mod app;
pub mod arg;
pub mod catalogue;
pub mod draw;
pub mod error;
pub mod feed;
pub mod inspect;
pub mod job;
pub mod key;
pub mod lock;
pub mod portal;
pub mod profile;
pub mod risk;
pub mod rows;
pub mod stay;
pub mod time;
pub mod twin;
pub mod value;
pub mod zone;
