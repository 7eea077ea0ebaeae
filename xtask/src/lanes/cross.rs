//! The part of the crate that runs in a lock, without the standard library and without an allocator.

use crate::lane::{Lane, Skip, Steps};
use crate::run::Cmd;

pub(crate) const LANE: Lane =
    Lane { name: "cross", about: "the lock's part without std, on the targets locks use", run };

fn run(steps: &mut Steps) -> Result<(), Skip> {
    steps.step("no std on the host", &Cmd::new("cargo check -p netcode-locks --lib --no-default-features"));
    Ok(())
}
