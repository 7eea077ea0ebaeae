//! What a lock went through, to be run again and shortened; and many locks through virtual time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use netcode::Error;
use netcode::catalogue::Catalogue as CoreCatalogue;
use netcode::error::table::catalogue::TWIN_SCRIPT_MALFORMED;
use netcode::{script, twin as core};

use crate::catalogue::with;
use crate::twin::{Twin, identity};
use crate::wire::cross;
use crate::{
    Catalogue, ClockTime, Failure, Json, LockTime, NetcodeError, Result, Serial, SiteKey, TwinEffect,
    TwinEvent, TwinReport,
};

/// What happened at a lock of a model, event by event.
#[derive(uniffi::Object)]
pub struct Trace(Mutex<core::Trace>);

/// An event with its moment.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
#[uniffi::export(Eq)]
pub struct TraceEvent {
    /// When, on the lock's clock.
    pub at: ClockTime,
    /// What.
    pub event: TwinEvent,
}

/// A trace that was run.
#[derive(Clone, uniffi::Record)]
pub struct Replayed {
    /// The lock afterwards.
    pub twin: Arc<Twin>,
    /// What each event came to.
    pub answers: Vec<StepAnswer>,
}

/// What an event of a trace came to.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[uniffi::export(Eq)]
pub enum StepAnswer {
    /// What the lock did.
    Done {
        /// In order.
        effects: Vec<TwinEffect>,
    },
    /// Why it could not happen.
    Failed {
        /// What went wrong.
        error: Failure,
    },
}

/// Says whether a trace still shows what somebody looks for.
#[uniffi::export(with_foreign)]
pub trait TraceCheck: Send + Sync {
    /// Whether it does.
    fn shows(&self, trace: Arc<Trace>) -> Result<bool, NetcodeError>;
}

impl Trace {
    fn of(trace: core::Trace) -> Arc<Self> {
        Arc::new(Self(Mutex::new(trace)))
    }

    fn read(&self) -> MutexGuard<'_, core::Trace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl Trace {
    /// A trace of a lock of this model that begins at a moment, as delivered.
    #[uniffi::constructor]
    pub fn new(model: &str, start: ClockTime) -> Arc<Self> {
        Self::of(core::Trace::new(model, start))
    }

    /// The trace of a script, the JSON text of one. Fails with the codes of scripts.
    #[uniffi::constructor]
    pub fn of_script(script: &str) -> Result<Arc<Self>> {
        Ok(Self::of(script::Script::parse(script)?.trace()))
    }

    /// Reads a trace from its JSON text. Fails with `twin.script_malformed`.
    #[uniffi::constructor]
    pub fn from_json(text: &str) -> Result<Arc<Self>> {
        let trace = serde_json::from_str(text)
            .map_err(|_| Error::new(&TWIN_SCRIPT_MALFORMED, format_args!("this text is not a trace")))?;
        Ok(Self::of(trace))
    }

    /// The trace as JSON text. It holds the keys that were pressed.
    pub fn to_json(&self) -> Result<String> {
        let trace: Json = cross("trace", &*self.read())?;
        Ok(trace.to_string())
    }

    /// Adds an event. Fails with `row.malformed`.
    pub fn record(&self, at: ClockTime, event: TwinEvent) -> Result<()> {
        self.read().record(at, cross("event", &event)?);
        Ok(())
    }

    /// The events, in order.
    pub fn events(&self) -> Result<Vec<TraceEvent>> {
        let told = |(at, event): &(ClockTime, core::Event)| {
            Ok(TraceEvent { at: *at, event: cross("event", event)? })
        };
        self.read().events().iter().map(told).collect()
    }

    /// Runs the trace on a new lock. An event that cannot happen is answered with its error, and the run goes on. Without
    /// a site key the lock has the published example key. Fails with `catalogue.unknown_model`.
    #[uniffi::method(default(site_key = None, serial = None, catalogue = None))]
    pub fn replay(
        &self,
        site_key: Option<Arc<SiteKey>>,
        serial: Option<Serial>,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Replayed> {
        let identity = identity(site_key.as_deref(), serial)?;
        let trace = self.read().clone();
        let (twin, answers) = with(catalogue.as_deref(), |known| trace.replay(known, &identity))?;
        let told = |answer: netcode::Result<Vec<core::Effect>>| {
            Ok(match answer {
                Ok(effects) => StepAnswer::Done { effects: cross("list of effects", &effects)? },
                Err(error) => StepAnswer::Failed { error: cross("failure", &error)? },
            })
        };
        let answers = answers.into_iter().map(told).collect::<Result<_>>()?;
        Ok(Replayed { twin: Twin::of(twin), answers })
    }

    /// The shortest trace found, by leaving out events, for which `check` still answers yes. Fails with what the check
    /// fails with first.
    pub fn shrink(&self, check: Arc<dyn TraceCheck>) -> Result<Arc<Trace>> {
        let mut thrown = None;
        let whole = self.read().clone();
        let shortest = whole.shrink(&mut |trace| {
            check.shows(Self::of(trace.clone())).unwrap_or_else(|error| {
                thrown.get_or_insert(error);
                false
            })
        });
        thrown.map_or_else(|| Ok(Self::of(shortest)), Err)
    }
}

/// Many locks through days of virtual time: guests early, late and in time, drifting clocks, changed cells.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Fleet {
    /// The id or alias of the model of all of them.
    pub model: String,
    /// How many, 1 to 100,000.
    pub locks: u32,
    /// The first day.
    pub start: LockTime,
    /// How many days, 1 to 3,660.
    pub days: u32,
    /// What the run is drawn from: the same seed gives the same report.
    #[uniffi(default = 0)]
    pub seed: u64,
    /// How often the cells of a lock are changed, 0 to 50.
    #[uniffi(default = 1)]
    pub cell_changes_a_year: u32,
}

/// Runs a fleet on a background thread. Fails with `catalogue.unknown_model` and the codes of fleets.
#[uniffi::export]
pub async fn run_fleet(fleet: Fleet) -> Result<TwinReport> {
    let Fleet { model, locks, start, days, seed, cell_changes_a_year } = fleet;
    let fleet = core::Fleet { model, locks, start, days, seed, cell_changes_a_year };
    blocking::unblock(move || cross("report", &fleet.run(CoreCatalogue::builtin()?)?)).await
}
