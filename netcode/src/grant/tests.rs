use super::*;
use proptest::prelude::*;

fn at(text: &str) -> LockTime {
    LockTime::parse(text).unwrap()
}

fn refused(json: &str) -> Error {
    Grant::from_json(json).unwrap_err()
}

#[test]
fn what_the_wire_form_refuses() {
    let cases = [
        (r#"[]"#, "row.malformed"),
        (r#"{"start": "2026-03-14T09:00", "hours": 1}"#, "row.field_missing"),
        (r#"{"mode": "acc", "start": 5, "days": 1}"#, "row.malformed"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 1.5}"#, "row.malformed"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": "1"}"#, "row.malformed"),
        (r#"{"mode": "standard", "start": "2026-03-14T09:00", "hours": 1}"#, "grant.unknown_mode"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 1, "hour": 1}"#, "grant.unknown_field"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 1, "weeks": 1}"#, "grant.unknown_field"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 1, "hours": 1}"#, "grant.length_ambiguous"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00"}"#, "grant.length_missing"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "hours": 5}"#, "grant.length_wrong_unit"),
        (r#"{"mode": "24h", "start": "2026-03-14T09:00", "hours": 24}"#, "grant.length_wrong_unit"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 22}"#, "grant.length_out_of_range"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 0}"#, "grant.length_out_of_range"),
        (r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": -1}"#, "grant.length_out_of_range"),
        (r#"{"mode": "acc", "start": "2026-03-14T01:00", "days": 2}"#, "grant.start_not_at_midnight"),
        (r#"{"mode": "urm", "start": "2026-03-14T00:30", "hours": 2}"#, "grant.start_not_on_hour"),
        (
            r#"{"mode": "fine-multi", "start": "2026-03-14T00:20", "quarters": 2}"#,
            "grant.start_not_on_quarter",
        ),
        (r#"{"mode": "acc", "start": "2019-12-31T00:00", "days": 2}"#, "time.before_2020"),
        (r#"{"mode": "acc", "start": "2026-02-30T00:00", "days": 2}"#, "time.malformed"),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "hours": 3, "weeks": 2}"#,
            "grant.pattern_missing",
        ),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "sat-sun", "hours": 3, "weeks": 2}"#,
            "grant.pattern_mismatch",
        ),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "daily", "hours": 3, "weeks": 53}"#,
            "grant.weeks_out_of_range",
        ),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "daily", "hours": 13, "weeks": 5}"#,
            "grant.length_out_of_range",
        ),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "daily", "weeks": 5}"#,
            "grant.length_missing",
        ),
        (
            r#"{"mode": "weekly", "start": "2026-03-16T09:00", "pattern": "daily", "days": 2, "weeks": 5}"#,
            "grant.length_wrong_unit",
        ),
        (
            r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 2, "issue": -1}"#,
            "grant.issue_out_of_range",
        ),
    ];
    for (json, code) in cases {
        assert_eq!(refused(json).code(), code, "{json}");
    }
}

#[test]
fn an_illegal_wish_names_the_nearest_legal_grants() {
    let error = Grant::new(Mode::StandardMulti, at("2026-03-14T09:20"), Term::Hours(3)).unwrap_err();
    assert_eq!(
        error.hint(),
        "the nearest legal grants: standard-multi 2026-03-14T09:00 3 h; standard-multi 2026-03-14T10:00 3 h; \
         standard-multi 2026-03-14T00:00 1 d; standard-multi 2026-03-15T00:00 1 d"
    );
    let nearest: std::vec::Vec<_> =
        Grant::nearest(Mode::Acc, at("2026-03-14T15:00"), Term::Days(30)).iter().collect();
    let acc = |start| Grant::new(Mode::Acc, at(start), Term::Days(21)).unwrap();
    assert_eq!(nearest, [acc("2026-03-14T00:00"), acc("2026-03-15T00:00")]);
}

