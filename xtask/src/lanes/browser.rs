//! The front desk in headless Chromium.

use crate::lane::{Lane, Skip, Steps};
use crate::run::{Cmd, target_dir};

pub(crate) const LANE: Lane =
    Lane { name: "browser", about: "the front desk in headless Chromium: every path, accessibility", run };

const ADDON: &str = "bindings/node";
const DESK: &str = "examples/front-desk";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.need("node", &["nodejs"])?;
    steps.need("npm", &["npm"])?;
    let chromium = steps.need("chromium", &["chromium"])?;
    let npm = |dir: &str, args: &str| Cmd::new("npm").args(args).dir(dir);
    let install = "install --ignore-scripts --no-audit --no-fund";
    if !steps.step("install the addon's tools", &npm(ADDON, install))
        || !steps.step("build the addon", &npm(ADDON, "run --silent build:dev"))
        || !steps.step("install the front desk", &npm(DESK, install))
    {
        return Ok(());
    }
    let test =
        npm(DESK, "test").env("CHROMIUM", chromium).env("FRONT_DESK_SHOTS", target_dir().join("front-desk"));
    steps.step("paths, screenshots, accessibility", &test);
    Ok(())
}
