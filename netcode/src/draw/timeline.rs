//! A door's timeline: for every code when it is asked for, granted, guaranteed and merely possible.

use std::string::String;
use std::vec::Vec;

use chrono::{DateTime, Days, Utc};
use serde_json::{Value, json};

use super::svg::{Svg, length};
use crate::error::{Error, Result, table::stay as codes};
use crate::grant::Grant;
use crate::stay::{Door, Given, Quote, moment_value, quote, windows_value};
use crate::time::window::{join, missing};
use crate::time::{Window, Zone};

const MOST_LANES: usize = 200;
const MOST_DAYS: i64 = 750;
const WIDTHS: core::ops::RangeInclusive<u32> = 320..=4_000;

const MARGIN: f64 = 12.0;
const TOP: f64 = 64.0;
const LANE: f64 = 50.0;
const BAR: f64 = 16.0;
/// Room that one label of the axis needs.
const LABEL: f64 = 66.0;

/// One code, or the codes of one stay, on a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    label: String,
    grants: Vec<Grant>,
    asked: Vec<Window>,
    blocked: Option<DateTime<Utc>>,
}

impl Lane {
    /// The codes of one stay: a label (the guest's name or the booking, not the digits), the grants, and the windows
    /// that were asked for, if any.
    pub fn new(label: &str, grants: &[Grant], asked: &[Window]) -> Self {
        Self { label: label.into(), grants: grants.to_vec(), asked: asked.to_vec(), blocked: None }
    }

    /// The same codes, blocked at the lock at that moment: nothing is drawn open from then on.
    #[must_use]
    pub const fn blocked(mut self, at: DateTime<Utc>) -> Self {
        self.blocked = Some(at);
        self
    }

    /// What it is called.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The grants of its codes.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// The windows that were asked for.
    pub fn asked(&self) -> &[Window] {
        &self.asked
    }

    /// When its codes were blocked at the lock, if they were.
    pub const fn blocked_at(&self) -> Option<DateTime<Utc>> {
        self.blocked
    }

    /// The lanes of codes that were given out: codes of the same name share one, unless one of them is blocked.
    pub fn of_given(given: &[Given]) -> Vec<Lane> {
        let mut lanes: Vec<Lane> = Vec::new();
        for code in given {
            let asked = code.asked_for();
            let same = |lane: &&mut Lane| lane.label == code.id() && lane.blocked == code.blocked_at();
            match lanes.iter_mut().find(same) {
                Some(lane) => {
                    lane.grants.push(*code.grant());
                    lane.asked.extend(asked);
                }
                None => {
                    let lane = Lane::new(code.id(), &[*code.grant()], asked.as_slice());
                    lanes.push(Lane { blocked: code.blocked_at(), ..lane });
                }
            }
        }
        lanes
    }

    /// What the codes promise at a door, until they were blocked.
    fn quote(&self, door: &Door) -> Quote {
        let mut quote = quote(door, &self.grants, &self.asked);
        let Some(blocked) = self.blocked else { return quote };
        for windows in [&mut quote.granted, &mut quote.guaranteed, &mut quote.possible] {
            windows.retain_mut(|window| match Window::new(window.from(), window.until().min(blocked)) {
                Ok(before) => {
                    *window = before;
                    true
                }
                // None of it lies before the block.
                Err(_) => false,
            });
        }
        quote.missing = quote.asked.iter().flat_map(|asked| missing(*asked, &quote.guaranteed)).collect();
        quote
    }
}

/// A timeline of one door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    title: String,
    span: Window,
    width: u32,
    lanes: Vec<Lane>,
}

impl Timeline {
    /// A timeline of the time in `span`, up to 750 days, with up to 200 lanes, `width` pixels wide (320 to 4000: 360
    /// suits a phone, 720 a page).
    ///
    /// # Errors
    /// `draw.out_of_range`.
    pub fn new(title: &str, span: Window, width: u32, lanes: Vec<Lane>) -> Result<Self> {
        let days = (span.until() - span.from()).num_days();
        if lanes.len() > MOST_LANES || days > MOST_DAYS || !WIDTHS.contains(&width) {
            return Err(Error::new(
                &codes::DRAW_OUT_OF_RANGE,
                format_args!(
                    "a timeline of {} lanes over {days} days, {width} wide, cannot be drawn",
                    lanes.len()
                ),
            ));
        }
        Ok(Self { title: title.into(), span, width, lanes })
    }

