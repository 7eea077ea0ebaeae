#[cfg(target_os = "linux")]
mod dropped;
mod exhaustive;
mod laws;

use super::*;
use crate::grant::{LengthColumn, Mode, Term, tests::any_grant};
use crate::id::Serial;
use proptest::prelude::*;

pub(crate) fn lock() -> Identity {
    let site = SiteKey::new([7; 32]);
    let key = site.lock_key(&Serial::new("LOCK-0001").unwrap());
    Identity::own(key, LockId::new(123_456).unwrap(), LockTime::parse("2026-01-15T09:30").unwrap())
}

fn format_for(grant: &Grant, pick: u8) -> Format {
    match grant.mode().layout() {
        Layout::S => Format::new(Layout::S, 6 + pick % 5).unwrap(),
        Layout::X => Format::new(Layout::X, 9 + pick % 2).unwrap(),
    }
}

#[test]
fn a_code_is_digits_and_hides_them() {
    let code = Code::parse("0012345").unwrap();
    assert_eq!(code.as_str(), "0012345");
    assert_eq!(std::format!("{code:?}"), "Code(7 digits)");
    for bad in ["", "12345678901", "12 34", "12a4", "١٢٣"] {
        assert_eq!(Code::parse(bad).unwrap_err().code(), "code.malformed", "{bad}");
    }
}

#[test]
fn formats_are_those_of_the_specification() {
    for (layout, digits) in [(Layout::S, 5), (Layout::S, 11), (Layout::X, 8), (Layout::X, 11), (Layout::S, 0)]
    {
        assert_eq!(Format::new(layout, digits).unwrap_err().code(), "code.digits_out_of_range");
    }
    let issues = |layout, digits| Format::new(layout, digits).unwrap().issues();
    assert_eq!([6, 7, 8, 9, 10].map(|digits| issues(Layout::S, digits)), [1, 1, 10, 100, 1000]);
    assert_eq!([9, 10].map(|digits| issues(Layout::X, digits)), [1, 10]);
}

#[test]
fn what_cannot_be_issued_is_refused() {
    let grant =
        Grant::from_json(r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 2, "issue": 10}"#).unwrap();
    let refused = |format, grant: &Grant| lock().issue(format, grant).unwrap_err().code();
    assert_eq!(refused(Format::new(Layout::S, 8).unwrap(), &grant), "grant.issue_out_of_range");
    assert_eq!(refused(Format::new(Layout::X, 9).unwrap(), &grant), "grant.mode_not_in_layout");
    let format = Format::new(Layout::S, 9).unwrap();
    let other_epoch = lock().code_key(format, 1);
    assert_eq!(other_epoch.issue(&grant).unwrap_err().code(), "code.no_meaning");
    assert_eq!(other_epoch.read(&Code::parse("123").unwrap()).unwrap_err().code(), "code.wrong_length");
    let code = lock().issue(format, &grant).unwrap().code;
    assert!(refuse_reserved(&code, &[]).is_ok());
    assert_eq!(refuse_reserved(&code, &[code]).unwrap_err().code(), "code.reserved");
}

