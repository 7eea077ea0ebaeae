//! What to type at a lock, worked out from its model's programs and tried on its twin before anybody types it.

use std::fmt;
use std::sync::Arc;

use crate::access::MasterKey;
use crate::catalogue::{
    Arg, Catalogue, Clock, ClockRule as ModelClock, Level, Mark, Model, Netcode, Program, Verb,
};
use crate::code::{Code, SiteKey};
use crate::error::{Error, Result, table::portal as codes};
use crate::grant::Mode;
use crate::id::Serial;
use crate::portal::records::{LockRecord, Series};
use crate::stay::{Counter, Door, Stay};
use crate::time::{ClockEvent, ClockRule, LockClock, LockTime};
use crate::twin::{Effect, Event, Identity, Moment, NetcodeSettings, Settings, Twin};

/// Seconds after which every lock is locked again.
const RELOCK_SECONDS: i64 = 40;

/// One entry to type at a keypad.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeypadStep {
    /// What it is for.
    pub title: String,
    /// The keys, with blanks between the fields that are not typed.
    pub keys: String,
    /// Blue flashes that acknowledge it, all fields together; 0 where the lock flashes in no such way.
    pub blue_flashes: u32,
    /// How sure it is that the model takes these keys: `stated`, `inferred` or `assumed`.
    pub mark: String,
}

/// The keys hold the Master Code.
impl fmt::Debug for KeypadStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeypadStep").field("title", &self.title).finish_non_exhaustive()
    }
}

/// The model with this id or alias.
pub(super) fn model(name: &str) -> Result<&'static Arc<Model>> {
    Catalogue::builtin()?.get(name)
}

/// What a model knows of NetCodes and of the time.
pub(super) fn netcode(model: &Model) -> Result<(&Netcode, &Clock)> {
    model.netcode.as_ref().zip(model.clock.as_ref()).ok_or_else(|| {
        Error::new(&codes::PORTAL_LOCK_NOT_OF_MODEL, format_args!("a {} reads no NetCodes", model.id))
            .with_hint(format_args!("add a lock that does; `netcode model list` shows their digits"))
    })
}

/// How the clocks of a model are kept.
pub(super) fn clock_rule(clock: &Clock) -> ClockRule {
    match clock.rule.value {
        ModelClock::StandardTime => ClockRule::StandardTime,
        ModelClock::Civil => ClockRule::Civil,
        ModelClock::Utc => ClockRule::Utc,
    }
}

fn program(model: &Model, is: impl Fn(&Verb) -> bool) -> Option<&Program> {
    model.programs.values().find(|program| is(&program.verb))
}

/// Whether a record says only what its model can be. What no source tells is not held against the lock.
pub(super) fn check(record: &LockRecord, model: &Model) -> Result<()> {
    let wrong = |why: String, hint: String| {
        Err(Error::new(&codes::PORTAL_LOCK_NOT_OF_MODEL, format_args!("a {} {why}", model.id))
            .with_hint(format_args!("{hint}")))
    };
    let (netcode, _) = netcode(model)?;
    let joins = match record.series {
        Series::Kl => program(model, |verb| matches!(verb, Verb::Initialise(_))).is_some(),
        Series::Cl => model.app.value,
    };
    if !joins {
        let other = if record.series == Series::Kl { "cl" } else { "kl" };
        return wrong(format!("does not join as {}", record.series), format!("add it as {other}"));
    }
    let layouts: Vec<&str> = netcode.layouts.iter().map(|layout| layout.as_str()).collect();
    if !layouts.contains(&record.layout.as_str()) {
        return wrong(
            format!("has no codes of layout {}", record.layout),
            format!("its layouts are {}", layouts.join(", ")),
        );
    }
    let digits = u32::from(netcode.digits.value);
    if record.digits != digits && netcode.digits.mark != Mark::Assumed {
        return wrong(format!("has no codes of {} digits", record.digits), format!("they have {digits}"));
    }
    let modes = record.known_modes()?;
    let fits = |taken: &Vec<Mode>| modes.iter().all(|mode| taken.contains(mode));
    if !netcode.types.is_empty() && !netcode.types.values().any(fits) {
        let sets = netcode.types.values().map(|modes| super::record::words(modes).replace(' ', " with "));
        return wrong(
            "cannot have these modes on together".to_owned(),
            format!("it takes {}", sets.collect::<Vec<_>>().join(", or ")),
        );
    }
    if !record.prefix.chars().all(|key| model.has_key(key)) {
        return wrong(
            format!("has no key `{}`", record.prefix),
            format!("its keys are {}", model.keypad.keys.value),
        );
    }
    Ok(())
}

