//! Keys, identities, formats, grants, and the codes they issue and read.

use std::cell::RefCell;

use napi::bindgen_prelude::*;
use napi_derive::napi;
use netcode::code::{Code, CodeColumn, CodeKey, KeyMessage};
use netcode::error::table::core as codes;
use netcode::grant::{DEFAULT_FIRST_USE_HOURS, Layout, Length, LengthColumn, Mode, Pattern};
use netcode::id::{GroupId, LockId, Serial};
use netcode::time::LockTime;
use serde_json::Value;

use crate::arg::{Figure, Time, given, optional, time, whole};
use crate::error::{OrThrow, object};

/// Layout and number of digits: what a lock and its issuer agree on first.
#[napi]
pub struct Format(pub(crate) netcode::code::Format);

#[napi]
impl Format {
    /// Layout S with 6 to 10 digits, or X with 9 or 10.
    #[napi(constructor)]
    pub fn new(
        #[napi(ts_arg_type = "Layout")] layout: String,
        #[napi(ts_arg_type = "number")] digits: Figure<'_>,
    ) -> Result<Self> {
        let digits = whole("digits", digits, &codes::CODE_DIGITS_OUT_OF_RANGE)?;
        let layout = Layout::parse(&layout).or_throw()?;
        Ok(Self(netcode::code::Format::with_digits(layout, digits).or_throw()?))
    }

    /// The layout.
    #[napi(getter, ts_return_type = "Layout")]
    pub fn layout(&self) -> &'static str {
        self.0.layout().as_str()
    }

    /// The digits of a code.
    #[napi(getter)]
    pub fn digits(&self) -> u8 {
        self.0.digits()
    }

    /// How many codes there are; a number, since there are at most 10^10.
    #[napi(getter)]
    pub fn codes(&self) -> f64 {
        self.0.codes() as f64
    }

    /// How many issue numbers a code has room for.
    #[napi(getter)]
    pub fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Days an epoch lasts, after which codes come from another key.
    #[napi(getter)]
    pub fn epoch_days(&self) -> u32 {
        self.0.epoch_days()
    }

    /// The epoch a time lies in.
    #[napi]
    pub fn epoch_of(&self, #[napi(ts_arg_type = "LockTime")] at: Time<'_>) -> Result<u32> {
        Ok(self.0.epoch_of(time(at)?))
    }
}

/// What a code may do: a mode, a start on the lock's clock, a length and an issue number, always legal.
#[napi]
pub struct Grant(pub(crate) netcode::grant::Grant);

#[napi]
impl Grant {
    /// Reads a grant from its fields. An unknown field is an error.
    #[napi(constructor)]
    pub fn new(#[napi(ts_arg_type = "GrantFields")] fields: Value) -> Result<Self> {
        Ok(Self(netcode::grant::Grant::from_value(&fields).or_throw()?))
    }

    /// The legal grants nearest to a wish, itself first if it is legal.
    #[napi]
    pub fn nearest(
        #[napi(ts_arg_type = "Mode")] mode: String,
        #[napi(ts_arg_type = "LockTime")] start: Time<'_>,
        length: LengthFields<'_>,
    ) -> Result<Vec<Grant>> {
        let mode = Mode::parse(&mode).or_throw()?;
        let term = length.read()?.term(mode).or_throw()?;
        Ok(netcode::grant::Grant::nearest(mode, time(start)?, term).iter().map(Self).collect())
    }

    /// The fields; an issue number of 0 is left out.
    #[napi(js_name = "toJSON", ts_return_type = "GrantFields")]
    pub fn fields(&self) -> Value {
        self.0.to_value()
    }

