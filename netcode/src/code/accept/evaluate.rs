//! One candidate meaning of a typed code, tested against profile, state and time without a branch on what it says.

use crate::code::Profile;
use crate::code::ct::{self, Divisor, Mask};
use crate::code::slot::{Unranked, unrank, weekday};
use crate::code::state::{ActiveEntry, KeyRef, State};
use crate::grant::{Grant, Layout, Mode, RENTAL_FIRST_USE_MINUTES, YEAR_MINUTES};
use crate::time::{LockTime, MINUTES_PER_DAY};

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
    /// Room among the codes in use.
    pub(super) const ROOM_IN_USE: u32 = 1 << 12;
    /// Room among the spent codes.
    pub(super) const ROOM_SPENT: u32 = 1 << 13;
    pub(in super::super) const COUNT: usize = 14;
    pub(in super::super) const ALL: u32 = (1 << COUNT) - 1;
}

/// What never changes about the modes: a word for each. Its lower bits are the tests that apply to the mode alone; what
/// a mode is not asked, it passes.
static TRAITS: [u32; Mode::ALL.len()] = traits();

/// The tests that not every mode is asked.
const SOME_MODES: u32 = test::OCCURRENCE | test::NEWEST | test::ROOM_IN_USE | test::ROOM_SPENT;

/// Further bits of [`TRAITS`]: their places.
mod is {
    pub(super) const OPEN_ENDED: u32 = 16;
    /// The first use is due 24 hours after the start.
    pub(super) const FIRST_DAY: u32 = 17;
    /// The first use is due `first_use_hours` after the start.
    pub(super) const BY_PROFILE: u32 = 18;
}

const fn traits() -> [u32; Mode::ALL.len()] {
    let mut words = [0; Mode::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        #[expect(clippy::indexing_slicing, reason = "runs at compile time, below the length of both")]
        {
            let mode = Mode::ALL[at];
            words[at] = (matches!(mode, Mode::Weekly) as u32 * test::OCCURRENCE)
                | (mode.is_rental() as u32 * test::NEWEST)
                | (mode.is_remembered() as u32 * test::ROOM_IN_USE)
                | (mode.is_single_use() as u32 * test::ROOM_SPENT)
                | (mode.is_open_ended() as u32) << is::OPEN_ENDED
                | (matches!(mode, Mode::Acc | Mode::EndDate) as u32) << is::FIRST_DAY
                | (matches!(mode, Mode::Stay | Mode::Long | Mode::Weekly) as u32) << is::BY_PROFILE;
        }
        at += 1;
    }
    words
}

/// What is tried: the key (0 for the own, 1 and up for the groups), the epoch, the typed number and what it deciphers
/// to.
#[derive(Clone, Copy)]
pub(super) struct Try {
    pub(super) key: usize,
    pub(super) epoch: u32,
    pub(super) payload: u64,
    pub(super) code: u64,
    pub(super) now: LockTime,
}

impl Try {
    /// What the number says.
    pub(super) fn meaning(&self, profile: &Profile) -> Unranked {
        unrank(profile.format(), self.epoch, self.payload)
    }

    /// Reads the meaning and tests it: which bits of [`test`] it passes.
    pub(super) fn passed(&self, profile: &Profile, state: &State) -> u32 {
        evaluate(profile, state, self, &self.meaning(profile))
    }
}

/// The first candidate that is live, found at the same cost whether and when there is one.
pub(super) struct Found {
    key: u32,
    epoch: u32,
    payload: u64,
    passed: u32,
    /// A lock reads the meaning again instead, and saves the place.
    #[cfg(feature = "std")]
    slot: Unranked,
}

impl Found {
    pub(super) fn none() -> Self {
        Self {
            key: 0,
            epoch: 0,
            payload: 0,
            passed: 0,
            #[cfg(feature = "std")]
            slot: Unranked::default(),
        }
    }