#[test]
fn ends_and_first_use_follow_the_mode() {
    let g = |json: &str| Grant::from_json(json).unwrap();
    let urm = g(r#"{"mode": "urm", "start": "2026-03-14T09:00", "hours": 6}"#);
    assert_eq!(urm.ends(), at("2027-03-14T09:00"));
    assert_eq!(urm.first_use_by(24), Some(at("2026-03-14T15:00")));
    let acc = g(r#"{"mode": "acc", "start": "2026-07-01T00:00", "days": 4}"#);
    assert_eq!((acc.ends(), acc.first_use_by(1)), (at("2026-07-05T00:00"), Some(at("2026-07-02T00:00"))));
    let stay = g(r#"{"mode": "stay", "start": "2026-07-01T15:00", "hours": 13}"#);
    assert_eq!((stay.ends(), stay.first_use_by(24)), (at("2026-07-02T04:00"), Some(at("2026-07-02T04:00"))));
    let weekly = |start: &str, pattern: &str| {
        g(&std::format!(
            r#"{{"mode": "weekly", "start": "{start}", "pattern": "{pattern}", "hours": 12, "weeks": 1}}"#
        ))
        .ends()
    };
    assert_eq!(weekly("2026-03-16T20:00", "mon-fri"), at("2026-03-21T08:00"));
    assert_eq!(weekly("2026-03-18T20:00", "mon-fri"), at("2026-03-25T08:00"));
    assert_eq!(weekly("2026-03-22T09:00", "sat-sun"), at("2026-03-28T21:00"));
    assert_eq!(weekly("2026-03-16T09:00", "weekday-of-start"), at("2026-03-16T21:00"));
}

#[test]
fn an_occurrence_may_run_past_midnight() {
    let weekly = Term::Weekly { pattern: Pattern::WeekdayOfStart, hours: 12, weeks: 2 };
    let grant = Grant::new(Mode::Weekly, at("2026-03-16T20:00"), weekly).unwrap();
    for (time, inside) in [
        ("2026-03-16T19:59", false),
        ("2026-03-16T20:00", true),
        ("2026-03-17T07:59", true),
        ("2026-03-17T08:00", false),
        ("2026-03-17T20:00", false),
        ("2026-03-24T07:59", true),
        ("2026-03-30T20:00", false),
    ] {
        assert_eq!(grant.covers(at(time)), inside, "{time}");
    }
}

/// Any legal grant.
pub(crate) fn any_grant() -> impl Strategy<Value = Grant> {
    let linear =
        (0..15usize, 0..12_000u32, any::<u32>(), any::<u32>()).prop_map(|(row, day, start, length)| {
            let segment = segment::S.iter().chain(&segment::X).nth(row).unwrap();
            let minutes = day * 1440 + start % segment.starts * segment.step_minutes;
            let length = segment.shortest + length % segment.lengths;
            Grant::new(
                segment.mode,
                LockTime::from_minutes(minutes).unwrap(),
                Term::of_unit(segment.unit, length),
            )
            .unwrap()
        });
    let weekly = (0..12_000u32, 0..24u32, 1..13u32, 1..53u32, 0..4usize).prop_map(
        |(day, hour, hours, weeks, pattern)| {
            let term = Term::Weekly { pattern: Pattern::ALL[pattern], hours, weeks };
            let start = LockTime::from_minutes(day * 1440 + hour * 60).unwrap();
            Grant::nearest(Mode::Weekly, start, term).iter().next().unwrap()
        },
    );
    prop_oneof![4 => linear, 1 => weekly]
}

proptest! {
    #[test]
    fn the_wire_form_is_lossless(grant in any_grant(), issue in 0..1000u32) {
        let grant = grant.with_issue(issue);
        prop_assert_eq!(Grant::from_json(&grant.to_json()).unwrap(), grant);
    }

    #[test]
    fn nearest_grants_are_legal_and_the_wish_itself_comes_first(
        mode in 0..12usize, minutes in 0..20_000_000u32, kind in 0..5u8, length in 0..1000u32, weeks in 0..60u32,
    ) {
        let mode = Mode::ALL[mode];
        let start = LockTime::from_minutes(minutes).unwrap();
        let term = match kind {
            0 => Term::Hours(length),
            1 => Term::Days(length),
            2 => Term::Quarters(length),
            3 => Term::Fixed,
            _ => Term::Weekly { pattern: Pattern::ALL[length as usize % 4], hours: length, weeks },
        };
        let nearest = Grant::nearest(mode, start, term);
        prop_assert!(!nearest.is_empty());
        for grant in nearest.iter() {
            prop_assert_eq!(Grant::new(grant.mode(), grant.start(), grant.term()).unwrap(), grant);
        }
        if let Ok(grant) = Grant::new(mode, start, term) {
            prop_assert_eq!(nearest.iter().next(), Some(grant));
        }
    }

    #[test]
    fn a_grant_covers_its_first_minute_and_none_from_its_end(grant in any_grant()) {
        prop_assert!(grant.covers(grant.start()));
        prop_assert!(!grant.covers(grant.ends()));
        prop_assert!(grant.covers(grant.ends().plus_minutes(-1).unwrap()) || grant.mode() == Mode::Weekly);
    }
}
