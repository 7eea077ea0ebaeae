//! `netcode app`: a lock-management app's account on a file, with twins of its locks to try things on.

use chrono::{DateTime, Utc};
use clap::{Subcommand, ValueEnum};
use netcode::app::{Account, Carrier, Edit, Fault, Keep, NewLock, Workbench};
use netcode::catalogue::Catalogue;
use netcode::entropy::SystemEntropy;
use netcode::id::{LockId, Serial};
use netcode::link::{AccessKey, IssuedCode};
use netcode::twin::{Effect, Moment, PhoneClient, Slot};
use serde_json::{Value, json};

use crate::fail::{Fail, Outcome, Result};
use crate::keys::read_file;
use crate::portal::{parse, present, show, write_private};

/// The lock-management app: what is set in it is on a lock only once it is synchronised
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The account with twins of its locks; the access key is in it, so keep it to yourself
    #[arg(long, global = true, value_name = "FILE", default_value = "app.json")]
    file: String,
    /// Who acts; the account's owner unless given
    #[arg(long = "as", global = true, value_name = "NAME")]
    by: Option<String>,
    /// Act at this moment instead of the present one, for example 2026-07-01T12:00:00Z
    #[arg(long, global = true, value_name = "TIME")]
    now: Option<DateTime<Utc>>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begin an account
    Init {
        /// What the account is called
        name: String,
        /// Who opens it
        owner: String,
    },
    /// The access key that links a portal: for administrators of a smart lock only
    AccessKey {
        /// Generate a new one; the old one is dead at once
        #[arg(long)]
        new: bool,
    },
    /// What the app tells whoever has its access key, for `netcode portal lock link`
    Report {
        /// The access key
        key: String,
    },
    /// Add a lock, and a twin of it
    Add(Add),
    /// Remove a lock
    Remove {
        /// The lock
        lock: String,
    },
    /// The account's locks
    Locks,
    /// One lock: what is wished for, what it is known to have, how it was last seen
    Show {
        /// The lock
        lock: String,
    },
    /// Who administers a lock
    #[command(subcommand)]
    Administrator(Change),
    /// Phones that open a lock
    #[command(subcommand)]
    Phone(Phone),
    /// Wish for parameters, for example `set Office netcode=on relock-delay=10 netcode-modes=urm`
    Set(Set),
    /// What the lock does not know yet
    Pending {
        /// The lock
        lock: String,
    },
    /// What was changed in the app and, otherwise, at the lock
    Conflicts {
        /// The lock
        lock: String,
    },
    /// Settle a conflict
    Resolve {
        /// The lock
        lock: String,
        /// The parameter
        parameter: String,
        /// Which side counts
        keep: Side,
    },
    /// Synchronise a lock that is in reach
    Synchronise(Reach),
    /// Have a lock do something once it is in reach: synchronise, or open or lock through its gateway
    Ask {
        /// The lock
        lock: String,
        /// What it is to do
        task: Task,
        /// Minutes after which it is too late, 1 to 10080
        #[arg(long, default_value_t = 60)]
        minutes: u32,
    },
    /// A lock comes into reach: what waits for it is delivered
    Reach(Reach),
    /// Type keys at a lock, as `netcode twin play` does
    Keys {
        /// The lock
        lock: String,
        /// The keys; blanks are ignored
        keys: String,
    },
    /// What was done in the account
    History,
    /// The audit trail of a lock, as far as it was fetched
    Trail {
        /// The lock
        lock: String,
    },
}

#[derive(clap::Args)]
struct Add {
    /// What to call it
    lock: String,
    /// The model's id or alias
    #[arg(long)]
    model: String,
    /// Its time zone, for example Europe/London
    #[arg(long)]
    zone: String,
    /// It has a WiFi gateway
    #[arg(long)]
    gateway: bool,
    /// Its serial; its name unless given
    #[arg(long)]
    serial: Option<String>,
    /// Initialise it for NetCodes with this six-digit id
    #[arg(long, value_name = "100000-999999")]
    lock_id: Option<u32>,
    /// File with the site key, 64 hexadecimal digits; the published example unless given
    #[arg(long, value_name = "FILE")]
    site_key_file: Option<String>,
}

