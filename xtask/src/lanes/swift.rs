//! The Swift package, with the Swift of Debian 13 in a root of its own: made once, kept in the repository's folder of
//! tools. It checks the language and the interface; what needs an Apple machine stays unchecked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lane::{Lane, Skip, Steps};
use crate::mobile::{self, Built};
use crate::run::{Cmd, root};

pub(crate) const LANE: Lane = Lane {
    name: "swift",
    about: "the Swift package, compiled and run with Swift 6 in a Debian 13 root",
    run,
};

/// Where the parts of the repository lie inside the root.
const INSIDE: &str = "netcode";
/// The package, there as here.
const PACKAGE: &str = "bindings/mobile/swift";

/// The programs of `examples/swift`.
const EXAMPLES: [&str; 4] = ["FrontDesk", "Technician", "Guest", "Host"];

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let swift_root = swift_root(steps)?;
    let Some(built) = mobile::build(steps, "swift") else { return Ok(()) };
    if !steps.record("package", lay_out(&swift_root.join(INSIDE), &built)) {
        return Ok(());
    }
    let _mounted = Mounted::proc(&swift_root)?;
    let swift = |version: &str, what: &str, package: &str| {
        Cmd::new("chroot")
            .arg(&swift_root)
            .arg("env")
            .arg("HOME=/root")
            .arg(format!("NETCODE_VECTORS=/{INSIDE}/vectors"))
            .arg(format!("LD_LIBRARY_PATH=/{INSIDE}/lib"))
            .arg(format!("NETCODE_SWIFT_MODE={version}"))
            .arg("swift")
            .arg(what)
            .arg("--disable-sandbox")
            .arg(format!("--package-path=/{INSIDE}/{package}"))
            .arg(format!("--scratch-path=/{INSIDE}/.build/{what}-{version}"))
            .arg("-Xlinker")
            .arg(format!("-L/{INSIDE}/lib"))
    };
    for version in ["5", "6"] {
        let tests = swift(version, "test", PACKAGE).arg("--disable-swift-testing");
        steps.step(&format!("tests in language mode {version}"), &tests);
    }
    for example in EXAMPLES {
        let run = swift("6", "run", "examples/swift/FrontDesk").arg(example);
        steps.step(&format!("example {example}"), &run);
    }
    Ok(())
}

/// Puts the package, the generated sources, the library, the example and the vectors into the root.
fn lay_out(inside: &Path, built: &Built) -> bool {
    let copy = |from: &Path, to: &str| {
        let to = inside.join(to);
        let made = to.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        // Unchanged files keep their times, so that only what changed is compiled again.
        made && Cmd::new("cp -rT --preserve=timestamps").arg(from).arg(to).succeeds()
    };
    let parts = [PACKAGE, "examples/swift", "vectors"];
    let cleared = parts.iter().all(|part| {
        let old = inside.join(part);
        !old.exists() || fs::remove_dir_all(old).is_ok()
    });
    cleared
        && parts.iter().all(|part| copy(&root().join(part), part))
        && copy(&built.sources.join("Netcode.swift"), &format!("{PACKAGE}/Sources/Netcode/Netcode.swift"))
        && copy(&built.sources.join("NetcodeFFI.h"), &format!("{PACKAGE}/Sources/NetcodeFFI/NetcodeFFI.h"))
        && copy(&built.library, "lib/libnetcode_mobile.so")
}

/// The Debian 13 root with Swift in it; making it takes minutes and 2.6 GB, so it is made once.
fn swift_root(steps: &Steps) -> Result<PathBuf, Skip> {
    if Cmd::new("id -u").output().1.trim() != "0" {
        return Err(Skip(
            "the Swift of Debian 13 lives in a root of its own, which only root can enter".to_owned(),
        ));
    }
    let folder = root().join(".local/swift-root");
    let complete = folder.join(".complete");
    if complete.is_file() {
        return Ok(folder);
    }
    let debootstrap = steps.need("debootstrap", &["debootstrap"])?;
    let failed = |what: &str| Skip(format!("could not {what} in {}", folder.display()));
    fs::create_dir_all(&folder).map_err(|_| failed("make a folder"))?;
    let base = Cmd::program(&debootstrap).arg("--variant=minbase").arg("trixie").arg(&folder);
    if !base.succeeds() {
        return Err(failed("install Debian 13"));
    }
    let swift =
        Cmd::new("chroot").arg(&folder).arg("env").arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get");
    let swift = ["install", "-y", "--no-install-recommends", "swiftlang", "libc6-dev", "libstdc++-14-dev"]
        .into_iter()
        .fold(swift, Cmd::arg);
    if !swift.succeeds() {
        return Err(failed("install Swift"));
    }
    fs::write(&complete, "").map_err(|_| failed("finish"))?;
    Ok(folder)
}

/// The root's `/proc`, without which Swift does not find its own libraries; dropping this takes it away again.
struct Mounted(PathBuf);

impl Mounted {
    fn proc(swift_root: &Path) -> Result<Self, Skip> {
        let place = swift_root.join("proc");
        let mounted = Cmd::new("mount -t proc proc").arg(&place).succeeds();
        if mounted {
            Ok(Self(place))
        } else {
            Err(Skip("could not mount /proc in the Swift root".to_owned()))
        }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if !Cmd::new("umount").arg(&self.0).succeeds() {
            eprintln!("{} is still mounted", self.0.display());
        }
    }
}
