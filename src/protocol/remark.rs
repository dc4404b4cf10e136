//! Remarks of the administration on journals, and figures for reports.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Digest, JournalId, LessonId, OperationId, TeacherRef};

/// `GET /v1/schools/{school}/remarks`: remarks on journals that the account may open, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Remarks {
    /// The remarks.
    pub remarks: Vec<Remark>,
    /// Where to go on; missing: that was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A remark on a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Remark {
    /// Its id.
    pub id: OperationId,
    /// The journal.
    pub journal: JournalId,
    /// The lesson that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<LessonId>,
    /// Who made it.
    pub author: TeacherRef,
    /// When.
    pub made_at: DateTime<Utc>,
    /// What is remarked.
    pub text: String,
    /// Until when it is to be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// What the teacher answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Said>,
    /// Who found it put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Said>,
}

/// Who said what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Said {
    /// Who.
    pub by: TeacherRef,
    /// When.
    pub at: DateTime<Utc>,
    /// What; empty where nothing needed to be said.
    pub text: String,
}

/// `POST /v1/schools/{school}/remarks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewRemark {
    /// The journal.
    pub journal: JournalId,
    /// The lesson that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<LessonId>,
    /// What is remarked, at most 1000 characters.
    pub text: String,
    /// Until when it is to be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// `POST /v1/schools/{school}/remarks/{remark}/answer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RemarkAnswer {
    /// What was done, at most 1000 characters.
    pub text: String,
}

/// `GET /v1/schools/{school}/reports/marks`: counts of a stretch of days, by journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MarksReport {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// One a journal, by class and subject.
    pub rows: Vec<MarksRow>,
    /// Version of the journal that was counted: the same digest, the same figures.
    pub digest: Digest,
}

/// The counts of a journal. A group of fewer than five pupils is not counted for who may not see names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MarksRow {
    /// Name of the class.
    pub class: String,
    /// The subject.
    pub subject: String,
    /// The subgroup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The counts; missing where the group is too small to be counted without naming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<MarksCounts>,
}

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MarksCounts {
    /// Pupils on the list.
    pub pupils: u32,
    /// Lessons that were not cancelled.
    pub lessons: u32,
    /// Of them with a topic.
    pub topics: u32,
    /// Absences.
    pub absences: u32,
    /// How many fives, fours, threes and twos.
    pub marks: [u32; 4],
    /// Their mean, to two digits; missing without a mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
}
