//! Entries and undo steps in the store.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::codec::{Codec, Db, Place};
use super::undo;
use crate::domain::{DeviceId, Digest, Fact, Finding, Lesson, Operation, OperationId, Target};
use crate::outbox::plan::ANSWER_WITHIN;
use crate::outbox::{Entry, FactKey, Life, LifeEvent, Line, Queue, Recording, UndoChange, chain};

/// Topics and homework that wait longer than this were prepared for a lesson, and are not held for second thoughts.
const SECOND_THOUGHTS: TimeDelta = TimeDelta::minutes(5);

const TABLE: &str = "entry";
const COLUMNS: &str = "state, attempts, held_ms, sent_ms, acknowledged_ms, body, id, kind";
const WAITS: &str = "state NOT IN ('in_journal', 'superseded', 'withdrawn')";

/// What of an entry may hold personal data.
#[derive(Serialize, Deserialize)]
struct Body {
    operation: Operation,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    present: Option<Box<Fact>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lesson: Option<Box<Lesson>>,
    #[serde(default)]
    again: u32,
}

/// Records entries: numbers and links them, replaces those that they supersede.
pub(super) fn record(transaction: &Db<'_>, device: &DeviceId, recording: Recording) -> Result<Vec<Entry>, StoreError> {
    let mut changed = Vec::new();
    let mut last = head(transaction)?;
    for new in recording.entries {
        let mut entry = Entry::typed(new.operation, new.held_until);
        if let Some(known) = by_id(transaction, entry.operation.id)? {
            if is_same(&known.operation, &entry.operation) {
                changed.push(known);
                continue;
            }
            return Err(StoreError::SameId);
        }
        for before in open_of_fact(transaction, &entry.operation.target)?.into_iter().rev() {
            if let Some(replaced) = replace(before, &mut entry.operation) {
                supersede(transaction, &replaced)?;
                changed.push(replaced);
            }
        }
        let operation = &mut entry.operation;
        operation.device = device.clone();
        operation.seq = last.0 + 1;
        operation.prev_hash = last.1;
        last = (operation.seq, chain::digest(operation));
        let held = entry.held_until.is_some_and(|until| until > entry.operation.made_at);
        if !held {
            entry.held_until = None;
        }
        let event = if held { LifeEvent::RecordedHeld } else { LifeEvent::Recorded };
        entry.apply(event).expect("a typed entry may be recorded");
        insert(transaction, &entry)?;
        changed.push(entry);
    }
    put_head(transaction, last)?;
    undo::change(transaction, recording.undo)?;
    Ok(changed)
}

/// Gives entries up; what cannot be given up any more stays.
pub(super) fn withdraw(transaction: &Db<'_>, ids: Vec<OperationId>, undo: UndoChange) -> Result<Vec<Entry>, StoreError> {
    let events = ids.into_iter().map(|id| (id, LifeEvent::Withdrawn)).collect();
    let changed = apply(transaction, events)?;
    undo::change(transaction, undo)?;
    Ok(changed)
}

/// The entry as replaced by a later operation of its fact, `None` where it cannot be. The operation then stands on what the
/// replaced one stood on, or, after a conflict, on what the journal holds.
fn replace(mut before: Entry, operation: &mut Operation) -> Option<Entry> {
    let ground = match before.life {
        Life::Conflict => before.present.as_ref().map(|present| present.version),
        _ => before.operation.base,
    };
    before.apply(LifeEvent::Replaced).ok()?;
    if operation.base == Some(before.operation.id) {
        operation.base = ground;
    }
    Some(before)
}

/// Lets events happen; those that are not possible are left out.
pub(super) fn apply(transaction: &Db<'_>, events: Vec<(OperationId, LifeEvent)>) -> Result<Vec<Entry>, StoreError> {
    let mut changed = Vec::new();
    for (id, event) in events {
        let Some(mut entry) = by_id(transaction, id)? else { continue };
        if entry.apply(event).is_err() {
            continue;
        }
        if matches!(entry.life, Life::Refused | Life::Withdrawn) {
            changed.extend(rebase_later(transaction, &mut entry)?);
        }
        update(transaction, &entry)?;
        changed.push(entry);
    }
    Ok(changed)
}

