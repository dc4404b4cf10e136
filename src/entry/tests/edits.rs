use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::*;
use crate::domain::{
    Homework, HomeworkFor, HomeworkScope, LessonId, OperationId, PupilId, Target, Value, WorkId, WorkKind, WorkSpec,
};
use crate::entry::*;
use crate::outbox::{Entry, Life};

fn at(work: &str, number: usize) -> Spot {
    Spot { work: work.into(), pupil: pupil(number) }
}

fn now_at(number: usize) -> Spot {
    Spot { work: now_work(), pupil: pupil(number) }
}

/// A dictation with a grammar task is written in the lesson that runs.
fn with_dictation() -> crate::domain::Page {
    let mut page = page(5);
    page.works.push(work("w20", "l20", WorkKind::DictationWithGrammar));
    page
}

/// An obligatory work is written in the lesson that runs, under the regulation of Crimea, which knows «н5».
fn crimea() -> (Desk, Book) {
    let mut page = page(5);
    let mut control = work("l20:1", "l20", WorkKind::Control);
    control.spec.obligatory = true;
    page.works.push(control);
    let desk = desk_under("crimea-vorobyovo");
    let book = Book::new(page, [], &desk);
    (desk, book)
}

fn consent() -> Answers {
    Answers { consent: Consent::Given, ..Answers::default() }
}

fn reason() -> Answers {
    Answers { reason: Some("не было связи".to_owned()), ..Answers::default() }
}

fn edit(outcome: Outcome) -> Edit {
    match outcome {
        Outcome::Edit(edit) => edit,
        other => panic!("not an edit: {other:?}"),
    }
}

/// The outcome in one line.
fn told(outcome: &Outcome) -> String {
    let rules = |findings: &[crate::domain::Finding]| {
        findings.iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>().join(" ")
    };
    match outcome {
        Outcome::Same => "same".to_owned(),
        Outcome::Refused(findings) => format!("refused {}", rules(findings)),
        Outcome::Ask { findings, needs } => format!("ask {needs:?} {}", rules(findings)),
        Outcome::Edit(edit) => {
            let kinds: Vec<&str> = edit.operations.iter().map(|operation| operation.target.kind()).collect();
            format!("edit {}", kinds.join(" "))
        }
    }
}

#[test]
fn a_first_mark_that_waits_counts_beside_those_of_the_server_and_a_changed_one_does_not() {
    let mut desk = desk();
    let mut book = Book::new(page(5), [], &desk);
    let mut waiting = Vec::new();
    for (pupil, mark) in [(1, "5"), (2, "4"), (1, "3")] {
        let made = edit(set_cell(&mut desk, &book, &now_at(pupil), mark, &consent()));
        book.take(&made);
        waiting.extend(made.operations.into_iter().map(|operation| Entry::typed(operation, None)));
    }
    for (counted, sum) in [(0, 2), (3, 5)] {
        let fill = crate::domain::Fill { marks: counted, ..crate::domain::Fill::default() };
        let lesson = lesson("l20", 20, 3);
        let mut row =
            crate::domain::LessonRow { lesson, fill, expected_topic: None, next_lessons: Vec::new(), known: Vec::new() };
        crate::entry::overlay_row(&mut row, &waiting);
        assert_eq!(row.fill.marks, sum, "the server counted {counted}");
    }
}

#[test]
fn a_cell_takes_what_the_rules_allow_and_says_why_not() {
    let mut page = page(5);
    page.facts = vec![marks("w18", 1, "4"), absence("l20", 2), marks("w19", 3, "5/4")];
    let mut desk = desk();
    let book = Book::new(page, [], &desk);
    for (spot, text, expected) in [
        (now_at(1), "5", "edit marks"),
        (now_at(1), "н", "edit absence"),
        (now_at(1), "н5", "refused STD-6.3-19"),
        (now_at(1), "", "same"),
        (now_at(1), "6", "refused STD-6.3-19"),
        (now_at(1), "5/4", "refused STD-6.3-21"),
        (now_at(2), "", "edit absence"),
        (now_at(2), "н", "same"),
        (at("w19", 3), "5/4", "same"),
        (Spot { work: "nowhere".into(), pupil: pupil(1) }, "5", "refused ZV-PAGE"),
        (Spot { work: now_work(), pupil: "stranger".into() }, "5", "refused ZV-PAGE"),
    ] {
        assert_eq!(told(&set_cell(&mut desk, &book, &spot, text, &Answers::default())), expected, "{spot:?} {text:?}");
    }
    let replaced = told(&set_cell(&mut desk, &book, &now_at(2), "5", &Answers::default()));
    assert_eq!(replaced, "ask SecondKey ZV-REPLACE STD-6.3-19", "an absence is not replaced by a slip of the finger");
    assert_eq!(told(&set_cell(&mut desk, &book, &now_at(2), "5", &consent())), "edit absence marks");
}