    /// Tests a candidate and takes it if it is the first that is live.
    pub(super) fn consider(&mut self, profile: &Profile, state: &State, tried: &Try) {
        let slot = tried.meaning(profile);
        let passed = evaluate(profile, state, tried, &slot);
        let take = live(passed) & !live(self.passed);
        self.key = ct::pick(take, tried.key as u32, self.key);
        self.epoch = ct::pick(take, tried.epoch, self.epoch);
        self.payload = ct::pick64(take, tried.payload, self.payload);
        self.passed = ct::pick(take, passed, self.passed);
        #[cfg(feature = "std")]
        self.slot.select(take, &slot);
    }

    /// What was found, now that it may be known.
    pub(super) fn get(&self, code: u64, now: LockTime) -> Option<Try> {
        let Self { key, epoch, payload, .. } = *self;
        (live(self.passed) != 0).then_some(Try { key: key as usize, epoch, payload, code, now })
    }

    /// What it says.
    #[cfg(feature = "std")]
    pub(super) fn grant(&self, _: &Try, _: &Profile) -> Option<Grant> {
        self.slot.grant()
    }

    /// What it says.
    #[cfg(not(feature = "std"))]
    pub(super) fn grant(&self, found: &Try, profile: &Profile) -> Option<Grant> {
        found.meaning(profile).grant()
    }
}

/// All ones if the code opens by a meaning that passes these.
fn live(passed: u32) -> Mask {
    ct::eq(core::hint::black_box(passed), test::ALL)
}

/// Tests one meaning. The path depends on public things alone: the profile, the time, and how many entries the
/// lists have. In a lock it is not part of its caller, whose stack lies below the cipher's too.
#[cfg_attr(not(feature = "std"), inline(never))]
fn evaluate(profile: &Profile, state: &State, tried: &Try, slot: &Unranked) -> u32 {
    let (mut traits, mut longest) = (0, 0);
    let mut of_profile = profile.longest_of_all().iter();
    for (index, words) in TRAITS.iter().enumerate() {
        let this = ct::eq(slot.mode, index as u32);
        traits |= this & words;
        longest |= this & of_profile.next().copied().unwrap_or_default();
    }
    let holder = Holder::new(state, tried);
    let (now, grace) = (tried.now.minutes(), profile.grace_minutes());
    // Only layout X has weekly codes, and the layout is public.
    let (mut term, mut outside) = (slot.term_minutes, !0);
    if profile.format().layout() == Layout::X {
        outside = !in_occurrence(slot, now, grace);
        term = weekly_minutes(slot, term);
    }
    let in_all = ct::pick(ct::bit(traits, is::OPEN_ENDED), YEAR_MINUTES, term);
    // A bound that the mode has not is all ones.
    let first_day = RENTAL_FIRST_USE_MINUTES | !ct::bit(traits, is::FIRST_DAY);
    let by_profile = (profile.first_use_hours() * 60) | !ct::bit(traits, is::BY_PROFILE);
    let first_term = ct::min(term, first_day & by_profile);
    let rental = ct::bit(traits, test::NEWEST.trailing_zeros()) & ct::public(profile.block_previous());
    let (in_use, staying) = holder.in_use(state, tried, rental & slot.start);
    // Each test as two numbers: it is passed when the first is less.
    let tests: [(u32, u32); test::COUNT] = [
        (holder.floor, now + 1),
        (!slot.valid, 1),
        (!ct::bit(profile.modes().bits(), slot.mode), 1),
        (term, longest + 1),
        (slot.issue, profile.issues()),
        (slot.start, now + grace + 1),
        (now, slot.start + in_all + grace),
        (now, (slot.start + first_term + grace) | in_use),
        (outside, 1),
        (holder.last_rental & rental, slot.start + 1),
        (holder.blocked(state, tried), 1),
        (holder.holds(&state.spent, tried), 1),
        (staying & !in_use, u32::from(profile.active_places())),
        (state.spent.len() as u32, u32::from(profile.spent_places())),
    ];
    let (mut passed, mut bit) = (!traits & SOME_MODES, 1);
    for (less, more) in &tests {
        passed |= bit & ct::lt(*less, *more);
        bit <<= 1;
    }
    passed
}

