//! `netcode door`: pictures of a door.

use clap::{Args, Subcommand};
use netcode::draw::{Lane, Timeline};
use netcode::time::Window;

use crate::fail::{Fail, Outcome, Result};
use crate::output;
use crate::stay::given;
use crate::stays::open_desk;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// When the codes of a door open: granted, guaranteed, possible, overlaps and daylight-saving changes, as SVG
    Timeline(TimelineArgs),
}

pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Timeline(args) => timeline(&args),
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
    /// Draw SVG, the only form there is
    #[arg(long)]
    svg: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
}

fn timeline(args: &TimelineArgs) -> Result<Outcome> {
    let desk = open_desk(&args.door)?;
    let zone = desk.door().zone();
    let span = Window::new(zone.read(&args.from)?.to_utc(), zone.read(&args.until)?.to_utc())?;
    let lanes = Lane::of_given(&given(&args.given, zone)?);
    let drawing = Timeline::new(&args.title, span, args.width, lanes)?.svg(desk.door());
    match &args.out {
        None => output::line(drawing.trim_end())?,
        Some(path) => write(path, &drawing)?,
    }
    Ok(Outcome::Done)
}

#[expect(clippy::disallowed_methods, reason = "the command is where files are written")]
fn write(path: &str, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| Fail::File { path: path.to_owned(), error })
}
