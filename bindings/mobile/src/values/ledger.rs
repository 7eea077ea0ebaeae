//! The values of `netcode::ledger`, generated from the library's own types by `cargo xtask docs`.


use serde::{Deserialize, Serialize};

#[allow(unused_imports, clippy::wildcard_imports, reason = "generated")]
use crate::*;

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum, Serialize, Deserialize)]
pub enum Act {
    /// Adds credits given for nothing, for example the twenty of a new account.
    #[serde(rename = "gift")]
    Gift,
    /// Adds credits that were bought.
    #[serde(rename = "purchase")]
    Purchase,
    /// Takes credits for a code.
    #[serde(rename = "debit")]
    Debit,
    /// Takes credits for many codes at once that were made outside the portal.
    #[serde(rename = "bulk")]
    Bulk,
    /// Sets credits aside until a delivery is known.
    #[serde(rename = "hold")]
    Hold,
    /// Spends credits that were set aside.
    #[serde(rename = "settle")]
    Settle,
    /// Gives back credits that were set aside.
    #[serde(rename = "release")]
    Release,
}

/// What an account has.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct Balance {
    /// Credits that may be spent.
    pub available: i64,
    /// Credits set aside for messages under way.
    pub held: i64,
}

/// Something an account can buy.
#[derive(Debug, Clone, PartialEq, uniffi::Record, Serialize, Deserialize)]
pub struct LedgerPackage {
    /// Its name on an order.
    pub id: String,
    /// Credits it brings.
    pub credits: i64,
    /// Places for locks it brings.
    pub locks: i64,
    /// Its price in hundredths of the currency.
    pub price_cents: i64,
    /// The currency, three letters.
    pub currency: String,
}
