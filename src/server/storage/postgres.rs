//! The journal in a `PostgreSQL` database, for a district: several server processes may work on it at once.
//!
//! Turns ([`super::turn`]) are advisory locks of the database that last until the commit: operations, versions and the cursor of
//! changes of a school have one order, that of the commits, whichever process wrote them, and so have all audit lines. Readers see
//! one state of the whole journal (`REPEATABLE READ`) and wait for nobody. The tables stand in the schema `zvonok`.

mod address;
mod catalogue;
mod dialect;
mod listen;
mod tls;
mod wire;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Write as _;

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::ToSql;
use postgres::{Client, Statement};

use super::seal::{self, Sign, Tally};
use super::turn::{Reach, Turn};
use super::tx::{Field, Tx, params};
use super::{Opened, StorageError, audit};
use crate::server::password::random_hex;

pub use address::{AddressError, Postgres};
pub(super) use catalogue::schema_faults;
pub(super) use listen::listen;
pub(super) use wire::field;

/// The migrations in order.
const MIGRATIONS: [&str; 2] = [include_str!("migrations/postgres/0001.sql"), include_str!("migrations/postgres/0002.sql")];
/// The schema of the tables.
const SCHEMA: &str = "zvonok";
/// The lock of the whole journal, shared by whoever writes: an arbitrary number that other programs will not take.
const ALL: i64 = 0x7a76_6f6e_6f6b;
/// The lock of the last turn of a transaction. Who holds it takes no other any more.
const LAST: i64 = 0x7a76_6f6e_6f6c;
/// What every connection says first. Statements keep the order of their joins, as the `SQLite` file's do.
const GREETING: &str = "SET search_path = zvonok; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = notice; SET bytea_output = hex; SET jit = off; SET join_collapse_limit = 1;
    SET from_collapse_limit = 1; SET plan_cache_mode = force_generic_plan;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// It sees one state and changes nothing.
    Read,
    /// It writes, in turns.
    Write,
}

/// A connection with the statements that were prepared on it.
pub(super) struct Session {
    address: Postgres,
    access: Access,
    tally: Tally,
    client: Client,
    statements: HashMap<String, Statement>,
    /// Whether it is known which life of the database the connection leads to.
    is_settled: bool,
}

/// A transaction on a connection. Dropped without a commit, it leaves nothing behind.
pub(super) struct Work<'c> {
    session: &'c RefCell<Session>,
    is_open: Cell<bool>,
    /// Whether its commit wakes who waits for changes.
    wakes: Cell<bool>,
    /// Whether it found out which life of the database this is.
    settles: Cell<bool>,
}

/// Connects for writing and brings the database to the present schema.
pub(super) fn open(address: &Postgres) -> Result<Opened, StorageError> {
    let failed = |error: StorageError| StorageError::Open { path: address.to_string().into(), reason: error.to_string() };
    let tally = Tally::default();
    let mut session = Session::connect(address, Access::Write, &tally).map_err(failed)?;
    let fsync: String = session.client.query_one("SHOW fsync", &[])?.get(0);
    if fsync != "on" {
        let reason = "fsync is off there: what it acknowledges can be lost".to_owned();
        return Err(StorageError::Open { path: address.to_string().into(), reason });
    }
    let session = RefCell::new(session);
    let migrated = migrate(&session)?;
    Ok(Opened {
        connection: super::Connection::Postgres(Box::new(session)),
        tally,
        migrated: migrated.then_some(MIGRATIONS.len()),
    })
}

/// A further connection to write.
pub(super) fn writer(address: &Postgres, tally: &Tally) -> Result<super::Connection, StorageError> {
    let session = Session::connect(address, Access::Write, tally)?;
    Ok(super::Connection::Postgres(Box::new(RefCell::new(session))))
}

