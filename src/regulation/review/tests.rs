//! What a review finds in pages made by hand, and that it says the same as the day list and the key.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::*;
use crate::domain::{
    DutyState, Fact, Homework, HomeworkFor, HomeworkScope, LessonRow, PupilId, TermMark, Topic, Value, Work, WorkKind,
    WorkSpec,
};
use crate::entry::tests::fixture::{absence, date, desk_under, fact, lesson, marks, noon, page, plan, pupil, work};
use crate::entry::{Book, Desk};
use crate::regulation::lesson_duties;

fn span(from: u32, to: u32) -> DateSpan {
    DateSpan { from: date(from), to: date(to) }
}

fn look(desk: &Desk, page: &Page, span: DateSpan, now: DateTime<Utc>) -> PageReview {
    let Desk { profile, school, calendar, periods, .. } = desk;
    let bench = Bench { profile, school, calendar, periods, now };
    review(&bench, page, span)
}

/// `lesson kind pupil standing rule severity`, one line a remark.
fn lines(found: &PageReview) -> Vec<String> {
    let line = |of: &LessonReview, remark: &Remark| {
        let lesson = of.lesson.as_ref().map_or("—", LessonId::as_str);
        let pupil = remark.target.pupil().map_or("", PupilId::as_str);
        let severity = format!("{:?}", remark.finding.severity).to_lowercase();
        let (kind, standing) = (remark.target.kind(), remark.standing.name());
        format!("{lesson} {kind}{pupil} {standing} {} {severity}", remark.finding.rule)
    };
    found.lessons.iter().flat_map(|of| of.remarks.iter().map(move |remark| line(of, remark))).collect()
}

fn made(mut fact: Fact, at: &str) -> Fact {
    fact.made_at = at.parse().expect("an instant");
    fact
}

fn topic(lesson: &str, item: u32, text: &str) -> Fact {
    let plan_item = Some(format!("k{item}").as_str().into());
    fact(Target::Topic { lesson: lesson.into() }, Value::Topic(Topic { text: text.to_owned(), plan_item }))
}

fn homework(lesson: &str, text: &str) -> Fact {
    let homework = Homework { text: text.to_owned(), scope: HomeworkScope::All, due: HomeworkFor::NextLesson };
    fact(Target::Homework { lesson: lesson.into() }, Value::Homework(homework))
}

fn confirmed(lesson: &str) -> Fact {
    fact(Target::Attendance { lesson: lesson.into() }, Value::Confirmed)
}

/// The lesson of Wednesday, filled in time: 18 November 2026, 10:30 to 11:15 in Barnaul.
fn filled() -> Page {
    let mut page = page(3);
    page.plan[0].used = 1;
    page.facts =
        [confirmed("l18"), topic("l18", 1, "Причастный оборот"), homework("l18", "§ 14, упр. 120"), marks("w18", 2, "5")]
            .map(|fact| made(fact, "2026-11-18T04:30:00Z"))
            .to_vec();
    page
}

#[test]
fn a_lesson_that_is_filled_in_time_has_no_remarks() {
    for profile in ["standard", "altai-stdr", "crimea-vorobyovo", "moscow-810", "mosobl-shemetovo"] {
        let found = look(&desk_under(profile), &filled(), span(18, 18), noon());
        assert_eq!(lines(&found), [""; 0], "{profile}");
        assert_eq!(found.checked, 1);
    }
}

#[test]
fn what_is_missing_carries_the_rule_of_its_instant() {
    let mut page = filled();
    page.facts.clear();
    let altai = look(&desk_under("altai-stdr"), &page, span(18, 18), noon());
    assert_eq!(
        lines(&altai),
        [
            "l18 attendance missing STD-3.5-01 warning",
            "l18 topic missing STD-6.3-02 warning",
            "l18 homework missing STD-3.8-03 warning",
        ]
    );
    assert_eq!(altai.lessons[0].remarks[1].finding.args.get("due").map(String::as_str), Some("18.11.2026 20:00"));
    assert_eq!(altai.lessons[0].remarks[1].due, "2026-11-18T13:00:00Z".parse().ok());
    let crimea = look(&desk_under("crimea-vorobyovo"), &page, span(18, 18), noon());
    assert_eq!(
        lines(&crimea),
        [
            "l18 attendance missing VOR-3.4-01 warning",
            "l18 topic missing VOR-3.4-01 warning",
            "l18 homework missing VOR-3.5-01 warning",
        ]
    );
    let moscow = look(&desk_under("moscow-810"), &page, span(18, 18), noon());
    assert_eq!(
        lines(&moscow),
        ["l18 attendance waiting ZV-OPEN info", "l18 topic waiting ZV-OPEN info", "l18 homework waiting ZV-OPEN info"]
    );
}

