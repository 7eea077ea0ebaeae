//! Locks in virtual time.

use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::error::table::catalogue as codes;
use netcode::id::Serial;
use netcode::script;
use netcode::twin::{self, Moment};

use crate::arg::{Figure, given, optional, whole};
use crate::catalogue::Catalogue;
use crate::error::{OrThrow, environment, object, thrown};
use crate::key::SiteKey;
use crate::value::{document, give, take, tell, tell_all};

/// What a twin may be given beside its model and the time.
#[napi(object, object_to_js = false, namespace = "twin")]
pub struct TwinOptions<'env> {
    /// The key of its site; without one it has the published example key: for trying things out, never for a door.
    #[napi(ts_type = "SiteKey | null | undefined")]
    pub site_key: Option<Either<ClassInstance<'env, SiteKey>, Null>>,
    /// Its serial.
    #[napi(ts_type = "string | null | undefined")]
    pub serial: Option<Either<String, Null>>,
    /// Where its model is looked up, if not among those that ship with the crate.
    #[napi(ts_type = "catalogue.Catalogue | null | undefined")]
    pub catalogue: Option<Either<ClassInstance<'env, Catalogue>, Null>>,
}

/// Whose lock it is, and the catalogue to use.
fn read(options: Option<TwinOptions<'_>>) -> Result<(twin::Identity, netcode::catalogue::Catalogue)> {
    let builtin = netcode::catalogue::Catalogue::builtin().or_throw()?;
    let identity = twin::Identity::example().or_throw()?;
    let Some(options) = options else { return Ok((identity, builtin.clone())) };
    let serial = given(options.serial).as_deref().map(Serial::new).transpose().or_throw()?;
    let key = given(options.site_key).map(|key| key.0.clone());
    let known = given(options.catalogue).map_or_else(|| builtin.clone(), |of| of.known().clone());
    Ok((identity.with(key, serial), known))
}

fn model(known: &netcode::catalogue::Catalogue, name: &str) -> Result<Arc<netcode::catalogue::Model>> {
    Ok(known.get(name).or_throw()?.clone())
}

fn clock(text: &str) -> Result<Moment> {
    Moment::parse(text).or_throw()
}

/// A lock of a model in virtual time: events in, effects out. Times are the lock's own, to the second:
/// `2026-07-01T12:00:05`.
#[napi(namespace = "twin")]
pub struct Twin(script::Session);

impl Twin {
    pub(crate) const fn of(twin: twin::Twin) -> Self {
        Self(script::Session::new(twin))
    }

    pub(crate) fn lock(&self) -> &twin::Twin {
        self.0.twin()
    }
}

fn state(text: &str) -> Result<twin::State> {
    serde_json::from_str(text).map_err(|_| {
        let what = format_args!("this text is not the state of a twin");
        thrown(&netcode::Error::new(&codes::TWIN_STATE_MALFORMED, what))
    })
}

#[napi(namespace = "twin")]
impl Twin {
    /// A lock fresh from the box.
    #[napi(constructor)]
    pub fn new(
        model: String,
        now: String,
        #[napi(ts_arg_type = "TwinOptions | null | undefined")] options: Option<TwinOptions<'_>>,
    ) -> Result<Self> {
        let (identity, known) = read(options)?;
        Ok(Self::of(twin::Twin::new(self::model(&known, &model)?, identity, clock(&now)?)))
    }

    /// A twin carried on from the text of its state.
    #[napi]
    pub fn resume(
        model: String,
        state: String,
        #[napi(ts_arg_type = "TwinOptions | null | undefined")] options: Option<TwinOptions<'_>>,
    ) -> Result<Self> {
        let (identity, known) = read(options)?;
        let twin = twin::Twin::resume(self::model(&known, &model)?, identity, self::state(&state)?);
        Ok(Self::of(twin.or_throw()?))
    }

    /// The same lock, under the same keys, carried on from the text of an earlier state.
    #[napi]
    pub fn again(&self, state: String) -> Result<Twin> {
        Ok(Self::of(self.0.twin().again(self::state(&state)?).or_throw()?))
    }

    /// Everything the lock remembers, as text, for `resume`. It holds the lock's codes, but no keys.
    #[napi]
    pub fn state(&self) -> Result<String> {
        serde_json::to_string(&self.0.twin().state()).map_err(|error| Error::from_reason(error.to_string()))
    }

