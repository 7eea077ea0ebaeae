//! The grammar of programming: which digits are which argument. A typed entry is judged whole, by its length, so a
//! field is never refused on a prefix of what was meant.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::string::String;
use std::vec::Vec;

use super::{Arg, Level, Model};

/// One argument as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Digits that stand for themselves: a literal, one of several texts.
    Text(String),
    /// The digits of a code.
    Code(String),
    /// A place in the list of users.
    Place(u8),
    /// A number.
    Number(u32),
    /// Minutes since midnight; `None` for never.
    Time(Option<u16>),
    /// A date.
    Date(NaiveDate),
    /// A date and time.
    DateTime(NaiveDateTime),
    /// A lock id.
    LockId(u32),
    /// The number of a period.
    Period(u8),
    /// Days of the week as bits, Monday is bit 0.
    Week(u8),
    /// On or off.
    Flag(bool),
    /// A card is presented next.
    Card,
}

/// How many digits the codes of each level have: fewest and most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lengths {
    /// Master Code.
    pub master: (u8, u8),
    /// Sub-Master Code.
    pub sub_master: (u8, u8),
    /// User Codes.
    pub user: (u8, u8),
    /// Technician Code.
    pub technician: (u8, u8),
    /// NetCodes.
    pub netcode: (u8, u8),
}

impl Lengths {
    /// The lengths of a lock as delivered.
    pub fn of(model: &Model) -> Self {
        let of = |level| model.level(level).map_or((0, 0), |rule| rule.digits.value);
        let user = model.level(Level::User).and_then(|rule| rule.set_to.as_ref());
        Self {
            master: of(Level::Master),
            sub_master: of(Level::SubMaster),
            user: user.map_or_else(|| of(Level::User), |set| (set.value, set.value)),
            technician: of(Level::Technician),
            netcode: model.netcode_digits().map_or((0, 0), |digits| (digits, digits)),
        }
    }

    /// The lengths of one level.
    pub const fn level(&self, level: Level) -> (u8, u8) {
        match level {
            Level::Master => self.master,
            Level::SubMaster => self.sub_master,
            Level::User => self.user,
            Level::Technician => self.technician,
            Level::Netcode => self.netcode,
        }
    }
}

/// What came of reading digits as arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The digits are exactly these arguments.
    Whole(Vec<Field>),
    /// They are not; so many arguments were acceptable before that.
    Stopped(usize),
}

/// Reads digits as the arguments of a program.
pub fn read_args(args: &[Arg], digits: &str, lengths: &Lengths) -> Attempt {
    let mut fields = Vec::with_capacity(args.len());
    match walk(args, digits, lengths, None, &mut fields) {
        Ok(()) => Attempt::Whole(fields),
        Err(accepted) => Attempt::Stopped(accepted),
    }
}

/// Reads fields that were ended one by one: those of the first arguments, as many as there are. None when one of
/// them cannot be what its argument asks for. `guard` is the Master Code.
pub(crate) fn read_fields(
    args: &[Arg],
    typed: &[&str],
    lengths: &Lengths,
    guard: Option<&str>,
) -> Option<Vec<Field>> {
    if typed.len() > args.len() {
        return None;
    }
    let mut before = None;
    let mut fields = Vec::with_capacity(typed.len());
    for (arg, typed) in args.iter().zip(typed) {
        let (least, most) = width(arg, lengths, before);
        let guarded = *arg == Arg::Guard;
        if !guarded && !(usize::from(least)..=usize::from(most)).contains(&typed.len()) {
            return None;
        }
        if guarded && guard.is_some_and(|guard| guard != *typed) {
            return None;
        }
        fields.push(read(arg, typed, before)?);
        before = Some(*typed);
    }
    Some(fields)
}

fn walk(
    args: &[Arg],
    rest: &str,
    lengths: &Lengths,
    before: Option<&str>,
    fields: &mut Vec<Field>,
) -> Result<(), usize> {
    let Some((arg, later)) = args.split_first() else {
        return if rest.is_empty() { Ok(()) } else { Err(fields.len()) };
    };
    let (least, most) = width(arg, lengths, before);
    let mut furthest = fields.len();
    for length in least..=most {
        let Some((typed, after)) = rest.split_at_checked(usize::from(length)) else { break };
        let Some(field) = read(arg, typed, before) else { continue };
        let depth = fields.len();
        fields.push(field);
        match walk(later, after, lengths, Some(typed), fields) {
            Ok(()) => return Ok(()),
            Err(accepted) => furthest = furthest.max(accepted),
        }
        fields.truncate(depth);
    }
    Err(furthest)
}

fn width(arg: &Arg, lengths: &Lengths, before: Option<&str>) -> (u8, u8) {
    let exactly = |n: usize| u8::try_from(n).map_or((0, 0), |n| (n, n));
    match arg {
        Arg::Literal(text) => exactly(text.len()),
        Arg::OneOf(texts) => exactly(texts.first().map_or(0, String::len)),
        Arg::Code(level) => lengths.level(*level),
        Arg::Again => exactly(before.map_or(0, str::len)),
        Arg::Number { digits, .. } => (*digits, *digits),
        Arg::Place(..) => (2, 2),
        Arg::Time | Arg::TimeOrNever => (4, 4),
        Arg::Date | Arg::LockId => (6, 6),
        Arg::DateTime => (10, 10),
        Arg::Period | Arg::Flag => (1, 1),
        Arg::Week => (7, 7),
        Arg::Card => (0, 0),
        Arg::Guard => lengths.master,
    }
}

