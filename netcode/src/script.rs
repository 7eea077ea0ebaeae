//! Scripts: steps as people write them at a lock and its app, one answer a step.

mod app;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::code::SiteKey;
use crate::error::{Error, Result, table::catalogue as codes};
use crate::id::Serial;
use crate::twin::{Battery, Bolt, Effect, Event, Identity, Moment, Settings, Trace, Twin, View};
use app::{AppStep, Desk};

pub use app::AppView;

/// Most steps of a script.
const MOST_STEPS: usize = 100_000;
/// Most keys of a step.
const MOST_KEYS: usize = 1_000;
/// The longest wait, in seconds: a century.
const LONGEST_WAIT: i64 = 36_525 * 86_400;

/// A script: a lock, a moment, and what happens to it step by step.
///
/// ```
/// use netcode::catalogue::Catalogue;
/// use netcode::script::Script;
/// let script = Script::parse(r##"{"model": "kl1000-netcode-c2", "start": "2026-07-01T12:00:00",
///     "steps": [{"keys": "2244"}, {"keys": "#11335577 02 9999"}, {"wait": "4s"}]}"##)?;
/// let lines = script.run(Catalogue::builtin()?)?;
/// assert_eq!(lines[0].effects(), ["blue", "unlock"]);
/// assert_eq!(lines[1].effects(), ["blue", "blue", "blue", "blue"]);
/// assert_eq!(lines[2].effects(), ["lock"]);
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    model: String,
    start: Moment,
    identity: Identity,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Keys { keys: String, more: bool },
    Wait(i64),
    Hold { button: String, seconds: i64 },
    Event(Event),
    App(Box<AppStep>),
}

/// The answer to one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Line {
    /// What the lock did.
    #[cfg_attr(feature = "schema", schemars(title = "Done"))]
    Done {
        /// The step, counted from 0.
        step: usize,
        /// One word for each flash, beep and move of the bolt, in order.
        effects: Vec<&'static str>,
        /// Where the bolt is at the end of the step.
        bolt: Bolt,
        /// Keys that had no effect because they are absent or cannot be reached.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        ignored: Vec<String>,
        /// The state at the end of the step, without digits and keys.
        state: Box<View>,
        /// How the app stands, after a step in it.
        #[serde(skip_serializing_if = "Option::is_none")]
        app: Option<Box<AppView>>,
    },
    /// The step cannot act on this lock.
    #[cfg_attr(feature = "schema", schemars(title = "Failed"))]
    Failed {
        /// The step, counted from 0.
        step: usize,
        /// Why.
        error: Error,
    },
}

