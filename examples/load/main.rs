//! Puts the load of a school's last minutes on a journal server, and says how it stood it.
//!
//! ```text
//! cargo build --release --example load
//! target/release/examples/load --teachers 70 --seconds 60
//! target/release/examples/load --teachers 70 --seconds 0 --past 25
//! ```
//!
//! An invented school is imported into a folder of its own; `zvonok serve` runs on it as a process of its own; every teacher signs in
//! and pushes six lessons, each a batch of thirty operations, at random instants of the given seconds (`0`: one after the other, as
//! fast as it goes). In the end the journal is read: everything that was acknowledged must be there, and nothing twice. The same
//! rows are then written by bare `SQLite`, one transaction a batch, for comparison. `--servers 2` starts two processes on the folder;
//! `--years 25` gives the journal a history; `--schools 30` imports as many such schools; `--postgres` puts the journal into a database of a cluster of its own, and compares
//! with what `pgbench` gets there for inserts of as many rows of the same length.

mod bare;
mod cluster;
mod line;
mod process;
mod school;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result, bail, ensure};
use zvonok::domain::OperationId;
use zvonok::protocol::{Batch, BatchAnswer, Changes, Verdict};
use zvonok::server::{Logins, Place, Storage, TRAINING_PASSWORD, Trial};

use cluster::Cluster;
use line::Line;
use process::Server;
use school::{LESSONS, LoadSchool, OPERATIONS, Shape, school_id};

/// When a batch comes again that the server had no room for.
const AGAIN: Duration = Duration::from_millis(500);
/// How often the deputy looks at the deadlines while the teachers push.
const GLANCE: Duration = Duration::from_millis(200);
/// How often the deadlines and the changes are asked for.
const READS: usize = 100;
/// Stack of a teacher's thread, in bytes: there may be thousands.
const STACK: usize = 512 * 1024;

struct Wanted {
    program: PathBuf,
    shape: Shape,
    schools: usize,
    servers: usize,
    seconds: u64,
    postgres: bool,
}

fn main() -> Result<()> {
    let wanted = arguments()?;
    let folder = tempfile::tempdir_in(".")?;
    let data = folder.path().join("server");
    let now = SystemTime::now().into();
    let schools: Vec<LoadSchool> =
        (0..wanted.schools).map(|number| LoadSchool::new(school_id(number).as_str(), wanted.shape, now)).collect();
    let cluster = if wanted.postgres { Cluster::start()?.context("PostgreSQL is not installed")?.into() } else { None };
    if let Some(cluster) = &cluster {
        cluster.create("journal");
        std::fs::create_dir(&data)?;
        std::fs::write(data.join("database"), cluster.address("journal"))?;
    }
    let storage = Storage::open_at(Place::of(&data, None, None)?)?;
    let mut out = std::io::stdout();
    let begun = Instant::now();
    for school in &schools {
        storage.import(school.data(), Logins::Training, Trial::Apply, now)?;
    }
    let each = begun.elapsed() / u32::try_from(wanted.schools)?;
    writeln!(out, "import of a school: {each:.1?}")?;
    drop(storage);
    if cluster.is_none() {
        std::fs::copy(data.join("journal.sqlite3"), folder.path().join("bare.sqlite3"))?;
    }

    let servers: Vec<Server> =
        (0..wanted.servers).map(|_| Server::start(&wanted.program, &data, 0)).collect::<Result<_, _>>()?;
    let tokens: Vec<Vec<String>> =
        schools.iter().map(|school| sign_in(&servers, school, wanted.shape.teachers)).collect::<Result<_>>()?;
    writeln!(out, "signed in: {} teachers", wanted.schools * wanted.shape.teachers)?;
    let cursor = changes(&servers, &schools[0], &tokens[0], None)?.cursor;
    let begun = Instant::now();
    let pushed = AtomicBool::new(false);
    let (batches, glances) = std::thread::scope(|scope| {
        let deputy = scope.spawn(|| watch(&servers, &schools[0], &pushed));
        let batches = push(&servers, &schools, &tokens, wanted.seconds);
        pushed.store(true, Ordering::Relaxed);
        let glances = deputy.join().expect("no panic")?;
        Ok::<_, anyhow::Error>((batches?, glances))
    })?;
    let took = begun.elapsed();
    let times = read(&servers, &schools[0], &tokens[0], &cursor)?;
    drop(servers);

    let held = match &cluster {
        Some(cluster) => held_in(cluster),
        None => held(&data)?,
    };
    let sent: Vec<OperationId> = batches.iter().flat_map(|batch| batch.ids.clone()).collect();
    let lost = sent.iter().filter(|id| !held.contains_key(&id.0)).count();
    let doubled = held.values().filter(|times| **times > 1).count();
    let count = f64::from(u32::try_from(sent.len())?);
    let per_second = |time: Duration| count / time.as_secs_f64();
    let spans: Vec<Duration> = batches.iter().map(|batch| batch.took).collect();
    // What comes side by side is not to be added up.
    let together = wanted.seconds == 0 || cluster.is_some();
    let work: Duration = if together { took } else { spans.iter().sum() };
    writeln!(out, "{} operations in {} batches within {:.1} s", sent.len(), batches.len(), took.as_secs_f64())?;
    writeln!(out, "batch of {OPERATIONS}: {}", spread(spans))?;
    writeln!(out, "turned away for a while (503): {}", batches.iter().map(|batch| batch.refused).sum::<usize>())?;
    writeln!(out, "deadlines of the day, while they push: {}", spread(glances))?;
    writeln!(out, "page read: {}", spread(times.pages))?;
    writeln!(out, "deadlines of the day: {}", spread(times.status))?;
    writeln!(out, "{} changes since a cursor: {}", times.changed, spread(times.changes))?;
    writeln!(out, "lost {lost}, doubled {doubled}, in the journal {}", held.len())?;
    write!(out, "{:.0} operations/s", per_second(work))?;
    if let Some(cluster) = &cluster {
        let bare = bare::in_a_database(cluster, wanted.servers, OPERATIONS)?;
        write!(out, ", pgbench {bare:.0} operations/s, ratio {:.2}", per_second(work) / bare)?;
    } else {
        let bare = bare::in_a_file(&data, &folder.path().join("bare.sqlite3"), &batches)?;
        let ratio = bare.as_secs_f64() / work.as_secs_f64();
        write!(out, ", bare SQLite {:.0} operations/s, ratio {ratio:.2}", per_second(bare))?;
    }
    writeln!(out)?;
    ensure!(lost == 0 && doubled == 0, "the journal does not hold what it acknowledged");
    Ok(())
}

