//! One candidate meaning of a typed code, tested against profile, state and time without a branch on what it says.

use crate::code::Profile;
use crate::code::ct::{self, Mask};
use crate::code::slot::{Unranked, unrank, weekday};
use crate::code::state::{ActiveEntry, KeyRef, State};
use crate::grant::{Layout, Mode, RENTAL_FIRST_USE_MINUTES, YEAR_MINUTES};
use crate::time::{LockTime, MINUTES_PER_DAY};

/// What is known of a mode, chosen by masks because the mode is secret.
struct Rules {
    enabled: Mask,
    longest: u32,
    single_use: Mask,
    rental: Mask,
    remembered: Mask,
    open_ended: Mask,
    weekly: Mask,
    /// The first use is due 24 hours after the start.
    first_day: Mask,
    /// The first use is due `first_use_hours` after the start.
    by_profile: Mask,
}

/// What never changes about the modes: a word of bits for each of them.
static TRAITS: [u32; Mode::ALL.len()] = traits();

/// Bits of [`TRAITS`].
mod is {
    pub(super) const SINGLE_USE: u32 = 0;
    pub(super) const RENTAL: u32 = 1;
    pub(super) const REMEMBERED: u32 = 2;
    pub(super) const OPEN_ENDED: u32 = 3;
    pub(super) const WEEKLY: u32 = 4;
    pub(super) const FIRST_DAY: u32 = 5;
    pub(super) const BY_PROFILE: u32 = 6;
}

const fn traits() -> [u32; Mode::ALL.len()] {
    let mut words = [0; Mode::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        #[expect(clippy::indexing_slicing, reason = "runs at compile time, below the length of both")]
        {
            let mode = Mode::ALL[at];
            words[at] = (mode.is_single_use() as u32) << is::SINGLE_USE
                | (mode.is_rental() as u32) << is::RENTAL
                | (mode.is_remembered() as u32) << is::REMEMBERED
                | (mode.is_open_ended() as u32) << is::OPEN_ENDED
                | (matches!(mode, Mode::Weekly) as u32) << is::WEEKLY
                | (matches!(mode, Mode::Acc | Mode::EndDate) as u32) << is::FIRST_DAY
                | (matches!(mode, Mode::Stay | Mode::Long | Mode::Weekly) as u32) << is::BY_PROFILE;
        }
        at += 1;
    }
    words
}

impl Rules {
    /// The rules of the mode with this index into [`Mode::ALL`].
    fn of(profile: &Profile, mode: u32) -> Self {
        let (mut traits, mut longest) = (0, 0);
        for (index, (words, minutes)) in TRAITS.iter().zip(profile.longest_of_all()).enumerate() {
            let this = ct::eq(mode, index as u32);
            traits |= this & words;
            longest |= this & minutes;
        }
        let mask = |bit: u32| ct::bit(traits, bit);
        Self {
            enabled: ct::bit(profile.modes().bits(), mode),
            longest,
            single_use: mask(is::SINGLE_USE),
            rental: mask(is::RENTAL),
            remembered: mask(is::REMEMBERED),
            open_ended: mask(is::OPEN_ENDED),
            weekly: mask(is::WEEKLY),
            first_day: mask(is::FIRST_DAY),
            by_profile: mask(is::BY_PROFILE),
        }
    }
}

/// The tests of NC1 section 7 as bits, in the order in which a failed one is worth telling: the candidate that
/// passes most of them from below got furthest.
pub(super) mod test {
    pub(in super::super) const FLOOR: u32 = 1 << 0;
    pub(in super::super) const MEANING: u32 = 1 << 1;
    pub(in super::super) const MODE_ON: u32 = 1 << 2;
    pub(in super::super) const LENGTH: u32 = 1 << 3;
    pub(in super::super) const ISSUE: u32 = 1 << 4;
    pub(in super::super) const BEGUN: u32 = 1 << 5;
    pub(in super::super) const NOT_OVER: u32 = 1 << 6;
    pub(in super::super) const FIRST_USE: u32 = 1 << 7;
    pub(in super::super) const OCCURRENCE: u32 = 1 << 8;
    pub(in super::super) const NEWEST: u32 = 1 << 9;
    pub(in super::super) const NOT_BLOCKED: u32 = 1 << 10;
    pub(in super::super) const NOT_SPENT: u32 = 1 << 11;
    pub(in super::super) const ROOM: u32 = 1 << 12;
    pub(in super::super) const ALL: u32 = (1 << 13) - 1;
}

/// A candidate meaning: which key and epoch it was read with, what it says, and which tests it passes.
#[derive(Clone, Copy, Default)]
pub(super) struct Candidate {
    /// 0 for the own key, 1 and up for the groups.
    key: u32,
    pub(super) epoch: u32,
    pub(super) payload: u64,
    pub(super) slot: Unranked,
    /// Bits of [`test`].
    pub(super) passed: u32,
}

