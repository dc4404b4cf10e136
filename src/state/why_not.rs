//! Why an action can do nothing now: the reasons of the key table, said by the key itself and shown in the list of actions.

use super::today::Loading;
use super::{Closed, Screen, State};
use crate::action::{Action, Tag};
use crate::domain::Role;
use crate::keys::Context;

/// A reason for which an action can do nothing.
#[derive(Debug, Clone, Copy)]
pub struct Reason {
    /// Key of the sentence.
    pub says: &'static str,
    /// Whether it holds now.
    pub holds: fn(&State) -> bool,
}

const SIGN_IN_FIRST: Reason =
    Reason { says: "notice-sign-in-first", holds: |state| state.screen == Screen::SignIn && !state.can_put_off_sign_in() };
const SIGN_IN_OR_BACK: Reason = Reason { says: "notice-sign-in-or-back", holds: State::can_put_off_sign_in };
const NO_LESSON: Reason = Reason {
    says: "notice-no-lesson",
    holds: |state| match state.screen {
        Screen::Today => state.screens.today.row().is_none(),
        Screen::Week => state.screens.week.selected.is_none(),
        Screen::Grid => state.lesson_under_cursor().is_none(),
        _ => false,
    },
};
const NO_PAGE: Reason = Reason {
    says: "notice-no-page",
    holds: |state| state.screen == Screen::Grid && state.screens.grid.loading == Loading::Missing,
};
const READS_NO_JOURNALS: Reason = Reason {
    says: "fail-check-role",
    holds: |state| state.desk.as_ref().is_some_and(|desk| crate::entry::Scope::of(&desk.account).is_none()),
};
const NOTHING_WAITS: Reason =
    Reason { says: "queue-empty", holds: |state| state.screen == Screen::Queue && state.waiting.is_empty() };

const NOT_YOUR_LESSONS: Reason = Reason { says: "notice-not-your-lessons", holds: |state| state.home() != Screen::Today };
const FIRST_SCREEN: Reason =
    Reason { says: "notice-first-screen", holds: |state| state.behind.is_empty() && state.screens.grid.buffer.is_empty() };
const NO_CONFLICTS: Reason = Reason {
    says: "notice-no-conflicts",
    holds: |state| state.waiting.entries().all(|entry| entry.life != crate::outbox::Life::Conflict),
};
const NOTHING_TO_UNDO: Reason = Reason {
    says: "notice-nothing-to-undo",
    holds: |state| state.context_below().undoes_edits() && state.undo.is_empty() && state.screens.grid.buffer.is_empty(),
};
const NOTHING_TO_REDO: Reason =
    Reason { says: "notice-nothing-to-redo", holds: |state| state.screens.grid.buffer.is_empty() && state.redo.is_empty() };

const fn already_at(screen: fn(&State) -> bool) -> Reason {
    Reason { says: "notice-already-here", holds: screen }
}

