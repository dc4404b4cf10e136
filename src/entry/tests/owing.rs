use super::fixture::*;
use crate::domain::{Value, WorkKind};
use crate::entry::*;

#[test]
fn who_has_no_mark_for_an_obligatory_work_owes_it_even_when_absent() {
    let mut page = page(5);
    let mut control = work("w20", "l20", WorkKind::Control);
    control.spec.obligatory = true;
    page.works.push(control);
    page.pupils[3].home_schooled = true;
    page.facts = vec![marks("w20", 1, "4"), absence("l20", 2), marks("w19", 3, "5")];
    let desk = desk();
    let book = Book::new(page, [], &desk);
    let debts = debts(&desk, &book);
    let of_control: Vec<&Debt> = debts.iter().filter(|debt| debt.work.as_str() == "w20").collect();
    let [debt] = of_control[..] else { panic!("{debts:?}") };
    assert_eq!(debt.pupils, [pupil(2), pupil(3), pupil(5)], "marked, and taught at home, owe nothing");
    assert!(debt.due.is_some(), "a control work has its term");
}

#[test]
fn where_everybody_is_marked_nobody_owes() {
    let mut page = page(1);
    let mut control = work("w20", "l20", WorkKind::Control);
    control.spec.obligatory = true;
    page.works.push(control);
    page.facts = vec![marks("w20", 1, "4")];
    let desk = desk();
    let book = Book::new(page, [], &desk);
    assert!(debts(&desk, &book).iter().all(|debt| debt.work.as_str() != "w20"));
}

#[test]
fn the_second_mark_of_a_composition_stays_out_of_the_journal_of_literature() {
    let mut page = page(5);
    page.journal.subject = "Литература".to_owned();
    for lesson in &mut page.lessons {
        lesson.subject = "Литература".to_owned();
    }
    page.works.push(work("l20:1", "l20", WorkKind::Composition));
    let mut desk = desk();
    let book = Book::new(page, [], &desk);
    let spot = Spot { work: "l20:1".into(), pupil: pupil(1) };
    let answers = Answers { consent: Consent::Given, ..Answers::default() };
    let Outcome::Edit(edit) = set_cell(&mut desk, &book, &spot, "5/4", &answers) else { panic!("not an edit") };
    let operation = &edit.operations[edit.operations.len() - 1];
    assert!(matches!(&operation.value, Some(Value::Marks { marks, .. }) if marks.to_string() == "5"), "{operation:?}");
    assert_eq!(operation.comment.as_deref(), Some("грамотность 4 — в журнал русского языка"));
}
