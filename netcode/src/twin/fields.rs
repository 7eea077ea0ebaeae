//! The arguments of a program, by what they are.

use super::Moment;
use super::state::Period;
use crate::catalogue::Field;

pub(super) fn code(fields: &[Field]) -> Option<&str> {
    fields.iter().find_map(|field| match field {
        Field::Code(code) => Some(code.as_str()),
        _ => None,
    })
}

pub(super) fn text(fields: &[Field]) -> Option<&str> {
    fields.iter().find_map(|field| match field {
        Field::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

pub(super) fn number(fields: &[Field]) -> Option<u32> {
    fields.iter().find_map(|field| match field {
        Field::Number(number) => Some(*number),
        _ => None,
    })
}

pub(super) fn week(fields: &[Field]) -> Option<u8> {
    fields.iter().find_map(|field| match field {
        Field::Week(days) => Some(*days),
        _ => None,
    })
}

pub(super) fn times(fields: &[Field]) -> impl Iterator<Item = Option<u16>> {
    fields.iter().filter_map(|field| match field {
        Field::Time(minutes) => Some(*minutes),
        _ => None,
    })
}

pub(super) fn flags(fields: &[Field]) -> impl Iterator<Item = bool> {
    fields.iter().filter_map(|field| match field {
        Field::Flag(on) => Some(*on),
        _ => None,
    })
}

/// A date and time in one field or in two.
pub(super) fn date_time(fields: &[Field]) -> Option<Moment> {
    let one = fields.iter().find_map(|field| match field {
        Field::DateTime(at) => Some(Moment::from_naive(*at)),
        _ => None,
    });
    let two = || {
        let date = fields.iter().find_map(|field| match field {
            Field::Date(date) => date.and_hms_opt(0, 0, 0).map(Moment::from_naive),
            _ => None,
        })?;
        Some(date.plus(i64::from(times(fields).next()??) * 60))
    };
    one.or_else(two)
}

/// A period with hours and days; it has some of both.
pub(super) fn period(fields: &[Field]) -> Option<Period> {
    let mut hours = times(fields).flatten();
    let (start, end) = hours.next().zip(hours.next())?;
    let days = week(fields)?;
    (start != end && days != 0).then_some(Period { days, start, end, suspended: false })
}