/// What to type so that the lock takes part: the types of code, where a program chooses them, then the initialisation.
/// Tried on a twin as delivered, which must then open with a code of this lock.
pub(super) fn sequence(
    record: &LockRecord,
    site_key: &SiteKey,
    master: Option<&str>,
    typed: LockTime,
) -> Result<Vec<KeypadStep>> {
    let model = model(&record.model)?;
    let rule = model.level(Level::Master);
    let factory = rule.and_then(|rule| rule.factory.as_ref()).map(|code| code.value.as_str());
    let factory = factory.ok_or_else(|| failed(model, "no source tells its Master Code"))?;
    let (least, most) = rule.map_or((0, 0), |rule| rule.digits.value);
    let good = |code: &&str| {
        let length = u8::try_from(code.len()).unwrap_or(u8::MAX);
        (least..=most).contains(&length) && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    let own = master.unwrap_or(factory);
    if !good(&own) {
        return Err(Error::new(
            &codes::PORTAL_TEXT_OUT_OF_RANGE,
            format_args!("the Master Code of a {} has {least} to {most} digits", model.id),
        ));
    }
    // The twin has the Master Code of delivery; the rest of what is typed is the same.
    let trial = entries(record, model, factory, typed)?;
    let flashes = try_on_twin(record, model, site_key, typed, &trial)?;
    let typed = entries(record, model, own, typed)?;
    let step = |(entry, blue_flashes): (Entry, u32)| KeypadStep {
        title: entry.title,
        keys: entry.keys,
        blue_flashes,
        mark: entry.mark.as_str().to_owned(),
    };
    Ok(typed.into_iter().zip(flashes).map(step).collect())
}

/// What is typed in one go, and why.
struct Entry {
    title: String,
    keys: String,
    mark: Mark,
    /// Whether it chooses the types of code.
    chooses_types: bool,
}

fn entries(record: &LockRecord, model: &Model, master: &str, typed: LockTime) -> Result<Vec<Entry>> {
    let entry = |program: &Program, args: Vec<String>| {
        let fields = [master.to_owned(), program.number.clone()].into_iter().chain(args);
        let fields: Vec<String> = fields.filter(|field| !field.is_empty()).collect();
        Entry {
            title: program.title.clone(),
            keys: (model.keypad.program_key.value.into_iter()).collect::<String>() + &fields.join(" "),
            mark: program.mark,
            chooses_types: program.verb == Verb::NetcodeTypes,
        }
    };
    let mut found = Vec::new();
    let hidden = &model.keypad.hidden_while_locked;
    if model.keypad.program_key.value.is_some_and(|key| hidden.value.contains(key)) {
        let hold = if model.keypad.handle_holds_open.value { ", turn the handle and hold it" } else { "" };
        found.push(Entry {
            title: format!("Open the lock with the Master Code{hold}: the program key is reached then only"),
            keys: master.to_owned(),
            mark: hidden.mark,
            chooses_types: false,
        });
    }
    let modes = record.known_modes()?;
    if let Some(types) = program(model, |verb| *verb == Verb::NetcodeTypes)
        && !modes.is_empty()
    {
        let all = |taken: &&Vec<Mode>| modes.iter().all(|mode| taken.contains(mode));
        let choice = netcode(model)?.0.types.iter().find(|(_, taken)| all(taken));
        let (digits, _) = choice.ok_or_else(|| failed(model, "no type has these modes"))?;
        found.push(entry(types, vec![digits.clone()]));
    }
    let initialise = program(model, |verb| matches!(verb, Verb::Initialise(_)));
    let initialise = initialise.ok_or_else(|| failed(model, "it has no program for it"))?;
    let args = initialise.args.iter().map(|arg| match arg {
        Arg::DateTime => Ok(typed.naive().format("%y%m%d%H%M").to_string()),
        Arg::Date => Ok(typed.naive().format("%y%m%d").to_string()),
        Arg::Time => Ok(typed.naive().format("%H%M").to_string()),
        Arg::LockId => Ok(record.lock_id.to_string()),
        _ => Err(failed(model, "its program takes something else")),
    });
    found.push(entry(initialise, args.collect::<Result<_>>()?));
    Ok(found)
}

/// Types the entries at a lock as delivered, looks at what it knows then, and opens it with a code. Answers with the
/// blue flashes of each entry.
fn try_on_twin(
    record: &LockRecord,
    model: &Arc<Model>,
    site_key: &SiteKey,
    typed: LockTime,
    entries: &[Entry],
) -> Result<Vec<u32>> {
    let identity = Identity::new(site_key.clone(), Serial::new(&record.serial)?);
    let mut twin = Twin::new(Arc::clone(model), identity, Moment::of(typed));
    let profile = record.profile()?;
    let typed_modes = entries.iter().any(|entry| entry.chooses_types);
    let netcode = NetcodeSettings {
        layout: Some(profile.format().layout()),
        digits: u8::try_from(record.digits).ok(),
        modes: (!typed_modes).then(|| profile.modes().iter().collect()),
        grace: Some(record.grace_minutes),
        ..NetcodeSettings::default()
    };
    let set = Event::Set(Box::new(Settings { netcode: Some(netcode), ..Settings::default() }));
    twin.step(twin.now(), set)?;
    let mut flashes = Vec::new();
    for entry in entries {
        let effects = type_at(&mut twin, &entry.keys)?;
        // Does nothing at a lock that is locked.
        twin.step(twin.now(), Event::Handle(true))?;
        let blue = effects.iter().filter(|effect| effect.word() == Some("blue")).count();
        flashes.push(u32::try_from(blue).unwrap_or(u32::MAX));
        // Nobody types two entries in the same second.
        twin.step(twin.now().plus(1), Event::Tick)?;
    }
    let expected = (true, Some(record.lock_id), Some(typed));
    let known = twin.view().netcode.map(|known| (known.on, known.lock_id, known.initialised));
    if known != Some(expected) {
        return Err(failed(model, "its twin did not take the sequence"));
    }
    twin.step(twin.now(), Event::Handle(false))?;
    twin.step(twin.now().plus(RELOCK_SECONDS), Event::Tick)?;
    let opened = type_at(&mut twin, &trial_code(record, site_key, typed)?)?;
    if opened.iter().any(|effect| effect.word() == Some("unlock")) {
        return Ok(flashes);
    }
    Err(failed(model, "its twin took the sequence and refused a code"))
}

/// A code for the hour of the initialisation, typed as a guest does.
fn trial_code(record: &LockRecord, site_key: &SiteKey, typed: LockTime) -> Result<String> {
    let (zone, rule) = (record.zone()?, record.rule()?);
    let now = zone.to_civil(rule, typed).to_utc();
    let set = ClockEvent::Set { at: now, within_seconds: 0 };
    let clock = LockClock::new(zone, rule, 0)?.with_event(set)?;
    let counter = Counter {
        door: Door::new(record.profile()?, clock),
        key: site_key.lock_key(&Serial::new(&record.serial)?),
        lock_id: record.lock_id,
        initialised: typed,
    };
    let stay = Stay::new(now, now + chrono::TimeDelta::minutes(10))?.once();
    let grants = counter.grants(&stay)?;
    let codes: Vec<(_, Code)> = counter.code(&grants)?;
    let code = codes.first().map(|(_, code)| code.as_str()).unwrap_or_default().to_owned();
    Ok(format!("{}{code}", record.prefix))
}

fn type_at(twin: &mut Twin, keys: &str) -> Result<Vec<Effect>> {
    let now = twin.now();
    let typed = keys.chars().filter(|key| *key != ' ').map(Event::Key).chain([Event::EndEntry]);
    let mut effects = Vec::new();
    for event in typed {
        effects.extend(twin.step(now, event)?);
    }
    Ok(effects)
}

fn failed(model: &Model, why: &str) -> Error {
    Error::new(&codes::PORTAL_SEQUENCE_FAILED, format_args!("no sequence for a {}: {why}", model.id))
}

/// The site key of an account's locks.
pub(super) fn site_key(master: &MasterKey, record: &LockRecord) -> Result<SiteKey> {
    SiteKey::from_hex(&master.site_key_hex(&record.account))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::AddLock;

    /// A record as the wizard makes it.
    fn record(model: &str, modes: &str, digits: u32) -> LockRecord {
        let at = chrono::DateTime::UNIX_EPOCH;
        LockRecord {
            account: "a".into(),
            id: "l".into(),
            name: "Door".into(),
            name_folded: "door".into(),
            site: String::new(),
            lock_group: None,
            model: model.into(),
            series: Series::Kl,
            serial: "S1".into(),
            lock_id: crate::id::LockId::new(123_456).unwrap(),
            live_lock_id: None,
            initialised: None,
            confirmed_at: None,
            zone: "Europe/London".into(),
            clock: "standard-time".into(),
            clock_ppm: 20,
            layout: "S".into(),
            digits,
            modes: modes.into(),
            grace_minutes: 0,
            prefix: super::model(model).unwrap().netcode_prefix().map(String::from).unwrap_or_default(),
            sms_id: None,
            access_key: None,
            search: String::new(),
            added_at: at,
            live: true,
        }
    }

    fn typed() -> LockTime {
        LockTime::parse("2026-07-01T12:34").unwrap()
    }

    fn keys(record: &LockRecord, master: Option<&str>) -> Result<Vec<String>> {
        let steps = sequence(record, &SiteKey::new([7; 32]), master, typed())?;
        Ok(steps.into_iter().map(|step| format!("{} {}", step.keys, step.blue_flashes)).collect())
    }

    #[test]
    fn each_model_and_generation_has_its_own_keys_and_its_twin_opens_after_them() {
        let table = [
            ("kl1000-netcode", "", 6, vec!["11335577 1", "#11335577 20 2607011234 123456 5"]),
            (
                "kl1000-netcode-c2",
                "acc",
                7,
                vec!["11335577 1", "#11335577 14 010 4", "#11335577 20 2607011234 123456 5"],
            ),
            (
                "kl1000-netcode-d",
                "urm",
                7,
                vec!["11335577 1", "#11335577 14 100 4", "#11335577 20 2607011234 123456 5"],
            ),
            (
                "kl1000-g3-netcode",
                "standard-single standard-multi",
                7,
                vec!["#11335577 14 000 4", "#11335577 20 260701 1234 123456 6"],
            ),
            (
                "kl1200-netcode",
                "end-date",
                7,
                vec!["#11335577 14 001 4", "#11335577 20 260701 1234 123456 6"],
            ),
            ("kl1550", "", 7, vec!["#11223344 20 2607011234 123456 5"]),
            ("cl5000-netcode", "standard-multi", 7, vec!["#12345678 50 2607011234 123456 5"]),
            ("cl5510", "acc", 6, vec!["#12345678 50 2607011234 123456 5"]),
            ("reference", "standard-multi", 8, vec!["#12345678 20 2607011234 123456 5"]),
        ];
        for (model, modes, digits, expected) in table {
            let record = record(model, modes, digits);
            check(&record, super::model(model).unwrap()).unwrap();
            assert_eq!(keys(&record, None).unwrap(), expected, "{model}");
        }
    }

    #[test]
    fn another_master_code_is_typed_and_a_wrong_one_is_refused() {
        let record = record("kl1000-netcode-c2", "", 7);
        assert_eq!(
            keys(&record, Some("87654321")).unwrap(),
            ["87654321 1", "#87654321 20 2607011234 123456 5"]
        );
        for bad in ["", "1234", "8765432x"] {
            assert_eq!(keys(&record, Some(bad)).unwrap_err().code(), "portal.text_out_of_range");
        }
        let shown = format!("{:?}", sequence(&record, &SiteKey::new([7; 32]), None, typed()).unwrap());
        assert!(!shown.contains("11335577"), "{shown}");
    }

    #[test]
    fn what_the_twin_does_not_take_is_not_told() {
        let record = record("kl1000-netcode-c2", "", 7);
        let model = super::model("kl1000-netcode-c2").unwrap();
        let wrong = entries(&record, model, "99999999", typed()).unwrap();
        let error = try_on_twin(&record, model, &SiteKey::new([7; 32]), typed(), &wrong).unwrap_err();
        assert_eq!(error.code(), "portal.sequence_failed");
    }

    #[test]
    fn a_record_says_only_what_its_model_can_be() {
        let c2 = || record("kl1000-netcode-c2", "", 7);
        let refused = |record: LockRecord| check(&record, super::model(&record.model).unwrap()).unwrap_err();
        for wrong in [
            LockRecord { digits: 6, ..c2() },
            LockRecord { series: Series::Cl, ..c2() },
            LockRecord { layout: "X".into(), digits: 9, ..c2() },
            LockRecord { modes: "acc urm".into(), ..c2() },
            LockRecord { prefix: "*".into(), ..c2() },
        ] {
            let error = refused(wrong);
            assert_eq!(error.code(), "portal.lock_not_of_model");
            assert!(error.message().starts_with("a kl1000-netcode-c2 "), "{error:?}");
        }
        let error = refused(record("kwikset-910", "", 7));
        assert_eq!(error.code(), "portal.lock_not_of_model");
        assert_eq!(error.message(), "a kwikset-910 reads no NetCodes");
        // An alias finds the model, and a number of digits that no source tells is taken as the lock shows it.
        assert_eq!(super::model("KL1060").unwrap().id, "kl1000-netcode");
        assert!(check(&record("kl1550", "", 6), super::model("kl1550").unwrap()).is_ok());
        let text = r#"{"name":"x","model":"c9","series":"kl","zone":"Europe/London","digits":7}"#;
        let add: AddLock = serde_json::from_str(text).unwrap();
        assert_eq!(super::model(&add.model).unwrap_err().code(), "catalogue.unknown_model");
    }
}
