//! The portal on SQLite or in memory. Every call runs on a thread of its own, off the one that awaits it.

mod codes;
mod locks;
mod people;

pub use codes::{IssueAnswer, OrderAnswer};
pub use locks::AppLinked;
pub use people::password_advice;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use netcode::Error;
use netcode::access::{self, PasswordCost, Role as CoreRole};
use netcode::entropy::SystemEntropy;
use netcode::error::table::portal::PORTAL_MASTER_KEY_MALFORMED;
use netcode::ledger::packages::Packages;
use netcode::outbox::{Courier as CoreCourier, Outcome, Parcel};
use netcode::portal as core;
use netcode::store::{MemoryStore, SqliteStore, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::wire::cross;
use crate::{
    CardText, DrainReport, Failure, KeyProvider, LedgerPackage, Moment, NetcodeError, OutboxOutcome,
    OutboxParcel, Preflight, Registration, Result, Role, SmsAnswer, SmsRequest, Verification,
};

/// What a key service signs for a master key, formed as for the key of a lock: one block of HKDF-Expand, under a label of
/// its own, so that no lock's key says anything of it.
const MASTER_MESSAGE: &[u8] = b"netcode/1 portal master\0\x01";

/// The portal's master key: 32 bytes from which everything secret of the portal follows. Keep it apart from the file,
/// in the phone's keystore, and back up both. Printing it hides it.
#[derive(Debug, Clone, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct MasterKey(access::MasterKey);

#[uniffi::export]
impl MasterKey {
    /// A master key from 32 random bytes. Fails with `portal.master_key_malformed`.
    #[uniffi::constructor]
    pub fn new(bytes: Vec<u8>) -> Result<Arc<Self>> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| {
            Error::new(&PORTAL_MASTER_KEY_MALFORMED, format_args!("the master key has not 32 bytes"))
        })?;
        Ok(Arc::new(Self(access::MasterKey::new(bytes))))
    }

    /// Reads 64 hexadecimal digits. Fails with `portal.master_key_malformed`.
    #[uniffi::constructor]
    pub fn from_hex(text: &str) -> Result<Arc<Self>> {
        Ok(Arc::new(Self(access::MasterKey::from_hex(text)?)))
    }

    /// The master key that follows from a key in the phone's keystore or on a server: the same every time the same key is
    /// asked. It is in memory while the portal is open, and nowhere else; that other key never leaves its place. Fails with
    /// what the provider fails with, `portal.master_key_malformed`.
    #[uniffi::constructor]
    pub async fn provided(provider: Arc<dyn KeyProvider>) -> Result<Arc<Self>> {
        Self::new(blocking::unblock(move || provider.hmac_sha256(MASTER_MESSAGE.to_vec())).await?)
    }
}

/// How a portal behaves; what is left out has the library's default.
#[derive(Debug, Clone, Default, uniffi::Record)]
pub struct PortalSettings {
    /// What the portal calls itself in messages.
    #[uniffi(default)]
    pub name: Option<String>,
    /// What links begin with, without a slash at the end.
    #[uniffi(default)]
    pub base_url: Option<String>,
    /// Where problem reports go.
    #[uniffi(default)]
    pub support_email: Option<String>,
    /// Credits of a new account.
    #[uniffi(default)]
    pub free_credits: Option<u32>,
    /// Places for locks of a new account.
    #[uniffi(default)]
    pub free_locks: Option<u32>,
    /// What is for sale: the JSON text of a list of packages.
    #[uniffi(default)]
    pub packages: Option<String>,
    /// What hashing a password costs: KiB of memory. Lower it in tests only.
    #[uniffi(default)]
    pub password_memory_kib: Option<u32>,
    /// What hashing a password costs: passes over the memory.
    #[uniffi(default)]
    pub password_passes: Option<u32>,
    /// Hours a session lasts.
    #[uniffi(default)]
    pub session_hours: Option<u32>,
    /// Hours the link works that activates an account or confirms an address.
    #[uniffi(default)]
    pub activation_hours: Option<u32>,
    /// Hours the link works that sets a new password.
    #[uniffi(default)]
    pub reset_hours: Option<u32>,
    /// Hours an invitation works.
    #[uniffi(default)]
    pub invitation_hours: Option<u32>,
}

