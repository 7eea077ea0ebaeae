//! What to know about a code before it is generated.

use crate::code::Profile;
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Grant;
use crate::time::LockTime;

/// Something to know about a code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// A stable word: `mode-off`, `too-long`, `over`, `first-use-over`, `issue-too-high`, `same-digits`.
    pub word: String,
    /// The same in words.
    pub text: String,
    /// Whether the lock, as it is known to be set, will refuse the code: then the request must accept the warning.
    pub refused: bool,
}

/// What the record of a lock says about a grant at a minute of its clock. `earlier` is the number of a code with the
/// same digits.
pub(crate) fn warnings(
    profile: &Profile,
    grant: &Grant,
    lock_now: LockTime,
    earlier: Option<i64>,
) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut add = |word: &str, refused: bool, text: String| {
        found.push(Warning { word: word.to_owned(), text, refused });
    };
    let mode = grant.mode();
    if !profile.modes().contains(mode) {
        add("mode-off", true, format!("the lock is known to have {mode} switched off"));
    } else if grant.term().minutes() > profile.longest_minutes(mode) {
        add("too-long", true, format!("the lock takes shorter codes of {mode} only"));
    }
    if grant.issue() >= profile.issues() {
        add("issue-too-high", true, format!("the lock takes {} codes for one window", profile.issues()));
    }
    let grace = profile.grace_minutes();
    let past = |minute: LockTime| lock_now.minutes_since(minute) >= i64::from(grace);
    if past(grant.ends()) {
        add("over", true, format!("its time was over at {}", grant.ends()));
    } else if let Some(by) = grant.first_use_by(profile.first_use_hours()).filter(|by| past(*by)) {
        add("first-use-over", true, format!("it had to be used for the first time by {by}"));
    }
    if let Some(number) = earlier {
        add(
            "same-digits",
            false,
            format!("code {number} of this lock has the same times and so the same digits"),
        );
    }
    found
}

/// Refuses what the lock will refuse.
pub(crate) fn refuse(warnings: &[Warning]) -> Result<()> {
    let reasons: Vec<&str> =
        warnings.iter().filter(|each| each.refused).map(|each| each.text.as_str()).collect();
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::new(&codes::PORTAL_WOULD_BE_REFUSED, format_args!("{}", reasons.join("; "))))
}
