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

/// Where the package lies inside the root.
const INSIDE: &str = "netcode";

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let swift_root = swift_root(steps)?;
    let Some(built) = mobile::build(steps, "swift") else { return Ok(()) };
    let package = swift_root.join(INSIDE);
    if !steps.record("package", lay_out(&package, &built)) {
        return Ok(());
    }
    let _mounted = Mounted::proc(&swift_root)?;
    for version in ["5", "6"] {
        let tests = Cmd::new("chroot")
            .arg(&swift_root)
            .arg("env")
            .arg("HOME=/root")
            .arg(format!("NETCODE_VECTORS=/{INSIDE}/vectors"))
            .arg(format!("LD_LIBRARY_PATH=/{INSIDE}/lib"))
            .arg(format!("NETCODE_SWIFT_MODE={version}"))
            .arg("swift")
            .arg("test")
            .arg("--disable-sandbox")
            .arg("--disable-swift-testing")
            .arg(format!("--package-path=/{INSIDE}"))
            .arg(format!("--scratch-path=/{INSIDE}/.build/{version}"))
            .arg("-Xlinker")
            .arg(format!("-L/{INSIDE}/lib"));
        steps.step(&format!("tests in language mode {version}"), &tests);
    }
    Ok(())
}

/// Puts the package, the generated sources, the library and the vectors into the root.
fn lay_out(package: &Path, built: &Built) -> bool {
    let copy = |from: &Path, to: &str| {
        let to = package.join(to);
        let made = to.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        // Unchanged files keep their times, so that only what changed is compiled again.
        made && Cmd::new("cp -rTu --preserve=timestamps").arg(from).arg(to).succeeds()
    };
    let old = ["Sources", "Tests", "vectors"].map(|name| package.join(name));
    let cleared = old.iter().all(|path| !path.exists() || fs::remove_dir_all(path).is_ok());
    let source = root().join("bindings/mobile/swift");
    cleared
        && copy(&source.join("Package.swift"), "Package.swift")
        && copy(&source.join("Sources"), "Sources")
        && copy(&source.join("Tests"), "Tests")
        && copy(&root().join("vectors"), "vectors")
        && copy(&built.sources.join("Netcode.swift"), "Sources/Netcode/Netcode.swift")
        && copy(&built.sources.join("NetcodeFFI.h"), "Sources/NetcodeFFI/NetcodeFFI.h")
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
