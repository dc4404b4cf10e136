//! «Проверка»: what a check of the journals found, lesson by lesson.

use super::today::Loading;
use crate::domain::{RuleId, Severity, Target};
use crate::entry::Survey;
use crate::regulation::{LessonReview, Remark, Standing};
use crate::text::fold;

/// The check of the current quarter.
#[derive(Debug, Default)]
pub struct Review {
    /// What was found.
    pub survey: Option<Survey>,
    /// Whether the pages are from the store only: the server has not answered.
    pub partial: bool,
    /// Which remarks are shown.
    pub shown: Shown,
    /// Letters that the name of the class begins with; empty: all.
    pub class: String,
    /// Letters that the name of the teacher begins with; empty: all.
    pub teacher: String,
    /// The remark under the cursor.
    pub selected: Option<Pointed>,
    /// Its place in the list: where the cursor stays when the remark is gone.
    pub place: usize,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
}

/// Which remarks are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// What is refused, late or missing.
    Weighty,
    /// What a rule refuses.
    Refused,
}

impl Shown {
    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::All => Self::Weighty,
            Self::Weighty => Self::Refused,
            Self::Refused => Self::All,
        }
    }

    fn passes(self, remark: &Remark) -> bool {
        match self {
            Self::All => true,
            Self::Weighty => remark.weighs() && remark.standing != Standing::Waiting,
            Self::Refused => remark.finding.severity == Severity::Error,
        }
    }
}

/// A remark by what it is about, so that the cursor stays on it when the list is read anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointed {
    /// The fact.
    pub target: Target,
    /// The rule.
    pub rule: RuleId,
}

impl Pointed {
    /// What points at a remark.
    #[must_use]
    pub fn at(remark: &Remark) -> Self {
        Self { target: remark.target.clone(), rule: remark.finding.rule.clone() }
    }
}

impl Review {
    /// The remarks that pass the filters, each with its lesson.
    #[must_use]
    pub fn remarks(&self) -> Vec<(&LessonReview, &Remark)> {
        let (class, teacher) = (fold(&self.class), fold(&self.teacher));
        let lessons = self.survey.iter().flat_map(|survey| &survey.found.lessons).filter(|lesson| {
            let of_class = class.is_empty() || fold(&lesson.class).starts_with(&class);
            of_class && (teacher.is_empty() || fold(&lesson.teacher.short_name).starts_with(&teacher))
        });
        let shown = self.shown;
        lessons
            .flat_map(|lesson| lesson.remarks.iter().map(move |remark| (lesson, remark)))
            .filter(|(_, remark)| shown.passes(remark))
            .collect()
    }

    /// The remark under the cursor.
    #[must_use]
    pub fn under_cursor(&self) -> Option<(&LessonReview, &Remark)> {
        let selected = self.selected.as_ref()?;
        self.remarks().into_iter().find(|(_, remark)| Pointed::at(remark) == *selected)
    }
}
