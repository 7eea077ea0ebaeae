//! The linter's rules about dialogues, keys on one button, and what needs something else.

use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use super::lint::Lint;
use super::{Dialogue, read_fields};

impl Lint<'_> {
    pub(super) fn dialogues(&mut self) {
        for (name, dialogue) in &self.model.dialogues {
            let path = format!("dialogues.{name}");
            self.verb(&path, &dialogue.verb, &dialogue.fields);
            if !self.accepts(dialogue) {
                let message = "the example is not a sequence of this dialogue".to_string();
                self.say("C016", &path, message, "write buttons and digits as they are pressed, with blanks");
            }
            let same = |other: &Dialogue| {
                let begun = (&other.button, other.hold_seconds) == (&dialogue.button, dialogue.hold_seconds);
                let met = other.guarded.is_none()
                    || dialogue.guarded.is_none()
                    || other.guarded == dialogue.guarded;
                begun && met && other.fields == dialogue.fields
            };
            let later = self.model.dialogues.iter().skip_while(|(other, _)| *other <= name);
            for (other_name, _) in later.filter(|(_, other)| same(other)) {
                let message = format!("`{name}` and `{other_name}` accept the same digits");
                self.say("C008", &path, message, "give one of them other fields");
            }
        }
    }

    /// Whether the example begins with the dialogue's button, and its fields are the dialogue's.
    fn accepts(&self, dialogue: &Dialogue) -> bool {
        let Some(confirm) = &self.model.keypad.confirm else { return true };
        let begin = match dialogue.hold_seconds {
            0 => dialogue.button.clone(),
            seconds => format!("{}({seconds}s)", dialogue.button),
        };
        let mut parts = dialogue.example.split_whitespace().skip_while(|part| *part == begin);
        let mut fields: Vec<String> = Vec::new();
        let mut digits = String::new();
        for part in &mut parts {
            if part == confirm.value {
                fields.push(self.model.as_pressed(&core::mem::take(&mut digits)));
            } else if part.bytes().all(|byte| byte.is_ascii_digit()) {
                digits.push_str(part);
            } else if !self.model.keypad.buttons.iter().any(|button| button == part) {
                return false;
            }
        }
        let args = dialogue.fields(self.model, dialogue.guarded == Some(true));
        let typed: Vec<&str> = fields.iter().map(String::as_str).collect();
        dialogue.example.starts_with(&begin)
            && digits.is_empty()
            && typed.len() == args.len()
            && read_fields(&args, &typed, &self.lengths, None).is_some()
    }

    pub(super) fn shared_buttons(&mut self) {
        let mut seen = BTreeSet::new();
        for key in self.model.keypad.shared.iter().flat_map(|fact| &fact.value).flat_map(|keys| keys.chars())
        {
            if !self.model.has_key(key) || !seen.insert(key) {
                let message = format!("`{key}` is no key, or is on two buttons");
                self.say("C017", "keypad.shared", message, "list each key of `keypad.keys` once");
            }
        }
    }

    pub(super) fn needs(&mut self) {
        let model = self.model;
        let reads = model.functions.iter().find(|(_, function)| function.value.netcode);
        let cases = [
            (model.netcode.is_some() && model.clock.is_none(), "netcode", "a clock", "clock"),
            (reads.is_some() && model.netcode.is_none(), "functions", "NetCodes", "netcode"),
            (
                !model.programs.is_empty() && model.keypad.program_key.value.is_none(),
                "programs",
                "a program key",
                "keypad.program_key",
            ),
            (
                !model.dialogues.is_empty() && model.keypad.confirm.is_none(),
                "dialogues",
                "a confirming button",
                "keypad.confirm",
            ),
        ];
        for (_, path, what, field) in cases.into_iter().filter(|(missing, ..)| *missing) {
            let remedy = format!("give `{field}`");
            self.say("C018", path, format!("{what} is missing"), &remedy);
        }
    }
}
