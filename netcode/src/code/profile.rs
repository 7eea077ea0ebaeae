//! What a lock accepts: the profile that the lock and its issuer share.

use super::Format;
use crate::error::{Error, Result, table::core as codes};
use crate::grant::{DEFAULT_FIRST_USE_HOURS, Mode, segment};
use crate::time::MINUTES_PER_DAY;

/// Most rentals and weekly codes a lock remembers as in use.
pub const MAX_ACTIVE: usize = 16;
/// Most spent single-use codes a lock remembers.
pub const MAX_SPENT: usize = 32;
/// Most blocked codes a lock remembers.
pub const MAX_BLOCKED: usize = 32;

/// A set of modes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct ModeSet(u16);

impl ModeSet {
    /// The set of the given modes.
    pub fn new(modes: &[Mode]) -> Self {
        Self(modes.iter().fold(0, |bits, mode| bits | 1 << *mode as u16))
    }

    /// Whether the mode is in the set.
    pub const fn contains(self, mode: Mode) -> bool {
        self.0 >> mode as u16 & 1 == 1
    }

    /// The modes, in declaration order.
    pub fn iter(self) -> impl Iterator<Item = Mode> {
        Mode::ALL.into_iter().filter(move |mode| self.contains(*mode))
    }

    /// A bit for each mode, by its index into [`Mode::ALL`].
    pub(super) const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn is_subset_of(self, other: &[Mode]) -> bool {
        let mut rest = self.0;
        let mut at = 0;
        while at < other.len() {
            #[expect(clippy::indexing_slicing, reason = "`at` is below the length; iterators are not const")]
            {
                rest &= !(1 << other[at] as u16);
            }
            at += 1;
        }
        rest == 0
    }
}

impl core::fmt::Debug for ModeSet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// What is given of a profile beside its format and modes; what is `None` stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ProfileOptions {
    /// As [`Profile::with_grace`].
    pub grace_minutes: Option<u32>,
    /// As [`Profile::with_issues`].
    pub issues: Option<u32>,
    /// As [`Profile::with_first_use_hours`].
    pub first_use_hours: Option<u32>,
    /// As [`Profile::with_block_previous`].
    pub block_previous: Option<bool>,
    /// As [`Profile::with_limiter`].
    pub limiter: Option<bool>,
    /// The first number of [`Profile::with_lists`].
    pub active_places: Option<u32>,
    /// The second number of [`Profile::with_lists`].
    pub spent_places: Option<u32>,
    /// The third number of [`Profile::with_lists`].
    pub blocked_places: Option<u32>,
}

/// What a lock accepts (NC1 section 6): format, modes, greatest lengths, issues, grace, first use, limiter, lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Profile {
    format: Format,
    modes: ModeSet,
    longest_minutes: [u32; Mode::ALL.len()],
    issues: u32,
    grace_minutes: u32,
    first_use_hours: u32,
    block_previous: bool,
    limiter: bool,
    active: u8,
    spent: u8,
    blocked: u8,
}

impl Profile {
    /// A profile of modes that may be on together: any of `standard-single`, `standard-multi` and `24h`, or one of
    /// `urm`, `acc`, `end-date`; on layout X the fine modes, or one other. The rest is at its defaults: greatest
    /// lengths of NC1, one issue, no grace, 24 hours for the first use, block previous on, the limiter on, lists of
    /// 16, 32 and 32.
    ///
    /// # Errors
    /// `grant.mode_not_in_layout`, `profile.modes`.
    pub fn new(format: Format, modes: &[Mode]) -> Result<Self> {
        let profile = Self::explicit(format, modes)?;
        let set = profile.modes;
        let together = set.is_subset_of(&[Mode::StandardSingle, Mode::StandardMulti, Mode::Day24h])
            || set.is_subset_of(&[Mode::FineSingle, Mode::FineMulti])
            || set.iter().count() == 1;
        if !together {
            return Err(Error::new(
                &codes::PROFILE_MODES,
                format_args!("the modes {set:?} cannot be on together"),
            ));
        }
        Ok(profile)
    }

    /// A profile of any set of the layout's modes, for locks built to take it and for pricing.
    ///
    /// # Errors
    /// `grant.mode_not_in_layout`; `profile.modes` when there is no mode at all.
    pub fn explicit(format: Format, modes: &[Mode]) -> Result<Self> {
        if let Some(mode) = modes.iter().find(|mode| mode.layout() != format.layout()) {
            return Err(Error::new(
                &codes::GRANT_MODE_NOT_IN_LAYOUT,
                format_args!("layout {} has no mode {mode}", format.layout()),
            ));
        }
        if modes.is_empty() {
            return Err(Error::new(&codes::PROFILE_MODES, format_args!("a profile needs at least one mode")));
        }
        let mut longest_minutes = [0; Mode::ALL.len()];
        for (place, mode) in longest_minutes.iter_mut().zip(Mode::ALL) {
            *place = greatest_minutes(mode);
        }
        Ok(Self {
            format,
            modes: ModeSet::new(modes),
            longest_minutes,
            issues: 1,
            grace_minutes: 0,
            first_use_hours: DEFAULT_FIRST_USE_HOURS,
            block_previous: true,
            limiter: true,
            active: MAX_ACTIVE as u8,
            spent: MAX_SPENT as u8,
            blocked: MAX_BLOCKED as u8,
        })
    }