    /// The id of its model.
    #[napi(getter)]
    pub fn model(&self) -> String {
        self.0.twin().model().id.clone()
    }

    /// Where the bolt is.
    #[napi(getter, ts_return_type = "Bolt")]
    pub fn bolt(&self) -> Result<Unknown<'static>> {
        give(tell("twin.Bolt", &self.0.twin().bolt()))
    }

    /// The moment of the last step.
    #[napi(getter)]
    pub fn now(&self) -> String {
        self.0.twin().now().to_string()
    }

    /// What it looks like from outside, without digits and keys.
    #[napi(ts_return_type = "View")]
    pub fn view(&self) -> Result<Unknown<'static>> {
        give(tell("twin.View", &self.0.twin().view()))
    }

    /// Everything an app sets, as it is set now.
    #[napi(ts_return_type = "Settings")]
    pub fn settings(&self) -> Result<Unknown<'static>> {
        give(tell("twin.Settings", &self.0.twin().settings()))
    }

    /// Lets time pass until `now`, then the event happen. The effects are in order.
    #[napi(ts_return_type = "Effect[]")]
    pub fn step(
        &mut self,
        now: String,
        #[napi(ts_arg_type = "EventInit")] event: Unknown<'_>,
    ) -> Result<Unknown<'static>> {
        let effects = self.0.step(clock(&now)?, take("twin.Event", event)?).or_throw()?;
        give(tell_all("twin.Effect", &effects, None))
    }

    /// Takes one step of a script, for example `{ wait: '3h' }`, written as in a script's file. A step that cannot act
    /// is answered with its error.
    #[napi(ts_return_type = "script.Line")]
    pub fn act(&mut self, #[napi(ts_arg_type = "object")] step: Unknown<'_>) -> Result<Unknown<'static>> {
        let line = self.0.act(&document(step)?.to_string()).or_throw()?;
        give(tell("script.Line", &line))
    }

    /// Types keys, blanks ignored; with `more` the entry stays open for the next keys. What cannot be typed is thrown.
    #[napi(ts_return_type = "script.LineDone")]
    pub fn press(
        &mut self,
        keys: String,
        #[napi(ts_arg_type = "boolean | null | undefined")] more: Option<bool>,
    ) -> Result<Unknown<'static>> {
        let step = serde_json::json!({ "keys": keys, "more": more.unwrap_or_default() }).to_string();
        match self.0.act(&step).or_throw()? {
            script::Line::Failed { error, .. } => Err(thrown(&error)),
            done @ script::Line::Done { .. } => give(tell("script.Line", &done)),
        }
    }

    /// Runs a script, an object or its JSON text, on a new lock and answers every step.
    #[napi(ts_return_type = "script.Line[]")]
    pub fn run(
        #[napi(ts_arg_type = "object | string")] script: Either<String, Unknown<'_>>,
        #[napi(ts_arg_type = "catalogue.Catalogue | null | undefined")] catalogue: Option<&Catalogue>,
    ) -> Result<Unknown<'static>> {
        let script = script::Script::parse(&text_of(script)?).or_throw()?;
        let lines = match catalogue {
            Some(catalogue) => script.run(&catalogue.known()),
            None => script.run(netcode::catalogue::Catalogue::builtin().or_throw()?),
        };
        give(tell_all("script.Line", &lines.or_throw()?, None))
    }
}

/// JSON text as it is, anything else written as JSON.
fn text_of(given: Either<String, Unknown<'_>>) -> Result<String> {
    match given {
        Either::A(text) => Ok(text),
        Either::B(object) => Ok(document(object)?.to_string()),
    }
}

/// A model, a moment and the events since: with the lock's identity, the whole run.
#[napi(namespace = "twin")]
pub struct Trace(twin::Trace);

/// A trace that was run.
#[napi(object, object_from_js = false, namespace = "twin")]
pub struct Replayed<'env> {
    /// The lock afterwards.
    #[napi(ts_type = "Twin")]
    pub twin: ClassInstance<'env, Twin>,
    /// The effects of each event, or the error it was answered with.
    #[napi(ts_type = "(Effect[] | NetcodeError)[]")]
    pub answers: Vec<Unknown<'env>>,
}

#[napi(namespace = "twin")]
impl Trace {
    /// A trace that begins at a moment.
    #[napi(constructor)]
    pub fn new(model: String, start: String) -> Result<Self> {
        Ok(Self(twin::Trace::new(&model, clock(&start)?)))
    }

