//! The rows of Python and Node: each package is built for release from the checkout and times itself beside the
//! one-time-password library that programs of its language would use.

use std::path::Path;

use crate::lane::Skip;
use crate::lanes::python;
use crate::run::Cmd;
use crate::tools;

/// A language, the library beside it, how its bench is run, and what is to be said before and after its table.
struct Language {
    name: &'static str,
    rival: &'static str,
    run: fn() -> Result<String, Skip>,
    head: &'static str,
    tail: &'static str,
}

const LANGUAGES: [Language; 2] = [
    Language {
        name: "Python",
        rival: "pyotp",
        run: run_python,
        head: "One process, one thread, fifteen rounds a row; ratios are of the fastest rounds.",
        tail: "\nA table costs more than a list of grants: eight columns are read and seven written, a row at a time.\n",
    },
    Language {
        name: "Node",
        rival: "otplib",
        run: run_node,
        head: "One process, one thread, fifteen rounds a row; ratios are of the fastest rounds.",
        tail: "\n`read` answers with an object of the bridge, and making one takes it a microsecond; that of `issue` is made \
               in\nJavaScript, its epoch and payload when they are asked for, and takes what the digits take.\n\nWhat a column \
               of codes takes beyond the core's own time in bulk is reading the columns, checking each grant, and\ncopying the \
               digits out.\n",
    },
];

/// The tables of all languages, or the reason why there is none.
pub(super) fn section() -> String {
    let one = |Language { name, rival, run, head, tail }: Language| {
        println!("--- {name}");
        let table = match run() {
            Ok(table) => format!("{table}{tail}"),
            Err(Skip(why)) => format!("Not measured: {why}.\n"),
        };
        format!("\n## {name} beside `{rival}`\n\n{head}\n\n{table}")
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
