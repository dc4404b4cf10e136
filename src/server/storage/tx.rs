//! One transaction on the journal's database, whichever it is: statements in, fields out.
//!
//! The modules beside this one say what is kept and read; they know no database by name. A statement is prepared once on a
//! connection and kept there. Fields are whole numbers, texts, bytes, or nothing: truth is 0 and 1, instants are milliseconds.

use std::cell::RefCell;

use super::audit::Note;
use super::verify::Tampering;
use super::{Place, StorageError, postgres, sqlite};

/// A field as it stands in a row, or as it goes into a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field<'a> {
    Nothing,
    Number(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// A field that nobody else has to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owned {
    Nothing,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Owned {
    pub(super) fn of(field: Field<'_>) -> Self {
        match field {
            Field::Nothing => Self::Nothing,
            Field::Number(number) => Self::Number(number),
            Field::Text(text) => Self::Text(text.to_owned()),
            Field::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }

    pub(super) fn field(&self) -> Field<'_> {
        match self {
            Self::Nothing => Field::Nothing,
            Self::Number(number) => Field::Number(*number),
            Self::Text(text) => Field::Text(text),
            Self::Bytes(bytes) => Field::Bytes(bytes),
        }
    }
}

/// What can be put into a statement.
pub(super) trait Param {
    /// As a field.
    fn field(&self) -> Field<'_>;
}

/// The parameters of a statement, in the order of their places.
pub(super) trait Params {
    /// Gives them to who runs the statement.
    fn with<T>(self, run: impl FnOnce(&[&dyn Param]) -> T) -> T;
}

/// What can be read from a field.
pub(super) trait Column: Sized {
    /// `None`: the field says something else.
    fn of(field: Field<'_>) -> Option<Self>;
}

/// Parameters of several types.
macro_rules! params {
    ($($param:expr),* $(,)?) => { &[$(&$param as &dyn $crate::server::storage::tx::Param),*][..] };
}
pub(super) use params;

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub(super) struct Tx<'c> {
    on: On<'c>,
    /// Lines for the audit log, written at the end.
    notes: RefCell<Vec<Note>>,
}

enum On<'c> {
    Sqlite(rusqlite::Transaction<'c>),
    Postgres(postgres::Work<'c>),
}

/// One row of an answer.
pub(super) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r ::postgres::Row),
}

impl<'c> Tx<'c> {
    pub(super) fn sqlite(on: rusqlite::Transaction<'c>) -> Self {
        Self { on: On::Sqlite(on), notes: RefCell::default() }
    }

    pub(super) fn postgres(on: postgres::Work<'c>) -> Self {
        Self { on: On::Postgres(on), notes: RefCell::default() }
    }

    /// Runs a statement; gives how many rows it touched.
    pub(super) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StorageError> {
        params.with(|list| match &self.on {
            On::Sqlite(on) => {
                let mut statement = on.prepare_cached(sql)?;
                Ok(statement.execute(rusqlite::params_from_iter(list.iter().map(|param| param.field())))?)
            }
            On::Postgres(on) => on.execute(sql, values(list)),
        })
    }

    /// Inserts many rows into a table of a database by one statement, which is written as that of one row. Gives how many it touched.
    pub(super) fn insert(&self, sql: &str, columns: Vec<Vec<Owned>>) -> Result<usize, StorageError> {
        match &self.on {
            On::Sqlite(_) => Err(StorageError::Broken("a file takes rows as they come".to_owned())),
            On::Postgres(on) => on.insert(sql, columns),
        }
    }

