//! Locks, and phones that may ask for codes.

use clap::Subcommand;
use netcode::portal::{LockFilter, SmsRequest};
use serde_json::json;

use super::desk::{Desk, parse};
use super::show;
use crate::fail::{Outcome, Result};
use crate::keys::read_file;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add a lock, for example {"name": "Sea View", "model": "kl1000-netcode-c2", "series": "kl", "zone": "Europe/London", "digits": 7}
    Add {
        /// The lock as JSON
        lock: String,
    },
    /// Link the locks of a lock-management app, and learn the modes they have on
    Link {
        /// What `netcode app report` printed; - is standard input
        report: String,
    },
    /// The codes of a lock that are not over, for `netcode app set --issued`
    Issued {
        /// The lock's id
        lock: String,
    },
    /// What to type at a KL lock now so that it takes part: the keys of its model, tried on its twin
    Initialise {
        /// The lock's id
        lock: String,
        /// File with the lock's Master Code in its first line; the one of delivery unless given
        #[arg(long, value_name = "FILE")]
        master_code_file: Option<String>,
    },
    /// The lock took the sequence: codes can be generated
    Confirm {
        /// The lock's id
        lock: String,
    },
    /// Locks by name
    List {
        /// Words in name, site, model, serial or six-digit id
        #[arg(long)]
        search: Option<String>,
        /// Only this site
        #[arg(long)]
        site: Option<String>,
        /// Only this group
        #[arg(long)]
        group: Option<String>,
        /// Only this model
        #[arg(long)]
        model: Option<String>,
        /// The place where the page before ended
        #[arg(long)]
        next: Option<String>,
        /// Locks of a page
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// One lock
    Show {
        /// The lock's id
        lock: String,
    },
    /// Change a lock's record, for example {"modes": ["urm"]} after its mode was changed
    Edit {
        /// The lock's id
        lock: String,
        /// What to change, as JSON
        edit: String,
    },
    /// Delete a lock
    Delete {
        /// The lock's id
        lock: String,
    },
    /// The lock's keys, for the owner; the audit trail says so
    Key {
        /// The lock's id
        lock: String,
    },
}

pub(crate) fn run(desk: &mut Desk, command: Command) -> Result<Outcome> {
    let (portal, now, json, session) = (&desk.portal, desk.now, desk.json, desk.session()?);
    match command {
        Command::Add { lock } => show(json, &portal.add_lock(now, &session, &parse(&lock)?)?),
        Command::Link { report } => {
            show(json, &portal.link_app(now, &session, &parse(&read_file(&report)?)?)?)
        }
        Command::Issued { lock } => show(json, &portal.issued_codes(now, &session, &lock)?),
        Command::Initialise { lock, master_code_file } => {
            let text = master_code_file.as_deref().map(read_file).transpose()?;
            let master_code = text.as_deref().map(|text| text.lines().next().unwrap_or_default());
            show(json, &portal.initialise(now, &session, &lock, master_code)?)
        }
        Command::Confirm { lock } => show(json, &portal.confirm_lock(now, &session, &lock)?),
        Command::List { search, site, group, model, next, limit } => {
            let filter = LockFilter { search, site, group, model };
            show(json, &portal.locks(now, &session, &filter, next.as_deref(), limit)?)
        }
        Command::Show { lock } => show(json, &portal.lock(now, &session, &lock)?),
        Command::Edit { lock, edit } => show(json, &portal.edit_lock(now, &session, &lock, &parse(&edit)?)?),
        Command::Delete { lock } => {
            portal.delete_lock(now, &session, &lock)?;
            show(json, &json!({"done": "deleted"}))
        }
        Command::Key { lock } => show(json, &portal.export_keys(now, &session, &lock)?),
    }
}

#[derive(Subcommand)]
pub(crate) enum PhoneCommand {
    /// List a phone
    Add {
        /// Whose phone it is
        name: String,
        /// The number with its country code
        phone: String,
    },
    /// The phones that are listed
    List,
    /// Take a phone off the list
    Remove {
        /// The number with its country code
        phone: String,
    },
    /// Answer a text message that came in
    Ask {
        /// The gateway's id of the message
        #[arg(long)]
        message: String,
        /// The number it came from
        #[arg(long)]
        from: String,
        /// What it says
        text: String,
    },
}

pub(crate) fn run_phone(desk: &mut Desk, command: PhoneCommand) -> Result<Outcome> {
    let (portal, now, json) = (&desk.portal, desk.now, desk.json);
    match command {
        PhoneCommand::Add { name, phone } => {
            show(json, &portal.list_phone(now, &desk.session()?, &name, &phone)?)
        }
        PhoneCommand::List => show(json, &portal.listed_phones(now, &desk.session()?)?),
        PhoneCommand::Remove { phone } => {
            portal.unlist_phone(now, &desk.session()?, &phone)?;
            show(json, &json!({"done": "removed"}))
        }
        PhoneCommand::Ask { message, from, text } => {
            show(json, &portal.sms_request(now, &SmsRequest { message, from, text })?)
        }
    }
}
