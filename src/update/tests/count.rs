//! How many keys a lesson costs: from «Сегодня», back to «Сегодня», with everything in the journal.

use super::bench::*;
use crate::domain::{Fill, Page, WorkKind};
use crate::entry::tests::fixture::*;
use crate::outbox::Life;
use crate::state::Screen;

/// Thirty invented surnames as a class has them: several begin with the same letters.
const CLASS: [&str; 30] = [
    "Агеева",
    "Андреев",
    "Баранов",
    "Белова",
    "Васильев",
    "Власова",
    "Воронин",
    "Гаврилова",
    "Григорьев",
    "Дорохова",
    "Ершов",
    "Журавлёва",
    "Зимин",
    "Иванова",
    "Исаев",
    "Козлов",
    "Котова",
    "Крылов",
    "Лосева",
    "Макаров",
    "Мишина",
    "Наумов",
    "Осипова",
    "Павлов",
    "Рожкова",
    "Савин",
    "Седова",
    "Соколов",
    "Титова",
    "Фролов",
];

fn class() -> Page {
    let mut page = page(30);
    for (pupil, surname) in page.pupils.iter_mut().zip(CLASS) {
        surname.clone_into(&mut pupil.surname);
    }
    page
}

/// What the journal holds of the running lesson, once the server has everything.
fn in_journal(bench: &mut Bench) -> Fill {
    assert!(bench.state.dialog.is_none(), "{}", bench.said());
    assert_eq!(bench.state.screen, Screen::Today, "it ends where it began");
    bench.recorded();
    bench.lives(Life::InJournal);
    assert!(bench.state.waiting.is_empty(), "everything is in the journal");
    let row = bench.state.screens.today.rows.iter().find(|row| row.row.lesson.id.as_str() == "l20");
    row.expect("the running lesson").row.fill.clone()
}

#[test]
fn a_standard_lesson_takes_sixty_keys_at_most() {
    for layout in LAYOUTS {
        let mut bench = Bench::today(class(), "altai-stdr", layout);
        // Three are absent.
        bench.press("g");
        bench.text("3 17 29");
        bench.press("Enter");
        // Eight marks, in the order in which the pupils were asked.
        bench.press("Enter c ж5 со4 а4 Backspace ан4 ф3 до5 ис5 л4 н3 Esc Esc");
        let slips = 3;
        // The next topic, and a homework of twenty letters.
        bench.press("e Ctrl-T");
        bench.text("Упр. 214, правило §3");
        bench.press("Enter");
        let fill = in_journal(&mut bench);
        assert_eq!((fill.absent, fill.marks, fill.topic, fill.homework, fill.attendance), (3, 8, true, true, true));
        assert!(bench.keys <= 60, "{layout:?}: {} keys, {slips} of them slips", bench.keys);
    }
}

#[test]
fn a_control_work_takes_forty_keys_at_most() {
    for layout in LAYOUTS {
        let mut page = class();
        // The plan is at its control work.
        for item in page.plan.iter_mut().filter(|item| item.n < 4) {
            item.used = item.hours;
        }
        "Контрольная работа № 3 по теме: «Деепричастие»".clone_into(&mut page.plan[3].topic);
        let mut bench = Bench::today(page, "altai-stdr", layout);
        // Kind and number come with the topic of the plan.
        bench.press("e Ctrl-T Enter");
        assert_eq!(bench.said(), "notice-lesson-written");
        // Twenty-seven marks and three absences down the list.
        bench.press("Enter 54н 5344 н555 4433 22н4 5554 4444 544 Esc");
        let fill = in_journal(&mut bench);
        let work = &fill.works.first().expect("the work").work.spec;
        assert_eq!((work.kind, work.number), (WorkKind::Control, Some(3)));
        assert_eq!((fill.absent, fill.marks, fill.topic, fill.attendance), (3, 27, true, true));
        assert!(bench.keys <= 40, "{layout:?}: {} keys", bench.keys);
    }
}
