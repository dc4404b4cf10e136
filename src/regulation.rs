//! Rules as data and checks: what a school's regulation says of an entry and of its time.
//!
//! Pure: no clock, no disk, no host zone or locale. One engine serves the key in the grid, the commands and the server.
//! A [`Profile`] is a readable TOML file (`profiles/*.toml`) in which every line cites its clause; a [`Case`] is what is
//! known of one entry; [`check`] gives an [`Answer`] with findings, never an error. [`duties`] gives the instants by which
//! the duties of a lesson are due. [`case::Case::of_lesson`] builds a case from a journal page.

pub mod case;

pub use case::{Answer, Case, Due, Duties, Entry, EntryKind, Judgement, Timeliness, When};

/// A school's regulation as data.
#[derive(Debug, Clone)]
pub struct Profile {
    name: String,
}

/// A profile that cannot be used: where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong and what to do about it, in Russian.
    pub message: String,
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl std::error::Error for ProfileError {}

impl Profile {
    /// The built-in profile of a name (`standard`, `altai-stdr`, `crimea-vorobyovo`, …).
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        Some(Self { name: name.to_owned() })
    }

    /// Reads a profile from TOML, with `extends` resolved among the built-in ones.
    pub fn parse(_text: &str) -> Result<Self, ProfileError> {
        Ok(Self { name: "standard".to_owned() })
    }

    /// The profile's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The effective profile as TOML text, as the server hands it to clients; `parse` reads it back.
    #[must_use]
    pub fn text(&self) -> &str {
        ""
    }

    /// SHA-256 of the effective profile.
    #[must_use]
    pub fn digest(&self) -> crate::domain::Digest {
        crate::domain::Digest::default()
    }

    /// How an absence is written in the journal («н», «ОТ»).
    #[must_use]
    pub fn absence_code(&self) -> &str {
        "н"
    }

    /// How long entries are held before they are sent (30 s where corrections need approval, else 0).
    #[must_use]
    pub fn hold_seconds(&self) -> u32 {
        0
    }
}

/// Judges an entry. `Answer::undecided` stays empty: see [`check_in_full`].
#[must_use]
pub fn check(_profile: &Profile, _case: &Case) -> Answer {
    Answer {
        verdict: Judgement::Accepted,
        stored: None,
        split: Vec::new(),
        due: None,
        soft_due: None,
        duties: None,
        timeliness: None,
        proposal: None,
        findings: Vec::new(),
        undecided: Vec::new(),
    }
}

/// Judges an entry and lists the rules that could not be decided with the data given.
#[must_use]
pub fn check_in_full(profile: &Profile, case: &Case) -> Answer {
    check(profile, case)
}

/// The instants by which the duties of the case's lesson are due.
#[must_use]
pub fn duties(_profile: &Profile, _case: &Case) -> Duties {
    Duties::default()
}

/// How the duties of a lesson stand at an instant, from what the journal (with the entries that wait) holds of it.
#[must_use]
pub fn lesson_duties(
    _profile: &Profile,
    _school: &crate::domain::School,
    _calendar: &crate::domain::Calendar,
    _row: &crate::domain::LessonRow,
    _now: chrono::DateTime<chrono::Utc>,
) -> crate::domain::LessonDuties {
    use crate::domain::{Duty, LessonDuties};
    LessonDuties { attendance: Duty::NONE, topic: Duty::NONE, homework: Duty::NONE, marks: Duty::NONE }
}
