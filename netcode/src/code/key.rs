//! The key ladder of NC1 section 6: site key -> lock key or group key -> code key.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::block::{Aes128, DefaultAes, cmac};
use super::ncf12::Domain;
use super::{Direction, Format, Identity};
use crate::error::{Error, Result, table::core as codes};
use crate::id::{GroupId, Serial};
use crate::secret::Secret;

/// The site key: 32 bytes from which the keys of all locks and groups of a site follow. It belongs into a key
/// management service or a file only the issuer reads. Printing it shows `[redacted]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteKey(Secret<32>);

impl SiteKey {
    /// A site key from 32 random bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// `key.site_key_malformed` for anything else.
    pub fn from_hex(text: &str) -> Result<Self> {
        Secret::from_hex(text).map(Self).ok_or_else(|| {
            Error::new(
                &codes::KEY_SITE_KEY_MALFORMED,
                format_args!("the site key given is not 64 hexadecimal digits"),
            )
        })
    }

    /// A site key from bytes of any number.
    ///
    /// # Errors
    /// `key.site_key_malformed` unless there are 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        bytes.try_into().map(Self::new).map_err(|_| {
            Error::new(
                &codes::KEY_SITE_KEY_MALFORMED,
                format_args!("the site key given has {} bytes, not 32", bytes.len()),
            )
        })
    }

    /// The key of the lock with this serial.
    pub fn lock_key(&self, serial: &Serial) -> LockKey {
        self.derive(&KeyMessage::lock(serial))
    }

    /// The key of a group, in its version.
    pub fn group_key(&self, group: GroupId) -> LockKey {
        self.derive(&KeyMessage::group(group))
    }

    fn derive(&self, message: &KeyMessage) -> LockKey {
        // HMAC pads its key with zeros to a block, so the padded key is the same key, and cannot be refused.
        let mut padded = zeroize::Zeroizing::new([0; 64]);
        for (place, byte) in padded.iter_mut().zip(self.0.expose()) {
            *place = *byte;
        }
        let mut mac = Hmac::<Sha256>::new((&*padded).into());
        mac.update(message.as_bytes());
        let tag: [u8; 32] = mac.finalize().into_bytes().into();
        LockKey::from_tag(&Secret::new(tag))
    }
}

/// What a key service signs for the key of a lock or group: one block of HKDF-Expand with SHA-256, so a single
/// HMAC-SHA-256 under the site key does it and the site key never leaves the service.
///
/// ```
/// use netcode::code::{KeyMessage, LockKey};
/// use netcode::id::Serial;
/// let message = KeyMessage::lock(&Serial::new("LOCK-0001")?);
/// // let tag = key_service.hmac_sha256("site key", message.as_bytes());
/// # let tag = [0; 32];
/// let key = LockKey::from_mac(&tag)?;
/// # let _ = (message, key);
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMessage(heapless::Vec<u8, 64>);

impl KeyMessage {
    /// For the key of the lock with this serial.
    pub fn lock(serial: &Serial) -> Self {
        Self::of(&[b"netcode/1 lock", &[0], serial.as_bytes(), &[1]])
    }

    /// For the key of a group, in its version.
    pub fn group(group: GroupId) -> Self {
        let number = u32::from(group.number());
        let digits = [number / 100, number / 10 % 10, number % 10].map(|digit| b'0' + digit as u8);
        let mut text = [0; 10];
        let (stop, version): (&[u8], &[u8]) =
            if group.version() > 0 { (b".", decimal(group.version(), &mut text)) } else { (b"", b"") };
        Self::of(&[b"netcode/1 group", &[0], &digits, stop, version, &[1]])
    }

    /// The bytes to sign, at most 48.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The longest has 48 bytes, a serial of 32 among them, so there is always room.
    fn of(parts: &[&[u8]]) -> Self {
        Self(parts.iter().copied().flatten().copied().collect())
    }
}

