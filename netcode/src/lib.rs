//! Keypad access codes: issue time-limited codes for offline locks, verify them in the lock, and say beforehand
//! what a code will do.
//!
//! The modules stand in reading order, and a module uses only modules above it.
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

#[cfg(feature = "std")]
extern crate std;

pub mod error;
pub mod number;
pub mod id;
mod secret;
pub mod time;
pub mod grant;
pub mod code;
pub mod risk;
#[cfg(feature = "catalogue")]
pub mod catalogue;
#[cfg(feature = "catalogue")]
pub mod twin;
#[cfg(feature = "feeds")]
pub mod feed;
#[cfg(feature = "std")]
pub mod stay;
#[cfg(feature = "std")]
pub mod draw;
#[cfg(feature = "feeds")]
pub mod desk;

pub use error::{Error, Kind, Result};
