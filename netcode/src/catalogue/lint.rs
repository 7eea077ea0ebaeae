//! The linter: what a model file must satisfy before a lock is built from it.

use std::collections::BTreeMap;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

use serde::Serialize;
use serde_json::Value;

use super::{Arg, Attempt, Catalogue, Lengths, Level, Mark, Model, Program, Signal, Usage, Verb, provenance};
use crate::code::{Format, Profile};

/// A rule of the linter.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Its number.
    pub id: &'static str,
    /// What it asks.
    pub asks: &'static str,
}

/// Every rule, in order.
pub static RULES: &[Rule] = &[
    Rule { id: "C001", asks: "every field is known, present and of the right type" },
    Rule { id: "C002", asks: "the id and the aliases are lower case letters, digits and hyphens, and new" },
    Rule { id: "C003", asks: "the family exists" },
    Rule { id: "C004", asks: "every source is listed in sources.json" },
    Rule { id: "C005", asks: "a stated or inferred fact names a source; an assumed fact says why in a note" },
    Rule {
        id: "C006",
        asks: "code lengths run from few to many within 1 to 10, and a factory code has one of them",
    },
    Rule {
        id: "C007",
        asks: "a program number has two digits, or none where the holder's own code is meant",
    },
    Rule { id: "C008", asks: "no two programs accept the same digits from the same level" },
    Rule { id: "C009", asks: "whoever may run a program is a level the model has" },
    Rule { id: "C010", asks: "a program's verb finds the arguments it needs" },
    Rule { id: "C011", asks: "every function named is declared" },
    Rule { id: "C012", asks: "the NetCode digits and modes make a profile the verifier takes" },
    Rule { id: "C013", asks: "times and counts are within their ranges" },
    Rule {
        id: "C014",
        asks: "the signals that people rely on are given: code accepted and refused, field accepted, program done and refused",
    },
    Rule { id: "C015", asks: "every key named is on the keypad, every button on the inside" },
    Rule { id: "C016", asks: "a program's example is a sequence the program accepts" },
    Rule { id: "C017", asks: "keys on one button are keys of the keypad, and each is on one button only" },
    Rule {
        id: "C018",
        asks: "what needs something else finds it: NetCodes a clock, a function that reads them the NetCodes, programs a program key, dialogues a confirming button",
    },
    Rule {
        id: "C019",
        asks: "a parameter is one the model can have, and its bounds are within what a lock takes",
    },
];

/// What the linter found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The number of the broken rule.
    pub rule: &'static str,
    /// Where in the file, for example `levels.user.digits`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Finding {
    pub(super) fn new(rule: &'static str, path: &str, message: String, remedy: String) -> Self {
        Self { rule, path: path.to_string(), message, remedy }
    }
}

/// Reads a merged file as a model, strictly.
pub(super) fn parse(document: &Value) -> Result<Model, Finding> {
    serde_path_to_error::deserialize(document).map_err(|error| {
        let path = error.path().to_string();
        Finding::new(
            "C001",
            &path,
            error.inner().to_string().to_lowercase(),
            "compare the field with `netcode/catalogue/schema.json`; unknown fields are refused so that a misspelt one is not lost"
                .to_string(),
        )
    })
}

/// Everything wrong with a model that could be read.
pub(super) fn findings(model: &Model, document: &Value, catalogue: &Catalogue) -> Vec<Finding> {
    let mut lint = Lint { model, lengths: Lengths::of(model), found: Vec::new() };
    lint.names(catalogue);
    lint.provenance(document, catalogue);
    lint.levels();
    lint.functions();
    lint.netcode();
    lint.numbers();
    lint.signals();
    lint.keys();
    lint.parameters();
    for (name, program) in &model.programs {
        lint.program(&format!("programs.{name}"), program);
    }
    lint.overlaps();
    lint.dialogues();
    lint.shared_buttons();
    lint.needs();
    lint.found
}

