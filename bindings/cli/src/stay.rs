//! `netcode stay`: plan, quote, change; one code for several doors; visits that repeat.

use clap::{Args, Subcommand};
use netcode::grant::Grant;
use netcode::stay::{
    Answer, Booking, Door, Given, Happened, Plan, Quote, Shared, Stay, Visits, Way, change, plan, plan_doors,
    plan_visits, quote,
};
use netcode::time::{Weekday, Window, Zone};
use netcode::{Error, Result as Refusal};
use serde_json::json;

use crate::fail::{Outcome, Result};
use crate::keys::read_file;
use crate::output;
use crate::stays::open_desk;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Every way to cover a stay with the modes the lock has on, best first, and why the others do not fit
    Plan(PlanArgs),
    /// What given grants guarantee for every error the lock's clock may have, across daylight saving
    Quote(QuoteArgs),
    /// What to do when plans change, and which old codes still open afterwards
    Change(ChangeArgs),
    /// One code for several doors, through a group that exactly these doors hold
    Doors(DoorsArgs),
    /// Codes for visits that repeat, week after week
    Visits(VisitsArgs),
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Plan(args) => planned(&args),
        Command::Quote(args) => quoted(&args),
        Command::Change(args) => changed(&args),
        Command::Doors(args) => doors(&args),
        Command::Visits(args) => visits(&args),
    }
}

/// The stay asked for.
#[derive(Args)]
struct StayArgs {
    /// When it begins, in the door's zone: 2026-07-01T15:00, or with its offset
    #[arg(long, value_name = "TIME")]
    from: String,
    /// When it ends
    #[arg(long, value_name = "TIME")]
    until: String,
}

impl StayArgs {
    fn read(&self, zone: Zone) -> Refusal<Stay> {
        Stay::new(zone.read(&self.from)?.to_utc(), zone.read(&self.until)?.to_utc())
    }
}