    /// The same, together with the next question.
    pub(super) fn insert_later(&self, sql: &str, columns: Vec<Vec<Owned>>) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(_) => Err(StorageError::Broken("a file takes rows as they come".to_owned())),
            On::Postgres(on) => {
                on.insert_later(sql, columns);
                Ok(())
            }
        }
    }

    /// Runs a statement whose answer nobody needs; a database is told of it with the next question.
    pub(super) fn execute_later(&self, sql: &str, params: impl Params) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(_) => self.execute(sql, params).map(|_| ()),
            On::Postgres(on) => {
                params.with(|list| on.execute_later(sql, values(list)));
                Ok(())
            }
        }
    }

    /// Says which questions will come soon, by asking them: a database is told of all of them together with the next one, and `ask`
    /// gets no rows. What is written meanwhile takes them back. A file is not asked.
    pub(super) fn ahead(&self, ask: impl FnOnce(&Self) -> Result<(), StorageError>) {
        if let On::Postgres(on) = &self.on {
            let was = on.ahead(true);
            // Who finds no row that must be there has asked all the same.
            let _ = ask(self);
            on.ahead(was);
        }
    }

    /// Waits until all that was to be said later is said.
    pub(super) fn settle_questions(&self) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(_) => Ok(()),
            On::Postgres(on) => on.flush(),
        }
    }

    /// Whether each statement is a question to another process.
    pub(super) fn is_far(&self) -> bool {
        matches!(self.on, On::Postgres(_))
    }

    /// Gives every row of the answer to `take`, as they come. `take` must not use the transaction.
    pub(super) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut take: impl FnMut(&Row<'_>) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        params.with(|list| match &self.on {
            On::Sqlite(on) => {
                let mut statement = on.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(list.iter().map(|param| param.field())))?;
                while let Some(row) = rows.next()? {
                    take(&Row::Sqlite(row))?;
                }
                Ok(())
            }
            On::Postgres(on) => on.each(sql, values(list), |row| take(&Row::Postgres(row))),
        })
    }

    /// All rows of the answer.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row of the answer, if there is any.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StorageError>,
    ) -> Result<Option<T>, StorageError> {
        params.with(|list| match &self.on {
            On::Sqlite(on) => {
                let mut statement = on.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(list.iter().map(|param| param.field())))?;
                rows.next()?.map(|row| read(&Row::Sqlite(row))).transpose()
            }
            On::Postgres(on) => {
                let (mut read, mut first) = (Some(read), None);
                on.each(sql, values(list), |row| {
                    if let Some(read) = read.take() {
                        first = Some(read(&Row::Postgres(row))?);
                    }
                    Ok(())
                })?;
                Ok(first)
            }
        })
    }

    /// The first row of an answer that has one.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        self.first(sql, params, read)?.ok_or_else(|| StorageError::Broken("a row that must be there is missing".to_owned()))
    }

    /// Whether the answer has any row.
    pub(super) fn exists(&self, sql: &str, params: impl Params) -> Result<bool, StorageError> {
        Ok(self.first(sql, params, |_| Ok(()))?.is_some())
    }

    /// Keeps a line for the audit log until the end of the transaction.
    pub(super) fn note(&self, note: Note) {
        self.notes.borrow_mut().push(note);
    }

    /// The lines that were kept, in their order.
    pub(super) fn take_notes(&self) -> Vec<Note> {
        self.notes.take()
    }

    /// Whether there are any.
    pub(super) fn has_notes(&self) -> bool {
        !self.notes.borrow().is_empty()
    }

    /// Whether it is known which life of the database this is.
    pub(super) fn is_settled(&self) -> bool {
        match &self.on {
            On::Sqlite(_) => true,
            On::Postgres(on) => on.is_settled(),
        }
    }

    /// Makes it known.
    pub(super) fn settle(&self) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(_) => Ok(()),
            On::Postgres(on) => {
                on.settles();
                postgres::settle(self)
            }
        }
    }

    /// Waits until nobody else writes what all share ([`super::turn`]).
    pub(super) fn take_last_turn(&self) {
        if let On::Postgres(on) = &self.on {
            on.take_last_turn();
        }
    }

    /// The question for the last version that cursors of a school must not pass: of the school in place 1, where others are written
    /// beside it.
    pub(super) const fn last_of(&self) -> &'static str {
        match &self.on {
            On::Sqlite(_) => "SELECT coalesce(max(seq), 0) FROM versions",
            On::Postgres(_) => "SELECT coalesce(max(seq), 0) FROM versions WHERE school = ?1",
        }
    }

    /// Numbers for as many versions as will be written next.
    pub(super) fn next_versions(&self, count: usize) -> Result<Vec<i64>, StorageError> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        match &self.on {
            On::Sqlite(_) => {
                let last: i64 = self.one("SELECT coalesce(max(seq), 0) FROM versions", (), |row| row.get(0))?;
                Ok((last + 1..=last + count).collect())
            }
            On::Postgres(_) => {
                self.all("SELECT nextval('versions_seq_seq') FROM generate_series(1, ?)", [count], |row| row.get(0))
            }
        }
    }

    /// Makes what was done last.
    pub(super) fn commit(self) -> Result<(), StorageError> {
        match self.on {
            On::Sqlite(on) => Ok(on.commit()?),
            On::Postgres(on) => on.commit(),
        }
    }

    /// Lets the commit wake who waits for changes in other processes, where the database can.
    pub(super) fn wake(&self) {
        if let On::Postgres(on) = &self.on {
            on.wake();
        }
    }

    /// Before much is written.
    pub(super) fn make_room(&self) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(on) => sqlite::make_room(on),
            On::Postgres(_) => Ok(()),
        }
    }

    /// After much was written.
    pub(super) fn give_room_back(&self) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(on) => sqlite::give_room_back(on),
            On::Postgres(on) => on.analyze(),
        }
    }

    /// Tables that have a sum ([`super::seal`]).
    pub(super) fn tables(&self) -> Result<Vec<String>, StorageError> {
        match &self.on {
            On::Sqlite(on) => sqlite::tables(on),
            On::Postgres(on) => on.tables(),
        }
    }

    /// Gives the digest of every row of a table to `take`.
    pub(super) fn digests(&self, table: &str, take: impl FnMut([u8; 32])) -> Result<(), StorageError> {
        match &self.on {
            On::Sqlite(on) => sqlite::digests(on, table, take),
            On::Postgres(on) => on.digests(table, take),
        }
    }

    /// What the database itself finds wrong with its files. `PostgreSQL` has a program for that, `pg_amcheck`.
    pub(super) fn damage(&self) -> Result<Vec<String>, StorageError> {
        match &self.on {
            On::Sqlite(_) => {
                let said: Vec<String> = self.all("PRAGMA integrity_check(5)", (), |row| row.get(0))?;
                Ok(said.into_iter().filter(|line| line != "ok").collect())
            }
            On::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Where the schema differs from that of a new journal.
    pub(super) fn schema_faults(&self, place: &Place) -> Result<Vec<Tampering>, StorageError> {
        match (&self.on, place) {
            (On::Postgres(_), Place::Postgres { address, .. }) => postgres::schema_faults(address),
            (On::Sqlite(on), _) => sqlite::schema_faults(on),
            (On::Postgres(_), Place::Folder(_)) => Ok(Vec::new()),
        }
    }
}

fn values(list: &[&dyn Param]) -> Vec<postgres::Value> {
    list.iter().map(|param| postgres::Value::One(Owned::of(param.field()))).collect()
}

impl Row<'_> {
    /// A field of the row, by its place from 0.
    pub(super) fn get<T: Column>(&self, at: usize) -> Result<T, StorageError> {
        T::of(self.field(at)?).ok_or_else(|| StorageError::Broken(format!("field {at} of a row is of another kind")))
    }

    /// A text of the row.
    pub(super) fn text(&self, at: usize) -> Result<&str, StorageError> {
        match self.field(at)? {
            Field::Text(text) => Ok(text),
            _ => Err(StorageError::Broken(format!("field {at} of a row is no text"))),
        }
    }

    /// A field of the row as it stands.
    pub(super) fn field(&self, at: usize) -> Result<Field<'_>, StorageError> {
        match self {
            Self::Sqlite(row) => Ok(sqlite::field(row.get_ref(at)?)),
            Self::Postgres(row) => postgres::field(row, at),
        }
    }
}

