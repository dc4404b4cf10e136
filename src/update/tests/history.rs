use super::bench::*;
use crate::domain::{Marks, OperationId, Target, Value};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::event::Reply;
use crate::outbox::Life;
use crate::protocol::{History as Told, HistoryPlace};
use crate::state::today::Loading;
use crate::state::{Dialog, Screen};

fn version(number: u8, marks: Option<&str>) -> crate::domain::Fact {
    let value = marks.map(|text| Value::Marks { marks: text.parse::<Marks>().expect("marks"), creates: None });
    let target = Target::Marks { work: "w19".into(), pupil: "p1".into() };
    crate::domain::Fact { value, version: OperationId([number; 16]), ..fact(target, Value::Absent) }
}

#[test]
fn the_history_of_a_cell_is_asked_of_the_server_and_shown_from_the_page_until_it_answers() {
    for layout in LAYOUTS {
        let mut page = page(3);
        page.facts.push(marks("w19", 1, "4"));
        let mut bench = Bench::grid(page, "standard", layout);
        bench.press("Left");
        bench.asked();
        bench.press("i");
        let Some(Effect::LoadHistory { of, generation }) = bench.effects.last().cloned() else {
            panic!("{layout:?} {:?}", bench.effects)
        };
        assert_eq!((of.pupil, of.place), (Some("p1".into()), HistoryPlace::Lesson("l19".into())));
        let shown = |bench: &Bench| match &bench.state.dialog {
            Some(Dialog::History(history)) => (history.versions.len(), history.loading, history.chosen),
            _ => panic!("the history is not open"),
        };
        assert_eq!(shown(&bench), (1, Loading::Asked, 0), "what the page knows");
        // An answer to another question changes nothing.
        let told = || {
            Box::new(Told { versions: vec![version(3, None), version(2, Some("5")), version(1, Some("4"))], server_time: 0 })
        };
        bench.reply(Reply::History { generation: generation + 1, history: told() });
        assert_eq!(shown(&bench).0, 1);
        bench.reply(Reply::History { generation, history: told() });
        bench.press("Down Down Down");
        assert_eq!(shown(&bench), (3, Loading::Here, 2));
        let Some(Dialog::History(history)) = &bench.state.dialog else { panic!("it is open") };
        assert_eq!(history.before(1).map(|fact| fact.version), Some(OperationId([1; 16])));
        assert!(history.before(2).is_none());
        bench.press("Enter");
        assert!(bench.state.dialog.is_none() && bench.state.screen == Screen::Grid, "{layout:?}");
        assert_eq!(bench.recorded_count(), 0);
    }
}

#[test]
fn without_a_link_the_history_says_so_and_what_is_typed_half_is_not_lost() {
    let mut bench = Bench::grid(page(3), "standard", Layout::Russian);
    bench.press("5 Up i");
    let Some(Effect::LoadHistory { generation, .. }) = bench.effects.last().cloned() else { panic!("{:?}", bench.effects) };
    bench.reply(Reply::Missing { generation, date: None });
    let Some(Dialog::History(history)) = &bench.state.dialog else { panic!("it is open") };
    assert_eq!(history.loading, Loading::Missing);
    bench.lives(Life::OnDisk);
    bench.press("Esc");
    assert_eq!(bench.column(), "[5°] · ·");
}