impl PortalSettings {
    fn taken(self) -> Result<core::Settings> {
        let usual = core::Settings::default();
        let packages = self.packages.map(|offer| Packages::from_json(&offer)).transpose()?;
        Ok(core::Settings {
            name: self.name.unwrap_or(usual.name),
            base_url: self.base_url.unwrap_or(usual.base_url),
            support_email: self.support_email.unwrap_or(usual.support_email),
            free_credits: self.free_credits.unwrap_or(usual.free_credits),
            free_locks: self.free_locks.unwrap_or(usual.free_locks),
            packages: packages.unwrap_or(usual.packages),
            password_cost: PasswordCost {
                memory_kib: self.password_memory_kib.unwrap_or(usual.password_cost.memory_kib),
                passes: self.password_passes.unwrap_or(usual.password_cost.passes),
            },
            session_hours: self.session_hours.unwrap_or(usual.session_hours),
            activation_hours: self.activation_hours.unwrap_or(usual.activation_hours),
            reset_hours: self.reset_hours.unwrap_or(usual.reset_hours),
            invitation_hours: self.invitation_hours.unwrap_or(usual.invitation_hours),
        })
    }
}

/// Hands messages over: a mail service, a gateway for text messages, a test. It is called on a background thread and may
/// wait there, and again with the same id.
#[uniffi::export(with_foreign)]
pub trait Courier: Send + Sync {
    /// Hands one message over, or says why not. An exception counts as "later": the message is kept and lent again.
    fn deliver(&self, parcel: OutboxParcel) -> Result<OutboxOutcome, NetcodeError>;
}

/// A courier of the app's, with the first exception it threw.
struct Called {
    courier: Arc<dyn Courier>,
    thrown: Option<NetcodeError>,
}

impl CoreCourier for Called {
    fn deliver(&mut self, parcel: &Parcel) -> Outcome {
        let answer = cross("parcel", parcel)
            .and_then(|parcel| self.courier.deliver(parcel))
            .and_then(|outcome| cross("outcome", &outcome));
        answer.unwrap_or_else(|error| {
            let why = error.parts().1.to_owned();
            self.thrown.get_or_insert(error);
            Outcome::Later(why)
        })
    }
}

/// The portal: accounts, users, locks, credits, codes issued exactly once, messages and the audit trail.
///
/// Every call runs on a background thread. One whose caller no longer waits still runs to its end, as one transaction:
/// ask again with the same request id to learn what came of it.
#[derive(Debug, Clone, uniffi::Object)]
pub struct Portal(Arc<core::Portal>);

/// Work on a background thread; what it answers crosses there too.
async fn background<T, A>(
    what: &'static str,
    work: impl FnOnce() -> netcode::Result<T> + Send + 'static,
) -> Result<A>
where
    T: Serialize,
    A: DeserializeOwned + Send + 'static,
{
    blocking::unblock(move || cross(what, &work()?)).await
}

impl Portal {
    async fn begin(
        store: impl FnOnce() -> netcode::Result<Box<dyn Store>> + Send + 'static,
        master_key: Arc<MasterKey>,
        settings: Option<PortalSettings>,
    ) -> Result<Arc<Self>> {
        let settings = settings.unwrap_or_default().taken()?;
        blocking::unblock(move || {
            let portal =
                core::Portal::open(store()?, master_key.0.clone(), Box::new(SystemEntropy), settings)?;
            Ok(Arc::new(Self(Arc::new(portal))))
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&core::Portal) -> netcode::Result<T> + Send + 'static,
    ) -> Result<T> {
        let portal = Arc::clone(&self.0);
        Ok(blocking::unblock(move || work(&portal)).await?)
    }

    async fn ask<T: Serialize, A: DeserializeOwned + Send + 'static>(
        &self,
        what: &'static str,
        work: impl FnOnce(&core::Portal) -> netcode::Result<T> + Send + 'static,
    ) -> Result<A> {
        let portal = Arc::clone(&self.0);
        background(what, move || work(&portal)).await
    }

