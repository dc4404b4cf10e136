//! The one thread that writes.
//!
//! Work arrives by a channel and is done in order, each in one immediate transaction; a reply leaves after its commit
//! returned. After an error of the disk the connection is given up and a new one opened: a second sync on the same one could
//! say success for pages that the kernel has already dropped.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::codec::{Codec, Db};
use super::folder::{Files, private_file};
use super::{StoreError, schema};

/// How long nothing is written until others are told.
const PAUSE: Duration = Duration::from_millis(100);

/// Work for the thread. It says whether the connection may be used further.
type Job = Box<dyn FnOnce(&mut Connection) -> Health + Send>;

enum Health {
    Good,
    /// The disk failed.
    GiveUp,
}

impl Health {
    fn of<T>(result: &Result<T, StoreError>) -> Self {
        match result {
            Err(StoreError::Disk(_) | StoreError::DiskFull | StoreError::Damaged(_)) => Self::GiveUp,
            _ => Self::Good,
        }
    }
}

/// The way to the thread.
#[derive(Debug)]
pub(super) struct Writer {
    codec: Codec,
    jobs: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread with an open connection.
    pub(super) fn start(connection: Connection, files: Files, codec: Codec) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                let mut connection = Some(connection);
                let mut bell = Bell { file: private_file(&files.bell).ok(), is_owed: false };
                while let Some(job) = bell.next(&queue) {
                    // Without a connection the job is dropped, and with it its reply: the caller hears `Closed`.
                    let Some(mut open) = connection.take().or_else(|| schema::open_writer(&files).ok()) else { continue };
                    let before = open.total_changes();
                    if matches!(job(&mut open), Health::Good) {
                        bell.is_owed |= open.total_changes() != before;
                        connection = Some(open);
                    }
                }
            })
            .expect("the system starts a thread");
        Self { codec, jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)) }
    }

    /// Does work in one transaction and replies after the commit.
    pub(super) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, StoreError> + Send + 'static,
        reply: impl FnOnce(Result<T, StoreError>) + Send + 'static,
    ) {
        let reply = OnDrop(Some(reply), std::marker::PhantomData);
        let codec = self.codec.clone();
        self.send(Box::new(move |connection| {
            let result = in_transaction(connection, &codec, work);
            let health = Health::of(&result);
            reply.give(result);
            health
        }));
    }

    /// Does work in one transaction and waits for the commit.
    pub(super) fn write_now<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let codec = self.codec.clone();
        self.wait(move |connection| in_transaction(connection, &codec, work))
    }

    /// Does something with the connection and waits for it.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (give, take) = mpsc::sync_channel(1);
        self.send(Box::new(move |connection| {
            let result = work(connection);
            let health = Health::of(&result);
            // Who asked may be gone.
            let _ = give.send(result);
            health
        }));
        take.recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Does the work that has arrived, and ends.
    pub(super) fn stop(&self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last owner of the store may be a reply on the thread itself.
        if let Some(thread) = thread.filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &*self.jobs.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = jobs.send(job);
        }
    }
}

/// What tells other processes of the same person that something was written. It is rung when the writing pauses: while somebody
/// types, each mark would wake a thread here too.
struct Bell {
    file: Option<File>,
    is_owed: bool,
}

impl Bell {
    /// The next work; `None` when there is no more. Rings meanwhile, or before the end.
    fn next(&mut self, queue: &Receiver<Job>) -> Option<Job> {
        if self.is_owed {
            let next = queue.recv_timeout(PAUSE);
            if next.is_err() {
                self.ring();
            }
            if let Ok(job) = next {
                return Some(job);
            }
        }
        queue.recv().ok()
    }

    fn ring(&mut self) {
        self.is_owed = false;
        if let Some(file) = &mut self.file {
            // Who does not hear it sees the change later.
            let _ = file.rewind().and_then(|()| file.write_all(b"."));
        }
    }
}

/// A reply that is given in any case: with `Closed` when the job was dropped undone.
struct OnDrop<T, F: FnOnce(Result<T, StoreError>)>(Option<F>, std::marker::PhantomData<fn(T)>);

impl<T, F: FnOnce(Result<T, StoreError>)> OnDrop<T, F> {
    fn give(mut self, result: Result<T, StoreError>) {
        if let Some(reply) = self.0.take() {
            reply(result);
        }
    }
}

impl<T, F: FnOnce(Result<T, StoreError>)> Drop for OnDrop<T, F> {
    fn drop(&mut self) {
        if let Some(reply) = self.0.take() {
            reply(Err(StoreError::Closed));
        }
    }
}

fn in_transaction<T>(
    connection: &mut Connection,
    codec: &Codec,
    work: impl FnOnce(&Db<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&Db::new(&transaction, codec))?;
    transaction.commit()?;
    Ok(done)
}

/// A number that changes when another connection has written: only other processes write beside this thread.
pub(super) fn data_version(connection: &mut Connection) -> Result<u64, StoreError> {
    let version: i64 = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
    Ok(version.cast_unsigned())
}
