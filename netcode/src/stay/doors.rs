//! Several doors, one code: a stay over suite, entrance and gym through a group that exactly these doors hold.

use std::string::String;
use std::vec::Vec;

use super::cover::Need;
use super::plan::{covering, need};
use super::{Door, Plan, Quote, Stay, Way, plan};
use crate::code::Profile;
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::{Grant, Mode};
use crate::id::GroupId;
use crate::risk::Estimate;

/// How to open several doors during a stay.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shared {
    /// Ways with one set of digits for all the doors, best first.
    pub ways: Vec<SharedWay>,
    /// The groups that do not open exactly these doors.
    pub unfit: Vec<GroupUnfit>,
    /// What can be done without a group: a plan, and so another code, for each door.
    pub separate: Vec<(String, Plan)>,
    /// Whether a new group could be provisioned: each of these doors has room for one.
    pub room_for_group: bool,
    /// What one group more or less means for guessing, door by door.
    pub risk: Vec<DoorRisk>,
}

/// One way to open several doors with the same digits.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SharedWay {
    /// The group whose key makes the codes.
    pub group: GroupId,
    /// The grants, in the order in which they are used.
    pub grants: Vec<Grant>,
    /// What they guarantee at each door.
    pub doors: Vec<(String, Quote)>,
    /// What they cost: one credit a code.
    pub credits: u32,
}

/// A group that cannot serve.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GroupUnfit {
    /// The group.
    pub group: GroupId,
    /// Doors wanted that do not hold it.
    pub misses: Vec<String>,
    /// Doors not wanted that hold it and would open too.
    pub opens_too: Vec<String>,
    /// The doors accept no common grant that covers the stay: their layouts, digits or modes differ too much.
    pub no_common_grant: bool,
}

/// What the groups of a door cost in guessing: codes acceptable at the worst minute of the stay's first day.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DoorRisk {
    /// The door.
    pub door: String,
    /// With its own key only.
    pub own: Estimate,
    /// With the groups that it holds.
    pub now: Estimate,
    /// With one group more.
    pub with_one_more: Estimate,
}

/// Plans a stay over the doors named in `wanted`, out of all `doors` of the site.
///
/// A door's own profile is its policy: a grant serves only if every wanted door has its mode on and takes its length.
/// A group serves only if the wanted doors hold it and no other door does.
///
/// # Errors
/// `stay.door_unknown` for a name that is not among the doors.
pub fn plan_doors(doors: &[(String, Door)], wanted: &[&str], stay: &Stay) -> Result<Shared> {
    let find = |name: &&str| {
        doors
            .iter()
            .find(|(door, _)| door == name)
            .ok_or_else(|| Error::new(&codes::DOOR_UNKNOWN, format_args!("there is no door `{name}`")))
    };
    let inside: Vec<&(String, Door)> = wanted.iter().map(find).collect::<Result<_>>()?;
    let mut groups: Vec<GroupId> = doors.iter().flat_map(|(_, door)| door.groups().iter().copied()).collect();
    groups.sort();
    groups.dedup();
    let (mut ways, mut unfit) = (Vec::new(), Vec::new());
    for group in groups {
        let holds = |door: &Door| door.groups().contains(&group);
        let misses = inside.iter().filter(|(_, door)| !holds(door)).map(|(name, _)| name.clone()).collect();
        let outside = doors.iter().filter(|(name, door)| holds(door) && !wanted.contains(&name.as_str()));
        let mut against = GroupUnfit {
            group,
            misses,
            opens_too: outside.map(|(name, _)| name.clone()).collect(),
            no_common_grant: false,
        };
        if against.misses.is_empty() && against.opens_too.is_empty() {
            let found = common(&inside, stay);
            against.no_common_grant = found.is_empty();
            ways.extend(found.into_iter().map(|grants| SharedWay::new(group, &inside, stay, grants)));
        }
        if !against.misses.is_empty() || !against.opens_too.is_empty() || against.no_common_grant {
            unfit.push(against);
        }
    }
    ways.sort_by_key(|(rank, _)| *rank);
    Ok(Shared {
        ways: ways.into_iter().map(|(_, way)| way).collect(),
        unfit,
        separate: inside.iter().map(|(name, door)| (name.clone(), plan(door, stay))).collect(),
        room_for_group: inside.iter().all(|(_, door)| door.groups().len() < crate::code::MAX_GROUPS),
        risk: inside.iter().filter_map(|(name, door)| DoorRisk::of(name, door, stay)).collect(),
    })
}

