//! The journal in a `PostgreSQL` database, for a district: several server processes may work on it at once.
//!
//! Turns ([`super::turn`]) are advisory locks of the database that last until the commit: operations, versions and the cursor of
//! changes of a school have one order, that of the commits, whichever process wrote them, and so have all audit lines. Readers see
//! one state of the whole journal (`REPEATABLE READ`) and wait for nobody. The tables stand in the schema `zvonok`.

mod address;
mod asked;
mod catalogue;
mod dialect;
mod line;
mod listen;
mod tls;
mod wire;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Write as _;

use postgres::error::SqlState;
use postgres::{Row, Statement};

use super::seal::{self, Sign, Tally};
use super::turn::{Reach, Turn};
use super::tx::{Owned, Tx, params};
use super::{Opened, StorageError, audit};
use crate::server::password::random_hex;

pub use address::{AddressError, Postgres};
pub(super) use catalogue::schema_faults;
pub(super) use listen::listen;
pub(super) use wire::{Value, field};

use asked::{Asked, Later, Many, of_many};
use line::Line;

/// The migrations in order.
const MIGRATIONS: [&str; 2] = [include_str!("migrations/postgres/0001.sql"), include_str!("migrations/postgres/0002.sql")];
/// The schema of the tables.
const SCHEMA: &str = "zvonok";
/// The lock of the whole journal, shared by whoever writes: an arbitrary number that other programs will not take.
const ALL: i64 = 0x7a76_6f6e_6f6b;
/// The lock of the last turn of a transaction. Who holds it takes no other any more.
const LAST: i64 = 0x7a76_6f6e_6f6c;
/// What every connection says first. Statements keep the order of their joins and go by keys, as the `SQLite` file's do: what is asked
/// costs what the answer is large, whatever the planner believes of tables that nobody has counted yet.
const GREETING: &str = "SET search_path = zvonok; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = notice; SET bytea_output = hex; SET jit = off; SET join_collapse_limit = 1;
    SET from_collapse_limit = 1; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off;
    SET enable_mergejoin = off; SET enable_material = off;
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
    line: Line,
    statements: HashMap<String, Statement>,
    /// What is said together with the next question.
    later: Vec<Later>,
    /// Answers that came before they were wanted.
    known: Vec<(Asked, Vec<Row>)>,
    /// Whether something failed: the transaction has ended, whatever was not said of it.
    is_broken: bool,
    /// Whether it is known which life of the database the connection leads to.
    is_settled: bool,
}

