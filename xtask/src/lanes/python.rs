//! The Python package, built from the checkout into a virtual environment of its own.

use std::path::{Path, PathBuf};

use super::stores::{Server, Sync};
use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, root};
use crate::tools;

pub(crate) const LANE: Lane =
    Lane { name: "python", about: "the Python package: vectors, types, stubs, examples", run };

const PACKAGE: &str = "bindings/python";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let python = environment()?;
    if !install(steps, &python, "test") {
        return Ok(());
    }
    let run = |args: &str| Cmd::program(&python).args(args).dir(PACKAGE);
    // The portal's tests run on PostgreSQL as well where there is one.
    let server = match Server::start(Sync::Off) {
        Err(why) if tools::ci() => return Err(why),
        started => started.ok(),
    };
    let tests = run("-m pytest -q -p no:cacheprovider");
    let url = server.as_ref().map(|server| server.url.as_str());
    steps.step("tests", &url.into_iter().fold(tests, |tests, url| tests.env("NETCODE_TEST_POSTGRES", url)));
    drop(server);
    steps.step("types", &run("-m mypy --strict tests ../../examples/python/execute.py"));
    steps.step("notebook", &run("../../examples/python/execute.py"));
    // Outside the source tree, so that the installed package is what is looked at.
    let allow = root().join(PACKAGE).join("tests/stubtest-allow.txt");
    let stubs = Cmd::program(&python).args("-m mypy.stubtest netcode --allowlist").arg(allow);
    steps.step("stubs", &stubs.dir(python.parent().unwrap_or(Path::new("."))));
    Ok(())
}

/// Installs the package with what one of its extras names.
pub(super) fn install(steps: &mut Steps, python: &Path, extra: &str) -> bool {
    // The development profile: a release build takes minutes and tests the same code.
    let install = Cmd::program(python)
        .args("-m pip install --quiet")
        .arg(format!("./bindings/python[{extra}]"))
        .env("MATURIN_PEP517_ARGS", "--profile=dev");
    steps.step("install", &install)
}

/// The virtual environment's Python, made when it is not there yet.
pub(crate) fn environment() -> Result<PathBuf, Skip> {
    let system = tools::need("python3", &["python3", "python3-venv"])?;
    let folder = root().join(PACKAGE).join(".venv");
    let python = folder.join("bin/python");
    let make = Cmd::program(&system).args("-m venv").arg(&folder);
    if python.is_file() || make.succeeds() {
        Ok(python)
    } else {
        Err(Skip("no virtual environment could be made (Debian: python3-venv)".to_owned()))
    }
}
