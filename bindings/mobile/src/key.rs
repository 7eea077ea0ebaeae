//! Keys, and the phone's keystore or the server that holds them.

use std::fmt;
use std::sync::Arc;

use netcode::code::{self as core, KeyMessage};

use crate::{GroupId, NetcodeError, Result, Serial};

/// The site key: 32 bytes from which the keys of all locks and groups of a site follow. Printing it hides it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Display, Eq)]
pub struct SiteKey(pub(crate) core::SiteKey);

impl fmt::Display for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[uniffi::export]
impl SiteKey {
    /// A site key from 32 random bytes. Fails with `key.site_key_malformed`.
    #[uniffi::constructor]
    pub fn new(bytes: Vec<u8>) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::SiteKey::from_bytes(&bytes)?)))
    }

    /// Reads 64 hexadecimal digits. Fails with `key.site_key_malformed`.
    #[uniffi::constructor]
    pub fn from_hex(text: String) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(core::SiteKey::from_hex(&text)?)))
    }

    /// The key of the lock with this serial. Fails with `key.serial_length`.
    pub fn lock_key(&self, serial: Serial) -> Result<Arc<LockKey>> {
        Ok(LockKey::told(self.0.lock_key(&serial)))
    }

    /// The key of a group, in its version. Fails with `key.group_malformed`.
    pub fn group_key(&self, group: GroupId) -> Result<Arc<LockKey>> {
        Ok(LockKey::told(self.0.group_key(group)))
    }
}

/// Holds a site key where the app cannot read it: a phone's keystore, or a server. It is asked on a background thread, and
/// may wait there.
#[uniffi::export(with_foreign)]
pub trait KeyProvider: Send + Sync {
    /// The HMAC-SHA-256 of the message under the site key, all 32 bytes.
    fn hmac_sha256(&self, message: Vec<u8>) -> Result<Vec<u8>, NetcodeError>;
}

/// The key of one lock or of one group: 16 bytes, the only long-term secret in a lock. Printing it hides it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Display, Eq)]
pub struct LockKey(pub(crate) core::LockKey);

impl LockKey {
    fn told(key: core::LockKey) -> Arc<Self> {
        Arc::new(Self(key))
    }
}

impl fmt::Display for LockKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[uniffi::export]
impl LockKey {
    /// A lock key from its 16 bytes. Fails with `key.lock_key_malformed`.
    #[uniffi::constructor]
    pub fn new(bytes: Vec<u8>) -> Result<Arc<Self>> {
        Ok(Self::told(core::LockKey::from_bytes(&bytes)?))
    }

    /// Reads 32 hexadecimal digits. Fails with `key.lock_key_malformed`.
    #[uniffi::constructor]
    pub fn from_hex(text: String) -> Result<Arc<Self>> {
        Ok(Self::told(core::LockKey::from_hex(&text)?))
    }

    /// The key of the lock with this serial, derived where the site key is kept. Fails with what the provider
    /// fails with, `key.serial_length`, `key.mac_length`.
    #[uniffi::constructor]
    pub async fn provided(provider: Arc<dyn KeyProvider>, serial: Serial) -> Result<Arc<Self>> {
        let message = KeyMessage::lock(&serial).as_bytes().to_vec();
        let mac = blocking::unblock(move || provider.hmac_sha256(message)).await?;
        Ok(Self::told(core::LockKey::from_mac(&mac)?))
    }

    /// The key of a group, derived where the site key is kept. Fails with what the provider fails with,
    /// `key.group_malformed`, `key.mac_length`.
    #[uniffi::constructor]
    pub async fn provided_group(provider: Arc<dyn KeyProvider>, group: GroupId) -> Result<Arc<Self>> {
        let message = KeyMessage::group(group).as_bytes().to_vec();
        let mac = blocking::unblock(move || provider.hmac_sha256(message)).await?;
        Ok(Self::told(core::LockKey::from_mac(&mac)?))
    }

    /// The bytes, for provisioning a lock. Keep them off screens, logs and files that others read.
    pub fn expose(&self) -> Vec<u8> {
        self.0.expose().to_vec()
    }
}
