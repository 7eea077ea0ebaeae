//! Keypad access codes: issue time-limited codes for offline locks, verify them in the lock, and say beforehand
//! what a code will do.
//!
//! The modules stand in reading order, and a module uses only modules above it.
#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "portal")]
#[macro_use]
mod macros;

pub mod error;
pub mod number;
pub mod id;
mod secret;
#[cfg(feature = "std")]
pub mod entropy;
pub mod time;
pub mod grant;
pub mod code;
pub mod risk;
#[cfg(feature = "std")]
pub mod link;
#[cfg(feature = "catalogue")]
pub mod catalogue;
#[cfg(feature = "catalogue")]
pub mod twin;
#[cfg(feature = "catalogue")]
pub mod app;
#[cfg(feature = "catalogue")]
pub mod script;
#[cfg(feature = "feeds")]
pub mod feed;
#[cfg(feature = "std")]
pub mod stay;
#[cfg(feature = "advise")]
pub mod advise;
#[cfg(feature = "std")]
pub mod draw;
#[cfg(feature = "feeds")]
pub mod desk;
#[cfg(feature = "portal")]
pub mod ledger;
#[cfg(feature = "portal")]
pub mod access;
#[cfg(feature = "portal")]
pub mod audit;
#[cfg(feature = "portal")]
pub mod outbox;
#[cfg(feature = "portal")]
pub mod store;
#[cfg(feature = "portal")]
pub mod portal;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "schema")]
mod schema;

pub use error::{Error, Kind, Result};

/// The examples of the front page are tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct FrontPage;