/// What was made on top of an entry that is refused or given up stands on what that one stood on. A refused entry that has such
/// a later one needs no decision any more.
fn rebase_later(transaction: &Db<'_>, gone: &mut Entry) -> Result<Vec<Entry>, StoreError> {
    let mut changed = Vec::new();
    for mut later in open_of_fact(transaction, &gone.operation.target)? {
        if later.operation.base == Some(gone.operation.id) && later.never_left() {
            later.operation.base = gone.operation.base;
            update(transaction, &later)?;
            changed.push(later);
            // Possible only for a refused entry; one that was given up stays given up.
            let _ = gone.apply(LifeEvent::Replaced);
        }
    }
    Ok(changed)
}

/// Doubts everything that the server has acknowledged: its journal was put back to an earlier state.
pub(super) fn doubt_acknowledged(transaction: &Db<'_>) -> Result<Vec<Entry>, StoreError> {
    let mut changed = Vec::new();
    for mut entry in query(transaction, "WHERE state IN ('in_journal', 'requested') ORDER BY seq", [])? {
        if entry.apply(LifeEvent::Forgotten).is_ok() {
            update(transaction, &entry)?;
            changed.push(entry);
        }
    }
    Ok(changed)
}

/// Marks entries as given to the network.
pub(super) fn take_for_sending(
    transaction: &Db<'_>,
    ids: &[OperationId],
    now: DateTime<Utc>,
) -> Result<Vec<Entry>, StoreError> {
    let mut taken = Vec::new();
    for id in ids {
        let Some(mut entry) = by_id(transaction, *id)? else { continue };
        let in_flight =
            entry.life == Life::Sent && entry.sent_at.is_some_and(|sent| sent <= now && sent + ANSWER_WITHIN > now);
        let held = entry.life == Life::Held && entry.held_until.is_some_and(|until| until > now);
        if in_flight || held {
            continue;
        }
        if entry.life == Life::Held {
            entry.apply(LifeEvent::HoldEnded).expect("a held entry may end its hold");
        }
        if entry.apply(LifeEvent::Sending { at: now }).is_ok() {
            give_away(transaction, &entry)?;
            taken.push(entry);
        }
    }
    Ok(taken)
}

/// Ends the hold for second thoughts.
pub(super) fn end_hold(transaction: &Db<'_>, now: DateTime<Utc>) -> Result<Vec<Entry>, StoreError> {
    let mut changed = Vec::new();
    for mut entry in query(transaction, "WHERE state = 'held' ORDER BY seq", [])? {
        let due = entry.held_until.is_none_or(|until| until <= now);
        if due || !is_prepared(&entry) {
            entry.apply(LifeEvent::HoldEnded).expect("a held entry may end its hold");
            update(transaction, &entry)?;
            changed.push(entry);
        }
    }
    Ok(changed)
}

/// Whether a held entry was prepared for a lesson that had not begun.
fn is_prepared(entry: &Entry) -> bool {
    let of_lesson = matches!(entry.operation.target, Target::Topic { .. } | Target::Homework { .. });
    of_lesson && entry.held_until.is_some_and(|until| until - entry.operation.made_at > SECOND_THOUGHTS)
}

/// Entries that wait.
pub(super) fn waiting(connection: &Db<'_>) -> Result<Vec<Entry>, StoreError> {
    query(connection, &format!("WHERE {WAITS} ORDER BY seq"), [])
}