#[derive(Subcommand)]
enum Change {
    /// Make somebody an administrator
    Add {
        /// The lock
        lock: String,
        /// Who
        name: String,
    },
    /// Take the rights away again
    Remove {
        /// The lock
        lock: String,
        /// Who
        name: String,
    },
}

#[derive(Subcommand)]
enum Phone {
    /// Add a phone client
    Add {
        /// The lock
        lock: String,
        /// Whose phone it is
        name: String,
        /// From when it opens, on the lock's clock
        #[arg(long, value_name = "TIME")]
        from: Option<String>,
        /// Until when it opens, on the lock's clock
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Hours, as JSON: [{"number": 0, "days": "1111100", "from": "09:00", "to": "17:00"}]
        #[arg(long, value_name = "JSON")]
        periods: Option<String>,
    },
    /// Suspend a phone client
    Suspend {
        /// The lock
        lock: String,
        /// Whose phone it is
        name: String,
    },
    /// Restore it
    Restore {
        /// The lock
        lock: String,
        /// Whose phone it is
        name: String,
    },
    /// Remove a phone client
    Remove {
        /// The lock
        lock: String,
        /// Whose phone it is
        name: String,
    },
    /// Open with a phone, in front of the lock; says why if it cannot
    Unlock {
        /// The lock
        lock: String,
        /// Whose phone it is
        name: String,
    },
}

#[derive(clap::Args)]
struct Set {
    /// The lock
    lock: String,
    /// PARAMETER=VALUE; the value is a word, a number or JSON
    #[arg(required = true)]
    values: Vec<String>,
    /// The codes issued for the lock: a JSON array of {"id", "guest"?, "grant"}; a change that ends one is refused
    #[arg(long, value_name = "FILE")]
    issued: Option<String>,
    /// Change it although issued codes end
    #[arg(long)]
    despite_issued: bool,
    /// Change nothing; only say which issued codes would end
    #[arg(long)]
    preview: bool,
}

#[derive(clap::Args)]
struct Reach {
    /// The lock
    lock: String,
    /// How it is reached
    #[arg(long, default_value = "bluetooth")]
    over: Over,
    /// What goes wrong, message by message: none, lost, answer-lost, twice, cut, answer-cut
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Over {
    Bluetooth,
    Gateway,
}

#[derive(Clone, Copy, ValueEnum)]
enum Side {
    App,
    Lock,
}

#[derive(Clone, Copy, ValueEnum)]
enum Task {
    Synchronise,
    Unlock,
    Lock,
}

/// The file while a command works on it.
struct Desk {
    bench: Workbench,
    catalogue: &'static Catalogue,
    now: DateTime<Utc>,
    by: String,
    json: bool,
}

pub(crate) fn run(args: Args) -> Result<Outcome> {
    let now = args.now.unwrap_or_else(present);
    if let Command::Init { name, owner } = &args.command {
        let bench = Workbench::new(Account::new(name, owner, &mut SystemEntropy)?);
        write_private(&args.file, &text(&bench)?, false)?;
        return show(args.json, &json!({"account": name, "owner": owner, "file": args.file}));
    }
    let before = Workbench::from_json(&read_file(&args.file)?)?;
    let by = args.by.unwrap_or_else(|| before.account().owner().to_owned());
    let catalogue = Catalogue::builtin()?;
    let mut desk = Desk { bench: before.clone(), catalogue, now, by, json: args.json };
    let done = desk.command(args.command);
    if desk.bench != before {
        // Beside the old file first: a crash leaves one of the two whole.
        let new = format!("{}.new", args.file);
        write_private(&new, &text(&desk.bench)?, true)?;
        std::fs::rename(&new, &args.file).map_err(|error| Fail::File { path: args.file, error })?;
    }
    done
}

fn text(bench: &Workbench) -> Result<String> {
    Ok(serde_json::to_string(bench).map_err(std::io::Error::from)?)
}

impl Desk {
    fn command(&mut self, command: Command) -> Result<Outcome> {
        match command {
            Command::Init { .. } => Ok(Outcome::Done),
            Command::AccessKey { new } => self.access_key(new),
            Command::Report { key } => show(self.json, &self.bench.account().tell(&AccessKey::parse(&key)?)?),
            Command::Add(add) => self.add(&add),
            Command::Remove { lock } => {
                self.bench.remove_lock(self.now, &self.by, &lock)?;
                self.pending(&lock, false)
            }
            Command::Locks => self.locks(),
            Command::Show { lock } => self.show_lock(&lock),
            Command::Administrator(change) => self.administrator(&change),
            Command::Phone(phone) => self.phone(phone),
            Command::Set(set) => self.set(&set),
            Command::Pending { lock } => self.pending(&lock, true),
            Command::Conflicts { lock } => show(self.json, &self.bench.account().conflicts(&lock)?),
            Command::Resolve { lock, parameter, keep } => {
                let keep = match keep {
                    Side::App => Keep::App,
                    Side::Lock => Keep::Lock,
                };
                self.bench.account_mut().resolve(self.now, &self.by, &lock, &parameter, keep)?;
                self.pending(&lock, true)
            }
            Command::Synchronise(reach) => {
                self.bench.account_mut().synchronise(self.now, &self.by, &reach.lock, 60)?;
                self.reach(&reach)
            }
            Command::Ask { lock, task, minutes } => self.ask(&lock, task, minutes),
            Command::Reach(reach) => self.reach(&reach),
            Command::Keys { lock, keys } => {
                let effects = self.bench.keys(self.catalogue, self.now, &lock, &keys)?;
                show(self.json, &json!({"effects": effects}))
            }
            Command::History => show(self.json, &self.bench.account().history().collect::<Vec<_>>()),
            Command::Trail { lock } => {
                show(self.json, &self.bench.account().lock(&lock)?.trail().collect::<Vec<_>>())
            }
        }
    }

