//! The catalogue: what each lock model is and does, as data with sources.
//!
//! One JSON file describes a model of one generation; a file may name a family and then gives only what differs.
//! Every fact carries a [`Mark`] (stated, inferred or assumed) and its sources, so that a gap in what is known is
//! visible and can be filled later without touching code. The schema and the linter's rules are described in
//! `netcode/catalogue/README.md`; a file of your own loads through [`Catalogue::add`] and gets the same lint.

mod dialogue;
mod fact;
mod grammar;
mod lint;
mod lint_parts;
mod load;
mod model;
mod motor;
mod parameter;
mod program;
mod provenance;

pub use dialogue::Dialogue;
pub use fact::{Disputed, Fact, Mark};
pub(crate) use grammar::read_fields;
pub use grammar::{Attempt, Field, Lengths, read_args};
pub use lint::{Finding, RULES, Rule};
pub use load::{Catalogue, Source};
pub use model::{
    Clock, ClockRule, EntryRule, Feature, Function, Input, Keypad, LevelRule, Model, Netcode, Power,
    Procedure, Signal, Timings, Usage, Word,
};
pub use motor::{CellRule, Cells, Motor, Occasion, Switch};
pub use parameter::{Parameter, ParameterRule};
pub use program::{Arg, ClientKind, Level, Program, Verb};
pub use provenance::Row;

#[cfg(test)]
mod tests;