fn decimal(mut n: u32, text: &mut [u8; 10]) -> &[u8] {
    let mut used = 0;
    for place in text.iter_mut().rev() {
        *place = b'0' + (n % 10) as u8;
        used += 1;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    text.get(10 - used..).unwrap_or_default()
}

/// The key of one lock or of one group: 16 bytes, the only long-term secret in a lock. Printing it shows `[redacted]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LockKey(Secret<16>);

impl LockKey {
    /// A lock key from its 16 bytes.
    #[inline(always)]
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads 32 hexadecimal digits.
    ///
    /// # Errors
    /// `key.lock_key_malformed` for anything else.
    pub fn from_hex(text: &str) -> Result<Self> {
        Secret::from_hex(text).map(Self).ok_or_else(|| {
            Error::new(
                &codes::KEY_LOCK_KEY_MALFORMED,
                format_args!("the lock key given is not 32 hexadecimal digits"),
            )
        })
    }

    /// A lock key from bytes of any number.
    ///
    /// # Errors
    /// `key.lock_key_malformed` unless there are 16.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        bytes.try_into().map(Self::new).map_err(|_| {
            Error::new(
                &codes::KEY_LOCK_KEY_MALFORMED,
                format_args!("the lock key given has {} bytes, not 16", bytes.len()),
            )
        })
    }

    /// The key that a key service's HMAC-SHA-256 of a [`KeyMessage`] gives.
    ///
    /// # Errors
    /// `key.mac_length` unless it has 32 bytes.
    pub fn from_mac(mac: &[u8]) -> Result<Self> {
        mac.try_into().map(|tag| Self::from_tag(&Secret::new(tag))).map_err(|_| {
            Error::new(
                &codes::KEY_MAC_LENGTH,
                format_args!("the key service answered {} bytes, not 32", mac.len()),
            )
        })
    }

    fn from_tag(tag: &Secret<32>) -> Self {
        let (key, _) = tag.expose().split_at(16);
        Self(Secret::new(key.try_into().unwrap_or_default()))
    }

    /// The bytes, for provisioning a lock. Keep them off screens, logs and files that others read.
    pub const fn expose(&self) -> &[u8; 16] {
        self.0.expose()
    }
}

/// The 16 bytes of a code key (NC1 section 6): SP 800-108 in counter mode, one block.
#[inline(never)]
pub(super) fn derive_code_key<C: Aes128>(
    key: &LockKey,
    lock_id: u32,
    generation: u32,
    format: Format,
    epoch: u32,
) -> Secret<16> {
    // Layout, digits, a zero, then lock id, generation and epoch: a byte beside the words.
    let format = u32::from_be_bytes([format.layout_byte(), format.digits(), 0, 0]);
    let fields =
        [format | lock_id >> 24, lock_id << 8 | generation >> 24, generation << 8 | epoch >> 24, epoch << 8];
    let [a, b, c, d] = fields.map(u32::to_be_bytes);
    // Counter, label, a zero, the version; those fields; the length of the key in bits, and the padding.
    let (end, zeros) = ([0, 0, 0x80, 0x80], [0; 4]);
    let mut message =
        [*b"\0\0\0\x01", *b"netc", *b"ode/", *b"1 co", *b"de\0\x01", a, b, c, d, end, zeros, zeros];
    Secret::new(cmac::<C, 12>(key.expose(), &mut message))
}

/// Deciphers one number over any AES: the code key is made, used and forgotten. Not part of its caller, so that what the
/// caller keeps is all that lies on the stack below the cipher.
#[inline(never)]
pub(super) fn decipher_once<C: Aes128>(
    key: &LockKey,
    (lock_id, generation): (u32, u32),
    format: Format,
    epoch: u32,
    number: u64,
) -> u64 {
    let key = derive_code_key::<C>(key, lock_id, generation, format, epoch);
    Domain::new(format.digits()).run(&C::with_key(key.expose()), number, Direction::Decipher)
}