    fn access_key(&mut self, new: bool) -> Result<Outcome> {
        let account = self.bench.account_mut();
        let key = match new {
            true => account.regenerate_access_key(self.now, &self.by, &mut SystemEntropy)?,
            false => account.access_key(&self.by)?,
        };
        show(self.json, &json!({"access_key": key}))
    }

    fn add(&mut self, add: &Add) -> Result<Outcome> {
        let serial = add.serial.as_deref().unwrap_or(&add.lock);
        let new = NewLock::new(&add.lock, &add.model, &add.zone)?
            .with_serial(Serial::new(serial)?)
            .with_gateway(add.gateway);
        let site_key = add.site_key_file.as_deref().map(read_file).transpose()?;
        let site_key = site_key.as_deref().map(str::trim);
        let lock_id = add.lock_id.map(LockId::new).transpose()?;
        self.bench.add_lock(self.catalogue, self.now, &self.by, &new, site_key, lock_id)?;
        self.pending(&add.lock, true)
    }

    fn locks(&self) -> Result<Outcome> {
        let account = self.bench.account();
        let row = |lock: &netcode::app::Lock| -> Result<Value> {
            Ok(json!({
                "lock": lock.name(),
                "model": lock.model(),
                "zone": lock.zone(),
                "gateway": lock.has_gateway(),
                "battery": lock.seen().map(|seen| &seen.battery),
                "seen_at": lock.seen().map(|seen| seen.at),
                "pending": account.pending(lock.name())?.len(),
                "waiting": lock.queue().count(),
            }))
        };
        show(self.json, &account.locks().map(row).collect::<Result<Vec<Value>>>()?)
    }

    fn show_lock(&self, lock: &str) -> Result<Outcome> {
        let record = self.bench.account().lock(lock)?;
        let parameters: Vec<Value> = (record.desired().iter())
            .map(|(parameter, desired)| {
                let known = record.known().get(parameter).map(netcode::app::Value::plain);
                json!({"parameter": parameter, "desired": desired.plain(), "lock": known})
            })
            .collect();
        let view = self.bench.view(self.catalogue, lock)?;
        let answer = json!({
            "lock": record.name(),
            "model": record.model(),
            "zone": record.zone(),
            "gateway": record.has_gateway(),
            "administrators": record.administrators().collect::<Vec<_>>(),
            "parameters": parameters,
            "queue": record.queue().collect::<Vec<_>>(),
            "seen": record.seen(),
            "twin": view,
        });
        show(self.json, &answer)
    }

    fn administrator(&mut self, change: &Change) -> Result<Outcome> {
        let (now, by, account) = (self.now, &self.by, self.bench.account_mut());
        let lock = match change {
            Change::Add { lock, name } => {
                account.add_administrator(now, by, lock, name)?;
                lock
            }
            Change::Remove { lock, name } => {
                account.remove_administrator(now, by, lock, name)?;
                lock
            }
        };
        let names: Vec<&str> = self.bench.account().lock(lock)?.administrators().collect();
        show(self.json, &json!({"lock": lock, "administrators": names}))
    }

