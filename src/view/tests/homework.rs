//! Whose homework it is, and how a line may go on.

use super::{as_text, drawn, fixture, look};
use crate::domain::HomeworkScope;
use crate::state::lesson::{Field, Hand};
use crate::state::roll_call::Unclear;
use crate::state::{Names, State, TextField};
use crate::theme::Theme;

/// Homework for two pupils, with the cursor in a field.
fn of_two(field: Field) -> State {
    let mut state = fixture::lesson_form();
    let form = &mut state.screens.lesson;
    form.field = field;
    form.pupils = TextField::new("4 7");
    form.scope = HomeworkScope::Individual(vec!["p4".into(), "p7".into()]);
    state
}

#[test]
fn whose_homework_it_is_stands_there_by_name() {
    let look = look(Theme::mono());
    let mut hidden = of_two(Field::Topic);
    hidden.program.names = Names::Hidden;
    let mut unclear = of_two(Field::Pupils);
    unclear.screens.lesson.pupils = TextField::new("4 х");
    unclear.screens.lesson.unclear = vec![Unclear { word: "х".to_owned(), pupils: Vec::new() }];
    let read = of_two(Field::Homework);
    let typed = of_two(Field::Pupils);
    for (name, state) in [("read", &read), ("typed", &typed), ("hidden", &hidden), ("unclear", &unclear)] {
        for (width, height) in [(80, 24), (40, 12)] {
            let text = as_text(&drawn(state, &look, width, height));
            insta::assert_snapshot!(format!("homework_{name}_{width}x{height}"), text);
        }
    }
}

#[test]
fn how_a_line_may_go_on_stands_in_brackets() {
    let look = look(Theme::mono());
    let mut state = fixture::lesson_form();
    let form = &mut state.screens.lesson;
    form.hand = Hand::Types;
    form.homework = TextField::new("Выуч");
    state.screens.before.phrases.homework = vec!["Выучить стихотворение наизусть, с. 41".to_owned()];
    for (width, height) in [(80, 24), (40, 12)] {
        let text = as_text(&drawn(&state, &look, width, height));
        insta::assert_snapshot!(format!("homework_offered_{width}x{height}"), text);
    }
}
