//! The rows of Python and Node: each package is built for release from the checkout and times itself beside the
//! one-time-password library that programs of its language would use.

use std::path::Path;

use crate::lane::Skip;
use crate::lanes::python;
use crate::run::Cmd;
use crate::tools;

/// A language, the library beside it, and how its bench is run.
type Language = (&'static str, &'static str, fn() -> Result<String, Skip>);

const LANGUAGES: [Language; 2] = [("Python", "pyotp", run_python), ("Node", "otplib", run_node)];

/// The tables of all languages, or the reason why there is none.
pub(super) fn section() -> String {
    let one = |(name, rival, run): Language| {
        println!("--- {name}");
        let table = run().unwrap_or_else(|Skip(why)| format!("Not measured: {why}.\n"));
        format!(
            "\n## {name} beside `{rival}`\n\nOne process, one thread; at least 5 times as fast is asked of one code and 80 times of many.\n\n{table}"
        )
    };
    LANGUAGES.into_iter().map(one).collect()
}

fn run_python() -> Result<String, Skip> {
    let python = python::environment()?;
    // Without a profile named, the package is built for release.
    let install = Cmd::program(&python).args("-m pip install --quiet ./bindings/python[bench]");
    table(install, Cmd::program(&python).arg("bench.py").dir("bindings/python"))
}

fn run_node() -> Result<String, Skip> {
    let node = tools::need("node", &["nodejs"])?;
    tools::need("npm", &["npm"])?;
    let package = Path::new("bindings/node");
    let npm = |args: &str| Cmd::new("npm").args(args).dir(package);
    if !npm("install --ignore-scripts --no-audit --no-fund --silent").succeeds() {
        return Err(Skip("its packages could not be installed".to_owned()));
    }
    table(npm("run --silent build"), Cmd::program(&node).arg("bench.mjs").dir(package))
}

/// What `bench` prints as a table once `build` is done.
fn table(build: Cmd, bench: Cmd) -> Result<String, Skip> {
    println!("    {build}");
    if !build.succeeds() {
        return Err(Skip("the package could not be built".to_owned()));
    }
    println!("    {bench}");
    let (good, printed) = bench.output();
    let lines = printed.lines().filter(|line| line.starts_with('|'));
    let table: String = lines.map(|line| format!("{line}\n")).collect();
    if good && !table.is_empty() {
        Ok(table)
    } else {
        println!("{printed}");
        Err(Skip("its bench did not run".to_owned()))
    }
}