    fn phone(&mut self, phone: Phone) -> Result<Outcome> {
        let (now, by, account) = (self.now, &self.by, self.bench.account_mut());
        let lock = match phone {
            Phone::Add { lock, name, from, until, periods } => {
                let moment = |text: Option<String>| text.as_deref().map(Moment::parse).transpose();
                let periods = periods.as_deref().map(parse::<Vec<Slot>>).transpose()?;
                let client = PhoneClient::new(&name)?
                    .within(moment(from)?, moment(until)?)?
                    .during(periods.unwrap_or_default())?;
                account.add_phone(now, by, &lock, client)?;
                lock
            }
            Phone::Suspend { lock, name } => {
                account.suspend_phone(now, by, &lock, &name, true)?;
                lock
            }
            Phone::Restore { lock, name } => {
                account.suspend_phone(now, by, &lock, &name, false)?;
                lock
            }
            Phone::Remove { lock, name } => {
                account.remove_phone(now, by, &lock, &name)?;
                lock
            }
            Phone::Unlock { lock, name } => {
                account.phone_unlock(now, &lock, &name)?;
                return self.reach(&Reach { lock, over: Over::Bluetooth, faults: Vec::new() });
            }
        };
        self.pending(&lock, true)
    }

    fn set(&mut self, set: &Set) -> Result<Outcome> {
        let issued = set.issued.as_deref().map(read_file).transpose()?;
        let issued: Vec<IssuedCode> = issued.as_deref().map_or_else(|| Ok(Vec::new()), parse)?;
        let mut edit = Edit { issued, despite_issued: set.despite_issued, ..Edit::default() };
        for value in &set.values {
            let Some((name, value)) = value.split_once('=') else {
                return Err(crate::keys::missing("PARAMETER=VALUE"));
            };
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
            edit.values.insert(name.to_owned(), value);
        }
        if set.preview {
            return show(self.json, &self.bench.account().mode_change(self.now, &set.lock, &edit)?);
        }
        self.bench.account_mut().edit(self.now, &self.by, &set.lock, &edit)?;
        self.pending(&set.lock, true)
    }

    fn pending(&self, lock: &str, there: bool) -> Result<Outcome> {
        let pending = if there { self.bench.account().pending(lock)? } else { Vec::new() };
        if self.json || !pending.is_empty() {
            return show(self.json, &pending);
        }
        crate::output::line("nothing waits for a synchronisation")?;
        Ok(Outcome::Done)
    }

    fn ask(&mut self, lock: &str, task: Task, minutes: u32) -> Result<Outcome> {
        let (now, by, account) = (self.now, &self.by, self.bench.account_mut());
        let ticket = match task {
            Task::Synchronise => account.synchronise(now, by, lock, minutes)?,
            Task::Unlock => account.unlock(now, by, lock, minutes)?,
            Task::Lock => account.lock_up(now, by, lock, minutes)?,
        };
        show(self.json, &json!({"lock": lock, "ticket": ticket}))
    }

    fn reach(&mut self, reach: &Reach) -> Result<Outcome> {
        let over = match reach.over {
            Over::Bluetooth => Carrier::Bluetooth,
            Over::Gateway => Carrier::Gateway,
        };
        let fault = |word: &String| parse::<Fault>(&Value::from(word.as_str()).to_string());
        let faults = reach.faults.iter().map(fault).collect::<Result<Vec<_>>>()?;
        let talk = self.bench.reach(self.catalogue, self.now, &reach.lock, over, &faults)?;
        let account = self.bench.account();
        let answer = json!({
            "came_to": talk.app,
            "effects": talk.lock.iter().filter_map(Effect::word).collect::<Vec<_>>(),
            "messages": talk.messages,
            "pending": account.pending(&reach.lock)?.iter().map(|one| one.parameter).collect::<Vec<_>>(),
            "conflicts": account.conflicts(&reach.lock)?.iter().map(|one| one.parameter).collect::<Vec<_>>(),
            "waiting": account.lock(&reach.lock)?.queue().count(),
        });
        show(self.json, &answer)?;
        Ok(if talk.whole { Outcome::Done } else { Outcome::SomeBad })
    }
}