    /// The drawing, as SVG text.
    ///
    /// Every lane shows what is asked for as a line, what the codes grant by a right clock as a frame, what is
    /// guaranteed filled, what is merely possible pale, and grace hatched. Below them stands when codes of two lanes
    /// may open at once; dashed lines are the zone's daylight-saving changes.
    pub fn svg(&self, door: &Door) -> String {
        let zone = door.zone();
        let quotes: Vec<Quote> = self.lanes.iter().map(|lane| lane.quote(door)).collect();
        let overlaps = overlaps(&quotes);
        let width = f64::from(self.width);
        let rows = self.lanes.len() + usize::from(!overlaps.is_empty());
        let bottom = TOP + LANE * length(rows);
        let mut svg = Svg::new();
        patterns(&mut svg);
        svg.text("h", MARGIN, 22.0, &self.title);
        self.axis(&mut svg, zone, bottom);
        let mut y = TOP;
        for (lane, quote) in self.lanes.iter().zip(&quotes) {
            self.lane(&mut svg, zone, y, lane, quote);
            y += LANE;
        }
        if !overlaps.is_empty() {
            svg.text("w", MARGIN, y + 16.0, "two or more may open");
            self.bars(&mut svg, "both", &overlaps, y + 24.0, BAR * 0.6);
        }
        self.changes(&mut svg, zone, bottom);
        let height = self.legend(&mut svg, bottom + 24.0, door);
        svg.finish(width, height, &self.title)
    }

    /// The same as data: `title`, `zone`, `from`, `until`, `lanes` (`label` and `quote`), `together` (when codes of two
    /// lanes may open at once) and `changes` (moments and minutes of the zone's daylight-saving changes).
    pub fn to_value(&self, door: &Door) -> Value {
        let zone = door.zone();
        let quotes: Vec<Quote> = self.lanes.iter().map(|lane| lane.quote(door)).collect();
        let lanes = self.lanes.iter().zip(&quotes);
        let changes = zone.transitions(self.span.from(), self.span.until()).into_iter();
        let changes = changes.map(|change| {
            json!({ "at": moment_value(zone, change.at), "minutes": change.after_minutes - change.before_minutes })
        });
        json!({
            "title": self.title,
            "zone": zone,
            "from": moment_value(zone, self.span.from()),
            "until": moment_value(zone, self.span.until()),
            "lanes": lanes
                .map(|(lane, quote)| json!({ "label": lane.label, "quote": quote.to_value(zone) }))
                .collect::<Vec<_>>(),
            "together": windows_value(zone, &overlaps(&quotes)),
            "changes": changes.collect::<Vec<_>>(),
        })
    }

    fn lane(&self, svg: &mut Svg, zone: Zone, y: f64, lane: &Lane, quote: &Quote) {
        svg.text("halo", MARGIN, y + 14.0, &shortened(&lane.label, self.width));
        let bar = y + 22.0;
        if let Some(blocked) = lane.blocked.filter(|at| self.span.contains(*at)) {
            let x = self.x(blocked);
            svg.line("lack", (x, bar), (x, bar + BAR));
            let label = std::format!("blocked {}", short(zone, blocked));
            let (class, x) = self.beside(x, 110.0, "w");
            svg.text(class, x, bar + 12.0, &label);
        }
        self.bars(svg, "may", &quote.possible, bar, BAR);
        self.bars(svg, "sure", &quote.guaranteed, bar, BAR);
        let grace: Vec<Window> =
            quote.possible.iter().flat_map(|open| missing(*open, &quote.granted)).collect();
        self.bars(svg, "grace", &grace, bar, BAR);
        self.bars(svg, "got", &quote.granted, bar, BAR);
        for (class, windows) in [("asked", &quote.asked), ("lack", &quote.missing)] {
            for window in windows.iter().filter_map(|window| window.overlap(&self.span)) {
                let ends = (self.x(window.from()), self.x(window.until()));
                svg.line(class, (ends.0, bar + BAR + 5.0), (ends.1, bar + BAR + 5.0));
            }
        }
        if let Some(promise) = quote.promise() {
            let when =
                std::format!("sure {} to {}", short(zone, promise.from()), short(zone, promise.until()));
            let at = f64::from(self.width) - MARGIN;
            svg.text("d e halo", at, y + 14.0, &when);
        }
    }

