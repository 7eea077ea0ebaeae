//! Codes in bulk: a table in, a table out, row for row, through Arrow.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use netcode::code::{Code, Format, Identity, Issued, SiteKey};
use netcode::error::{Error, table::core as codes};
use netcode::grant::{Grant, Layout, Length, Mode, Pattern};
use netcode::id::{GroupId, LockId, Serial};
use netcode::time::{ClockRule, LockTime, Zone};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::capsule::{Batches, export, import};
use crate::column::{Clock, Get, Times, ranged, texts, times, wholes};
use crate::error::Answer;
use crate::key;
use crate::zone::{RuleArg, ZoneArg};

/// A table in Arrow's form. PyArrow, pandas, Polars, DuckDB and others take it as it is, without a copy:
/// ``pyarrow.table(answers)``, ``polars.DataFrame(answers)``.
#[pyclass(frozen, module = "netcode.arrow")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The table as a stream in a PyCapsule, for whoever speaks Arrow; it can be taken any number of times.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer that cannot convert answer in its own types.
        let _ = requested_schema;
        export(py, &self.schema, &self.batches)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows: {}>", self.__len__(), self.column_names().join(", "))
    }
}

/// The columns that say whose codes a row is about.
struct Locks<'a> {
    serial: Get<'a, &'a str>,
    lock_id: Get<'a, i64>,
    initialised: Times<'a>,
    group: Get<'a, &'a str>,
    generation: Get<'a, i64>,
    layout: Get<'a, &'a str>,
    digits: Get<'a, i64>,
    zone: Get<'a, &'a str>,
}

/// What these columns have at a row. Neighbours that have the same share their keys.
#[derive(PartialEq, Clone, Copy)]
struct Raw<'a> {
    serial: Option<&'a str>,
    lock_id: Option<i64>,
    initialised: (Option<&'a str>, Option<i64>),
    group: Option<&'a str>,
    generation: Option<i64>,
    layout: Option<&'a str>,
    digits: Option<i64>,
    zone: Option<&'a str>,
}

/// Whose codes they are, in which format, and how the table's times are to be read.
#[derive(Clone)]
struct Lock {
    identity: Identity,
    format: Format,
    clock: Clock,
}

fn lacks(name: &str) -> Error {
    Error::new(&codes::ROW_FIELD_MISSING, format_args!("the row lacks `{name}`"))
        .with_hint(format_args!("give `{name}`"))
}

impl<'a> Locks<'a> {
    fn of(batch: &'a RecordBatch) -> Answer<Self> {
        Ok(Self {
            serial: texts(batch, "serial")?,
            lock_id: wholes(batch, "lock_id")?,
            initialised: times(batch, "initialised")?,
            group: texts(batch, "group")?,
            generation: wholes(batch, "generation")?,
            layout: texts(batch, "layout")?,
            digits: wholes(batch, "digits")?,
            zone: texts(batch, "zone")?,
        })
    }

    fn raw(&self, at: usize) -> Raw<'a> {
        Raw {
            serial: (self.serial)(at),
            lock_id: (self.lock_id)(at),
            initialised: self.initialised.raw(at),
            group: (self.group)(at),
            generation: (self.generation)(at),
            layout: (self.layout)(at),
            digits: (self.digits)(at),
            zone: (self.zone)(at),
        }
    }

    fn lock(&self, at: usize, site: &SiteKey, clock: Clock) -> netcode::Result<Lock> {
        let zone = (self.zone)(at).map(Zone::parse).transpose()?;
        let clock = Clock { zone: zone.or(clock.zone), ..clock };
        let layout = Layout::parse((self.layout)(at).ok_or_else(|| lacks("layout"))?)?;
        let digits = ranged(&self.digits, at, "digits", &codes::CODE_DIGITS_OUT_OF_RANGE)?;
        let format = Format::with_digits(layout, digits.ok_or_else(|| lacks("digits"))?)?;
        let identity = match (self.group)(at) {
            Some(group) => {
                let group = GroupId::parse(group)?;
                let generation = ranged(&self.generation, at, "generation", &codes::TIME_OUT_OF_RANGE)?;
                Identity::group(site.group_key(group), group, generation.unwrap_or(0))
            }
            None => {
                let serial = Serial::new((self.serial)(at).ok_or_else(|| lacks("serial"))?)?;
                let id = ranged(&self.lock_id, at, "lock_id", &codes::ID_LOCK_ID_OUT_OF_RANGE)?;
                let id = LockId::new(id.ok_or_else(|| lacks("lock_id"))?)?;
                let initialised =
                    self.initialised.lock_time(at, clock)?.ok_or_else(|| lacks("initialised"))?;
                Identity::own(site.lock_key(&serial), id, initialised)
            }
        };
        Ok(Lock { identity, format, clock })
    }
}