    /// Minutes a code works before its start and after its end: 0 or 15.
    ///
    /// # Errors
    /// `profile.out_of_range` for other values.
    pub fn with_grace(mut self, minutes: u32) -> Result<Self> {
        if minutes != 0 && minutes != 15 {
            return Err(out_of_range("grace", minutes, "0 or 15 minutes"));
        }
        self.grace_minutes = minutes;
        Ok(self)
    }

    /// How many issue numbers the lock takes: 1 to as many as the format has room for.
    ///
    /// # Errors
    /// `profile.out_of_range` for other values.
    pub fn with_issues(mut self, issues: u32) -> Result<Self> {
        if !(1..=self.format.issues()).contains(&issues) {
            let most = self.format.issues();
            return Err(Error::new(
                &codes::PROFILE_OUT_OF_RANGE,
                format_args!("issues of {issues} is out of range"),
            )
            .with_hint(format_args!("codes of {} have 1 to {most} issues", self.format)));
        }
        self.issues = issues;
        Ok(self)
    }

    /// Hours within which `stay`, `long` and `weekly` must be first used: 1 to 168.
    ///
    /// # Errors
    /// `profile.out_of_range` for other values.
    pub fn with_first_use_hours(mut self, hours: u32) -> Result<Self> {
        if !(1..=168).contains(&hours) {
            return Err(out_of_range("first_use_hours", hours, "1 to 168 hours"));
        }
        self.first_use_hours = hours;
        Ok(self)
    }

    /// The greatest length of a mode in minutes; of the validation window for `urm` and `open`, and from the first
    /// start to the end of the last occurrence for `weekly`.
    ///
    /// # Errors
    /// `profile.out_of_range` for 0 or more than NC1 has.
    pub fn with_longest(mut self, mode: Mode, minutes: u32) -> Result<Self> {
        if minutes == 0 || minutes > greatest_minutes(mode) {
            return Err(out_of_range(
                "the greatest length",
                minutes,
                "at least a minute and at most NC1's greatest",
            ));
        }
        if let Some(place) = self.longest_minutes.get_mut(mode as usize) {
            *place = minutes;
        }
        Ok(self)
    }

    /// Whether a rental with a later start ends those before it.
    #[must_use]
    pub const fn with_block_previous(mut self, on: bool) -> Self {
        self.block_previous = on;
        self
    }

    /// Whether the lock counts tries by NC1's limiter. Off only for a lock whose maker's own penalty stands instead.
    #[must_use]
    pub const fn with_limiter(mut self, on: bool) -> Self {
        self.limiter = on;
        self
    }

    /// Places in the lists of active (1 to 16), spent and blocked codes (1 to 32 each).
    ///
    /// # Errors
    /// `profile.out_of_range` for other values.
    pub fn with_lists(mut self, active: u8, spent: u8, blocked: u8) -> Result<Self> {
        for (name, value, most) in
            [("active", active, MAX_ACTIVE), ("spent", spent, MAX_SPENT), ("blocked", blocked, MAX_BLOCKED)]
        {
            if value == 0 || usize::from(value) > most {
                return Err(out_of_range(
                    name,
                    u32::from(value),
                    "1 to 16 active, 1 to 32 spent and blocked codes",
                ));
            }
        }
        (self.active, self.spent, self.blocked) = (active, spent, blocked);
        Ok(self)
    }

    /// The same profile with the options that are given.
    ///
    /// # Errors
    /// `profile.out_of_range`, as the method of each option.
    pub fn with_options(self, options: &ProfileOptions) -> Result<Self> {
        let place = |given: Option<u32>, now: u8, name| match given {
            None => Ok(now),
            Some(n) => u8::try_from(n).map_err(|_| out_of_range(name, n, "1 to 16 or 1 to 32 places")),
        };
        self.with_grace(options.grace_minutes.unwrap_or(self.grace_minutes))?
            .with_issues(options.issues.unwrap_or(self.issues))?
            .with_first_use_hours(options.first_use_hours.unwrap_or(self.first_use_hours))?
            .with_lists(
                place(options.active_places, self.active, "active")?,
                place(options.spent_places, self.spent, "spent")?,
                place(options.blocked_places, self.blocked, "blocked")?,
            )
            .map(|profile| {
                profile
                    .with_block_previous(options.block_previous.unwrap_or(self.block_previous))
                    .with_limiter(options.limiter.unwrap_or(self.limiter))
            })
    }

