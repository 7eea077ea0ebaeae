//! Codes in bulk on Spark: the example on two worker processes, compared with one process.

use super::python::{environment, install};
use crate::lane::{Lane, Skip, Steps};
use crate::run::Cmd;

pub(crate) const LANE: Lane =
    Lane { name: "spark", about: "codes in bulk on Spark, row for row as in one process", run };

const EXAMPLE: &str = "examples/spark";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.need("java", &["openjdk-17-jre-headless"])?;
    let python = environment()?;
    if !install(steps, &python, "spark") {
        return Ok(());
    }
    let run = |args: &str| Cmd::program(&python).args(args).dir(EXAMPLE);
    steps.step("types", &run("-m mypy --strict --no-incremental bulk.py run.py"));
    steps.step("ten thousand stays", &run("run.py 10000"));
    Ok(())
}