/// What the plan must know of the entries that wait; it can be told without the key.
pub(super) fn queue(connection: &Connection) -> Result<Queue, StoreError> {
    let sql = format!("SELECT id, seq, fact, state, held_ms, sent_ms FROM entry WHERE {WAITS} ORDER BY seq");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut lines = Queue::default();
    while let Some(row) = rows.next()? {
        lines.put(Line {
            id: OperationId(row.get(0)?),
            seq: row.get::<_, i64>(1)?.cast_unsigned(),
            fact: FactKey(row.get(2)?),
            life: life(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?,
            held_until: instant(row.get(4)?),
            sent_at: instant(row.get(5)?),
        });
    }
    Ok(lines)
}

fn life(name: &str) -> Result<Life, StoreError> {
    Life::from_name(name).ok_or_else(|| StoreError::Body { table: TABLE, cause: format!("state {name}") })
}

/// Whether the index that leads to what waits says the same as the rows. A check of the file does not compare them, and an index
/// that has lost a line is an entry that nobody sees or sends.
pub(super) fn agree_with_their_index(connection: &Connection) -> Result<bool, StoreError> {
    let told_by = |how| format!("(SELECT count(*) || ' ' || total(seq) FROM entry {how} WHERE {WAITS})");
    let sql = format!("SELECT {} = {}", told_by("INDEXED BY entry_waiting"), told_by("NOT INDEXED"));
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}

/// How many entries wait; it can be told without the key.
pub(super) fn count(connection: &Connection) -> Result<usize, StoreError> {
    let sql = format!("SELECT count(*) FROM entry WHERE {WAITS}");
    let count: i64 = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Rows of entries that came to an end before an instant: nothing that waits is among them.
pub(super) fn ended_before(connection: &Connection, before_ms: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!("SELECT seq FROM entry WHERE NOT ({WAITS}) AND coalesce(acknowledged_ms, made_ms) < ?1");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([before_ms], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether nothing was ever entered.
pub(super) fn is_bare(connection: &Connection) -> Result<bool, StoreError> {
    Ok(!connection.prepare("SELECT 1 FROM entry")?.exists([])?)
}

pub(super) fn by_ids(connection: &Db<'_>, ids: &[OperationId]) -> Result<Vec<Entry>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(by_id(connection, *id)?);
    }
    found.sort_by_key(|entry| entry.operation.seq);
    Ok(found)
}

pub(super) fn history(connection: &Db<'_>, limit: usize) -> Result<Vec<Entry>, StoreError> {
    query(connection, "ORDER BY seq DESC LIMIT ?1", [i64::try_from(limit).unwrap_or(i64::MAX)])
}

/// Hands over the operations of the last entries, newest first, each as far as it can be read.
pub(super) fn each_back(
    connection: &Db<'_>,
    limit: usize,
    mut take: impl FnMut(Result<Operation, StoreError>),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry ORDER BY seq DESC LIMIT ?1"))?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        take(read(connection.codec, row).map(|entry| entry.operation));
    }
    Ok(())
}

/// Entries acknowledged at or after an instant, in the order of their making.
pub(super) fn acknowledged_since(connection: &Db<'_>, since_ms: i64) -> Result<Vec<Entry>, StoreError> {
    query(connection, "WHERE acknowledged_ms >= ?1 AND state = 'in_journal' ORDER BY seq", [since_ms])
}

/// Puts entries into a new store as they stand, in the order of their numbers (salvage). The log goes on behind the last of them.
pub(super) fn put_back(transaction: &Db<'_>, entries: &[Entry]) -> Result<(), StoreError> {
    for entry in entries {
        insert(transaction, entry)?;
    }
    if let Some(Entry { operation: last, .. }) = entries.last() {
        put_head(transaction, (last.seq, chain::digest(last)))?;
        put_gone_to(transaction, last.seq.cast_signed())?;
    }
    Ok(())
}

/// Reads the entry of a row that has [`COLUMNS`].
pub(super) fn read(codec: &Codec, row: &Row<'_>) -> Result<Entry, StoreError> {
    let blob = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_blob()?);
    let kind = row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?;
    let body: Body = codec.decode(Place { table: TABLE, kind, row: blob(6)? }, blob(5)?)?;
    Ok(Entry {
        operation: body.operation,
        life: life(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        attempts: row.get(1)?,
        held_until: instant(row.get(2)?),
        sent_at: instant(row.get(3)?),
        acknowledged_at: instant(row.get(4)?),
        findings: body.findings,
        present: body.present,
        lesson: body.lesson,
        again: body.again,
    })
}

/// The statement for every row of a store that may be damaged, with [`read`]'s columns.
pub(super) fn select_all(order: &str) -> String {
    format!("SELECT {COLUMNS} FROM entry NOT INDEXED ORDER BY seq {order}")
}

fn query(connection: &Db<'_>, rest: &str, params: impl rusqlite::Params) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry {rest}"))?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(connection.codec, row)?);
    }
    Ok(found)
}

fn by_id(connection: &Db<'_>, id: OperationId) -> Result<Option<Entry>, StoreError> {
    Ok(query(connection, "WHERE id = ?1", [&id.0[..]])?.pop())
}

/// Entries of a fact that wait, in the order of their making.
fn open_of_fact(connection: &Db<'_>, target: &Target) -> Result<Vec<Entry>, StoreError> {
    query(connection, &format!("WHERE fact = ?1 AND {WAITS} ORDER BY seq"), [&FactKey::of(target).0[..]])
}

fn insert(transaction: &Db<'_>, entry: &Entry) -> Result<(), StoreError> {
    let sql = "INSERT INTO entry (seq, id, kind, fact, state, attempts, made_ms, held_ms, sent_ms, acknowledged_ms, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let operation = &entry.operation;
    transaction.prepare_cached(sql)?.execute(params![
        operation.seq.cast_signed(),
        &operation.id.0[..],
        operation.target.kind(),
        &FactKey::of(&operation.target).0[..],
        entry.life.name(),
        entry.attempts,
        operation.made_at.timestamp_millis(),
        millis(entry.held_until),
        millis(entry.sent_at),
        millis(entry.acknowledged_at),
        body(transaction.codec, entry),
    ])?;
    Ok(())
}

fn update(transaction: &Db<'_>, entry: &Entry) -> Result<(), StoreError> {
    let sql = "UPDATE entry SET state = ?2, attempts = ?3, held_ms = ?4, sent_ms = ?5, acknowledged_ms = ?6, body = ?7
        WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![
        &entry.operation.id.0[..],
        entry.life.name(),
        entry.attempts,
        millis(entry.held_until),
        millis(entry.sent_at),
        millis(entry.acknowledged_at),
        body(transaction.codec, entry),
    ])?;
    Ok(())
}

