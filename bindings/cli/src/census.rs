//! `netcode census`: who can enter.

use clap::Args as ClapArgs;
use netcode::stay::{Records, who_can_enter};
use serde_json::{Value, json};

use crate::fail::{Outcome, Result};
use crate::output;
use crate::stay::{given, shown};
use crate::stays::open_desk;

#[derive(ClapArgs)]
pub(crate) struct Args {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    /// The codes given out: a JSON array of {"id", "grant", "group"?, "used"?, "blocked"?}
    #[arg(long, value_name = "FILE")]
    given: String,
    /// The moment, in the door's zone
    #[arg(long, value_name = "TIME")]
    at: String,
    /// Every first use is recorded in the list; without it, a code may have been used without a record
    #[arg(long)]
    all_uses_recorded: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.door().zone();
    let codes = given(&args.given, zone)?;
    let at = zone.read(&args.at)?.to_utc();
    let records = if args.all_uses_recorded { Records::Complete } else { Records::Partial };
    let found = who_can_enter(desk.door(), &codes, records, at);
    if args.json {
        output::json(&json!(found.iter().map(|entrant| entrant.to_value(zone)).collect::<Vec<Value>>()))?;
        return Ok(Outcome::Done);
    }
    let mut table = output::table(&["code", "grant", "opens", "ends by itself", "to take it back"]);
    for entrant in &found {
        let until = entrant.until.map_or_else(|| "unknown".to_owned(), |until| shown(zone, until));
        let unused = entrant.unless_used_by.map(|by| format!("\nif unused {}", shown(zone, by)));
        let ways: Vec<&str> = entrant.withdrawals.iter().map(|way| way.as_str()).collect();
        table.add_row([
            entrant.id.clone(),
            entrant.grant.to_string(),
            if entrant.surely { "for sure" } else { "perhaps" }.to_owned(),
            until + &unused.unwrap_or_default(),
            ways.join("\n"),
        ]);
    }
    if !table.is_empty() {
        output::line(&table.to_string())?;
    }
    output::line(&format!("{} of {} codes may open the door then", found.len(), codes.len()))?;
    Ok(Outcome::Done)
}
