use super::fixture::*;
use crate::domain::{Homework, HomeworkScope, LessonId, Page, PupilId, Target, Topic, Value, WorkKind};
use crate::entry::*;

fn at(work: &str, pupil: PupilId) -> Spot {
    Spot { work: work.into(), pupil }
}

/// A dictation with a grammar task in the running lesson; the third pupil was absent there, and before; the fourth left in
/// October.
fn dictation() -> Page {
    let mut page = page(5);
    let mut dictation = work("l20:1", "l20", WorkKind::DictationWithGrammar);
    dictation.spec.obligatory = true;
    page.works.push(dictation);
    page.facts = vec![absence("l18", 3), absence("l19", 3), absence("l20", 3), absence("l19", 2)];
    page.pupils[3].to = chrono::NaiveDate::from_ymd_opt(2026, 10, 12);
    page
}

/// A remark in one line.
fn told(remark: Option<&Remark>) -> String {
    match remark {
        None => "nothing".to_owned(),
        Some(Remark::Closed(finding)) => format!("closed {}", finding.rule),
        Some(Remark::TwoMarks { kind, clause }) => format!("two {} {clause}", kind.name()),
        Some(Remark::Debt { clause }) => format!("debt {clause}"),
    }
}

#[test]
fn a_cell_is_remarked_on_with_the_clause_of_the_profile() {
    for (profile, work, number, expected) in [
        ("altai-stdr", "l20:1", 1, "two dictation_with_grammar 6.3 ¶11"),
        ("standard", "l20:1", 1, "two dictation_with_grammar 6.3 ¶11"),
        ("crimea-vorobyovo", "l20:1", 1, "two dictation_with_grammar ¶2.17"),
        ("altai-stdr", "l20:1", 3, "nothing"),
        ("crimea-vorobyovo", "l20:1", 3, "debt ¶2.16"),
        ("altai-stdr", "w18", 1, "nothing"),
        ("altai-stdr", "l20:1", 4, "closed STD-6.5-07"),
        ("altai-stdr", "w18", 4, "closed STD-6.5-07"),
        ("altai-stdr", "l23:1", 1, "closed STD-1.4-01"),
        ("altai-stdr", "nowhere", 1, "nothing"),
    ] {
        let desk = desk_under(profile);
        let book = Book::new(dictation(), [], &desk);
        let remark = remark(&desk, &book, &at(work, pupil(number)));
        assert_eq!(told(remark.as_ref()), expected, "{profile} {work} {number}");
    }
}

#[test]
fn the_second_mark_of_a_composition_in_literature_cites_its_own_clause() {
    let mut page = page(5);
    page.journal.subject = "Литература".to_owned();
    page.works.push(work("l20:1", "l20", WorkKind::Composition));
    let desk = desk();
    let book = Book::new(page, [], &desk);
    assert_eq!(told(remark(&desk, &book, &at("l20:1", pupil(1))).as_ref()), "two composition 6.3 ¶12");
}

#[test]
fn missed_lessons_are_counted_as_long_as_they_follow_each_other() {
    let desk = desk();
    let book = Book::new(dictation(), [], &desk);
    for (work, number, expected) in
        [("l20:1", 3, 3), ("w19", 3, 2), ("w18", 3, 1), ("l23:1", 3, 3), ("l20:1", 2, 1), ("l23:1", 2, 0), ("l20:1", 1, 0)]
    {
        assert_eq!(missed_in_a_row(&book, &at(work, pupil(number))), expected, "{work} {number}");
    }
}

/// What is cleared is no empty text: topic and homework can be taken back, as the server lets them.
#[test]
fn topic_and_homework_can_be_cleared() {
    for profile in ["altai-stdr", "standard", "crimea-vorobyovo"] {
        let mut page = page(5);
        let lesson = LessonId::from("l20");
        let topic = Target::Topic { lesson: lesson.clone() };
        let homework = Target::Homework { lesson };
        let text = "Упр. 214".to_owned();
        page.facts = vec![
            fact(topic.clone(), Value::Topic(Topic { text: "Деепричастие".to_owned(), plan_item: None })),
            fact(homework.clone(), Value::Homework(Homework { text, scope: HomeworkScope::All, due: Homework::none().due })),
        ];
        let mut desk = desk_under(profile);
        let book = Book::new(page, [], &desk);
        for target in [topic, homework] {
            let change = Change { target, value: None, comment: None };
            let outcome = propose(&mut desk, &book, vec![change], &Answers::default());
            let Outcome::Edit(edit) = outcome else { panic!("{profile}: {outcome:?}") };
            assert_eq!((edit.operations.len(), &edit.operations[0].value), (1, &None), "{profile}");
        }
    }
}