pub(super) struct Lint<'a> {
    pub(super) model: &'a Model,
    pub(super) lengths: Lengths,
    found: Vec<Finding>,
}

impl Lint<'_> {
    pub(super) fn say(&mut self, rule: &'static str, path: &str, message: String, remedy: &str) {
        self.found.push(Finding::new(rule, path, message, remedy.to_string()));
    }

    fn names(&mut self, catalogue: &Catalogue) {
        let model = self.model;
        for (path, name) in
            core::iter::once(("id", &model.id)).chain(model.aliases.iter().map(|name| ("aliases", name)))
        {
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if name.is_empty() || name.len() > 40 || !name.chars().all(good) {
                let message = format!("`{name}` is not an id");
                self.say("C002", path, message, "use up to 40 lower case letters, digits and hyphens");
            }
            if catalogue.models().any(|other| other.is_called(name)) {
                let message = format!("`{name}` already names a model");
                self.say("C002", path, message, "choose an id and aliases that no other model has");
            }
        }
    }

    fn provenance(&mut self, document: &Value, catalogue: &Catalogue) {
        let mut found = Vec::new();
        provenance::visit(document, &mut String::new(), &mut |path, fact| {
            let sources = fact.get("source").and_then(Value::as_array);
            let keys = || sources.into_iter().flatten().filter_map(Value::as_str);
            let others = fact.get("disputed").and_then(Value::as_array).into_iter().flatten();
            let others = others.filter_map(|other| other.get("source")?.as_array()).flatten();
            for key in
                keys().chain(others.filter_map(Value::as_str)).filter(|key| catalogue.source(key).is_none())
            {
                found.push(("C004", path.to_string(), format!("there is no source `{key}`")));
            }
            let assumed = fact.get("mark").and_then(Value::as_str) == Some(Mark::Assumed.as_str());
            let noted = fact.get("note").and_then(Value::as_str).is_some_and(|note| !note.is_empty());
            if assumed && !noted {
                found.push(("C005", path.to_string(), "an assumed fact without a note".to_string()));
            }
            if !assumed && keys().next().is_none() {
                found.push(("C005", path.to_string(), "a fact without a source".to_string()));
            }
        });
        for (rule, path, message) in found {
            let remedy = match rule {
                "C004" => "add the source to sources.json, or name one that is there",
                _ => "name the source, or mark the fact assumed and say in `note` why this value",
            };
            self.say(rule, &path, message, remedy);
        }
    }

    fn levels(&mut self) {
        let model = self.model;
        if !model.levels.contains_key(&Level::Master) {
            self.say(
                "C009",
                "levels",
                "there is no master level".to_string(),
                "every lock has a Master Code",
            );
        }
        for (level, rule) in &model.levels {
            let path = format!("levels.{}", level.as_str());
            let (least, most) = rule.digits.value;
            if least == 0 || least > most || most > 10 {
                let message = format!("codes of {least} to {most} digits");
                self.say("C006", &path, message, "give fewest and most digits, 1 to 10");
            }
            let lengths = usize::from(least)..=usize::from(most);
            let factory = rule.factory.as_ref().map(|fact| fact.value.as_str());
            if let Some(code) = factory
                && !(lengths.contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()))
            {
                let message = "the factory code is not a code of this level".to_string();
                self.say("C006", &path, message, "give as many digits as the level has");
            }
            if let Some(set) = &rule.set_to
                && !(least..=most).contains(&set.value)
            {
                let message = format!("{} digits are not within {least} to {most}", set.value);
                self.say("C006", &path, message, "set a length within the level's range");
            }
        }
    }

    fn function_exists(&mut self, path: &str, name: &str) {
        if self.model.function_named(name).is_none() {
            let message = format!("there is no function `{name}`");
            self.say("C011", path, message, "declare it under `functions`, or name one that is there");
        }
    }

    fn functions(&mut self) {
        let model = self.model;
        self.function_exists("function", &model.function);
        if let Some(name) = model.netcode.as_ref().and_then(|netcode| netcode.function.value.as_ref()) {
            self.function_exists("netcode.function", name);
        }
        for (name, function) in &model.functions {
            for level in function.value.opens.iter().filter(|level| !model.levels.contains_key(level)) {
                let path = format!("functions.{name}.opens");
                let message = format!("the model has no level `{}`", level.as_str());
                self.say("C009", &path, message, "name levels the model has");
            }
        }
    }

    fn netcode(&mut self) {
        let Some(netcode) = &self.model.netcode else { return };
        let sets = core::iter::once(&netcode.modes.value).chain(netcode.types.values());
        let Some(layout) = netcode.layouts.first() else {
            let message = "no layout is given".to_string();
            return self.say("C012", "netcode.layouts", message, "give S, or S and X");
        };
        for modes in sets {
            let built =
                Format::new(*layout, netcode.digits.value).and_then(|format| Profile::new(format, modes));
            if let Err(error) = built {
                self.say("C012", "netcode", error.message().to_string(), error.hint());
            }
        }
    }

    fn numbers(&mut self) {
        let (times, power) = (&self.model.timings, &self.model.power);
        let window = times.wrong_window_seconds.as_ref().map_or(1, |window| window.value);
        let drift = self.model.clock.as_ref().map_or(0, |clock| clock.drift_ppm.value);
        for (path, value, least, most) in [
            ("timings.key_gap_seconds", times.key_gap_seconds.value, 1, 300),
            ("timings.program_gap_seconds", times.program_gap_seconds.value, 1, 300),
            ("timings.open_seconds", times.open_seconds.value, 1, 300),
            ("timings.wrong_codes", times.wrong_codes.value, 1, 100),
            ("timings.penalty_seconds", times.penalty_seconds.value, 0, 3_600),
            ("timings.second_seconds", times.second_seconds.value, 1, 300),
            ("timings.indication_seconds", times.indication_seconds.value, 1, 300),
            ("power.reserve_openings", power.reserve_openings.value, 1, 100_000),
            ("power.life_openings", power.life_openings.value, 1, 10_000_000),
            ("timings.wrong_window_seconds", window, 1, 3_600),
            ("clock.drift_ppm", drift, 0, 1_000),
        ] {
            if !(least..=most).contains(&value) {
                let message = format!("{value} is not within {least} to {most}");
                self.say("C013", path, message, "check the unit: seconds, openings, parts per million");
            }
        }
        for (name, fact) in &self.model.procedures {
            let (procedure, at_once) = (&fact.value, fact.value.press.is_empty());
            let confirmed = (1..=20).contains(&procedure.times) && procedure.within_seconds > 0;
            if at_once && (procedure.times, procedure.within_seconds) != (0, 0) || !at_once && !confirmed {
                let path = format!("procedures.{name}");
                let message = "a procedure is confirmed by 1 to 20 presses within some seconds".to_string();
                self.say(
                    "C013",
                    &path,
                    message,
                    "give `press`, `times` and `within_seconds`, or leave out all three",
                );
            }
        }
        for (kind, fact) in &power.cells {
            if !(1..=1_000).contains(&fact.value.reserve_percent) {
                let message = format!("{} is not within 1 to 1000", fact.value.reserve_percent);
                let path = format!("power.cells.{kind:?}").to_lowercase();
                self.say("C013", &path, message, "give what is left as a percentage of `reserve_openings`");
            }
        }
    }

    fn signals(&mut self) {
        for (signal, name) in [
            (Signal::CodeAccepted, "code_accepted"),
            (Signal::CodeRefused, "code_refused"),
            (Signal::FieldAccepted, "field_accepted"),
            (Signal::ProgramDone, "program_done"),
            (Signal::ProgramRefused, "program_refused"),
        ] {
            let typed = matches!(signal, Signal::FieldAccepted);
            let unused = typed && self.model.programs.is_empty();
            if self.model.signal(signal).is_empty() && !unused {
                let message = format!("the signal `{name}` is missing");
                self.say("C014", "signals", message, "give its flashes and beeps in order");
            }
        }
    }

    fn keys(&mut self) {
        let model = self.model;
        let keypad = &model.keypad;
        let prefix = model.netcode_prefix();
        let named = (keypad.program_key.value.iter().map(|key| ("keypad.program_key", *key)))
            .chain(keypad.hidden_while_locked.chars().map(|key| ("keypad.hidden_while_locked", key)))
            .chain(prefix.map(|key| ("netcode.prefix", key)));
        for (path, key) in named {
            if !model.has_key(key) {
                let message = format!("the keypad has no key `{key}`");
                self.say("C015", path, message, "name a key of `keypad.keys`");
            }
        }
        for (name, fact) in &model.procedures {
            let press = Some(&fact.value.press).filter(|press| !press.is_empty());
            for key in core::iter::once(&fact.value.hold).chain(press) {
                self.part(&format!("procedures.{name}"), key);
            }
        }
        for (name, dialogue) in &model.dialogues {
            self.part(&format!("dialogues.{name}"), &dialogue.button);
        }
        if let Some(confirm) = &keypad.confirm {
            self.part("keypad.confirm", &confirm.value);
        }
    }

    /// Something one can press.
    fn part(&mut self, path: &str, key: &String) {
        let on_keypad = key.chars().count() == 1 && key.chars().all(|key| self.model.has_key(key));
        if !on_keypad && !self.model.keypad.buttons.value.contains(key) {
            let message = format!("the lock has no key or button `{key}`");
            self.say("C015", path, message, "name a key of `keypad.keys` or one of `keypad.buttons`");
        }
    }

    fn parameters(&mut self) {
        let model = self.model;
        for (parameter, rule) in &model.parameters {
            if let Some((message, remedy)) = super::parameter::fault(model, *parameter, rule) {
                self.say("C019", &format!("parameters.{parameter}"), message, remedy);
            }
        }
    }

    fn program(&mut self, path: &str, program: &Program) {
        let model = self.model;
        let digits = program.number.bytes().all(|byte| byte.is_ascii_digit());
        let own = program.number.is_empty() && program.verb == Verb::ChangeOwn;
        if !(own || digits && program.number.len() == 2) {
            let message = format!("`{}` is not a program number", program.number);
            self.say("C007", path, message, "type two digits, for example 02");
        }
        for level in &program.by {
            if *level != Level::Netcode && !model.levels.contains_key(level) {
                let message = format!("the model has no level `{}`", level.as_str());
                self.say("C009", path, message, "name levels the model has");
            }
        }
        for function in program.within.iter().chain(&program.bare_within) {
            self.function_exists(path, function);
        }
        self.verb(path, &program.verb, &program.args);
        self.example(path, program);
    }

    /// The functions a verb names, and the arguments it needs.
    pub(super) fn verb(&mut self, path: &str, verb: &Verb, args: &[Arg]) {
        if let Verb::SetFunction(name) | Verb::ToggleFunction(name) | Verb::Initialise(Some(name)) = verb {
            self.function_exists(path, name);
        }
        if let Some(missing) = missing_argument(verb, args, self.model) {
            let message = format!("the verb needs {missing}");
            self.say("C010", path, message, "add the argument, or choose the verb that fits the arguments");
        }
    }

    /// An example is `#code number arguments`, blanks ignored.
    fn example(&mut self, path: &str, program: &Program) {
        let typed: String = program.example.chars().filter(|c| !c.is_whitespace()).collect();
        let typed = self.model.keypad.program_key.value.map_or(&*typed, |key| typed.trim_start_matches(key));
        let accepted = program.by.iter().any(|level| {
            let (least, most) = self.lengths.level(*level);
            (least..=most).any(|length| {
                typed
                    .get(usize::from(length)..)
                    .and_then(|rest| rest.strip_prefix(program.number.as_str()))
                    .is_some_and(|rest| {
                        matches!(super::read_args(&program.args, rest, &self.lengths), Attempt::Whole(_))
                    })
            })
        });
        if !accepted {
            let message = "the example is not a sequence of this program".to_string();
            self.say(
                "C016",
                path,
                message,
                "type the example as the manual prints it: #code number arguments",
            );
        }
    }

    /// Two programs of one number for one level must differ in what they accept: the example of each is tried on
    /// the other.
    fn overlaps(&mut self) {
        let mut by_number: BTreeMap<&str, Vec<(&String, &Program)>> = BTreeMap::new();
        for (name, program) in &self.model.programs {
            by_number.entry(program.number.as_str()).or_default().push((name, program));
        }
        for programs in by_number.values() {
            for (at, (name, program)) in programs.iter().enumerate() {
                for (other_name, other) in programs.iter().skip(at + 1) {
                    let shared = program.by.iter().any(|level| other.by.contains(level));
                    if shared && program.args == other.args {
                        let message = format!("`{name}` and `{other_name}` accept the same digits");
                        self.say(
                            "C008",
                            &format!("programs.{name}"),
                            message,
                            "give one of them other arguments",
                        );
                    }
                }
            }
        }
    }
}

