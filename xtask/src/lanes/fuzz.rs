//! The fuzz targets: built, and each given a short run from its seeds.

use std::{fs, io};

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, root};
use crate::tools;

pub(crate) const LANE: Lane = Lane { name: "fuzz", about: "every fuzz target, briefly", run };

/// Inputs each target is given; bounded by number, so that a slow machine does the same work.
const RUNS: &str = "-runs=20000";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let Some(fuzz) = tools::cargo_tool("cargo-fuzz", "0.13.2")? else {
        return Err(Skip("`cargo-fuzz` is not installed".to_owned()));
    };
    let command = |what: &str, target: &str| {
        Cmd::new(&fuzz.to_string_lossy())
            .arg(what)
            .arg(target)
            .arg("--sanitizer")
            .arg("none")
            .dir(root().join("fuzz"))
            .env("RUSTC_BOOTSTRAP", "1")
    };
    for target in targets().map_err(|error| Skip(format!("no fuzz targets: {error}")))? {
        let corpus = root().join("fuzz/corpus").join(&target);
        fs::create_dir_all(&corpus).map_err(|error| Skip(format!("no corpus folder: {error}")))?;
        let seeds = root().join("fuzz/seeds").join(&target);
        let run = command("run", &target).arg(&corpus).arg(&seeds).arg("--").arg(RUNS).arg("-max_len=2048");
        steps.step(&target, &run);
    }
    steps.discard(&root().join("fuzz/target"));
    Ok(())
}

/// The targets are the files of their folder, so that a new one is run without being listed here.
fn targets() -> io::Result<Vec<String>> {
    let files = fs::read_dir(root().join("fuzz/fuzz_targets"))?;
    let paths = files.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>()?;
    let mut names: Vec<String> =
        paths.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}
