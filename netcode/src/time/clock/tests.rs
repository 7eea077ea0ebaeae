use super::*;
use proptest::prelude::*;

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    zone("UTC").read(text).unwrap().to_utc()
}

fn london(ppm: u32, doubt: bool, set: &str) -> LockClock {
    LockClock::new(zone("Europe/London"), ClockRule::StandardTime, ppm)
        .unwrap()
        .with_dst_doubt(doubt)
        .with_event(ClockEvent::Set { at: utc(set), within_seconds: 60 })
        .unwrap()
}

fn time(text: &str) -> LockTime {
    LockTime::parse(text).unwrap()
}

#[test]
fn what_cannot_be_is_refused() {
    let clock = LockClock::new(zone("Europe/London"), ClockRule::Utc, 1_001).unwrap_err();
    assert_eq!(clock.code(), "clock.ppm_out_of_range");
    let early = ClockEvent::Lost { at: utc("2026-01-01T00:00") };
    let error = london(20, false, "2026-01-10T12:00").with_event(early).unwrap_err();
    assert_eq!(error.code(), "clock.events_unordered");
    let empty = ClockEvent::Opened {
        at: utc("2026-02-01T00:00"),
        from: time("2026-02-01T00:00"),
        until: time("2026-02-01T00:00"),
    };
    assert_eq!(london(20, false, "2026-01-10T12:00").with_event(empty).unwrap_err().code(), "window.empty");
    let mut full = london(20, false, "2026-01-10T12:00");
    for _ in 1..MOST_EVENTS {
        full = LockClock { events: full.events, known: full.known, ..full };
        let event = ClockEvent::Lost { at: utc("2026-01-10T12:00") };
        full.events.push(event);
    }
    let event = ClockEvent::Lost { at: utc("2026-01-11T12:00") };
    assert_eq!(full.with_event(event).unwrap_err().code(), "clock.too_many_events");
}