    /// The trace of a script, an object or its JSON text.
    #[napi]
    pub fn of_script(
        #[napi(ts_arg_type = "object | string")] script: Either<String, Unknown<'_>>,
    ) -> Result<Self> {
        Ok(Self(script::Script::parse(&text_of(script)?).or_throw()?.trace()))
    }

    /// Reads a trace from its JSON text.
    #[napi(js_name = "fromJSON")]
    pub fn from_json(text: String) -> Result<Self> {
        let trace = serde_json::from_str(&text).map_err(|_| {
            let what = format_args!("this text is not a trace");
            thrown(&netcode::Error::new(&codes::TWIN_SCRIPT_MALFORMED, what))
        })?;
        Ok(Self(trace))
    }

    /// The trace as JSON text.
    #[napi]
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(&self.0).map_err(|error| Error::from_reason(error.to_string()))
    }

    /// Adds an event.
    #[napi]
    pub fn record(
        &mut self,
        at: String,
        #[napi(ts_arg_type = "EventInit")] event: Unknown<'_>,
    ) -> Result<()> {
        self.0.record(clock(&at)?, take("twin.Event", event)?);
        Ok(())
    }

    /// Runs the trace on a new lock.
    #[napi]
    pub fn replay<'env>(
        &self,
        env: &'env Env,
        #[napi(ts_arg_type = "TwinOptions | null | undefined")] options: Option<TwinOptions<'_>>,
    ) -> Result<Replayed<'env>> {
        let (identity, known) = read(options)?;
        let (twin, answers) = self.0.replay(&known, &identity).or_throw()?;
        let answers = answers.into_iter().map(|answer| match answer {
            Ok(effects) => give(tell_all("twin.Effect", &effects, None)),
            Err(error) => Ok(object(environment()?, &error)?.to_unknown()),
        });
        let twin = Twin::of(twin).into_instance(env)?;
        Ok(Replayed { twin, answers: answers.collect::<Result<_>>()? })
    }

    /// The shortest trace found, by leaving out events, for which `shows` still answers true. It gets the JSON text of
    /// each trace to try.
    #[napi]
    pub fn shrink(&self, shows: Function<'_, String, bool>) -> Result<Trace> {
        let mut failed = None;
        let shortest = self.0.clone().shrink(&mut |trace| {
            let text = serde_json::to_string(trace).unwrap_or_default();
            shows.call(text).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                false
            })
        });
        failed.map_or(Ok(Self(shortest)), Err)
    }
}

/// Many locks through days of virtual time: guests early, late and in time, drifting clocks, changed cells.
#[napi(object, object_to_js = false, namespace = "twin")]
pub struct FleetOptions<'env> {
    /// The model of all of them.
    pub model: String,
    /// How many.
    #[napi(ts_type = "number")]
    pub locks: Figure<'env>,
    /// The first day.
    #[napi(ts_type = "LockTime")]
    pub start: String,
    /// How many days.
    #[napi(ts_type = "number")]
    pub days: Figure<'env>,
    /// What the run is drawn from: the same seed gives the same report. 0 unless given.
    #[napi(ts_type = "number | null | undefined")]
    pub seed: Option<Figure<'env>>,
    /// How often cells are changed, 1 unless given.
    #[napi(ts_type = "number | null | undefined")]
    pub cell_changes_a_year: Option<Figure<'env>>,
}

/// Runs a fleet on a thread of its own.
#[napi(namespace = "twin", ts_return_type = "Promise<Report>")]
pub fn run_fleet(options: FleetOptions<'_>) -> Result<AsyncTask<crate::job::Job>> {
    let range = &codes::TWIN_FLEET_OUT_OF_RANGE;
    let fleet = twin::Fleet {
        model: options.model,
        locks: whole("locks", options.locks, range)?,
        start: netcode::time::LockTime::parse(&options.start).or_throw()?,
        days: whole("days", options.days, range)?,
        seed: optional("seed", options.seed, range)?.unwrap_or_default().into(),
        cell_changes_a_year: optional("cellChangesAYear", options.cell_changes_a_year, range)?.unwrap_or(1),
    };
    Ok(crate::job::job(move || tell("twin.Report", &fleet.run(netcode::catalogue::Catalogue::builtin()?)?)))
}
