//! Why a code is refused, for the privileged log and the issuer's tools only.

use core::fmt;

use super::evaluate::{Try, test};
use super::{DefaultAes, Verifier};
use crate::code::Code;
#[cfg(feature = "std")]
use crate::code::{Profile, Reading, State};
use crate::time::LockTime;

/// Why a code opens or is refused. Never shown at a keypad: most numbers decipher to some window, so a keypad that
/// says "not yet" gives tomorrow's codes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It opens.
    Opens,
    /// It has not as many digits as the lock's codes.
    WrongLength,
    /// The lock's clock is not set.
    ClockUnset,
    /// The clock stands before a time the lock has lived through.
    BeforeFloor,
    /// The limiter has no try left.
    Limiter,
    /// The digits mean nothing under any key of the lock.
    NoMeaning,
    /// The code's mode is off.
    ModeOff,
    /// The code runs longer than the lock's profile allows.
    TooLong,
    /// The lock takes fewer issue numbers.
    IssueNotAccepted,
    /// Its time has not come.
    TooEarly,
    /// Its time is over.
    Expired,
    /// It was not used in time for the first time.
    FirstUseMissed,
    /// It is a weekly code, and this is outside its hours.
    OutsideOccurrence,
    /// A rental with a later start was used.
    Superseded,
    /// It was blocked.
    Blocked,
    /// It opens once, and has.
    Spent,
    /// The lock has no place to remember its use.
    ListFull,
}

impl Reason {
    /// Every reason, from the least far to the furthest.
    pub const ALL: [Reason; 17] = [
        Reason::Opens,
        Reason::WrongLength,
        Reason::ClockUnset,
        Reason::BeforeFloor,
        Reason::Limiter,
        Reason::NoMeaning,
        Reason::ModeOff,
        Reason::TooLong,
        Reason::IssueNotAccepted,
        Reason::TooEarly,
        Reason::Expired,
        Reason::FirstUseMissed,
        Reason::OutsideOccurrence,
        Reason::Superseded,
        Reason::Blocked,
        Reason::Spent,
        Reason::ListFull,
    ];

    /// The stable name, for example `too-early`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Opens => "opens",
            Reason::WrongLength => "wrong-length",
            Reason::ClockUnset => "clock-unset",
            Reason::BeforeFloor => "before-floor",
            Reason::Limiter => "limiter",
            Reason::NoMeaning => "no-meaning",
            Reason::ModeOff => "mode-off",
            Reason::TooLong => "too-long",
            Reason::IssueNotAccepted => "issue-not-accepted",
            Reason::TooEarly => "too-early",
            Reason::Expired => "expired",
            Reason::FirstUseMissed => "first-use-missed",
            Reason::OutsideOccurrence => "outside-occurrence",
            Reason::Superseded => "superseded",
            Reason::Blocked => "blocked",
            Reason::Spent => "spent",
            Reason::ListFull => "list-full",
        }
    }

    /// The reason of a meaning that passes these tests: the first it fails.
    fn of(passed: u32) -> Self {
        let failed = !passed & test::ALL;
        match failed & failed.wrapping_neg() {
            0 => Reason::Opens,
            test::FLOOR => Reason::BeforeFloor,
            test::MEANING => Reason::NoMeaning,
            test::MODE_ON => Reason::ModeOff,
            test::LENGTH => Reason::TooLong,
            test::ISSUE => Reason::IssueNotAccepted,
            test::BEGUN => Reason::TooEarly,
            test::NOT_OVER => Reason::Expired,
            test::FIRST_USE => Reason::FirstUseMissed,
            test::OCCURRENCE => Reason::OutsideOccurrence,
            test::NEWEST => Reason::Superseded,
            test::NOT_BLOCKED => Reason::Blocked,
            test::NOT_SPENT => Reason::Spent,
            _ => Reason::ListFull,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Verifier {
    /// What [`accept`](Self::accept) would say to this code now, and why. Changes nothing and takes no token.
    /// Where a code has several meanings (keys, epochs), the reason is that of the meaning that got furthest.
    ///
    /// Privileged: for the log and the issuer's tools, never for the keypad.
    pub fn reason(&self, code: &Code, now: LockTime) -> Reason {
        if code.len() != self.profile.format().digits() {
            return Reason::WrongLength;
        }
        if !self.state.clock_set {
            return Reason::ClockUnset;
        }
        if now < self.state.floor {
            return Reason::BeforeFloor;
        }
        let mut state = self.state.clone();
        state.prune(self.profile.grace_minutes());
        state.bucket.refill(now);
        if self.profile.limiter() && !state.bucket.take() {
            return Reason::Limiter;
        }
        let mut furthest = Reason::NoMeaning;
        for key in self.keys() {
            for epoch in self.epochs(now).iter() {
                let payload = self.decipher::<DefaultAes>(key, epoch, code.value());
                let tried = Try { key, epoch, payload, code: code.value(), now };
                match Reason::of(tried.passed(&self.profile, &state)) {
                    Reason::Opens => return Reason::Opens,
                    reason => furthest = furthest.max(reason),
                }
            }
        }
        furthest
    }
}

/// The reason of one meaning alone, in a lock with this state.
#[cfg(feature = "std")]
pub(in crate::code) fn judge(
    profile: &Profile,
    state: &State,
    reading: &Reading,
    code: &Code,
    now: LockTime,
) -> Reason {
    let tried = Try { key: 0, epoch: reading.epoch, payload: reading.payload, code: code.value(), now };
    Reason::of(tried.passed(profile, state))
}
