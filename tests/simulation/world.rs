//! What all parts of a run share: time, the server, and what was seen.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use tokio::time::Instant;
use zvonok::domain::OperationId;
use zvonok::outbox::{Clock, Reading};
use zvonok::server::{Direct, Storage};

use crate::chance::Chance;

/// When a run begins: Friday, in the third lesson.
pub fn beginning() -> DateTime<Utc> {
    "2026-11-20T04:07:00Z".parse().expect("an instant")
}

/// What a run shares.
pub struct World {
    pub seed: u64,
    start: Instant,
    /// How much longer the clocks ran than the timers: the computers were suspended.
    slept: AtomicI64,
    /// No more faults: everything must come to its end.
    calm: AtomicBool,
    pub server: Mutex<Server>,
    /// What happened how often.
    pub seen: Mutex<BTreeMap<&'static str, u64>>,
    /// What must never happen, and did.
    wrong: Mutex<Vec<String>>,
    /// What happened when; the same for the same seed.
    trace: Mutex<Vec<String>>,
}

/// The server of a run.
pub struct Server {
    /// `None` while it is down.
    pub direct: Option<Direct>,
    /// Counts its lives: an answer of an earlier one never arrives.
    pub life: u64,
    /// Where its present files are.
    pub folder: PathBuf,
    /// Reads them beside it.
    reader: rusqlite::Connection,
    /// The last backup.
    backup: Option<PathBuf>,
}

/// A version as the server's file has it.
#[derive(Debug, Clone)]
pub struct Version {
    pub operation: OperationId,
    pub target: String,
    pub value: Option<String>,
    pub base: Option<OperationId>,
}

impl World {
    pub fn new(seed: u64, folder: &Path) -> Arc<Self> {
        let start = Instant::now();
        let reader = read(folder);
        let server = Server { direct: None, life: 0, folder: folder.to_owned(), reader, backup: None };
        let world = Arc::new(Self {
            seed,
            start,
            slept: AtomicI64::new(0),
            calm: AtomicBool::new(false),
            server: Mutex::new(server),
            seen: Mutex::default(),
            wrong: Mutex::default(),
            trace: Mutex::default(),
        });
        world.start_server();
        world
    }

    /// Milliseconds since the beginning, sleep included.
    pub fn elapsed_ms(&self) -> i64 {
        let elapsed = i64::try_from(self.start.elapsed().as_millis()).expect("a short run");
        elapsed + self.slept.load(Ordering::Relaxed)
    }

