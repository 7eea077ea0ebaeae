//! Every way to cover a stay on a door, best first, and why the other modes do not fit.

use std::vec::Vec;

use chrono::{DateTime, Utc};

use super::cover::{self, MOST_CODES, Need};
use super::quote::{Quote, quote};
use super::{Door, Stay};
use crate::code::{Format, Profile};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::{Grant, Layout, Mode};
use crate::time::Window;

/// The ways to cover a stay, and what stands against the rest.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// The ways, best first: least risk for the guest, then least spill. Empty when no enabled mode covers the stay.
    pub ways: Vec<Way>,
    /// The modes of the door's layout that do not fit, with the reason.
    pub unfit: Vec<Unfit>,
    /// What would cover the stay after a change to the lock; filled when there is no way, best first.
    pub remedies: Vec<Remedy>,
}

/// One way to cover a stay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Way {
    /// The grants, in the order in which they are used.
    pub grants: Vec<Grant>,
    /// What they guarantee, spill, and demand of the guest.
    pub quote: Quote,
    /// What they cost: one credit a code.
    pub credits: u32,
    /// Whether using a code ends the rentals of the same key that started before it.
    pub blocks_earlier: bool,
    /// Minutes of the stay in which a guest who arrives only then finds a code already dead for want of first use.
    pub late_arrival_minutes: i64,
}

/// A mode that does not cover the stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unfit {
    /// The mode.
    pub mode: Mode,
    /// Why not.
    pub reason: UnfitReason,
}

/// Why a mode does not cover a stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnfitReason {
    /// The lock has the mode switched off.
    SwitchedOff,
    /// Its codes open once, and the guest comes and goes.
    OpensOnce,
    /// It repeats by the week and leaves the time between closed.
    Repeats,
    /// Its longest codes are so short that more than sixty would be needed.
    TooShort,
    /// Nothing is known of the lock's clock for a part of the stay.
    ClockUnknown,
}

impl UnfitReason {
    /// The reason as a sentence part.
    pub const fn as_str(self) -> &'static str {
        match self {
            UnfitReason::SwitchedOff => "the lock has this mode switched off",
            UnfitReason::OpensOnce => "its code opens once, and the guest comes and goes",
            UnfitReason::Repeats => "it repeats by the week and is closed in between",
            UnfitReason::TooShort => "its longest code is too short: more than sixty would be needed",
            UnfitReason::ClockUnknown => "nothing is known of the lock's clock then",
        }
    }
}

/// A change to the lock after which the stay can be covered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "change", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Remedy {
    /// Switch to the mode; the way is what then covers the stay. Codes of the modes switched off die.
    SwitchOn {
        /// The mode.
        mode: Mode,
        /// The best way with it.
        way: Way,
    },
    /// Give the lock longer codes: the mode belongs to the other layout.
    ChangeLayout {
        /// The layout.
        layout: Layout,
        /// The mode to switch on there.
        mode: Mode,
        /// The best way with it.
        way: Way,
    },
    /// Set the lock's clock, or observe it: nothing is known of it.
    SetClock,
}

impl core::fmt::Display for Remedy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Remedy::SwitchOn { mode, .. } => write!(f, "switch the lock to {mode}"),
            Remedy::ChangeLayout { layout, mode, .. } => {
                write!(f, "give the lock layout {layout} with {mode}")
            }
            Remedy::SetClock => f.write_str("set the lock's clock, or see it open once"),
        }
    }
}

/// Lists every way to cover `stay` on `door`.
///
/// A way is a single grant, or as few grants of one mode, or of several modes together, as cover the stay whatever the
/// clock's error. Where one code of a mode does, sequences of it are left out.
pub fn plan(door: &Door, stay: &Stay) -> Plan {
    let modes: Vec<Mode> = door.profile().modes().iter().collect();
    let (mut ways, mut unfit) = (Vec::new(), Vec::new());
    match need(door, stay) {
        None => {
            unfit.extend(modes.iter().map(|mode| Unfit { mode: *mode, reason: UnfitReason::ClockUnknown }))
        }
        Some(need) => (ways, unfit) = covering(door.profile(), stay, need),
    }
    let off = Mode::ALL.into_iter().filter(|mode| mode.layout() == door.profile().format().layout());
    let off = off.filter(|mode| !modes.contains(mode));
    unfit.extend(off.map(|mode| Unfit { mode, reason: UnfitReason::SwitchedOff }));
    let ways = ranked(door, stay, ways);
    let remedies = if ways.is_empty() { remedies(door, stay) } else { Vec::new() };
    Plan { ways, unfit, remedies }
}