/// Minutes from the start to the end of the last occurrence, which is on the last day of the last week or the nearest
/// before that is named; `term` where the number says no weekly code.
fn weekly_minutes(slot: &Unranked, term: u32) -> u32 {
    let weekly = !ct::eq(slot.weeks, 0);
    let (day, _) = day_and_minute(slot.start);
    // The last day, whose weekday is the eve of the first's, comes to stand at bit 6.
    let mut days = (slot.days | slot.days << 7) >> weekday(day);
    let (mut back, mut found) = (0, 0);
    for _ in 0..7 {
        found |= ct::bit(days, 6);
        back += !found & 1;
        days <<= 1;
    }
    let last = (7 * slot.weeks).wrapping_sub(1 + back);
    term.wrapping_add(weekly & last.wrapping_mul(MINUTES_PER_DAY))
}

/// All ones if `now` lies in an occurrence widened by grace: one of today, of yesterday running past midnight, or
/// of tomorrow within grace.
fn in_occurrence(slot: &Unranked, now: u32, grace: u32) -> Mask {
    let (first, minute) = day_and_minute(slot.start);
    let (today, _) = day_and_minute(now);
    let mut inside = 0;
    for back in 0..3 {
        let day = (today + 1).wrapping_sub(back);
        let begins = day.wrapping_mul(MINUTES_PER_DAY).wrapping_add(minute);
        let named = ct::bit(slot.days, weekday(day));
        let in_weeks = ct::lt(day.wrapping_sub(first), 7 * slot.weeks);
        let open = ct::le(begins, now + grace) & ct::lt(now, begins.wrapping_add(slot.term_minutes + grace));
        inside |= named & in_weeks & open;
    }
    inside
}

/// The day of a time and the minute of the day, without a division whose time would tell them.
pub(super) fn day_and_minute(time: u32) -> (u32, u32) {
    const DAY: Divisor = Divisor::new(MINUTES_PER_DAY);
    let (day, minute) = DAY.div_rem(u64::from(time));
    (day as u32, minute)
}

/// What the state holds for one key.
struct Holder {
    key_tag: u32,
    own: bool,
    generation: u32,
    last_rental: u32,
    /// Below this time the key's codes are refused.
    floor: u32,
}

impl Holder {
    fn new(state: &State, tried: &Try) -> Self {
        let minutes = |time: Option<LockTime>| time.map_or(0, LockTime::minutes);
        match state.group_at(tried.key) {
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

    /// All ones if the entry is of this code.
    fn is(&self, entry: &ActiveEntry, tried: &Try) -> Mask {
        let payloads = entry.payload ^ tried.payload;
        let differs = payloads as u32
            | (payloads >> 32) as u32
            | entry.epoch ^ tried.epoch
            | entry.generation ^ self.generation
            | entry.key.tag() ^ self.key_tag;
        ct::eq(differs, 0)
    }

    /// All ones if the list holds this code.
    fn holds(&self, list: &[ActiveEntry], tried: &Try) -> Mask {
        list.iter().fold(0, |held, entry| held | self.is(entry, tried))
    }

    /// All ones if the code is in use; and how many of those in use stay if it ends the rentals that start before
    /// `ends_before`.
    fn in_use(&self, state: &State, tried: &Try, ends_before: u32) -> (Mask, u32) {
        let (mut held, mut staying) = (0, 0);
        for entry in &state.active {
            held |= self.is(entry, tried);
            let could = ct::public(entry.key.tag() == self.key_tag && entry.rental);
            let leaves = could & ct::lt(entry.start.minutes(), ends_before);
            staying += !leaves & 1;
        }
        (held, staying)
    }

    /// All ones if the number is blocked under this key.
    fn blocked(&self, state: &State, tried: &Try) -> Mask {
        state.blocked.iter().fold(0, |blocked, entry| {
            let until = if self.own { entry.own_until } else { entry.group_until };
            blocked | (ct::public(until.is_some()) & ct::eq64(entry.code, tried.code))
        })
    }
}