fn arguments() -> Result<Wanted> {
    let program = std::env::current_exe()?.with_file_name("../zvonok");
    let shape = Shape { teachers: 70, past: 12, years: 1 };
    let mut wanted = Wanted { program, shape, schools: 1, servers: 1, seconds: 60, postgres: false };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        if name == "--postgres" {
            wanted.postgres = true;
            continue;
        }
        let value = given.next().with_context(|| format!("{name} takes a value"))?;
        match name.as_str() {
            "--program" => wanted.program = value.into(),
            "--teachers" => wanted.shape.teachers = value.parse()?,
            "--past" => wanted.shape.past = value.parse()?,
            "--schools" => wanted.schools = value.parse()?,
            "--years" => wanted.shape.years = value.parse()?,
            "--servers" => wanted.servers = value.parse()?,
            "--seconds" => wanted.seconds = value.parse()?,
            other => bail!("unknown argument {other}"),
        }
    }
    let is_something = wanted.shape.teachers > 0 && wanted.servers > 0 && wanted.schools > 0;
    ensure!(is_something, "at least one teacher, one school and one server");
    Ok(wanted)
}

/// A batch that was acknowledged.
struct Pushed {
    school: String,
    ids: Vec<OperationId>,
    /// From the first time it was sent to its acknowledgement.
    took: Duration,
    /// How often the server had no room for it.
    refused: usize,
}

fn sign_in(servers: &[Server], school: &LoadSchool, teachers: usize) -> Result<Vec<String>> {
    let sign_in = |teacher: usize| {
        let server = &servers[teacher % servers.len()];
        Line::sign_in(server.address(), &school.login(teacher), TRAINING_PASSWORD)
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..2)
            .map(|half| {
                scope.spawn(move || (half..teachers).step_by(2).map(|n| Ok((n, sign_in(n)?))).collect::<Result<Vec<_>>>())
            })
            .collect();
        let mut tokens = BTreeMap::new();
        for half in all {
            tokens.extend(half.join().expect("no panic")?);
        }
        Ok(tokens.into_values().collect())
    })
}

/// Every teacher of every school in a thread of its own.
fn push(servers: &[Server], schools: &[LoadSchool], tokens: &[Vec<String>], seconds: u64) -> Result<Vec<Pushed>> {
    std::thread::scope(|scope| {
        let mut teachers = Vec::new();
        for (school, tokens) in schools.iter().zip(tokens) {
            for (teacher, token) in tokens.iter().enumerate() {
                let address = servers[teacher % servers.len()].address();
                let work = move || teach(address, school, teacher, token, seconds);
                teachers.push(std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?);
            }
        }
        let mut batches = Vec::new();
        for teacher in teachers {
            batches.extend(teacher.join().expect("no panic")?);
        }
        Ok(batches)
    })
}

