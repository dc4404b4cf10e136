//! «Сегодня» and «Мои журналы».

use chrono::NaiveDate;

use crate::domain::{Journal, JournalId, LessonDuties, LessonId, LessonRow};

/// «Сегодня»: the lessons of a day.
#[derive(Debug, Default)]
pub struct Today {
    /// The lesson that was opened last from here: the cursor stays on it until another one begins.
    pub opened: Option<LessonId>,
    /// The day that is shown.
    pub date: Option<NaiveDate>,
    /// The lessons, waiting entries included.
    pub rows: Vec<DayRow>,
    /// The lessons as they came, without the entries that wait.
    pub plain: Vec<LessonRow>,
    /// The lesson under the cursor.
    pub selected: Option<LessonId>,
    /// Whether the person moved the cursor: from then on it does not follow the running lesson.
    pub moved: bool,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
}

/// A lesson of the day with the state of its duties.
#[derive(Debug, Clone)]
pub struct DayRow {
    /// The lesson and what the journal, with the entries that wait, holds of it.
    pub row: LessonRow,
    /// How its duties stand now.
    pub duties: LessonDuties,
}

/// How much of something is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Loading {
    /// Asked for, and nothing has come yet.
    #[default]
    Asked,
    /// It is here.
    Here,
    /// It is not in the store, and the server cannot be reached.
    Missing,
}

/// «Мои журналы».
#[derive(Debug, Default)]
pub struct Journals {
    /// By class, then subject.
    pub journals: Vec<Journal>,
    /// The journal under the cursor.
    pub selected: Option<JournalId>,
    /// How much is known.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
}

impl Today {
    /// The place of the selected lesson among [`Self::rows`].
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        let selected = self.selected.as_ref()?;
        self.rows.iter().position(|row| row.row.lesson.id == *selected)
    }
}