#[test]
fn a_mark_joins_an_absence_where_the_regulation_knows_debts() {
    let (mut desk, mut book) = crimea();
    let absent = edit(set_cell(&mut desk, &book, &now_at(1), "н", &Answers::default()));
    book.take(&absent);
    assert_eq!(text_over(&mut desk, &book, &now_at(1), "5"), "н5");
    let marked = set_cell(&mut desk, &book, &now_at(1), "н5", &Answers::default());
    assert_eq!(told(&marked), "edit marks");
    let mut strict = super::fixture::desk();
    assert_eq!(text_over(&mut strict, &book, &now_at(1), "5"), "5", "elsewhere the mark stands alone");
}

#[test]
fn a_correction_waits_for_an_explanation_where_the_regulation_wants_one() {
    let (mut desk, _) = crimea();
    let mut page = page(5);
    page.works.push(work("l20:1", "l20", WorkKind::Control));
    page.facts = vec![marks("l20:1", 1, "3")];
    let book = Book::new(page, [], &desk);
    let asked = set_cell(&mut desk, &book, &now_at(1), "4", &Answers::default());
    assert!(matches!(asked, Outcome::Ask { needs: Need::Explanation, .. }), "{asked:?}");
    let explanation = Some("Отметка выставлена ошибочно: перепутана строка списка класса при вводе.".repeat(3));
    let made = edit(set_cell(&mut desk, &book, &now_at(1), "4", &Answers { explanation, ..Answers::default() }));
    assert!(made.operations[0].explanation.is_some());
    assert!(made.held_until.is_some(), "held for second thoughts");
}

#[test]
fn a_lesson_that_has_not_begun_takes_no_mark_but_a_prepared_topic() {
    let mut desk = desk();
    let book = Book::new(page(5), [], &desk);
    let monday = LessonId::from("l23");
    let spot = Spot { work: WorkId::first_of(&monday), pupil: pupil(1) };
    assert!(told(&set_cell(&mut desk, &book, &spot, "5", &Answers::default())).starts_with("refused"));
    let item = plan()[1].id.clone();
    let topic = edit(set_topic(&mut desk, &book, &monday, "Деепричастие как часть речи", Some(&item), &Answers::default()));
    let starts = desk.start_of(book.page().lesson(&monday).expect("the lesson"));
    assert_eq!(topic.held_until, Some(starts), "held until the lesson begins");
}

#[test]
fn a_late_mark_asks_for_a_reason_and_takes_it() {
    let mut desk = desk_under("standard");
    desk.reading = reading("2026-11-20T13:30:00Z".parse().expect("half past eight in the evening"));
    let book = Book::new(page(5), [], &desk);
    let asked = set_cell(&mut desk, &book, &now_at(1), "4", &Answers::default());
    assert!(matches!(asked, Outcome::Ask { needs: Need::Reason, .. }), "{asked:?}");
    let made = edit(set_cell(&mut desk, &book, &now_at(1), "4", &reason()));
    assert_eq!(made.operations[0].reason.as_deref(), Some("не было связи"));
}