/// Brings the database to the present schema. `true`: it was not.
fn migrate(session: &RefCell<Session>) -> Result<bool, StorageError> {
    let known = u32::try_from(MIGRATIONS.len()).expect("a handful of migrations");
    let work = Session::begin_writing(session, &Turn::of_all())?;
    work.batch(&format!("CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))?;
    let found = work.version()?;
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    for sql in MIGRATIONS.iter().skip(found as usize) {
        work.batch(sql)?;
    }
    let tx = Tx::postgres(work);
    if found == 0 {
        tx.execute("INSERT INTO meta (name, value) VALUES ('epoch', ?)", [random_hex::<6>()])?;
        tx.execute("INSERT INTO meta (name, value) VALUES ('incarnation', ?)", [incarnation(&tx)?])?;
    }
    if found < known {
        let sql =
            "INSERT INTO meta (name, value) VALUES ('schema', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        tx.execute(sql, [known.to_string()])?;
        seal::count_all(&tx)?;
    }
    tx.commit()?;
    Ok(found < known)
}

/// Which life of which database this is: another after a restore, and after a standby took over, which may not have the last
/// transactions.
fn incarnation(tx: &Tx<'_>) -> Result<String, StorageError> {
    let sql = "SELECT (SELECT system_identifier::text FROM pg_control_system()) || ' ' || 'meta'::regclass::oid::text || ' '
         || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";
    tx.one(sql, (), |row| row.get(0))
}

/// Names the journal anew where the database is not the one that it was: cursors of before are no longer believed.
pub(super) fn settle(tx: &Tx<'_>) -> Result<(), StorageError> {
    let now = incarnation(tx)?;
    let was: Option<String> = tx.first("SELECT value FROM meta WHERE name = 'incarnation'", (), |row| row.get(0))?;
    if was.as_ref() == Some(&now) {
        return Ok(());
    }
    tx.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", [random_hex::<6>()])?;
    tx.execute("UPDATE meta SET value = ? WHERE name = 'incarnation'", params![now])?;
    audit::console(tx, "", "restore", &[])
}

impl Session {
    /// Connects.
    pub(super) fn connect(address: &Postgres, access: Access, tally: &Tally) -> Result<Self, StorageError> {
        let told = tally.clone();
        let mut client = address.connect(|config| {
            config.notice_callback(move |notice| hear(&told, notice.message()));
        })?;
        client.batch_execute(GREETING)?;
        if access == Access::Write {
            client.batch_execute("SET journal.tells = 'on'")?;
        }
        let tally = tally.clone();
        let address = address.clone();
        Ok(Self { address, access, tally, client, statements: HashMap::new(), is_settled: access == Access::Read })
    }

    /// Begins a transaction that reads. A connection that was lost meanwhile is made again.
    pub(super) fn begin(session: &RefCell<Self>) -> Result<Work<'_>, StorageError> {
        Self::begin_by(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// Begins a transaction that writes, when its turn has come.
    pub(super) fn begin_writing<'c>(session: &'c RefCell<Self>, turn: &Turn) -> Result<Work<'c>, StorageError> {
        let kind = if turn.reach == Reach::Alone { "" } else { "_shared" };
        let mut begin = format!("BEGIN; SELECT pg_advisory_xact_lock{kind}({ALL})");
        for number in turn.numbers() {
            let _ = write!(begin, "; SELECT pg_advisory_xact_lock({number})");
        }
        Self::begin_by(session, &begin)
    }

    fn begin_by<'c>(session: &'c RefCell<Self>, begin: &str) -> Result<Work<'c>, StorageError> {
        session.borrow_mut().say_begin(begin)?;
        Ok(Work { session, is_open: Cell::new(true), wakes: Cell::new(false), settles: Cell::new(false) })
    }

    fn say_begin(&mut self, begin: &str) -> Result<(), StorageError> {
        let said = self.client.batch_execute(begin);
        if said.is_err() && self.client.is_closed() {
            *self = Self::connect(&self.address, self.access, &self.tally)?;
            self.client.batch_execute(begin)?;
        } else if let Err(error) = said {
            // Who waited for the lock in vain has begun all the same.
            let _ = self.client.batch_execute("ROLLBACK");
            return Err(error.into());
        }
        Ok(())
    }
}

/// What the triggers say of a statement: sign, table, and the digests of its rows.
fn hear(tally: &Tally, notice: &str) {
    let mut words = notice.split(' ');
    let (Some("zvonok"), Some(sign), Some(table)) = (words.next(), words.next(), words.next()) else { return };
    let sign = if sign == "+" { Sign::Put } else { Sign::Taken };
    for digest in words.filter_map(|word| word.parse::<crate::domain::Digest>().ok()) {
        tally.tell(table, sign, digest.0);
    }
}