impl rusqlite::ToSql for Field<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Nothing => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Params for &[&dyn Param] {
    fn with<T>(self, run: impl FnOnce(&[&dyn Param]) -> T) -> T {
        run(self)
    }
}

impl<P: Param, const N: usize> Params for [P; N] {
    fn with<T>(self, run: impl FnOnce(&[&dyn Param]) -> T) -> T {
        run(&self.each_ref().map(|param| param as &dyn Param))
    }
}

/// No parameters.
impl Params for () {
    fn with<T>(self, run: impl FnOnce(&[&dyn Param]) -> T) -> T {
        run(&[])
    }
}

impl<P: Param + ?Sized> Param for &P {
    fn field(&self) -> Field<'_> {
        (**self).field()
    }
}

impl<P: Param> Param for Option<P> {
    fn field(&self) -> Field<'_> {
        self.as_ref().map_or(Field::Nothing, Param::field)
    }
}

impl Param for str {
    fn field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl Param for String {
    fn field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl<const N: usize> Param for [u8; N] {
    fn field(&self) -> Field<'_> {
        Field::Bytes(self)
    }
}

impl Param for bool {
    fn field(&self) -> Field<'_> {
        Field::Number(i64::from(*self))
    }
}

impl<T: Column> Column for Option<T> {
    fn of(field: Field<'_>) -> Option<Self> {
        if field == Field::Nothing { Some(None) } else { T::of(field).map(Some) }
    }
}

impl Column for String {
    fn of(field: Field<'_>) -> Option<Self> {
        if let Field::Text(text) = field { Some(text.to_owned()) } else { None }
    }
}

impl<const N: usize> Column for [u8; N] {
    fn of(field: Field<'_>) -> Option<Self> {
        if let Field::Bytes(bytes) = field { bytes.try_into().ok() } else { None }
    }
}

impl Column for bool {
    fn of(field: Field<'_>) -> Option<Self> {
        if let Field::Number(number) = field { Some(number != 0) } else { None }
    }
}

macro_rules! whole_numbers {
    ($($of:ty),*) => { $(
        impl Param for $of {
            fn field(&self) -> Field<'_> {
                Field::Number(i64::from(*self))
            }
        }
        impl Column for $of {
            fn of(field: Field<'_>) -> Option<Self> {
                if let Field::Number(number) = field { number.try_into().ok() } else { None }
            }
        }
    )* };
}
whole_numbers!(u8, u16, u32, i32, i64);
