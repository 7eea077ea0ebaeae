//! Pictures as SVG text: they need no fonts, scripts or files, follow the reader's light or dark setting and stay
//! legible on paper, where every meaning has a shape besides its colour.

mod svg;
mod timeline;

pub use timeline::{Lane, Timeline};
