//! What the benches share: one lock, one grant and many of them.

use netcode::Result;
use netcode::code::{Format, Identity, LockKey, Profile, SiteKey, Verifier};
use netcode::grant::{Grant, Layout, Mode};
use netcode::id::{LockId, Serial};
use netcode::time::LockTime;

/// A site key nobody uses.
const SITE_KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// When the lock of the benches was initialised.
const INITIALISED: &str = "2026-01-15T09:30";

/// A minute inside [`grant`].
const NOW: &str = "2026-03-14T10:20";

fn lock_key() -> Result<LockKey> {
    Ok(SiteKey::from_hex(SITE_KEY)?.lock_key(&Serial::new("LOCK-0001")?))
}

fn lock_id() -> Result<LockId> {
    LockId::new(123_456)
}

/// Seven digits of layout S, the present length of hotel and locker codes.
///
/// # Errors
/// None in practice.
pub fn format() -> Result<Format> {
    Format::new(Layout::S, 7)
}

/// The lock as its issuer knows it.
///
/// # Errors
/// None in practice.
pub fn identity() -> Result<Identity> {
    Ok(Identity::own(lock_key()?, lock_id()?, LockTime::parse(INITIALISED)?))
}

/// The lock itself: both standard modes, with its limiter.
///
/// # Errors
/// None in practice.
pub fn verifier() -> Result<Verifier> {
    let profile = Profile::new(format()?, &[Mode::StandardSingle, Mode::StandardMulti])?;
    Ok(Verifier::new(profile, lock_key()?, lock_id()?, LockTime::parse(INITIALISED)?))
}

/// A minute at which [`grant`] is open.
///
/// # Errors
/// None in practice.
pub fn now() -> Result<LockTime> {
    LockTime::parse(NOW)
}

/// One grant that may be used many times.
///
/// # Errors
/// None in practice.
pub fn grant() -> Result<Grant> {
    Grant::from_json(r#"{"mode": "standard-multi", "start": "2026-03-14T09:00", "hours": 3}"#)
}

/// `count` grants of one season: stays of one to twelve hours, one after the other.
///
/// # Errors
/// None in practice.
pub fn grants(count: usize) -> Result<Vec<Grant>> {
    let first = LockTime::parse("2026-03-01T00:00")?.minutes();
    let one = |at: usize| {
        let hour = u32::try_from(at).unwrap_or_default();
        let start = LockTime::from_minutes(first + 60 * hour)?;
        Grant::from_json(&format!(
            r#"{{"mode": "standard-single", "start": "{start}", "hours": {}}}"#,
            1 + hour % 12
        ))
    };
    (0..count).map(one).collect()
}

/// A small generator (xorshift), so that every run draws the same codes.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The generator, at its beginning.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a generator has no value of its own")]
    pub const fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// The next number.
    pub const fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
