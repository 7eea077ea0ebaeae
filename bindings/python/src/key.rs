//! Keys, identities, formats, and the codes they issue and read.

use std::sync::{Mutex, PoisonError};

use netcode::code::Code;
use netcode::error::table::core as codes;
use netcode::id::{GroupId, LockId, Serial};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

use crate::arg::Int;
use crate::enums::{self, LayoutArg};
use crate::error::{Answer, exception};
use crate::grant::Grant;
use crate::time::TimeArg;
use crate::value::{Made, made};

/// Layout and number of digits: what a lock and its issuer agree on first.
///
/// >>> Format("S", 7).codes
/// 10000000
#[pyclass(frozen, eq, ord, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Format(pub(crate) netcode::code::Format);

#[pymethods]
impl Format {
    #[new]
    fn new(layout: LayoutArg, digits: Int) -> Answer<Self> {
        let digits = digits.whole("digits", &codes::CODE_DIGITS_OUT_OF_RANGE)?;
        Ok(Self(netcode::code::Format::with_digits(layout.0, digits)?))
    }

    /// The layout.
    #[getter]
    fn layout<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        enums::layout(py, self.0.layout())
    }

    /// The digits of a code.
    #[getter]
    fn digits(&self) -> u8 {
        self.0.digits()
    }

    /// How many codes there are.
    #[getter]
    fn codes(&self) -> u64 {
        self.0.codes()
    }

    /// How many issue numbers a code has room for.
    #[getter]
    fn issues(&self) -> u32 {
        self.0.issues()
    }

    /// Days an epoch lasts, after which codes come from another key.
    #[getter]
    fn epoch_days(&self) -> u32 {
        self.0.epoch_days()
    }

    /// The epoch a time lies in.
    fn epoch_of(&self, time: TimeArg) -> u32 {
        self.0.epoch_of(time.0)
    }

    fn __repr__(&self) -> String {
        format!("Format('{}', {})", self.0.layout(), self.0.digits())
    }

    fn __getnewargs__(&self) -> (&'static str, u8) {
        (self.0.layout().as_str(), self.0.digits())
    }
}

/// The site key: 32 bytes as 64 hexadecimal digits, from which the keys of all locks and groups of a site follow.
///
/// It is never shown, pickled or hashed.
#[pyclass(frozen, eq, module = "netcode")]
#[derive(PartialEq, Eq)]
pub(crate) struct SiteKey(pub(crate) netcode::code::SiteKey);

#[pymethods]
impl SiteKey {
    #[new]
    fn new(hex: &str) -> Answer<Self> {
        Ok(Self(netcode::code::SiteKey::from_hex(hex)?))
    }

    /// The key of 32 bytes.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> Answer<Self> {
        Ok(Self(netcode::code::SiteKey::from_bytes(bytes)?))
    }

    /// The key of the lock with this serial, exactly as recorded.
    fn lock_key(&self, serial: &str) -> Answer<LockKey> {
        Ok(LockKey(self.0.lock_key(&Serial::new(serial)?)))
    }

    /// The key of a group, written ``007``, or ``007.1`` for version 1 of its key.
    fn group_key(&self, group: &str) -> Answer<LockKey> {
        Ok(LockKey(self.0.group_key(GroupId::parse(group)?)))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// What a key service signs for the key of a lock or group, so that the site key never leaves it: HMAC-SHA-256 of
/// ``bytes(message)`` under the site key.
///
/// >>> import hashlib, hmac
/// >>> from netcode import KeyMessage, LockKey, SiteKey
/// >>> tag = hmac.digest(bytes(32), bytes(KeyMessage.lock("LOCK-0001")), hashlib.sha256)
/// >>> LockKey.from_mac(tag) == SiteKey("00" * 32).lock_key("LOCK-0001")
/// True
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct KeyMessage(KeyOf);

/// Whose key a message is for.
#[derive(PartialEq, Eq, Hash)]
enum KeyOf {
    Lock(Serial),
    Group(GroupId),
}

impl KeyMessage {
    fn message(&self) -> netcode::code::KeyMessage {
        match &self.0 {
            KeyOf::Lock(serial) => netcode::code::KeyMessage::lock(serial),
            KeyOf::Group(group) => netcode::code::KeyMessage::group(*group),
        }
    }
}

#[pymethods]
impl KeyMessage {
    /// For the key of the lock with this serial.
    #[staticmethod]
    fn lock(serial: &str) -> Answer<Self> {
        Ok(Self(KeyOf::Lock(Serial::new(serial)?)))
    }

    /// For the key of a group, written ``007``, or ``007.1`` for version 1 of its key.
    #[staticmethod]
    fn group(group: &str) -> Answer<Self> {
        Ok(Self(KeyOf::Group(GroupId::parse(group)?)))
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.message().as_bytes())
    }

    fn __repr__(&self) -> String {
        format!("<KeyMessage of {} bytes>", self.message().as_bytes().len())
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<Made<'py>> {
        let (name, text) = match &this.get().0 {
            KeyOf::Lock(serial) => ("lock", serial.to_string()),
            KeyOf::Group(group) => ("group", group.to_string()),
        };
        made(this.as_any(), name, &PyTuple::new(this.py(), [text])?, None)
    }
}