#[test]
fn events_are_read_from_json() {
    let text = r#"{"event":"opened","at":"2026-03-01T15:02:00Z","from":"2026-03-01T15:00","until":"2026-03-02T15:00"}"#;
    let event: ClockEvent = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), text);
    assert!(serde_json::from_str::<ClockEvent>(r#"{"event":"lost","at":"2026-03-01T15:02:00"}"#).is_err());
}

#[test]
fn nothing_is_known_before_the_clock_is_set_and_after_it_is_lost() {
    let clock = london(20, false, "2026-01-10T12:00");
    assert_eq!(clock.error(utc("2026-01-10T11:59")), None);
    let lost = clock.with_event(ClockEvent::Lost { at: utc("2026-05-01T12:00") }).unwrap();
    assert_eq!(lost.error(utc("2026-05-02T12:00")), None);
    assert_eq!(lost.lost_since(utc("2026-05-02T12:00")), Some(utc("2026-05-01T12:00")));
    assert_eq!(lost.lost_since(utc("2026-04-30T12:00")), None);
    assert!(lost.surely(time("2026-05-02T00:00"), time("2026-05-03T00:00")).is_empty());
    // A code that opened sets it right again, to within the code's window.
    let seen = ClockEvent::Opened {
        at: utc("2026-05-02T10:30"),
        from: time("2026-05-02T09:00"),
        until: time("2026-05-02T11:00"),
    };
    let error = lost.with_event(seen).unwrap().error(utc("2026-05-02T10:30")).unwrap();
    assert_eq!((error.low_seconds, error.high_seconds), (-5_400, 1_799));
}

/// New York went back at 02:00 of daylight time on 2026-11-01: 06:00 UTC. A display from 01:00 to 02:00 comes twice.
#[test]
fn a_lock_with_typed_dates_may_take_its_display_for_the_wrong_side() {
    let rows = [
        // The right side, whatever it was set to within the minute.
        ("2026-11-01T04:58", (-60, 60)),
        // Half past one in daylight time, and again an hour later.
        ("2026-11-01T05:30", (-60, 3_660)),
        ("2026-11-01T06:30", (-3_660, 60)),
        // Two o'clock: slow by a second it shows one that comes twice.
        ("2026-11-01T07:00", (-3_660, 60)),
        ("2026-11-01T07:01", (-60, 60)),
        // The hour that is skipped in March: 01:59 shown fast, and three o'clock shown slow.
        ("2026-03-08T06:58", (-60, 60)),
        ("2026-03-08T06:59", (-3_660, 60)),
        ("2026-03-08T07:00", (-60, 3_660)),
        ("2026-03-08T07:02", (-60, 60)),
    ];
    for (set, error) in rows {
        let clock = LockClock::new(zone("America/New_York"), ClockRule::Civil, 0).unwrap();
        let clock = clock.with_event(ClockEvent::Set { at: utc(set), within_seconds: 60 }).unwrap();
        let found = clock.error(utc(set)).unwrap();
        assert_eq!((found.low_seconds, found.high_seconds), error, "{set}");
    }
}

#[test]
fn observations_narrow_the_interval() {
    let clock = london(100, false, "2024-01-10T12:00");
    let at = utc("2026-01-10T15:02");
    let before = clock.error(at).unwrap();
    assert!(before.worst_seconds() > 6_000);
    let (from, until) = (time("2026-01-10T15:00"), time("2026-01-10T18:00"));
    let opened = clock.clone().with_event(ClockEvent::Opened { at, from, until }).unwrap();
    let after = opened.error(at).unwrap();
    assert_eq!((after.low_seconds, after.high_seconds), (-120, before.high_seconds));
    let refused = ClockEvent::Refused { at: utc("2026-01-10T14:58"), from, until };
    let both = clock.with_event(refused).unwrap().with_event(ClockEvent::Opened { at, from, until }).unwrap();
    let error = both.error(at).unwrap();
    assert!(
        (-122..=-120).contains(&error.low_seconds) && (119..=122).contains(&error.high_seconds),
        "{error:?}"
    );
    assert_eq!(both.surprised_at(), None);
}

#[test]
fn an_hour_out_since_the_march_change_is_noticed() {
    let (from, until) = (time("2026-04-02T14:00"), time("2026-04-02T15:00"));
    // At 13:30 by right lock time the code from 14:00 on opens: somebody put the clock forward.
    let seen = ClockEvent::Opened { at: utc("2026-04-02T13:30"), from, until };
    let trusting = london(20, false, "2026-01-10T12:00").with_event(seen).unwrap();
    assert_eq!(trusting.surprised_at(), Some(utc("2026-04-02T13:30")));
    assert_eq!(
        trusting.out_since_change(utc("2026-04-02T13:30")),
        None,
        "half an hour to an hour and a half: no proof"
    );
    let doubting = london(20, true, "2026-01-10T12:00");
    assert_eq!(doubting.out_since_change(utc("2026-04-02T13:30")), None);
    let error = doubting.error(utc("2026-04-02T13:30")).unwrap();
    assert!(error.low_seconds > -300 && error.high_seconds > 3_600, "{error:?}");
    let later = ClockEvent::Opened { at: utc("2026-04-02T13:12"), from, until };
    let sure = doubting.with_event(later).unwrap();
    assert_eq!(sure.out_since_change(utc("2026-04-02T13:12")), Some(utc("2026-03-29T01:00")));
    assert_eq!(sure.surprised_at(), None);
}

#[test]
fn the_next_visit_is_when_the_promise_runs_out() {
    let clock = london(20, false, "2026-01-10T12:00");
    // 300 s - 60 s at 20 ppm: 12,000,000 s, 138 days and 21 hours.
    let due = clock.next_visit(utc("2026-01-11T00:00"), 300).unwrap();
    assert_eq!((due - utc("2026-01-10T12:00")).num_days(), 138);
    assert_eq!(clock.next_visit(utc("2026-01-11T00:00"), 30), Some(utc("2026-01-11T00:00")));
    let doubting = london(20, true, "2026-01-10T12:00");
    assert_eq!(doubting.next_visit(utc("2026-01-11T00:00"), 300), Some(utc("2026-03-29T01:00")));
    let exact = LockClock::new(zone("Asia/Tokyo"), ClockRule::StandardTime, 0).unwrap();
    let exact = exact.with_event(ClockEvent::Set { at: utc("2026-01-10T12:00"), within_seconds: 0 }).unwrap();
    assert_eq!(exact.next_visit(utc("2026-01-11T00:00"), 0), None);
}

#[test]
fn a_new_standard_time_is_not_followed_by_itself() {
    let clock = LockClock::new(zone("Asia/Almaty"), ClockRule::StandardTime, 0).unwrap();
    let clock = clock.with_event(ClockEvent::Set { at: utc("2023-06-01T00:00"), within_seconds: 0 }).unwrap();
    let error = clock.error(utc("2024-06-01T00:00")).unwrap();
    assert_eq!((error.low_seconds, error.high_seconds), (0, 3_600));
}

#[test]
fn what_a_clock_read_before_it_was_first_set_is_nobodys_spill() {
    let z = zone("Europe/London");
    let clock = LockClock::new(z, ClockRule::StandardTime, 0).unwrap();
    let (set, lost) = (utc("2026-07-01T11:30"), utc("2026-07-02T12:00"));
    let (from, until) =
        (LockTime::parse("2026-07-01T12:00").unwrap(), LockTime::parse("2026-07-01T14:00").unwrap());
    assert!(
        clock.possibly(from, until).first().unwrap().from() < utc("2026-01-01T00:00"),
        "of a clock without history"
    );
    let clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 0 }).unwrap();
    let [window] = clock.possibly(from, until)[..] else { panic!("one window") };
    assert_eq!((window.from(), window.until()), (utc("2026-07-01T12:00"), utc("2026-07-01T14:00")));
    // A clock set too late shows what is left of the stretch, and one that was lost may read anything from then on.
    let late = LockClock::new(z, ClockRule::StandardTime, 0).unwrap();
    let late = late.with_event(ClockEvent::Set { at: utc("2026-07-01T13:00"), within_seconds: 0 }).unwrap();
    assert_eq!(late.possibly(from, until)[0].from(), utc("2026-07-01T13:00"));
    let lost = clock.clone().with_event(ClockEvent::Lost { at: lost }).unwrap();
    assert!(lost.possibly(from, until).last().unwrap().until() > utc("2026-07-03T00:00"));
    // What must be covered before the first setting is still unknown.
    let around = crate::time::Window::checked(utc("2026-07-01T11:00"), utc("2026-07-01T12:00")).unwrap();
    assert_eq!(clock.may_read(around), None);
}