#[test]
fn the_first_mark_of_a_lesson_makes_its_work() {
    let mut desk = desk();
    let mut book = Book::new(page(5), [], &desk);
    let first = edit(set_cell(&mut desk, &book, &now_at(1), "5", &Answers::default()));
    let Some(Value::Marks { creates: Some(new), .. }) = &first.operations[0].value else { panic!("makes no work") };
    assert_eq!((new.spec.kind, new.lesson.as_ref()), (WorkKind::Oral, Some(&LessonId::from("l20"))));
    book.take(&first);
    assert!(book.columns()[2].made);
    let second = edit(set_cell(&mut desk, &book, &now_at(2), "4", &Answers::default()));
    let makes = |edit: &Edit| matches!(&edit.operations[0].value, Some(Value::Marks { creates: Some(_), .. }));
    assert!(makes(&second), "whichever mark arrives first makes the work");
    // Taken back before it left: the next mark must still say what it makes.
    book.put(Entry { life: Life::Withdrawn, ..Entry::typed(first.operations[0].clone(), None) });
    assert!(!book.columns()[2].made);
    let again = edit(set_cell(&mut desk, &book, &now_at(1), "3", &Answers::default()));
    assert!(makes(&again));
    book.take(&again);
    let control = WorkSpec::of(WorkKind::Control);
    let said = edit(set_work(&mut desk, &book, &LessonId::from("l20"), &now_work(), control, &consent()));
    assert_eq!(said.operations[0].base, Some(again.operations[0].id), "the mark is the work's first version");
    book.put(Entry {
        life: Life::InJournal,
        acknowledged_at: Some(noon()),
        ..Entry::typed(again.operations[0].clone(), None)
    });
    let third = edit(set_cell(&mut desk, &book, &now_at(2), "4", &Answers::default()));
    assert!(!makes(&third), "the server knows the work now");
    assert_eq!(book.version(&Target::Work { work: now_work() }), Some(again.operations[0].id));
}

#[test]
fn the_base_is_the_version_that_stands_on_the_screen() {
    let mut page = with_dictation();
    page.facts = vec![marks("w20", 1, "3/3")];
    let mut desk = desk();
    let mut book = Book::new(page, [], &desk);
    let spot = at("w20", 1);
    let first = edit(set_cell(&mut desk, &book, &spot, "4/4", &Answers::default()));
    assert_eq!(first.operations[0].base, Some(OperationId([1; 16])));
    book.take(&first);
    let second = edit(set_cell(&mut desk, &book, &spot, "5/5", &Answers::default()));
    assert_eq!(second.operations[0].base, Some(first.operations[0].id), "the own one that waits");
    book.take(&second);
    assert_eq!(book.cell(&spot).map(|cell| (cell.text.as_str(), cell.life)), Some(("5/5", Some(Life::Typed))));
    // The first one reached the server before the second could replace it.
    let acknowledged = |operation: &crate::domain::Operation| Entry {
        life: Life::InJournal,
        acknowledged_at: Some(noon()),
        ..Entry::typed(operation.clone(), None)
    };
    book.put(acknowledged(&first.operations[0]));
    assert_eq!(book.cell(&spot).map(|cell| cell.life), Some(Some(Life::Typed)));
    book.put(acknowledged(&second.operations[0]));
    assert_eq!(book.cell(&spot).map(|cell| (cell.text.as_str(), cell.life)), Some(("5/5", None)));
}

#[test]
fn a_cell_never_shows_more_than_the_weakest_of_its_entries() {
    let (mut desk, mut book) = crimea();
    let both = edit(set_cell(&mut desk, &book, &now_at(1), "н5", &Answers::default()));
    book.take(&both);
    let lives = |book: &Book| book.cell(&now_at(1)).expect("the cell").life;
    let entry = |at: usize, life| Entry { life, ..Entry::typed(both.operations[at].clone(), None) };
    book.put(entry(0, Life::OnDisk));
    assert_eq!(lives(&book), Some(Life::Typed));
    book.put(entry(1, Life::Sent));
    assert_eq!(lives(&book), Some(Life::OnDisk));
    book.put(entry(0, Life::InJournal));
    book.put(entry(1, Life::Refused));
    let cell = book.cell(&now_at(1)).expect("the cell");
    assert_eq!((cell.text.as_str(), cell.life), ("н5", Some(Life::Refused)));
    assert_eq!(book.tally(0).count, 0, "a refused mark counts for nothing");
}

