//! How likely a guess is, through a day.

use std::string::{String, ToString as _};
use std::vec::Vec;

use super::svg::{Svg, length};
use crate::code::Profile;
use crate::risk::{TryRate, acceptable, ordinary_day};
use crate::time::{LockTime, MINUTES_PER_DAY};

const LEFT: f64 = 104.0;
const TOP: f64 = 44.0;
const WIDTH: f64 = 540.0;
const HEIGHT: f64 = 180.0;
/// The count changes on quarter-hours only.
const STEP: usize = 15;

/// How likely one guess opens a lock of this profile, through a day of the lock's clock; through a day in the middle of
/// an epoch ([`ordinary_day`]) unless one is given, of which any minute will do.
///
/// ```
/// use netcode::code::{Format, Profile};
/// use netcode::grant::{Layout, Mode};
/// let profile = Profile::new(Format::new(Layout::S, 7)?, &[Mode::StandardSingle, Mode::StandardMulti])?;
/// assert!(netcode::draw::risk_curve(&profile, None).contains("<title>a guess opens 1 time in 47,170 at worst</title>"));
/// # Ok::<(), netcode::Error>(())
/// ```
pub fn risk_curve(profile: &Profile, day: Option<LockTime>) -> String {
    let format = profile.format();
    let midnight = day.unwrap_or_else(|| ordinary_day(format)).midnight();
    // To the next midnight, of which the last day of all has none.
    let minutes = (0..=i64::from(MINUTES_PER_DAY)).step_by(STEP);
    let times = minutes.filter_map(|minute| midnight.plus_minutes(minute).ok());
    let counts: Vec<u64> = times.map(|time| acceptable(profile, time)).collect();
    let most = counts.iter().copied().max().unwrap_or_default();
    let mut svg = Svg::new();
    let digits = std::format!("One guess at {}, {} digits", format.layout(), format.digits());
    svg.text("h", 16.0, 24.0, &digits);
    for (part, share) in [(0.0, None), (0.5, Some(2)), (1.0, Some(1))] {
        let y = TOP + HEIGHT * (1.0 - part);
        svg.line("t", (LEFT, y), (LEFT + WIDTH, y));
        let odds = share.and_then(|share| odds(share * format.codes(), most));
        let odds = odds.map(|odds| std::format!("1 in {odds}"));
        if part == 0.0 || odds.is_some() {
            svg.text("d e", LEFT - 6.0, y + 4.0, odds.as_deref().unwrap_or("never"));
        }
    }
    for (hour, place) in [("00:00", 0.0), ("06:00", 0.25), ("12:00", 0.5), ("18:00", 0.75), ("24:00", 1.0)] {
        svg.text("d m", LEFT + WIDTH * place, TOP + HEIGHT + 18.0, hour);
    }
    let steps = length(usize::try_from(MINUTES_PER_DAY).unwrap_or(usize::MAX) / STEP);
    let points = counts.iter().enumerate().map(|(nth, count)| {
        let (x, share) = (LEFT + WIDTH * length(nth) / steps, share(*count, most));
        std::format!("{x:.1},{:.1}", TOP + HEIGHT * (1.0 - share))
    });
    svg.put(format_args!(r#"<polyline class="curve" points="{}"/>"#, points.collect::<Vec<_>>().join(" ")));
    let TryRate { burst, per_day } = TryRate::NC1;
    let tries = if profile.limiter() {
        std::format!("on the lock's clock; at most {burst} tries at once and {per_day} a day")
    } else {
        "on the lock's clock; no limiter".into()
    };
    svg.text("d", LEFT, TOP + HEIGHT + 38.0, &tries);
    let title = odds(format.codes(), most).map_or_else(
        || "no guess opens on this day".into(),
        |odds| std::format!("a guess opens 1 time in {odds} at worst"),
    );
    svg.finish(LEFT + WIDTH + 24.0, TOP + HEIGHT + 52.0, &title)
}

/// How many there are for each one of `count`, to the nearest whole, with commas; nothing when there are none.
fn odds(of: u64, count: u64) -> Option<String> {
    let rounded = (of + count / 2).checked_div(count)?.to_string();
    let mut text = String::new();
    for (nth, digit) in rounded.chars().enumerate() {
        if nth > 0 && (rounded.len() - nth) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    Some(text)
}

#[expect(clippy::cast_precision_loss, reason = "a height in a drawing")]
fn share(count: u64, most: u64) -> f64 {
    if most == 0 { 0.0 } else { count as f64 / most as f64 }
}

#[cfg(test)]
mod tests {
    use super::super::svg::read;
    use super::*;
    use crate::code::Format;
    use crate::grant::{Layout, Mode};
    use crate::risk::worst_minute_of_day;

    fn profile(modes: &[Mode]) -> Profile {
        Profile::explicit(Format::new(Layout::S, 7).unwrap(), modes).unwrap()
    }

    #[test]
    fn the_curve_reaches_the_worst_minute_and_stays_inside() {
        let profile = profile(&[Mode::StandardSingle, Mode::StandardMulti]);
        let (_, most) = worst_minute_of_day(&profile, ordinary_day(profile.format()));
        let drawn = risk_curve(&profile, None);
        let texts = read(&drawn).1;
        let odds = odds(10_000_000, most).unwrap();
        assert!(texts.contains(&std::format!("1 in {odds}")), "{texts:?}");
        let points = drawn.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
        let points: Vec<(f64, f64)> = points
            .split(' ')
            .map(|point| point.split_once(',').unwrap())
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        assert_eq!(points.len(), 97);
        assert!(
            points.iter().all(|(x, y)| (LEFT..=LEFT + WIDTH).contains(x) && (TOP..=TOP + HEIGHT).contains(y))
        );
        assert!(points.iter().any(|(_, y)| (*y - TOP).abs() < 0.01));
    }

    #[test]
    fn any_minute_of_a_day_draws_the_day() {
        let profile = profile(&[Mode::Day24h]);
        let at = |text| Some(LockTime::parse(text).unwrap());
        let drawn = risk_curve(&profile, at("2026-07-01T09:00"));
        assert_eq!(drawn, risk_curve(&profile, at("2026-07-01T00:00")));
        read(&risk_curve(&profile, Some(LockTime::from_minutes_saturating(i64::MAX))));
        let told = read(&risk_curve(&profile.with_limiter(false), None)).1;
        assert!(told.iter().any(|text| text.contains("no limiter")));
    }

    #[test]
    fn odds_are_whole_and_have_commas() {
        assert_eq!(odds(10_000_000, 212).as_deref(), Some("47,170"));
        assert_eq!(odds(10, 4).as_deref(), Some("3"));
        assert_eq!(odds(1_000, 1).as_deref(), Some("1,000"));
        assert_eq!(odds(10, 0), None);
    }
}