#[test]
fn a_duty_whose_instant_has_not_come_waits_and_a_lesson_to_come_owes_nothing() {
    let mut page = filled();
    page.facts.clear();
    let found = look(&desk_under("altai-stdr"), &page, span(20, 23), noon());
    assert_eq!(
        lines(&found),
        [
            "l20 attendance waiting STD-3.5-01 info",
            "l20 topic waiting STD-6.3-02 info",
            "l20 homework waiting STD-3.8-03 info",
        ]
    );
    assert_eq!(found.checked, 2, "Monday's lesson was looked at and has not begun");
}

#[test]
fn late_entries_are_said_once_with_every_rule_that_speaks() {
    let mut page = filled();
    page.facts = vec![
        made(confirmed("l18"), "2026-11-19T04:00:00Z"),
        made(absence("l18", 1), "2026-11-19T04:00:00Z"),
        made(topic("l18", 1, "Причастный оборот"), "2026-11-18T14:00:00Z"),
        made(homework("l18", "§ 14, упр. 120"), "2026-11-18T04:30:00Z"),
        made(marks("w18", 2, "5"), "2026-11-19T04:00:00Z"),
    ];
    let found = look(&desk_under("altai-stdr"), &page, span(18, 18), noon());
    assert_eq!(
        lines(&found),
        ["l18 attendance late STD-3.5-01 warning", "l18 marksp2 late STD-6.3-28 error", "l18 topic late STD-6.3-02 warning",],
        "the absence is part of the late roll call"
    );
    let also: Vec<&str> = found.lessons[0].remarks[1].also.iter().map(RuleId::as_str).collect();
    assert_eq!(also, ["STD-6.3-27", "STD-6.3-03"]);
}

#[test]
fn a_correction_does_not_make_late_what_was_filled_in_time() {
    let mut page = filled();
    let before = page.facts.iter().position(|fact| fact.target.kind() == "marks").expect("a mark");
    let late = made(marks("w18", 2, "4"), "2026-11-19T04:00:00Z");
    page.facts[before] = late.clone().after(Some(&page.facts[before]));
    assert_eq!(lines(&look(&desk_under("altai-stdr"), &page, span(18, 18), noon())), [""; 0]);
    page.facts[before] = late;
    assert_eq!(lines(&look(&desk_under("altai-stdr"), &page, span(18, 18), noon())), ["l18 marksp2 late STD-6.3-28 error"]);
}

#[test]
fn each_topic_is_compared_with_the_plan_as_it_stood() {
    let mut page = page(3);
    page.plan = plan();
    page.plan[1].used = 1;
    page.facts = vec![
        made(topic("l18", 1, "Причастный оборот"), "2026-11-18T04:30:00Z"),
        made(topic("l19", 2, "Деепричастие как часть речи"), "2026-11-19T03:30:00Z"),
    ];
    let topics = |page: &Page| {
        let found = look(&desk_under("altai-stdr"), page, span(18, 19), noon());
        lines(&found).into_iter().filter(|line| line.contains("topic")).collect::<Vec<_>>()
    };
    assert_eq!(topics(&page), [""; 0], "both in their turn, although the plan has moved on");
    page.facts[1] = made(topic("l19", 3, "Деепричастный оборот"), "2026-11-19T03:30:00Z");
    (page.plan[1].used, page.plan[2].used) = (0, 1);
    assert_eq!(topics(&page), ["l19 topic entry STD-3.7-01 warning"]);
}

