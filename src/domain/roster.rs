//! Classes and pupils. Only what a journal needs: personal data of minors is kept as small as it can be.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::account::TeacherRef;
use super::id::{ClassId, PupilId};

/// A class of the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Class {
    /// The class.
    pub id: ClassId,
    /// Its name («7А»).
    pub name: String,
    /// The grade, 1 to 11.
    pub grade: u8,
    /// The class teacher.
    pub head: Option<TeacherRef>,
    /// Which schedule of bells the class follows.
    pub schedule: String,
}

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DateSpan {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl DateSpan {
    /// Whether the date lies in the span.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// A pupil as a journal shows them: the closed list of fields that may be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Pupil {
    /// The pupil.
    pub id: PupilId,
    /// Number in the list of the journal, from 1.
    pub number: u16,
    /// Surname.
    pub surname: String,
    /// First name.
    pub given_name: String,
    /// Subgroup, where the class is divided for the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Since when in the class; `None`: since the year began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day in the class, for a pupil who left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Taught at home: marks stand in a journal of their own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub home_schooled: bool,
    /// Stays in sanatoria, where marks come with a certificate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sanatorium: Vec<DateSpan>,
    /// Whether the pupil is in a special medical group for physical education.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub medical_group: bool,
}

impl Pupil {
    /// Whether the pupil belongs to the class on the date.
    #[must_use]
    pub fn on_roster(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Surname and first name («Громова София»).
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given_name)
    }
}