/// The argument a verb cannot do without.
fn missing_argument(verb: &Verb, args: &[Arg], model: &Model) -> Option<&'static str> {
    let has = |wanted: fn(&Arg) -> bool| args.iter().any(wanted);
    let code = |arg: &Arg| matches!(arg, Arg::Code(_));
    let number = |arg: &Arg| matches!(arg, Arg::Number { .. });
    let (found, name) = match verb {
        Verb::SetCode(_) | Verb::ChangeOwn | Verb::PersonalCode | Verb::BlockNetcode => (has(code), "a code"),
        Verb::SetClient(_) => (has(code) || has(|arg| *arg == Arg::Card), "a code or a card"),
        Verb::AutoUnlockAfter | Verb::RelockDelay | Verb::UserDigits | Verb::RotateKeypad => {
            (has(number), "a number")
        }
        Verb::AutoUnlockAt | Verb::DstTime => {
            (has(|arg| matches!(arg, Arg::Time | Arg::TimeOrNever)), "a time of day")
        }
        Verb::NetcodeTypes => (
            has(|arg| matches!(arg, Arg::OneOf(texts) if !texts.is_empty()))
                && model.netcode.as_ref().is_some_and(|netcode| !netcode.types.is_empty()),
            "the types as one of several texts, each listed in `netcode.types`",
        ),
        Verb::BlockPrevious | Verb::Features => (has(|arg| *arg == Arg::Flag), "a flag"),
        Verb::Initialise(_) => (
            has(|arg| *arg == Arg::LockId) && has(|arg| matches!(arg, Arg::DateTime | Arg::Date)),
            "a date, a time and a lock id",
        ),
        Verb::SetClock | Verb::DstDates => (has(|arg| matches!(arg, Arg::Date | Arg::DateTime)), "a date"),
        Verb::CodeFreePeriod | Verb::ActivePeriod => {
            (has(|arg| *arg == Arg::Period) && has(|arg| *arg == Arg::Week), "a period and a week pattern")
        }
        Verb::DayLockOut => (has(|arg| *arg == Arg::Week), "a week pattern"),
        Verb::RestrictHours => (has(|arg| *arg == Arg::Time), "two times of day"),
        _ => (true, ""),
    };
    (!found).then_some(name)
}

impl Usage {
    /// Whether guests lock with a code of their own.
    pub const fn is_public(self) -> bool {
        matches!(self, Usage::PublicSingle | Usage::PublicDouble)
    }
}