    fn bars(&self, svg: &mut Svg, class: &str, windows: &[Window], y: f64, height: f64) {
        for window in windows.iter().filter_map(|window| window.overlap(&self.span)) {
            let from = self.x(window.from());
            svg.rect(class, from, y, self.x(window.until()) - from, height);
        }
    }

    /// Days as vertical lines, with as many labels as there is room for; hours when the span is short.
    fn axis(&self, svg: &mut Svg, zone: Zone, bottom: f64) {
        let days = (self.span.until() - self.span.from()).num_hours() / 24 + 1;
        #[expect(clippy::cast_precision_loss, reason = "at most 750 days")]
        let room = self.plot() / days as f64;
        let step =
            [1, 2, 7, 14, 28, 91].into_iter().find(|step| room * f64::from(*step) >= LABEL).unwrap_or(182);
        let mut date = zone.civil(self.span.from()).date_naive();
        let (mut nth, mut free) = (0_u32, 0.0);
        while let Some(midnight) = date.and_hms_opt(0, 0, 0) {
            // A midnight that the clocks skip or repeat has no one place: the day goes without a line.
            if let Ok(moment) = zone.at(midnight).map(|moment| moment.to_utc()) {
                if moment >= self.span.until() {
                    break;
                }
                if nth.is_multiple_of(step) && moment >= self.span.from() {
                    let x = self.x(moment);
                    svg.line("t", (x, 50.0), (x, bottom));
                    let (class, at) = self.beside(x, LABEL, "d");
                    let begins = if class == "d" { at } else { at - LABEL };
                    // A day of 23 hours, or the last one, may leave its label no room.
                    if begins >= free {
                        svg.text(class, at, 46.0, &std::format!("{}", midnight.format("%a %-d %b")));
                        free = begins + LABEL;
                    }
                }
                nth += u32::from(moment >= self.span.from());
            }
            let Some(next) = date.checked_add_days(Days::new(1)) else { break };
            date = next;
        }
    }

    fn changes(&self, svg: &mut Svg, zone: Zone, bottom: f64) {
        for change in zone.transitions(self.span.from(), self.span.until()) {
            let x = self.x(change.at);
            svg.line("dst", (x, 50.0), (x, bottom + 4.0));
            let minutes = change.after_minutes - change.before_minutes;
            let label = std::format!("clocks {}{minutes} min", if minutes > 0 { "+" } else { "" });
            let (class, x) = self.beside(x, 90.0, "w");
            svg.text(class, x, bottom + 14.0, &label);
        }
    }

    /// What the shapes mean, wrapped to the width; the height of the whole drawing.
    fn legend(&self, svg: &mut Svg, top: f64, door: &Door) -> f64 {
        let grace = door.profile().grace_minutes();
        let outside = std::format!("outside the code's hours: grace {grace} min, clock error");
        let items = [
            ("sure", "opens for sure"),
            ("may", "may open"),
            ("got", "granted"),
            ("grace", outside.as_str()),
            ("asked", "asked for"),
            ("lack", "asked for, not sure"),
        ];
        let (mut x, mut y) = (MARGIN, top);
        for (class, label) in items {
            #[expect(clippy::cast_precision_loss, reason = "short labels")]
            let needed = 36.0 + label.len() as f64 * 6.6;
            if x > MARGIN && x + needed > f64::from(self.width) - MARGIN {
                (x, y) = (MARGIN, y + 18.0);
            }
            match class {
                "asked" | "lack" => svg.line(class, (x, y + 5.0), (x + 18.0, y + 5.0)),
                _ => svg.rect(class, x, y, 18.0, 10.0),
            }
            svg.text("d", x + 23.0, y + 9.0, label);
            x += needed;
        }
        let zone = std::format!("times in {}", door.zone());
        svg.text("d", MARGIN, y + 27.0, &zone);
        y + 38.0
    }