/// The key of one lock or one group: 16 bytes as 32 hexadecimal digits. It is never shown, pickled or hashed.
#[pyclass(frozen, eq, module = "netcode")]
#[derive(PartialEq, Eq)]
pub(crate) struct LockKey(pub(crate) netcode::code::LockKey);

#[pymethods]
impl LockKey {
    #[new]
    fn new(hex: &str) -> Answer<Self> {
        Ok(Self(netcode::code::LockKey::from_hex(hex)?))
    }

    /// The key of 16 bytes.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> Answer<Self> {
        Ok(Self(netcode::code::LockKey::from_bytes(bytes)?))
    }

    /// The key that a key service's HMAC-SHA-256 of a :class:`KeyMessage` gives: 32 bytes.
    #[staticmethod]
    fn from_mac(mac: &[u8]) -> Answer<Self> {
        Ok(Self(netcode::code::LockKey::from_mac(mac)?))
    }

    /// The bytes, for provisioning a lock. Keep them off screens, logs and files that others read.
    fn expose<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.expose())
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// Who a code is for: the key of a lock or group with the id and generation that its codes carry.
///
/// >>> key = SiteKey("00" * 32).lock_key("LOCK-0001")
/// >>> Identity.own(key, lock_id=123456, initialised="2026-01-15T09:30")
/// Identity { key: LockKey([redacted]), lock_id: 123456, generation: 3177210 }
#[pyclass(frozen, eq, module = "netcode")]
pub(crate) struct Identity {
    pub(crate) identity: netcode::code::Identity,
    /// The key that was used last: codes of one lock mostly follow each other in one epoch.
    last: Mutex<Option<netcode::code::CodeKey>>,
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl Identity {
    pub(crate) const fn new(identity: netcode::code::Identity) -> Self {
        Self { identity, last: Mutex::new(None) }
    }

    /// Does something with the key of an epoch, which is derived when the last one was another.
    fn with_key<T>(
        &self,
        format: netcode::code::Format,
        epoch: u32,
        run: impl FnOnce(&netcode::code::CodeKey) -> T,
    ) -> T {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(key) if (key.format(), key.epoch()) == (format, epoch) => run(key),
            _ => run(last.insert(self.identity.code_key(format, epoch))),
        }
    }
}

#[pymethods]
impl Identity {
    /// A lock under its own key. Initialising it again ends all its codes.
    #[staticmethod]
    #[pyo3(signature = (key, *, lock_id, initialised))]
    fn own(key: &Bound<'_, LockKey>, lock_id: Int, initialised: TimeArg) -> Answer<Self> {
        let lock_id = LockId::new(lock_id.whole("lock_id", &codes::ID_LOCK_ID_OUT_OF_RANGE)?)?;
        Ok(Self::new(netcode::code::Identity::own(key.get().0.clone(), lock_id, initialised.0)))
    }