    fn signed_in(&self, signed_in: core::SignedIn) -> SignedIn {
        let core::SignedIn { token, expires_at, account, person, role } = signed_in;
        let session = PortalSession { portal: self.clone(), token };
        SignedIn { session: Arc::new(session), expires_at, account, person, role: told(role) }
    }
}

fn told(role: CoreRole) -> Role {
    match role {
        CoreRole::Owner => Role::Owner,
        CoreRole::Standard => Role::Standard,
        CoreRole::Associate => Role::Associate,
        CoreRole::Guest => Role::Guest,
    }
}

#[uniffi::export]
impl Portal {
    /// A portal in an SQLite file, made when it is not there. The first time, the file remembers which master key it
    /// belongs to. Fails with `portal.master_key_wrong`, `store.failed`, `store.too_new`,
    /// `ledger.packages_malformed`.
    #[uniffi::constructor(default(settings = None))]
    pub async fn sqlite(
        path: String,
        master_key: Arc<MasterKey>,
        settings: Option<PortalSettings>,
    ) -> Result<Arc<Self>> {
        let path = PathBuf::from(path);
        Self::begin(move || Ok(Box::new(SqliteStore::open(&path)?)), master_key, settings).await
    }

    /// A portal that forgets everything when it is dropped: for tests.
    #[uniffi::constructor(default(settings = None))]
    pub async fn memory(master_key: Arc<MasterKey>, settings: Option<PortalSettings>) -> Result<Arc<Self>> {
        Self::begin(|| Ok(Box::new(MemoryStore::new())), master_key, settings).await
    }

    /// Begins an account and mails its activation link. The answer does not tell whether the address has one already.
    /// Fails with `access.password_too_weak`, `outbox.email_malformed`.
    pub async fn register(&self, now: Moment, registration: Registration) -> Result<()> {
        let registration: core::Registration = cross("registration", &registration)?;
        self.run(move |portal| portal.register(now, &registration)).await
    }

    /// Opens an account for somebody of an older portal: they set a password with the link they are mailed.
    pub async fn migrate_account(&self, now: Moment, email: String, name: String) -> Result<()> {
        self.run(move |portal| portal.migrate_account(now, &email, &name)).await
    }

    /// Follows an activation link.
    pub async fn activate(&self, now: Moment, token: String) -> Result<()> {
        self.run(move |portal| portal.activate(now, &token)).await
    }

    /// Mails a link that sets a new password. The answer does not tell whether there is such an account.
    pub async fn request_reset(&self, now: Moment, email: String) -> Result<()> {
        self.run(move |portal| portal.request_reset(now, &email)).await
    }

    /// Sets the password by a mailed link.
    pub async fn set_password(&self, now: Moment, token: String, password: String) -> Result<()> {
        self.run(move |portal| portal.set_password(now, &token, &password)).await
    }

    /// Confirms a new address by a mailed link.
    pub async fn confirm_email(&self, now: Moment, token: String) -> Result<()> {
        self.run(move |portal| portal.confirm_email(now, &token)).await
    }

    /// Signs in. Every failure is the same: `portal.sign_in_failed`, or `portal.too_many_tries`.
    pub async fn sign_in(&self, now: Moment, email: String, password: String) -> Result<SignedIn> {
        Ok(self.signed_in(self.run(move |portal| portal.sign_in(now, &email, &password)).await?))
    }

    /// Acts as a person, as the operator of the store; the audit trail says so.
    pub async fn operate_as(&self, now: Moment, email: String) -> Result<SignedIn> {
        Ok(self.signed_in(self.run(move |portal| portal.operate_as(now, &email)).await?))
    }

    /// Acts as the owner of the only account, as the operator of the store; the audit trail says so.
    pub async fn operate(&self, now: Moment) -> Result<SignedIn> {
        Ok(self.signed_in(self.run(move |portal| portal.operate(now)).await?))
    }

    /// The session that a token proves, as an app keeps it in the phone's keystore; whether it still does is found when
    /// it is used.
    pub fn session(&self, token: &str) -> Arc<PortalSession> {
        Arc::new(PortalSession { portal: self.clone(), token: access::Token::from_text(token) })
    }

    /// The packages on offer.
    pub fn packages(&self) -> Result<Vec<LedgerPackage>> {
        cross("list of packages", &self.0.packages())
    }