/// The columns that say what a code is to permit.
struct Grants<'a> {
    mode: Get<'a, &'a str>,
    start: Times<'a>,
    hours: Get<'a, i64>,
    days: Get<'a, i64>,
    quarters: Get<'a, i64>,
    pattern: Get<'a, &'a str>,
    weeks: Get<'a, i64>,
    issue: Get<'a, i64>,
}

impl<'a> Grants<'a> {
    fn of(batch: &'a RecordBatch) -> Answer<Self> {
        Ok(Self {
            mode: texts(batch, "mode")?,
            start: times(batch, "start")?,
            hours: wholes(batch, "hours")?,
            days: wholes(batch, "days")?,
            quarters: wholes(batch, "quarters")?,
            pattern: texts(batch, "pattern")?,
            weeks: wholes(batch, "weeks")?,
            issue: wholes(batch, "issue")?,
        })
    }

    fn grant(&self, at: usize, clock: Clock) -> netcode::Result<Grant> {
        let number = |get: &Get<'_, i64>, name| ranged(get, at, name, &codes::GRANT_LENGTH_OUT_OF_RANGE);
        let mode = Mode::parse((self.mode)(at).ok_or_else(|| lacks("mode"))?)?;
        let start = self.start.lock_time(at, clock)?.ok_or_else(|| lacks("start"))?;
        let length = Length {
            hours: number(&self.hours, "hours")?,
            days: number(&self.days, "days")?,
            quarters: number(&self.quarters, "quarters")?,
            pattern: (self.pattern)(at).map(Pattern::parse).transpose()?,
            weeks: number(&self.weeks, "weeks")?,
        };
        let issue = ranged(&self.issue, at, "issue", &codes::GRANT_ISSUE_OUT_OF_RANGE)?;
        Ok(Grant::new(mode, start, length.term(mode)?)?.with_issue(issue.unwrap_or(0)))
    }
}

/// Calls `each` with every run of rows that `same` and the lock's columns hold together, and gathers its answers, one
/// a row. The rows of a run whose lock cannot be read have that error.
fn by_lock<K: PartialEq, T>(
    batch: &RecordBatch,
    site: &SiteKey,
    clock: Clock,
    same: impl Fn(usize) -> K,
    mut each: impl FnMut(&Lock, std::ops::Range<usize>) -> Vec<netcode::Result<T>>,
) -> Answer<Vec<netcode::Result<T>>> {
    let locks = Locks::of(batch)?;
    let rows = batch.num_rows();
    let mut answers = Vec::with_capacity(rows);
    let mut first = 0;
    while first < rows {
        let run = (locks.raw(first), same(first));
        let end = (first + 1..rows).find(|at| (locks.raw(*at), same(*at)) != run).unwrap_or(rows);
        match locks.lock(first, site, clock) {
            Ok(lock) => answers.extend(each(&lock, first..end)),
            Err(error) => answers.extend((first..end).map(|_| Err(error.clone()))),
        }
        first = end;
    }
    Ok(answers)
}

/// A code that was issued in bulk: the times are seconds on the lock's clock, or moments where there is a zone.
struct Row {
    issued: Issued,
    span: Span,
}

/// First minute of access and end of access, in microseconds.
#[derive(Clone, Copy)]
struct Span {
    starts: i64,
    ends: i64,
}