impl Candidate {
    /// All ones if the code opens by this meaning.
    pub(super) fn live(&self) -> Mask {
        ct::eq(core::hint::black_box(self.passed), test::ALL)
    }

    /// Index of the group, or none for the own key.
    pub(super) fn key(&self) -> Option<usize> {
        (self.key as usize).checked_sub(1)
    }

    /// Tests a meaning and takes it if it is the first that is live. In a lock it is not part of its caller, whose
    /// stack lies below the cipher's too.
    #[cfg_attr(not(feature = "std"), inline(never))]
    pub(super) fn consider(&mut self, profile: &Profile, state: &State, tried: &Try, slot: &Unranked) {
        self.keep_first(&evaluate(profile, state, tried, slot));
    }

    /// Takes the other's place if this one is not live and the other is, at the same cost either way.
    fn keep_first(&mut self, other: &Self) {
        let take = other.live() & !self.live();
        self.key = ct::pick(take, other.key, self.key);
        self.epoch = ct::pick(take, other.epoch, self.epoch);
        self.payload = ct::pick64(take, other.payload, self.payload);
        self.slot.select(take, &other.slot);
        self.passed = ct::pick(take, other.passed, self.passed);
    }
}

/// What is tried: the key (own or a group's place), the epoch, the typed number and what it deciphers to.
pub(super) struct Try {
    pub(super) key: Option<usize>,
    pub(super) epoch: u32,
    pub(super) payload: u64,
    pub(super) code: u64,
    pub(super) now: LockTime,
}

impl Try {
    /// Reads the meaning and tests it.
    pub(super) fn judged(&self, profile: &Profile, state: &State) -> Candidate {
        evaluate(profile, state, self, &unrank(profile.format(), self.epoch, self.payload))
    }
}

/// Tests one meaning. The path depends on public things alone: the profile, the time, and how many entries the
/// lists have.
fn evaluate(profile: &Profile, state: &State, tried: &Try, slot: &Unranked) -> Candidate {
    let row = Rules::of(profile, slot.mode);
    let lists = Lists::new(state, tried);
    let (now, grace) = (tried.now.minutes(), profile.grace_minutes());
    // Only layout X has weekly codes, and the layout is public.
    let has_weekly = profile.format().layout() == Layout::X;
    let occurring = if has_weekly { in_occurrence(slot, now, grace) } else { 0 };
    let weekly_end = if has_weekly { weekly_end(slot) } else { 0 };
    let times = Times::new(slot, &row, weekly_end, profile.first_use_hours() * 60);
    let active = lists.holds(&state.active, tried);
    let spent = lists.holds(&state.spent, tried);
    let bit = |mask: Mask, bit: u32| mask & bit;
    let passed = bit(ct::le(lists.floor, now), test::FLOOR)
        | bit(slot.valid, test::MEANING)
        | bit(row.enabled, test::MODE_ON)
        | bit(
            ct::le(
                ct::pick(row.weekly, times.real_end.wrapping_sub(slot.start), slot.term_minutes),
                row.longest,
            ),
            test::LENGTH,
        )
        | bit(ct::lt(slot.issue, profile.issues()), test::ISSUE)
        | bit(ct::le(slot.start, now + grace), test::BEGUN)
        | bit(ct::lt(now, times.real_end + grace), test::NOT_OVER)
        | bit(active | ct::lt(now, times.first_end + grace), test::FIRST_USE)
        | bit(!row.weekly | occurring, test::OCCURRENCE)
        | bit(
            !row.rental | ct::public(!profile.block_previous()) | ct::le(lists.last_rental, slot.start),
            test::NEWEST,
        )
        | bit(!lists.blocked(state, tried), test::NOT_BLOCKED)
        | bit(!spent, test::NOT_SPENT)
        | bit(lists.room(profile, state, slot, &row, active), test::ROOM);
    let key = tried.key.map_or(0, |at| at as u32 + 1);
    Candidate { key, epoch: tried.epoch, payload: tried.payload, slot: *slot, passed }
}

/// Ends of a meaning, in lock minutes.
struct Times {
    real_end: u32,
    first_end: u32,
}

impl Times {
    fn new(slot: &Unranked, row: &Rules, weekly_end: u32, first_use_minutes: u32) -> Self {
        let term_end = slot.start + slot.term_minutes;
        let real_end = ct::pick(row.open_ended, slot.start + YEAR_MINUTES, term_end);
        let real_end = ct::pick(row.weekly, weekly_end, real_end);
        let first_end = ct::pick(row.open_ended, term_end, real_end);
        let first_end = ct::pick(row.first_day, slot.start + RENTAL_FIRST_USE_MINUTES, first_end);
        let by_profile = ct::min(real_end, slot.start + first_use_minutes);
        Self { real_end, first_end: ct::pick(row.by_profile, by_profile, first_end) }
    }
}