    /// Answers a text message that came in.
    pub async fn sms_request(&self, now: Moment, request: SmsRequest) -> Result<SmsAnswer> {
        let request: core::SmsRequest = cross("request", &request)?;
        self.ask("answer", move |portal| portal.sms_request(now, &request)).await
    }

    /// Lends messages that are due, at most `limit` (1 to 100), for five minutes. Each comes back through `settle`; one
    /// that does not is lent again with the same id. Fails with `portal.limit_out_of_range`.
    #[uniffi::method(default(limit = 100))]
    pub async fn claim(&self, now: Moment, limit: u32) -> Result<Vec<OutboxParcel>> {
        self.ask("list of messages", move |portal| portal.claim(now, limit)).await
    }

    /// Says what became of a message that was lent. A second outcome changes nothing. Fails with `outbox.not_lent`.
    pub async fn settle(&self, now: Moment, id: String, outcome: OutboxOutcome) -> Result<()> {
        let outcome: Outcome = cross("outcome", &outcome)?;
        self.run(move |portal| portal.settle(now, &id, outcome.clone())).await
    }

    /// Hands every message that is due to a courier, `limit` at most. A message at which the courier throws is kept and
    /// lent again later; the others are handed over, and then the first exception comes out of here.
    #[uniffi::method(default(limit = 1000))]
    pub async fn drain(&self, now: Moment, courier: Arc<dyn Courier>, limit: u32) -> Result<DrainReport> {
        let portal = Arc::clone(&self.0);
        blocking::unblock(move || {
            let mut called = Called { courier, thrown: None };
            let report = portal.drain(now, &mut called, limit)?;
            called.thrown.map_or_else(|| cross("report", &report), Err)
        })
        .await
    }

    /// Goes through all books and answers with what is wrong.
    pub async fn verify(&self) -> Result<Verification> {
        self.ask("verification", core::Portal::verify).await
    }
}

/// Somebody who signed in.
#[derive(Debug, Clone, uniffi::Record)]
pub struct SignedIn {
    /// What they do from now on.
    pub session: Arc<PortalSession>,
    /// When the session ends.
    pub expires_at: Moment,
    /// The account.
    pub account: String,
    /// The person.
    pub person: String,
    /// What the person is in the account.
    pub role: Role,
}

/// Somebody signed in at the portal. Printing it hides the token.
#[derive(Clone, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct PortalSession {
    portal: Portal,
    token: access::Token,
}

impl fmt::Debug for PortalSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortalSession").finish_non_exhaustive()
    }
}

impl PortalSession {
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&core::Portal, &access::Token) -> netcode::Result<T> + Send + 'static,
    ) -> Result<T> {
        let token = self.token.clone();
        self.portal.run(move |portal| work(portal, &token)).await
    }

    async fn ask<T: Serialize, A: DeserializeOwned + Send + 'static>(
        &self,
        what: &'static str,
        work: impl FnOnce(&core::Portal, &access::Token) -> netcode::Result<T> + Send + 'static,
    ) -> Result<A> {
        let token = self.token.clone();
        self.portal.ask(what, move |portal| work(portal, &token)).await
    }
}

/// Answers of a batch, each by itself: what came of it, or why nothing did.
fn answers<T: Serialize, O: DeserializeOwned, A>(
    given: Vec<netcode::Result<T>>,
    good: impl Fn(O) -> A,
    bad: impl Fn(Failure) -> A,
) -> Result<Vec<A>> {
    let told = |answer: netcode::Result<T>| match answer {
        Ok(answer) => cross("answer", &answer).map(&good),
        Err(error) => cross("failure", &error).map(&bad),
    };
    given.into_iter().map(told).collect()
}

/// What is wrong with a number and a text before a message is sent.
#[uniffi::export]
pub fn preflight(number: &str, text: &str) -> Result<Preflight> {
    cross("preflight", &netcode::outbox::preflight(number, text))
}

/// The card of a code as a page of HTML that stands alone.
#[uniffi::export]
pub fn render_card(card: CardText) -> Result<String> {
    Ok(netcode::outbox::render_card(&cross("card", &card)?)?)
}
