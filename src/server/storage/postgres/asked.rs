//! What a connection is asked, and in what order: at once, ahead of being wanted, or later.
//!
//! A question that will be wanted soon, and a statement whose answer nobody needs, wait for the next question and go out with it.
//! The database gets all of it in the order in which it was said.

use postgres::{Row, Statement};

use super::super::StorageError;
use super::super::tx::Owned;
use super::line::{Answer, Question};
use super::wire::Value;
use super::{Session, dialect};

/// What is said later.
pub(super) enum Later {
    /// Without an answer.
    Plain(String),
    /// A question that will be asked.
    Ahead(Asked),
    /// A statement that changes rows.
    Change(Asked),
}

/// A statement with what is in its places. It is of one row, or of many that it inserts.
#[derive(PartialEq)]
pub(super) struct Asked {
    pub(super) sql: String,
    pub(super) rows: Many,
    pub(super) values: Vec<Value>,
}

/// How many rows a statement is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    One,
    Lists,
}

/// The statement that inserts one row, with lists of the fields of many.
pub(super) fn of_many(sql: &str, columns: Vec<Vec<Owned>>) -> Asked {
    Asked { sql: sql.to_owned(), rows: Many::Lists, values: columns.into_iter().map(Value::Many).collect() }
}

impl Session {
    /// The first word of an answer.
    pub(super) fn word(&mut self, sql: &str) -> Result<Option<String>, StorageError> {
        let rows = self.rows(Asked { sql: sql.to_owned(), rows: Many::One, values: Vec::new() })?;
        Ok(rows.first().map(|row| row.try_get::<_, Option<String>>(0)).transpose()?.flatten())
    }

    /// Whether it was asked already, or will be with the next question.
    pub(super) fn is_known(&self, asked: &Asked) -> bool {
        let is_later = |later: &Later| matches!(later, Later::Ahead(ahead) if ahead == asked);
        self.known.iter().any(|(known, _)| known == asked) || self.later.iter().any(is_later)
    }

    /// The rows of an answer, together with all that was to be said before.
    pub(super) fn rows(&mut self, asked: Asked) -> Result<Vec<Row>, StorageError> {
        if self.is_known(&asked) && self.later.iter().any(|later| matches!(later, Later::Ahead(_))) {
            self.say(None)?;
        }
        if let Some(at) = self.known.iter().position(|(known, _)| *known == asked) {
            return Ok(self.known.swap_remove(at).1);
        }
        self.say(Some(Later::Ahead(asked)))?;
        Ok(self.known.pop().map(|(_, rows)| rows).unwrap_or_default())
    }

    /// How many rows a statement touched, said after all that was to be said before.
    pub(super) fn touched(&mut self, asked: Asked) -> Result<usize, StorageError> {
        self.forget();
        let touched = self.say(Some(Later::Change(asked)))?;
        Ok(usize::try_from(touched).unwrap_or(usize::MAX))
    }

    /// Before something is written: what was asked would be answered as it is before, and wanted as it is after.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.later.retain(|later| !matches!(later, Later::Ahead(_)));
    }

    /// Says what was to be said later, and one thing more. Gives how many rows the last of them touched.
    pub(super) fn say(&mut self, last: Option<Later>) -> Result<u64, StorageError> {
        if self.is_broken {
            return Err(StorageError::Broken("a transaction goes on after a failure".to_owned()));
        }
        let said = self.say_all(last);
        self.is_broken = said.is_err();
        said
    }

    fn say_all(&mut self, last: Option<Later>) -> Result<u64, StorageError> {
        let all: Vec<Later> = self.later.drain(..).chain(last).collect();
        let (mut questions, mut asked) = (Vec::with_capacity(all.len()), Vec::new());
        for later in all {
            questions.push(match later {
                Later::Plain(sql) => Question::Plain(sql),
                Later::Ahead(ahead) => {
                    let question = Question::Rows(self.statement(&ahead)?, ahead.values.clone());
                    asked.push(ahead);
                    question
                }
                Later::Change(change) => Question::Change(self.statement(&change)?, change.values),
            });
        }
        let (mut asked, mut touched) = (asked.into_iter(), 0);
        for answer in self.line.ask(questions)? {
            match answer {
                Answer::Done => {}
                Answer::Touched(rows) => touched = rows,
                Answer::Rows(rows) => self.known.extend(asked.next().map(|asked| (asked, rows))),
            }
        }
        Ok(touched)
    }

    fn statement(&mut self, asked: &Asked) -> Result<Statement, StorageError> {
        let (sql, is_of_many) = (&asked.sql, asked.rows == Many::Lists);
        // No statement of one row begins so.
        let many = is_of_many.then(|| format!("many: {sql}"));
        if let Some(known) = self.statements.get(many.as_ref().unwrap_or(sql)) {
            return Ok(known.clone());
        }
        let mut statement = self.line.prepare(&dialect::translated(sql))?;
        if is_of_many {
            statement = self.line.prepare(&dialect::of_many(sql, statement.params()))?;
        }
        self.statements.insert(many.unwrap_or_else(|| sql.clone()), statement.clone());
        Ok(statement)
    }
}