    /// The true time, which the server's clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        beginning() + chrono::TimeDelta::milliseconds(self.elapsed_ms())
    }

    pub fn suspend(&self, ms: i64) {
        self.slept.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn is_calm(&self) -> bool {
        self.calm.load(Ordering::Relaxed)
    }

    pub fn calm_down(&self) {
        self.calm.store(true, Ordering::Relaxed);
    }

    pub fn saw(&self, what: &'static str) {
        *locked(&self.seen).entry(what).or_default() += 1;
    }

    pub fn note(&self, what: &str) {
        locked(&self.trace).push(format!("{:>9} {what}", self.elapsed_ms()));
    }

    pub fn wrong(&self, what: String) {
        self.note(&format!("WRONG: {what}"));
        locked(&self.wrong).push(what);
    }

    pub fn take(&self) -> (Vec<String>, Vec<String>) {
        (std::mem::take(&mut *locked(&self.wrong)), std::mem::take(&mut *locked(&self.trace)))
    }

    pub fn start_server(self: &Arc<Self>) {
        let mut server = locked(&self.server);
        let clock = Arc::downgrade(self);
        let clock = Arc::new(move || clock.upgrade().map_or_else(beginning, |world| world.now()));
        server.direct = Some(Direct::open(&server.folder, clock).expect("the journal opens after a crash"));
        server.life += 1;
        server.reader = read(&server.folder);
    }

    /// Kills the server: what it has committed is on its disk, and a torn piece of what it had not.
    pub async fn kill_server(&self, chance: &mut Chance) {
        let (old, from, to) = {
            let mut server = locked(&self.server);
            let Some(old) = server.direct.take() else { return };
            server.life += 1;
            let to = server.folder.with_file_name(format!("server-{}", server.life));
            let from = std::mem::replace(&mut server.folder, to.clone());
            (old, from, to)
        };
        self.saw("server: killed");
        self.note("server killed");
        // One thread does what waits for the disk: after this nothing of the old life is half written.
        tokio::task::spawn_blocking(|| ()).await.expect("no panic");
        crash_copy(&from, &to, "journal.sqlite3", chance);
        old.stop();
        locked(&self.server).reader = read(&to);
    }

    /// Makes a backup, as `school backup` does, while the server works.
    pub fn back_up(&self) {
        let mut server = locked(&self.server);
        let Some(direct) = &server.direct else { return };
        let to = server.folder.with_file_name(format!("backup-{}-{}", server.life, self.elapsed_ms()));
        direct.storage().backup(&to, self.now()).expect("a backup");
        server.backup = Some(to);
        self.note("server backed up");
    }

    /// The disk of the server is lost, and the last backup put back, as `school restore` does: what was written since is gone.
    pub fn restore_server(&self) {
        let mut server = locked(&self.server);
        let Some(backup) = server.backup.clone() else { return };
        let folder = server.folder.with_file_name(format!("restored-{}", server.life));
        drop(Storage::restore(&backup, &folder).expect("restored"));
        server.folder = folder;
        server.reader = read(&server.folder);
        self.saw("server: restored from a backup");
        self.note("server restored");
    }

    /// Whether the journal has an operation now.
    pub fn journal_has(&self, id: OperationId) -> bool {
        let server = locked(&self.server);
        let sql = "SELECT 1 FROM versions WHERE operation = ?1";
        server.reader.prepare_cached(sql).and_then(|mut found| found.exists([&id.0[..]])).expect("the journal can be read")
    }

    /// What was written since the beginning, in the journal's order.
    pub fn versions(&self) -> Vec<Version> {
        let server = locked(&self.server);
        let sql = "SELECT operation, target, value, base FROM versions WHERE body IS NOT NULL ORDER BY seq";
        let mut statement = server.reader.prepare_cached(sql).expect("the journal's table");
        let rows = statement.query_map([], |row| {
            Ok(Version {
                operation: OperationId(row.get(0)?),
                target: row.get(1)?,
                value: row.get(2)?,
                base: row.get::<_, Option<[u8; 16]>>(3)?.map(OperationId),
            })
        });
        rows.expect("versions").collect::<Result<_, _>>().expect("versions can be read")
    }
}

fn read(folder: &Path) -> rusqlite::Connection {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    rusqlite::Connection::open_with_flags(folder.join("journal.sqlite3"), flags).expect("the journal's file")
}

/// Copies a store as a crash leaves it: the file and its log, nothing of the shared memory, and perhaps a torn piece of a
/// transaction behind what was committed.
pub fn crash_copy(from: &Path, to: &Path, file: &str, chance: &mut Chance) {
    fs::create_dir_all(to).expect("a folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(to, fs::Permissions::from_mode(0o700)).expect("rights");
    }
    fs::copy(from.join(file), to.join(file)).expect("copied");
    let (log, torn) = (format!("{file}-wal"), chance.happens(50));
    let Ok(mut bytes) = fs::read(from.join(&log)) else { return };
    let frame = 24 + 4096;
    if torn && bytes.len() >= 32 + frame {
        // A piece of an old frame, or of nothing, as long as chance will have it.
        let length = usize::try_from(chance.between(1, 2 * frame as u64)).expect("short");
        let piece: Vec<u8> =
            if chance.happens(50) { vec![0; length] } else { bytes[32..].iter().copied().cycle().take(length).collect() };
        bytes.extend(piece);
    }
    fs::File::create(to.join(&log)).and_then(|mut new| new.write_all(&bytes)).expect("copied");
}

/// The clocks of one device.
pub struct DeviceClock {
    pub world: Arc<World>,
    /// How far its wall clock is off.
    pub off_ms: AtomicI64,
    /// When it was started, and which start this is.
    pub booted_ms: AtomicI64,
    pub boot: AtomicU64,
}

impl Clock for DeviceClock {
    fn read(&self) -> Reading {
        let elapsed = self.world.elapsed_ms();
        Reading {
            wall_ms: beginning().timestamp_millis() + elapsed + self.off_ms.load(Ordering::Relaxed),
            boot_ms: elapsed - self.booted_ms.load(Ordering::Relaxed) + 1000,
            boot_id: self.boot.load(Ordering::Relaxed),
        }
    }
}

pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