type Rank = (i64, usize, i64, bool, i64, i64);

impl SharedWay {
    fn new(group: GroupId, doors: &[&(String, Door)], stay: &Stay, grants: Vec<Grant>) -> (Rank, Self) {
        let ways: Vec<(String, Way)> =
            doors.iter().map(|(name, door)| (name.clone(), Way::new(door, stay, grants.clone()))).collect();
        // A code is as good as at the door where it is worst.
        let rank = ways.iter().map(|(_, way)| way.rank()).max().unwrap_or_default();
        let credits = u32::try_from(grants.len()).unwrap_or(u32::MAX);
        let doors = ways.into_iter().map(|(name, way)| (name, way.quote)).collect();
        (rank, Self { group, grants, doors, credits })
    }
}

impl DoorRisk {
    fn of(name: &str, door: &Door, stay: &Stay) -> Option<Self> {
        let (day, _) = door.clock().may_read(stay.window())?;
        let held = u32::try_from(door.groups().len()).unwrap_or(u32::MAX - 2);
        let with = |groups: u32| Estimate::worst(door.profile(), 1 + groups, day.midnight());
        Some(Self { door: name.into(), own: with(0), now: with(held), with_one_more: with(held + 1) })
    }
}

/// Grants that every one of the doors takes and that cover the stay at each of them.
fn common(doors: &[&(String, Door)], stay: &Stay) -> Vec<Vec<Grant>> {
    let needs: Option<Vec<Need>> = doors.iter().map(|(_, door)| need(door, stay)).collect();
    let (Some(profile), Some(needs)) = (common_profile(doors), needs) else { return Vec::new() };
    let widest = needs.into_iter().reduce(|a, b| Need {
        from: a.from.min(b.from),
        until: a.until.max(b.until),
        grace: a.grace.min(b.grace),
    });
    widest.map(|need| covering(&profile, stay, need).0).unwrap_or_default()
}

