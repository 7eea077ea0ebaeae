//! Plain values: across the border they are their JSON forms, and on the other side the generated data classes.

use netcode::time::Zone;
use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Answer;

/// A generated class: its module and its name.
pub(crate) type Class = (&'static str, &'static str);

/// The value of a class; its moments are in UTC.
pub(crate) fn give<'py>(py: Python<'py>, of: Class, value: &impl Serialize) -> Answer<Bound<'py, PyAny>> {
    give_in(py, of, value, None)
}

/// The value of a class; its moments are in the zone, if there is one.
pub(crate) fn give_in<'py>(
    py: Python<'py>,
    of: Class,
    value: &impl Serialize,
    zone: Option<Zone>,
) -> Answer<Bound<'py, PyAny>> {
    static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    read(READ.import(py, "netcode._wire", "read")?, of, value, zone)
}

/// A list of values of a class.
pub(crate) fn give_all<'py>(
    py: Python<'py>,
    of: Class,
    values: &impl Serialize,
    zone: Option<Zone>,
) -> Answer<Bound<'py, PyAny>> {
    static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    read(READ.import(py, "netcode._wire", "read_list")?, of, values, zone)
}

fn read<'py>(
    read: &Bound<'py, PyAny>,
    of: Class,
    value: &impl Serialize,
    zone: Option<Zone>,
) -> Answer<Bound<'py, PyAny>> {
    let value = serde_json::to_value(value).map_err(|error| PyTypeError::new_err(error.to_string()))?;
    Ok(read.call1((of.0, of.1, to_python(read.py(), &value)?, zone.map(Zone::name)))?)
}

/// Takes a value of a generated class. What is in it is not repeated when it cannot be taken: it may be secret.
pub(crate) fn take<T: DeserializeOwned>(value: &Bound<'_, PyAny>) -> Answer<T> {
    let written = written(value)?;
    serde_json::from_value(written).map_err(|_| {
        let class = value.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
        let wanted = short_name(std::any::type_name::<T>());
        PyTypeError::new_err(format!(
            "this {class} is no {wanted}, or a field of it has another type or range"
        ))
        .into()
    })
}

/// The name of a type without the paths of its modules: `alloc::vec::Vec<netcode::time::Weekday>` is `Vec<Weekday>`.
fn short_name(path: &str) -> String {
    path.split_inclusive(['<', '>', ',', ' ', '(', ')'])
        .map(|part| part.rsplit("::").next().unwrap_or(part))
        .collect()
}

/// The JSON form of a value.
pub(crate) fn written(value: &Bound<'_, PyAny>) -> Answer<Value> {
    static WRITE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    Ok(from_python(&WRITE.import(value.py(), "netcode._wire", "write")?.call1((value,))?)?)
}

fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(flag) => flag.into_bound_py_any(py),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => whole.into_bound_py_any(py),
            (_, Some(whole)) => whole.into_bound_py_any(py),
            _ => number.as_f64().into_bound_py_any(py),
        },
        Value::String(text) => text.into_bound_py_any(py),
        Value::Array(items) => {
            let list = PyList::empty(py);
            items.iter().try_for_each(|item| list.append(to_python(py, item)?))?;
            Ok(list.into_any())
        }
        Value::Object(fields) => {
            let dict = PyDict::new(py);
            fields.iter().try_for_each(|(name, field)| dict.set_item(name, to_python(py, field)?))?;
            Ok(dict.into_any())
        }
    }
}

fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if value.is_none() {
        Ok(Value::Null)
    } else if value.is_instance_of::<PyBool>() {
        Ok(Value::Bool(value.extract()?))
    } else if value.is_instance_of::<PyInt>() {
        Ok(match value.extract::<i64>() {
            Ok(whole) => whole.into(),
            Err(_) => value.extract::<u64>()?.into(),
        })
    } else if value.is_instance_of::<PyFloat>() {
        Ok(value.extract::<f64>()?.into())
    } else if let Ok(text) = value.cast::<PyString>() {
        Ok(text.to_str()?.into())
    } else if let Ok(items) = value.cast::<PyList>() {
        items.iter().map(|item| from_python(&item)).collect()
    } else if let Ok(items) = value.cast::<PyTuple>() {
        items.iter().map(|item| from_python(&item)).collect()
    } else {
        let fields = value.cast::<PyDict>()?.iter();
        fields.map(|(name, field)| Ok((name.extract::<String>()?, from_python(&field)?))).collect()
    }
}

/// What makes a value again: a call, and what it is called on.
pub(crate) type Made<'py> = (Bound<'py, PyAny>, (Bound<'py, PyType>,));

/// How pickle makes a value again by a static method of its class.
pub(crate) fn made<'py>(
    value: &Bound<'py, PyAny>,
    method: &str,
    args: &Bound<'py, PyTuple>,
    named: Option<&Bound<'py, PyDict>>,
) -> PyResult<Made<'py>> {
    let py = value.py();
    let args = args.to_list();
    args.insert(0, method)?;
    let call = py.import("operator")?.getattr("methodcaller")?.call(args.to_tuple(), named)?;
    Ok((call, (value.get_type(),)))
}
