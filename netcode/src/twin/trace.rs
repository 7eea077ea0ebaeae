//! Traces: a run as data, to be replayed exactly and made smaller while it still shows what it shows.

use serde::{Deserialize, Serialize};

use super::{Effect, Event, Identity, Moment, Twin};
use crate::catalogue::Catalogue;
use crate::error::Result;

/// A model, a moment and the events since. With the lock's identity it is the whole run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    model: String,
    start: Moment,
    events: Vec<(Moment, Event)>,
}

impl Trace {
    /// An empty trace of a lock delivered at `start`.
    pub fn new(model: &str, start: Moment) -> Self {
        Self { model: model.into(), start, events: Vec::new() }
    }

    /// Adds an event.
    pub fn record(&mut self, at: Moment, event: Event) {
        self.events.push((at, event));
    }

    /// The events, in order.
    pub fn events(&self) -> &[(Moment, Event)] {
        &self.events
    }

    /// Runs the trace on a new lock. An event that cannot happen is answered with its error, and the run goes on.
    ///
    /// # Errors
    /// `catalogue.unknown_model`.
    pub fn replay(
        &self,
        catalogue: &Catalogue,
        identity: &Identity,
    ) -> Result<(Twin, Vec<Result<Vec<Effect>>>)> {
        let mut twin = Twin::new(catalogue.get(&self.model)?.clone(), identity.clone(), self.start);
        let answers = self.events.iter().map(|(at, event)| twin.step(*at, event.clone())).collect();
        Ok((twin, answers))
    }

    /// The shortest trace found, by leaving out events, for which `shows` still holds. `shows` is asked at most
    /// a few times the square of the number of events.
    #[must_use]
    pub fn shrink(&self, shows: &mut dyn FnMut(&Trace) -> bool) -> Trace {
        let mut best = self.clone();
        let mut piece = best.events.len().div_ceil(2);
        while piece > 0 {
            let mut at = 0;
            let mut shorter = false;
            while at < best.events.len() {
                let mut tried = best.clone();
                tried.events.drain(at..best.events.len().min(at + piece));
                if shows(&tried) {
                    best = tried;
                    shorter = true;
                } else {
                    at += piece;
                }
            }
            piece = if shorter && piece == 1 { 1 } else { piece / 2 };
        }
        best
    }
}
