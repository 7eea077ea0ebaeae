//! What the verifier does, step by step.

use netcode::code::{Code, Format, Profile, SiteKey, Verifier};
use netcode::error::Result;
use netcode::grant::{Layout, Mode};
use netcode::id::{GroupId, LockId, Serial};
use netcode::time::LockTime;
use serde_json::Value;

use super::{area, rows, str_of, u32_of};

pub(super) fn profile(value: &Value) -> Profile {
    let format =
        Format::new(Layout::parse(str_of(value, "layout")).unwrap(), u32_of(value, "digits") as u8).unwrap();
    let modes =
        value["modes"].as_array().unwrap().iter().map(|mode| Mode::parse(mode.as_str().unwrap()).unwrap());
    let modes: Vec<Mode> = modes.collect();
    let list = |name: &str| u32_of(value, name) as u8;
    let mut profile = Profile::explicit(format, &modes)
        .and_then(|profile| profile.with_grace(u32_of(value, "grace")))
        .and_then(|profile| profile.with_issues(u32_of(value, "issues")))
        .and_then(|profile| profile.with_first_use_hours(u32_of(value, "first_use_hours")))
        .and_then(|profile| profile.with_lists(list("active"), list("spent"), list("blocked")))
        .unwrap()
        .with_block_previous(value["block_previous"].as_bool().unwrap());
    for (mode, minutes) in value["max_minutes"].as_object().into_iter().flatten() {
        let minutes = minutes.as_u64().unwrap() as u32;
        profile = profile.with_longest(Mode::parse(mode).unwrap(), minutes).unwrap();
    }
    profile
}

struct Script {
    site: SiteKey,
    lock: Verifier,
}

impl Script {
    fn new(case: &Value) -> Self {
        let lock = &case["lock"];
        let site = SiteKey::from_hex(str_of(lock, "site_key")).unwrap();
        let key = site.lock_key(&Serial::new(str_of(lock, "serial")).unwrap());
        let id = LockId::new(u32_of(lock, "lock_id")).unwrap();
        let verifier = Verifier::new(profile(&case["profile"]), key, id, at(lock, "initialised"));
        let mut script = Self { site, lock: verifier };
        for group in case["groups"].as_array().into_iter().flatten() {
            script.provision(group).unwrap();
        }
        script
    }

    fn provision(&mut self, group: &Value) -> Result<()> {
        let id = GroupId::parse(str_of(group, "group")).unwrap();
        self.lock.provision_group(
            id,
            self.site.group_key(id),
            group["generation"].as_u64().unwrap_or(0) as u32,
        )
    }

    /// Runs a step and says what the vector's `expect` says.
    fn run(&mut self, step: &Value) -> Value {
        let ok = |result: Result<()>| match result {
            Ok(()) => "ok".into(),
            Err(error) => serde_json::json!({ "error": error.code() }),
        };
        let now = at(step, "at");
        match str_of(step, "do") {
            "try" => {
                // Too few or too many digits to be a code of any lock: the keypad refuses them by their number.
                let Ok(code) = Code::parse(str_of(step, "code")) else { return "refused".into() };
                let reason = self.lock.reason(&code, now);
                if let Some(expected) = step["reason"].as_str() {
                    assert_eq!(reason.as_str(), expected, "{step}");
                }
                let open = self.lock.accept(&code, now, &mut |_| true).is_open();
                assert_eq!(open, reason.as_str() == "opens", "{step}");
                if open { "open".into() } else { "refused".into() }
            }
            "set-clock" => ok(self.lock.set_clock(at(step, "to"))),
            "initialise" => {
                let id = step["lock_id"].as_u64().map(|id| LockId::new(id as u32).unwrap());
                ok(self.lock.initialise(at(step, "to"), id.unwrap_or(self.lock.state().lock_id())))
            }
            "block" => match Code::parse(str_of(step, "code")) {
                Ok(code) => ok(self.lock.block(&code, now)),
                Err(_) => serde_json::json!({ "error": "code.wrong_length" }),
            },
            "clock-lost" => {
                self.lock.clock_lost();
                "ok".into()
            }
            "tick" => {
                self.lock.tick(now);
                "ok".into()
            }
            "provision-group" => ok(self.provision(step)),
            other => panic!("unknown step {other}"),
        }
    }
}

fn at(value: &Value, field: &str) -> LockTime {
    LockTime::parse(str_of(value, field)).unwrap()
}

#[test]
fn every_script_runs_as_the_vector_says() {
    for file in area("lock", "") {
        for case in rows(&file) {
            let mut script = Script::new(&case);
            for (index, step) in case["steps"].as_array().unwrap().iter().enumerate() {
                let context = || format!("{file}: {} step {index}: {step}", case["name"]);
                assert_eq!(script.run(step), step["expect"], "{}", context());
                if let Some(tokens) = step["tokens"].as_u64() {
                    assert_eq!(u64::from(script.lock.state().tokens()), tokens, "{}", context());
                }
                let bytes = postcard::to_allocvec(script.lock.state()).unwrap();
                assert_eq!(
                    &postcard::from_bytes::<netcode::code::State>(&bytes).unwrap(),
                    script.lock.state()
                );
            }
        }
    }
}
