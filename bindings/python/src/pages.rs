//! Lists that are fetched page by page.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use netcode::error::{Error, table::portal as codes};
use pyo3::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::error::Answer;
use crate::value::{Class, give};

/// The items of a page, and the place where the next one begins.
pub(crate) type Fetch<T> = netcode::Result<(Vec<T>, Option<String>)>;

type Fetcher = Box<dyn Fn(Option<&str>) -> Fetch<Value> + Send + Sync>;

/// The items of a list, fetched page by page.
#[pyclass(frozen, module = "netcode.portal")]
pub(crate) struct Pages {
    of: Class,
    fetch: Fetcher,
    state: Mutex<Fetched>,
}

struct Fetched {
    waiting: VecDeque<Value>,
    next: Option<String>,
    begun: bool,
}

impl Pages {
    /// A list of values of a class; `page` answers the page at a place, the first one without.
    pub(crate) fn new<T: Serialize>(
        of: Class,
        page: impl Fn(Option<&str>) -> Fetch<T> + Send + Sync + 'static,
    ) -> Self {
        let fetch = move |place: Option<&str>| {
            let (items, next) = page(place)?;
            let items = items.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
            let broken =
                |error| Error::new(&codes::STORE_FAILED, format_args!("an item cannot be written: {error}"));
            Ok((items.map_err(broken)?, next))
        };
        let state = Fetched { waiting: VecDeque::new(), next: None, begun: false };
        Self { of, fetch: Box::new(fetch), state: Mutex::new(state) }
    }

    /// The next item. A page is fetched when none waits, until a page says it is the last.
    fn item(&self) -> netcode::Result<Option<Value>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.waiting.is_empty() && (!state.begun || state.next.is_some()) {
            let (items, next) = (self.fetch)(state.next.as_deref())?;
            *state = Fetched { waiting: items.into(), next, begun: true };
        }
        Ok(state.waiting.pop_front())
    }
}

#[pymethods]
impl Pages {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> Answer<Option<Bound<'py, PyAny>>> {
        py.detach(|| self.item())?.map(|item| give(py, self.of, &item)).transpose()
    }
}
