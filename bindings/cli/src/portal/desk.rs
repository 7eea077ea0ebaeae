//! What every portal command needs: the store, the master key, the time, and who acts.

use std::path::Path;

use chrono::{DateTime, Utc};
use netcode::Error;
use netcode::access::{MasterKey, Token};
use netcode::entropy::SystemEntropy;
use netcode::portal::{Portal, Settings};
use netcode::store::{PostgresStore, SqliteStore, Store};

use crate::fail::{Fail, Result};
use crate::keys::{missing, read_file};

/// Where the portal is and who acts
#[derive(clap::Args)]
pub(crate) struct DeskArgs {
    /// The store: an SQLite file, or postgres://user:password@host:port/database
    #[arg(long, global = true, value_name = "FILE|URL", default_value = "portal.db")]
    pub(crate) store: String,
    /// File with the portal's master key, 64 hexadecimal digits: keep it apart from the store, and back up both
    #[arg(long, global = true, value_name = "FILE", default_value = "portal.key")]
    pub(crate) key_file: String,
    /// File that keeps who is signed in
    #[arg(long, global = true, value_name = "FILE", default_value = "portal.session")]
    pub(crate) session_file: String,
    /// Act as this person, as the operator of the store; the audit trail says so
    #[arg(long = "as", global = true, value_name = "EMAIL")]
    pub(crate) operate_as: Option<String>,
    /// Act at this moment instead of the present one, for example 2026-07-01T12:00:00Z
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<DateTime<Utc>>,
    /// What links in mails begin with
    #[arg(long, global = true, value_name = "URL", default_value = "https://portal.example")]
    pub(crate) base_url: String,
    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// An open portal.
pub(crate) struct Desk {
    pub(crate) portal: Portal,
    pub(crate) now: DateTime<Utc>,
    pub(crate) json: bool,
    pub(crate) session_file: String,
    operate_as: Option<String>,
}

impl Desk {
    pub(crate) fn open(options: DeskArgs) -> Result<Self> {
        let master = MasterKey::from_hex(&read_file(&options.key_file)?)?;
        let settings = Settings { base_url: options.base_url.clone(), ..Settings::default() };
        let portal = Portal::open(open_store(&options.store)?, master, Box::new(SystemEntropy), settings)?;
        Ok(Self {
            portal,
            now: options.now.unwrap_or_else(present),
            json: options.json,
            session_file: options.session_file,
            operate_as: options.operate_as,
        })
    }

    /// The session of who acts or, where nobody was named, the operator's for the owner of the only account.
    pub(crate) fn session_or_owner(&self) -> Result<Token> {
        if self.operate_as.is_none() && !Path::new(&self.session_file).exists() {
            return Ok(self.portal.operate(self.now)?.token);
        }
        self.session()
    }

    /// The session of who acts: the operator's for a person, or the one of the session file.
    pub(crate) fn session(&self) -> Result<Token> {
        match &self.operate_as {
            Some(email) => Ok(self.portal.operate_as(self.now, email)?.token),
            None if Path::new(&self.session_file).exists() => {
                Ok(Token::from_text(&read_file(&self.session_file)?))
            }
            None => Err(missing("--as, or a session file from `netcode portal account sign-in`")),
        }
    }
}

pub(crate) fn open_store(store: &str) -> Result<Box<dyn Store>> {
    if PostgresStore::is_url(store) {
        return Ok(Box::new(PostgresStore::open(store)?));
    }
    Ok(Box::new(SqliteStore::open(Path::new(store))?))
}

#[expect(clippy::disallowed_methods, reason = "the command is where the clock is read")]
pub(crate) fn present() -> DateTime<Utc> {
    Utc::now()
}

/// Writes a file that only its owner may read; it must not be there yet unless `replace`.
pub(crate) fn write_private(path: &str, text: &str, replace: bool) -> Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    if !replace {
        options.create_new(true);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| writeln!(file, "{text}"));
    written.map_err(|error| Fail::File { path: path.to_owned(), error })
}

/// A password, from a file so that no command line shows it.
#[derive(clap::Args)]
pub(crate) struct PasswordArgs {
    /// File with the password in its first line; - is standard input
    #[arg(long, value_name = "FILE", default_value = "-")]
    password_file: String,
}

impl PasswordArgs {
    pub(crate) fn read(&self) -> Result<String> {
        Ok(read_file(&self.password_file)?.lines().next().unwrap_or_default().to_owned())
    }
}

/// A JSON text as one of the library's requests.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let entry = &netcode::error::table::core::ROW_MALFORMED;
        Fail::Refused(Error::new(entry, format_args!("the JSON does not fit: {error}")))
    })
}
