//! What is entered, with the fields of its kind.

use chrono::NaiveDate;

use super::When;
use crate::domain::{PeriodKind, WorkKind};

/// The entry.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What is entered, with its own fields.
    pub kind: EntryKind,
    /// A comment; answers warnings of cells and terms.
    pub comment: Option<String>,
    /// A reason; answers warnings of topics and of late entries.
    pub reason: Option<String>,
    /// The document that the entry rests on: its number and date.
    pub source: Option<String>,
    /// The account that entered what the journal holds now.
    pub author: Option<String>,
    /// The name of who that was, for the sentence; the account where it is missing.
    pub author_name: Option<String>,
    /// Whether it is one of many cells that are entered at once.
    pub bulk: Option<bool>,
}

/// What is entered.
#[derive(Debug, Clone, Default)]
pub enum EntryKind {
    /// Only the instants are asked for.
    #[default]
    Due,
    /// A cell of the grid.
    Cell(CellEntry),
    /// A topic.
    Topic {
        /// Its text.
        text: Option<String>,
    },
    /// Homework.
    Homework(HomeworkEntry),
    /// The roll call.
    Attendance {
        /// Whether it is confirmed.
        confirmed: Option<bool>,
    },
    /// Why a pupil was absent.
    AbsenceReason {
        /// Code or word.
        code: Option<String>,
        /// When the document was received.
        received: Option<When>,
        /// First day that it covers.
        from: Option<NaiveDate>,
        /// Last day that it covers.
        to: Option<NaiveDate>,
    },
    /// A mark for a period.
    Term(Box<TermEntry>),
    /// An entry carried over after an outage.
    Transfer {
        /// The kind that was carried over; attendance when missing.
        of: Option<String>,
        /// When the outage began.
        outage_from: Option<When>,
        /// When it ended.
        outage_to: Option<When>,
        /// When the entry was made.
        made_at: Option<When>,
    },
}

/// The text of a cell, and for a change what stood there.
#[derive(Debug, Clone, Default)]
pub struct CellEntry {
    /// The text typed.
    pub text: Option<String>,
    /// The column «Тетрадь» instead of the lesson's.
    pub notebook: bool,
    /// What the journal holds.
    pub previous: Option<String>,
    /// Whether the server has acknowledged that.
    pub acknowledged: Option<bool>,
    /// The explanation of a correction.
    pub explanation: Option<String>,
    /// The role of who approved it.
    pub approved_by: Option<String>,
}

/// Homework as it is entered.
#[derive(Debug, Clone, Default)]
pub struct HomeworkEntry {
    /// The text.
    pub text: Option<String>,
    /// For some pupils only.
    pub individual: bool,
    /// Those pupils.
    pub pupils: Option<Vec<String>>,
    /// «Не задано».
    pub none: Option<bool>,
}

/// A mark for a period as it is entered, with what it is to be compared with.
#[derive(Debug, Clone, Default)]
pub struct TermEntry {
    /// The text typed.
    pub text: Option<String>,
    /// What the journal holds.
    pub previous: Option<String>,
    /// Whether the server has acknowledged that.
    pub acknowledged: Option<bool>,
    /// The explanation of a correction.
    pub explanation: Option<String>,
    /// The role of who approved it.
    pub approved_by: Option<String>,
    /// What period it is.
    pub period: Option<TermPeriod>,
    /// The summary sheet instead of the subject page.
    pub summary: bool,
    /// Marks of the period, as they stand in the journal.
    pub marks: Option<Vec<String>>,
    /// What works the marks are for, in any order.
    pub mark_kinds: Option<Vec<WorkKind>>,
    /// Lessons held.
    pub held: Option<u32>,
    /// Lessons missed.
    pub missed: Option<u32>,
    /// Whether the reasons of absence are valid.
    pub reasons_valid: Option<bool>,
    /// The year's mark.
    pub year_mark: Option<String>,
    /// The marks of the years, for grade 11.
    pub year_marks: Option<Vec<String>>,
    /// The examination's mark; missing: there was none.
    pub exam_mark: Option<String>,
    /// The marks of the half-years.
    pub half_year_marks: Option<Vec<String>>,
    /// When the protocol of the examination was received.
    pub protocol_received: Option<When>,
    /// When the result was known.
    pub result_at: Option<When>,
}

/// A period as a case gives it.
#[derive(Debug, Clone, Default)]
pub struct TermPeriod {
    /// What it is.
    pub kind: Option<PeriodKind>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Last day of lessons.
    pub last_school_day: Option<NaiveDate>,
    /// Whether it is closed.
    pub closed: Option<bool>,
}