/// A transaction on a connection. Dropped without a commit, it leaves nothing behind.
pub(super) struct Work<'c> {
    session: &'c RefCell<Session>,
    is_open: Cell<bool>,
    /// Whether questions are only put down.
    is_ahead: Cell<bool>,
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
    if session.word("SHOW fsync")?.as_deref() != Some("on") {
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
        let mut line = Line::open(address, Box::new(move |notice| hear(&told, notice)))?;
        line.plain(GREETING)?;
        if access == Access::Write {
            line.plain("SET journal.tells = 'on'")?;
        }
        Ok(Self {
            address: address.clone(),
            access,
            tally: tally.clone(),
            line,
            statements: HashMap::new(),
            later: Vec::new(),
            known: Vec::new(),
            is_broken: false,
            is_settled: access == Access::Read,
        })
    }

    /// Begins a transaction that reads. A connection that was lost meanwhile is made again.
    pub(super) fn begin(session: &RefCell<Self>) -> Result<Work<'_>, StorageError> {
        Self::begin_by(session, Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned()))
    }

    /// A look at the journal that asks one question: it is a transaction of its own.
    pub(super) fn glance(session: &RefCell<Self>) -> Result<Work<'_>, StorageError> {
        Self::begin_by(session, None)
    }

    /// Begins a transaction that writes, when its turn has come.
    pub(super) fn begin_writing<'c>(session: &'c RefCell<Self>, turn: &Turn) -> Result<Work<'c>, StorageError> {
        let kind = if turn.reach == Reach::Alone { "" } else { "_shared" };
        let mut begin = format!("BEGIN; SELECT pg_advisory_xact_lock{kind}({ALL})");
        for number in turn.numbers() {
            let _ = write!(begin, "; SELECT pg_advisory_xact_lock({number})");
        }
        Self::begin_by(session, Some(begin))
    }

    /// The beginning goes out with the first question.
    fn begin_by(session: &RefCell<Self>, begin: Option<String>) -> Result<Work<'_>, StorageError> {
        let this = &mut *session.borrow_mut();
        this.later.clear();
        this.known.clear();
        this.is_broken = false;
        if !this.line.is_alive() {
            *this = Self::connect(&this.address, this.access, &this.tally)?;
        }
        let is_open = Cell::new(begin.is_some());
        this.later.extend(begin.map(Later::Plain));
        Ok(Work { session, is_open, is_ahead: Cell::new(false), wakes: Cell::new(false), settles: Cell::new(false) })
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

    pub(super) fn execute(&self, sql: &str, values: Vec<Value>) -> Result<usize, StorageError> {
        self.session.borrow_mut().touched(Asked { sql: sql.to_owned(), rows: Many::One, values })
    }

    /// Inserts many rows by the statement of one.
    pub(super) fn insert(&self, sql: &str, columns: Vec<Vec<Owned>>) -> Result<usize, StorageError> {
        self.session.borrow_mut().touched(of_many(sql, columns))
    }

    /// The same, together with the next question.
    pub(super) fn insert_later(&self, sql: &str, columns: Vec<Vec<Owned>>) {
        self.change_later(of_many(sql, columns));
    }

    /// Runs a statement together with the next question.
    pub(super) fn execute_later(&self, sql: &str, values: Vec<Value>) {
        self.change_later(Asked { sql: sql.to_owned(), rows: Many::One, values });
    }

    /// Whether questions are only put down, to go out with the next one, from now on. Gives whether they were.
    pub(super) fn ahead(&self, is_ahead: bool) -> bool {
        self.is_ahead.replace(is_ahead)
    }

    /// Says what was to be said later.
    pub(super) fn flush(&self) -> Result<(), StorageError> {
        let session = &mut *self.session.borrow_mut();
        if session.later.is_empty() { Ok(()) } else { session.say(None).map(|_| ()) }
    }

    /// Gives every row to `take`, as they come. `take` must not use the transaction.
    pub(super) fn each(
        &self,
        sql: &str,
        values: Vec<Value>,
        take: impl FnMut(&Row) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let (asked, session) = (Asked { sql: sql.to_owned(), rows: Many::One, values }, &mut *self.session.borrow_mut());
        if self.is_ahead.get() {
            if !session.is_known(&asked) {
                session.later.push(Later::Ahead(asked));
            }
            return Ok(());
        }
        let rows = session.rows(asked)?;
        rows.iter().try_for_each(take)
    }

    fn change_later(&self, change: Asked) {
        let session = &mut *self.session.borrow_mut();
        session.forget();
        session.later.push(Later::Change(change));
    }

    /// Tables that have a sum.
    pub(super) fn tables(&self) -> Result<Vec<String>, StorageError> {
        let mut names = Vec::new();
        self.each(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
            Vec::new(),
            |row| {
                names.push(row.try_get(0)?);
                Ok(())
            },
        )?;
        names.retain(|name: &String| !seal::UNSEALED.contains(&name.as_str()));
        Ok(names)
    }

    /// Gives the digest of every row of a table, as the triggers tell it.
    pub(super) fn digests(&self, table: &str, mut take: impl FnMut([u8; 32])) -> Result<(), StorageError> {
        let sql = format!("SELECT sha256(convert_to('{table}' || t::text, 'UTF8')) FROM \"{table}\" t");
        self.each(&sql, Vec::new(), |row| {
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

    /// Waits for the last turn: until the commit nobody else writes sums and audit lines. It goes out with the next question.
    pub(super) fn take_last_turn(&self) {
        let session = &mut *self.session.borrow_mut();
        session.later.push(Later::Plain(format!("SELECT pg_advisory_xact_lock({LAST})")));
    }

    /// Lets the commit wake whoever waits for changes, in every process.
    pub(super) fn wake(&self) {
        self.wakes.set(true);
    }

    /// Makes what was done last.
    pub(super) fn commit(&self) -> Result<(), StorageError> {
        if !self.is_open.get() {
            return Ok(());
        }
        let session = &mut *self.session.borrow_mut();
        session.forget();
        if session.access == Access::Read {
            // Nobody waits for it: what was read was read.
            session.later.clear();
            session.line.say("COMMIT");
            self.is_open.set(false);
            return Ok(());
        }
        // What fails before it makes the commit a rollback, and is told.
        let end = if self.wakes.get() { "NOTIFY zvonok; COMMIT" } else { "COMMIT" };
        session.say(Some(Later::Plain(end.to_owned())))?;
        self.is_open.set(false);
        session.is_settled |= self.settles.get();
        Ok(())
    }

    fn batch(&self, sql: &str) -> Result<(), StorageError> {
        let session = &mut *self.session.borrow_mut();
        session.forget();
        session.say(Some(Later::Plain(sql.to_owned()))).map(|_| ())
    }

    /// The version of the schema; 0: there are no tables yet.
    fn version(&self) -> Result<u32, StorageError> {
        let session = &mut *self.session.borrow_mut();
        if session.word("SELECT to_regclass('zvonok.meta')::text")?.is_none() {
            return Ok(0);
        }
        let text = session.word("SELECT value FROM meta WHERE name = 'schema'")?.unwrap_or_default();
        text.parse().map_err(|_| StorageError::Broken(format!("schema {text}")))
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        let session = &mut *self.session.borrow_mut();
        // What was not said yet need not be said.
        let is_begun =
            !session.later.first().is_some_and(|later| matches!(later, Later::Plain(sql) if sql.starts_with("BEGIN")));
        session.later.clear();
        session.known.clear();
        if self.is_open.get() && is_begun {
            // Where this fails the connection is gone, and with it the transaction.
            let _ = session.line.plain("ROLLBACK");
        }
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
