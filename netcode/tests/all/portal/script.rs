//! The scripts of `vectors/portal`: commands with their inputs, and the answers, errors and balances they must give.

use std::collections::BTreeMap;

use netcode::access::{Limits, Role, Token};
use netcode::error::{Error, Result};
use netcode::grant::Grant;
use netcode::outbox::Outcome;
use netcode::portal::{
    AddLock, CancelStay, EditLock, HistoryFilter, Invitation, IssueRequest, LockFilter, Order, Registration,
    Report, SendRequest, SmsRequest, StayRequest,
};
use netcode::store::Store;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::world::World;

/// Runs every case of every file, each on a store of its own.
pub(crate) fn run_all(open: &dyn Fn(&str) -> Box<dyn Store>) {
    let mut cases = 0;
    for file in crate::vectors::area("portal", "") {
        for (at, case) in crate::vectors::rows(&file).iter().enumerate() {
            let name = format!("{file}: {}", case["name"].as_str().expect("a name"));
            let store =
                open(&format!("script{}_{at}", file.replace(|c: char| !c.is_ascii_alphanumeric(), "")));
            Run { world: World::on(store), saved: BTreeMap::new() }.case(&name, case);
            cases += 1;
        }
    }
    assert!(cases > 10, "{cases} cases");
}

struct Run {
    world: World,
    saved: BTreeMap<String, Value>,
}

impl Run {
    fn case(&mut self, name: &str, case: &Value) {
        for (at, step) in case["steps"].as_array().expect("steps").iter().enumerate() {
            let place = format!("{name}, step {at}");
            let step = self.filled(step);
            if let Some(minutes) = step["wait_minutes"].as_i64() {
                self.world.wait(minutes);
                continue;
            }
            let answer = self.step(&step);
            match (&answer, step["error"].as_str()) {
                (Err(error), Some(code)) => assert_eq!(error.code(), code, "{place}: {error:?}"),
                (Ok(answer), None) => {
                    // Saved first: an answer may be compared with what it gave.
                    self.save(&place, &step, answer);
                    let wanted = self.filled(&step["answer"]);
                    assert!(fits(&wanted, answer), "{place}:\n  wanted {wanted}\n  got {answer}");
                }
                (answer, code) => panic!("{place}: {answer:?}, wanted {code:?}"),
            }
        }
        let books = self.world.portal.verify().expect("the books");
        assert_eq!(books.faults, Vec::<String>::new(), "{name}");
    }