/// One real clock: what it is told, and what it does.
#[derive(Debug, Clone)]
struct Life {
    zone: &'static str,
    rule: ClockRule,
    doubt: bool,
    ppm: u32,
    real_ppm: f64,
    set_error: i64,
    put_forward: bool,
    put_back: bool,
    stood: i64,
    looks: Vec<(i64, i64, i64)>,
}

fn life() -> impl Strategy<Value = Life> {
    const ZONES: [&str; 5] =
        ["Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Tokyo"];
    (
        (prop::sample::select(&ZONES[..]), prop::sample::select(&ClockRule::ALL[..]), any::<bool>()),
        (5_u32..200, -1.0..1.0_f64, -90_i64..=90, any::<bool>(), any::<bool>(), 0_i64..600),
        prop::collection::vec((0_i64..500, -180_i64..180, 1_i64..12), 0..12),
    )
        .prop_map(
            |((zone, rule, doubt), (ppm, share, set_error, put_forward, put_back, stood), mut looks)| {
                looks.sort_unstable();
                let real_ppm = f64::from(ppm) * share;
                Life { zone, rule, doubt, ppm, real_ppm, set_error, put_forward, put_back, stood, looks }
            },
        )
}

impl Life {
    /// What the clock is really ahead by, in seconds, `age` seconds after it was set.
    fn truth(&self, set: DateTime<Utc>, age: i64) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "seconds of a few years")]
        let drift = (age as f64 * self.real_ppm / 1e6) as i64;
        let mut error = self.set_error + drift;
        let moved = self.doubt && self.rule == ClockRule::StandardTime;
        if moved {
            let then = set + TimeDelta::seconds(age);
            // Whoever leaves the clock forward in autumn does not put it forward again in spring.
            let mut ahead = false;
            for change in zone(self.zone).transitions(set, then) {
                let shift = i64::from(change.after_minutes - change.before_minutes) * 60;
                if (shift > 0 && self.put_forward && !ahead) || (shift < 0 && self.put_back && ahead) {
                    ahead = shift > 0;
                    error += shift;
                }
            }
        }
        if age > 200 * 86_400 { error - self.stood } else { error }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_interval_holds_the_truth_on_every_simulated_life(life in life()) {
        let (z, set) = (zone(life.zone), utc("2026-01-10T12:00"));
        // A clock put forward in a southern summer is not part of the model of one who only ever adds the hour.
        prop_assume!(!life.doubt || !life.put_forward || z.offset_minutes(set) == z.standard_minutes(2026));
        let mut clock = LockClock::new(z, life.rule, life.ppm).unwrap().with_dst_doubt(life.doubt);
        clock = clock.with_event(ClockEvent::Set { at: set, within_seconds: 90 }).unwrap();
        let battery = set + TimeDelta::days(200);
        let mut told = false;
        for (day, minutes, hours) in &life.looks {
            let at = set + TimeDelta::days(*day) + TimeDelta::minutes(7 * day % 600);
            if at > battery && !told {
                told = true;
                clock = clock.with_event(ClockEvent::BatteryChanged { at: battery, stood_seconds: 600 }).unwrap();
            }
            let right = at.timestamp() - EPOCH_SECONDS + i64::from(z.lock_offset_minutes(life.rule, at)) * 60;
            let reads = right + life.truth(set, (at - set).num_seconds());
            let start = LockTime::from_minutes(u32::try_from(right / 60 + minutes).unwrap()).unwrap();
            let until = start.plus_minutes(hours * 60).unwrap();
            let inside = (i64::from(start.minutes())..i64::from(until.minutes())).contains(&reads.div_euclid(60));
            let event = if inside {
                ClockEvent::Opened { at, from: start, until }
            } else {
                ClockEvent::Refused { at, from: start, until }
            };
            clock = clock.with_event(event).unwrap();
            prop_assert_eq!(clock.surprised_at(), None);
            for days in [0, 1, 30] {
                let later = at + TimeDelta::days(days);
                if later > battery && !told { continue }
                let truth = life.truth(set, (later - set).num_seconds());
                let error = clock.error(later).unwrap();
                prop_assert!(error.low_seconds <= truth && truth <= error.high_seconds, "{error:?} {truth}");
            }
        }
    }

    #[test]
    fn surely_and_possibly_agree_with_every_error_minute_by_minute(
        name in prop::sample::select(&["Europe/London", "Australia/Lord_Howe", "Asia/Almaty"][..]),
        rule in prop::sample::select(&ClockRule::ALL[..]),
        doubt in any::<bool>(), ppm in 0_u32..100, start_hours in 0_i64..72, hours in 1_i64..40,
    ) {
        let z = zone(name);
        let clock = LockClock::new(z, rule, ppm).unwrap().with_dst_doubt(doubt);
        let clock = clock.with_event(ClockEvent::Set { at: utc("2023-02-01T00:00"), within_seconds: 60 }).unwrap();
        let begin = if name == "Asia/Almaty" { utc("2023-12-30T12:00") } else { utc("2023-09-30T00:00") };
        let from = z.lock_time(rule, begin + TimeDelta::hours(start_hours)).unwrap();
        let until = from.plus_minutes(hours * 60).unwrap();
        let (sure, possible) = (clock.surely(from, until), clock.possibly(from, until));
        for minute in (-1_440..6 * 1_440).step_by(13) {
            let moment = begin + TimeDelta::minutes(minute);
            let error = clock.error(moment).unwrap();
            let right = moment.timestamp() - EPOCH_SECONDS + i64::from(z.lock_offset_minutes(rule, moment)) * 60;
            let window = i64::from(from.minutes()) * 60..i64::from(until.minutes()) * 60;
            let (low, high) = (right + error.low_seconds, right + error.high_seconds);
            let surely = window.contains(&low) && window.contains(&high);
            let possibly = low < window.end && high >= window.start;
            prop_assert_eq!(sure.iter().any(|w| w.contains(moment)), surely, "{} {:?}", moment, error);
            prop_assert_eq!(possible.iter().any(|w| w.contains(moment)), possibly, "{} {:?}", moment, error);
        }
    }
}