    /// The mode.
    #[napi(getter, ts_return_type = "Mode")]
    pub fn mode(&self) -> &'static str {
        self.0.mode().as_str()
    }

    /// The first minute of access.
    #[napi(getter, ts_return_type = "LockTime")]
    pub fn start(&self) -> String {
        self.0.start().to_string()
    }

    /// The minute at which access is over.
    #[napi(getter, ts_return_type = "LockTime")]
    pub fn ends(&self) -> String {
        self.0.ends().to_string()
    }

    /// The issue number.
    #[napi(getter)]
    pub fn issue(&self) -> u32 {
        self.0.issue()
    }

    /// The minute by which the code must have been used once, or null where the mode has no such rule. The hours
    /// are the lock profile's, 24 unless given.
    #[napi(ts_return_type = "LockTime | null")]
    pub fn first_use_by(
        &self,
        #[napi(ts_arg_type = "number | null | undefined")] first_use_hours: Option<Figure<'_>>,
    ) -> Result<Option<String>> {
        let hours = optional("firstUseHours", first_use_hours, &codes::PROFILE_OUT_OF_RANGE)?;
        Ok(self.0.first_use_by(hours.unwrap_or(DEFAULT_FIRST_USE_HOURS)).map(|by| by.to_string()))
    }

    /// Whether the grant alone opens at a minute, first use and other codes aside.
    #[napi]
    pub fn covers(&self, #[napi(ts_arg_type = "LockTime")] at: Time<'_>) -> Result<bool> {
        Ok(self.0.covers(time(at)?))
    }

    /// Whether two grants are the same.
    #[napi]
    pub fn equals(&self, other: &Grant) -> bool {
        self.0 == other.0
    }

    /// A short text.
    #[napi(js_name = "toString")]
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}

/// The fields a length may be given in; each mode takes its own.
#[napi(object, object_to_js = false)]
pub struct LengthFields<'env> {
    /// Hours; of each occurrence for `weekly`.
    #[napi(ts_type = "number | null | undefined")]
    pub hours: Option<Figure<'env>>,
    /// Days.
    #[napi(ts_type = "number | null | undefined")]
    pub days: Option<Figure<'env>>,
    /// Quarter-hours.
    #[napi(ts_type = "number | null | undefined")]
    pub quarters: Option<Figure<'env>>,
    /// The days of a `weekly` grant.
    #[napi(ts_type = "Pattern | null | undefined")]
    pub pattern: Option<Either<String, Null>>,
    /// The weeks of a `weekly` grant.
    #[napi(ts_type = "number | null | undefined")]
    pub weeks: Option<Figure<'env>>,
}

impl LengthFields<'_> {
    fn read(self) -> Result<Length> {
        let pattern = given(self.pattern).as_deref().map(Pattern::parse).transpose();
        Ok(Length {
            hours: optional("hours", self.hours, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
            days: optional("days", self.days, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
            quarters: optional("quarters", self.quarters, &codes::GRANT_LENGTH_OUT_OF_RANGE)?,
            pattern: pattern.or_throw()?,
            weeks: optional("weeks", self.weeks, &codes::GRANT_WEEKS_OUT_OF_RANGE)?,
        })
    }
}

/// The site key: 32 bytes as 64 hexadecimal digits, from which the keys of all locks and groups of a site follow.
#[napi]
pub struct SiteKey(pub(crate) netcode::code::SiteKey);

#[napi]
impl SiteKey {
    /// Reads 64 hexadecimal digits.
    #[napi(constructor)]
    pub fn new(hex: String) -> Result<Self> {
        Ok(Self(netcode::code::SiteKey::from_hex(&hex).or_throw()?))
    }

    /// The key of the lock with this serial, exactly as recorded.
    #[napi]
    pub fn lock_key(&self, serial: String) -> Result<LockKey> {
        Ok(LockKey(self.0.lock_key(&Serial::new(&serial).or_throw()?)))
    }

    /// The key of a group, written `007`, or `007.1` for version 1 of its key.
    #[napi]
    pub fn group_key(&self, group: String) -> Result<LockKey> {
        Ok(LockKey(self.0.group_key(GroupId::parse(&group).or_throw()?)))
    }
}

/// The key of one lock or one group: 16 bytes.
#[napi]
pub struct LockKey(pub(crate) netcode::code::LockKey);

#[napi]
impl LockKey {
    /// Reads 32 hexadecimal digits.
    #[napi(constructor)]
    pub fn new(hex: String) -> Result<Self> {
        Ok(Self(netcode::code::LockKey::from_hex(&hex).or_throw()?))
    }

    /// The key that a key service's HMAC-SHA-256 of a `lockKeyMessage` or `groupKeyMessage` gives: 32 bytes.
    #[napi(factory)]
    pub fn from_mac(mac: Uint8Array) -> Result<Self> {
        Ok(Self(netcode::code::LockKey::from_mac(&mac).or_throw()?))
    }

    /// The bytes, for provisioning a lock. Keep them off screens, logs and files that others read.
    #[napi]
    pub fn expose(&self) -> Buffer {
        self.0.expose().to_vec().into()
    }

    /// Whether two keys are the same, compared in constant time.
    #[napi]
    pub fn equals(&self, other: &LockKey) -> bool {
        self.0 == other.0
    }
}

/// What a key service signs, under the site key that never leaves it, for the key of the lock with this serial.
#[napi]
pub fn lock_key_message(serial: String) -> Result<Buffer> {
    Ok(KeyMessage::lock(&Serial::new(&serial).or_throw()?).as_bytes().into())
}

/// What a key service signs for the key of a group, written `007`, or `007.1` for version 1 of its key.
#[napi]
pub fn group_key_message(group: String) -> Result<Buffer> {
    Ok(KeyMessage::group(GroupId::parse(&group).or_throw()?).as_bytes().into())
}

/// What a lock's identity is made of beside its key.
#[napi(object, object_to_js = false)]
pub struct OwnOptions<'env> {
    /// The six-digit lock id typed at initialisation.
    #[napi(ts_type = "number")]
    pub lock_id: Figure<'env>,
    /// The date and time typed at the last initialisation.
    #[napi(ts_type = "LockTime")]
    pub initialised: String,
}