    /// A group of locks under the group's key.
    #[staticmethod]
    #[pyo3(signature = (key, *, group, generation=Int::ZERO), text_signature = "(key, *, group, generation=0)")]
    fn group(key: &Bound<'_, LockKey>, group: &str, generation: Int) -> Answer<Self> {
        let generation = generation.whole("generation", &codes::TIME_OUT_OF_RANGE)?;
        let group = GroupId::parse(group)?;
        Ok(Self::new(netcode::code::Identity::group(key.get().0.clone(), group, generation)))
    }

    /// The key of this lock's codes in one epoch: derive it once to issue or read many.
    fn code_key(&self, format: &Bound<'_, Format>, epoch: Int) -> Answer<CodeKey> {
        let epoch = epoch.whole("epoch", &codes::TIME_OUT_OF_RANGE)?;
        Ok(CodeKey(self.identity.code_key(format.get().0, epoch)))
    }

    /// Issues the code of a grant. The same arguments always give the same code.
    fn issue(&self, format: &Bound<'_, Format>, grant: &Bound<'_, Grant>) -> Answer<Issued> {
        let (format, grant) = (format.get().0, &grant.get().0);
        let epoch = format.epoch_of(grant.start());
        Ok(Issued(self.with_key(format, epoch, |key| key.issue(grant))?))
    }

    /// What a code means in an epoch, or None when it means nothing there.
    fn read(&self, format: &Bound<'_, Format>, code: &str, epoch: Int) -> Answer<Option<Reading>> {
        let epoch = epoch.whole("epoch", &codes::TIME_OUT_OF_RANGE)?;
        let code = Code::parse(code)?;
        Ok(self.with_key(format.get().0, epoch, |key| key.read(&code))?.map(Reading))
    }

    /// Issues the codes of many grants; a grant without a code does not stop the others. Other threads run meanwhile.
    fn issue_many(
        &self,
        py: Python<'_>,
        format: &Bound<'_, Format>,
        grants: &Bound<'_, PyAny>,
    ) -> Answer<Batch> {
        let grants = grants_of(grants)?;
        let format = format.get().0;
        Ok(Batch(py.detach(|| self.identity.issue_all(format, &grants))))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.identity)
    }
}

/// Places that are made before the grants are seen.
const MOST_AHEAD: usize = 100_000;

fn grants_of(grants: &Bound<'_, PyAny>) -> Answer<Vec<netcode::grant::Grant>> {
    let one = |item: PyResult<Bound<'_, PyAny>>| Answer::Ok(item?.cast::<Grant>()?.get().0);
    // Lists and tuples say how many there are; what says more than there are costs little.
    let mut all = Vec::with_capacity(grants.len().unwrap_or_default().min(MOST_AHEAD));
    for item in grants.try_iter()? {
        all.push(one(item)?);
    }
    Ok(all)
}

/// The key of the codes of one lock or group, in one format, in one epoch.
#[pyclass(frozen, module = "netcode")]
pub(crate) struct CodeKey(netcode::code::CodeKey);

#[pymethods]
impl CodeKey {
    /// The epoch whose codes this key makes.
    #[getter]
    fn epoch(&self) -> u32 {
        self.0.epoch()
    }

    /// The format of the codes this key makes.
    #[getter]
    fn format(&self) -> Format {
        Format(self.0.format())
    }

    /// Issues the code of a grant that starts in this key's epoch.
    fn issue(&self, grant: &Bound<'_, Grant>) -> Answer<Issued> {
        Ok(Issued(self.0.issue(&grant.get().0)?))
    }

    /// What a code means under this key, or None.
    fn read(&self, code: &str) -> Answer<Option<Reading>> {
        Ok(self.0.read(&Code::parse(code)?)?.map(Reading))
    }

