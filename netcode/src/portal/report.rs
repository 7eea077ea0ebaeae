//! Contacting support: a problem report that carries the diagnosis and no secrets.

use chrono::{DateTime, Utc};

use super::Portal;
use crate::access::Token;
use crate::error::Result;
use crate::outbox::{Channel, Template};

/// A problem to report.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// What happened, 1 to 2,000 characters.
    pub words: String,
    /// What was found out about it, at most 4,000 characters: a diagnosis, the settings of a lock, an error.
    #[serde(default)]
    pub diagnosis: String,
}

impl Portal {
    /// Sends a problem report to support. Runs of digits as long as a code, and of hexadecimal digits as long as a key, are
    /// taken out of it first. Answers with the id of the message.
    ///
    /// # Errors
    /// `portal.session_invalid`, `portal.text_out_of_range`.
    pub fn report(&self, now: DateTime<Utc>, session: &Token, report: &Report) -> Result<String> {
        let one_line = |text: &str| text.replace(['\r', '\n', '\t'], " ");
        let words = super::checked_text("report", &one_line(&report.words), 1..=2_000)?;
        let diagnosis = super::checked_text("diagnosis", &one_line(&report.diagnosis), 0..=4_000)?;
        self.act(now, session, |tx, actor| {
            let account = &actor.account.id;
            let template = Template::Support;
            let mut message =
                self.new_message(now, account, Channel::Email, template, &self.settings.support_email)?;
            message.note = without_secrets(&format!("{words}\n\nperson: {}\n{diagnosis}", actor.person.id));
            tx.add_new(&message)?;
            actor.person.note(tx, now, "support.contacted", &message.id, "")?;
            Ok(message.id)
        })
    }
}

/// Shortest run of digits that may be a code, and of hexadecimal digits that may be a key.
const CODE_DIGITS: usize = 6;
const KEY_DIGITS: usize = 32;

/// The text with what may be a code or a key replaced. Blanks and hyphens inside a run do not hide it.
pub(crate) fn without_secrets(text: &str) -> String {
    let keys = replace_runs(text, KEY_DIGITS, "[key]", |each| each.is_ascii_hexdigit(), |_| false);
    replace_runs(
        &keys,
        CODE_DIGITS,
        "[digits]",
        |each| each.is_ascii_digit(),
        |each| matches!(each, ' ' | '-'),
    )
}

fn replace_runs(
    text: &str,
    shortest: usize,
    with: &str,
    is: impl Fn(char) -> bool,
    joins: impl Fn(char) -> bool,
) -> String {
    let (mut out, mut run, mut count) = (String::new(), String::new(), 0);
    let flush = |out: &mut String, run: &mut String, count: &mut usize| {
        if *count >= shortest {
            // What only joined nothing is kept.
            let kept: Vec<char> = run.chars().rev().take_while(|each| !is(*each)).collect();
            out.push_str(with);
            out.extend(kept.into_iter().rev());
        } else {
            out.push_str(run);
        }
        run.clear();
        *count = 0;
    };
    for each in text.chars() {
        if is(each) {
            count += 1;
            run.push(each);
        } else if count > 0 && joins(each) {
            run.push(each);
        } else {
            flush(&mut out, &mut run, &mut count);
            out.push(each);
        }
    }
    flush(&mut out, &mut run, &mut count);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_keys_are_taken_out_and_the_rest_stays() {
        for (text, clean) in [
            ("code 0012345 refused at 15:04", "code [digits] refused at 15:04"),
            ("00 12 345, then 001-2345 ", "[digits], then [digits] "),
            ("key 00112233445566778899aabbccddeeff!", "key [key]!"),
            ("door 12, room 345", "door 12, room 345"),
            ("on 2026-07-01 the lock", "on [digits] the lock"),
        ] {
            assert_eq!(without_secrets(text), clean);
        }
    }
}
