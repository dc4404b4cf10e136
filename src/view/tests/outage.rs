//! «Очередь» after and during a time without a server, and on a computer whose clock is wrong.

use super::*;
use crate::domain::OperationId;
use crate::entry::Carry;
use crate::outbox::Outage;
use crate::state::dialog::Choice;

fn shown(state: &State) -> String {
    as_text(&drawn(state, &look(Theme::mono()), 80, 24))
}

/// The queue whose homework was made in an outage that began 70 minutes ago, and ended so many minutes ago.
fn without_server(ended: Option<i64>, until: Option<i64>) -> State {
    let mut state = fixture::queue();
    let now = state.program.reading.now;
    let at = |minutes: i64| now + chrono::TimeDelta::minutes(minutes);
    let outage = Outage { from: at(-70), to: ended.map(|ago| at(-ago)), noticed: "name".to_owned() };
    let id = OperationId([15; 16]);
    state.waiting.carry(id, Some(Carry { outage, in_time: true, until: until.map(at) }));
    state.screens.queue.selected = Some(id);
    state
}

#[test]
fn the_queue_says_since_when_and_how_it_was_noticed() {
    let text = shown(&without_server(None, None));
    assert!(text.contains("Сервер недоступен с 09:57: имени сервера нет в сети."), "{text}");
    assert!(text.contains("сделано вовремя: сервер недоступен с 09:57"), "{text}");
}

#[test]
fn after_an_hour_without_a_server_the_deputy_is_to_be_told_where_the_regulation_has_a_term() {
    let told = |profile: &str| {
        let mut state = without_server(None, None);
        let desk = state.desk.as_mut().expect("signed in");
        desk.profile = crate::regulation::Profile::built_in(profile).expect("a built-in profile");
        shown(&state)
    };
    let text = told("moldova-899");
    assert!(text.contains("Сообщите завучу до 21.11 23:59 (p.28 (13))."), "{text}");
    assert!(!told("altai-stdr").contains("Сообщите"), "no term, nothing asked");
}

#[test]
fn the_queue_counts_down_to_the_end_of_the_term() {
    let text = shown(&without_server(Some(10), Some(200)));
    assert!(text.contains("Перенести до 14:27: ещё 3 ч 20 мин (сервера не было 09:57–10:57)."), "{text}");
    assert!(text.contains("сделано вовремя: сервер был недоступен с 09:57 до 10:57"), "{text}");
    let over = shown(&without_server(Some(60), Some(-5)));
    assert!(over.contains("Срок переноса истёк 11:02 (сервера не было 09:57–10:07)."), "{over}");
}

#[test]
fn a_wrong_clock_is_said_where_it_was_compared() {
    let mut state = fixture::queue();
    state.program.time = crate::state::Time::Real;
    let now = state.program.reading.now.timestamp_millis();
    let mut said = |off_ms: i64, width_ms| {
        state.program.reading.proof.wall_ms = now - off_ms;
        state.program.reading.proof.width_ms = width_ms;
        shown(&state)
    };
    let table =
        [(720_000, "отстают от сервера на 12 мин"), (-180_000, "спешат на 3 мин"), (200_000_000, "больше чем на сутки")];
    for (off_ms, words) in table {
        let text = said(off_ms, Some(400));
        assert!(text.contains(words), "{text}");
        assert!(!said(off_ms, None).contains(words), "never compared");
    }
    assert!(!said(59_000, Some(400)).contains("Часы компьютера"));
}

#[test]
fn a_conflict_with_the_timetable_says_where_the_lesson_is_now() {
    let mut state = fixture::queue();
    let id = OperationId([17; 16]);
    let entry = state.waiting.get(id).expect("the conflict").entry.clone();
    let lesson = state.books.values().next().expect("a page").book.page().lessons[0].clone();
    for (cancelled, words) in [(true, "урок тем временем отменён"), (false, "урок теперь ")]
    {
        let now = crate::domain::Lesson { cancelled, ..lesson.clone() };
        let entry = crate::outbox::Entry { lesson: Some(Box::new(now)), ..entry.clone() };
        state.waiting.put(entry, None);
        state.dialog = None;
        let text = shown(&state);
        assert!(text.contains(words), "{text}");
        state.dialog = Some(Dialog::Conflict { operation: id, choice: Choice::Theirs });
        let text = shown(&state);
        assert!(text.contains(words), "{text}");
    }
}