fn span(grant: &Grant, clock: Clock) -> Span {
    let micros = |time: LockTime| match clock.zone {
        Some(zone) => zone.to_civil(clock.rule, time).timestamp_micros(),
        None => time.wall_seconds().saturating_mul(1_000_000),
    };
    Span { starts: micros(grant.start()), ends: micros(grant.ends()) }
}

fn issue_batch(batch: &RecordBatch, site: &SiteKey, clock: Clock) -> Answer<Vec<netcode::Result<Row>>> {
    let grants = Grants::of(batch)?;
    by_lock(
        batch,
        site,
        clock,
        |_| (),
        |lock, rows| {
            let wishes: Vec<_> = rows.map(|at| grants.grant(at, lock.clock)).collect();
            let legal: Vec<Grant> = wishes.iter().filter_map(|wish| wish.as_ref().ok().copied()).collect();
            let mut issued = lock.identity.issue_all(lock.format, &legal).into_iter();
            let answer = |wish: netcode::Result<Grant>| {
                let grant = wish?;
                let issued = issued.next().unwrap_or_else(|| Err(lacks("code")))?;
                Ok(Row { issued, span: span(&grant, lock.clock) })
            };
            wishes.into_iter().map(answer).collect()
        },
    )
}

/// What digits say: nothing where they say nothing in their epoch.
type Said = Option<(Grant, Span)>;

fn read_batch(batch: &RecordBatch, site: &SiteKey, clock: Clock) -> Answer<Vec<netcode::Result<Said>>> {
    let (codes_, epochs) = (texts(batch, "code")?, wholes(batch, "epoch")?);
    by_lock(batch, site, clock, &epochs, |lock, rows| {
        let epoch = ranged(&epochs, rows.start, "epoch", &codes::TIME_OUT_OF_RANGE);
        let key = match epoch.and_then(|epoch| epoch.ok_or_else(|| lacks("epoch"))) {
            Ok(epoch) => lock.identity.code_key(lock.format, epoch),
            Err(error) => return rows.map(|_| Err(error.clone())).collect(),
        };
        let read = |at| {
            let code = Code::parse(codes_(at).ok_or_else(|| lacks("code"))?)?;
            Ok(key.read(&code)?.map(|reading| (reading.grant, span(&reading.grant, lock.clock))))
        };
        rows.map(read).collect()
    })
}

/// The columns that every answer has: when access begins and ends, and what is wrong with a row that has no answer.
struct Common {
    zoned: bool,
    starts: TimestampMicrosecondBuilder,
    ends: TimestampMicrosecondBuilder,
    errors: [StringBuilder; 3],
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

impl Common {
    fn new(zoned: bool) -> Self {
        let times = || TimestampMicrosecondBuilder::new().with_timezone_opt(zoned.then_some("UTC"));
        Self { zoned, starts: times(), ends: times(), errors: Default::default() }
    }

    fn add(&mut self, span: Option<Span>, error: Option<&Error>) {
        self.starts.append_option(span.map(|span| span.starts));
        self.ends.append_option(span.map(|span| span.ends));
        let [code, message, hint] = &mut self.errors;
        code.append_option(error.map(Error::code));
        message.append_option(error.map(Error::message));
        hint.append_option(error.map(Error::hint));
    }

    fn fields(&self) -> Vec<Field> {
        let time = DataType::Timestamp(TimeUnit::Microsecond, self.zoned.then(|| "UTC".into()));
        let times = ["starts", "ends"].map(|name| Field::new(name, time.clone(), true));
        times.into_iter().chain(["error", "message", "hint"].map(text)).collect()
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.starts.finish()), Arc::new(self.ends.finish())];
        columns.extend(self.errors.iter_mut().map(|errors| Arc::new(errors.finish()) as ArrayRef));
        columns
    }
}

