//! Pictures as SVG text: they need no fonts, scripts or files, follow the reader's light or dark setting and stay
//! legible on paper, where every meaning has a shape besides its colour. The same values draw the same text.

mod card;
#[cfg(feature = "catalogue")]
mod keypad;
mod risk;
mod svg;
mod timeline;

pub use card::{CardText, code_card};
#[cfg(feature = "catalogue")]
pub use keypad::{keypad, lights, twin};
pub use risk::risk_curve;
pub use timeline::{Lane, Timeline};
