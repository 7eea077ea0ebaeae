//! Stays in the portal, one by one; `netcode stays issue --store` takes whole feeds.

use clap::Subcommand;
use netcode::portal::{CancelStay, StayRequest};
use netcode::time::Zone;

use super::codes::Recipients;
use super::desk::Desk;
use super::show;
use crate::fail::{Outcome, Result};

#[derive(clap::Args)]
pub(crate) struct BookArgs {
    /// Your id of the stay
    stay: String,
    /// The lock, by id or name; the only one unless given
    #[arg(long)]
    lock: Option<String>,
    /// When the guest may come in, in the lock's zone, for example 2026-07-01T15:00
    #[arg(long, value_name = "TIME")]
    from: String,
    /// When the guest is out
    #[arg(long, value_name = "TIME")]
    until: String,
    /// Who the guest is
    #[arg(long)]
    guest: Option<String>,
    #[command(flatten)]
    recipients: Recipients,
    /// Somebody with the master code can go to the lock and block codes
    #[arg(long)]
    keypad: bool,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Say what a stay is: its codes are planned, proved on the verifier, and charged once
    Book(BookArgs),
    /// Say that the guest of a stay does not come
    Cancel {
        /// Your id of the stay
        stay: String,
        /// The lock, by id or name; the only one unless given
        #[arg(long)]
        lock: Option<String>,
        /// Somebody with the master code can go to the lock and block its codes
        #[arg(long)]
        keypad: bool,
    },
    /// Every way to serve a stay, what each guarantees and costs; nothing is done
    Plan(BookArgs),
    /// Stays of a lock that are not over
    List {
        /// The lock, by id or name; the only one unless given
        #[arg(long)]
        lock: Option<String>,
        /// The place where the page before ended
        #[arg(long)]
        next: Option<String>,
        /// Stays of a page
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

fn request(desk: &Desk, session: &netcode::access::Token, args: BookArgs) -> Result<StayRequest> {
    let lock = desk.portal.choose_lock(desk.now, session, args.lock.as_deref())?;
    let zone = Zone::parse(&lock.zone)?;
    Ok(StayRequest {
        stay: args.stay,
        lock: lock.id,
        from: zone.read(&args.from)?.to_utc(),
        until: zone.read(&args.until)?.to_utc(),
        guest: args.guest,
        send: args.recipients.deliveries(),
        keypad: args.keypad,
    })
}

pub(crate) fn run(desk: &mut Desk, command: Command) -> Result<Outcome> {
    let session = desk.session()?;
    let (portal, now, json) = (&desk.portal, desk.now, desk.json);
    match command {
        Command::Book(args) => show(json, &portal.stay(now, &session, &request(desk, &session, args)?)?),
        Command::Plan(args) => {
            let request = request(desk, &session, args)?;
            let zone = Zone::parse(&portal.lock(now, &session, &request.lock)?.zone)?;
            show(json, &portal.plan_stay(now, &session, &request)?.to_value(zone))
        }
        Command::Cancel { stay, lock, keypad } => {
            let lock = portal.choose_lock(now, &session, lock.as_deref())?.id;
            show(json, &portal.cancel_stay(now, &session, &CancelStay { stay, lock, keypad })?)
        }
        Command::List { lock, next, limit } => {
            let lock = portal.choose_lock(now, &session, lock.as_deref())?.id;
            show(json, &portal.stays(now, &session, &lock, now, next.as_deref(), limit)?)
        }
    }
}
