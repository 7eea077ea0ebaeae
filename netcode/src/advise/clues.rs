//! Clues: the facts of a try as words that weights hang on.

use std::string::String;
use std::vec::Vec;

use super::facts::{Digits, Facts, Standing};
use super::{Cause, Signal};
use crate::catalogue::{Feature, Model};

/// One thing that was taken into account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clue {
    /// What was looked at, for example `record`.
    pub clue: String,
    /// What was found, for example `too-early`.
    pub value: String,
}

/// What a lock's keypad can say, as far as it makes causes look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// NetCodes begin with a key that shows whether they are read at all.
    Prefix,
    /// They do not; after wrong codes keys are refused for a while.
    Plain,
    /// They do not; a bucket of tries stands guard.
    Bucket,
    /// The model is not known.
    Unknown,
}

impl Kind {
    fn of(model: Option<&Model>) -> Self {
        match model.and_then(|model| model.netcode.as_ref()) {
            None => Kind::Unknown,
            Some(netcode) if netcode.prefix.value.is_some() => Kind::Prefix,
            Some(netcode) if netcode.limiter.value => Kind::Bucket,
            Some(_) => Kind::Plain,
        }
    }
}

impl Facts<'_> {
    pub(super) fn clues(&self) -> Vec<Clue> {
        let model = self.known.model.as_deref();
        let kind = Kind::of(model);
        let mut found = std::vec![
            (
                "record",
                if let Digits::Handed(_) = self.digits { self.standing.word() } else { self.digits.word() }
            ),
            ("clock", self.clock_word()),
            ("refused", if self.known.refused_lately >= 3 { "many" } else { "few" }),
            ("battery", if self.known.battery_warned { "warned" } else { "quiet" }),
        ];
        // How near a wrong clock lies tells something only where a right one would open.
        let open = [Standing::Opens, Standing::SingleUnused, Standing::LaterUnused];
        if open.contains(&self.standing) || matches!(self.digits, Digits::Unrecorded) {
            found.push(("edge", self.edge_word()));
        }
        if self.attempt.signal != Signal::Unseen {
            let clue = match kind {
                Kind::Prefix => "signal-prefix",
                Kind::Plain => "signal-plain",
                Kind::Bucket => "signal-bucket",
                Kind::Unknown => "signal",
            };
            found.push((clue, self.attempt.signal.as_str()));
        }
        if kind == Kind::Prefix {
            found.push(("star", if self.attempt.star == Some(true) { "pressed" } else { "unreported" }));
        }
        found.into_iter().map(|(clue, value)| Clue { clue: clue.into(), value: value.into() }).collect()
    }

    /// Whether the lock can have this fault at all.
    pub(super) fn possible(&self, cause: Cause) -> bool {
        let Some(model) = self.known.model.as_deref() else { return true };
        match cause {
            Cause::StarMissing => Kind::of(Some(model)) == Kind::Prefix,
            Cause::FeatureOff => {
                let switched = model.features.as_ref().is_some_and(|all| all.contains_key(&Feature::Netcode));
                switched || model.functions.values().any(|function| !function.value.netcode)
            }
            Cause::ClockLost => model.power.clock_lost.value,
            _ => true,
        }
    }

    const fn edge_word(&self) -> &'static str {
        match (self.edge.behind, self.edge.ahead, self.edge.shift.is_some()) {
            (false, false, false) => "far",
            (true, false, false) => "behind",
            (false, true, false) => "ahead",
            (true, true, false) => "both",
            (false, false, true) => "shift",
            (true, false, true) => "shift-behind",
            (false, true, true) => "shift-ahead",
            (true, true, true) => "shift-both",
        }
    }

    const fn clock_word(&self) -> &'static str {
        match self.worst_minutes {
            None => "lost",
            Some(_) if self.cells_changed => "cells-changed",
            Some(_) => "set",
        }
    }
}

impl Digits<'_> {
    const fn word(&self) -> &'static str {
        match self {
            Digits::Handed(_) => "opens",
            Digits::Unrecorded => "unrecorded",
            Digits::OneWrong(..) => "one-wrong",
            Digits::Swapped(..) => "swapped",
            Digits::Missing(_) => "missing",
            Digits::Extra(_) => "extra",
            Digits::Other(_) => "other-lock",
            Digits::Former(_) => "former",
            Digits::Unknown => "unknown",
            Digits::OddLength => "odd-length",
        }
    }
}

impl Standing {
    const fn word(self) -> &'static str {
        match self {
            Standing::Opens => "opens",
            Standing::SingleUnused => "single-use",
            Standing::LaterUnused => "later-rental",
            Standing::Blocked => "blocked",
            Standing::Spent => "spent",
            Standing::Superseded => "superseded",
            Standing::ModeOff => "mode-off",
            Standing::NotAccepted => "not-accepted",
            Standing::TooEarly => "too-early",
            Standing::Over => "over",
            Standing::OutsideHours => "outside-hours",
            Standing::FirstUseMissed => "first-use-missed",
            Standing::None => "unknown",
        }
    }
}
