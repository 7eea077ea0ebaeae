//! Running programs: a command that can print itself, run from the repository's root.

use std::ffi::OsStr;
use std::fmt;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, Command, Stdio};

use crate::tools;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program with its arguments, environment and directory.
pub(crate) struct Cmd {
    program: String,
    args: Vec<String>,
    env: Vec<(String, String)>,
    dir: PathBuf,
}

impl Cmd {
    /// A command line split at blanks, run from the repository's root: `Cmd::new("cargo fmt --check")`.
    pub(crate) fn new(line: &str) -> Self {
        let mut words = line.split_whitespace().map(str::to_owned);
        Self {
            program: words.next().unwrap_or_default(),
            args: words.collect(),
            env: Vec::new(),
            dir: root(),
        }
    }

    /// A program given by its path.
    pub(crate) fn program(path: &Path) -> Self {
        Self { program: path.display().to_string(), args: Vec::new(), env: Vec::new(), dir: root() }
    }

    /// One more argument, which may contain blanks.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_string_lossy().into_owned());
        self
    }

    /// More arguments, split at blanks.
    pub(crate) fn args(mut self, args: &str) -> Self {
        self.args.extend(args.split_whitespace().map(str::to_owned));
        self
    }

    /// An environment variable for the program.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.to_owned(), value.as_ref().to_string_lossy().into_owned()));
        self
    }

    /// The directory to run in, relative to the root.
    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.dir = root().join(dir);
        self
    }

    /// Runs it with the terminal's output and answers whether it exited with zero.
    pub(crate) fn succeeds(&self) -> bool {
        match self.command().stdin(Stdio::null()).status() {
            Ok(status) => status.success(),
            Err(why) => {
                eprintln!("cannot run `{}`: {why}", self.program);
                false
            }
        }
    }

    /// Runs it and answers whether it exited with zero and all it printed, output before errors.
    pub(crate) fn output(&self) -> (bool, String) {
        match self.command().stdin(Stdio::null()).output() {
            Ok(out) => {
                let mut text = String::from_utf8_lossy(&out.stdout).into_owned();
                text.push_str(&String::from_utf8_lossy(&out.stderr));
                (out.status.success(), text)
            }
            Err(why) => (false, format!("cannot run `{}`: {why}", self.program)),
        }
    }

    /// Runs it while `read` reads what it prints as errors, to the end. Answers whether it exited with zero, what it
    /// printed otherwise, and what `read` made of the errors. What it prints otherwise must fit a pipe.
    pub(crate) fn output_reading_errors<T>(
        &self,
        read: impl FnOnce(BufReader<ChildStderr>) -> T,
    ) -> Result<(bool, String, T), String> {
        let failed = |why: &dyn fmt::Display| format!("cannot run `{}`: {why}", self.program);
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|why| failed(&why))?;
        let errors = child.stderr.take().ok_or_else(|| failed(&"no pipe"))?;
        let made = read(BufReader::with_capacity(1 << 20, errors));
        let out = child.wait_with_output().map_err(|why| failed(&why))?;
        Ok((out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned(), made))
    }

    /// The standard library's command.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.dir);
        // Cargo sets these for the program it runs; a nested cargo must find its own.
        for (name, _) in std::env::vars_os() {
            let name_text = name.to_string_lossy();
            if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        // Nothing is built twice from changed sources there, and these files would be half of all that is built.
        if tools::ci() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl fmt::Display for Cmd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.env {
            write!(f, "{name}={value} ")?;
        }
        write!(f, "{}", self.program)?;
        for arg in &self.args {
            write!(f, " {arg}")?;
        }
        Ok(())
    }
}
