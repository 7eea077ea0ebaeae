//! Locks in virtual time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use netcode::Error;
use netcode::error::table::catalogue::TWIN_STATE_MALFORMED;
use netcode::script;
use netcode::time::LockTime;
use netcode::twin as core;

use crate::catalogue::{model, with};
use crate::wire::cross;
use crate::{
    Bolt, Catalogue, Json, Line, Result, Serial, SiteKey, TwinEffect, TwinEvent, TwinSettings, TwinView,
};

/// A second on a lock's own clock.
pub type ClockTime = core::Moment;

uniffi::custom_type!(
    /// A second on a lock's own clock, without daylight saving and without a zone.
    ClockTime, i64, {
    remote,
    lower: |moment| moment.plus(LockTime::START.wall_seconds()).seconds(),
    try_lift: |seconds| Ok(ClockTime::from_seconds(seconds).plus(-LockTime::START.wall_seconds())),
});

pub(crate) fn identity(site_key: Option<&SiteKey>, serial: Option<Serial>) -> Result<core::Identity> {
    Ok(core::Identity::example()?.with(site_key.map(|key| key.0.clone()), serial))
}

fn state(text: &str) -> Result<core::State> {
    Ok(serde_json::from_str(text).map_err(|_| {
        Error::new(&TWIN_STATE_MALFORMED, format_args!("this text is not the state of a twin"))
    })?)
}

/// A lock of a model in virtual time: events in, effects out. Several threads may use it: one step at a time.
///
/// Without a site key it has the published example key: for trying things out, never for a door.
#[derive(uniffi::Object)]
pub struct Twin {
    session: Mutex<script::Session>,
}

impl Twin {
    pub(crate) fn of(twin: core::Twin) -> Arc<Self> {
        Arc::new(Self { session: Mutex::new(script::Session::new(twin)) })
    }

    pub(crate) fn draw(&self, drawing: impl FnOnce(&core::Twin) -> String) -> String {
        drawing(self.session().twin())
    }

    fn session(&self) -> MutexGuard<'_, script::Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Twin {
    /// A lock of this model as delivered, with good cells in and its clock right. Fails with
    /// `catalogue.unknown_model`.
    #[uniffi::constructor(default(site_key = None, serial = None, catalogue = None))]
    pub fn new(
        model: &str,
        now: ClockTime,
        site_key: Option<Arc<SiteKey>>,
        serial: Option<Serial>,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Arc<Self>> {
        let identity = identity(site_key.as_deref(), serial)?;
        Ok(Self::of(core::Twin::new(self::model(catalogue.as_deref(), model)?, identity, now)))
    }

    /// A twin carried on from the text of its state. Fails with `twin.state_malformed`, `lock.state_malformed`.
    #[uniffi::constructor(default(site_key = None, serial = None, catalogue = None))]
    pub fn resume(
        model: &str,
        state: &str,
        site_key: Option<Arc<SiteKey>>,
        serial: Option<Serial>,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Arc<Self>> {
        let identity = identity(site_key.as_deref(), serial)?;
        let model = self::model(catalogue.as_deref(), model)?;
        Ok(Self::of(core::Twin::resume(model, identity, self::state(state)?)?))
    }

    /// The same lock, under the same keys, carried on from the text of an earlier state. Fails with
    /// `twin.state_malformed`, `lock.state_malformed`.
    pub fn again(&self, state: &str) -> Result<Arc<Self>> {
        Ok(Self::of(self.session().twin().again(self::state(state)?)?))
    }

    /// Everything the lock remembers, as text, for [`resume`](Self::resume). It holds the lock's codes, but no keys.
    pub fn state(&self) -> Result<String> {
        let state: Json = cross("state", &self.session().twin().state())?;
        Ok(state.to_string())
    }

    /// The id of its model.
    pub fn model(&self) -> String {
        self.session().twin().model().id.clone()
    }

    /// Where the bolt is.
    pub fn bolt(&self) -> Result<Bolt> {
        cross("bolt", &self.session().twin().bolt())
    }

    /// The moment of the last step.
    pub fn now(&self) -> ClockTime {
        self.session().twin().now()
    }

    /// What it looks like from outside, without digits and keys.
    pub fn view(&self) -> Result<TwinView> {
        cross("view", &self.session().twin().view())
    }

    /// Everything an app sets, as it is set now.
    pub fn settings(&self) -> Result<TwinSettings> {
        cross("settings", &self.session().twin().settings())
    }

    /// Lets time pass until `now`, then the event happen. The effects are in order. Fails with the codes of twins.
    pub fn step(&self, now: ClockTime, event: TwinEvent) -> Result<Vec<TwinEffect>> {
        let effects = self.session().step(now, cross("event", &event)?)?;
        cross("list of effects", &effects)
    }

    /// Takes one step of a script as JSON text, for example `{"wait": "3h"}`. A step that cannot act is answered with
    /// its error.
    pub fn act(&self, step: &str) -> Result<Line> {
        cross("line", &self.session().act(step)?)
    }

    /// Types keys, blanks ignored; with `more` the entry stays open for the next keys. What cannot be typed is an error.
    #[uniffi::method(default(more = false))]
    pub fn press(&self, keys: &str, more: bool) -> Result<Line> {
        let step = serde_json::json!({ "keys": keys, "more": more }).to_string();
        match self.session().act(&step)? {
            script::Line::Failed { error, .. } => Err(error.into()),
            done @ script::Line::Done { .. } => cross("line", &done),
        }
    }
}

/// Runs a script, the JSON text of one, on a new lock and answers every step. Fails with the codes of scripts.
#[uniffi::export(default(catalogue = None))]
pub fn run_script(script: &str, catalogue: Option<Arc<Catalogue>>) -> Result<Vec<Line>> {
    let script = script::Script::parse(script)?;
    cross("list of lines", &with(catalogue.as_deref(), |known| script.run(known))?)
}