    /// The step with `$name` replaced by what was saved under the name.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('$') {
                Some(name) => self.saved.get(name).cloned().unwrap_or_else(|| value.clone()),
                None => value.clone(),
            },
            Value::Array(list) => list.iter().map(|item| self.filled(item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, item)| (name.clone(), self.filled(item)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }

    fn save(&mut self, place: &str, step: &Value, answer: &Value) {
        for (name, from) in step["save"].as_object().into_iter().flatten() {
            let value = match from.as_str() {
                Some(pointer) => answer.pointer(pointer).cloned(),
                // The token of the newest link to an address.
                None => from["link_to"].as_str().map(|to| {
                    json!(self.world.mail.token(to, &format!("/{}/", from["page"].as_str().expect("a page"))))
                }),
            };
            self.saved
                .insert(name.clone(), value.unwrap_or_else(|| panic!("{place}: nothing to save as {name}")));
        }
    }

    fn step(&mut self, step: &Value) -> Result<Value> {
        let command = step["do"].as_str().unwrap_or_else(|| panic!("no command in {step}"));
        let with = &step["with"];
        let session = Token::from_text(step["session"].as_str().unwrap_or_default());
        self.person(command, with, &session)
            .or_else(|| self.lock(command, with, &session))
            .or_else(|| self.code(command, with, &session))
            .unwrap_or_else(|| panic!("there is no command `{command}`"))
    }

    fn person(&mut self, command: &str, with: &Value, session: &Token) -> Option<Result<Value>> {
        let (portal, now) = (&self.world.portal, self.world.now);
        let text = |name: &str| with[name].as_str().unwrap_or_default();
        Some(match command {
            "register" => read(with).and_then(|it: Registration| done(portal.register(now, &it))),
            "activate" => done(portal.activate(now, text("token"))),
            "migrate_account" => done(portal.migrate_account(now, text("email"), text("name"))),
            "sign_in" => portal
                .sign_in(now, text("email"), text("password"))
                .map(|it| json!({"token": it.token.as_str(), "role": it.role})),
            "sign_out" => done(portal.sign_out(session)),
            "request_reset" => done(portal.request_reset(now, text("email"))),
            "set_password" => done(portal.set_password(now, text("token"), text("password"))),
            "change_password" => done(portal.change_password(now, session, text("old"), text("new"))),
            "request_email" => done(portal.request_email(now, session, text("password"), text("email"))),
            "confirm_email" => done(portal.confirm_email(now, text("token"))),
            "account" => told(portal.account(now, session)),
            "close_account" => done(portal.close_account(now, session, text("password"))),
            "invite" => read(with).and_then(|it: Invitation| {
                told(portal.invite(now, session, &it).map(|id| json!({"id": id})))
            }),
            "users" => told(portal.users(now, session)),
            "change_user" => {
                read::<(Role, Limits)>(&json!([with["role"], with["limits"]])).and_then(|(role, limits)| {
                    done(portal.change_user(now, session, text("person"), role, &limits))
                })
            }
            "remove_user" => done(portal.remove_user(now, session, text("person"))),
            "report" => read(with).and_then(|it: Report| done(portal.report(now, session, &it).map(drop))),
            "drain" => {
                let outcome = |word: &Value| match word.as_str() {
                    Some("later") => Outcome::Later("busy".into()),
                    Some("never") => Outcome::Never("no such number".into()),
                    _ => Outcome::Delivered,
                };
                // The courier answers from the end of its list.
                self.world.mail.answers =
                    with["outcomes"].as_array().into_iter().flatten().rev().map(outcome).collect();
                let before = self.world.mail.parcels.len();
                let report = portal.drain(now, &mut self.world.mail, 1_000);
                let parcels = self.world.mail.parcels.iter().skip(before);
                let texts: Vec<Value> =
                    parcels.map(|it| json!({"to": it.recipient, "text": it.text})).collect();
                report.map(
                    |it| json!({"sent": it.sent, "later": it.later, "failed": it.failed, "parcels": texts}),
                )
            }
            _ => return None,
        })
    }

    fn lock(&mut self, command: &str, with: &Value, session: &Token) -> Option<Result<Value>> {
        let (portal, now) = (&self.world.portal, self.world.now);
        let text = |name: &str| with[name].as_str();
        let lock = text("lock").unwrap_or_default();
        Some(match command {
            "add_lock" => read(with).and_then(|it: AddLock| told(portal.add_lock(now, session, &it))),
            "initialise" => told(portal.initialise(now, session, lock, text("master_code"))),
            "confirm_lock" => told(portal.confirm_lock(now, session, lock)),
            "edit_lock" => {
                read(&with["edit"]).and_then(|it: EditLock| told(portal.edit_lock(now, session, lock, &it)))
            }
            "delete_lock" => done(portal.delete_lock(now, session, lock)),
            "lock" => told(portal.lock(now, session, lock)),
            "choose_lock" => told(portal.choose_lock(now, session, text("named"))),
            "locks" => read(&with["filter"])
                .and_then(|it: LockFilter| told(portal.locks(now, session, &it, text("next"), limit(with)))),
            "list_phone" => told(portal.list_phone(
                now,
                session,
                text("name").unwrap_or_default(),
                text("phone").unwrap_or_default(),
            )),
            "unlist_phone" => done(portal.unlist_phone(now, session, text("phone").unwrap_or_default())),
            "sms_request" => read(with).and_then(|it: SmsRequest| told(portal.sms_request(now, &it))),
            _ => return None,
        })
    }

    fn code(&mut self, command: &str, with: &Value, session: &Token) -> Option<Result<Value>> {
        let (portal, now) = (&self.world.portal, self.world.now);
        let number = with["number"].as_i64().unwrap_or_default();
        Some(match command {
            "issue" => request(with).and_then(|it| told(portal.issue(now, session, &it))),
            "preview" => request(with).and_then(|it| told(portal.preview(now, session, &it))),
            "issue_many" => {
                let requests = with["requests"].as_array().expect("requests").iter().map(request);
                requests.collect::<Result<Vec<_>>>().and_then(|it| {
                    let answers = portal.issue_many(now, session, &it)?;
                    Ok(answers
                        .into_iter()
                        .map(|answer| told(answer).unwrap_or_else(|error| json!({"error": error})))
                        .collect())
                })
            }
            "codes" => read(&with["filter"]).and_then(|it: HistoryFilter| {
                told(portal.codes(now, session, &it, with["next"].as_str(), limit(with)))
            }),
            "code" => told(portal.code(now, session, number)),
            "send" => read(with).and_then(|it: SendRequest| told(portal.send(now, session, &it))),
            "messages" => told(portal.messages(now, session, number)),
            "balance" => told(portal.balance(now, session)),
            "statement" => told(portal.statement(now, session, with["next"].as_str(), limit(with))),
            "packages" => Ok(json!(portal.packages())),
            "buy" => read(with).and_then(|it: Order| told(portal.buy(now, session, &it))),
            "audit" => told(portal.audit(now, session, with["next"].as_str(), limit(with))),
            "stay" => read(with).and_then(|it: StayRequest| told(portal.stay(now, session, &it))),
            "cancel_stay" => {
                read(with).and_then(|it: CancelStay| told(portal.cancel_stay(now, session, &it)))
            }
            _ => return None,
        })
    }
}