/// What a group's identity is made of beside its key.
#[napi(object, object_to_js = false)]
pub struct GroupOptions<'env> {
    /// The group, written `007` or `007.1`.
    pub group: String,
    /// The generation of its codes, 0 unless it was set.
    #[napi(ts_type = "number | null | undefined")]
    pub generation: Option<Figure<'env>>,
}

/// Grants of one mode as columns: starts in minutes of lock time, and as many lengths, all in one unit. Mode `24h` has
/// one length and takes none.
#[napi(object)]
pub struct GrantColumns {
    /// The mode of all of them.
    #[napi(ts_type = "Mode")]
    pub mode: String,
    /// Starts, in minutes of lock time (see `lockMinutes`).
    pub starts: Uint32Array,
    /// Lengths in hours.
    #[napi(ts_type = "Uint32Array | null | undefined")]
    pub hours: Option<Either<Uint32Array, Null>>,
    /// Lengths in days.
    #[napi(ts_type = "Uint32Array | null | undefined")]
    pub days: Option<Either<Uint32Array, Null>>,
    /// Lengths in quarter-hours.
    #[napi(ts_type = "Uint32Array | null | undefined")]
    pub quarters: Option<Either<Uint32Array, Null>>,
}

/// Who a code is for: the key of a lock or group with the id and generation that its codes carry.
#[napi]
pub struct Identity(pub(crate) netcode::code::Identity, RefCell<Option<CodeKey>>);

impl Identity {
    pub(crate) const fn of(identity: netcode::code::Identity) -> Self {
        Self(identity, RefCell::new(None))
    }

    /// The code of a grant under the key of its epoch, which is kept ready for the next one.
    fn issued(&self, format: &Format, grant: &Grant) -> Result<netcode::code::Issued> {
        let epoch = format.0.epoch_of(grant.0.start());
        let mut ready = self.1.borrow_mut();
        let kept = ready.take().filter(|key| (key.format(), key.epoch()) == (format.0, epoch));
        let key = ready.insert(kept.unwrap_or_else(|| self.0.code_key(format.0, epoch)));
        key.issue(&grant.0).or_throw()
    }
}

#[napi]
impl Identity {
    /// A lock under its own key. Initialising it again ends all its codes.
    #[napi(factory)]
    pub fn own(key: &LockKey, options: OwnOptions<'_>) -> Result<Self> {
        let lock_id = whole("lockId", options.lock_id, &codes::ID_LOCK_ID_OUT_OF_RANGE)?;
        let initialised = LockTime::parse(&options.initialised).or_throw()?;
        let lock_id = LockId::new(lock_id).or_throw()?;
        Ok(Self::of(netcode::code::Identity::own(key.0.clone(), lock_id, initialised)))
    }