fn issued_columns(rows: &[netcode::Result<Row>], zoned: bool) -> (Vec<Field>, Vec<ArrayRef>) {
    let (mut digits, mut epochs) = (StringBuilder::new(), Int32Builder::new());
    let mut common = Common::new(zoned);
    for row in rows {
        let good = row.as_ref().ok();
        digits.append_option(good.map(|row| row.issued.code.as_str()));
        epochs.append_option(good.and_then(|row| i32::try_from(row.issued.epoch).ok()));
        common.add(good.map(|row| row.span), row.as_ref().err());
    }
    let own = vec![text("code"), Field::new("epoch", DataType::Int32, true)];
    let columns: Vec<ArrayRef> = vec![Arc::new(digits.finish()), Arc::new(epochs.finish())];
    ([own, common.fields()].concat(), [columns, common.finish()].concat())
}

fn read_columns(rows: &[netcode::Result<Said>], zoned: bool) -> (Vec<Field>, Vec<ArrayRef>) {
    let (mut modes, mut issues) = (StringBuilder::new(), Int32Builder::new());
    let mut common = Common::new(zoned);
    for row in rows {
        let said = row.as_ref().ok().copied().flatten();
        modes.append_option(said.map(|(grant, _)| grant.mode().as_str()));
        issues.append_option(said.and_then(|(grant, _)| i32::try_from(grant.issue()).ok()));
        common.add(said.map(|(_, span)| span), row.as_ref().err());
    }
    let own = vec![text("mode"), Field::new("issue", DataType::Int32, true)];
    let columns: Vec<ArrayRef> = vec![Arc::new(modes.finish()), Arc::new(issues.finish())];
    ([own, common.fields()].concat(), [columns, common.finish()].concat())
}

/// The answers of a table, batch for batch.
fn answered<T>(
    table: &Batches,
    clock: Clock,
    batch_of: impl Fn(&RecordBatch) -> Answer<Vec<netcode::Result<T>>>,
    columns: impl Fn(&[netcode::Result<T>], bool) -> (Vec<Field>, Vec<ArrayRef>),
) -> Answer<Table> {
    let zoned = clock.zone.is_some() || table.schema.column_with_name("zone").is_some();
    let schema: SchemaRef = Arc::new(Schema::new(columns(&[], zoned).0));
    let mut batches = Vec::new();
    for batch in &table.batches {
        let (_, columns) = columns(&batch_of(batch)?, zoned);
        let batch = RecordBatch::try_new(SchemaRef::clone(&schema), columns);
        batches.push(batch.map_err(|error| PyValueError::new_err(error.to_string()))?);
    }
    Ok(Table { schema, batches })
}

fn clock(zone: Option<ZoneArg>, rule: Option<RuleArg>) -> Clock {
    Clock { zone: zone.map(|zone| zone.0), rule: rule.map_or(ClockRule::StandardTime, |rule| rule.0) }
}

/// Issues a code for every row of a table; see the module.
#[pyfunction]
#[pyo3(name = "_issue_table", signature = (rows, site_key, *, zone=None, clock_rule=None))]
pub(crate) fn issue_table(
    py: Python<'_>,
    rows: &Bound<'_, PyAny>,
    site_key: &Bound<'_, key::SiteKey>,
    zone: Option<ZoneArg>,
    clock_rule: Option<RuleArg>,
) -> Answer<Table> {
    let (table, site, clock) = (import(rows)?, &site_key.get().0, clock(zone, clock_rule));
    py.detach(|| answered(&table, clock, |batch| issue_batch(batch, site, clock), issued_columns))
}

/// Reads the code of every row of a table; see the module.
#[pyfunction]
#[pyo3(name = "_read_table", signature = (rows, site_key, *, zone=None, clock_rule=None))]
pub(crate) fn read_table(
    py: Python<'_>,
    rows: &Bound<'_, PyAny>,
    site_key: &Bound<'_, key::SiteKey>,
    zone: Option<ZoneArg>,
    clock_rule: Option<RuleArg>,
) -> Answer<Table> {
    let (table, site, clock) = (import(rows)?, &site_key.get().0, clock(zone, clock_rule));
    py.detach(|| answered(&table, clock, |batch| read_batch(batch, site, clock), read_columns))
}
