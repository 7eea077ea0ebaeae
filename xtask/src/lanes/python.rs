//! The Python package, built from the checkout into a virtual environment of its own.

use std::path::{Path, PathBuf};

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, root};

pub(crate) const LANE: Lane =
    Lane { name: "python", about: "the Python package: vectors, types, stubs, examples", run };

const PACKAGE: &str = "bindings/python";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let python = environment(steps)?;
    // The development profile: a release build takes minutes and tests the same code.
    let install = Cmd::program(&python)
        .args("-m pip install --quiet ./bindings/python[test]")
        .env("MATURIN_PEP517_ARGS", "--profile=dev");
    if !steps.step("install", &install) {
        return Ok(());
    }
    let run = |args: &str| Cmd::program(&python).args(args).dir(PACKAGE);
    steps.step("tests", &run("-m pytest -q -p no:cacheprovider"));
    steps.step("types", &run("-m mypy --strict tests"));
    // Outside the source tree, so that the installed package is what is looked at.
    let allow = root().join(PACKAGE).join("tests/stubtest-allow.txt");
    let stubs = Cmd::program(&python).args("-m mypy.stubtest netcode --allowlist").arg(allow);
    steps.step("stubs", &stubs.dir(python.parent().unwrap_or(Path::new("."))));
    Ok(())
}

/// The virtual environment's Python, made when it is not there yet.
fn environment(steps: &Steps) -> Result<PathBuf, Skip> {
    let system = steps.need("python3", &["python3", "python3-venv"])?;
    let folder = root().join(PACKAGE).join(".venv");
    let python = folder.join("bin/python");
    let make = Cmd::program(&system).args("-m venv").arg(&folder);
    if python.is_file() || make.succeeds() {
        Ok(python)
    } else {
        Err(Skip("no virtual environment could be made (Debian: python3-venv)".to_owned()))
    }
}