    /// Every option, as [`with_options`](Self::with_options) takes them.
    pub fn options(&self) -> ProfileOptions {
        ProfileOptions {
            grace_minutes: Some(self.grace_minutes),
            issues: Some(self.issues),
            first_use_hours: Some(self.first_use_hours),
            block_previous: Some(self.block_previous),
            limiter: Some(self.limiter),
            active_places: Some(self.active.into()),
            spent_places: Some(self.spent.into()),
            blocked_places: Some(self.blocked.into()),
        }
    }

    /// Layout and digits.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The enabled modes.
    pub const fn modes(&self) -> ModeSet {
        self.modes
    }

    /// The greatest lengths in minutes, in the order of [`Mode::ALL`].
    pub(super) const fn longest_of_all(&self) -> &[u32; Mode::ALL.len()] {
        &self.longest_minutes
    }

    /// The greatest length of a mode, in minutes.
    pub fn longest_minutes(&self, mode: Mode) -> u32 {
        self.longest_minutes.get(mode as usize).copied().unwrap_or_default()
    }

    /// How many issue numbers are accepted.
    pub const fn issues(&self) -> u32 {
        self.issues
    }

    /// Minutes of grace on both ends.
    pub const fn grace_minutes(&self) -> u32 {
        self.grace_minutes
    }

    /// Hours for the first use of `stay`, `long` and `weekly`.
    pub const fn first_use_hours(&self) -> u32 {
        self.first_use_hours
    }

    /// Whether a later rental ends earlier ones.
    pub const fn block_previous(&self) -> bool {
        self.block_previous
    }

    /// Whether NC1's limiter counts tries.
    pub const fn limiter(&self) -> bool {
        self.limiter
    }

    /// Places for rentals and weekly codes in use.
    pub const fn active_places(&self) -> u8 {
        self.active
    }

    /// Places for spent single-use codes.
    pub const fn spent_places(&self) -> u8 {
        self.spent
    }

    /// Places for blocked codes.
    pub const fn blocked_places(&self) -> u8 {
        self.blocked
    }

    /// The same profile with other modes, for pricing a change. Lengths and the rest stay.
    pub(crate) fn with_modes(mut self, modes: ModeSet) -> Self {
        self.modes = modes;
        self
    }

    /// The same profile in another format of the same layout, for pricing a change.
    pub(crate) fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
}

/// The greatest length NC1 has for a mode.
fn greatest_minutes(mode: Mode) -> u32 {
    let linear = segment::segments(mode.layout()).iter().filter(|segment| segment.mode == mode);
    let greatest = linear.map(|segment| segment.longest() * segment.unit.minutes()).max();
    greatest.unwrap_or((7 * segment::WEEKLY_WEEKS - 1) * MINUTES_PER_DAY + segment::WEEKLY_HOURS * 60)
}

fn out_of_range(name: &str, value: u32, range: &str) -> Error {
    Error::new(&codes::PROFILE_OUT_OF_RANGE, format_args!("{name} of {value} is out of range"))
        .with_hint(format_args!("use {range}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grant::Layout;

    #[test]
    fn options_change_what_they_give_and_no_more() {
        let format = Format::new(Layout::S, 8).unwrap();
        let plain = Profile::new(format, &[Mode::Acc]).unwrap();
        assert_eq!(plain.with_options(&ProfileOptions::default()).unwrap(), plain);
        let options = ProfileOptions {
            grace_minutes: Some(15),
            issues: Some(10),
            limiter: Some(false),
            spent_places: Some(4),
            ..ProfileOptions::default()
        };
        let changed = plain.with_options(&options).unwrap();
        let by_hand =
            plain.with_grace(15).and_then(|p| p.with_issues(10)).and_then(|p| p.with_lists(16, 4, 32));
        assert_eq!(changed, by_hand.unwrap().with_limiter(false));
        assert_eq!(plain.with_options(&changed.options()).unwrap(), changed);
        for bad in [
            ProfileOptions { grace_minutes: Some(1), ..ProfileOptions::default() },
            ProfileOptions { issues: Some(11), ..ProfileOptions::default() },
            ProfileOptions { first_use_hours: Some(0), ..ProfileOptions::default() },
            ProfileOptions { active_places: Some(17), ..ProfileOptions::default() },
            ProfileOptions { blocked_places: Some(257), ..ProfileOptions::default() },
        ] {
            assert_eq!(plain.with_options(&bad).unwrap_err().code(), "profile.out_of_range");
        }
    }
}
