//! The last line offers what can be used; a long line of text is read from its beginning.

use super::*;

fn last_line(state: &State) -> String {
    let text = as_text(&drawn(state, &look(Theme::mono()), 80, 24));
    text.lines().last().unwrap_or_default().to_owned()
}

/// The same state, looked at by somebody who does not give the lesson.
fn read_by_others(mut state: State) -> State {
    let desk = state.desk.as_mut().expect("somebody sits here");
    desk.account.id = "somebody".into();
    state
}

#[test]
fn a_read_only_journal_offers_no_key_of_entering() {
    let own = last_line(&fixture::grid());
    assert!(own.contains("5 4 3 2 /") && own.contains("стереть"), "{own}");
    let foreign = last_line(&read_by_others(fixture::grid()));
    for word in ["5 4 3 2", "стереть", "нет", "отмен"] {
        assert!(!foreign.contains(word), "{foreign}");
    }
    assert!(foreign.contains("найти") && foreign.contains("перекличка") && foreign.contains("справка"), "{foreign}");
    let form = last_line(&read_by_others(fixture::lesson_form()));
    assert!(!form.contains("не задано") && !form.contains("Enter") && form.contains("Esc"), "{form}");
    let call = last_line(&read_by_others(fixture::roll_call()));
    assert!(!call.contains("записать") && call.contains("Esc"), "{call}");
    let mut queue = fixture::state(Role::Teacher);
    queue.screen = Screen::Queue;
    assert!(!last_line(&queue).contains("решить") && last_line(&fixture::queue()).contains("решить"));
}

#[test]
fn a_long_topic_is_read_from_its_beginning_and_typed_at_its_cursor() {
    use crate::state::lesson::{Field, Hand};
    let look = look(Theme::mono());
    let mut state = fixture::lesson_form();
    let topic = "Понятие о деепричастии и деепричастном обороте, знаки препинания при нём в художественном тексте";
    state.screens.lesson.topic = TextField::new(topic);
    let line = |state: &State| {
        let text = as_text(&drawn(state, &look, 80, 24));
        text.lines().find(|line| line.contains("Тема")).unwrap_or_default().to_owned()
    };
    for (field, hand, begins) in
        [(Field::Topic, Hand::Reads, true), (Field::Homework, Hand::Reads, true), (Field::Topic, Hand::Types, false)]
    {
        state.screens.lesson.field = field;
        state.screens.lesson.hand = hand;
        let line = line(&state);
        assert_eq!(line.contains("Понятие о деепричастии"), begins, "{line}");
        assert_eq!(line.contains("художественном тексте"), !begins, "{line}");
        assert_eq!(line.contains('…'), !(field == Field::Topic && hand == Hand::Reads), "the cursor stands on it: {line}");
    }
    // In the middle of the line there is more on both sides.
    for _ in 0..30 {
        state.screens.lesson.topic.left();
    }
    let line = line(&state);
    assert_eq!(line.matches('…').count(), 2, "{line}");
}