/// The same grant under the first issue number that none of `taken` uses for the same window: a second guest with
/// the same times gets other digits, which can be blocked by themselves.
///
/// # Errors
/// `stay.no_issue_left` when the lock accepts no further number.
pub fn free_issue(profile: &Profile, grant: Grant, taken: &[Grant]) -> Result<Grant> {
    let free =
        (0..profile.issues()).map(|issue| grant.with_issue(issue)).find(|grant| !taken.contains(grant));
    free.ok_or_else(|| {
        Error::new(&codes::NO_ISSUE_LEFT, format_args!("every code for `{grant}` is already given out"))
            .with_hint(format_args!(
                "give the lock longer codes with more issues, or choose a start or length beside this one"
            ))
    })
}

/// The grants of a profile that cover a need, and the enabled modes that do not.
pub(super) fn covering(profile: &Profile, stay: &Stay, need: Need) -> (Vec<Vec<Grant>>, Vec<Unfit>) {
    let modes: Vec<Mode> = profile.modes().iter().collect();
    let (mut ways, mut unfit) = (Vec::new(), Vec::new());
    for mode in &modes {
        match of_mode(profile, *mode, stay, need) {
            Ok(found) => ways.extend(found),
            Err(reason) => unfit.push(Unfit { mode: *mode, reason }),
        }
    }
    let together = together(profile, &modes, need);
    ways.extend(together.filter(|grants| !ways.contains(grants)));
    (ways, unfit)
}

/// For every row that covers the stay alone, its grant that ends as early as it may.
pub(super) fn ending(door: &Door, stay: &Stay) -> Vec<Grant> {
    let Some(need) = need(door, stay) else { return Vec::new() };
    let serves = |mode: &Mode| stay.is_once() || !mode.is_single_use();
    let rows =
        door.profile().modes().iter().filter(serves).flat_map(|mode| cover::rows(door.profile(), mode));
    rows.filter_map(|row| cover::single_ending(&row, need)).collect()
}

/// What the clock may read during the stay, and in the rest of the minutes in which it begins and ends: what a quote
/// guarantees is whole minutes.
pub(super) fn need(door: &Door, stay: &Stay) -> Option<Need> {
    let (from, until) = door.clock().may_read(stay.window().outer_minutes())?;
    Some(Need {
        from: i64::from(from.minutes()),
        until: i64::from(until.minutes()),
        grace: i64::from(door.profile().grace_minutes()),
    })
}

/// The ways of one mode: each of its rows alone, or else as few as there can be.
fn of_mode(
    profile: &Profile,
    mode: Mode,
    stay: &Stay,
    need: Need,
) -> core::result::Result<Vec<Vec<Grant>>, UnfitReason> {
    if mode == Mode::Weekly {
        return Err(UnfitReason::Repeats);
    }
    if mode.is_single_use() && !stay.is_once() {
        return Err(UnfitReason::OpensOnce);
    }
    let rows = cover::rows(profile, mode);
    let single: Vec<Vec<Grant>> =
        rows.iter().filter_map(|row| cover::single(row, need)).map(|grant| std::vec![grant]).collect();
    if !single.is_empty() {
        return Ok(single);
    }
    let several = if mode.is_single_use() { None } else { cover::sequence(&rows, need) };
    several.map(|grants| std::vec![grants]).ok_or(UnfitReason::TooShort)
}

/// As few grants as there can be of all modes that open many times.
fn together(profile: &Profile, modes: &[Mode], need: Need) -> Option<Vec<Grant>> {
    let many = modes.iter().filter(|mode| !mode.is_single_use() && !mode.is_open_ended());
    let rows: Vec<_> = many.flat_map(|mode| cover::rows(profile, *mode)).collect();
    cover::sequence(&rows, need)
}