/// End of the last occurrence: back from the last day of the last week to a day that is named.
fn weekly_end(slot: &Unranked) -> u32 {
    let (day, minute) = day_and_minute(slot.start);
    let last = (day + 7 * slot.weeks).wrapping_sub(1);
    // The last day is the eve of this weekday.
    let weekday_after_last = weekday(day);
    let mut back = 0;
    // A wider step back is tried first, so that the narrowest named day stays.
    for step in (0..7_u32).rev() {
        let weekday = weekday_after_last + 6 - step;
        let weekday = weekday - (7 & ct::le(7, weekday));
        let named = ct::bit(slot.days, weekday);
        back = ct::pick(named, step, back);
    }
    last.wrapping_sub(back).wrapping_mul(MINUTES_PER_DAY).wrapping_add(minute + slot.term_minutes)
}

/// All ones if `now` lies in an occurrence widened by grace: one of today, of yesterday running past midnight, or
/// of tomorrow within grace.
fn in_occurrence(slot: &Unranked, now: u32, grace: u32) -> Mask {
    let (first, minute) = day_and_minute(slot.start);
    let tomorrow = now / MINUTES_PER_DAY + 1;
    let mut inside = 0;
    for back in 0..3 {
        let day = tomorrow.wrapping_sub(back);
        let begins = day.wrapping_mul(MINUTES_PER_DAY).wrapping_add(minute);
        let named = ct::bit(slot.days, weekday(day));
        let in_weeks = ct::lt(day.wrapping_sub(first), 7 * slot.weeks);
        let open = ct::le(begins, now + grace) & ct::lt(now, begins.wrapping_add(slot.term_minutes + grace));
        inside |= named & in_weeks & open;
    }
    inside
}

fn day_and_minute(time: u32) -> (u32, u32) {
    const DAY: ct::Divisor = ct::Divisor::new(MINUTES_PER_DAY);
    let (day, minute) = DAY.div_rem(u64::from(time));
    (day as u32, minute)
}

/// What the state holds for one key.
struct Lists {
    key_tag: u32,
    own: bool,
    generation: u32,
    last_rental: u32,
    /// Below this time the key's codes are refused.
    floor: u32,
}

impl Lists {
    fn new(state: &State, tried: &Try) -> Self {
        let minutes = |time: Option<LockTime>| time.map_or(0, LockTime::minutes);
        match tried.key.and_then(|at| state.groups.get(at)) {
            None => Self {
                key_tag: KeyRef::Own.tag(),
                own: true,
                generation: state.generation.minutes(),
                last_rental: minutes(state.last_rental_start),
                floor: state.floor.minutes(),
            },
            Some(group) => Self {
                key_tag: KeyRef::Group(group.number).tag(),
                own: false,
                generation: group.generation,
                last_rental: minutes(group.last_rental_start),
                floor: group.floor.minutes(),
            },
        }
    }

    /// All ones if the list holds this code.
    fn holds(&self, list: &[ActiveEntry], tried: &Try) -> Mask {
        list.iter().fold(0, |held, entry| {
            let same_key = ct::public(entry.key.tag() == self.key_tag && entry.generation == self.generation);
            held | (same_key & ct::eq(entry.epoch, tried.epoch) & ct::eq64(entry.payload, tried.payload))
        })
    }

    fn blocked(&self, state: &State, tried: &Try) -> Mask {
        state.blocked.iter().fold(0, |blocked, entry| {
            let until = if self.own { entry.own_until } else { entry.group_until };
            blocked | (ct::public(until.is_some()) & ct::eq64(entry.code, tried.code))
        })
    }

    /// All ones if accepting the code would leave nothing to forget: a code in use needs no place, a rental takes
    /// one after those it ends have left, a single use takes one among the spent.
    fn room(&self, profile: &Profile, state: &State, slot: &Unranked, row: &Rules, active: Mask) -> Mask {
        let ends = row.rental & ct::public(profile.block_previous());
        let mut staying = 0;
        for entry in &state.active {
            let same_key = ct::public(entry.key.tag() == self.key_tag && entry.rental);
            let leaves = ends & same_key & ct::lt(entry.start.minutes(), slot.start);
            staying += !leaves & 1;
        }
        let in_active = ct::lt(staying, u32::from(profile.active_places()));
        let in_spent = ct::public(state.spent.len() < usize::from(profile.spent_places()));
        (!row.remembered | active | in_active) & (!row.single_use | in_spent)
    }
}
