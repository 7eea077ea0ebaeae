//! The extension module of the Python package: each function converts, delegates to the crate and converts back.
//! What Python people read is `python/netcode/__init__.py`, and the types are in `python/netcode/_netcode.pyi`.

mod advise;
mod app;
mod arg;
mod bulk;
mod capsule;
mod catalogue;
mod column;
mod command;
mod draw;
mod enums;
mod error;
mod feed;
mod grant;
mod inspect;
mod key;
mod lock;
mod pages;
mod portal;
mod profile;
mod risk;
mod rows;
mod session;
mod stay;
mod time;
mod twin;
mod value;
mod workbench;
mod zone;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
mod _netcode {
    #[pymodule_export]
    use crate::advise::{causes, explain, explain_log, guides, question_text, troubleshoot};
    #[pymodule_export]
    use crate::app::{AccessKey, Account};
    #[pymodule_export]
    use crate::bulk::{Table, issue_table, read_table};
    #[pymodule_export]
    use crate::catalogue::{Catalogue, rules};
    #[pymodule_export]
    use crate::command::command;
    #[pymodule_export]
    use crate::draw::{Lane, code_card_svg, keypad_svg, lights_svg, risk_curve_svg, timeline_svg, twin_svg};
    #[pymodule_export]
    use crate::enums::all_names;
    #[pymodule_export]
    use crate::error::error_entries;
    #[pymodule_export]
    use crate::feed::{Desk, read_feed};
    #[pymodule_export]
    use crate::grant::Grant;
    #[pymodule_export]
    use crate::inspect::{Inspection, Meaning, inspect};
    #[pymodule_export]
    use crate::key::{Batch, CodeKey, Format, Identity, Issued, KeyMessage, LockKey, Reading, SiteKey};
    #[pymodule_export]
    use crate::lock::{Opened, State, Verifier};
    #[pymodule_export]
    use crate::pages::Pages;
    #[pymodule_export]
    use crate::portal::{Portal, Settings, preflight, render_card};
    #[pymodule_export]
    use crate::profile::{_profile, Profile};
    #[pymodule_export]
    use crate::risk::{
        _estimate, _improvement, Estimate, Improvement, TryRate, acceptable, improvements, ordinary_day,
        worst_minute_of_day,
    };
    #[pymodule_export]
    use crate::rows::{answer_line, answer_row, issue_rows, refuse_reserved};
    #[pymodule_export]
    use crate::session::Session;
    #[pymodule_export]
    use crate::stay::{
        Door, Happened, Stay, Visits, change, free_issue, plan, plan_doors, plan_visits, quote, who_can_enter,
    };
    #[pymodule_export]
    use crate::time::LockTime;
    #[pymodule_export]
    use crate::twin::{Fleet, Trace, Twin};
    #[pymodule_export]
    use crate::workbench::{Workbench, converse, moment_at};
    #[pymodule_export]
    use crate::zone::{_moment_text, LockClock, Zone, join, missing, window};
}
