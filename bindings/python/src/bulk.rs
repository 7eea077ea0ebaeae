//! Codes in bulk: a table in, a table out, row for row, through Arrow.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder as _, Int32Builder, NullBufferBuilder, StringBuilder};
use arrow_array::{Array as _, ArrayRef, Int32Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_ord::partition::partition;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use netcode::code::{Code, CodeKey, Format, Identity, SiteKey};
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

    fn lock(&self, at: usize, site: &SiteKey, clock: Clock) -> netcode::Result<Lock> {
        let zone = self.zone.at(at).map(Zone::parse).transpose()?;
        let clock = Clock { zone: zone.or(clock.zone), ..clock };
        let layout = Layout::parse(self.layout.at(at).ok_or_else(|| lacks("layout"))?)?;
        let digits = ranged(&self.digits, at, "digits", &codes::CODE_DIGITS_OUT_OF_RANGE)?;
        let format = Format::with_digits(layout, digits.ok_or_else(|| lacks("digits"))?)?;
        let identity = match self.group.at(at) {
            Some(group) => {
                let group = GroupId::parse(group)?;
                let generation = ranged(&self.generation, at, "generation", &codes::TIME_OUT_OF_RANGE)?;
                Identity::group(site.group_key(group), group, generation.unwrap_or(0))
            }
            None => {
                let serial = Serial::new(self.serial.at(at).ok_or_else(|| lacks("serial"))?)?;
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
        let mode = Mode::parse(self.mode.at(at).ok_or_else(|| lacks("mode"))?)?;
        let start = self.start.lock_time(at, clock)?.ok_or_else(|| lacks("start"))?;
        let length = Length {
            hours: number(&self.hours, "hours")?,
            days: number(&self.days, "days")?,
            quarters: number(&self.quarters, "quarters")?,
            pattern: self.pattern.at(at).map(Pattern::parse).transpose()?,
            weeks: number(&self.weeks, "weeks")?,
        };
        let issue = ranged(&self.issue, at, "issue", &codes::GRANT_ISSUE_OUT_OF_RANGE)?;
        Ok(Grant::new(mode, start, length.term(mode)?)?.with_issue(issue.unwrap_or(0)))
    }
}

/// The columns that decide a lock's keys, and the code's epoch where digits are read.
const OF_A_LOCK: [&str; 8] =
    ["serial", "lock_id", "initialised", "group", "generation", "layout", "digits", "zone"];

/// What Arrow itself does not take: columns that it cannot compare, or more text than a column holds.
fn unfit(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Rows that are done at once: few enough to stay in the processor's caches.
const AT_ONCE: usize = 1_024;

/// The runs of neighbouring rows that have the same in `columns`: they share their keys.
fn runs(batch: &RecordBatch, columns: &[&str]) -> Answer<Vec<Range<usize>>> {
    let columns = columns.iter().filter_map(|name| batch.column_by_name(name));
    let columns: Vec<_> = columns.filter(|column| *column.data_type() != DataType::Null).cloned().collect();
    if columns.is_empty() {
        return Ok(std::iter::once(0..batch.num_rows()).collect());
    }
    let runs = partition(&columns).map_err(|error| unfit(&error))?;
    Ok(runs.ranges())
}

/// Issues the codes of a run of rows of one lock.
fn issue_rows(lock: &Lock, grants: &Grants<'_>, rows: Range<usize>, answers: &mut IssuedColumns) {
    // What is no grant stands with the number of grants before it.
    let (mut legal, mut refused) = (Vec::with_capacity(rows.len()), Vec::new());
    for at in rows {
        match grants.grant(at, lock.clock) {
            Ok(grant) => legal.push(grant),
            Err(error) => refused.push((legal.len(), error)),
        }
    }
    let issued = lock.identity.issue_digits(lock.format, &legal);
    let (mut refused, mut failed) = (refused.into_iter().peekable(), issued.errors().iter().peekable());
    answers.digits.extend_from_slice(issued.digits());
    let width = lock.format.digits();
    for (at, grant) in legal.iter().enumerate() {
        while let Some((_, error)) = refused.next_if(|(before, _)| *before == at) {
            answers.refuse(0, error);
        }
        match failed.next_if(|(place, _)| *place == at) {
            Some((_, error)) => answers.refuse(width, error.clone()),
            None => answers.add(width, lock.format.epoch_of(grant.start()), span(grant, lock.clock)),
        }
    }
    refused.for_each(|(_, error)| answers.refuse(0, error));
}

fn issue_batch(batch: &RecordBatch, site: &SiteKey, clock: Clock, zoned: bool) -> Answer<Columns> {
    let (locks, grants) = (Locks::of(batch)?, Grants::of(batch)?);
    let mut answers = IssuedColumns::new(batch.num_rows(), zoned);
    for run in runs(batch, &OF_A_LOCK)? {
        match locks.lock(run.start, site, clock) {
            Ok(lock) => parts(run).for_each(|rows| issue_rows(&lock, &grants, rows, &mut answers)),
            Err(error) => run.for_each(|_| answers.refuse(0, error.clone())),
        }
    }
    answers.finish()
}

fn parts(run: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    run.clone().step_by(AT_ONCE).map(move |at| at..run.end.min(at + AT_ONCE))
}

/// What digits say: nothing where they say nothing in their epoch.
type Said = Option<(Grant, Span)>;

fn read_batch(batch: &RecordBatch, site: &SiteKey, clock: Clock, zoned: bool) -> Answer<Columns> {
    let (locks, codes_, epochs) = (Locks::of(batch)?, texts(batch, "code")?, wholes(batch, "epoch")?);
    let mut answers = ReadColumns::new(batch.num_rows(), zoned);
    for run in runs(batch, &[&OF_A_LOCK[..], &["epoch"]].concat())? {
        let key = locks.lock(run.start, site, clock).and_then(|lock| {
            let epoch = ranged(&epochs, run.start, "epoch", &codes::TIME_OUT_OF_RANGE)?;
            let key = lock.identity.code_key(lock.format, epoch.ok_or_else(|| lacks("epoch"))?);
            Ok((key, lock.clock))
        });
        for at in run {
            answers.add(match &key {
                Ok((key, clock)) => read_row(key, *clock, codes_.at(at)),
                Err(error) => Err(error.clone()),
            });
        }
    }
    answers.finish()
}

fn read_row(key: &CodeKey, clock: Clock, code: Option<&str>) -> netcode::Result<Said> {
    let code = Code::parse(code.ok_or_else(|| lacks("code"))?)?;
    Ok(key.read(&code)?.map(|reading| (reading.grant, span(&reading.grant, clock))))
}

/// First minute of access and end of access, in microseconds: on the lock's clock, or from 1970 where there is a zone.
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

/// The columns of an answer.
type Columns = (Vec<Field>, Vec<ArrayRef>);

/// The columns that every answer has: when access begins and ends, and what is wrong with a row that has no answer.
struct Common {
    zoned: bool,
    starts: Vec<i64>,
    ends: Vec<i64>,
    /// Which rows have an answer.
    answered: NullBufferBuilder,
    /// What is wrong, by row.
    errors: Vec<(usize, Error)>,
}

/// What an error says in a column of its own.
type Say = fn(&Error) -> &str;

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

impl Common {
    fn new(rows: usize, zoned: bool) -> Self {
        let (starts, ends) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        Self { zoned, starts, ends, answered: NullBufferBuilder::new(rows), errors: Vec::new() }
    }

    #[inline(always)]
    fn add(&mut self, span: Span) {
        self.starts.push(span.starts);
        self.ends.push(span.ends);
        self.answered.append_non_null();
    }

    fn add_nothing(&mut self, error: Option<Error>) {
        self.errors.extend(error.map(|error| (self.starts.len(), error)));
        self.starts.push(0);
        self.ends.push(0);
        self.answered.append_null();
    }

    /// The columns behind the `own` ones, which are made knowing which rows have an answer.
    fn finish(
        mut self,
        mut fields: Vec<Field>,
        own: impl FnOnce(Option<NullBuffer>) -> Result<Vec<ArrayRef>, ArrowError>,
    ) -> Answer<Columns> {
        let rows = self.starts.len();
        let answered = self.answered.finish();
        let mut columns = own(answered.clone()).map_err(|error| unfit(&error))?;
        let time = DataType::Timestamp(TimeUnit::Microsecond, self.zoned.then(|| "UTC".into()));
        fields.extend(["starts", "ends"].map(|name| Field::new(name, time.clone(), true)));
        for times in [self.starts, self.ends] {
            let times = TimestampMicrosecondArray::new(times.into(), answered.clone());
            columns.push(Arc::new(times.with_timezone_opt(self.zoned.then_some("UTC"))));
        }
        let said: [(&str, Say); 3] =
            [("error", Error::code), ("message", Error::message), ("hint", Error::hint)];
        for (name, said) in said {
            let mut texts = StringBuilder::new();
            for (at, error) in &self.errors {
                texts.append_nulls(at - texts.len());
                texts.append_value(said(error));
            }
            texts.append_nulls(rows - texts.len());
            fields.push(text(name));
            columns.push(Arc::new(texts.finish()));
        }
        Ok((fields, columns))
    }
}

struct IssuedColumns {
    /// The digits of all codes, with blanks where a grant has none.
    digits: Vec<u8>,
    /// How many of them are a row's.
    widths: Vec<u8>,
    epochs: Vec<i32>,
    common: Common,
}

impl IssuedColumns {
    fn new(rows: usize, zoned: bool) -> Self {
        Self {
            digits: Vec::with_capacity(rows * Code::MAX),
            widths: Vec::with_capacity(rows),
            epochs: Vec::with_capacity(rows),
            common: Common::new(rows, zoned),
        }
    }

    #[inline(always)]
    fn add(&mut self, width: u8, epoch: u32, span: Span) {
        self.widths.push(width);
        // Days are fewer than minutes, and those have 32 bits.
        self.epochs.push(epoch.cast_signed());
        self.common.add(span);
    }

    fn refuse(&mut self, width: u8, error: Error) {
        self.widths.push(width);
        self.epochs.push(0);
        self.common.add_nothing(Some(error));
    }

    fn finish(self) -> Answer<Columns> {
        let fields = vec![text("code"), Field::new("epoch", DataType::Int32, true)];
        let widths = self.widths.into_iter().map(usize::from);
        self.common.finish(fields, |answered| {
            let digits = OffsetBuffer::try_from_lengths(widths)
                .map_err(|error| ArrowError::ComputeError(error.to_string()))?;
            let digits = StringArray::try_new(digits, self.digits.into(), answered.clone())?;
            Ok(vec![Arc::new(digits), Arc::new(Int32Array::try_new(self.epochs.into(), answered)?)])
        })
    }
}

struct ReadColumns {
    modes: StringBuilder,
    issues: Int32Builder,
    common: Common,
}

impl ReadColumns {
    fn new(rows: usize, zoned: bool) -> Self {
        let (modes, issues) = (StringBuilder::new(), Int32Builder::with_capacity(rows));
        Self { modes, issues, common: Common::new(rows, zoned) }
    }

    fn add(&mut self, row: netcode::Result<Said>) {
        let (said, error) = row.map_or_else(|error| (None, Some(error)), |said| (said, None));
        self.modes.append_option(said.map(|(grant, _)| grant.mode().as_str()));
        self.issues.append_option(said.and_then(|(grant, _)| i32::try_from(grant.issue()).ok()));
        match said {
            Some((_, span)) => self.common.add(span),
            None => self.common.add_nothing(error),
        }
    }

    fn finish(mut self) -> Answer<Columns> {
        let own = vec![text("mode"), Field::new("issue", DataType::Int32, true)];
        self.common.finish(own, |_| Ok(vec![Arc::new(self.modes.finish()), Arc::new(self.issues.finish())]))
    }
}

/// The answers of a table, batch for batch.
fn answered(
    table: &Batches,
    clock: Clock,
    nothing: fn(bool) -> Answer<Columns>,
    answer: impl Fn(&RecordBatch, bool) -> Answer<Columns>,
) -> Answer<Table> {
    let zoned = clock.zone.is_some() || table.schema.column_with_name("zone").is_some();
    let schema: SchemaRef = Arc::new(Schema::new(nothing(zoned)?.0));
    let mut batches = Vec::new();
    for batch in &table.batches {
        let (_, columns) = answer(batch, zoned)?;
        let batch = RecordBatch::try_new(SchemaRef::clone(&schema), columns);
        batches.push(batch.map_err(|error| unfit(&error))?);
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
    let nothing = |zoned| IssuedColumns::new(0, zoned).finish();
    py.detach(|| answered(&table, clock, nothing, |batch, zoned| issue_batch(batch, site, clock, zoned)))
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
    let nothing = |zoned| ReadColumns::new(0, zoned).finish();
    py.detach(|| answered(&table, clock, nothing, |batch, zoned| read_batch(batch, site, clock, zoned)))
}
