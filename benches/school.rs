//! How long a deputy waits: a whole invented school (`--size school`), checked for one quarter. At most one second.
//! `cargo bench --bench school`.

use std::collections::HashMap;

use divan::{Bencher, black_box};
use zvonok::domain::roster::DateSpan;
use zvonok::domain::{Fact, Journal, Page, Period, PeriodKind, TeacherRef, Value, Work};
use zvonok::regulation::{Bench, Profile, in_order, review};
use zvonok::school::{JournalData, PastFact, SEED, SchoolData, Size, generate};

fn main() {
    divan::main();
}

/// The quarter that is checked: the first one, which is filled to its end.
fn quarter(school: &SchoolData) -> &Period {
    let quarters = school.periods.iter().filter(|period| period.kind == PeriodKind::Quarter);
    quarters.min_by_key(|period| period.start).expect("a school has quarters")
}

fn pages(school: &SchoolData, period: &Period) -> Vec<Page> {
    let mut facts: HashMap<&str, Vec<&PastFact>> = HashMap::new();
    for fact in &school.facts {
        facts.entry(fact.journal.as_str()).or_default().push(fact);
    }
    let none = Vec::new();
    let of = |journal: &JournalData| {
        let facts = facts.get(journal.journal.id.as_str()).unwrap_or(&none);
        page(school, period, journal, facts)
    };
    school.journals.iter().map(of).collect()
}

fn page(school: &SchoolData, period: &Period, journal: &JournalData, facts: &[&PastFact]) -> Page {
    let lessons = school.lessons.iter().filter(|lesson| lesson.journal == journal.journal.id);
    let lessons: Vec<_> = lessons.filter(|lesson| period.contains(lesson.date)).cloned().collect();
    let here = |work: &Work| lessons.iter().any(|lesson| Some(&lesson.id) == work.lesson.as_ref());
    let mut works: Vec<Work> = facts.iter().filter_map(|fact| work(fact)).filter(here).collect();
    works.dedup_by(|one, other| one.id == other.id);
    let Journal { teacher, .. } = &journal.journal;
    Page {
        journal: journal.journal.clone(),
        period: period.clone(),
        lessons,
        works,
        pupils: journal.pupils.clone(),
        plan: journal.plan.clone(),
        last_numbers: std::collections::BTreeMap::new(),
        facts: facts.iter().map(|fact| present(fact, teacher)).collect(),
        cursor: String::new(),
    }
}

fn work(fact: &PastFact) -> Option<Work> {
    let (Value::Work(new) | Value::Marks { creates: Some(new), .. }) = &fact.value else { return None };
    let id = match &fact.target {
        zvonok::domain::Target::Work { work } | zvonok::domain::Target::Marks { work, .. } => work.clone(),
        _ => return None,
    };
    Some(Work { id, journal: new.journal.clone(), lesson: new.lesson.clone(), spec: new.spec.clone() })
}

fn present(fact: &PastFact, teacher: &TeacherRef) -> Fact {
    Fact {
        target: fact.target.clone(),
        value: Some(fact.value.clone()),
        version: fact.id,
        author: teacher.clone(),
        on_behalf_of: None,
        made_at: fact.made_at,
        received_at: fact.made_at,
        comment: None,
        reason: fact.reason.clone(),
        filled_at: None,
    }
}

#[divan::bench(args = ["standard", "crimea-vorobyovo"], sample_count = 10)]
fn a_school_for_a_quarter(bencher: Bencher<'_, '_>, name: &str) {
    let school = generate(Size::School, SEED).next().expect("a school");
    let profile = Profile::built_in(name).expect("a built-in name");
    let period = quarter(&school).clone();
    let pages = pages(&school, &period);
    let bench = Bench {
        profile: &profile,
        school: &school.school,
        calendar: &school.calendar,
        periods: &school.periods,
        now: period.end.and_hms_opt(12, 0, 0).expect("a time").and_utc() + chrono::TimeDelta::days(30),
    };
    let span = DateSpan { from: period.start, to: period.end };
    let cells: usize = pages.iter().map(|page| page.works.len() * page.pupils.len()).sum();
    let facts: usize = pages.iter().map(|page| page.facts.len()).sum();
    assert!(cells > 10_000 && facts > 10_000, "{} journals, {cells} cells, {facts} facts", pages.len());
    bencher
        .bench_local(|| in_order(pages.iter().map(|page| review(black_box(&bench), black_box(page), span))).lessons.len());
}
