//! Arrow's C stream interface in PyCapsules: how tables come in without a copy and go out again.
//!
//! Taking over the stream that another library has put into a capsule is the one thing of this package that no safe
//! function does.

use std::ptr::NonNull;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array as _, RecordBatch, RecordBatchIterator, RecordBatchReader as _};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::error::Answer;

const NAME: &std::ffi::CStr = c"arrow_array_stream";

/// A table: batches of one schema.
pub(crate) struct Batches {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

fn broken(error: &ArrowError) -> PyErr {
    PyValueError::new_err(format!("this is no sound Arrow data: {error}"))
}

/// The batches of a table of any library that speaks Arrow. The columns stay where they are.
pub(crate) fn import(table: &Bound<'_, PyAny>) -> Answer<Batches> {
    let Ok(method) = table.getattr("__arrow_c_stream__") else {
        let class = table.get_type().name()?.to_string();
        return Err(PyTypeError::new_err(format!(
            "a {class} is no table of Arrow: give a table of PyArrow, pandas, Polars or DuckDB, or whatever else has \
             __arrow_c_stream__"
        ))
        .into());
    };
    let capsule = method.call0()?.cast_into::<PyCapsule>().map_err(PyErr::from)?;
    let stream = stream(&capsule)?;
    let reader = RecordBatchStreamReader::try_new(stream).map_err(|error| broken(&error))?;
    let schema = reader.schema();
    let batches = table.py().detach(|| reader.map(|batch| sound(batch?)).collect::<Result<Vec<_>, _>>());
    Ok(Batches { schema, batches: batches.map_err(|error| broken(&error))? })
}

/// Takes the stream out of its capsule, which is left empty as the interface wants it.
fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<FFI_ArrowArrayStream> {
    let pointer: NonNull<FFI_ArrowArrayStream> = capsule.pointer_checked(Some(NAME))?.cast();
    #[expect(unsafe_code, reason = "what lies in a capsule can be reached through its pointer alone")]
    // SAFETY: a capsule of this name holds an `ArrowArrayStream` by the rules of the PyCapsule interface, it lives as
    // long as the capsule, and while the interpreter is attached here nobody else reads it.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    Ok(stream)
}

/// The batch, once its offsets and texts are known to be what their types say: it may come from any library.
fn sound(batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
    batch.columns().iter().try_for_each(|column| column.to_data().validate_full())?;
    Ok(batch)
}

/// A stream over the batches in a capsule.
pub(crate) fn export<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: &[RecordBatch],
) -> PyResult<Bound<'py, PyCapsule>> {
    let batches: Vec<_> = batches.iter().cloned().map(Ok).collect();
    let reader = RecordBatchIterator::new(batches, SchemaRef::clone(schema));
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), NAME)
}