/// What all the doors accept; none when their codes differ in layout or digits, or no mode is on at all of them.
fn common_profile(doors: &[&(String, Door)]) -> Option<Profile> {
    let (_, first) = doors.first()?;
    let format = first.profile().format();
    if doors.iter().any(|(_, door)| door.profile().format() != format) {
        return None;
    }
    let all = |mode: &Mode| doors.iter().all(|(_, door)| door.profile().modes().contains(*mode));
    let modes: Vec<Mode> = Mode::ALL.into_iter().filter(all).collect();
    let mut profile = Profile::explicit(format, &modes).ok()?;
    for mode in modes {
        let longest = doors.iter().map(|(_, door)| door.profile().longest_minutes(mode)).min()?;
        profile = profile.with_longest(mode, longest).ok()?;
    }
    let hours = doors.iter().map(|(_, door)| door.profile().first_use_hours()).min()?;
    let grace = doors.iter().map(|(_, door)| door.profile().grace_minutes()).min()?;
    profile.with_first_use_hours(hours).ok()?.with_grace(grace).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Format, Identity, SiteKey, Verifier};
    use crate::grant::Layout;
    use crate::id::{LockId, Serial};
    use crate::time::{ClockEvent, ClockRule, LockClock, LockTime, Zone};

    fn door(modes: &[Mode], groups: &[&str]) -> Door {
        let zone = Zone::parse("Europe/London").unwrap();
        let set = zone.read("2026-06-20T12:00").unwrap().to_utc();
        let clock = LockClock::new(zone, ClockRule::StandardTime, 20).unwrap();
        let clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 60 }).unwrap();
        let profile = Profile::explicit(Format::new(Layout::S, 7).unwrap(), modes).unwrap();
        let groups: Vec<GroupId> = groups.iter().map(|group| GroupId::parse(group).unwrap()).collect();
        Door::new(profile, clock).with_groups(&groups).unwrap()
    }

    fn site() -> Vec<(String, Door)> {
        let multi = [Mode::StandardMulti, Mode::Day24h];
        std::vec![
            ("suite".into(), door(&multi, &["101", "200"])),
            ("entrance".into(), door(&multi, &["101", "102", "200"])),
            ("gym".into(), door(&[Mode::StandardMulti], &["101", "200"])),
            ("cellar".into(), door(&multi, &["102", "200"])),
        ]
    }

    fn stay() -> Stay {
        let zone = Zone::parse("Europe/London").unwrap();
        let at = |text| zone.read(text).unwrap().to_utc();
        Stay::new(at("2026-07-01T15:00"), at("2026-07-03T11:00")).unwrap()
    }

    #[test]
    fn a_group_code_opens_exactly_the_set() {
        let doors = site();
        let shared = plan_doors(&doors, &["suite", "entrance", "gym"], &stay()).unwrap();
        let way = &shared.ways[0];
        assert_eq!((way.group.to_string().as_str(), way.credits), ("101", 1));
        // The gym takes no 24-hour codes, so none is chosen.
        assert!(
            shared.ways.iter().all(|way| way.grants.iter().all(|grant| grant.mode() == Mode::StandardMulti))
        );
        assert!(way.doors.iter().all(|(_, quote)| quote.holds()));
        let unfit: Vec<_> =
            shared.unfit.iter().map(|unfit| (unfit.group.to_string(), unfit.opens_too.len())).collect();
        assert_eq!(unfit, [("102".into(), 1), ("200".into(), 1)]);

        let key = SiteKey::new([3; 32]);
        let group = way.group;
        let identity = Identity::group(key.group_key(group), group, 0);
        let code = identity.issue(doors[0].1.profile().format(), &way.grants[0]).unwrap().code;
        let now = LockTime::parse("2026-07-02T12:00").unwrap();
        for (nth, (name, door)) in doors.iter().enumerate() {
            let id = LockId::new(100_000 + u32::try_from(nth).unwrap()).unwrap();
            let own = key.lock_key(&Serial::new(name).unwrap());
            let mut lock =
                Verifier::new(*door.profile(), own, id, LockTime::parse("2026-01-01T00:00").unwrap());
            for held in door.groups() {
                lock.provision_group(*held, key.group_key(*held), 0).unwrap();
            }
            assert_eq!(lock.accept(&code, now, &mut |_| true).is_open(), name != "cellar", "{name}");
        }
    }

    #[test]
    fn without_a_group_each_door_has_its_own_plan_and_the_cost_is_told() {
        let shared = plan_doors(&site(), &["suite", "cellar"], &stay()).unwrap();
        assert!(shared.ways.is_empty());
        assert!(shared.room_for_group);
        assert!(shared.separate.iter().all(|(_, plan)| plan.ways[0].quote.holds()));
        let suite = &shared.risk[0];
        assert_eq!(suite.now.acceptable, 3 * suite.own.acceptable);
        assert_eq!(suite.with_one_more.acceptable, 4 * suite.own.acceptable);
    }

    #[test]
    fn doors_without_a_common_mode_or_name_are_told() {
        let mut doors = site();
        doors.truncate(3);
        doors[2].1 = door(&[Mode::Acc], &["101", "200"]);
        let shared = plan_doors(&doors, &["suite", "entrance", "gym"], &stay()).unwrap();
        assert!(shared.ways.is_empty());
        assert!(shared.unfit.iter().any(|unfit| unfit.no_common_grant));
        assert_eq!(plan_doors(&doors, &["roof"], &stay()).unwrap_err().code(), "stay.door_unknown");
    }
}
