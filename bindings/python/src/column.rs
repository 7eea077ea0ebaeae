//! Columns of a table by name and type, whichever of Arrow's forms a library writes.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use netcode::error::{Entry, Error, table::core as codes};
use netcode::number::whole;
use netcode::time::{ClockRule, LockTime, Zone, moment_of_micros};

use crate::error::Answer;

/// A column, whatever its type; none where the table has no such column.
pub(crate) struct Get<'a, T>(Option<Read<'a, T>>);

type Read<'a, T> = Box<dyn Fn(usize) -> Option<T> + Send + Sync + 'a>;

impl<T> Get<'_, T> {
    const NONE: Self = Self(None);

    /// What stands at a place; nothing where that is null.
    pub(crate) fn at(&self, at: usize) -> Option<T> {
        self.0.as_ref().and_then(|read| read(at))
    }
}

/// A column whose places are read so.
fn by<'a, T>(read: impl Fn(usize) -> Option<T> + Send + Sync + 'a) -> Get<'a, T> {
    Get(Some(Box::new(read)))
}

fn wrong(name: &str, has: &DataType, wants: &str) -> Error {
    Error::new(&codes::ROW_MALFORMED, format_args!("column `{name}` has type {has}"))
        .with_hint(format_args!("give `{name}` as {wants}"))
}

/// A column of texts.
pub(crate) fn texts<'a>(batch: &'a RecordBatch, name: &'a str) -> Answer<Get<'a, &'a str>> {
    let Some(column) = batch.column_by_name(name) else { return Ok(Get::NONE) };
    Ok(match column.data_type() {
        DataType::Null => Get::NONE,
        DataType::Utf8 => {
            let column = column.as_string::<i32>();
            by(move |at| column.is_valid(at).then(|| column.value(at)))
        }
        DataType::LargeUtf8 => {
            let column = column.as_string::<i64>();
            by(move |at| column.is_valid(at).then(|| column.value(at)))
        }
        DataType::Utf8View => {
            let column = column.as_string_view();
            by(move |at| column.is_valid(at).then(|| column.value(at)))
        }
        has => return Err(wrong(name, has, "text").into()),
    })
}

macro_rules! wholes {
    ($column:ident, $name:ident, $($kind:ident: $of:ty),+) => {
        match $column.data_type() {
            DataType::Null => Get::NONE,
            $(DataType::$kind => {
                let column = $column.as_primitive::<$of>();
                by(move |at| column.is_valid(at).then(|| i64::try_from(column.value(at)).unwrap_or(i64::MAX)))
            })+
            has => return Err(wrong($name, has, "whole numbers").into()),
        }
    };
}

/// A column of whole numbers. One that 64 bits cannot hold is the greatest, which is out of every range.
pub(crate) fn wholes<'a>(batch: &'a RecordBatch, name: &'a str) -> Answer<Get<'a, i64>> {
    let Some(column) = batch.column_by_name(name) else { return Ok(Get::NONE) };
    Ok(wholes!(column, name, Int8: Int8Type, Int16: Int16Type, Int32: Int32Type, Int64: Int64Type,
        UInt8: UInt8Type, UInt16: UInt16Type, UInt32: UInt32Type, UInt64: UInt64Type))
}

/// A number of a column in the range of a field.
pub(crate) fn ranged(
    get: &Get<'_, i64>,
    at: usize,
    name: &str,
    range: &'static Entry,
) -> netcode::Result<Option<u32>> {
    get.at(at).map(|value| whole(name, value, range)).transpose()
}

/// How times of a table are read: by zone and clock rule where there is a zone, and as lock time where there is none.
#[derive(Clone, Copy)]
pub(crate) struct Clock {
    pub(crate) zone: Option<Zone>,
    pub(crate) rule: ClockRule,
}

/// A column of times.
pub(crate) struct Times<'a> {
    texts: Option<Get<'a, &'a str>>,
    micros: Get<'a, i64>,
    zoned: bool,
}

/// A column of times: text of lock time, or timestamps with a zone, or lock time as timestamps without one.
pub(crate) fn times<'a>(batch: &'a RecordBatch, name: &'a str) -> Answer<Times<'a>> {
    let Some(column) = batch.column_by_name(name) else {
        return Ok(Times { texts: None, micros: Get::NONE, zoned: false });
    };
    let DataType::Timestamp(unit, zone) = column.data_type() else {
        let wants = "timestamps, or as text of lock time such as 2026-03-14T09:00";
        let texts = texts(batch, name).map_err(|_| wrong(name, column.data_type(), wants))?;
        return Ok(Times { texts: Some(texts), micros: Get::NONE, zoned: false });
    };
    let micros: Get<'a, i64> = match unit {
        TimeUnit::Second => {
            let column = column.as_primitive::<TimestampSecondType>();
            by(move |at| column.is_valid(at).then(|| column.value(at).saturating_mul(1_000_000)))
        }
        TimeUnit::Millisecond => {
            let column = column.as_primitive::<TimestampMillisecondType>();
            by(move |at| column.is_valid(at).then(|| column.value(at).saturating_mul(1_000)))
        }
        TimeUnit::Microsecond => {
            let column = column.as_primitive::<TimestampMicrosecondType>();
            by(move |at| column.is_valid(at).then(|| column.value(at)))
        }
        TimeUnit::Nanosecond => {
            let column = column.as_primitive::<TimestampNanosecondType>();
            by(move |at| column.is_valid(at).then(|| column.value(at).div_euclid(1_000)))
        }
    };
    Ok(Times { texts: None, micros, zoned: zone.is_some() })
}

impl<'a> Times<'a> {
    /// The lock time at a place.
    pub(crate) fn lock_time(&self, at: usize, clock: Clock) -> netcode::Result<Option<LockTime>> {
        if let Some(texts) = &self.texts {
            return texts.at(at).map(LockTime::parse).transpose();
        }
        let Some(micros) = self.micros.at(at) else { return Ok(None) };
        if let (false, None) = (self.zoned, clock.zone) {
            // Lock time that there is lies within any calendar.
            let time = LockTime::from_wall_seconds(micros.div_euclid(1_000_000));
            return time.map(Some).map_err(|error| moment_of_micros(micros).err().unwrap_or(error));
        }
        let moment = moment_of_micros(micros)?;
        match (self.zoned, clock.zone) {
            (true, Some(zone)) => zone.lock_time(clock.rule, moment).map(Some),
            (true, None) => Err(LockTime::refusal_of(moment.naive_utc(), true)
                .with_hint(format_args!("give the lock's zone, as `zone` or in a column of that name"))),
            (false, _) => Err(LockTime::refusal_of(moment.naive_utc(), false).with_hint(format_args!(
                "give timestamps with a zone, or leave out the lock's zone and give lock time"
            ))),
        }
    }
}
