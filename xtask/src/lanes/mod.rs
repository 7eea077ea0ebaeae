//! The lanes, one file each.

pub(crate) mod browser;
pub(crate) mod cross;
pub(crate) mod fuzz;
pub(crate) mod kotlin;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod rust;
pub(crate) mod secrets;
pub(crate) mod spark;
pub(crate) mod stores;
pub(crate) mod swift;
pub(crate) mod vectors;

use crate::lane::Lane;

/// Every lane, in the order they run.
pub(crate) const LANES: &[Lane] = &[
    rust::LANE,
    cross::LANE,
    secrets::LANE,
    fuzz::LANE,
    vectors::LANE,
    stores::LANE,
    python::LANE,
    spark::LANE,
    node::LANE,
    browser::LANE,
    kotlin::LANE,
    swift::LANE,
];
