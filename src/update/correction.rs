//! One key takes the correction that the rules offer for a field of «Урок».

use super::{lesson, say};
use crate::state::lesson::Field;
use crate::state::{State, TextField};

/// Puts the first offered correction into its field: that of the field under the cursor, else the topic's, else the
/// homework's. The rules then look at the field again, and may offer the next.
pub fn take(state: &mut State) {
    let Some((field, fix)) = state.screens.lesson.offered().map(|(field, fix)| (field, fix.to_owned())) else {
        let is_fine = state.screens.lesson.findings.values().all(Vec::is_empty);
        return say(state, if is_fine { "notice-nothing-to-fix" } else { "notice-no-fix" });
    };
    let form = &mut state.screens.lesson;
    form.field = field;
    match field {
        Field::Homework if fix.is_empty() => {
            form.homework.clear();
            form.homework_said = crate::state::lesson::HomeworkSaid::None;
        }
        Field::Homework => form.homework = TextField::new(fix),
        _ => {
            let item = lesson::item_named(state, &fix);
            state.screens.lesson.item = item;
            state.screens.lesson.topic = TextField::new(fix);
        }
    }
    lesson::changed(state);
}
