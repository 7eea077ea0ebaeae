//! The contract of the stores, run on a PostgreSQL of its own: started on loopback in a temporary folder, with a
//! random port and password, and stopped afterwards. Another one, which waits for the disk, is stopped at once again and
//! again while codes are issued.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::lane::{Lane, Skip, Steps};
use crate::run::Cmd;
use crate::tools;

pub(crate) const LANE: Lane = Lane {
    name: "stores",
    about: "the store contract on SQLite and on a PostgreSQL started for it; processes and servers that are killed",
    run,
};

fn run(steps: &mut Steps) -> Result<(), Skip> {
    let server = Server::start(Sync::Off)?;
    let contract = Cmd::new("cargo test -p netcode-locks --all-features --test all store")
        .env("NETCODE_TEST_POSTGRES", &server.url);
    steps.step("contract", &contract);
    let paging =
        "cargo test -p netcode-locks --all-features --test all a_hundred_thousand_locks -- --ignored";
    steps.step("a hundred thousand locks", &Cmd::new(paging));
    let killed = Cmd::new("cargo test -p netcode-cli --test portal -- --ignored --skip server_stopped")
        .env("NETCODE_TEST_POSTGRES", &server.url)
        .env("NETCODE_TEST_POSTGRES_BIN", server.pg_ctl.with_file_name(""));
    steps.step("killed processes, spent credits, dump and restore", &killed);
    drop(server);

    let server = Server::start(Sync::On)?;
    let stopped = Cmd::new("cargo test -p netcode-cli --test portal -- --ignored server_stopped")
        .env("NETCODE_TEST_POSTGRES", &server.url)
        .env("NETCODE_TEST_POSTGRES_STOP", server.line("stop --mode=immediate"))
        .env("NETCODE_TEST_POSTGRES_START", server.line(&server.start_words()));
    steps.step("a server stopped at once", &stopped);
    Ok(())
}

/// Whether the server waits for the disk at every commit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sync {
    On,
    Off,
}

/// A running server; dropping it stops it and removes its folder.
pub(crate) struct Server {
    pg_ctl: PathBuf,
    folder: PathBuf,
    owner: Option<Owner>,
    pub(crate) url: String,
    settings: String,
}

/// The account the server runs as, since it refuses to run as root.
struct Owner {
    uid: u32,
    gid: u32,
}

impl Server {
    pub(crate) fn start(sync: Sync) -> Result<Self, Skip> {
        let initdb = program("initdb")?;
        let pg_ctl = initdb.with_file_name("pg_ctl");
        let owner = if id("-u", "")? == 0 {
            Some(Owner { uid: id("-u", "postgres")?, gid: id("-g", "postgres")? })
        } else {
            None
        };
        let port = free_port()?;
        let folder = std::env::temp_dir().join(format!("netcode-postgres-{}-{port}", std::process::id()));
        let password = format!("{:x}{port}", std::process::id());
        let url = format!("postgres://netcode:{password}@127.0.0.1:{port}/postgres");
        let fsync = if sync == Sync::On { "on" } else { "off" };
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={} -c fsync={fsync} -c timezone=UTC",
            folder.display()
        );
        let server = Self { pg_ctl, folder, owner, url, settings };
        server.prepare(&password).map_err(|why| Skip(format!("no folder for PostgreSQL: {why}")))?;
        let data = server.folder.join("data");
        server.run_as_owner(
            Cmd::program(&initdb)
                .arg("--pgdata")
                .arg(&data)
                .arg("--username=netcode")
                .arg("--auth=scram-sha-256")
                .arg("--encoding=UTF8")
                .arg("--no-sync")
                .arg(format!("--pwfile={}", server.folder.join("password").display())),
        )?;
        server.run_as_owner(
            Cmd::program(&server.pg_ctl)
                .arg("start")
                .arg("--wait")
                .arg("--pgdata")
                .arg(&data)
                .arg("--log")
                .arg(server.folder.join("log"))
                .arg("--options")
                .arg(&server.settings),
        )?;
        Ok(server)
    }

    /// What `pg_ctl` is told to start the server.
    fn start_words(&self) -> String {
        format!("start --wait --log {} --options '{}'", self.folder.join("log").display(), self.settings)
    }

    /// A line for the shell that has `pg_ctl` do something to the server, as its owner.
    fn line(&self, words: &str) -> String {
        let as_owner = self.owner.as_ref().map_or(String::new(), |owner| {
            format!("setpriv --reuid={} --regid={} --clear-groups ", owner.uid, owner.gid)
        });
        let (folder, pg_ctl) = (self.folder.display(), self.pg_ctl.display());
        format!("cd {folder} && {as_owner}{pg_ctl} {words} --pgdata {folder}/data </dev/null >/dev/null 2>&1")
    }

    /// Makes the folder, the owner's alone, with the password in it.
    fn prepare(&self, password: &str) -> std::io::Result<()> {
        fs::create_dir(&self.folder)?;
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o700))?;
        let file = self.folder.join("password");
        fs::write(&file, password)?;
        for path in [&self.folder, &file] {
            self.give_to_owner(path)?;
        }
        Ok(())
    }

    fn give_to_owner(&self, path: &Path) -> std::io::Result<()> {
        match &self.owner {
            Some(owner) => chown(path, Some(owner.uid), Some(owner.gid)),
            None => Ok(()),
        }
    }

    fn run_as_owner(&self, cmd: Cmd) -> Result<(), Skip> {
        use std::os::unix::process::CommandExt as _;
        let cmd = cmd.dir(&self.folder);
        let mut command = cmd.command();
        command.stdin(Stdio::null()).stdout(Stdio::null());
        if let Some(owner) = &self.owner {
            command.uid(owner.uid).gid(owner.gid);
        }
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Skip(format!("`{cmd}` ended with {status}"))),
            Err(why) => Err(Skip(format!("`{cmd}` did not start: {why}"))),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let stop = Cmd::program(&self.pg_ctl).arg("stop").arg("--mode=fast").arg("--pgdata").arg(data);
        if let Err(Skip(why)) = self.run_as_owner(stop) {
            eprintln!("{why}");
        }
        if let Err(why) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {why}", self.folder.display());
        }
    }
}

/// A program of the PostgreSQL server, which Debian keeps off the search path.
fn program(name: &str) -> Result<PathBuf, Skip> {
    let debian = || {
        let mut versions: Vec<PathBuf> =
            fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        versions.sort();
        versions.into_iter().rev().map(|version| version.join("bin").join(name)).find(|file| file.is_file())
    };
    if let Some(found) = debian() {
        return Ok(found);
    }
    if tools::ci() && tools::find(name).is_none() {
        tools::install(&["postgresql"])?;
    }
    debian().map_or_else(|| tools::need(name, &["postgresql"]), Ok)
}

/// The number of a user, or of its group, from `id`; of the present user when `name` is empty.
fn id(which: &str, name: &str) -> Result<u32, Skip> {
    let (good, text) = Cmd::new(&format!("id {which} {name}")).output();
    let number = if good { text.trim().parse().ok() } else { None };
    number.ok_or_else(|| Skip(format!("there is no user `{name}` to run PostgreSQL as")))
}

/// A port nobody listens on now.
fn free_port() -> Result<u16, Skip> {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    port.map(|address| address.port()).map_err(|why| Skip(format!("no free port: {why}")))
}