/// The reasons for which an action can do nothing, the first that holds counts.
#[must_use]
pub fn reasons(action: Action) -> &'static [Reason] {
    match action {
        Action::ToggleServer => const { &[Reason { says: "notice-no-demo", holds: |state| state.program.demo.is_none() }] },
        Action::Queue => const { &[SIGN_IN_FIRST, SIGN_IN_OR_BACK, already_at(|state| state.screen == Screen::Queue)] },
        Action::Check => {
            const { &[SIGN_IN_FIRST, SIGN_IN_OR_BACK, READS_NO_JOURNALS, already_at(|state| state.screen == Screen::Review)] }
        }
        Action::Journals => {
            const { &[SIGN_IN_FIRST, SIGN_IN_OR_BACK, already_at(|state| state.screen == Screen::Journals)] }
        }
        Action::Today => const { &[SIGN_IN_FIRST, SIGN_IN_OR_BACK, already_at(|state| state.screen == state.home())] },
        Action::Jump => {
            const {
                &[
                    SIGN_IN_FIRST,
                    SIGN_IN_OR_BACK,
                    NOT_YOUR_LESSONS,
                    Reason { says: "notice-write-first", holds: State::form_is_changed },
                ]
            }
        }
        Action::Back => const { &[SIGN_IN_FIRST, FIRST_SCREEN] },
        Action::Week => {
            const { &[SIGN_IN_FIRST, SIGN_IN_OR_BACK, already_at(|state| state.screen == Screen::Week), NOT_YOUR_LESSONS] }
        }
        Action::Corrections => {
            const {
                &[
                    SIGN_IN_FIRST,
                    SIGN_IN_OR_BACK,
                    already_at(|state| state.screen == Screen::Corrections),
                    Reason { says: "notice-no-corrections", holds: |state| !state.reads_corrections() },
                ]
            }
        }
        Action::Terms => {
            const {
                &[
                    SIGN_IN_FIRST,
                    SIGN_IN_OR_BACK,
                    already_at(|state| state.screen == Screen::Terms),
                    NO_LESSON,
                    READS_NO_JOURNALS,
                ]
            }
        }
        Action::RollCall | Action::Lesson | Action::Plan => const { &[NO_LESSON] },
        Action::DecideAll => const { &[NO_CONFLICTS] },
        Action::Retry | Action::Correct | Action::GiveUp | Action::Print => const { &[NOTHING_WAITS] },
        Action::Undo => const { &[NOTHING_TO_UNDO] },
        Action::Redo => const { &[NOTHING_TO_REDO] },
        Action::Reason => {
            const {
                &[Reason {
                    says: "notice-reason-class-teacher",
                    holds: |state| {
                        let sits = state.desk.as_ref().zip(state.open_book());
                        !sits.is_some_and(|(desk, book)| crate::entry::heads(desk, book))
                    },
                }]
            }
        }
        Action::FindPupil => const { &[NO_PAGE] },
        Action::FilterTeacher => {
            const {
                &[Reason {
                    says: "deadlines-no-names",
                    holds: |state| state.desk.as_ref().is_some_and(|desk| desk.account.role == Role::Analyst),
                }]
            }
        }
        _ => &[],
    }
}

/// Why an action of the list of actions can do nothing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// Key of the sentence.
    Says(&'static str),
    /// It belongs to another place.
    Elsewhere(Context),
}

impl State {
    /// Why the action would do nothing now, as a key among the strings; `None`: it does something.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        reasons(action).iter().find(|reason| (reason.holds)(self)).map(|reason| reason.says)
    }

    /// The same for an action of the list of actions, which also names those of other places.
    #[must_use]
    pub fn why_not_here(&self, action: Action) -> Option<WhyNot> {
        let context = self.context_below();
        let has = |context| self.program.keys.lines(context).any(|(of, _)| of == action);
        if has(context) || has(Context::Anywhere) {
            match self.closed(context, action) {
                Some(Closed::Sentence(says)) => return Some(WhyNot::Says(says)),
                Some(Closed::Rule(_)) => return Some(WhyNot::Says("notice-read-only")),
                None => {}
            }
            return self.why_not(action).map(WhyNot::Says);
        }
        Context::ALL.into_iter().find(|context| has(*context)).map(WhyNot::Elsewhere)
    }

    /// Whether «Вход» stands before work that goes on without it: the store is open, and nobody must change a password first.
    #[must_use]
    pub fn can_put_off_sign_in(&self) -> bool {
        let is_password = self.screens.sign_in.stage == super::sign_in::Stage::Password;
        self.screen == Screen::SignIn && self.desk.is_some() && is_password
    }

    /// The lesson of the column under the cursor of the grid.
    #[must_use]
    pub fn lesson_under_cursor(&self) -> Option<&crate::domain::Lesson> {
        self.open_book()?.lesson_of_work(&self.screens.grid.cursor.as_ref()?.work)
    }
}

/// Whether an action is worth a line in the list of actions while nothing is typed: what moves a cursor is not.
#[must_use]
pub const fn is_listed(action: Action) -> bool {
    !matches!(action.tag(), Tag::Movement | Tag::Typing) || matches!(action, Action::FindPupil)
}