fn teach(
    address: std::net::SocketAddr,
    school: &LoadSchool,
    teacher: usize,
    token: &str,
    seconds: u64,
) -> Result<Vec<Pushed>> {
    let begun = Instant::now();
    let mut instants: Vec<u64> = (0..LESSONS).map(|_| random::<8>().map(u64::from_le_bytes)).collect::<Result<_>>()?;
    for instant in &mut instants {
        *instant %= (seconds * 1000).max(1);
    }
    instants.sort_unstable();
    let (mut done, mut cursor) = (Vec::new(), None);
    for (at, instant) in instants.into_iter().enumerate() {
        std::thread::sleep(Duration::from_millis(instant).saturating_sub(begun.elapsed()));
        // Made before, so that a machine without random numbers is an error and not an id that comes twice.
        let mut fresh: Vec<OperationId> = (0..OPERATIONS).map(|_| random().map(OperationId)).collect::<Result<_>>()?;
        let mut next = || fresh.pop().expect("as many as a lesson has operations");
        let operations = school.entries((teacher, at), SystemTime::now().into(), &mut next);
        let ids = operations.iter().map(|operation| operation.id).collect();
        let batch = Batch { operations, again: std::collections::BTreeMap::new(), cursor: cursor.take() };
        // A client connects anew: its last connection has been closed meanwhile.
        let asked = Instant::now();
        let mut refused = 0;
        let answer: BatchAnswer = loop {
            match Line::open(address, token)?.try_post(&school.operations(), &batch)? {
                Some(answer) => break answer,
                None => refused += 1,
            }
            // Not all at the same instant again.
            std::thread::sleep(AGAIN.mul_f64(0.5 + f64::from(random::<1>()?[0]) / 256.0));
        };
        let took = asked.elapsed();
        cursor = Some(answer.cursor);
        for judged in &answer.verdicts {
            let is_in = matches!(judged.verdict, Verdict::Accepted { .. })
                || (refused > 0 && matches!(judged.verdict, Verdict::Duplicate));
            ensure!(is_in, "not accepted: {judged:?}");
        }
        done.push(Pushed { school: school.id().to_owned(), ids, took, refused });
    }
    Ok(done)
}

/// What the deadlines of the day take while the teachers push.
fn watch(servers: &[Server], school: &LoadSchool, pushed: &AtomicBool) -> Result<Vec<Duration>> {
    let address = servers[0].address();
    let mut line = Line::open(address, &Line::sign_in(address, &school.deputy(), TRAINING_PASSWORD)?)?;
    let mut times = Vec::new();
    while times.is_empty() || !pushed.load(Ordering::Relaxed) {
        let asked = Instant::now();
        if line.try_get::<zvonok::protocol::Status>(&school.status())?.is_some() {
            times.push(asked.elapsed());
        }
        std::thread::sleep(GLANCE);
    }
    Ok(times)
}

/// What reading took.
struct Times {
    /// Pages.
    pages: Vec<Duration>,
    /// The deadlines of the whole school's day.
    status: Vec<Duration>,
    /// What a teacher has not seen since before the load.
    changes: Vec<Duration>,
    /// How many changes these were.
    changed: usize,
}

/// Changes of the first teacher since a cursor.
fn changes(servers: &[Server], school: &LoadSchool, tokens: &[String], after: Option<&str>) -> Result<Changes> {
    let mut line = Line::open(servers[0].address(), &tokens[0])?;
    Ok(line.get(&school.changes(after))?)
}

/// Reads every teacher's pages, the deadlines of the day, and the changes since a cursor.
fn read(servers: &[Server], school: &LoadSchool, tokens: &[String], cursor: &str) -> Result<Times> {
    let mut pages = Vec::new();
    for at in 0..LESSONS {
        for (teacher, token) in tokens.iter().enumerate() {
            let mut line = Line::open(servers[teacher % servers.len()].address(), token)?;
            let asked = Instant::now();
            let _: zvonok::domain::Page = line.get(&school.page(teacher, at))?;
            pages.push(asked.elapsed());
        }
    }
    let (mut since, mut changed) = (Vec::new(), 0);
    for _ in 0..READS {
        let asked = Instant::now();
        changed = changes(servers, school, tokens, Some(cursor))?.changes.len();
        since.push(asked.elapsed());
    }
    let address = servers[0].address();
    let mut line = Line::open(address, &Line::sign_in(address, &school.deputy(), TRAINING_PASSWORD)?)?;
    let mut status = Vec::new();
    for _ in 0..READS {
        let asked = Instant::now();
        let _: zvonok::protocol::Status = line.get(&school.status())?;
        status.push(asked.elapsed());
    }
    Ok(Times { pages, status, changes: since, changed })
}

/// The same in a database.
fn held_in(cluster: &Cluster) -> BTreeMap<[u8; 16], usize> {
    let rows = cluster.client("journal").query("SELECT operation FROM versions WHERE body IS NOT NULL", &[]);
    let mut held = BTreeMap::new();
    for row in rows.expect("versions") {
        *held.entry(row.get::<_, &[u8]>(0).try_into().expect("an id")).or_insert(0) += 1;
    }
    held
}

/// How often each operation stands in the journal.
fn held(data: &Path) -> Result<BTreeMap<[u8; 16], usize>> {
    let journal = rusqlite::Connection::open(data.join("journal.sqlite3"))?;
    let mut statement = journal.prepare("SELECT operation FROM versions WHERE body IS NOT NULL")?;
    let mut held = BTreeMap::new();
    for id in statement.query_map([], |row| row.get::<_, [u8; 16]>(0))? {
        *held.entry(id?).or_insert(0) += 1;
    }
    Ok(held)
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random numbers: {error}"))?;
    Ok(bytes)
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or_default();
    format!("p50 {:.1?}, p95 {:.1?}, p99 {:.1?}, longest {:.1?}", at(50), at(95), at(99), at(100))
}
