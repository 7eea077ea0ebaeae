//! `netcode door`: its timeline, its clock, and the dates to type into it.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use netcode::draw::{Lane, Timeline};
use netcode::time::{Window, Zone};
use serde_json::{Map, json};

use crate::fail::{Fail, Outcome, Result};
use crate::output;
use crate::stay::{given, shown};
use crate::stays::open_desk;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// When the codes of a door open: granted, guaranteed, possible, overlaps and daylight-saving changes, as SVG
    Timeline(TimelineArgs),
    /// How far the lock's clock may be out, what is wrong with it, and when the next visit is due
    Clock(ClockArgs),
    /// The daylight-saving dates to type into a lock that follows civil time
    DstDates(DatesArgs),
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Timeline(args) => timeline(&args),
        Command::Clock(args) => clock(&args),
        Command::DstDates(args) => dst_dates(&args),
    }
}

#[derive(Args)]
pub(crate) struct TimelineArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    /// The codes given out: a JSON array of {"id", "grant", "group"?, "used"?, "blocked"?, "asked"?: [from, until]};
    /// codes of one id share a lane
    #[arg(long, value_name = "FILE")]
    given: String,
    /// First moment of the picture, in the door's zone
    #[arg(long, value_name = "TIME")]
    from: String,
    /// Last moment of the picture
    #[arg(long, value_name = "TIME")]
    until: String,
    /// Heading
    #[arg(long, default_value = "Door")]
    title: String,
    /// Pixels across: 360 suits a phone, 720 a page
    #[arg(long, default_value_t = 720)]
    width: u32,
    /// Draw SVG, as is done unless JSON is asked for
    #[arg(long)]
    svg: bool,
    /// Print what the picture shows as JSON
    #[arg(long, conflicts_with_all = ["svg", "out"])]
    json: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
}

fn timeline(args: &TimelineArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.door().zone();
    let span = Window::new(zone.read(&args.from)?.to_utc(), zone.read(&args.until)?.to_utc())?;
    let lanes = Lane::of_given(&given(&args.given, zone)?);
    let timeline = Timeline::new(&args.title, span, args.width, lanes)?;
    if args.json {
        output::json(&timeline.to_value(desk.door()))?;
        return Ok(Outcome::Done);
    }
    let drawing = timeline.svg(desk.door());
    match &args.out {
        None => output::line(drawing.trim_end())?,
        Some(path) => write(path, &drawing)?,
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct ClockArgs {
    /// The lock, what it accepts, and what is known of its clock
    #[arg(long, value_name = "DOOR.json")]
    door: String,
    /// The moment, in the door's zone
    #[arg(long, value_name = "TIME")]
    at: String,
    /// The most the clock may be out for the promises made: a visit is due when it may be more
    #[arg(long, value_name = "MINUTES", default_value_t = 5)]
    within: u32,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
}

fn clock(args: &ClockArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let (clock, zone) = (desk.door().clock(), desk.door().zone());
    let at = zone.read(&args.at)?.to_utc();
    let error = clock.error(at);
    let told = |moment: Option<DateTime<Utc>>| moment.map(|moment| shown(zone, moment));
    let flags = [
        ("lost_since", told(clock.lost_since(at))),
        ("out_since_change", told(clock.out_since_change(at))),
        ("surprised_at", told(clock.surprised_at())),
        ("next_visit", told(clock.next_visit(at, args.within.saturating_mul(60)))),
    ];
    if args.json {
        let mut value =
            Map::from_iter([("at".to_owned(), json!(shown(zone, at))), ("error".to_owned(), json!(error))]);
        value.extend(flags.into_iter().map(|(name, moment)| (name.to_owned(), json!(moment))));
        output::json(&value)?;
        return Ok(Outcome::Done);
    }
    output::line(&error.map_or_else(
        || "nothing is known of the clock".to_owned(),
        |error| format!("{} s behind to {} s ahead", -error.low_seconds, error.high_seconds),
    ))?;
    let texts =
        ["lost since", "out by the change's shift since", "contradicted what was known at", "next visit due"];
    for (text, (_, moment)) in texts.into_iter().zip(flags) {
        if let Some(moment) = moment {
            output::line(&format!("{text} {moment}"))?;
        }
    }
    Ok(Outcome::Done)
}

#[derive(Args)]
pub(crate) struct DatesArgs {
    /// IANA name of the zone, such as Europe/London
    #[arg(long)]
    zone: String,
    /// The year
    #[arg(long)]
    year: i32,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
}

fn dst_dates(args: &DatesArgs) -> Result<Outcome> {
    let dates = Zone::parse(&args.zone)?.dst_dates(args.year)?;
    if args.json {
        output::json(&dates)?;
        return Ok(Outcome::Done);
    }
    match dates {
        None => output::line("the clocks do not change that year: no dates to type")?,
        Some(dates) => output::pairs(&[
            ("forward", dates.forward.format("%Y-%m-%d %H:%M").to_string()),
            ("back", dates.back.format("%Y-%m-%d %H:%M").to_string()),
            ("by", format!("{} minutes", dates.shift_minutes)),
        ])?,
    }
    Ok(Outcome::Done)
}

#[expect(clippy::disallowed_methods, reason = "the command is where files are written")]
fn write(path: &str, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| Fail::File { path: path.to_owned(), error })
}
