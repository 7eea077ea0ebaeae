//! The portal: accounts and their people, locks, credits, issuing and delivery. Everything that touches the store
//! answers with a promise; the present moment is given.

mod codes;
mod feed;
mod locks;
mod people;

use std::path::Path;
use std::sync::Arc;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::access::{MasterKey, PasswordCost};
use netcode::entropy::SystemEntropy;
use netcode::error::table::core;
use netcode::outbox::Outcome;
use netcode::portal::{self, SignedIn};
use netcode::store::{MemoryStore, PostgresStore, SqliteStore, Store};
use serde::Serialize;
use serde_json::json;

use crate::arg::{Figure, given, optional, whole};
use crate::error::{failure, thrown};
use crate::job::{Job, job};
use crate::value::{Told, camelled, fields, nothing, tell, tell_each};

/// How a portal behaves; what is left out has the library's default.
#[napi(object, object_to_js = false, namespace = "portal")]
pub struct Settings<'env> {
    /// What the portal calls itself in messages.
    #[napi(ts_type = "string | null | undefined")]
    pub name: Option<Either<String, Null>>,
    /// What links begin with, without a slash at the end.
    #[napi(ts_type = "string | null | undefined")]
    pub base_url: Option<Either<String, Null>>,
    /// Where problem reports go.
    #[napi(ts_type = "string | null | undefined")]
    pub support_email: Option<Either<String, Null>>,
    /// Credits of a new account.
    #[napi(ts_type = "number | null | undefined")]
    pub free_credits: Option<Figure<'env>>,
    /// Places for locks of a new account.
    #[napi(ts_type = "number | null | undefined")]
    pub free_locks: Option<Figure<'env>>,
    /// Hours a session lasts.
    #[napi(ts_type = "number | null | undefined")]
    pub session_hours: Option<Figure<'env>>,
    /// What hashing a password costs: KiB of memory. Lower it in tests only.
    #[napi(ts_type = "number | null | undefined")]
    pub password_memory_kib: Option<Figure<'env>>,
    /// What hashing a password costs: passes over the memory.
    #[napi(ts_type = "number | null | undefined")]
    pub password_passes: Option<Figure<'env>>,
}

impl Settings<'_> {
    fn read(self) -> Result<portal::Settings> {
        let default = portal::Settings::default();
        let read = |name: &str, value, default: u32| {
            Ok::<_, Error>(optional(name, value, &core::NUMBER_NOT_WHOLE)?.unwrap_or(default))
        };
        let cost = default.password_cost;
        Ok(portal::Settings {
            name: given(self.name).unwrap_or(default.name),
            base_url: given(self.base_url).unwrap_or(default.base_url),
            support_email: given(self.support_email).unwrap_or(default.support_email),
            free_credits: read("freeCredits", self.free_credits, default.free_credits)?,
            free_locks: read("freeLocks", self.free_locks, default.free_locks)?,
            session_hours: read("sessionHours", self.session_hours, default.session_hours)?,
            password_cost: PasswordCost {
                memory_kib: read("passwordMemoryKib", self.password_memory_kib, cost.memory_kib)?,
                passes: read("passwordPasses", self.password_passes, cost.passes)?,
            },
            ..default
        })
    }
}

/// What a portal is opened on.
#[napi(object, object_to_js = false, namespace = "portal")]
pub struct OpenOptions<'env> {
    /// `:memory:`, the path of an SQLite file, which is made if it is not there, or a `postgres:` URL.
    pub store: String,
    /// The master key, 64 hexadecimal digits: keep it apart from the store, and back up both.
    pub master_key: String,
    /// How it behaves.
    #[napi(ts_type = "Settings | null | undefined")]
    pub settings: Option<Either<Settings<'env>, Null>>,
}

/// The portal on a store. Open it with `portal.open`.
#[napi(namespace = "portal")]
pub struct Portal(Arc<portal::Portal>);

impl Portal {
    fn run(
        &self,
        work: impl FnOnce(&portal::Portal) -> netcode::Result<Told> + Send + 'static,
    ) -> AsyncTask<Job> {
        let portal = self.0.clone();
        job(move || work(&portal))
    }

    /// Work that answers nothing.
    fn done(
        &self,
        work: impl FnOnce(&portal::Portal) -> netcode::Result<()> + Send + 'static,
    ) -> AsyncTask<Job> {
        self.run(move |portal| work(portal).map(|()| nothing()))
    }
}

/// A portal that is being opened.
pub struct Opening {
    store: String,
    master_key: String,
    settings: Option<portal::Settings>,
}

impl Task for Opening {
    type Output = netcode::Result<portal::Portal>;
    type JsValue = Portal;

