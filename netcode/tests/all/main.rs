//! The one integration test binary: one module per subject.
#![allow(missing_docs, reason = "tests are read, not documented")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may stop a test"
)]

#[cfg(feature = "advise")]
mod advise;
mod documents;
mod errors;
mod firmware;
#[cfg(feature = "testing")]
mod fuzz_seeds;
mod guarantees;
mod layering;
#[cfg(feature = "portal")]
mod portal;
mod profiles;
mod sources;
#[cfg(all(feature = "postgres-tls", feature = "smtp-tls"))]
mod tls;
mod twin;
#[cfg(feature = "portal")]
mod store_contract;
mod vectors;
