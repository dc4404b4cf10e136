//! The marks of a page's period, and its column «Тетрадь».

use std::collections::HashMap;

use super::lesson::cell_text;
use super::sheet::Sheet;
use super::voice::{at, on_fact, on_open};
use super::{Bench, LessonReview, Remark};
use crate::domain::roster::DateSpan;
use crate::domain::{Duty, DutyState, Fact, Lesson, PeriodId, PeriodKind, Pupil, Target, TermMark, Value, Zone};
use crate::regulation::case::{CellEntry, Entry, OtherTerm, PupilFacts, TermEntry, TermSight, WorkFacts};
use crate::regulation::context::Context;
use crate::regulation::{Case, EntryKind, check};

/// What a review finds in the marks of the period; `None`: nothing.
pub(super) fn review(bench: &Bench<'_>, sheet: &Sheet<'_>, span: DateSpan) -> Option<LessonReview> {
    let page = sheet.page;
    let within = || page.lessons.iter().filter(|lesson| page.period.contains(lesson.date) && !lesson.cancelled);
    let date = super::super::terms::last_school_day(bench.school, bench.calendar, &page.period);
    let mut remarks = notebooks(bench, sheet, span);
    if let (Some(last), true) = (within().next_back(), span.contains(date)) {
        remarks.extend(terms(bench, sheet, last));
    }
    (!remarks.is_empty()).then(|| LessonReview {
        journal: page.journal.id.clone(),
        period: page.period.id.clone(),
        class: page.journal.class_name.clone(),
        subject: page.journal.subject.clone(),
        group: page.journal.group.clone(),
        teacher: page.journal.teacher.clone(),
        lesson: None,
        date,
        number: None,
        remarks,
    })
}

fn terms(bench: &Bench<'_>, sheet: &Sheet<'_>, last: &Lesson) -> Vec<Remark> {
    let page = sheet.page;
    let mut remarks = Vec::new();
    let Some(zone) = Zone::parse(&bench.school.zone) else { return remarks };
    // Marks of examinations and final ones are due by a protocol that the page knows nothing of.
    let by_marks = matches!(page.period.kind, PeriodKind::Quarter | PeriodKind::HalfYear | PeriodKind::Year);
    let over = zone.local(bench.now) >= last.ends_at();
    let mut case = Case::of_row(bench.now, bench.school, bench.calendar, last, &[]);
    for ((row, pupil), ground) in page.pupils.iter().enumerate().zip(grounds(bench, sheet, zone)) {
        let mut facts = PupilFacts::of(last, pupil, 0);
        let belongs = facts.on_roster == Some(true) && !pupil.home_schooled;
        facts.absent = Some(false);
        case.pupil = Some(facts);
        let entry = |text: String| EntryKind::Term(Box::new(TermEntry { text: Some(text), ..ground.clone() }));
        if let Some(fact) = sheet.terms[row] {
            let Some(Value::Term { mark }) = &fact.value else { continue };
            case.now = Some(at(fact.filled()));
            case.entry = Entry {
                kind: entry(mark.to_string()),
                comment: fact.comment.clone(),
                reason: fact.reason.clone(),
                ..Entry::default()
            };
            remarks.extend(on_fact(fact, check(bench.profile, &case)));
        } else if by_marks && over && belongs && bench.profile.allows_marks(page.journal.grade) {
            case.now = Some(at(bench.now));
            case.entry = Entry { kind: entry("5".to_owned()), ..Entry::default() };
            let duty = duty(bench, &case);
            let (journal, period) = (page.journal.id.clone(), page.period.id.clone());
            let target = Target::Term { journal, period, pupil: pupil.id.clone() };
            remarks.extend(on_open(bench, target, &duty, &mut case));
        }
    }
    remarks
}

/// How the duty of a period's mark stands: open until its last instant, late after it.
fn duty(bench: &Bench<'_>, case: &Case) -> Duty {
    let cx = Context::new(bench.profile, case);
    let due = cx.term_due().1.and_then(|due| cx.due(due).utc());
    let overdue = due.is_some_and(|due| bench.now.timestamp() > due.timestamp());
    Duty { state: if overdue { DutyState::Overdue } else { DutyState::Waiting }, due }
}

/// What a mark of the period rests on, by pupil: as at the key and at the door.
fn grounds(bench: &Bench<'_>, sheet: &Sheet<'_>, zone: Zone) -> Vec<TermEntry> {
    let page = sheet.page;
    let values: HashMap<&Target, &Value> =
        page.facts.iter().filter_map(|fact| Some((&fact.target, fact.value.as_ref()?))).collect();
    let of_row = |(pupil, others): (&Pupil, &Vec<(&PeriodId, TermMark)>)| {
        let known = |(id, mark): &(&PeriodId, TermMark)| {
            bench.periods.iter().find(|period| period.id == **id).map(|period| (period, *mark))
        };
        let others: Vec<OtherTerm<'_>> = others.iter().filter_map(known).collect();
        let sight = TermSight {
            school: bench.school,
            calendar: bench.calendar,
            page,
            period: &page.period,
            until: zone.local(bench.now),
            others: &others,
            value: &|target| values.get(target).copied(),
        };
        let mut entry = TermEntry::of_page(&sight, &pupil.id);
        // What stands there is no change of itself, and was written while the period was open.
        (entry.previous, entry.acknowledged) = (None, None);
        if let Some(period) = &mut entry.period {
            period.closed = None;
        }
        entry
    };
    page.pupils.iter().zip(&sheet.others).map(of_row).collect()
}

/// Marks of the column «Тетрадь», judged with the last lesson that had begun when they were made.
fn notebooks(bench: &Bench<'_>, sheet: &Sheet<'_>, span: DateSpan) -> Vec<Remark> {
    let page = sheet.page;
    let mut remarks = Vec::new();
    let Some(zone) = Zone::parse(&bench.school.zone) else { return remarks };
    for work in sheet.notebooks.iter().map(|at| &sheet.works[*at]) {
        let in_span = |fact: &&Fact| span.contains(zone.local(fact.filled()).date());
        for (pupil, fact) in page.pupils.iter().zip(&work.marks).filter_map(|(pupil, fact)| Some((pupil, (*fact)?))) {
            if !in_span(&fact) {
                continue;
            }
            let made = zone.local(fact.filled());
            let begun = page.lessons.iter().rev().find(|lesson| lesson.starts_at() <= made);
            let Some(lesson) = begun.or_else(|| page.lessons.first()) else { continue };
            let mut case = Case::of_row(fact.filled(), bench.school, bench.calendar, lesson, &[]);
            case.work = Some(WorkFacts::of(&work.work.spec, None));
            case.pupil = Some(PupilFacts { absent: Some(false), ..PupilFacts::of(lesson, pupil, 0) });
            let kind = EntryKind::Cell(CellEntry {
                text: Some(cell_text(false, Some(fact))),
                notebook: true,
                ..CellEntry::default()
            });
            case.entry = Entry { kind, comment: fact.comment.clone(), reason: fact.reason.clone(), ..Entry::default() };
            remarks.extend(on_fact(fact, check(bench.profile, &case)));
        }
    }
    remarks
}
