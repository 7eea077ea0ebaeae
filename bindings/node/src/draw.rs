//! Drawings.

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::draw;
use netcode::error::table::stay::DRAW_OUT_OF_RANGE;

use crate::arg::{Figure, optional, options};
use crate::error::OrThrow;
use crate::stay::{Door, codes, grants};
use crate::value::{When, when};
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
pub fn timeline_svg(#[napi(ts_arg_type = "TimelineOptions")] options: Unknown<'_>) -> Result<String> {
    let options: TimelineOptions<'_> = self::options(options, &["door", "title", "span", "lanes"])?;
    let lanes = options.lanes.iter().map(|lane| lane.0.clone()).collect();
    let width = optional("width", options.width, &DRAW_OUT_OF_RANGE)?.unwrap_or(720);
    let timeline = draw::Timeline::new(&options.title, window(options.span)?, width, lanes).or_throw()?;
    Ok(timeline.svg(&options.door.0))
}
