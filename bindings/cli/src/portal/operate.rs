//! What the operator does: making, checking, delivering, backing up.

use std::io::Write as _;
use std::path::Path;

use clap::Subcommand;
use netcode::Error;
use netcode::entropy::{Entropy as _, SystemEntropy};
use netcode::outbox::{
    Channel, Courier, Outcome as Delivered, Parcel, SmtpCourier, SmtpEncryption, preflight,
};
use netcode::portal::Report;
use netcode::store::{PostgresStore, SqliteStore};
use serde_json::json;

use super::desk::{Desk, DeskArgs, open_store, write_private};
use super::show;
use crate::fail::{Fail, Outcome, Result};
use crate::keys::read_file;

pub(crate) fn init(options: &DeskArgs) -> Result<Outcome> {
    if !Path::new(&options.key_file).exists() {
        let mut bytes = [0u8; 32];
        SystemEntropy.fill(&mut bytes)?;
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        write_private(&options.key_file, &hex, false)?;
    }
    open_store(&options.store)?;
    show(options.json, &json!({"done": "the store is ready", "key_file": options.key_file}))
}

pub(crate) fn backup(options: &DeskArgs, file: &str) -> Result<Outcome> {
    if PostgresStore::is_url(&options.store) {
        let entry = &netcode::error::table::portal::STORE_FAILED;
        return Err(Fail::Refused(
            Error::new(entry, format_args!("a PostgreSQL store is backed up by its own tools"))
                .with_hint(format_args!("use pg_dump and pg_restore")),
        ));
    }
    SqliteStore::open(Path::new(&options.store))?.backup(Path::new(file))?;
    show(options.json, &json!({"done": "copied", "file": file}))
}

#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// The trail, the newest first
    List {
        /// The place where the page before ended
        #[arg(long)]
        next: Option<String>,
        /// Records of a page
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Check that all books of all accounts are whole and tell the same story
    Verify,
}