    /// The class and place of a label at a line: to its right, or near the right edge to its left.
    fn beside(&self, x: f64, needed: f64, class: &'static str) -> (&'static str, f64) {
        let ended = if class == "w" { "w e" } else { "d e" };
        if x + needed > f64::from(self.width) { (ended, x - 2.0) } else { (class, x + 2.0) }
    }

    fn plot(&self) -> f64 {
        f64::from(self.width) - 2.0 * MARGIN
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of at most 750 days")]
    fn x(&self, moment: DateTime<Utc>) -> f64 {
        let all = (self.span.until() - self.span.from()).num_seconds() as f64;
        let past = (moment - self.span.from()).num_seconds() as f64;
        MARGIN + self.plot() * (past / all).clamp(0.0, 1.0)
    }
}

/// Hatching for what only colour would tell otherwise.
fn patterns(svg: &mut Svg) {
    for (id, class, d) in [("grace", "hatch", "M0 6L6 0"), ("both", "cross", "M0 0L6 6M0 6L6 0")] {
        svg.put(format_args!(
            "<defs><pattern id=\"nc-{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"{class}\" d=\"{d}\"/></pattern></defs>"
        ));
    }
}

/// When codes of two or more lanes may open.
fn overlaps(quotes: &[Quote]) -> Vec<Window> {
    let open = quotes.iter().flat_map(|quote| &quote.possible);
    let mut edges: Vec<(DateTime<Utc>, i32)> =
        open.flat_map(|window| [(window.from(), 1), (window.until(), -1)]).collect();
    edges.sort();
    let (mut found, mut count) = (Vec::new(), 0);
    for (edge, next) in edges.iter().zip(edges.iter().skip(1)) {
        count += edge.1;
        if count > 1 {
            found.extend(Window::new(edge.0, next.0).ok());
        }
    }
    join(found)
}

/// A label that leaves room for the promise beside it.
fn shortened(label: &str, width: u32) -> String {
    let room = usize::try_from(width.saturating_sub(200) / 8).unwrap_or(usize::MAX).max(12);
    if label.chars().count() <= room {
        return label.into();
    }
    let mut short: String = label.chars().take(room - 1).collect();
    short.push('…');
    short
}

/// A moment in few signs.
fn short(zone: Zone, moment: DateTime<Utc>) -> String {
    let civil = zone.civil(moment);
    std::format!("{}", civil.format("%-d %b %H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{Format, Profile};
    use crate::grant::{Layout, Mode};
    use crate::stay::{Stay, plan};
    use crate::time::{ClockEvent, ClockRule, LockClock};

    fn zone() -> Zone {
        Zone::parse("Europe/London").unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        zone().read(text).unwrap().to_utc()
    }

    fn door() -> Door {
        let clock = LockClock::new(zone(), ClockRule::StandardTime, 50).unwrap();
        let clock =
            clock.with_event(ClockEvent::Set { at: at("2026-01-10T12:00"), within_seconds: 60 }).unwrap();
        let format = Format::new(Layout::S, 7).unwrap();
        let profile = Profile::explicit(format, &[Mode::StandardMulti, Mode::Day24h]).unwrap();
        Door::new(profile.with_grace(15).unwrap(), clock)
    }

    fn lane(door: &Door, label: &str, from: &str, until: &str) -> Lane {
        let stay = Stay::new(at(from), at(until)).unwrap();
        let way = plan(door, &stay).ways.remove(0);
        Lane::new(label, &way.grants, &[stay.window()])
    }

    fn drawing(width: u32) -> String {
        let door = door();
        let lanes = std::vec![
            lane(&door, "Ames & <sons>", "2026-03-27T15:00", "2026-03-29T11:00"),
            lane(&door, "Baker", "2026-03-29T15:00", "2026-03-31T11:00"),
        ];
        let span = Window::new(at("2026-03-26T12:00"), at("2026-04-01T12:00")).unwrap();
        Timeline::new("Sea View 2", span, width, lanes).unwrap().svg(&door)
    }

    #[test]
    fn the_drawing_shows_every_meaning_and_escapes_what_it_is_told() {
        for width in [360, 720] {
            let svg = drawing(width);
            assert!(svg.contains("Ames &amp; &lt;sons&gt;"));
            for class in ["sure", "may", "got", "grace", "asked", "both", "dst"] {
                assert!(svg.contains(&std::format!("class=\"{class}\"")), "{class} at {width}");
            }
            assert!(svg.contains("clocks +60 min"));
            assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("@media print"));
            assert!(svg.contains(&std::format!("viewBox=\"0 0 {width} ")));
            let opened = svg.matches("<rect").count() + svg.matches("<line").count();
            assert!(opened > 15 && svg.trim_end().ends_with("</svg>"));
        }
    }

    #[test]
    fn nothing_lies_outside_the_drawing() {
        let svg = drawing(360);
        let numbers = |name: &str| -> Vec<f64> {
            svg.split(&std::format!(" {name}=\""))
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
                .collect()
        };
        for name in ["x", "x1", "x2"] {
            assert!(numbers(name).into_iter().all(|x| (0.0..=360.0).contains(&x)), "{name}");
        }
    }

    #[test]
    fn a_blocked_code_is_drawn_open_until_then_only() {
        let (door, block) = (door(), at("2026-03-28T09:00"));
        let open = lane(&door, "Ames", "2026-03-27T15:00", "2026-03-29T11:00");
        let shut = open.clone().blocked(block);
        let quote = shut.quote(&door);
        assert_eq!(quote.missing, [Window::new(block, at("2026-03-29T11:00")).unwrap()]);
        assert!(quote.possible.iter().all(|window| window.until() <= block));
        assert_eq!(open.quote(&door).missing, []);
        let before =
            lane(&door, "Ames", "2026-03-27T15:00", "2026-03-29T11:00").blocked(at("2026-03-01T00:00"));
        assert_eq!(before.quote(&door).possible, []);
        let span = Window::new(at("2026-03-26T12:00"), at("2026-04-01T12:00")).unwrap();
        let svg = Timeline::new("Sea View 2", span, 360, std::vec![shut]).unwrap().svg(&door);
        assert!(svg.contains("blocked 28 Mar 09:00"));
    }

    #[test]
    fn labels_of_the_axis_never_overlap() {
        let svg = drawing(360);
        let mut free = 0.0;
        for label in svg.split("<text class=\"").skip(1).filter(|label| label.contains("y=\"46.0\"")) {
            let x: f64 = label.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            let begins = if label.starts_with("d e") { x - LABEL } else { x };
            assert!(begins >= free, "{label}");
            free = begins + LABEL;
        }
        assert!(free > 0.0);
    }

    #[test]
    fn sizes_are_bounded() {
        let span = Window::new(at("2026-03-26T12:00"), at("2026-04-01T12:00")).unwrap();
        let long = Window::new(at("2026-03-26T12:00"), at("2029-04-01T12:00")).unwrap();
        let lanes = |count| (0..count).map(|_| Lane::new("x", &[], &[])).collect::<Vec<_>>();
        for (span, width, count) in [(span, 100, 1), (long, 720, 1), (span, 720, 201)] {
            let error = Timeline::new("x", span, width, lanes(count)).unwrap_err();
            assert_eq!(error.code(), "draw.out_of_range");
        }
        let empty = Timeline::new("x", span, 720, Vec::new()).unwrap().svg(&door());
        assert!(empty.contains("</svg>"));
    }
}
