//! The threads that write, each with a connection of its own: one for a file, several for a database.
//!
//! What takes the same turn goes to the same thread, so that none of them stands and waits for another. Batches that wait there
//! together share a transaction: the disk is waited for once. Nobody hears of a batch before that transaction is on the disk, and
//! where one of them fails, all are undone and each is tried alone, so that a failure is that of its own batch.

use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread::JoinHandle;

use super::seal::Tally;
use super::turn::{Reach, Turn};
use super::tx::Tx;
use super::{Connection, Place, StorageError, in_transaction, locked, postgres};

/// Threads that write into a database.
const WRITERS: usize = 4;
/// Most batches of one transaction: who came first waits for the last.
const TOGETHER: usize = 16;

/// Something to be written.
struct Job {
    turn: Turn,
    work: Box<dyn Work>,
}

/// What a job does, and whom it tells.
trait Work: Send {
    /// Whether it may stand in a transaction with others, and may be done again after that was undone.
    fn is_sociable(&self) -> bool;
    /// Does it. `Err`: nothing of it may stay. What exactly failed is kept.
    fn run(&mut self, tx: &Tx<'_>) -> Result<(), Failed>;
    /// Tells what became of it, after its transaction ended so.
    fn tell(self: Box<Self>, ended: Result<(), StorageError>);
}

/// A job that failed in itself; it knows how.
struct Failed;

impl From<StorageError> for Ended {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// How a transaction failed.
enum Ended {
    /// One of its jobs did.
    Job,
    /// The database did, for all of them.
    Storage(StorageError),
}

/// What is done once.
struct Once<F, A, R> {
    work: Option<F>,
    found: Option<R>,
    answer: A,
}

impl<T, E, F, A> Work for Once<F, A, Result<T, E>>
where
    F: FnOnce(&Tx<'_>) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
    T: Send,
    E: From<StorageError> + Send,
{
    fn is_sociable(&self) -> bool {
        false
    }

    fn run(&mut self, tx: &Tx<'_>) -> Result<(), Failed> {
        let Some(work) = self.work.take() else { return Err(Failed) };
        keep(&mut self.found, || work(tx))
    }

    fn tell(self: Box<Self>, ended: Result<(), StorageError>) {
        (self.answer)(told(self.found, ended));
    }
}

/// What may be done again.
struct Again<F, A, R> {
    work: F,
    found: Option<R>,
    answer: A,
}

impl<T, E, F, A> Work for Again<F, A, Result<T, E>>
where
    F: Fn(&Tx<'_>) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
    T: Send,
    E: From<StorageError> + Send,
{
    fn is_sociable(&self) -> bool {
        true
    }

    fn run(&mut self, tx: &Tx<'_>) -> Result<(), Failed> {
        keep(&mut self.found, || (self.work)(tx))
    }

    fn tell(self: Box<Self>, ended: Result<(), StorageError>) {
        (self.answer)(told(self.found, ended));
    }
}

/// Does it and keeps what came of it. A panic is a failure of this job alone.
fn keep<T, E: From<StorageError>>(
    found: &mut Option<Result<T, E>>,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<(), Failed> {
    let done = std::panic::catch_unwind(AssertUnwindSafe(work));
    let done = done.unwrap_or_else(|_| Err(StorageError::Broken("a write panicked".to_owned()).into()));
    found.insert(done).as_ref().map(|_| ()).map_err(|_| Failed)
}

/// What there is to tell: the work's own failure, that of its transaction, or what it gave.
fn told<T, E: From<StorageError>>(found: Option<Result<T, E>>, ended: Result<(), StorageError>) -> Result<T, E> {
    match (found, ended) {
        (Some(Err(error)), _) => Err(error),
        (_, Err(error)) => Err(error.into()),
        (Some(Ok(value)), Ok(())) => Ok(value),
        (None, Ok(())) => Err(StorageError::Closed.into()),
    }
}

/// The threads, until they are told to finish.
pub(super) struct Writers {
    threads: Mutex<Vec<(mpsc::Sender<Job>, JoinHandle<()>)>>,
    /// Counts what takes nobody's turn, to spread it.
    next: AtomicUsize,
}

/// A connection with what it writes; the connection of a further thread is made when it is wanted.
struct Desk {
    place: Place,
    connection: Option<Connection>,
    tally: Tally,
}

impl Writers {
    /// Starts them. The first takes the connection at hand.
    pub(super) fn start(place: &Place, connection: Connection, tally: Tally) -> std::io::Result<Self> {
        let count = if matches!(place, Place::Postgres { .. }) { WRITERS } else { 1 };
        let mut desks = vec![Desk { place: place.clone(), connection: Some(connection), tally }];
        desks.resize_with(count, || Desk { place: place.clone(), connection: None, tally: Tally::default() });
        let mut threads = Vec::with_capacity(count);
        for mut desk in desks {
            let (sender, jobs) = mpsc::channel::<Job>();
            let thread = std::thread::Builder::new().name("journal-writer".to_owned()).spawn(move || {
                let mut waiting = VecDeque::new();
                while let Some(jobs) = next(&jobs, &mut waiting, &desk.place) {
                    desk.write(jobs);
                }
            })?;
            threads.push((sender, thread));
        }
        Ok(Self { threads: Mutex::new(threads), next: AtomicUsize::new(0) })
    }

    /// Runs in one write transaction, in its turn. What fails or panics leaves nothing behind.
    pub(super) fn run<T, E>(&self, turn: Turn, work: impl FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (sender, answered) = mpsc::sync_channel(1);
        // Who asked may have gone away meanwhile; what was written stays.
        let answer = move |found| drop(sender.send(found));
        self.send(Job { turn, work: Box::new(Once { work: Some(work), found: None, answer }) })?;
        answered.recv().map_err(|_| StorageError::Closed)?
    }

    /// The same for what may share a transaction with others of its kind. `answer` is called when that is on the disk, by a thread
    /// that must not be kept. Work is done again where another of the transaction failed, so that it changes nothing outside it.
    pub(super) fn share<T, E>(
        &self,
        turn: Turn,
        work: impl Fn(&Tx<'_>) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let job = Job { turn, work: Box::new(Again { work, found: None, answer }) };
        if let Err(Job { work, .. }) = self.try_send(job) {
            work.tell(Err(StorageError::Closed));
        }
    }

    fn send(&self, job: Job) -> Result<(), StorageError> {
        self.try_send(job).map_err(|_| StorageError::Closed)
    }

    fn try_send(&self, job: Job) -> Result<(), Job> {
        let threads = locked(&self.threads);
        let count = threads.len().max(1);
        let at = match job.turn.numbers().next() {
            Some(number) => usize::try_from(number.rem_euclid(i64::try_from(count).unwrap_or(1))).unwrap_or(0),
            None => self.next.fetch_add(1, Ordering::Relaxed) % count,
        };
        let Some((sender, _)) = threads.get(at) else { return Err(job) };
        sender.send(job).map_err(|mpsc::SendError(job)| job)
    }

    /// Ends them when they have done what they were given.
    pub(super) fn finish(&self) {
        let threads = std::mem::take(&mut *locked(&self.threads));
        let (senders, threads): (Vec<_>, Vec<_>) = threads.into_iter().unzip();
        drop(senders);
        for thread in threads {
            // A writer that panicked has nothing left to finish.
            let _ = thread.join();
        }
    }
}

/// What is written next: what has waited longest, and what may share its transaction. `None`: nobody will bring anything any more.
fn next(jobs: &mpsc::Receiver<Job>, waiting: &mut VecDeque<Job>, place: &Place) -> Option<Vec<Job>> {
    let first = match waiting.pop_front() {
        Some(job) => job,
        None => jobs.recv().ok()?,
    };
    waiting.extend(jobs.try_iter());
    let mut together = vec![first];
    let mut at = 0;
    while together[0].work.is_sociable() && together.len() < TOGETHER && at < waiting.len() {
        let (first, other) = (&together[0].turn, &waiting[at]);
        let is_file = matches!(place, Place::Folder(_));
        let shares = other.work.is_sociable() && other.turn.reach == Reach::Shared && (is_file || other.turn == *first);
        match if shares { waiting.remove(at) } else { None } {
            Some(job) => together.push(job),
            None => at += 1,
        }
    }
    Some(together)
}

impl Desk {
    /// Writes all of it in one transaction; where that fails, each in one of its own.
    fn write(&mut self, mut jobs: Vec<Job>) {
        let ended = match self.try_write(&mut jobs) {
            Ok(()) => Ok(()),
            Err(Ended::Job | Ended::Storage(_)) if jobs.len() > 1 => {
                return jobs.into_iter().for_each(|job| self.write(vec![job]));
            }
            // It knows itself what failed.
            Err(Ended::Job) => Err(StorageError::Closed),
            Err(Ended::Storage(error)) => Err(error),
        };
        for Job { work, .. } in jobs {
            work.tell(ended.clone());
        }
    }

    fn try_write(&mut self, jobs: &mut [Job]) -> Result<(), Ended> {
        let turn = jobs[0].turn.clone();
        let (connection, tally) = self.at_work()?;
        in_transaction(connection, tally, &turn, |tx| {
            jobs.iter_mut().try_for_each(|job| job.work.run(tx)).map_err(|Failed| Ended::Job)
        })
    }

    fn at_work(&mut self) -> Result<(&mut Connection, &Tally), StorageError> {
        if self.connection.is_none()
            && let Place::Postgres { address, .. } = &self.place
        {
            self.connection = Some(postgres::writer(address, &self.tally)?);
        }
        self.connection.as_mut().map(|connection| (connection, &self.tally)).ok_or(StorageError::Closed)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::super::tx::{Tx, params};
    use super::super::{Storage, StorageError, Turn};

    /// Holds the writer, lets the jobs wait together, and gives of each whether it was told to have been done, and whether its row
    /// stood in the journal at that moment; and how many lines the audit log has got, which is one a transaction.
    fn together(names: &[&'static str]) -> (Vec<(&'static str, bool, bool)>, u64) {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = Storage::open(folder.path()).expect("a journal");
        let lines = || storage.verify(None).expect("verified").lines;
        let before = lines();
        let (go, gate) = mpsc::channel::<()>();
        let (begin, start) = mpsc::channel();
        let busy = storage.clone();
        let busy = std::thread::spawn(move || {
            busy.write_quietly(Turn::of_nobody(), move |_| {
                begin.send(()).expect("somebody waits");
                gate.recv().map_err(|_| StorageError::Closed)
            })
        });
        start.recv().expect("the writer is held");
        let (tell, told) = mpsc::channel();
        for name in names.iter().copied() {
            let (reader, tell) = (storage.clone(), tell.clone());
            storage.share(
                Turn::of_nobody(),
                move |tx| write(tx, name),
                move |found| {
                    let there = reader.read(|tx| tx.exists("SELECT 1 FROM meta WHERE name = ?", [name])).expect("read");
                    tell.send((name, found.is_ok(), there)).expect("somebody listens");
                },
            );
        }
        go.send(()).expect("the writer waits");
        busy.join().expect("no panic").expect("done");
        let told = names.iter().map(|_| told.recv().expect("told")).collect();
        assert_eq!(storage.verify(None).expect("verified").faults, []);
        (told, lines() - before)
    }

    fn write(tx: &Tx<'_>, name: &str) -> Result<(), StorageError> {
        tx.execute("INSERT INTO meta (name, value) VALUES (?, 'x')", params![name])?;
        assert_ne!(name, "panics", "as wanted");
        if name == "fails" { Err(StorageError::Unavailable("as wanted".to_owned())) } else { Ok(()) }
    }

    #[test]
    fn what_waits_together_shares_a_transaction_and_is_told_when_it_is_on_the_disk() {
        assert_eq!(
            together(&["one", "two", "three"]),
            (vec![("one", true, true), ("two", true, true), ("three", true, true)], 1)
        );
    }

    #[test]
    fn what_fails_fails_alone() {
        assert_eq!(
            together(&["one", "fails", "panics", "two"]),
            (vec![("one", true, true), ("fails", false, false), ("panics", false, false), ("two", true, true)], 2)
        );
    }
}
