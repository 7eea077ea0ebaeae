//! Drawings.

use std::sync::Arc;

use netcode::draw as core;

use crate::clock::windows;
use crate::stay::given;
use crate::wire::cross;
use crate::{Bolt, Door, Given, Grant, Keypad, LockTime, Moment, Profile, Result, Twin, Window};

/// The codes of one stay on a timeline: a label (never the digits), the grants, and the windows asked for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Debug, Eq)]
pub struct Lane(core::Lane);

#[uniffi::export]
impl Lane {
    /// The codes of one stay. Fails with `window.empty`.
    #[uniffi::constructor(default(asked = []))]
    pub fn new(label: String, grants: Vec<Arc<Grant>>, asked: Vec<Window>) -> Result<Arc<Self>> {
        let grants: Vec<_> = grants.iter().map(|grant| grant.0).collect();
        Ok(Arc::new(Self(core::Lane::new(&label, &grants, &windows(&asked)?))))
    }

    /// The same codes, blocked at the lock at a moment: nothing is drawn open from then on.
    pub fn blocked(&self, at: Moment) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(self.0.clone().blocked(at))))
    }
}

/// The lanes of codes that were given out: codes of the same name share one. Fails with `window.empty`.
#[uniffi::export]
pub fn lanes_of_given(codes: Vec<Given>) -> Result<Vec<Arc<Lane>>> {
    Ok(core::Lane::of_given(&given(&codes)?).into_iter().map(|lane| Arc::new(Lane(lane))).collect())
}

#[uniffi::export]
impl Door {
    /// The timeline of the door as SVG text: what each lane asks for, is granted, guaranteed and may spill. `width` is
    /// 320 to 4000 pixels; 360 suits a phone. Fails with `draw.out_of_range`, `window.empty`.
    #[uniffi::method(default(width = 360))]
    pub fn timeline_svg(
        &self,
        title: String,
        span: Window,
        lanes: Vec<Arc<Lane>>,
        width: u32,
    ) -> Result<String> {
        let lanes = lanes.iter().map(|lane| lane.0.clone()).collect();
        Ok(core::Timeline::new(&title, span.taken()?, width, lanes)?.svg(&self.0))
    }
}

/// A keypad as SVG text, and below it what the lock did, in order: the words of a `Line`'s effects. Each is a light or a
/// letter, and stands in words below.
#[uniffi::export(default(effects = []))]
pub fn keypad_svg(keypad: Keypad, effects: Vec<String>) -> Result<String> {
    let keypad: netcode::catalogue::Keypad = cross("keypad", &keypad)?;
    Ok(core::keypad(&keypad, &words(&effects)))
}

/// What a lock did as SVG text, in order: the words of a `Line`'s effects, and where the bolt is then.
#[uniffi::export(default(bolt = None))]
pub fn lights_svg(effects: Vec<String>, bolt: Option<Bolt>) -> Result<String> {
    Ok(core::lights(&words(&effects), cross("bolt", &bolt)?))
}

fn words(effects: &[String]) -> Vec<&str> {
    effects.iter().map(String::as_str).collect()
}

#[uniffi::export]
impl Twin {
    /// The lock's keypad as SVG text, and what the lock looks like from outside. It shows no digits.
    pub fn svg(&self) -> String {
        self.draw(core::twin)
    }
}

#[uniffi::export]
impl Profile {
    /// How likely one guess opens a lock of this profile, as SVG text: through the day of the lock's clock in which the minute
    /// lies, an ordinary one unless given. Fails with `time.before_2020`.
    #[uniffi::method(default(day = None))]
    pub fn risk_svg(&self, day: Option<LockTime>) -> Result<String> {
        Ok(core::risk_curve(&self.0, day))
    }
}

/// The card of a code as SVG text, for a screen: `renderCard` gives a page.
#[cfg(feature = "portal")]
#[uniffi::export]
pub fn code_card_svg(card: crate::CardText) -> Result<String> {
    let card: core::CardText = cross("card", &card)?;
    Ok(core::code_card(&card))
}