pub(crate) fn run_audit(desk: &mut Desk, command: AuditCommand) -> Result<Outcome> {
    match command {
        AuditCommand::List { next, limit } => {
            show(desk.json, &desk.portal.audit(desk.now, &desk.session()?, next.as_deref(), limit)?)
        }
        AuditCommand::Verify => {
            let found = desk.portal.verify()?;
            show(desk.json, &found)?;
            found.sound()?;
            Ok(Outcome::Done)
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum OutboxCommand {
    /// What keeps a text message from being sent, before it is: alphabet, length, number
    Check {
        /// The number with its country code
        #[arg(long)]
        to: String,
        /// What it says
        text: String,
    },
    /// Take messages that are due, with their texts, for five minutes: for a courier of one's own
    Claim {
        /// Messages at most
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Say what became of a message that was claimed
    Settle {
        /// The message's id
        message: String,
        /// delivered, later or never
        outcome: String,
        /// Why not
        #[arg(long, default_value = "the courier gave no reason")]
        reason: String,
    },
    /// Hand over every message that is due
    Drain {
        /// The SMTP server for mail, host:port
        #[arg(long, value_name = "HOST:PORT")]
        smtp: Option<String>,
        /// Hand mail over by TLS only: from the beginning, or by STARTTLS
        #[arg(long, value_name = "HOW", requires = "smtp")]
        smtp_tls: Option<SmtpTls>,
        /// File with the certificates (PEM) of the authorities that vouch for the SMTP server, instead of the system's
        #[arg(long, value_name = "FILE", requires = "smtp_tls")]
        smtp_ca: Option<String>,
        /// The address mails come from
        #[arg(long, default_value = "portal@portal.example")]
        from: String,
        /// File to which messages without another courier are added, one JSON object a line. It will hold codes: only its
        /// owner may read it
        #[arg(long, value_name = "FILE")]
        spool: Option<String>,
        /// Messages at most
        #[arg(long, default_value_t = 1_000)]
        limit: u32,
    },
}

pub(crate) fn run_outbox(desk: &mut Desk, command: OutboxCommand) -> Result<Outcome> {
    match command {
        OutboxCommand::Check { to, text } => show(desk.json, &preflight(&to, &text)),
        OutboxCommand::Claim { limit } => {
            let parcels = desk.portal.claim(desk.now, limit)?;
            show(desk.json, &parcels.iter().map(told).collect::<Vec<_>>())
        }
        OutboxCommand::Settle { message, outcome, reason } => {
            let outcome = match outcome.as_str() {
                "delivered" => Delivered::Delivered,
                "later" => Delivered::Later(reason),
                "never" => Delivered::Never(reason),
                other => return Err(malformed(format_args!("`{other}` is not delivered, later or never"))),
            };
            desk.portal.settle(desk.now, &message, outcome)?;
            show(desk.json, &json!({"done": "settled"}))
        }
        OutboxCommand::Drain { smtp, smtp_tls, smtp_ca, from, spool, limit } => {
            let authorities = smtp_ca.map(|file| read_file(&file)).transpose()?;
            let smtp =
                smtp.map(|server| courier(&server, &from, smtp_tls, authorities.as_deref())).transpose()?;
            show(desk.json, &desk.portal.drain(desk.now, &mut Couriers { smtp, spool }, limit)?)
        }
    }
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum SmtpTls {
    Implicit,
    Starttls,
}

fn courier(server: &str, from: &str, tls: Option<SmtpTls>, authorities: Option<&str>) -> Result<SmtpCourier> {
    let usual = match tls {
        None => "25",
        Some(SmtpTls::Starttls) => "587",
        Some(SmtpTls::Implicit) => "465",
    };
    let (host, port) = server.rsplit_once(':').unwrap_or((server, usual));
    let port = port.parse().map_err(|_| malformed(format_args!("`{server}` is not host:port")))?;
    let encryption = match tls {
        None => return Ok(SmtpCourier::new(host, port, from)?),
        Some(SmtpTls::Starttls) => SmtpEncryption::StartTls,
        Some(SmtpTls::Implicit) => SmtpEncryption::Implicit,
    };
    Ok(SmtpCourier::encrypted(host, port, from, encryption, authorities)?)
}

fn malformed(what: std::fmt::Arguments<'_>) -> Fail {
    Fail::Refused(Error::new(&netcode::error::table::core::ROW_MALFORMED, what))
}

/// A message with its text: whoever delivers it needs the code in it.
fn told(parcel: &Parcel) -> serde_json::Value {
    json!({
        "id": parcel.id, "channel": parcel.channel, "to": parcel.recipient, "subject": parcel.subject, "text": parcel.text,
    })
}

pub(crate) fn report(desk: &mut Desk, words: String, diagnosis: String) -> Result<Outcome> {
    let message = desk.portal.report(desk.now, &desk.session()?, &Report { words, diagnosis })?;
    show(desk.json, &json!({"message": message}))
}

/// Mail by SMTP where there is a server, everything else into the spool.
struct Couriers {
    smtp: Option<SmtpCourier>,
    spool: Option<String>,
}

impl Courier for Couriers {
    fn deliver(&mut self, parcel: &Parcel) -> Delivered {
        match (&mut self.smtp, &self.spool) {
            (Some(smtp), _) if parcel.channel == Channel::Email => smtp.deliver(parcel),
            (_, Some(path)) => match append(path, parcel) {
                Ok(()) => Delivered::Delivered,
                Err(error) => Delivered::Later(format!("the spool cannot be written: {}", error.kind())),
            },
            _ => Delivered::Later("there is no courier for it".to_owned()),
        }
    }
}

fn append(path: &str, parcel: &Parcel) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let line = told(parcel);
    let mut file = options.open(path)?;
    writeln!(file, "{line}")?;
    file.sync_data()
}
