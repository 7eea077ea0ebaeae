//! Lists, a page at a time.

use crate::error::{Error, Result, table::portal as codes};
use crate::store::{Cursor, Query, Read, Record};

/// Rows a page holds at most.
const PAGE_MAX: u32 = 1_000;

/// Some rows of a list.
pub(crate) struct Page<R> {
    pub(crate) rows: Vec<R>,
    /// What to pass to get the next page, unless this is the last.
    pub(crate) next: Option<String>,
}

/// At most `limit` rows of a query (1 to 1,000) after the place `next`.
pub(crate) fn page<R: Record>(
    read: &mut dyn Read,
    query: Query,
    next: Option<&str>,
    limit: u32,
) -> Result<Page<R>> {
    let limit = checked_limit(limit, PAGE_MAX)?;
    let after = next.map(|place| Cursor::parse(place, &query)).transpose()?;
    let query = query.after(after).limit(limit);
    let rows: Vec<R> = read.list(&query)?;
    let last = rows.last().filter(|_| rows.len() == limit as usize);
    let next = last.map(|row| Cursor::of(&query, &row.to_row()).to_string());
    Ok(Page { rows, next })
}

/// A limit that somebody asked for, if it is from 1 to `most`.
pub(crate) fn checked_limit(limit: u32, most: u32) -> Result<u32> {
    if (1..=most).contains(&limit) {
        return Ok(limit);
    }
    let error =
        Error::new(&codes::PORTAL_LIMIT_OUT_OF_RANGE, format_args!("a limit of {limit} is out of range"));
    Err(error.with_hint(format_args!("give a limit from 1 to {most}")))
}
