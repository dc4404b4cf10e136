//! A connection, driven by the thread that uses it: questions that do not wait for each other go out together.
//!
//! Each question to a database costs as much waiting as its answer is far away. A line takes a list of them, sends it at once, and
//! hears the answers in their order. What the triggers say meanwhile is heard in that order too.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use postgres::types::ToSql;
use postgres::{Row, Statement};
use tokio::runtime::Runtime;
use tokio_postgres::{AsyncMessage, Client};

use super::super::StorageError;
use super::Postgres;
use super::address::Incoming;
use super::wire::Value;

/// What is asked of a database.
pub(super) enum Question {
    /// Statements without parameters, whose answers nobody reads.
    Plain(String),
    /// A statement whose rows are wanted.
    Rows(Statement, Vec<Value>),
    /// A statement that changes rows.
    Change(Statement, Vec<Value>),
}

/// The answer to a question.
pub(super) enum Answer {
    /// To one that has none.
    Done,
    /// The rows.
    Rows(Vec<Row>),
    /// How many rows were touched.
    Touched(u64),
}

/// Who hears what the triggers say.
type Ear = Box<dyn Fn(&str) + Send>;

/// A connection.
pub(super) struct Line {
    runtime: Runtime,
    client: Client,
    /// `None`: the connection has ended.
    incoming: Option<Incoming>,
    ear: Ear,
}

impl Line {
    /// Connects.
    pub(super) fn open(address: &Postgres, ear: Ear) -> Result<Self, StorageError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StorageError::Unavailable(error.to_string()))?;
        let (client, incoming) = runtime.block_on(address.open())?;
        Ok(Self { runtime, client, incoming: Some(incoming), ear })
    }

    /// Looks whether the connection still is one, without asking the other side.
    pub(super) fn is_alive(&mut self) -> bool {
        self.drive(async {
            // Lets the runtime look whether anything has come.
            tokio::task::yield_now().await;
            Ok(())
        })
        .is_ok()
            && self.incoming.is_some()
            && !self.client.is_closed()
    }

    /// Asks one thing.
    pub(super) fn plain(&mut self, sql: &str) -> Result<(), StorageError> {
        self.ask(vec![Question::Plain(sql.to_owned())]).map(|_| ())
    }

    /// Prepares a statement.
    pub(super) fn prepare(&mut self, sql: &str) -> Result<Statement, StorageError> {
        let Self { runtime, client, incoming, ear } = self;
        Ok(drive(runtime, incoming, ear, client.prepare(sql))?)
    }

    /// Asks all of it at once. Of several that failed the first is told: in a transaction the others failed for it.
    pub(super) fn ask(&mut self, questions: Vec<Question>) -> Result<Vec<Answer>, StorageError> {
        let Self { runtime, client, incoming, ear } = self;
        let client = &*client;
        let asked = questions.into_iter().map(|question| Asked::Waits(Box::pin(answer(client, question))));
        let mut asked: Vec<Asked<'_>> = asked.collect();
        let all = std::future::poll_fn(|context| {
            // Each is sent when it is polled for the first time, so that they go out in their order.
            let waits = asked.iter_mut().fold(0, |waits, one| waits + usize::from(one.poll(context).is_pending()));
            if waits == 0 { Poll::Ready(Ok(())) } else { Poll::Pending }
        });
        drive(runtime, incoming, ear, all)?;
        let answers = asked.into_iter().filter_map(|one| match one {
            Asked::Waits(_) => None,
            Asked::Answered(answer) => Some(answer),
        });
        Ok(answers.collect::<Result<Vec<Answer>, _>>()?)
    }

    /// Says something whose answer nobody waits for.
    pub(super) fn say(&mut self, sql: &str) {
        let Self { runtime, client, incoming, ear } = self;
        let mut said = Box::pin(client.batch_execute(sql));
        let sent = std::future::poll_fn(|context| {
            let _ = said.as_mut().poll(context);
            Poll::Ready(Ok(()))
        });
        // What is wrong with it the next question will tell.
        let _ = drive(runtime, incoming, ear, sent);
        // Moves it out to the socket.
        let _ = drive(runtime, incoming, ear, std::future::ready(Ok(())));
    }

    fn drive<T>(&mut self, future: impl Future<Output = Result<T, postgres::Error>>) -> Result<T, postgres::Error> {
        drive(&self.runtime, &mut self.incoming, &self.ear, future)
    }
}

/// A question that was sent.
enum Asked<'c> {
    Waits(Pin<Box<dyn Future<Output = Result<Answer, postgres::Error>> + 'c>>),
    Answered(Result<Answer, postgres::Error>),
}

impl Asked<'_> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Self::Waits(future) = self {
            let Poll::Ready(answer) = future.as_mut().poll(context) else { return Poll::Pending };
            *self = Self::Answered(answer);
        }
        Poll::Ready(())
    }
}

async fn answer(client: &Client, question: Question) -> Result<Answer, postgres::Error> {
    Ok(match question {
        Question::Plain(sql) => {
            client.batch_execute(&sql).await?;
            Answer::Done
        }
        Question::Rows(statement, values) => {
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
            Answer::Rows(client.query(&statement, &values).await?)
        }
        Question::Change(statement, values) => Answer::Touched(client.execute_raw(&statement, values).await?),
    })
}

/// Moves the connection on until the future is done.
fn drive<T>(
    runtime: &Runtime,
    incoming: &mut Option<Incoming>,
    ear: &Ear,
    future: impl Future<Output = Result<T, postgres::Error>>,
) -> Result<T, postgres::Error> {
    let mut future = pin!(future);
    runtime.block_on(std::future::poll_fn(|context| {
        if let Poll::Ready(done) = future.as_mut().poll(context) {
            move_on(incoming, ear, context);
            return Poll::Ready(done);
        }
        move_on(incoming, ear, context);
        future.as_mut().poll(context)
    }))
}

fn move_on(incoming: &mut Option<Incoming>, ear: &Ear, context: &mut Context<'_>) {
    while let Some(next) = incoming.as_mut() {
        match next(context) {
            Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => ear(notice.message()),
            Poll::Ready(Some(Ok(_))) => {}
            // Without the connection whoever waits for an answer hears that there will be none.
            Poll::Ready(Some(Err(_)) | None) => *incoming = None,
            Poll::Pending => return,
        }
    }
}