    /// A group of locks under the group's key.
    #[napi(factory)]
    pub fn group(key: &LockKey, options: GroupOptions<'_>) -> Result<Self> {
        let generation = optional("generation", options.generation, &codes::TIME_OUT_OF_RANGE)?;
        let group = GroupId::parse(&options.group).or_throw()?;
        let generation = generation.unwrap_or_default();
        Ok(Self::of(netcode::code::Identity::group(key.0.clone(), group, generation)))
    }

    /// Issues the code of a grant. The same arguments always give the same code.
    // The digits, of which `issued.js` makes what the type says: an object of the bridge costs more than the code.
    #[napi(ts_return_type = "Issued")]
    pub fn issue(&self, format: &Format, grant: &Grant) -> Result<String> {
        self.issue_code(format, grant)
    }

    /// The digits alone of what `issue` gives.
    #[napi]
    pub fn issue_code(&self, format: &Format, grant: &Grant) -> Result<String> {
        Ok(self.issued(format, grant)?.code.as_str().to_owned())
    }

    /// What a code means in an epoch, or null when it means nothing there.
    #[napi]
    pub fn read(
        &self,
        format: &Format,
        code: String,
        #[napi(ts_arg_type = "number")] epoch: Figure<'_>,
    ) -> Result<Option<Reading>> {
        let epoch = whole("epoch", epoch, &codes::TIME_OUT_OF_RANGE)?;
        let code = Code::parse(&code).or_throw()?;
        Ok(self.0.read(format.0, &code, epoch).or_throw()?.map(Reading))
    }

    /// Issues the codes of many grants; a grant without a code does not stop the others.
    #[napi]
    pub fn issue_many(&self, format: &Format, grants: Vec<ClassInstance<'_, Grant>>) -> Batch {
        let grants: Vec<_> = grants.iter().map(|grant| grant.0).collect();
        Batch(self.0.issue_digits(format.0, &grants))
    }

    /// Issues the codes of grants given as columns of numbers, the fastest form.
    #[napi]
    pub fn issue_columns(&self, format: &Format, columns: GrantColumns) -> Result<Batch> {
        let mode = Mode::parse(&columns.mode).or_throw()?;
        let [hours, days, quarters] = [columns.hours, columns.days, columns.quarters].map(given);
        let lengths = LengthColumn::of(hours.as_deref(), days.as_deref(), quarters.as_deref()).or_throw()?;
        Ok(Batch(self.0.issue_columns(format.0, mode, &columns.starts, lengths).or_throw()?))
    }
}

/// What a code says.
#[napi]
pub struct Reading(pub(crate) netcode::code::Reading);

#[napi]
impl Reading {
    /// What it permits.
    #[napi(getter)]
    pub fn grant(&self) -> Grant {
        Grant(self.0.grant)
    }

    /// The epoch it was read in.
    #[napi(getter)]
    pub fn epoch(&self) -> u32 {
        self.0.epoch
    }

    /// The number it deciphers to.
    #[napi(getter)]
    pub fn payload(&self) -> f64 {
        self.0.payload as f64
    }
}

/// The answers of a bulk call, place for place: codes, and the errors of grants that have none.
#[napi]
pub struct Batch(pub(crate) CodeColumn);

/// The error of one place of a batch.
#[napi(object)]
pub struct PlaceError<'env> {
    /// The place, from 0.
    pub at: u32,
    /// The error.
    #[napi(ts_type = "NetcodeError")]
    pub error: Object<'env>,
}

#[napi]
impl Batch {
    /// How many places there are.
    #[napi(getter)]
    pub fn length(&self) -> u32 {
        self.0.len() as u32
    }

    /// The codes, with null where there is an error.
    #[napi]
    pub fn codes(&self) -> Vec<Option<&str>> {
        self.0.iter().collect()
    }

    /// The codes as one run of ASCII digits, `width` bytes a place, blanks where there is an error or a shorter code.
    #[napi]
    pub fn digits(&self) -> Buffer {
        self.0.digits().into()
    }

    /// Bytes a place of `digits`.
    #[napi(getter)]
    pub fn width(&self) -> u8 {
        self.0.width()
    }

    /// The errors with their places.
    #[napi]
    pub fn errors<'env>(&self, env: &'env Env) -> Result<Vec<PlaceError<'env>>> {
        let errors = self.0.errors().iter();
        errors.map(|(at, error)| Ok(PlaceError { at: *at as u32, error: object(env, error)? })).collect()
    }
}
