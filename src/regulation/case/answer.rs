//! What the engine says of a case, and its JSON form.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::domain::{Finding, RuleId};

/// What becomes of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// Accepted.
    Accepted,
    /// Accepted after a second key, a comment or a reason.
    Warned,
    /// Not accepted.
    Refused,
    /// Kept as a request for correction.
    Request,
}

/// Whether the entry is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// In time.
    InTime,
    /// Late.
    Late,
    /// The lesson has not begun.
    NotStarted,
    /// Made in time, and carried over after an outage within its term.
    InTimeNotAcknowledged,
}

/// Part of an entry that belongs into a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Split {
    /// The journal's subject.
    pub subject: String,
    /// What goes there.
    pub text: String,
    /// The note that goes with it.
    pub note: String,
}

/// An instant by which something is due: with the school's offset, or local where the zone is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// With the school's offset.
    Instant(DateTime<FixedOffset>),
    /// The zone is not known.
    Local(chrono::NaiveDateTime),
}

/// The instants by which the duties of a lesson are due; `None`: no such duty, or not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Duties {
    /// The roll call.
    pub attendance: Option<Due>,
    /// The topic.
    pub topic: Option<Due>,
    /// The homework.
    pub homework: Option<Due>,
    /// Current marks.
    pub current_mark: Option<Due>,
    /// Marks of the case's written work.
    pub work: Option<Due>,
}

/// What the engine says.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What becomes of the entry.
    pub verdict: Judgement,
    /// What goes into the journal, in the profile's spelling.
    pub stored: Option<String>,
    /// Where one entry belongs into two journals.
    pub split: Vec<Split>,
    /// Until when it is due.
    pub due: Option<Due>,
    /// The first of two instants, where the profile has two.
    pub soft_due: Option<Due>,
    /// All duties, for entries of kind `due`.
    pub duties: Option<Duties>,
    /// Whether in time.
    pub timeliness: Option<Timeliness>,
    /// The mark that the engine proposes for a period.
    pub proposal: Option<String>,
    /// What the rules found.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided with the data given. Filled only by [`crate::regulation::check_in_full`].
    pub undecided: Vec<RuleId>,
}

impl Answer {
    /// The answer as one line of `zvonok check`. `case` is the case's name; `message` turns a finding into its Russian
    /// sentence.
    #[must_use]
    pub fn to_json(&self, case: Option<&str>, message: &dyn Fn(&Finding) -> String) -> String {
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|finding| {
                json!({"rule": finding.rule, "severity": finding.severity, "clause": finding.clause, "message": message(finding)})
            })
            .collect();
        let due = match &self.duties {
            Some(duties) => duties.to_json(),
            None => instant(self.due),
        };
        let mut answer = Map::new();
        answer.insert("case".to_owned(), case.into());
        answer.insert("verdict".to_owned(), json!(self.verdict));
        answer.insert("stored".to_owned(), self.stored.as_deref().into());
        answer.insert("split".to_owned(), json!(self.split));
        answer.insert("due".to_owned(), due);
        answer.insert("soft_due".to_owned(), instant(self.soft_due));
        answer.insert("timeliness".to_owned(), json!(self.timeliness));
        answer.insert("proposal".to_owned(), self.proposal.as_deref().into());
        answer.insert("findings".to_owned(), findings.into());
        answer.insert("undecided".to_owned(), json!(self.undecided));
        Value::Object(answer).to_string()
    }
}

impl Duties {
    fn to_json(self) -> Value {
        json!({
            "attendance": instant(self.attendance),
            "topic": instant(self.topic),
            "homework": instant(self.homework),
            "current_mark": instant(self.current_mark),
            "work": instant(self.work),
        })
    }
}

impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant(instant) => instant.format("%Y-%m-%dT%H:%M:%S%:z").fmt(f),
            Self::Local(local) => local.format("%Y-%m-%dT%H:%M:%S").fmt(f),
        }
    }
}

impl Due {
    /// The instant, if the zone is known.
    #[must_use]
    pub fn utc(self) -> Option<DateTime<chrono::Utc>> {
        match self {
            Self::Instant(instant) => Some(instant.to_utc()),
            Self::Local(_) => None,
        }
    }

    /// School time.
    #[must_use]
    pub fn local(self) -> chrono::NaiveDateTime {
        match self {
            Self::Instant(instant) => instant.naive_local(),
            Self::Local(local) => local,
        }
    }
}

fn instant(due: Option<Due>) -> Value {
    due.map_or(Value::Null, |due| due.to_string().into())
}
