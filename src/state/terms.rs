//! «Итоги»: pupils × periods of one journal.

use std::collections::BTreeMap;

use super::State;
use super::today::Loading;
use crate::domain::{Finding, JournalId, Period, PeriodId, PupilId};
use crate::entry::{self, Book, TermRow, TermSpot};

/// The marks of periods. They stand in the book of [`Self::journal`].
#[derive(Debug, Default)]
pub struct Terms {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The cell under the cursor.
    pub cursor: Option<TermSpot>,
    /// What the engine says of every pupil's mark for the period under the cursor, in the order of the list.
    pub rows: Vec<TermRow>,
    /// What the rules said of the last entry, until the cursor moves.
    pub findings: Vec<Finding>,
    /// How much is known of the period under the cursor.
    pub loading: Loading,
    /// Generation of the question that is open.
    pub asked: u64,
    /// Why marks of a period are late: asked once, until the screen is left.
    pub late: BTreeMap<PeriodId, String>,
}

impl State {
    /// The book that «Итоги» shows.
    #[must_use]
    pub fn terms_book(&self) -> Option<&Book> {
        self.book(self.screens.terms.journal.as_ref()?)
    }

    /// The periods of the columns of «Итоги».
    #[must_use]
    pub fn terms_periods(&self) -> Vec<&Period> {
        let grade = self.terms_book().map(|book| book.page().journal.grade);
        grade.map(|grade| Period::marked_of_grade(&self.info.periods, grade)).unwrap_or_default()
    }

    /// The period under the cursor of «Итоги».
    #[must_use]
    pub fn terms_period(&self) -> Option<&Period> {
        let id = &self.screens.terms.cursor.as_ref()?.period;
        self.info.periods.iter().find(|period| period.id == *id)
    }

    /// What the engine says of every pupil's mark for the period of the cursor; nothing where another period's page is here.
    #[must_use]
    pub fn judged_terms(&self) -> Vec<TermRow> {
        let (Some(desk), Some(book), Some(cursor)) = (&self.desk, self.terms_book(), &self.screens.terms.cursor) else {
            return Vec::new();
        };
        if book.page().period.id != cursor.period {
            return Vec::new();
        }
        let spots = book.pupils().iter().map(|pupil| TermSpot { period: cursor.period.clone(), pupil: pupil.id.clone() });
        spots.filter_map(|spot| entry::term_row(desk, book, &spot)).collect()
    }

    /// The row of a pupil of «Итоги» with what the engine says; `None` while the period's page is not here.
    #[must_use]
    pub fn terms_row(&self, pupil: &PupilId) -> Option<&TermRow> {
        self.screens.terms.rows.iter().find(|row| row.pupil == *pupil)
    }
}
