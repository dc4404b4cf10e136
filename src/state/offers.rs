//! Which actions can be used where the person is. The last line leaves out what cannot, and a key that is pressed all the same
//! says why.

use super::today::Loading;
use super::{Screen, State};
use crate::action::{Action, Tag};
use crate::domain::{Finding, LessonId, Role};
use crate::entry::{self, Book, Remark};
use crate::keys::Context;

/// Why an action cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// The rules say so.
    Rule(Finding),
    /// The program says so: the key of the sentence.
    Sentence(&'static str),
}

impl State {
    /// Why an action cannot be used on the screen (whatever lies over it), before anything is tried; `None`: it can, as far as that is known without trying.
    #[must_use]
    pub fn closed(&self, context: Context, action: Action) -> Option<Closed> {
        match self.screen {
            // The class teacher writes it on lessons that others give: who may not is told why by the key.
            Screen::Grid if action == Action::Reason => self.empty_page(),
            Screen::Grid | Screen::RollCall | Screen::Lesson if self.writes(context, action) => self.no_entry(),
            Screen::Grid if matches!(action, Action::FindPupil | Action::RollCall | Action::Lesson) => self.empty_page(),
            Screen::Queue if action == Action::Open && self.waiting.is_empty() => Some(Closed::Sentence("queue-empty")),
            Screen::Deadlines => self.closed_deadlines(action),
            _ => None,
        }
    }

    /// Why nothing can be entered where the person is: nobody and nothing to enter for, or others enter it.
    #[must_use]
    pub fn no_entry(&self) -> Option<Closed> {
        self.empty_page().or_else(|| self.read_only().map(Closed::Rule))
    }

    /// Why the page that is shown takes nothing from this person; `None`: it does, or there is none.
    #[must_use]
    pub fn read_only(&self) -> Option<Finding> {
        let desk = self.desk.as_ref()?;
        let (book, lesson) = self.lesson_entered()?;
        let finding = entry::read_only(desk, book, &lesson)?;
        // Of a cell the rules may have a word of their own.
        let spot = self.screens.grid.cursor.as_ref().filter(|_| self.screen == Screen::Grid);
        match spot.and_then(|spot| entry::remark(desk, book, spot)) {
            Some(Remark::Closed(of_cell)) => Some(of_cell),
            _ => Some(finding),
        }
    }

    /// The lesson that is being filled, with its page.
    fn lesson_entered(&self) -> Option<(&Book, LessonId)> {
        let screens = &self.screens;
        match self.screen {
            Screen::Grid => {
                let book = self.open_book()?;
                Some((book, book.lesson_of_work(&screens.grid.cursor.as_ref()?.work)?.id.clone()))
            }
            Screen::RollCall => Some((self.book(screens.roll_call.journal.as_ref()?)?, screens.roll_call.lesson.clone()?)),
            Screen::Lesson => Some((self.book(screens.lesson.journal.as_ref()?)?, screens.lesson.lesson.clone()?)),
            _ => None,
        }
    }

    /// Whether the last line offers the action. Undo stays where something may be entered, and nothing jumps while a day is
    /// being read.
    #[must_use]
    pub fn offers(&self, context: Context, action: Action) -> bool {
        let is_steady = match action {
            Action::Undo | Action::Redo => true,
            _ => self.screen == Screen::Today && self.screens.today.loading == Loading::Asked,
        };
        self.closed(context, action).is_none() && (is_steady || self.why_not(action).is_none())
    }

    fn empty_page(&self) -> Option<Closed> {
        if self.screen != Screen::Grid {
            return None;
        }
        match self.open_book() {
            None => Some(Closed::Sentence("notice-no-page")),
            Some(book) if book.pupils().is_empty() => Some(Closed::Sentence("notice-no-pupils")),
            Some(book) => book.columns().is_empty().then_some(Closed::Sentence("notice-no-cell")),
        }
    }

    /// Whether the action writes, or changes what would be written. Undo and redo are about what was written elsewhere.
    fn writes(&self, context: Context, action: Action) -> bool {
        match action {
            // Enter in the grid only goes on.
            Action::Accept => context != Context::Grid,
            Action::Undo => match context {
                _ if context.undoes_edits() => self.undo.is_empty(),
                _ => true,
            },
            Action::Redo => false,
            Action::Left | Action::Right => context == Context::LessonChoice,
            Action::DeleteBack | Action::DeleteOn | Action::DeleteWord | Action::DeleteLine => true,
            _ => action.tag() == Tag::Entry,
        }
    }

    fn closed_deadlines(&self, action: Action) -> Option<Closed> {
        let role = self.desk.as_ref().map(|desk| desk.account.role)?;
        match action {
            // On a day without lessons the key leads to the nearest school day.
            Action::Open if role == Role::Analyst && !self.screens.deadlines.lessons().is_empty() => {
                Some(Closed::Sentence("deadlines-closed"))
            }
            _ => None,
        }
    }
}
