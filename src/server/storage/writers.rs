//! The threads that write, each with a connection of its own: one for a file, several for a database.
//!
//! What takes the same turn goes to the same thread, so that none of them stands and waits for another.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread::JoinHandle;

use super::seal::Tally;
use super::turn::Turn;
use super::tx::Tx;
use super::{Connection, Place, StorageError, in_transaction, locked, postgres};

/// Threads that write into a database.
const WRITERS: usize = 4;

type Job = Box<dyn FnOnce(Result<(&mut Connection, &Tally), StorageError>) + Send>;

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
                for job in jobs {
                    job(desk.at_work());
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
        let (answer, answered) = mpsc::sync_channel(1);
        let first = turn.numbers().next();
        let job: Job = Box::new(move |desk| {
            let result = std::panic::catch_unwind(AssertUnwindSafe(|| {
                let (connection, tally) = desk?;
                in_transaction(connection, tally, &turn, work)
            }));
            let result = result.unwrap_or_else(|_| Err(StorageError::Broken("a write panicked".to_owned()).into()));
            // Who asked may have gone away meanwhile; what was written stays.
            let _ = answer.send(result);
        });
        self.send(first, job)?;
        answered.recv().map_err(|_| StorageError::Closed)?
    }

    fn send(&self, turn: Option<i64>, job: Job) -> Result<(), StorageError> {
        let threads = locked(&self.threads);
        let count = threads.len().max(1);
        let at = match turn {
            Some(number) => usize::try_from(number.rem_euclid(i64::try_from(count).unwrap_or(1))).unwrap_or(0),
            None => self.next.fetch_add(1, Ordering::Relaxed) % count,
        };
        let (sender, _) = threads.get(at).ok_or(StorageError::Closed)?;
        sender.send(job).map_err(|_| StorageError::Closed)
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

impl Desk {
    fn at_work(&mut self) -> Result<(&mut Connection, &Tally), StorageError> {
        if self.connection.is_none()
            && let Place::Postgres { address, .. } = &self.place
        {
            self.connection = Some(postgres::writer(address, &self.tally)?);
        }
        self.connection.as_mut().map(|connection| (connection, &self.tally)).ok_or(StorageError::Closed)
    }
}