#[test]
fn a_batch_needs_a_place_for_every_grant() {
    let grant = Grant::from_json(r#"{"mode": "24h", "start": "2026-03-14T00:00"}"#).unwrap();
    let format = Format::new(Layout::S, 7).unwrap();
    let error = lock().issue_many(format, &[grant], &mut []).unwrap_err();
    assert_eq!(error.code(), "code.buffer_length");
    let key = lock().code_key(format, 0);
    assert_eq!(key.read_many(&[], &mut [None]).unwrap_err().code(), "code.buffer_length");
    let short = Code::parse("123456").unwrap();
    assert_eq!(key.read_many(&[short], &mut [None]).unwrap_err().code(), "code.wrong_length");
}

#[test]
fn inspecting_says_what_and_whether() {
    let format = Format::new(Layout::S, 6).unwrap();
    let grant = Grant::from_json(r#"{"mode": "acc", "start": "2026-03-14T00:00", "days": 2}"#).unwrap();
    let code = lock().issue(format, &grant).unwrap().code;
    let keys = [HeldKey { key: KeyRef::Own, identity: lock() }];
    let profile = Profile::new(format, &[crate::grant::Mode::Acc]).unwrap();
    let at = |time: &str| {
        let time = LockTime::parse(time).unwrap();
        let inspection = inspect(&keys, &profile, &code, time, Some(time)).unwrap();
        (inspection.reason.unwrap(), inspection.meanings[0].reading.grant)
    };
    assert_eq!(at("2026-03-14T23:59"), (Reason::Opens, grant));
    assert_eq!(at("2026-03-15T00:00").0, Reason::FirstUseMissed);
    assert_eq!(at("2026-03-16T00:00").0, Reason::Expired);
    assert_eq!(at("2026-03-13T23:59").0, Reason::TooEarly);
    let near = LockTime::parse("2026-03-10T09:30").unwrap();
    let said = inspect(&keys, &profile, &code, near, None).unwrap();
    assert_eq!((said.meanings[0].reading.grant, said.reason), (grant, None));
}

proptest! {
    #[test]
    fn reading_what_was_issued_gives_the_grant(grant in any_grant(), pick: u8, issue: u32) {
        let format = format_for(&grant, pick);
        let grant = grant.with_issue(issue % format.issues());
        let issued = lock().issue(format, &grant).unwrap();
        prop_assert_eq!(issued.code.len(), format.digits());
        let reading = lock().read(format, &issued.code, issued.epoch).unwrap().unwrap();
        prop_assert_eq!((reading.grant, reading.payload), (grant, issued.payload));
    }

    #[test]
    fn a_meaning_is_issued_as_the_code_it_was_read_from(digits in 6..=10u8, x_layout: bool, value: u64, epoch in 0..3u32) {
        let layout = if x_layout && digits > 8 { Layout::X } else { Layout::S };
        let format = Format::new(layout, digits).unwrap();
        let code = Code::from_value(value % format.codes(), digits);
        if let Some(reading) = lock().read(format, &code, epoch).unwrap() {
            let Grant { .. } = reading.grant;
            let legal = Grant::new(reading.grant.mode(), reading.grant.start(), reading.grant.term()).unwrap();
            prop_assert_eq!(legal.with_issue(reading.grant.issue()), reading.grant);
            let issued = lock().issue(format, &reading.grant).unwrap();
            prop_assert_eq!((issued.code, issued.epoch, issued.payload), (code, epoch, reading.payload));
        }
    }

    #[test]
    fn batches_give_what_single_issues_give(
        grants in proptest::collection::vec((any_grant(), 0..12u32), 0..90), digits in 7..=10u8, locks in 1..4u32,
    ) {
        let format = Format::new(Layout::S, digits).unwrap();
        let grants: std::vec::Vec<Grant> = grants.iter().map(|(grant, issue)| grant.with_issue(*issue)).collect();
        let mut out: std::vec::Vec<_> = grants.iter().map(|grant| lock().issue(format, grant)).collect();
        let single = out.clone();
        lock().issue_many(format, &grants, &mut out).unwrap();
        prop_assert_eq!(lock().issue_all(format, &grants), out.clone());
        prop_assert_eq!(&out, &single);
        same(&lock().issue_digits(format, &grants), digits, &single);
        let identity = |at: usize| Identity { lock_id: 100_000 + at as u32 % locks, ..lock() };
        let rows: std::vec::Vec<Row> = grants.iter().enumerate()
            .map(|(at, grant)| Row { identity: identity(at / 7), format, grant: *grant }).collect();
        let single: std::vec::Vec<_> = rows.iter().map(|row| row.identity.issue(format, &row.grant)).collect();
        prop_assert_eq!(&issue_rows(&rows), &single);
        same(&issue_rows_digits(&rows), if rows.is_empty() { 0 } else { digits }, &single);
    }
}

#[test]
fn lists_rows_and_digit_counts_of_any_size() {
    let format = Format::with_digits(Layout::S, 7).unwrap();
    assert_eq!(format, Format::new(Layout::S, 7).unwrap());
    let error = Format::with_digits(Layout::S, 263).unwrap_err();
    assert_eq!((error.code(), error.message().contains("263")), ("code.digits_out_of_range", true));

    let key = lock().code_key(format, 0);
    let codes = ["0000000", "8269130", "9999999"].map(|code| Code::parse(code).unwrap());
    let single: std::vec::Vec<_> = codes.iter().map(|code| key.read(code).unwrap()).collect();
    assert_eq!(key.read_all(&codes).unwrap(), single);
    assert_eq!(key.read_all(&[Code::parse("1").unwrap()]).unwrap_err().code(), "code.wrong_length");

    assert_eq!(answer_text("{").unwrap_err().code(), "row.malformed");
    assert_eq!(answer_text("{}").unwrap_err().code(), "row.field_missing");
}

#[test]
fn columns_give_what_rows_give() {
    let format = Format::new(Layout::S, 7).unwrap();
    let start = LockTime::parse("2026-03-14T09:00").unwrap().minutes();
    let starts = [start, start + 1, start, u32::MAX, start + 7_500 * 1_440];
    let lengths = [1, 1, 13, 1, 2];
    let column =
        lock().issue_columns(format, Mode::StandardMulti, &starts, LengthColumn::Hours(&lengths)).unwrap();
    let single = |(start, hours): (u32, u32)| {
        let start = LockTime::from_minutes(start)?;
        lock().issue(format, &Grant::new(Mode::StandardMulti, start, Term::Hours(hours))?)
    };
    let single: std::vec::Vec<_> = starts.into_iter().zip(lengths).map(single).collect();
    same(&column, 7, &single);
    assert_eq!(single.iter().filter(|answer| answer.is_ok()).count(), 2);
    let uneven =
        lock().issue_columns(format, Mode::StandardMulti, &starts, LengthColumn::Hours(&lengths[1..]));
    assert_eq!(uneven.unwrap_err().code(), "code.buffer_length");
    assert_eq!(std::format!("{column:?}"), "CodeColumn(5 places, 3 errors)");

    let days = lock().issue_columns(format, Mode::Day24h, &[start, start + 1], LengthColumn::Fixed).unwrap();
    assert_eq!((days.len(), days.errors()[0].1.code()), (2, "grant.start_not_on_hour"));
    let none = lock()
        .issue_columns(format, Mode::Acc, &[start], LengthColumn::of(None, None, None).unwrap())
        .unwrap();
    assert_eq!(none.errors()[0].1.code(), "grant.length_missing");
    let both = LengthColumn::of(Some(&lengths), None, Some(&lengths));
    assert_eq!(both.unwrap_err().code(), "grant.length_ambiguous");
}

/// A column says what answers say.
fn same(column: &CodeColumn, width: u8, answers: &[crate::Result<Issued>]) {
    let codes: std::vec::Vec<_> =
        answers.iter().map(|answer| answer.as_ref().ok().map(|it| it.code)).collect();
    let said: std::vec::Vec<_> =
        column.iter().map(|code| code.map(|code| Code::parse(code).unwrap())).collect();
    assert_eq!(
        (column.len(), column.is_empty(), column.width(), said),
        (answers.len(), answers.is_empty(), width, codes)
    );
    assert_eq!(column.digits().len(), answers.len() * usize::from(width));
    let errors = answers.iter().enumerate().filter_map(|(at, answer)| Some((at, answer.clone().err()?)));
    assert_eq!(column.errors(), errors.collect::<std::vec::Vec<_>>());
}