    fn compute(&mut self) -> Result<Self::Output> {
        Ok(self.open())
    }

    fn resolve(&mut self, env: Env, portal: Self::Output) -> Result<Portal> {
        portal.map(|portal| Portal(Arc::new(portal))).map_err(|error| failure(&env, &error))
    }
}

impl Opening {
    fn open(&mut self) -> netcode::Result<portal::Portal> {
        let master = MasterKey::from_hex(&self.master_key)?;
        let settings = self.settings.take().unwrap_or_default();
        portal::Portal::open(store(&self.store)?, master, Box::new(SystemEntropy), settings)
    }
}

fn store(name: &str) -> netcode::Result<Box<dyn Store>> {
    Ok(match name {
        ":memory:" => Box::new(MemoryStore::new()),
        url if PostgresStore::is_url(url) => Box::new(PostgresStore::open(url)?),
        path => Box::new(SqliteStore::open(Path::new(path))?),
    })
}

/// A twin that is being made.
pub struct Making<T, Shown> {
    work: Option<Box<dyn FnOnce() -> netcode::Result<T> + Send>>,
    shown: fn(T) -> Shown,
}

impl<T, Shown> Making<T, Shown> {
    fn task(
        shown: fn(T) -> Shown,
        work: impl FnOnce() -> netcode::Result<T> + Send + 'static,
    ) -> AsyncTask<Self>
    where
        Self: Task,
    {
        AsyncTask::new(Self { work: Some(Box::new(work)), shown })
    }
}

impl<T: Send + 'static, Shown: ToNapiValue + TypeName + 'static> Task for Making<T, Shown> {
    type Output = netcode::Result<T>;
    type JsValue = Shown;

    fn compute(&mut self) -> Result<Self::Output> {
        let work = self.work.take().ok_or_else(|| Error::from_reason("the work was already done"))?;
        Ok(work())
    }

    fn resolve(&mut self, env: Env, made: Self::Output) -> Result<Shown> {
        made.map(self.shown).map_err(|error| failure(&env, &error))
    }
}

/// Opens the portal on a store. The first time, the store remembers which master key it belongs to.
#[napi(namespace = "portal", ts_return_type = "Promise<Portal>")]
pub fn open(options: OpenOptions<'_>) -> Result<AsyncTask<Opening>> {
    let OpenOptions { store, master_key, settings } = options;
    let settings = given(settings).map(Settings::read).transpose()?;
    Ok(AsyncTask::new(Opening { store, master_key, settings }))
}

/// Which part of a list is wanted.
#[napi(object, object_to_js = false, namespace = "portal")]
pub struct Page<'env> {
    /// The place where the page before ended.
    #[napi(ts_type = "string | null | undefined")]
    pub next: Option<Either<String, Null>>,
    /// At most so many, 50 unless given.
    #[napi(ts_type = "number | null | undefined")]
    pub limit: Option<Figure<'env>>,
}

fn page_of(page: Option<Page<'_>>) -> Result<(Option<String>, u32)> {
    let Some(page) = page else { return Ok((None, 50)) };
    let limit = optional("limit", page.limit, &core::NUMBER_NOT_WHOLE)?;
    Ok((given(page.next), limit.unwrap_or(50)))
}

fn count(name: &str, value: Figure<'_>) -> Result<u32> {
    whole(name, value, &core::NUMBER_NOT_WHOLE)
}

fn signed_in(session: &SignedIn) -> netcode::Result<Told> {
    Ok(camelled(json!({
        "token": session.token.as_str(),
        "expires_at": session.expires_at,
        "account": session.account,
        "person": session.person,
        "role": session.role,
    })))
}

fn outcome_of(word: &str, why: String) -> Result<Outcome> {
    match word {
        "delivered" => Ok(Outcome::Delivered),
        "later" => Ok(Outcome::Later(why)),
        "never" => Ok(Outcome::Never(why)),
        _ => {
            let what = format_args!("`{word}` is none of delivered, later, never");
            Err(thrown(&netcode::Error::new(&core::ROW_MALFORMED, what)))
        }
    }
}

/// Answers of a batch, each by itself: what was told, or the error.
fn tell_answers<T: Serialize>(of: &str, answers: Vec<netcode::Result<T>>) -> netcode::Result<Told> {
    let answers = answers.into_iter().map(|answer| {
        let (answer, error) = match answer {
            Ok(answer) => (tell(of, &answer)?, nothing()),
            Err(error) => (nothing(), tell("error.Failure", &error)?),
        };
        Ok(fields(vec![("answer", answer), ("error", error)]))
    });
    tell_each(answers)
}
