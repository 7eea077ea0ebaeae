//! Arguments that several methods take.

use netcode::error::Entry;
use netcode::number::whole;
use pyo3::exceptions::PyOverflowError;
use pyo3::prelude::*;
use pyo3::types::PyInt;

use crate::error::{Answer, Fail};

/// An `int` of any size. One that no field can hold is kept as the nearest of 64 bits, which is out of every range.
#[derive(Clone, Copy)]
pub(crate) struct Int(i64);

impl Int {
    pub(crate) const ZERO: Int = Int(0);
    pub(crate) const ONE: Int = Int(1);

    pub(crate) fn whole(self, name: &str, range: &'static Entry) -> Answer<u32> {
        Ok(whole(name, self.0, range)?)
    }

    pub(crate) fn wide(self) -> i64 {
        self.0
    }
}

impl<'py> FromPyObject<'_, 'py> for Int {
    type Error = Fail;
    fn extract(value: Borrowed<'_, 'py, PyAny>) -> Result<Self, Fail> {
        let number = value.cast::<PyInt>()?;
        match number.extract::<i64>() {
            Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => {
                Ok(Self(if number.lt(0)? { i64::MIN } else { i64::MAX }))
            }
            read => Ok(Self(read?)),
        }
    }
}

/// An optional number of 32 bits.
pub(crate) fn optional(name: &str, value: Option<Int>, range: &'static Entry) -> Answer<Option<u32>> {
    value.map(|value| value.whole(name, range)).transpose()
}
