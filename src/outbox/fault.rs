//! What an answer of a server, or its absence, means for the entries that were sent. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Entry, LifeEvent};
use crate::domain::{Finding, RuleId, Severity};
use crate::protocol::{Problem, Verdict};

/// An answer to one entry, as an event of its life.
pub type Ack = LifeEvent;

/// The rule id of a refusal that came as a problem of HTTP and not as a verdict.
pub const REFUSED_BY_SERVER: RuleId = RuleId::known("ZV-SERVER");

/// End of the kind of problem that asks for a new password before anything else.
const PASSWORD_FIRST: &str = "/password-change-needed";

/// End of the kind of problem of a cursor that is of another journal.
const CURSOR_GONE: &str = "/cursor-gone";

/// Why a request as a whole gave no verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing left the computer: no route, no name, refused, no TLS. Nothing was done.
    NotReached,
    /// It left, and no answer that can be believed came back: time-out, cut off, HTML, half a JSON.
    NoAnswer,
    /// 401: sign in first. Nothing was done, nothing is dropped.
    SignIn,
    /// 410 with the kind of problem of a cursor: the server's journal is another one, a backup of it was put back. Nothing was done.
    CursorGone,
    /// 403, 404, 410, 422: refused as a whole.
    Refused(Box<Problem>),
    /// 409, 412: somebody else was first.
    Conflict,
    /// 413: the batch is too large.
    TooLarge,
    /// 425, 429: not now; nothing was done.
    NotNow {
        /// What the server asked for.
        retry_after: Option<RetryAfter>,
    },
    /// 408, 5xx: not now, and it may have been done.
    Failing {
        /// What the server asked for.
        retry_after: Option<RetryAfter>,
    },
    /// 426, or an answer that no version of this program understands: stop, and say so.
    Incompatible,
}

/// When the server wants to be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so many seconds.
    Seconds(u64),
    /// At an instant of the server's clock.
    At(DateTime<Utc>),
}

impl RetryAfter {
    /// Reads the header's value: whole seconds or an HTTP date; anything else counts as absent.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Seconds(text.parse().unwrap_or(u64::MAX)));
        }
        httpdate::parse_http_date(text).ok().map(|at| Self::At(at.into()))
    }

    /// How long that is from an instant of the server's clock.
    #[must_use]
    pub fn from(self, now: DateTime<Utc>) -> TimeDelta {
        match self {
            Self::Seconds(seconds) => TimeDelta::seconds(i64::try_from(seconds).unwrap_or(i64::MAX).min(86_400 * 365)),
            Self::At(at) => (at - now).max(TimeDelta::zero()),
        }
    }
}

impl Fault {
    /// The fault of an HTTP status that is not a success. `problem` is given only when the answer had the media type of a
    /// problem: a status with any other body in the range 400–499 may come from a portal in between and is no answer, but
    /// for those that servers in front of ours give on purpose (408, 413, 425, 429).
    #[must_use]
    pub fn of_status(status: u16, problem: Option<Problem>, retry_after: Option<RetryAfter>) -> Self {
        match (status, problem) {
            (413, _) => Self::TooLarge,
            (425 | 429, _) => Self::NotNow { retry_after },
            (408 | 500..=599, _) => Self::Failing { retry_after },
            (401, Some(_)) => Self::SignIn,
            // Nothing is answered before the person has set a new password: nothing is refused either.
            (403, Some(problem)) if problem.kind.ends_with(PASSWORD_FIRST) => Self::SignIn,
            (410, Some(problem)) if problem.kind.ends_with(CURSOR_GONE) => Self::CursorGone,
            (403 | 404 | 410 | 422, Some(problem)) => Self::Refused(Box::new(problem)),
            (409 | 412, Some(_)) => Self::Conflict,
            (400..=499, Some(_)) | (426, None) => Self::Incompatible,
            _ => Self::NoAnswer,
        }
    }

    /// What the fault means for one entry of a batch of `batch` entries. A batch that is refused as a whole is sent again in
    /// halves, until the entry that is meant stands alone.
    #[must_use]
    pub fn event(&self, batch: usize) -> LifeEvent {
        match self {
            Self::NoAnswer | Self::Failing { .. } => LifeEvent::AnswerLost,
            Self::Refused(problem) if batch == 1 => LifeEvent::Refused { findings: vec![refusal(problem)] },
            Self::Conflict if batch == 1 => LifeEvent::Conflict { present: None, lesson: None },
            _ => LifeEvent::NeverLeft,
        }
    }

    /// What the fault means for an entry of a batch of `batch` entries that was just given to the network; `None`: nothing new.
    ///
    /// A request that is turned away as a whole was not judged. Where an earlier one with the same entry may have arrived, that
    /// one may be in the journal: the entry stays as it is, and is asked for again when its answer is overdue.
    #[must_use]
    pub fn event_of(&self, entry: &Entry, batch: usize) -> Option<LifeEvent> {
        let event = self.event(batch);
        let turned_away = matches!(event, LifeEvent::Refused { .. } | LifeEvent::Conflict { .. });
        (!turned_away || entry.attempts <= 1).then_some(event)
    }

    /// Whether the next try shall take half as many entries as the `sent` ones. A single entry that is too large is not tried
    /// again at once: it would be for ever.
    #[must_use]
    pub const fn halves(&self, sent: usize) -> bool {
        match self {
            Self::TooLarge => sent > 1,
            Self::Refused(_) | Self::Conflict => true,
            _ => false,
        }
    }
}

/// The event of a verdict.
#[must_use]
pub fn ack(verdict: Verdict, at: DateTime<Utc>) -> Ack {
    match verdict {
        Verdict::Accepted { findings } => LifeEvent::Accepted { findings, at },
        Verdict::Duplicate => LifeEvent::Accepted { findings: Vec::new(), at },
        Verdict::Requested { findings } => LifeEvent::Requested { findings },
        Verdict::Conflict { present, lesson } => LifeEvent::Conflict { present, lesson },
        Verdict::Refused { findings } => LifeEvent::Refused { findings },
    }
}

fn refusal(problem: &Problem) -> Finding {
    let args = [("status", problem.status.to_string()), ("kind", problem.kind.clone()), ("title", problem.title.clone())];
    Finding {
        rule: REFUSED_BY_SERVER,
        severity: Severity::Error,
        clause: "".into(),
        args: args.into_iter().map(|(name, value)| (name.into(), value)).collect(),
    }
}
