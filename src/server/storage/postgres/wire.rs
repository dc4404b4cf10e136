//! Fields on their way to `PostgreSQL` and back.

use std::error::Error;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};

use super::super::StorageError;
use super::super::tx::{Field, Owned};

/// A field of a row, by its place from 0.
pub(in crate::server::storage) fn field(row: &postgres::Row, at: usize) -> Result<Field<'_>, StorageError> {
    row.try_get::<_, Found<'_>>(at).map(|found| found.0).map_err(StorageError::from)
}

struct Found<'a>(Field<'a>);

impl<'a> FromSql<'a> for Found<'a> {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *of {
            Type::INT8 => Field::Number(i64::from_sql(of, raw)?),
            Type::INT4 => Field::Number(i32::from_sql(of, raw)?.into()),
            Type::BOOL => Field::Number(bool::from_sql(of, raw)?.into()),
            Type::TEXT | Type::VARCHAR => Field::Text(<&str>::from_sql(of, raw)?),
            Type::BYTEA => Field::Bytes(raw),
            _ => return Err(format!("a field of type {of}").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Field::Nothing))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl ToSql for Field<'_> {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (*self, of) {
            (Field::Nothing, _) => Ok(IsNull::Yes),
            (Field::Number(number), &Type::INT8) => number.to_sql(of, out),
            (Field::Number(number), &Type::INT4) => i32::try_from(number)?.to_sql(of, out),
            // A text of PostgreSQL has no U+0000; nothing that people write has one, and what a stranger asks for is not found.
            (Field::Text(text), &Type::TEXT | &Type::VARCHAR) if text.contains('\0') => {
                text.replace('\0', "\u{2400}").to_sql(of, out)
            }
            (Field::Text(text), &Type::TEXT | &Type::VARCHAR) => text.to_sql(of, out),
            (Field::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(of, out),
            (field, of) => Err(format!("{} where {of} is wanted", kind(field)).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What goes into one place of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server::storage) enum Value {
    /// A field.
    One(Owned),
    /// Fields of one column.
    Many(Vec<Owned>),
}

impl ToSql for Owned {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.field().to_sql(of, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl ToSql for Value {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::One(field) => field.to_sql(of, out),
            Self::Many(fields) if matches!(of.kind(), Kind::Array(_)) => fields.to_sql(of, out),
            Self::Many(_) => Err(format!("fields of a column where {of} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// What a field is, without what it says.
const fn kind(field: Field<'_>) -> &'static str {
    match field {
        Field::Nothing => "nothing",
        Field::Number(_) => "a number",
        Field::Text(_) => "a text",
        Field::Bytes(_) => "bytes",
    }
}
