//! Finding the programs a lane needs, and installing them where that is allowed.

use std::path::PathBuf;

use crate::lane::Skip;
use crate::run::{Cmd, root};

/// Whether this is continuous integration: then Debian packages are installed and a skip is a failure.
pub(crate) fn ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// A program on the search path, or in the repository's own folder of installed tools.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = root().join(".local/bin");
    std::env::split_paths(&path).chain([own]).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// The program's path, after installing the Debian packages if that is allowed.
pub(crate) fn need(program: &str, debian: &[&str]) -> Result<PathBuf, Skip> {
    if let Some(found) = find(program) {
        return Ok(found);
    }
    let packages = debian.join(" ");
    if ci() && !debian.is_empty() {
        install(debian)?;
        return find(program)
            .ok_or_else(|| Skip(format!("`{program}` is not in the Debian packages {packages}")));
    }
    Err(Skip(if debian.is_empty() {
        format!("`{program}` is not installed")
    } else {
        format!("`{program}` is not installed (Debian: {packages})")
    }))
}

/// A cargo subcommand that is not part of Rust. Continuous integration builds it into the repository's own folder;
/// elsewhere it is used where it is installed, and its step is left out where it is not.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<Option<PathBuf>, Skip> {
    let found = find(name);
    if found.is_some() || !ci() {
        return Ok(found);
    }
    let install = Cmd::new(&format!("cargo install --quiet --locked --debug {name} --version {version}"))
        .arg("--root")
        .arg(root().join(".local"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    if install.succeeds() { Ok(find(name)) } else { Err(Skip(format!("could not install {name}"))) }
}

/// The files of a Debian package, after installing the packages if that is allowed.
pub(crate) fn debian_files(package: &str, debian: &[&str]) -> Result<Vec<PathBuf>, Skip> {
    let list = Cmd::new(&format!("dpkg -L {package}"));
    let (mut good, mut text) = list.output();
    if !good && ci() {
        install(debian)?;
        (good, text) = list.output();
    }
    if !good {
        return Err(Skip(format!("needs the Debian packages {}", debian.join(" "))));
    }
    Ok(text.lines().map(PathBuf::from).collect())
}

/// Installs Debian packages; only continuous integration calls it.
pub(crate) fn install(debian: &[&str]) -> Result<(), Skip> {
    let packages = debian.join(" ");
    let line = format!("apt-get install -y --no-install-recommends {packages}");
    let install = Cmd::new(&line).env("DEBIAN_FRONTEND", "noninteractive");
    let good = install.output().0 || (Cmd::new("apt-get update").output().0 && install.output().0);
    if good { Ok(()) } else { Err(Skip(format!("could not install the Debian packages {packages}"))) }
}