    /// What each of many codes means. Other threads run meanwhile.
    fn read_many(&self, py: Python<'_>, codes: Vec<String>) -> Answer<Vec<Option<Reading>>> {
        let codes = codes.iter().map(|code| Code::parse(code)).collect::<netcode::Result<Vec<_>>>()?;
        let readings = py.detach(|| self.0.read_all(&codes))?;
        Ok(readings.into_iter().map(|reading| reading.map(Reading)).collect())
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.0)
    }
}

/// An issued code. Printing it does not show the digits.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Issued(netcode::code::Issued);

#[pymethods]
impl Issued {
    #[new]
    fn new(code: &str, epoch: u32, payload: u64) -> Answer<Self> {
        Ok(Self(netcode::code::Issued { code: Code::parse(code)?, epoch, payload }))
    }

    /// The digits, leading zeros included.
    #[getter]
    fn code(&self) -> &str {
        self.0.code.as_str()
    }

    /// The epoch of the grant's start.
    #[getter]
    fn epoch(&self) -> u32 {
        self.0.epoch
    }

    /// The number that was enciphered.
    #[getter]
    fn payload(&self) -> u64 {
        self.0.payload
    }

    fn __repr__(&self) -> String {
        format!("<Issued {:?}, epoch {}>", self.0.code, self.0.epoch)
    }

    fn __getnewargs__(&self) -> (&str, u32, u64) {
        (self.0.code.as_str(), self.0.epoch, self.0.payload)
    }
}

/// What a code says.
#[pyclass(frozen, eq, hash, module = "netcode")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Reading(pub(crate) netcode::code::Reading);

#[pymethods]
impl Reading {
    #[new]
    fn new(grant: &Bound<'_, Grant>, epoch: u32, payload: u64) -> Self {
        Self(netcode::code::Reading { grant: grant.get().0, epoch, payload })
    }

    /// What it permits.
    #[getter]
    fn grant(&self) -> Grant {
        Grant(self.0.grant)
    }

    /// The epoch it was read in.
    #[getter]
    fn epoch(&self) -> u32 {
        self.0.epoch
    }

    /// The number it deciphers to.
    #[getter]
    fn payload(&self) -> u64 {
        self.0.payload
    }

    fn __repr__(&self) -> String {
        format!("<Reading {}, epoch {}>", self.0.grant, self.0.epoch)
    }

    fn __getnewargs__(&self) -> (Grant, u32, u64) {
        (Grant(self.0.grant), self.0.epoch, self.0.payload)
    }
}

/// The answers of a bulk call, place for place: codes, and the errors of grants that have none.
///
/// >>> lock = Identity.own(SiteKey("00" * 32).lock_key("A"), lock_id=123456, initialised="2026-01-15T09:30")
/// >>> batch = lock.issue_many(Format("S", 7), [Grant("24h", "2026-03-14T15:00", issue=5)])
/// >>> batch.codes, batch.errors[0].code
/// ([None], 'grant.issue_out_of_range')
#[pyclass(frozen, module = "netcode")]
pub(crate) struct Batch(pub(crate) Vec<netcode::Result<netcode::code::Issued>>);

#[pymethods]
impl Batch {
    /// The codes, with None where there is an error.
    #[getter]
    fn codes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, self.0.iter().map(|issued| issued.as_ref().ok().map(|issued| issued.code.as_str())))
    }

    /// The errors by their place.
    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let errors = PyDict::new(py);
        for (at, issued) in self.0.iter().enumerate() {
            if let Err(error) = issued {
                errors.set_item(at, exception(py, error)?)?;
            }
        }
        Ok(errors)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__(&self, at: usize) -> Answer<Issued> {
        let issued = self.0.get(at).ok_or_else(|| PyIndexError::new_err("no such place in the batch"))?;
        Ok(Issued(issued.clone()?))
    }

    fn __repr__(&self) -> String {
        let bad = self.0.iter().filter(|issued| issued.is_err()).count();
        format!("<Batch of {}, {bad} errors>", self.0.len())
    }
}