#[test]
fn marks_that_every_pupil_owes_are_asked_for_one_by_one() {
    let mut page = filled();
    let spec =
        WorkSpec {
            obligatory: true, number: Some(3), title: "Причастие".to_owned(), ..WorkSpec::of(WorkKind::Control)
        };
    page.works[0] = Work { spec, ..page.works[0].clone() };
    page.facts.push(made(absence("l18", 3), "2026-11-18T04:30:00Z"));
    let at = |text: &str| look(&desk_under("altai-stdr"), &page, span(18, 18), text.parse().expect("an instant"));
    assert_eq!(
        lines(&at("2026-11-18T05:00:00Z")),
        ["l18 marksp1 waiting STD-6.3-29 info"],
        "pupil 2 has it, pupil 3 was absent"
    );
    assert_eq!(lines(&at("2026-11-20T05:00:00Z")), ["l18 marksp1 missing STD-6.3-29 warning"]);
}

#[test]
fn marks_of_a_period_are_owed_when_its_lessons_are_over() {
    let mut page = page(2);
    page.lessons.truncate(1);
    page.period.end = date(22);
    let term = |number: usize, text: &str| {
        let target = Target::Term { journal: "j7a".into(), period: "q2".into(), pupil: pupil(number) };
        fact(target, Value::Term { mark: text.parse::<TermMark>().expect("a mark") })
    };
    page.works[0].spec = WorkSpec::of(WorkKind::Control);
    page.facts = vec![made(term(1, "5"), "2026-11-20T04:00:00Z"), marks("w18", 1, "5")];
    let terms = |page: &Page, now: &str| {
        let found = look(&desk_under("altai-stdr"), page, span(20, 22), now.parse().expect("an instant"));
        lines(&found)
    };
    assert_eq!(
        terms(&page, "2026-11-20T05:00:00Z"),
        ["— termp1 entry STD-6.4-03 warning", "— termp2 waiting STD-6.4-01 info"],
        "a mark without enough marks behind it, and one that is not there"
    );
    assert_eq!(terms(&page, "2026-12-20T05:00:00Z")[1], "— termp2 missing STD-6.4-01 warning");
    page.facts[0] = made(term(1, "5"), "2026-12-20T04:00:00Z");
    assert!(terms(&page, "2026-12-21T05:00:00Z")[0].starts_with("— termp1 late STD-6.4-01"));
}

/// A mark of the second quarter, entered in time.
fn term_of(number: usize, text: &str) -> Fact {
    let target = Target::Term { journal: "j7a".into(), period: "q2".into(), pupil: pupil(number) };
    made(fact(target, Value::Term { mark: text.parse::<TermMark>().expect("a mark") }), "2026-11-20T04:00:00Z")
}

/// The quarter ends on Friday; the lessons of this week were held.
fn ending() -> Page {
    let mut page = page(2);
    page.lessons.truncate(3);
    page.period.end = date(22);
    page.works = vec![work("w18", "l18", WorkKind::Oral), work("w19", "l19", WorkKind::Oral)];
    page
}

fn of_terms(desk: &Desk, page: &Page) -> Vec<String> {
    lines(&look(desk, page, span(20, 22), noon())).into_iter().filter(|line| line.starts_with("— ")).collect()
}

#[test]
fn a_mark_of_a_period_is_judged_by_the_works_it_rests_on() {
    let mut page = ending();
    page.facts = vec![marks("w18", 1, "5"), marks("w19", 1, "5"), marks("w18", 2, "4"), marks("w19", 2, "4")];
    page.facts.extend([term_of(1, "5"), term_of(2, "4")]);
    let desk = desk_under("altai-stdr");
    let written = |line: &String| line.contains("STD-6.4-04") || line.contains("STD-6.4-05");
    let found: Vec<String> = of_terms(&desk, &page).into_iter().filter(written).collect();
    assert_eq!(
        found,
        [
            "— termp1 entry STD-6.4-04 warning",
            "— termp1 entry STD-6.4-05 warning",
            "— termp2 entry STD-6.4-04 warning",
            "— termp2 entry STD-6.4-05 warning",
        ],
        "oral answers alone, in Russian"
    );
    page.works[0].spec = WorkSpec::of(WorkKind::Control);
    assert_eq!(of_terms(&desk, &page).into_iter().filter(written).count(), 0, "a control work is among them");
}

