//! Profiles.

use std::collections::BTreeMap;

use netcode::code::ProfileOptions;
use netcode::error::table::core as codes;
use netcode::grant::Mode;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFrozenSet};

use crate::arg::{Int, optional};
use crate::enums::{self, ModeArg};
use crate::error::{Answer, Fail};
use crate::key::Format;

/// What a lock accepts: its format, its modes, greatest lengths, issue numbers, grace, first use, limiter and lists.
///
/// Modes that may be on together: any of ``standard-single``, ``standard-multi`` and ``24h``, or one of ``urm``, ``acc``,
/// ``end-date``; on layout X the fine modes, or one other.
///
/// >>> Profile(Format("S", 7), ["standard-single", "24h"], grace_minutes=15)
/// <Profile layout S, 7 digits, standard-single 24h>
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Profile(pub(crate) netcode::code::Profile);

/// The modes of any iterable.
fn modes_of(modes: &Bound<'_, PyAny>) -> Answer<Vec<Mode>> {
    modes.try_iter()?.map(|item| Ok(item?.extract::<ModeArg>()?.0)).collect()
}

/// Options from the keyword arguments, under the names of the class's attributes.
struct Options {
    options: ProfileOptions,
    longest: Vec<(Mode, u32)>,
}

impl Options {
    fn of(named: Option<&Bound<'_, PyDict>>) -> Answer<Self> {
        let Some(named) = named else {
            return Ok(Self { options: ProfileOptions::default(), longest: Vec::new() });
        };
        let mut options = ProfileOptions::default();
        let mut longest = Vec::new();
        for (name, value) in named.iter() {
            let name: String = name.extract()?;
            let number = || optional(&name, value.extract()?, &codes::PROFILE_OUT_OF_RANGE);
            match name.as_str() {
                "grace_minutes" => options.grace_minutes = number()?,
                "issues" => options.issues = number()?,
                "first_use_hours" => options.first_use_hours = number()?,
                "block_previous" => options.block_previous = value.extract()?,
                "limiter" => options.limiter = value.extract()?,
                "active_places" => options.active_places = number()?,
                "spent_places" => options.spent_places = number()?,
                "blocked_places" => options.blocked_places = number()?,
                "longest_minutes" => longest = longest_of(&value)?,
                _ => {
                    let message = format!("Profile() got an unexpected keyword argument '{name}'");
                    return Err(Fail::Python(pyo3::exceptions::PyTypeError::new_err(message)));
                }
            }
        }
        Ok(Self { options, longest })
    }

    fn apply(&self, profile: netcode::code::Profile) -> Answer<Profile> {
        let profile = profile.with_options(&self.options)?;
        let longest = self.longest.iter();
        Ok(Profile(longest.copied().try_fold(profile, |profile, (mode, n)| profile.with_longest(mode, n))?))
    }
}

fn longest_of(value: &Bound<'_, PyAny>) -> Answer<Vec<(Mode, u32)>> {
    let given: Option<BTreeMap<String, Int>> = value.extract()?;
    let read = |(mode, minutes): (String, Int)| {
        Ok((Mode::parse(&mode)?, minutes.whole("longest_minutes", &codes::PROFILE_OUT_OF_RANGE)?))
    };
    given.into_iter().flatten().map(read).collect()
}

#[pymethods]
impl Profile {
    #[new]
    #[pyo3(signature = (format, modes, **options))]
    fn new(
        format: &Bound<'_, Format>,
        modes: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Answer<Self> {
        Options::of(options)?.apply(netcode::code::Profile::new(format.get().0, &modes_of(modes)?)?)
    }

    /// A profile of any set of the layout's modes, for locks built to take it and for pricing.
    #[staticmethod]
    #[pyo3(signature = (format, modes, **options))]
    fn explicit(
        format: &Bound<'_, Format>,
        modes: &Bound<'_, PyAny>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> Answer<Self> {
        Options::of(options)?.apply(netcode::code::Profile::explicit(format.get().0, &modes_of(modes)?)?)
    }

    /// The same profile with the options that are given.
    #[pyo3(signature = (**options))]
    fn with_options(&self, options: Option<&Bound<'_, PyDict>>) -> Answer<Self> {
        Options::of(options)?.apply(self.0)
    }

    /// Layout and digits.
    #[getter]
    fn format(&self) -> Format {
        Format(self.0.format())
    }

    /// The modes that are on.
    #[getter]
    fn modes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyFrozenSet>> {
        let modes = self.0.modes().iter().map(|mode| enums::mode(py, mode));
        PyFrozenSet::new(py, modes.collect::<PyResult<Vec<_>>>()?)
    }

    /// The greatest length of a mode in minutes.
    fn longest_minutes(&self, mode: ModeArg) -> u32 {
        self.0.longest_minutes(mode.0)
    }

    /// Minutes a code works before its start and after its end.
    #[getter]
    fn grace_minutes(&self) -> u32 {
        self.0.grace_minutes()
    }

    /// How many issue numbers are accepted.
    #[getter]
    fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Hours for the first use of ``stay``, ``long`` and ``weekly``.
    #[getter]
    fn first_use_hours(&self) -> u32 {
        self.0.first_use_hours()
    }

    /// Whether a later rental ends earlier ones.
    #[getter]
    fn block_previous(&self) -> bool {
        self.0.block_previous()
    }

    /// Whether tries are counted.
    #[getter]
    fn limiter(&self) -> bool {
        self.0.limiter()
    }

    /// Places for rentals and weekly codes in use.
    #[getter]
    fn active_places(&self) -> u8 {
        self.0.active_places()
    }

    /// Places for spent single-use codes.
    #[getter]
    fn spent_places(&self) -> u8 {
        self.0.spent_places()
    }

    /// Places for blocked codes.
    #[getter]
    fn blocked_places(&self) -> u8 {
        self.0.blocked_places()
    }

    /// The risk through a day, for notebooks.
    fn _repr_svg_(&self) -> String {
        netcode::draw::risk_curve(&self.0, None)
    }

    fn __repr__(&self) -> String {
        let modes: Vec<&str> = self.0.modes().iter().map(Mode::as_str).collect();
        format!("<Profile {}, {}>", self.0.format(), modes.join(" "))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Pieces<'py>)> {
        let options = self.0.options();
        let named = PyDict::new(py);
        named.set_item("grace_minutes", options.grace_minutes)?;
        named.set_item("issues", options.issues)?;
        named.set_item("first_use_hours", options.first_use_hours)?;
        named.set_item("block_previous", options.block_previous)?;
        named.set_item("limiter", options.limiter)?;
        named.set_item("active_places", options.active_places)?;
        named.set_item("spent_places", options.spent_places)?;
        named.set_item("blocked_places", options.blocked_places)?;
        let longest = PyDict::new(py);
        for mode in Mode::ALL {
            longest.set_item(mode.as_str(), self.0.longest_minutes(mode))?;
        }
        named.set_item("longest_minutes", longest)?;
        let modes = self.0.modes().iter().map(Mode::as_str).collect();
        let rebuild = py.import("netcode._netcode")?.getattr("_profile")?;
        Ok((rebuild, (Format(self.0.format()), modes, named)))
    }
}

type Pieces<'py> = (Format, Vec<&'static str>, Bound<'py, PyDict>);

/// Builds a pickled profile anew.
#[pyfunction]
pub(crate) fn _profile(
    format: &Bound<'_, Format>,
    modes: &Bound<'_, PyAny>,
    options: &Bound<'_, PyDict>,
) -> Answer<Profile> {
    Profile::explicit(format, modes, Some(options))
}
