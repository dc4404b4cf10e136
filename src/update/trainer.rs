//! The first-day trainer: sees in the state that a step was done, and goes to the next one.

use crate::domain::Target;
use crate::state::trainer::{Step, Trainer};
use crate::state::{Dialog, Screen, State};

/// A key was pressed.
pub fn pressed(state: &mut State) {
    let now = state.program.reading.now;
    if let Some(trainer) = state.trainer.as_mut().filter(|trainer| trainer.step != Step::Done) {
        trainer.keys += 1;
        trainer.began.get_or_insert(now);
    }
}

/// Something happened: the steps that are done now are left behind.
pub fn watch(state: &mut State) {
    let Some(mut trainer) = state.trainer.take() else { return };
    trainer.is_finding |= matches!(state.dialog, Some(Dialog::FindPupil { .. }));
    while trainer.step != Step::Done && is_done(state, &mut trainer) {
        trainer.step = trainer.step.next();
        trainer.is_finding = false;
        if trainer.step == Step::Done {
            trainer.ended = Some(state.program.reading.now);
        }
    }
    state.trainer = Some(trainer);
}

fn is_done(state: &State, trainer: &mut Trainer) -> bool {
    let marked =
        || state.undo.iter().any(|step| step.forward.iter().any(|change| matches!(change.target, Target::Marks { .. })));
    match trainer.step {
        Step::RollCall => {
            let is_open = state.screen == Screen::RollCall;
            if is_open {
                trainer.lesson.clone_from(&state.screens.roll_call.lesson);
            }
            is_open
        }
        Step::Absent => {
            if state.screen == Screen::RollCall {
                trainer.lesson.clone_from(&state.screens.roll_call.lesson);
            }
            says(state, trainer, |lesson| Target::Attendance { lesson })
        }
        Step::Grid => state.screen == Screen::Grid,
        Step::Mark => marked(),
        Step::Undo => !state.redo.is_empty(),
        Step::Redo => state.redo.is_empty() && marked(),
        Step::Find => trainer.is_finding && state.dialog.is_none() && state.screen == Screen::Grid,
        Step::Lesson => {
            let is_open = state.screen == Screen::Lesson;
            if is_open {
                trainer.lesson.clone_from(&state.screens.lesson.lesson);
            }
            is_open
        }
        Step::Topic => {
            if state.screen == Screen::Lesson {
                trainer.lesson.clone_from(&state.screens.lesson.lesson);
            }
            says(state, trainer, |lesson| Target::Topic { lesson })
                && says(state, trainer, |lesson| Target::Homework { lesson })
        }
        Step::Queue => state.screen == Screen::Queue,
        Step::Help => state.screen == Screen::Help,
        Step::Today => state.screen == Screen::Today,
        Step::Done => false,
    }
}

/// Whether a fact of the lesson is entered, waiting entries included.
fn says(state: &State, trainer: &Trainer, target: impl Fn(crate::domain::LessonId) -> Target) -> bool {
    let Some(lesson) = trainer.lesson.clone() else { return false };
    let target = target(lesson);
    state.books.values().any(|open| open.book.value(&target).is_some())
}
