//! Whole numbers from languages whose numbers are wider than the fields they are given for.
//!
//! Python's are unbounded and JavaScript's are floating point. What does not fit is refused with the code of the
//! field's own range; nothing wraps, is cut or is rounded.

use crate::error::{Entry, Error, Result, table::core as codes};

/// `value` as 32 bits without a sign. `name` is the field's name for the message, `range` the code for a number
/// that is negative or too large.
///
/// # Errors
/// `range`.
#[inline]
pub fn whole(name: &str, value: i64, range: &'static Entry) -> Result<u32> {
    u32::try_from(value).map_err(|_| Error::new(range, format_args!("`{name}` of {value} is out of range")))
}

/// [`whole`] for a language that has floating point only.
///
/// ```
/// use netcode::error::table::core::GRANT_LENGTH_OUT_OF_RANGE as range;
/// use netcode::number::whole_from_float;
/// assert_eq!(whole_from_float("hours", 3.0, &range)?, 3);
/// assert_eq!(whole_from_float("hours", 1.5, &range).unwrap_err().code(), "number.not_whole");
/// assert_eq!(whole_from_float("hours", -1.0, &range).unwrap_err().code(), "grant.length_out_of_range");
/// # Ok::<(), netcode::Error>(())
/// ```
///
/// # Errors
/// `number.not_whole` for a fraction, an infinity or no number at all; `range`.
pub fn whole_from_float(name: &str, value: f64, range: &'static Entry) -> Result<u32> {
    if !value.is_finite() || value % 1.0 != 0.0 {
        return Err(Error::new(&codes::NUMBER_NOT_WHOLE, format_args!("`{name}` of {value} is not whole")));
    }
    // A float beyond 64 bits becomes the nearest that fits, which is out of every range here.
    whole(name, value as i64, range)
}

/// A number that measures something: finite and not below zero. `range` is the code for every other.
///
/// # Errors
/// `range`.
pub fn measure_from_float(name: &str, value: f64, range: &'static Entry) -> Result<f64> {
    if value.is_finite() && value >= 0.0 {
        return Ok(value);
    }
    Err(Error::new(range, format_args!("`{name}` of {value} is out of range")))
}

/// A civil year, 1 to 9999, for a language that has floating point only.
///
/// # Errors
/// `number.not_whole` for what is not whole, `time.out_of_range` for every other year.
pub fn year_from_float(value: f64) -> Result<i32> {
    let range = &codes::TIME_OUT_OF_RANGE;
    let year = whole_from_float("year", value, range)?;
    i32::try_from(year)
        .ok()
        .filter(|year| (1..=9_999).contains(year))
        .ok_or_else(|| Error::new(range, format_args!("the year {year} is out of range")))
}

/// Whether a JSON number is whole. Languages that read every number as floating point write those beyond 32 bits that
/// way, and such a number is out of every range and not malformed.
#[cfg(feature = "std")]
pub(crate) fn is_whole(number: &serde_json::Number) -> bool {
    let beyond = |value: f64| value.abs() > f64::from(u32::MAX) && value % 1.0 == 0.0;
    number.is_u64() || number.is_i64() || number.as_f64().is_some_and(beyond)
}

#[cfg(test)]
mod tests {
    use super::*;
    use codes::GRANT_LENGTH_OUT_OF_RANGE as RANGE;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_fits_is_kept_and_the_rest_refused(value: i64) {
            let read = whole("n", value, &RANGE).ok();
            prop_assert_eq!(read.map(i64::from), (0..=i64::from(u32::MAX)).contains(&value).then_some(value));
        }

        #[test]
        fn a_float_is_read_exactly_or_refused(value: f64) {
            match whole_from_float("n", value, &RANGE) {
                Ok(read) => prop_assert_eq!(f64::from(read), value),
                Err(error) if value.is_finite() && value.trunc() == value => {
                    prop_assert_eq!(error.code(), RANGE.code)
                }
                Err(error) => prop_assert_eq!(error.code(), "number.not_whole"),
            }
        }

        #[test]
        fn every_number_of_32_bits_passes_through_a_float(value: u32) {
            prop_assert_eq!(whole_from_float("n", f64::from(value), &RANGE).ok(), Some(value));
        }
    }

    #[test]
    fn a_measure_is_finite_and_not_below_zero() {
        for (value, good) in
            [(0.0, true), (2.5, true), (-0.1, false), (f64::NAN, false), (f64::INFINITY, false)]
        {
            assert_eq!(measure_from_float("n", value, &RANGE).is_ok(), good, "{value}");
        }
    }

    #[test]
    fn a_year_has_one_to_four_digits() {
        assert_eq!(year_from_float(2026.0).unwrap(), 2026);
        for value in [0.0, -1.0, 10_000.0, 1e300] {
            assert_eq!(year_from_float(value).unwrap_err().code(), "time.out_of_range");
        }
        assert_eq!(year_from_float(f64::NAN).unwrap_err().code(), "number.not_whole");
    }

    #[test]
    #[cfg(feature = "std")]
    fn a_json_number_is_whole_however_large() {
        for (text, whole) in [
            ("3", true),
            ("-3", true),
            ("3.0", false),
            ("5e9", true),
            ("4294967296.5", false),
            ("0.5", false),
            ("1e300", true),
            ("-1e19", true),
        ] {
            assert_eq!(is_whole(&serde_json::from_str(text).unwrap()), whole, "{text}");
        }
    }

    #[test]
    fn odd_floats() {
        for (value, code) in [
            (f64::NAN, "number.not_whole"),
            (f64::INFINITY, "number.not_whole"),
            (0.1, "number.not_whole"),
            (-1.0, RANGE.code),
            (4_294_967_296.0, RANGE.code),
            (1e300, RANGE.code),
        ] {
            assert_eq!(whole_from_float("n", value, &RANGE).unwrap_err().code(), code, "{value}");
        }
        assert_eq!(whole_from_float("n", -0.0, &RANGE).unwrap(), 0);
    }
}