/// The key of the codes of one lock or group, in one format, in one epoch, expanded and ready: derive it once and
/// issue or read many codes.
#[derive(Clone)]
pub struct CodeKey {
    pub(super) cipher: DefaultAes,
    pub(super) domain: Domain,
    pub(super) format: Format,
    pub(super) epoch: u32,
}

impl CodeKey {
    pub(super) fn derive(identity: &Identity, format: Format, epoch: u32) -> Self {
        let key = derive_code_key::<DefaultAes>(
            &identity.key,
            identity.lock_id,
            identity.generation,
            format,
            epoch,
        );
        let domain = Domain::new(format.digits());
        Self { cipher: DefaultAes::with_key(key.expose()), domain, format, epoch }
    }

    /// The epoch whose codes this key makes.
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The layout and the digits of the codes this key makes.
    pub const fn format(&self) -> Format {
        self.format
    }
}

impl core::fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "CodeKey({}, epoch {}, [redacted])", self.format, self.epoch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> SiteKey {
        SiteKey::from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").unwrap()
    }

    #[test]
    fn lock_keys_are_those_of_the_specification() {
        let key = |serial| site().lock_key(&Serial::new(serial).unwrap());
        assert!(key("LOCK-0001") == LockKey::from_hex("14839dd1c2ff3cb935242f6ef5306681").unwrap());
        assert!(key("LOCK-0002") == LockKey::from_hex("936ddaed1995ea7535c4bb69c27f229b").unwrap());
        assert!(key("lock-0001") != key("LOCK-0001"));
    }

    #[test]
    fn group_keys_are_those_of_the_specification() {
        let key = |group| site().group_key(GroupId::parse(group).unwrap());
        assert!(key("101") == LockKey::from_hex("a9a47e1e288a093ce658f9741400d549").unwrap());
        assert!(key("101.1") == LockKey::from_hex("5b422cdc36176eb21b7a4642b6e6a84f").unwrap());
        assert!(key("007") == LockKey::from_hex("a758c0e95cb50e347e2ca53da2e0994a").unwrap());
    }

    #[test]
    fn a_key_service_gives_the_same_keys() {
        let sign = |message: &KeyMessage| {
            let mut mac = Hmac::<Sha256>::new_from_slice(site().0.expose()).unwrap();
            mac.update(message.as_bytes());
            mac.finalize().into_bytes()
        };
        for serial in ["A", "LOCK-0001", "01234567890123456789012345678901"] {
            let serial = Serial::new(serial).unwrap();
            let key = LockKey::from_mac(&sign(&KeyMessage::lock(&serial))).unwrap();
            assert!(key == site().lock_key(&serial));
        }
        for group in ["007", "999.4294967295"] {
            let group = GroupId::parse(group).unwrap();
            assert!(LockKey::from_mac(&sign(&KeyMessage::group(group))).unwrap() == site().group_key(group));
        }
        assert_eq!(LockKey::from_mac(&[0; 20]).unwrap_err().code(), "key.mac_length");
    }

    #[test]
    fn keys_of_bytes_have_their_length() {
        assert!(SiteKey::from_bytes(site().0.expose()).unwrap() == site());
        assert_eq!(SiteKey::from_bytes(&[0; 31]).unwrap_err().code(), "key.site_key_malformed");
        assert!(LockKey::from_bytes(&[7; 16]).unwrap() == LockKey::new([7; 16]));
        assert_eq!(LockKey::from_bytes(&[]).unwrap_err().code(), "key.lock_key_malformed");
    }

    #[test]
    fn keys_are_not_shown() {
        assert_eq!(std::format!("{:?}", site()), "SiteKey([redacted])");
        let key = site().lock_key(&Serial::new("A").unwrap());
        assert_eq!(std::format!("{key:?}"), "LockKey([redacted])");
        for bad in ["", "zz", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e"] {
            assert_eq!(SiteKey::from_hex(bad).unwrap_err().code(), "key.site_key_malformed");
            assert_eq!(LockKey::from_hex(bad).unwrap_err().code(), "key.lock_key_malformed");
        }
    }
}