#[test]
fn a_roll_call_is_one_transaction_of_what_changes() {
    let mut page = page(5);
    page.facts = vec![absence("l20", 1)];
    let mut desk = desk();
    let mut book = Book::new(page, [], &desk);
    let lesson = LessonId::from("l20");
    let absent: BTreeSet<PupilId> = [pupil(2), pupil(3)].into();
    let call = edit(roll_call(&mut desk, &book, &lesson, &absent, &Answers::default()));
    assert_eq!(call.operations.len(), 4, "one comes, two are missing, and the confirmation");
    book.take(&call);
    let fill = book.fill(&lesson);
    assert_eq!((fill.attendance, fill.absent), (true, 2));
    assert_eq!(roll_call(&mut desk, &book, &lesson, &absent, &Answers::default()), Outcome::Same);
    let nobody = edit(roll_call(&mut desk, &book, &lesson, &BTreeSet::new(), &Answers::default()));
    assert_eq!(nobody.operations.len(), 2);
}

#[test]
fn a_roll_call_names_by_number_who_cannot_be_absent_for_a_mark() {
    let mut desk = desk();
    let mut book = Book::new(page(5), [], &desk);
    let mark = edit(set_cell(&mut desk, &book, &now_at(2), "4", &Answers::default()));
    book.take(&mark);
    let absent: BTreeSet<PupilId> = [pupil(1), pupil(2)].into();
    let outcome = roll_call(&mut desk, &book, &LessonId::from("l20"), &absent, &Answers::default());
    let Outcome::Refused(findings) = outcome else { panic!("{outcome:?}") };
    assert_eq!(findings[0].rule, crate::entry::MARKED);
    assert_eq!(findings[0].args["numbers"], "2", "only who has the mark");
    assert!(!findings[0].clause.is_empty(), "with the clause that forbids it");
}

#[test]
fn an_absence_shows_in_every_column_of_its_lesson() {
    let mut page = page(5);
    page.works.push(work("w19b", "l19", WorkKind::Oral));
    page.facts = vec![absence("l19", 1)];
    let book = Book::new(page, [], &desk());
    let texts: Vec<&str> = (0..5).filter_map(|column| book.cell_at(0, column)).map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["", "ОТ", "ОТ", "", ""]);
}

#[test]
fn a_lesson_is_filled_fact_by_fact() {
    let mut desk = desk();
    let mut book = Book::new(page(5), [], &desk);
    let lesson = LessonId::from("l20");
    let given = Homework { text: "Упр. 214".to_owned(), scope: HomeworkScope::All, due: HomeworkFor::NextLesson };
    for outcome in [
        set_topic(&mut desk, &book, &lesson, "Деепричастие как часть речи", None, &consent()),
        set_homework(&mut desk, &book, &lesson, Some(given), &consent()),
    ] {
        let edit = edit(outcome);
        book.take(&edit);
    }
    let control = WorkSpec { number: Some(3), obligatory: true, ..WorkSpec::of(WorkKind::Control) };
    let made = edit(set_work(&mut desk, &book, &lesson, &now_work(), control, &consent()));
    book.take(&made);
    let fill = book.fill(&lesson);
    assert!(fill.topic && fill.homework && !fill.attendance);
    assert_eq!(
        fill.works.iter().map(|work| (work.work.spec.kind, work.owed, work.of)).collect::<Vec<_>>(),
        [(WorkKind::Control, 5, 5)]
    );
    let more = edit(add_work(&mut desk, &book, &lesson, WorkSpec::of(WorkKind::Oral), &consent()));
    book.take(&more);
    assert_eq!(book.columns().iter().filter(|column| column.lesson.as_ref() == Some(&lesson)).count(), 2);
    assert_eq!(next_topic(&book).map(|item| item.n), Some(2), "the topic was typed, not taken from the plan");
}