#[test]
fn not_attested_stands_only_where_most_lessons_were_missed_for_reasons() {
    let mut page = ending();
    page.facts = vec![absence("l18", 1), absence("l19", 1), absence("l18", 2), term_of(1, "н/а"), term_of(2, "н/а")];
    for lesson in ["l18", "l19"] {
        let reason = Target::Reason { lesson: lesson.into(), pupil: pupil(1) };
        page.facts.push(fact(
            reason,
            Value::Reason {
                code: "болезнь".to_owned(), document_received: None, told_by: crate::domain::Teller::default()
            },
        ));
    }
    let desk = desk_under("crimea-vorobyovo");
    let found = |page: &Page| {
        let all = of_terms(&desk, page);
        all.into_iter().filter(|line| line.contains("VOR-2.23-01")).collect::<Vec<_>>()
    };
    assert_eq!(found(&page), ["— termp2 entry VOR-2.23-01 error"], "one of three lessons is not most of them");
    page.facts.retain(|fact| fact.target.kind() != "reason");
    assert_eq!(found(&page).len(), 2, "without a reason nobody is left without a mark");
}

#[test]
fn the_mark_of_the_year_is_compared_with_those_of_its_quarters() {
    let mut page = ending();
    let mut desk = desk_under("crimea-vorobyovo");
    let quarter = page.period.clone();
    desk.periods.push(crate::domain::Period { id: "q1".into(), end: date(8), ..quarter.clone() });
    page.period = crate::domain::Period { id: "year".into(), kind: crate::domain::PeriodKind::Year, ..quarter };
    let term = |period: &str, text: &str| {
        let target = Target::Term { journal: "j7a".into(), period: period.into(), pupil: pupil(1) };
        made(fact(target, Value::Term { mark: text.parse().expect("a mark") }), "2026-11-20T04:00:00Z")
    };
    // Current marks of two are no matter for the year.
    page.facts = vec![marks("w18", 1, "2"), term("q1", "5"), term("q2", "4"), term("year", "4")];
    let rounded = |line: &&String| line.contains("VOR-2.22-01");
    assert_eq!(of_terms(&desk, &page).iter().filter(rounded).count(), 1, "five and four make five");
    page.facts[3] = term("year", "5");
    assert_eq!(of_terms(&desk, &page).iter().filter(rounded).count(), 0);
}

#[test]
fn cells_that_the_grammar_forbids_and_pupils_who_left_are_found() {
    let mut page = filled();
    page.facts.push(made(marks("w18", 1, "5/4"), "2026-11-18T04:30:00Z"));
    page.pupils[2].to = Some(date(17));
    page.facts.push(made(marks("w18", 3, "5"), "2026-11-18T04:30:00Z"));
    let found = look(&desk_under("altai-stdr"), &page, span(18, 18), noon());
    let found: Vec<String> = lines(&found);
    assert!(found.contains(&"l18 marksp1 entry STD-6.3-21 error".to_owned()), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("l18 marksp3 entry STD-6.5-07")), "{found:?}");
}

