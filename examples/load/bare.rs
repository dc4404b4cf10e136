//! What the rows of the load cost without the program.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use rusqlite::types::Value as Cell;

use crate::Pushed;
use crate::cluster::Cluster;

/// How long `pgbench` inserts, in seconds.
const BENCH: &str = "20";
/// Connections that a server writes by.
const WRITERS: usize = 4;

/// What the rows of versions, present facts and works of the load cost without the program: prepared statements, one
/// transaction a batch, the same journal mode, in the same order.
pub fn in_a_file(data: &Path, copy: &Path, batches: &[Pushed]) -> Result<Duration> {
    let journal = rusqlite::Connection::open(data.join("journal.sqlite3"))?;
    let mut before = rusqlite::Connection::open(copy)?;
    before.pragma_update(None, "journal_mode", "WAL")?;
    before.pragma_update(None, "synchronous", "FULL")?;
    let mut work = Vec::new();
    for batch in batches {
        let mut rows = Vec::new();
        for id in &batch.ids {
            let seq: i64 = journal
                .prepare_cached("SELECT seq FROM versions WHERE school = ? AND operation = ?")?
                .query_row(rusqlite::params![batch.school, id.0], |row| row.get(0))?;
            for (table, key) in [("versions", "seq"), ("present", "seq"), ("works", "made_in")] {
                let mut statement = journal.prepare_cached(&format!("SELECT * FROM {table} WHERE {key} = ?"))?;
                let columns = statement.column_count();
                let found = statement.query_map([seq], |row| (0..columns).map(|at| row.get::<_, Cell>(at)).collect())?;
                for row in found {
                    rows.push((table, row?));
                }
            }
        }
        work.push(rows);
    }
    let begun = Instant::now();
    for rows in &work {
        let transaction = before.transaction()?;
        for (table, row) in rows {
            let row: &Vec<Cell> = row;
            let places = vec!["?"; row.len()].join(", ");
            let sql = format!("INSERT OR REPLACE INTO {table} VALUES ({places})");
            transaction.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(row))?;
        }
        transaction.commit()?;
    }
    Ok(begun.elapsed())
}

/// Operations a second that `pgbench` gets: as many connections as the servers write by, and in each transaction for each operation of
/// a batch a row of versions and one of present facts, as long as those of the load are, into tables with the same keys.
pub fn in_a_database(cluster: &Cluster, servers: usize, operations: usize) -> Result<f64> {
    let mut client = cluster.client("journal");
    client.batch_execute(
        "CREATE SCHEMA bare; CREATE TABLE bare.versions (LIKE zvonok.versions INCLUDING ALL);
         CREATE TABLE bare.present (LIKE zvonok.present INCLUDING ALL); CREATE TABLE bare.works (LIKE zvonok.works INCLUDING ALL)",
    )?;
    let lengths = client.query_one(
        "SELECT avg(length(target))::int, avg(length(value))::int, avg(length(body))::int FROM zvonok.versions WHERE body IS NOT NULL",
        &[],
    )?;
    let [target, value, body] = [0, 1, 2].map(|at| "x".repeat(usize::try_from(lengths.get::<_, i32>(at)).unwrap_or(0)));
    let mut script = tempfile::NamedTempFile::new_in("/tmp")?;
    writeln!(script, "BEGIN;")?;
    for _ in 0..operations {
        writeln!(
            script,
            "INSERT INTO bare.versions (school, operation, digest, journal, target, value, author, made, received, body) VALUES
             ('load0', decode(md5(random()::text), 'hex'), sha256('x'), 'load0-j0-0', '{target}', '{value}', 'load0-t0', 1, 1, '{body}');
             INSERT INTO bare.present (school, kind, place, part, pupil, lesson, made, filled, seq) VALUES
             ('load0', 'marks', md5(random()::text), '', 'load0-7-1-10', 'load0-l0-0-2026-11-23', 1, 1, lastval());"
        )?;
    }
    writeln!(script, "COMMIT;")?;
    script.flush()?;
    let connections = (servers * WRITERS).to_string();
    let mut bench = cluster.program("pgbench");
    bench.args(["-n", "-M", "prepared", "-T", BENCH, "-c", &connections, "-j", "2", "-f"]).arg(script.path()).arg("journal");
    let said = bench.output()?;
    let text = String::from_utf8_lossy(&said.stdout);
    ensure!(said.status.success(), "pgbench: {}", String::from_utf8_lossy(&said.stderr));
    let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
    Ok(rate.context("pgbench said no rate")? * f64::from(u32::try_from(operations)?))
}