fn ranked(door: &Door, stay: &Stay, found: Vec<Vec<Grant>>) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for grants in found {
        if ways.iter().all(|way| way.grants != grants) {
            ways.push(Way::new(door, stay, grants));
        }
    }
    ways.sort_by_key(Way::rank);
    ways
}

fn remedies(door: &Door, stay: &Stay) -> Vec<Remedy> {
    let Some(need) = need(door, stay) else { return std::vec![Remedy::SetClock] };
    let mut found: Vec<(Mode, Layout, Way)> = Vec::new();
    for mode in Mode::ALL {
        let layout = mode.layout();
        let format = match door.profile().format() {
            format if format.layout() == layout => Ok(format),
            _ => Format::new(layout, if layout == Layout::X { 9 } else { 7 }),
        };
        let profile = format.and_then(|format| {
            Profile::explicit(format, &[mode])?
                .with_grace(door.profile().grace_minutes())?
                .with_first_use_hours(door.profile().first_use_hours())
        });
        let Ok(profile) = profile else { continue };
        let Ok(grants) = of_mode(&profile, mode, stay, need) else { continue };
        let ways = ranked(&door.with_profile(profile), stay, grants);
        found.extend(ways.into_iter().next().map(|way| (mode, layout, way)));
    }
    // A change of mode is typed at the keypad; a change of layout is another lock or firmware.
    let own = door.profile().format().layout();
    found.sort_by_key(|(_, layout, way)| (*layout != own, way.rank()));
    let remedy = |(mode, layout, way)| {
        if layout == own {
            Remedy::SwitchOn { mode, way }
        } else {
            Remedy::ChangeLayout { layout, mode, way }
        }
    };
    found.into_iter().map(remedy).collect()
}

impl Way {
    pub(super) fn new(door: &Door, stay: &Stay, grants: Vec<Grant>) -> Self {
        Self::over(door, &[stay.window()], grants)
    }

    /// A way to cover several windows, in order of time.
    pub(super) fn over(door: &Door, asked: &[Window], grants: Vec<Grant>) -> Self {
        let quote = quote(door, &grants, asked);
        let (from, until) = match (asked.first(), asked.last()) {
            (Some(first), Some(last)) => (first.from(), last.until()),
            _ => (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH),
        };
        let late = quote.first_use.iter().map(|duty| {
            // A code that is first needed later in the stay is no burden before that.
            (until - duty.by.max(from)).num_minutes()
        });
        // Without a moment at which the first use surely works, every arrival may be too late.
        let dead = grants.iter().any(|grant| grant.first_use_by(1).is_some()) && quote.first_use.is_empty();
        let late_arrival_minutes =
            if dead { (until - from).num_minutes() } else { late.max().unwrap_or(0).max(0) };
        Self {
            credits: u32::try_from(grants.len()).unwrap_or(u32::MAX),
            blocks_earlier: door.profile().block_previous()
                && grants.iter().any(|grant| grant.mode().is_rental()),
            late_arrival_minutes,
            quote,
            grants,
        }
    }

    /// The last moment by which a code of this way, used as it must be, has ended a rental of the lock's own key; none
    /// when it does not end it.
    pub(super) fn ends_by(&self, door: &Door, old: &Grant) -> Option<DateTime<Utc>> {
        if !door.profile().block_previous() || !old.mode().is_rental() {
            return None;
        }
        let later = |new: &Grant| new.mode().is_rental() && new.start() > old.start();
        self.quote.first_use.iter().filter(|duty| later(&duty.grant)).map(|duty| duty.by).min()
    }

    /// Risk for the guest first: minutes not guaranteed, codes to change during the stay, minutes in which an
    /// arrival comes too late, other guests' codes ended; then the spill.
    pub(super) fn rank(&self) -> (i64, usize, i64, bool, i64, i64) {
        let spill = &self.quote.spill;
        (
            self.quote.missing_minutes(),
            self.grants.len(),
            self.late_arrival_minutes,
            self.blocks_earlier,
            spill.total_minutes(),
            spill.before_minutes,
        )
    }
}

const _: () = assert!(MOST_CODES == 60, "the texts above say sixty");
