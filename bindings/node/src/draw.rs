//! Drawings.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::catalogue;
use netcode::draw::{self, CardText};
use netcode::error::table::stay::DRAW_OUT_OF_RANGE;

use crate::arg::{Figure, Time, optional, time};
use crate::catalogue::Catalogue;
use crate::error::OrThrow;
use crate::profile::Profile;
use crate::stay::{Door, codes, grants};
use crate::twin::Twin;
use crate::value::{When, take, take_word, when};
use crate::zone::{window, windows};

/// The codes of one stay on a timeline: a label (never the digits), the grants, and the windows asked for.
#[napi(namespace = "draw")]
pub struct Lane(pub(crate) draw::Lane);

#[napi(namespace = "draw")]
impl Lane {
    /// A lane of grants.
    #[napi(constructor)]
    pub fn new(
        label: String,
        #[napi(ts_arg_type = "readonly GrantInit[]")] grants: Vec<Unknown<'_>>,
        #[napi(ts_arg_type = "readonly time.WindowInit[] | null | undefined")] asked: Option<
            Vec<Unknown<'_>>,
        >,
    ) -> Result<Self> {
        let asked = windows(asked.unwrap_or_default())?;
        Ok(Self(draw::Lane::new(&label, &self::grants(grants)?, &asked)))
    }

    /// The same codes, blocked at the lock at a moment: nothing is drawn open from then on.
    #[napi]
    pub fn blocked(&self, #[napi(ts_arg_type = "MomentInit")] at: When<'_>) -> Result<Self> {
        Ok(Self(self.0.clone().blocked(when(at)?)))
    }

    /// The lanes of codes that were given out: codes of the same name share one.
    #[napi]
    pub fn of_given(
        #[napi(ts_arg_type = "readonly stay.GivenInit[]")] codes: Vec<Unknown<'_>>,
    ) -> Result<Vec<Lane>> {
        Ok(draw::Lane::of_given(&self::codes(codes)?).into_iter().map(Self).collect())
    }
}

/// What a timeline shows.
#[napi(object, object_to_js = false, namespace = "draw")]
pub struct TimelineOptions<'env> {
    /// The door.
    #[napi(ts_type = "stay.Door")]
    pub door: ClassInstance<'env, Door>,
    /// Its title.
    pub title: String,
    /// From when until when.
    #[napi(ts_type = "time.WindowInit")]
    pub span: Unknown<'env>,
    /// What is drawn.
    #[napi(ts_type = "readonly Lane[]")]
    pub lanes: Vec<ClassInstance<'env, Lane>>,
    /// Pixels, 720 unless given.
    #[napi(ts_type = "number | null | undefined")]
    pub width: Option<Figure<'env>>,
}

/// The timeline of a door as SVG text: what each lane asks for, is granted, guaranteed and may spill.
#[napi(namespace = "draw")]
pub fn timeline_svg(options: TimelineOptions<'_>) -> Result<String> {
    let lanes = options.lanes.iter().map(|lane| lane.0.clone()).collect();
    let width = optional("width", options.width, &DRAW_OUT_OF_RANGE)?.unwrap_or(720);
    let timeline = draw::Timeline::new(&options.title, window(options.span)?, width, lanes).or_throw()?;
    Ok(timeline.svg(&options.door.0))
}

/// The keypad of a model as SVG text, and below it what a lock did, in order: the words of `script.LineDone.effects`.
#[napi(namespace = "draw")]
pub fn keypad_svg(
    model: String,
    #[napi(ts_arg_type = "readonly string[] | null | undefined")] effects: Option<Vec<String>>,
    #[napi(ts_arg_type = "catalogue.Catalogue | null | undefined")] catalogue: Option<&Catalogue>,
) -> Result<String> {
    let builtin = catalogue::Catalogue::builtin().or_throw()?;
    let known = catalogue.map_or_else(|| builtin.clone(), |catalogue| catalogue.known().clone());
    let model = known.get(&model).or_throw()?;
    Ok(draw::keypad(&model.keypad, &words(&effects.unwrap_or_default())))
}

/// What a lock did, in order, as `keypadSvg` shows it, and where the bolt is then if that is known.
#[napi(namespace = "draw")]
pub fn lights_svg(
    #[napi(ts_arg_type = "readonly string[]")] effects: Vec<String>,
    #[napi(ts_arg_type = "twin.Bolt | null | undefined")] bolt: Option<String>,
) -> Result<String> {
    let bolt = bolt.map(|bolt| take_word("twin.Bolt", &bolt)).transpose()?;
    Ok(draw::lights(&words(&effects), bolt))
}

fn words(effects: &[String]) -> Vec<&str> {
    effects.iter().map(String::as_str).collect()
}

/// The keypad of a lock as SVG text, and below it what the lock looks like from outside, without digits.
#[napi(namespace = "draw")]
pub fn twin_svg(#[napi(ts_arg_type = "twin.Twin")] twin: &Twin) -> String {
    draw::twin(twin.lock())
}

/// The card of a code as SVG text, 400 pixels wide, from the words of `Portal.card`. It shows the digits.
#[napi(namespace = "draw")]
pub fn code_card_svg(#[napi(ts_arg_type = "outbox.CardText")] card: Unknown<'_>) -> Result<String> {
    let card: CardText = take("outbox.CardText", card)?;
    Ok(draw::code_card(&card))
}

/// How likely one guess opens a lock of this profile through a day of its clock, as SVG text: any minute of the day will
/// do, and without one it is a day in the middle of an epoch.
#[napi(namespace = "draw")]
pub fn risk_curve_svg(
    profile: &Profile,
    #[napi(ts_arg_type = "LockTime | null | undefined")] day: Option<Time<'_>>,
) -> Result<String> {
    Ok(draw::risk_curve(&profile.0, day.map(time).transpose()?))
}