fn limit(with: &Value) -> u32 {
    with["limit"].as_u64().and_then(|limit| u32::try_from(limit).ok()).unwrap_or(50)
}

/// A request; its grant may be one that is refused.
fn request(with: &Value) -> Result<IssueRequest> {
    Grant::from_json(&with["grant"].to_string())?;
    read(with)
}

fn read<T: DeserializeOwned>(with: &Value) -> Result<T> {
    let value = if with.is_null() { json!({}) } else { with.clone() };
    serde_json::from_value(value)
        .map_err(|error| Error::new(&netcode::error::table::core::ROW_MALFORMED, format_args!("{error}")))
}

fn told(answer: Result<impl serde::Serialize>) -> Result<Value> {
    answer.map(|answer| json!(answer))
}

fn done(answer: Result<()>) -> Result<Value> {
    answer.map(|()| Value::Null)
}

/// Whether an answer has everything that is wanted of it. A list is as long as the one wanted.
fn fits(wanted: &Value, answer: &Value) -> bool {
    match (wanted, answer) {
        (Value::Null, _) => true,
        (Value::Object(wanted), _) if wanted.contains_key("none") => answer.is_null(),
        (Value::Object(wanted), _) if wanted.contains_key("not") => answer != &wanted["not"],
        (Value::Object(wanted), _) if wanted.contains_key("contains") => {
            answer.as_str().is_some_and(|text| text.contains(wanted["contains"].as_str().expect("a text")))
        }
        (Value::Object(wanted), Value::Object(answer)) => {
            wanted.iter().all(|(name, value)| answer.get(name).is_some_and(|has| fits(value, has)))
        }
        (Value::Array(wanted), Value::Array(answer)) => {
            wanted.len() == answer.len() && wanted.iter().zip(answer).all(|(wanted, has)| fits(wanted, has))
        }
        (wanted, answer) => wanted == answer,
    }
}