#[test]
fn duties_stand_as_the_day_list_says() {
    let mut page = filled();
    page.facts.retain(|fact| fact.target.kind() != "homework");
    page.facts.push(made(topic("l19", 2, "Деепричастие как часть речи"), "2026-11-19T14:00:00Z"));
    let desk = desk_under("altai-stdr");
    let book = Book::new(page.clone(), [], &desk);
    let found = look(&desk, &page, span(18, 23), noon());
    for lesson in &page.lessons {
        let next = page
            .lessons
            .iter()
            .filter(|other| other.starts_at() > lesson.starts_at())
            .map(crate::domain::lesson::Lesson::starts_at);
        let row = LessonRow {
            lesson: lesson.clone(),
            fill: book.fill(&lesson.id),
            expected_topic: None,
            next_lessons: next.take(2).collect(),
            known: Vec::new(),
        };
        let duties = lesson_duties(&desk.profile, &desk.school, &desk.calendar, &row, noon());
        for (kind, duty) in [
            ("attendance", &duties.attendance),
            ("topic", &duties.topic),
            ("homework", &duties.homework),
            ("marks", &duties.marks),
        ] {
            let of = found.lessons.iter().find(|of| of.lesson.as_ref() == Some(&lesson.id));
            let has = |standing| {
                let same = |remark: &Remark| remark.target.kind() == kind && remark.standing == standing;
                of.is_some_and(|of| of.remarks.iter().any(same))
            };
            let said = [Standing::Late, Standing::Missing, Standing::Waiting].map(has);
            let wanted = [DutyState::DoneLate, DutyState::Overdue, DutyState::Waiting].map(|state| duty.state == state);
            assert_eq!(said, wanted, "{} {kind} {:?}", lesson.id, duty.state);
        }
    }
}

#[test]
fn lessons_come_in_the_order_of_days_and_classes() {
    let mut later = filled();
    later.facts.clear();
    let mut other = later.clone();
    for lesson in &mut other.lessons {
        lesson.class_name = "10А".to_owned();
    }
    let desk = desk_under("altai-stdr");
    let found = in_order([&other, &later].map(|page| look(&desk, page, span(18, 20), noon())));
    let order: Vec<String> = found.lessons.iter().map(|of| format!("{} {}", of.date.format("%d"), of.class)).collect();
    assert_eq!(order, ["18 7А", "18 10А", "19 7А", "19 10А", "20 7А", "20 10А"]);
    assert_eq!(found.checked, 6);
}

#[test]
fn a_cancelled_lesson_and_one_outside_the_span_are_not_looked_at() {
    let mut page = filled();
    page.facts.clear();
    page.lessons[0].cancelled = true;
    let found = look(&desk_under("altai-stdr"), &page, span(1, 18), noon());
    assert_eq!((found.checked, lines(&found)), (0, Vec::new()));
}

/// A year of one class and subject: what the bench measures, and that every cell of it is judged.
#[test]
fn a_full_year_is_reviewed() {
    let page = full(30, 170);
    let from = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    let span = DateSpan { from, to: from + TimeDelta::days(700) };
    let found = look(&desk_under("altai-stdr"), &page, span, noon() + TimeDelta::days(400));
    assert_eq!(found.checked, 170);
    let dual = found.lessons.iter().flat_map(|of| &of.remarks).filter(|remark| remark.finding.rule.as_str() == "STD-6.3-21");
    assert_eq!(dual.count(), 30, "one forbidden pair of marks for each pupil");
}

/// A page with a mark in every cell, a topic, homework and a roll call in every lesson.
fn full(pupils: usize, lessons: u32) -> Page {
    let mut page = page(pupils);
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");
    (page.period.start, page.period.end) = (first, first + TimeDelta::days(i64::from(lessons) + 1));
    (page.lessons, page.works, page.plan) = (Vec::new(), Vec::new(), Vec::new());
    for day in 0..lessons {
        let (id, work_id) = (format!("l{day}"), format!("w{day}"));
        let mut of = lesson(&id, 1, 3);
        of.date = first + TimeDelta::days(day.into());
        let at = |fact: Fact| Fact { made_at: of.starts_at().and_utc() - TimeDelta::hours(6), ..fact };
        page.facts.extend([confirmed(&id), homework(&id, "§ 14, упр. 120")].map(at));
        page.facts.push(at(topic(&id, day, &format!("Тема {day}"))));
        let text = if day == 7 { "5/4" } else { "4" };
        page.facts.extend((1..=pupils).map(|number| at(marks(&work_id, number, text))));
        page.plan.push(crate::domain::PlanItem {
            id: format!("k{day}").as_str().into(),
            n: day + 1,
            topic: format!("Тема {day}"),
            used: 1,
            ..plan()[0].clone()
        });
        page.works.push(work(&work_id, &id, WorkKind::Oral));
        page.lessons.push(of);
    }
    page
}