impl Line {
    /// The effects; none of a step that failed.
    pub fn effects(&self) -> &[&'static str] {
        match self {
            Line::Done { effects, .. } => effects,
            Line::Failed { .. } => &[],
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScript {
    model: String,
    start: String,
    #[serde(default)]
    site_key: Option<String>,
    #[serde(default)]
    serial: Option<String>,
    steps: Vec<RawStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    keys: Option<String>,
    more: Option<bool>,
    wait: Option<String>,
    press: Option<String>,
    release: Option<String>,
    button: Option<String>,
    hold: Option<String>,
    handle: Option<HandleWord>,
    door: Option<DoorWord>,
    turn: Option<TurnWord>,
    battery: Option<Battery>,
    card: Option<String>,
    input: Option<String>,
    state: Option<InputWord>,
    app: Option<AppStep>,
    set: Option<Settings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum HandleWord {
    Turn,
    Release,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum DoorWord {
    Open,
    Closed,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum TurnWord {
    Lock,
    Unlock,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum InputWord {
    Open,
    Closed,
}

impl Script {
    /// Reads a script. The keys are the published example's unless the script gives `site_key` and `serial`.
    ///
    /// # Errors
    /// `twin.script_malformed` for anything a script does not have, with the place; `twin.time_malformed`, and the
    /// codes of keys and serials.
    pub fn parse(text: &str) -> Result<Self> {
        let mut json = serde_json::Deserializer::from_str(text);
        let raw: RawScript = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| malformed(&error.path().to_string(), error.inner()))?;
        json.end().map_err(|error| malformed("end", &error))?;
        if raw.steps.len() > MOST_STEPS {
            return Err(malformed("steps", format_args!("more than {MOST_STEPS} steps")));
        }
        let site_key = raw.site_key.as_deref().map(SiteKey::from_hex).transpose()?;
        let serial = raw.serial.as_deref().map(Serial::new).transpose()?;
        Ok(Self {
            model: raw.model,
            start: Moment::parse(&raw.start)?,
            identity: Identity::example()?.with(site_key, serial),
            steps: raw
                .steps
                .into_iter()
                .enumerate()
                .map(|(at, step)| step.parse(at))
                .collect::<Result<_>>()?,
        })
    }

    /// Runs the script on a new lock: one answer a step, in order.
    ///
    /// # Errors
    /// `catalogue.unknown_model`. A step that cannot act is answered with its error, and the run goes on.
    pub fn run(&self, catalogue: &Catalogue) -> Result<Vec<Line>> {
        let twin = Twin::new(catalogue.get(&self.model)?.clone(), self.identity.clone(), self.start);
        let mut session = Session::new(twin);
        Ok(self.steps.iter().map(|step| session.take(step)).collect())
    }

    /// The script as a trace of events, to be replayed or shrunk. What the app does in its account and over a link is no
    /// event of the script and is left out.
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::new(&self.model, self.start);
        let mut now = self.start;
        for step in &self.steps {
            for (after, event) in step.events() {
                now = now.plus(after);
                trace.record(now, event);
            }
        }
        trace
    }
}

/// A lock at which steps are taken one by one, as a person at a terminal does.
///
/// ```
/// use netcode::catalogue::Catalogue;
/// use netcode::script::Session;
/// use netcode::twin::{Identity, Moment, Twin};
/// let model = Catalogue::builtin()?.get("cl5510")?.clone();
/// let mut session = Session::new(Twin::new(model, Identity::example()?, Moment::parse("2026-07-01T12:00")?));
/// assert_eq!(session.act(r#"{"keys": "*"}"#)?.effects(), ["red"]);
/// # Ok::<(), netcode::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Session {
    twin: Twin,
    desk: Option<Box<Desk>>,
    step: usize,
}

impl Session {
    /// A session at this lock.
    pub const fn new(twin: Twin) -> Self {
        Self { twin, desk: None, step: 0 }
    }

    /// Takes one step, written as in a script.
    ///
    /// # Errors
    /// `twin.script_malformed` for what is no step. A step that cannot act is answered with its error.
    pub fn act(&mut self, step: &str) -> Result<Line> {
        let mut json = serde_json::Deserializer::from_str(step);
        let raw: RawStep = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| malformed(&error.path().to_string(), error.inner()))?;
        json.end().map_err(|error| malformed("end", &error))?;
        Ok(self.take(&raw.parse(self.step)?))
    }

    /// Lets time pass until `now`, then an event happen, outside the steps that are counted: see [`Twin::step`].
    ///
    /// # Errors
    /// Those of [`Twin::step`].
    pub fn step(&mut self, now: Moment, event: Event) -> Result<Vec<Effect>> {
        self.twin.step(now, event)
    }

    /// The lock.
    pub const fn twin(&self) -> &Twin {
        &self.twin
    }

    /// The lock, for what else happens to it between the steps: a conversation with an app, say.
    pub const fn twin_mut(&mut self) -> &mut Twin {
        &mut self.twin
    }

    fn take(&mut self, act: &Step) -> Line {
        let step = self.step;
        self.step += 1;
        let done = match act {
            Step::App(act) => app::run(&mut self.desk, &mut self.twin, act),
            act => act.run(&mut self.twin).map(|effects| (effects, None)),
        };
        match done {
            Ok((effects, app)) => Line::done(step, &effects, &self.twin, app),
            Err(error) => Line::Failed { step, error },
        }
    }
}

impl Line {
    fn done(step: usize, effects: &[Effect], twin: &Twin, app: Option<Box<AppView>>) -> Self {
        let ignored = effects.iter().filter_map(|effect| match effect {
            Effect::Ignored(key) => Some(key.to_string()),
            _ => None,
        });
        Line::Done {
            step,
            effects: effects.iter().filter_map(Effect::word).collect(),
            bolt: twin.bolt(),
            ignored: ignored.collect(),
            state: Box::new(twin.view()),
            app,
        }
    }
}

impl Step {
    /// The events of a step, each with the seconds that pass before it.
    fn events(&self) -> Vec<(i64, Event)> {
        match self {
            Step::Keys { keys, more } => {
                let end = if *more { Event::Pause } else { Event::EndEntry };
                keys.chars().map(Event::Key).chain([end]).map(|event| (0, event)).collect()
            }
            Step::Wait(seconds) => vec![(*seconds, Event::Tick)],
            Step::Hold { button, seconds } => {
                vec![(0, Event::Press(button.clone())), (*seconds, Event::Release(button.clone()))]
            }
            Step::Event(event) => vec![(0, event.clone())],
            Step::App(act) => act.event().into_iter().map(|event| (0, event)).collect(),
        }
    }

    fn run(&self, twin: &mut Twin) -> Result<Vec<Effect>> {
        let mut effects = Vec::new();
        for (after, event) in self.events() {
            effects.extend(twin.step(twin.now().plus(after), event)?);
        }
        Ok(effects)
    }
}

impl RawStep {
    /// One thing happens in a step; `more`, `hold` and `state` go with keys, button and input.
    fn parse(self, at: usize) -> Result<Step> {
        let wrong = |what: &str| malformed(&format!("steps[{at}]"), what);
        if let Some(fault) = self.fault() {
            return Err(wrong(fault));
        }
        let length = |text: &str| {
            seconds(text).ok_or_else(|| wrong("a length of time is written as 10s, 30m, 3h or 1d"))
        };
        if let Some(keys) = self.keys {
            let keys: String = keys.chars().filter(|key| !key.is_whitespace()).collect();
            if keys.chars().count() > MOST_KEYS {
                return Err(wrong("more than 1000 keys in one step"));
            }
            return Ok(Step::Keys { keys, more: self.more.unwrap_or(false) });
        }
        if let Some(wait) = self.wait {
            return Ok(Step::Wait(length(&wait)?));
        }
        if let Some(button) = self.button {
            let seconds = self.hold.as_deref().map_or(Ok(0), length)?;
            return Ok(Step::Hold { button, seconds });
        }
        if let Some(app) = self.app {
            return Ok(Step::App(Box::new(app)));
        }
        Ok(Step::Event(self.event()))
    }

    /// What is wrong with the fields taken together.
    fn fault(&self) -> Option<&'static str> {
        let acts = [
            self.keys.is_some(),
            self.wait.is_some(),
            self.press.is_some(),
            self.release.is_some(),
            self.button.is_some(),
            self.handle.is_some(),
            self.door.is_some(),
            self.turn.is_some(),
            self.battery.is_some(),
            self.card.is_some(),
            self.input.is_some(),
            self.app.is_some(),
            self.set.is_some(),
        ];
        let names = [&self.press, &self.release, &self.button, &self.card, &self.input];
        let named =
            |name: &&Option<String>| name.as_ref().is_some_and(|name| name.is_empty() || name.len() > 64);
        if acts.into_iter().filter(|act| *act).count() != 1 {
            Some("a step does exactly one thing")
        } else if self.more.is_some() && self.keys.is_none() {
            Some("`more` goes with `keys`")
        } else if self.hold.is_some() && self.button.is_none() {
            Some("`hold` goes with `button`")
        } else if self.state.is_some() != self.input.is_some() {
            Some("`input` and `state` go together")
        } else if names.iter().any(named) {
            Some("a name has 1 to 64 characters")
        } else {
            None
        }
    }

    /// The step as one event; keys, waits and held buttons are several.
    fn event(self) -> Event {
        if let Some(part) = self.press {
            Event::Press(part)
        } else if let Some(part) = self.release {
            Event::Release(part)
        } else if let Some(id) = self.card {
            Event::Card(id)
        } else if let Some(name) = self.input {
            Event::Input { name, closed: matches!(self.state, Some(InputWord::Closed)) }
        } else if let Some(handle) = self.handle {
            Event::Handle(matches!(handle, HandleWord::Turn))
        } else if let Some(door) = self.door {
            Event::Door(matches!(door, DoorWord::Open))
        } else if let Some(turn) = self.turn {
            Event::Turn(match turn {
                TurnWord::Lock => Bolt::Locked,
                TurnWord::Unlock => Bolt::Unlocked,
            })
        } else if let Some(battery) = self.battery {
            Event::Battery(battery)
        } else {
            Event::Set(Box::new(self.set.unwrap_or_default()))
        }
    }
}

/// `10s`, `30m`, `3h`, `1d`, or several of them in a row.
fn seconds(text: &str) -> Option<i64> {
    let mut total: i64 = 0;
    let mut number: Option<i64> = None;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(i64::from(digit))?);
            continue;
        }
        let unit = match c {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return None,
        };
        total = total.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    (number.is_none() && !text.is_empty() && total <= LONGEST_WAIT).then_some(total)
}

fn malformed(path: &str, what: impl core::fmt::Display) -> Error {
    Error::new(&codes::TWIN_SCRIPT_MALFORMED, format_args!("`{path}`: {what}"))
}

#[cfg(test)]
mod tests;