fn read(arg: &Arg, typed: &str, before: Option<&str>) -> Option<Field> {
    let all_digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits && !matches!(arg, Arg::Literal(_) | Arg::OneOf(_)) {
        return None;
    }
    match arg {
        Arg::Literal(text) => (text == typed).then(|| Field::Text(text.clone())),
        Arg::OneOf(texts) => texts.iter().find(|text| *text == typed).map(|text| Field::Text(text.clone())),
        Arg::Code(_) => Some(Field::Code(typed.into())),
        Arg::Again => (before == Some(typed)).then(|| Field::Code(typed.into())),
        Arg::Place(first, last) => {
            typed.parse().ok().filter(|place| (first..=last).contains(&place)).map(Field::Place)
        }
        Arg::Number { from, to, step, .. } => typed
            .parse::<u32>()
            .ok()
            .filter(|n| (from..=to).contains(&n) && step.is_none_or(|step| step > 0 && n % step == 0))
            .map(Field::Number),
        Arg::Time => time(typed).map(|minutes| Field::Time(Some(minutes))),
        Arg::TimeOrNever if typed == "2400" => Some(Field::Time(None)),
        Arg::TimeOrNever => time(typed).map(|minutes| Field::Time(Some(minutes))),
        Arg::Date => date(typed).map(Field::Date),
        Arg::DateTime => {
            let (day, minute) = typed.split_at_checked(6)?;
            let minutes = u32::from(time(minute)?);
            let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
            Some(Field::DateTime(date(day)?.and_time(time)))
        }
        Arg::LockId => typed.parse().ok().filter(|id| *id >= 100_000).map(Field::LockId),
        Arg::Period => typed.parse().ok().map(Field::Period),
        Arg::Flag => match typed {
            "0" => Some(Field::Flag(false)),
            "1" => Some(Field::Flag(true)),
            _ => None,
        },
        Arg::Week => week(typed).map(Field::Week),
        Arg::Card => Some(Field::Card),
        Arg::Guard => Some(Field::Text(typed.into())),
    }
}

fn time(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.split_at_checked(2)?;
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

fn date(typed: &str) -> Option<NaiveDate> {
    let number = |at: usize| typed.get(at..at + 2).and_then(|two| two.parse::<u32>().ok());
    let year = i32::try_from(2000 + number(0)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(2)?, number(4)?)
}

fn week(typed: &str) -> Option<u8> {
    typed.bytes().enumerate().try_fold(0, |days, (at, byte)| match byte {
        b'0' => Some(days),
        b'1' => Some(days | 1 << at),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    const LENGTHS: Lengths =
        Lengths { master: (8, 8), sub_master: (8, 8), user: (4, 6), technician: (6, 6), netcode: (7, 7) };

    #[test]
    fn a_whole_entry_is_judged_by_its_length() {
        let args = [Arg::Code(Level::User), Arg::Period, Arg::Time, Arg::Time, Arg::Week];
        // Seventeen digits could be a code of four with its period and times, and then the days are too few.
        assert_eq!(read_args(&args, "33660133018300101", &LENGTHS), Attempt::Stopped(4));
        let Attempt::Whole(fields) = read_args(&args, "33660133018300101000", &LENGTHS) else { panic!() };
        assert_eq!(fields.first(), Some(&Field::Code("3366".into())));
        assert_eq!(fields.last(), Some(&Field::Week(0b000_1010)));
    }

    #[test]
    fn a_code_of_any_length_in_range_is_found() {
        let args = [Arg::Code(Level::User), Arg::Again];
        for code in ["3366", "33667", "336677"] {
            let typed = std::format!("{code}{code}");
            let fields = vec![Field::Code(code.into()), Field::Code(code.into())];
            assert_eq!(read_args(&args, &typed, &LENGTHS), Attempt::Whole(fields));
        }
        assert_eq!(read_args(&args, "33663367", &LENGTHS), Attempt::Stopped(1));
    }

    #[test]
    fn calendar_and_week_fields_are_checked() {
        for (arg, good, bad) in [
            (Arg::Time, "2359", "2400"),
            (Arg::TimeOrNever, "2400", "2401"),
            (Arg::Date, "280229", "270229"),
            (Arg::DateTime, "2601150930", "2601150960"),
            (Arg::Week, "1111100", "1111102"),
            (Arg::LockId, "100000", "099999"),
            (Arg::Place(1, 20), "20", "21"),
            (Arg::Flag, "1", "2"),
            (Arg::Number { digits: 2, from: 2, to: 12, step: Some(2) }, "06", "07"),
        ] {
            assert!(
                matches!(read_args(core::slice::from_ref(&arg), good, &LENGTHS), Attempt::Whole(_)),
                "{good}"
            );
            assert_eq!(read_args(core::slice::from_ref(&arg), bad, &LENGTHS), Attempt::Stopped(0), "{bad}");
        }
        let week = read_args(&[Arg::Week], "0101000", &LENGTHS);
        assert_eq!(week, Attempt::Whole(vec![Field::Week(0b000_1010)]), "Tuesday and Thursday");
    }
}