#[test]
fn pupils_are_found_as_a_teacher_names_them() {
    let book = Book::new(page(30), [], &desk());
    for (query, rows) in [
        ("3", vec![2]),
        ("ив", vec![9]),
        ("и", vec![9, 10]),
        ("ёл", vec![6]),
        ("ел", vec![6]),
        ("ЙОВ", vec![11]),
        ("иванова с", vec![9]),
        ("31", vec![]),
        ("zz", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(book.find(query), rows, "{query:?}");
    }
}

#[test]
fn what_was_given_up_makes_room_for_what_was_there() {
    let mut page = with_dictation();
    page.facts = vec![marks("w20", 1, "3/3")];
    let mut desk = desk();
    let mut book = Book::new(page, [], &desk);
    let spot = at("w20", 1);
    let made = edit(set_cell(&mut desk, &book, &spot, "4/4", &Answers::default()));
    book.take(&made);
    book.put(Entry { life: Life::Withdrawn, ..Entry::typed(made.operations[0].clone(), None) });
    assert_eq!(book.cell(&spot).map(|cell| (cell.text.as_str(), cell.life)), Some(("3/3", None)));
    assert_eq!(book.version(&Target::Marks { work: "w20".into(), pupil: pupil(1) }), Some(OperationId([1; 16])));
}

#[test]
fn others_facts_come_in_under_what_waits() {
    let mut desk = desk();
    let mut book = Book::new(page(5), [], &desk);
    let made = edit(set_cell(&mut desk, &book, &now_at(1), "5", &Answers::default()));
    book.take(&made);
    let mut theirs = marks("x", 1, "2");
    theirs.target = made.operations[0].target.clone();
    book.accept(theirs.clone());
    assert_eq!(book.cell(&now_at(1)).map(|cell| cell.text.as_str()), Some("5"));
    let disputed =
        Entry { life: Life::Conflict, present: Some(Box::new(theirs)), ..Entry::typed(made.operations[0].clone(), None) };
    book.put(disputed);
    let cell = book.cell(&now_at(1)).expect("the cell");
    assert_eq!((cell.text.as_str(), cell.life), ("5", Some(Life::Conflict)));
    let again = edit(set_cell(&mut desk, &book, &now_at(1), "5", &consent()));
    assert_eq!(again.operations[0].base, Some(OperationId([1; 16])), "stands on what the journal holds");
}

proptest! {
    /// Whatever was typed: taking every edit back, last first, leaves every cell as it was.
    #[test]
    fn inverses_return_the_first_state(typed in prop::collection::vec((1_usize..=5, 0_usize..4, "[2-5]|н|н[2-5]|[2-5]/[2-5]|"), 1..40)) {
        let mut page = page(5);
        page.facts = vec![marks("w18", 1, "4"), absence("l19", 2), marks("w19", 3, "5/4")];
        let mut desk = desk_under("standard");
        let mut book = Book::new(page, [], &desk);
        let columns: Vec<WorkId> = book.columns().iter().map(|column| column.work.clone()).collect();
        let shown = |book: &Book| -> Vec<String> {
            (0..5).flat_map(|row| (0..4).map(move |column| (row, column)))
                .map(|(row, column)| book.cell_at(row, column).expect("a cell").text.clone()).collect()
        };
        let tallies = |book: &Book| (0..5).map(|row| book.tally(row)).collect::<Vec<_>>();
        let before = (shown(&book), tallies(&book));
        let mut inverses = Vec::new();
        for (number, column, text) in typed {
            let spot = Spot { work: columns[column].clone(), pupil: pupil(number) };
            let answers = Answers { consent: Consent::Given, reason: Some("опоздала".to_owned()), ..Answers::default() };
            if let Outcome::Edit(edit) = set_cell(&mut desk, &book, &spot, &text, &answers) {
                book.take(&edit);
                prop_assert_eq!(CellText::shown(&book, &spot), CellText::parse(&text).expect("a cell"));
                inverses.push(edit.inverse);
            }
        }
        for inverse in inverses.into_iter().rev() {
            let answers = Answers { consent: Consent::Given, reason: Some("опоздала".to_owned()), ..Answers::default() };
            match propose(&mut desk, &book, inverse, &answers) {
                Outcome::Edit(edit) => book.take(&edit),
                other => prop_assert!(false, "{:?}", other),
            }
        }
        prop_assert_eq!((shown(&book), tallies(&book)), before);
    }
}