impl Work<'_> {
    /// Whether it is known which life of the database this is.
    pub(super) fn is_settled(&self) -> bool {
        self.session.borrow().is_settled
    }

    /// It will be known when this is committed.
    pub(super) fn settles(&self) {
        self.settles.set(true);
    }

    pub(super) fn execute(&self, sql: &str, fields: &[Field<'_>]) -> Result<usize, StorageError> {
        let session = &mut *self.session.borrow_mut();
        let statement = session.statement(sql)?;
        let fields: Vec<&(dyn ToSql + Sync)> = fields.iter().map(|field| field as &(dyn ToSql + Sync)).collect();
        let touched = session.client.execute(&statement, &fields)?;
        Ok(usize::try_from(touched).unwrap_or(usize::MAX))
    }

    /// Gives every row to `take`, as they come. `take` must not use the transaction.
    pub(super) fn each(
        &self,
        sql: &str,
        fields: &[Field<'_>],
        mut take: impl FnMut(&postgres::Row) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let session = &mut *self.session.borrow_mut();
        let statement = session.statement(sql)?;
        let mut rows = session.client.query_raw(&statement, fields.iter())?;
        while let Some(row) = rows.next()? {
            take(&row)?;
        }
        Ok(())
    }

    /// Tables that have a sum.
    pub(super) fn tables(&self) -> Result<Vec<String>, StorageError> {
        let mut names = Vec::new();
        self.each("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1", &[], |row| {
            names.push(row.try_get(0)?);
            Ok(())
        })?;
        names.retain(|name: &String| !seal::UNSEALED.contains(&name.as_str()));
        Ok(names)
    }

    /// Gives the digest of every row of a table, as the triggers tell it.
    pub(super) fn digests(&self, table: &str, mut take: impl FnMut([u8; 32])) -> Result<(), StorageError> {
        let sql = format!("SELECT sha256(convert_to('{table}' || t::text, 'UTF8')) FROM \"{table}\" t");
        self.each(&sql, &[], |row| {
            let bytes: &[u8] = row.try_get(0)?;
            take(bytes.try_into().map_err(|_| StorageError::Broken("a digest is too short".to_owned()))?);
            Ok(())
        })
    }

    /// Tells the planner how much there is, after much was written.
    pub(super) fn analyze(&self) -> Result<(), StorageError> {
        let tables = self.tables()?;
        self.batch(&format!("ANALYZE {}", tables.join(", ")))
    }

    /// Waits for the last turn: until the commit nobody else writes sums and audit lines.
    pub(super) fn take_last_turn(&self) -> Result<(), StorageError> {
        self.batch(&format!("SELECT pg_advisory_xact_lock({LAST})"))
    }

    /// Lets the commit wake whoever waits for changes, in every process.
    pub(super) fn wake(&self) {
        self.wakes.set(true);
    }

    /// Makes what was done last.
    pub(super) fn commit(&self) -> Result<(), StorageError> {
        let session = &mut *self.session.borrow_mut();
        let end = if self.wakes.get() { "NOTIFY zvonok; COMMIT" } else { "COMMIT" };
        session.client.batch_execute(end)?;
        self.is_open.set(false);
        session.is_settled |= self.settles.get();
        Ok(())
    }

    fn batch(&self, sql: &str) -> Result<(), StorageError> {
        Ok(self.session.borrow_mut().client.batch_execute(sql)?)
    }

    /// The version of the schema; 0: there are no tables yet.
    fn version(&self) -> Result<u32, StorageError> {
        let client = &mut self.session.borrow_mut().client;
        let there: bool = client.query_one("SELECT to_regclass('zvonok.meta') IS NOT NULL", &[])?.try_get(0)?;
        if !there {
            return Ok(0);
        }
        let found = client.query_one("SELECT value FROM meta WHERE name = 'schema'", &[])?;
        let text: &str = found.try_get(0)?;
        text.parse().map_err(|_| StorageError::Broken(format!("schema {text}")))
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if self.is_open.get() {
            // Where this fails the connection is gone, and with it the transaction.
            let _ = self.session.borrow_mut().client.batch_execute("ROLLBACK");
        }
    }
}

impl Session {
    fn statement(&mut self, sql: &str) -> Result<Statement, StorageError> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(&dialect::translated(sql))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl From<postgres::Error> for StorageError {
    fn from(error: postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            let why = std::error::Error::source(&error).map_or_else(String::new, |source| format!(": {source}"));
            let text = format!("PostgreSQL: {error}{why}");
            // A statement that does not fit is a defect of the program; all else is the connection.
            let is_defect =
                ["serializing", "deserializing", "invalid column", "expected"].iter().any(|word| text.contains(word));
            return if is_defect { Self::Broken(text) } else { Self::Unavailable(text) };
        };
        // The detail of an error may carry what a row holds: it is left out.
        let text = format!("PostgreSQL: {} ({})", said.message(), said.code().code());
        let passing = [
            SqlState::READ_ONLY_SQL_TRANSACTION,
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::QUERY_CANCELED,
            SqlState::IO_ERROR,
        ];
        let of_the_server = ["08", "53", "57"].iter().any(|class| said.code().code().starts_with(class));
        if passing.contains(said.code()) || of_the_server { Self::Unavailable(text) } else { Self::Broken(text) }
    }
}