#[derive(Args)]
pub(crate) struct PlanArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    #[command(flatten)]
    stay: StayArgs,
    /// One opening will do, as for a courier
    #[arg(long)]
    once: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn planned(args: &PlanArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let (door, zone) = (desk.door(), desk.door().zone());
    let stay = args.stay.read(zone)?;
    let plan = plan(door, &if args.once { stay.once() } else { stay });
    if args.json {
        output::json(&plan.to_value(zone))?;
    } else {
        print_plan(&plan, zone)?;
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct QuoteArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    #[command(flatten)]
    stay: StayArgs,
    /// A grant as JSON, once for each code: {"mode": "24h", "start": "2026-03-14T15:00"}
    #[arg(long, value_name = "JSON", required = true)]
    grant: Vec<String>,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
}

fn quoted(args: &QuoteArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.door().zone();
    let grants: Vec<Grant> = args.grant.iter().map(|text| Grant::from_json(text)).collect::<Refusal<_>>()?;
    let found = quote(desk.door(), &grants, &[args.stay.read(zone)?.window()]);
    if args.json {
        output::json(&found.to_value(zone))?;
        return Ok(Outcome::Done);
    }
    output::pairs(&[
        ("asked", spans(zone, &found.asked)),
        ("granted", spans(zone, &found.granted)),
        ("guaranteed", spans(zone, &found.guaranteed)),
        ("possible", spans(zone, &found.possible)),
        ("not guaranteed", spans(zone, &found.missing)),
        ("open for nothing", spilled(&found)),
    ])?;
    for duty in &found.first_use {
        output::line(&format!("{} must be used first by {}", duty.grant, shown(zone, duty.by)))?;
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct ChangeArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    #[command(flatten)]
    stay: StayArgs,
    /// The codes the guest has: a JSON array of {"id", "grant", "group"?, "used"?, "blocked"?}; the planner's best
    /// way unless given
    #[arg(long, global = true, value_name = "FILE")]
    given: Option<String>,
    /// The present time
    #[arg(long, value_name = "TIME")]
    now: String,
    /// Somebody with the master code can go to the lock
    #[arg(long, global = true)]
    keypad: bool,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

/// What happened.
#[derive(Subcommand)]
enum What {
    /// The guest stays longer
    Extend {
        /// The new end
        until: String,
    },
    /// The guest comes earlier
    ArriveEarly {
        /// The new beginning
        from: String,
    },
    /// The guest leaves late
    LeaveLate {
        /// The new end
        until: String,
    },
    /// The dates were changed
    Rebook {
        /// The new beginning
        from: String,
        /// The new end
        until: String,
    },
    /// The guest moves to another door
    Move {
        /// The new door's file
        to: String,
        /// From when
        at: String,
    },
    /// The guest does not come
    Cancel,
    /// The guest has not come
    NoShow {
        /// He may still come
        #[arg(long)]
        expected: bool,
    },
    /// The code became known to others
    CodeLost,
    /// The code passes to another person
    HandOver {
        /// When
        at: String,
    },
}

impl What {
    fn read(&self, zone: Zone) -> Result<Happened> {
        let at = |text: &str| -> Refusal<_> { Ok(zone.read(text)?.to_utc()) };
        Ok(match self {
            What::Extend { until } => Happened::Extended { until: at(until)? },
            What::ArriveEarly { from } => Happened::ArrivesEarly { from: at(from)? },
            What::LeaveLate { until } => Happened::LeavesLate { until: at(until)? },
            What::Rebook { from, until } => Happened::Rebooked { from: at(from)?, until: at(until)? },
            What::Move { to, at: when } => {
                Happened::Moved { to: open_desk(to)?.door().clone(), at: at(when)? }
            }
            What::Cancel => Happened::Cancelled,
            What::NoShow { expected } => Happened::NoShow { expected: *expected },
            What::CodeLost => Happened::CodeLost,
            What::HandOver { at: when } => Happened::HandedOver { at: at(when)? },
        })
    }
}

fn changed(args: &ChangeArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let (door, zone) = (desk.door().clone(), desk.door().zone());
    let stay = args.stay.read(zone)?;
    let codes = match &args.given {
        Some(path) => Given::list_from_json(&read_file(path)?, zone)?,
        None => Given::of_plan(&plan(&door, &stay)),
    };
    let now = zone.read(&args.now)?.to_utc();
    let answer = change(&Booking { door, stay, codes }, &args.what.read(zone)?, now, args.keypad)?;
    if args.json {
        output::json(&answer.to_value(zone))?;
    } else {
        print_answer(&answer, zone)?;
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct DoorsArgs {
    /// A door of the site: NAME=DOOR.json, once for each, wanted or not
    #[arg(long, value_name = "NAME=DOOR.json", required = true)]
    door: Vec<String>,
    /// Names of the doors that the code should open, separated by commas
    #[arg(long, value_delimiter = ',', required = true)]
    want: Vec<String>,
    #[command(flatten)]
    stay: StayArgs,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn doors(args: &DoorsArgs) -> Result<Outcome> {
    let named = |text: &String| -> Result<(String, Door)> {
        let (name, path) = text.split_once('=').unwrap_or((text, text));
        Ok((name.to_owned(), open_desk(path)?.door().clone()))
    };
    let site: Vec<(String, Door)> = args.door.iter().map(named).collect::<Result<_>>()?;
    let zone = site.first().map(|(_, door)| door.zone()).ok_or_else(|| crate::keys::missing("--door"))?;
    let wanted: Vec<&str> = args.want.iter().map(|name| name.trim()).collect();
    let shared = plan_doors(&site, &wanted, &args.stay.read(zone)?)?;
    if args.json {
        output::json(&shared.to_value(zone))?;
    } else {
        print_shared(&shared)?;
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct VisitsArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    /// The first day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    first: chrono::NaiveDate,
    /// The weekdays, separated by commas: tue,fri
    #[arg(long, value_delimiter = ',', required = true, value_name = "DAYS")]
    on: Vec<chrono::Weekday>,
    /// The time of day, HH:MM
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    at: chrono::NaiveTime,
    /// How long each visit lasts
    #[arg(long, value_name = "MINUTES")]
    minutes: u32,
    /// For how many weeks
    #[arg(long)]
    weeks: u32,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn time_of_day(text: &str) -> std::result::Result<chrono::NaiveTime, String> {
    chrono::NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "write the time of day as HH:MM".to_owned())
}

fn visits(args: &VisitsArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.door().zone();
    let days: Vec<Weekday> = args.on.iter().copied().map(Weekday::from).collect();
    let visits = Visits::new(zone, args.first, &days, args.at, args.minutes, args.weeks)?;
    let ways = plan_visits(desk.door(), &visits);
    if args.json {
        output::json(&json!(ways.iter().map(|way| way.to_value(zone)).collect::<Vec<_>>()))?;
    } else if ways.is_empty() {
        output::line("the modes that are on do not cover these visits")?;
    } else {
        print_ways(&ways, zone)?;
    }
    Ok(Outcome::Done)
}

/// A moment as people read it.
pub(crate) fn shown(zone: Zone, at: chrono::DateTime<chrono::Utc>) -> String {
    zone.civil(at).format("%Y-%m-%d %H:%M").to_string()
}

fn spans(zone: Zone, windows: &[Window]) -> String {
    let span = |window: &Window| format!("{} to {}", shown(zone, window.from()), shown(zone, window.until()));
    match windows {
        [] => "none".to_owned(),
        [one] => span(one),
        [first, .., last] => format!(
            "{} windows from {} to {}",
            windows.len(),
            shown(zone, first.from()),
            shown(zone, last.until())
        ),
    }
}

fn spilled(quote: &Quote) -> String {
    let spill = &quote.spill;
    let between = if spill.between_minutes > 0 {
        format!(", {} between", minutes(spill.between_minutes))
    } else {
        String::new()
    };
    format!("{} before{between}, {} after", minutes(spill.before_minutes), minutes(spill.after_minutes))
}

/// Minutes as people say them.
fn minutes(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn print_plan(plan: &Plan, zone: Zone) -> Result<()> {
    if plan.ways.is_empty() {
        output::line("no mode that is on covers the stay")?;
    } else {
        print_ways(&plan.ways, zone)?;
    }
    for unfit in &plan.unfit {
        output::line(&format!("not {}: {}", unfit.mode, unfit.reason.as_str()))?;
    }
    for remedy in &plan.remedies {
        output::line(&format!("would do: {remedy}"))?;
    }
    Ok(())
}

fn print_ways(ways: &[Way], zone: Zone) -> Result<()> {
    let mut table = output::table(&[
        "codes",
        "grants",
        "guaranteed",
        "first use by",
        "open for nothing",
        "ends other rentals",
    ]);
    for way in ways {
        let grants: Vec<String> = way.grants.iter().map(ToString::to_string).collect();
        let duties: Vec<String> = way.quote.first_use.iter().map(|duty| shown(zone, duty.by)).collect();
        table.add_row([
            way.credits.to_string(),
            grants.join("\n"),
            if way.quote.holds() { "all of it".to_owned() } else { spans(zone, &way.quote.guaranteed) },
            duties.join("\n"),
            spilled(&way.quote),
            if way.blocks_earlier { "yes" } else { "no" }.to_owned(),
        ]);
    }
    output::line(&table.to_string())
}

fn print_answer(answer: &Answer, zone: Zone) -> Result<()> {
    for id in &answer.keep {
        output::line(&format!("keep `{id}`: it serves further"))?;
    }
    if let Some(way) = &answer.new {
        output::line("send new codes:")?;
        print_ways(std::slice::from_ref(way), zone)?;
    }
    for item in &answer.withdraw {
        output::line(&format!("`{}`: {}", item.id, item.way.as_str()))?;
    }
    for left in &answer.residual {
        output::line(&format!("`{}` still opens {}", left.id, spans(zone, &left.windows)))?;
        if let Some(by) = left.unless_used_by {
            output::line(&format!("  dead from {} on unless it is used before", shown(zone, by)))?;
        }
        for way in &left.alternatives {
            output::line(&format!("  could: {}", way.as_str()))?;
        }
    }
    output::line(&format!(
        "messages: {}, visits: {}, open for nothing: {}",
        answer.messages,
        answer.visits,
        minutes(answer.exposure_minutes)
    ))
}

fn print_shared(shared: &Shared) -> Result<()> {
    for way in &shared.ways {
        let grants: Vec<String> = way.grants.iter().map(ToString::to_string).collect();
        output::line(&format!("group {}: {}", way.group, grants.join(", ")))?;
    }
    for unfit in &shared.unfit {
        let mut why = Vec::new();
        why.extend((!unfit.misses.is_empty()).then(|| format!("is not held by {}", unfit.misses.join(", "))));
        why.extend(
            (!unfit.opens_too.is_empty()).then(|| format!("opens {} too", unfit.opens_too.join(", "))),
        );
        why.extend(unfit.no_common_grant.then(|| "finds no grant that all the doors take".to_owned()));
        output::line(&format!("not group {}: it {}", unfit.group, why.join(", and ")))?;
    }
    if shared.ways.is_empty() && shared.room_for_group {
        output::line("each of the doors has room for a new group")?;
    }
    let mut table = output::table(&["door", "own key only", "with its groups", "with one more"]);
    for risk in &shared.risk {
        let odds = |estimate: &netcode::risk::Estimate| format!("1 in {:.0}", 1.0 / estimate.probability);
        table.add_row([risk.door.clone(), odds(&risk.own), odds(&risk.now), odds(&risk.with_one_more)]);
    }
    output::line("a random try at the worst minute opens:")?;
    output::line(&table.to_string())
}

/// A list of codes given out, or none.
pub(crate) fn given(path: &str, zone: Zone) -> Result<Vec<Given>> {
    let read: std::result::Result<Vec<Given>, Error> = Given::list_from_json(&read_file(path)?, zone);
    Ok(read?)
}
