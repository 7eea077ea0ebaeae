//! Typed rows: a record names its table once, and every store takes it from there.

use chrono::{DateTime, Utc};

use super::{Kind, Query, Read, Row, Table, Tx, Value};
use crate::error::{Error, Result, table::portal as codes};

/// A type that fits one column.
pub trait Field: Sized {
    /// What the column holds.
    const KIND: Kind;
    /// The stored value.
    fn to_value(&self) -> Value;
    /// Reads a stored value; `None` when it is not one of this type.
    fn from_value(value: Value) -> Option<Self>;
}

/// A row with names and types.
pub trait Record: Sized {
    /// The table its rows are in.
    const TABLE: &'static Table;
    /// The row, its values in the order of the columns.
    fn to_row(&self) -> Row;
    /// Reads a row.
    ///
    /// # Errors
    /// `store.row_malformed` when a value is not one the column can hold.
    fn from_row(row: Row) -> Result<Self>;
}

/// Typed access to the rows of a transaction that reads.
impl dyn Read + '_ {
    /// The record with this key.
    pub(crate) fn find<R: Record>(&mut self, key: &[Value]) -> Result<Option<R>> {
        self.get(R::TABLE, key)?.map(R::from_row).transpose()
    }

    /// The records a query names.
    pub(crate) fn list<R: Record>(&mut self, query: &Query) -> Result<Vec<R>> {
        self.scan(query)?.into_iter().map(R::from_row).collect()
    }

    /// The first record a query names.
    pub(crate) fn first<R: Record>(&mut self, query: Query) -> Result<Option<R>> {
        Ok(self.list(&query.limit(1))?.into_iter().next())
    }
}

/// Typed access to the rows of a transaction that writes.
impl dyn Tx + '_ {
    /// Adds a record; `false` when its key or a unique set of columns is taken.
    pub(crate) fn add<R: Record>(&mut self, record: &R) -> Result<bool> {
        self.insert(R::TABLE, record.to_row())
    }

    /// Adds a record whose key was just made, so that it cannot be there.
    pub(crate) fn add_new<R: Record>(&mut self, record: &R) -> Result<()> {
        if self.add(record)? {
            return Ok(());
        }
        Err(Error::new(
            &codes::STORE_CONTRADICTS_ITSELF,
            format_args!("a new row of `{}` is there already", R::TABLE.name),
        ))
    }

    /// Replaces a record that was read in the same transaction.
    pub(crate) fn replace<R: Record>(&mut self, record: &R) -> Result<()> {
        if self.update(R::TABLE, record.to_row())? {
            return Ok(());
        }
        Err(Error::new(
            &codes::STORE_CONTRADICTS_ITSELF,
            format_args!("a row of `{}` vanished", R::TABLE.name),
        ))
    }

    /// Takes a record away.
    pub(crate) fn remove<R: Record>(&mut self, key: &[Value]) -> Result<bool> {
        self.delete(R::TABLE, key)
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl Field for i64 {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(number) } else { None }
    }
}

impl Field for u32 {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(number) = value { Self::try_from(number).ok() } else { None }
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

/// Instants are kept as whole microseconds from 1970, which every store holds exactly.
impl Field for DateTime<Utc> {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(self.timestamp_micros())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Int(micros) = value { DateTime::from_timestamp_micros(micros) } else { None }
    }
}

impl Field for crate::time::LockTime {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(i64::from(self.minutes()))
    }
    fn from_value(value: Value) -> Option<Self> {
        u32::from_value(value).and_then(|minutes| Self::from_minutes(minutes).ok())
    }
}

impl Field for crate::id::LockId {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(i64::from(self.get()))
    }
    fn from_value(value: Value) -> Option<Self> {
        u32::from_value(value).and_then(|id| Self::new(id).ok())
    }
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
    fn from_value(value: Value) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// A column that does not hold what its record says.
pub(crate) fn malformed(table: &str, column: &str) -> Error {
    Error::new(
        &codes::STORE_ROW_MALFORMED,
        format_args!("column `{column}` of `{table}` holds no such value"),
    )
}

/// Declares a record: a struct whose fields are the columns of its table, the key's first. The form with `for`
/// gives a table to a struct that stands elsewhere.
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident in $table:literal, key $key:literal
        $(, unique [$($column:literal),+])* {
        $($(#[$doc:meta])* $field:ident: $type:ty,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $vis struct $name {
            $($(#[$doc])* pub $field: $type,)+
        }

        $crate::store::record! { for $name in $table, key $key $(, unique [$($column),+])* {
            $($field: $type,)+
        }}
    };
    (for $name:ident in $table:literal, key $key:literal $(, unique [$($column:literal),+])* {
        $($field:ident: $type:ty,)+
    }) => {
        impl $crate::store::Record for $name {
            const TABLE: &'static $crate::store::Table = &$crate::store::Table {
                name: $table,
                columns: &[$($crate::store::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::store::Field>::KIND,
                }),+],
                key_columns: $key,
                unique: &[$(&[$($column),+]),*],
            };

            fn to_row(&self) -> $crate::store::Row {
                vec![$($crate::store::Field::to_value(&self.$field)),+]
            }

            fn from_row(row: $crate::store::Row) -> $crate::error::Result<Self> {
                let mut values = row.into_iter();
                Ok(Self {
                    $($field: values
                        .next()
                        .and_then(<$type as $crate::store::Field>::from_value)
                        .ok_or_else(|| $crate::store::malformed($table, stringify!($field)))?,)+
                })
            }
        }
    };
}
pub(crate) use record;

/// Lets enums declared with `text_enum!` stand in columns.
macro_rules! text_column {
    ($($name:ty),+) => {
        $(impl $crate::store::Field for $name {
            const KIND: $crate::store::Kind = $crate::store::Kind::Text;
            fn to_value(&self) -> $crate::store::Value {
                $crate::store::Value::Text(self.as_str().into())
            }
            fn from_value(value: $crate::store::Value) -> Option<Self> {
                let $crate::store::Value::Text(text) = value else { return None };
                Self::ALL.iter().copied().find(|each| each.as_str() == text)
            }
        })+
    };
}
pub(crate) use text_column;

/// Lets types with a JSON form stand in columns.
macro_rules! json_column {
    ($($name:ty),+) => {
        $(impl $crate::store::Field for $name {
            const KIND: $crate::store::Kind = $crate::store::Kind::Text;
            fn to_value(&self) -> $crate::store::Value {
                serde_json::to_string(self).map_or($crate::store::Value::Null, $crate::store::Value::Text)
            }
            fn from_value(value: $crate::store::Value) -> Option<Self> {
                let $crate::store::Value::Text(text) = value else { return None };
                serde_json::from_str(&text).ok()
            }
        })+
    };
}
pub(crate) use json_column;
