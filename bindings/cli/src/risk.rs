//! `netcode risk`: what guessing costs.

use clap::Args as ClapArgs;
use netcode::risk::{self, Change, Estimate, TryRate};
use netcode::time::LockTime;
use serde_json::{Value, json};

use crate::fail::{Outcome, Result};
use crate::keys::ProfileArgs;
use crate::output;

#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Digits of the codes: 6 to 10
    #[arg(long)]
    digits: u8,
    #[command(flatten)]
    profile: ProfileArgs,
    /// Lock time to count at; the worst minute of a day unless given
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Print all fields as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let profile = args.profile.profile(args.digits)?;
    let keys = 1 + u32::try_from(args.profile.group_ids()?.len()).unwrap_or(u32::MAX);
    let at = args.at.as_deref().map(LockTime::parse).transpose()?;
    let day = at.unwrap_or_else(|| risk::ordinary_day(profile.format()));
    let estimate = match at {
        Some(at) => Estimate::at(&profile, keys, at),
        None => Estimate::worst(&profile, keys, day),
    };
    let improvements: Vec<Value> = risk::improvements(&profile, keys, day)
        .map(|improvement| {
            json!({
                "change": change(improvement.change),
                "acceptable": improvement.estimate.acceptable,
                "probability": improvement.estimate.probability,
            })
        })
        .collect();
    let rate = TryRate::NC1;
    let within = |days: f64| estimate.probability_in(days, rate);
    let modes: Vec<&str> = profile.modes().iter().map(|mode| mode.as_str()).collect();
    let verdict = estimate.verdict().as_str();
    if args.json {
        output::json(&json!({
            "acceptable": estimate.acceptable,
            "codes": estimate.codes,
            "probability": estimate.probability,
            "at": estimate.at,
            "worst_minute": at.is_none(),
            "layout": profile.format().layout(),
            "digits": args.digits,
            "modes": modes,
            "grace": profile.grace_minutes(),
            "issues": profile.issues(),
            "first_use_hours": profile.first_use_hours(),
            "keys": keys,
            "verdict": verdict,
            "limiter": {
                "burst": rate.burst,
                "per_day": rate.per_day,
                "median_days": estimate.median_days(rate),
                "probability_day": within(1.0),
                "probability_week": within(7.0),
                "probability_year": within(365.0),
            },
            "improvements": improvements,
        }))?;
        return Ok(Outcome::Done);
    }
    output::pairs(&[
        ("codes that open", format!("{} of {} (at {})", estimate.acceptable, estimate.codes, estimate.at)),
        ("one random try", format!("{:.2e} ({verdict})", estimate.probability)),
        (
            "with 10 tries and one an hour",
            format!("half of all break-ins take {:.0} days", estimate.median_days(rate)),
        ),
        ("  within a week", format!("{:.2e}", within(7.0))),
        ("  within a year", format!("{:.2e}", within(365.0))),
    ])?;
    let mut table = output::table(&["what would lower it", "codes that open", "one random try"]);
    for improvement in risk::improvements(&profile, keys, day) {
        let after = improvement.estimate;
        table.add_row([
            change(improvement.change),
            after.acceptable.to_string(),
            format!("{:.2e}", after.probability),
        ]);
    }
    if table.row_count() > 0 {
        output::line(&table.to_string())?;
    }
    Ok(Outcome::Done)
}

fn change(change: Change) -> String {
    match change {
        Change::NoGrace => "no grace".to_owned(),
        Change::FirstUseHours(hours) => format!("first use within {hours} hours"),
        Change::OneIssue => "one issue number".to_owned(),
        Change::Without(mode) => format!("without {mode}"),
        Change::OneDigitMore(digits) => format!("{digits} digits"),
    }
}
