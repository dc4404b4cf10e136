//! People who sign in, and what they are.

use serde::{Deserialize, Serialize};

use super::id::{AccountId, SchoolId};

/// What an account may do. A substitute is a teacher by role; `District` is the level above a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Fills the own lessons and the lessons substituted.
    Teacher,
    /// A teacher who also heads a class: reads all of it and corrects absence reasons.
    ClassTeacher,
    /// Reads the whole school, approves corrections, remarks.
    Deputy,
    /// As the deputy.
    Director,
    /// Users and import; no marks.
    Admin,
    /// Aggregates only; no names.
    Analyst,
    /// Reads the schools of a district.
    District,
}

impl Role {
    /// Every role, in the order of the documentation.
    pub const ALL: [Self; 7] =
        [Self::Teacher, Self::ClassTeacher, Self::Deputy, Self::Director, Self::Admin, Self::Analyst, Self::District];

    /// The name in JSON and in files (`class_teacher`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::ClassTeacher => "class_teacher",
            Self::Deputy => "deputy",
            Self::Director => "director",
            Self::Admin => "admin",
            Self::Analyst => "analyst",
            Self::District => "district",
        }
    }

    /// Whether the role enters marks, topics and homework.
    #[must_use]
    pub const fn teaches(self) -> bool {
        matches!(self, Self::Teacher | Self::ClassTeacher)
    }

    /// Whether the role sees the state of deadlines of the whole school.
    #[must_use]
    pub const fn sees_school(self) -> bool {
        matches!(self, Self::Deputy | Self::Director | Self::Analyst)
    }
}

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The school that the session is for.
    pub school: SchoolId,
    /// What is typed at sign-in.
    pub login: String,
    /// Surname, first name and patronymic.
    pub name: String,
    /// Surname and initials («Орлова Е. В.»).
    pub short_name: String,
    /// What the account may do.
    pub role: Role,
    /// Names of the classes that the account heads («7А»).
    pub head_of: Vec<String>,
}

/// A teacher as others see them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TeacherRef {
    /// The account.
    pub id: AccountId,
    /// Surname and initials («Орлова Е. В.»).
    pub short_name: String,
}
