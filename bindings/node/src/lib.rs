//! The addon of the Node package: each function converts, delegates to the crate and converts back.

pub mod arg;
pub mod error;
pub mod key;
pub mod lock;
pub mod profile;
pub mod risk;
pub mod rows;
pub mod time;