/// Notes that an entry was given to the network: nothing of its body has changed, so that nothing is sealed again.
fn give_away(transaction: &Db<'_>, entry: &Entry) -> Result<(), StoreError> {
    let sql = "UPDATE entry SET state = ?2, attempts = ?3, held_ms = ?4, sent_ms = ?5 WHERE id = ?1";
    let Entry { operation, life, attempts, held_until, sent_at, .. } = entry;
    let (held_ms, sent_ms) = (millis(*held_until), millis(*sent_at));
    transaction.prepare_cached(sql)?.execute(params![&operation.id.0[..], life.name(), attempts, held_ms, sent_ms])?;
    Ok(())
}

/// Notes that an entry was replaced: nothing of its body has changed, so that nothing is sealed again.
fn supersede(transaction: &Db<'_>, entry: &Entry) -> Result<(), StoreError> {
    let sql = "UPDATE entry SET state = ?2 WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![&entry.operation.id.0[..], entry.life.name()])?;
    Ok(())
}

fn body(codec: &Codec, entry: &Entry) -> Vec<u8> {
    let Entry { operation, findings, present, lesson, again, .. } = entry.clone();
    let place = Place { table: TABLE, kind: operation.target.kind(), row: &operation.id.0.clone() };
    codec.encode(place, &Body { operation, findings, present, lesson, again })
}

/// The number and digest of the last operation of this device.
pub(super) fn head(connection: &Db<'_>) -> Result<(u64, Digest), StoreError> {
    let found: Option<String> = connection
        .prepare_cached("SELECT value FROM meta WHERE name = 'chain'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let Some(found) = found else { return Ok((0, Digest::default())) };
    let read = |text: &str| {
        let (seq, digest) = text.split_once(' ')?;
        Some((seq.parse().ok()?, digest.parse().ok()?))
    };
    read(&found).ok_or_else(|| StoreError::Body { table: "meta", cause: "chain".to_owned() })
}

/// The highest number of an entry that went by its term, or was lost with a damaged store.
pub(super) fn gone_to(connection: &Db<'_>) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE name = 'chain_gone'")?;
    let found: Option<i64> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_default().cast_unsigned())
}

/// Notes that entries up to a number may be missing.
pub(super) fn put_gone_to(connection: &rusqlite::Connection, seq: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES ('chain_gone', ?1)
        ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)";
    connection.prepare_cached(sql)?.execute([seq])?;
    Ok(())
}

fn put_head(transaction: &Db<'_>, (seq, digest): (u64, Digest)) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES ('chain', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    transaction.prepare_cached(sql)?.execute([format!("{seq} {digest}")])?;
    Ok(())
}

/// Whether an operation that is there already is the one that is to be recorded: what the store itself sets is left out.
fn is_same(known: &Operation, new: &Operation) -> bool {
    let stamped = Operation {
        device: known.device.clone(),
        seq: known.seq,
        prev_hash: known.prev_hash,
        base: known.base,
        ..new.clone()
    };
    stamped == *known
}

fn millis(at: Option<DateTime<Utc>>) -> Option<i64> {
    at.map(|at| at.timestamp_millis())
}

fn instant(ms: Option<i64>) -> Option<DateTime<Utc>> {
    ms.and_then(DateTime::from_timestamp_millis)
}
