//! The Node package, built from the checkout.

use std::fs;

use crate::lane::{Lane, Skip, Steps};
use crate::lanes::stores::{Server, Sync};
use crate::run::{Cmd, root};
use crate::tools;

pub(crate) const LANE: Lane = Lane { name: "node", about: "the Node package: vectors, values, types", run };

const PACKAGE: &str = "bindings/node";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.need("node", &["nodejs"])?;
    steps.need("npm", &["npm"])?;
    let npm = |args: &str| Cmd::new("npm").args(args).dir(PACKAGE);
    // Without scripts: the package's own one would build for release, which takes minutes and tests the same code.
    if !steps.step("install", &npm("install --ignore-scripts --no-audit --no-fund")) {
        return Ok(());
    }
    let types = root().join(PACKAGE).join("index.d.ts");
    let committed = fs::read_to_string(&types).unwrap_or_default();
    if !steps.step("build", &npm("run --silent build:dev")) {
        return Ok(());
    }
    println!("\n--- node: the committed types are those of the build");
    steps.record("index.d.ts", fs::read_to_string(&types).is_ok_and(|made| made == committed));
    let server = match Server::start(Sync::Off) {
        Err(skip) if tools::ci() => return Err(skip),
        server => server.map_err(|Skip(why)| println!("without PostgreSQL: {why}")).ok(),
    };
    let url = server.as_ref().map(|server| server.url.as_str());
    steps.step("tests", &url.iter().fold(npm("test"), |cmd, url| cmd.env("NETCODE_TEST_POSTGRES", url)));
    steps.step("types", &npm("run --silent typecheck"));
    Ok(())
}
