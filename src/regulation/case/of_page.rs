//! Cases made of what the client or the server holds of a journal.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{CalendarFacts, Case, LessonFacts, PlanFacts, PupilFacts, RosterFacts, SchoolFacts, UserFacts, When, WorkFacts};
use crate::domain::{Account, Calendar, Lesson, Page, PlanItem, Pupil, School, Target, Value, WorkKind, WorkSpec};

/// How many lessons after one its terms look at: the next, the one after it, and the other half of a doubled lesson.
const NEXT: usize = 3;

impl Case {
    /// A case for an entry into a lesson, with everything that the page and the school say of it. Add work and pupil with
    /// [`Self::with_work`] and [`Self::with_pupil`], and set `entry`.
    #[must_use]
    pub fn of_lesson(
        now: DateTime<Utc>,
        school: &School,
        calendar: &Calendar,
        account: &Account,
        page: &Page,
        lesson: &Lesson,
    ) -> Self {
        let later = page
            .lessons
            .iter()
            .filter(|other| other.journal == lesson.journal && !other.cancelled && other.starts_at() > lesson.starts_at());
        let mut next: Vec<NaiveDateTime> = later.map(Lesson::starts_at).collect();
        next.sort_unstable();
        next.truncate(NEXT);
        let mut case = Self::of_row(now, school, calendar, lesson, &next);
        case.user = Some(UserFacts {
            id: Some(account.id.as_str().to_owned()),
            role: Some(account.role),
            head_of: Some(account.head_of.clone()),
        });
        if let Some(facts) = &mut case.lesson {
            facts.held = Some(!not_held(page, lesson));
            facts.roster = Some(RosterFacts::of_page(page, lesson));
            // A journal without a plan has nothing to compare with; that is not a plan in which the topic is missing.
            facts.plan = (!page.plan.is_empty()).then(|| plan_before(page, lesson));
            facts.last_numbers = Some(last_numbers(page, lesson));
            let twin = page.lessons.iter().find(|other| is_twin(other, lesson));
            facts.doubled_with = twin.map(|twin| twin.id.as_str().to_owned());
            facts.doubled_topic = twin.and_then(|twin| topic_of(page, twin));
        }
        case
    }

    /// A case for a lesson of a day list, where no page is at hand: enough for [`crate::regulation::duties`].
    #[must_use]
    pub fn of_row(
        now: DateTime<Utc>,
        school: &School,
        calendar: &Calendar,
        lesson: &Lesson,
        next_lessons: &[NaiveDateTime],
    ) -> Self {
        // The other half of a doubled lesson is no next one.
        let is_next = |next: &NaiveDateTime| lesson.doubled.is_none() || next.date() != lesson.date;
        Self {
            now: Some(When::Instant(now.fixed_offset())),
            school: Some(SchoolFacts {
                zone: Some(school.zone.clone()),
                week: Some(school.week),
                last_lesson_ends: Some(lesson.school_day_ends),
            }),
            calendar: Some(CalendarFacts {
                days_off: calendar.days_off.iter().copied().collect(),
                working_days: calendar.working_days.iter().copied().collect(),
            }),
            lesson: Some(LessonFacts {
                id: Some(lesson.id.as_str().to_owned()),
                date: Some(lesson.date),
                number: Some(lesson.number),
                starts: Some(lesson.starts),
                ends: Some(lesson.ends),
                class: Some(lesson.class_name.clone()),
                grade: Some(lesson.grade),
                group: lesson.group.clone(),
                subject: Some(lesson.subject.clone()),
                teacher: Some(lesson.teacher.id.as_str().to_owned()),
                substitute: lesson.substitute.as_ref().map(|substitute| substitute.id.as_str().to_owned()),
                cancelled: Some(lesson.cancelled),
                held: Some(true),
                weekly_hours: Some(lesson.weekly_hours),
                first_of_year: Some(lesson.first_of_year),
                class_last_lesson_ends: Some(lesson.class_day_ends),
                next_lessons: Some(next_lessons.iter().copied().filter(is_next).map(When::Local).collect()),
                ..LessonFacts::default()
            }),
            ..Self::default()
        }
    }

    /// Adds the work that the entry is for. `count` is the number of works to be checked, where it is known.
    #[must_use]
    pub fn with_work(mut self, spec: &WorkSpec, count: Option<u32>) -> Self {
        self.work = Some(WorkFacts::of(spec, count));
        self
    }

    /// Adds the work that a lesson's topic has to name: of several the first that is more than answers.
    #[must_use]
    pub fn with_named_work(self, specs: &[&WorkSpec]) -> Self {
        match specs.iter().find(|spec| spec.kind != WorkKind::Oral).or(specs.first()) {
            Some(spec) => self.with_work(spec, None),
            None => self,
        }
    }

    /// Adds the pupil that the entry is about; how many lessons were missed in a row comes from the page.
    #[must_use]
    pub fn with_pupil(mut self, page: &Page, lesson: &Lesson, pupil: &Pupil, absent: bool) -> Self {
        let mut facts = PupilFacts::of(lesson, pupil, missed_in_a_row(page, lesson, pupil));
        facts.absent = Some(absent);
        self.pupil = Some(facts);
        self
    }
}

impl WorkFacts {
    /// What a case says of a work. `count` is the number of works to be checked, where it is known.
    #[must_use]
    pub fn of(spec: &WorkSpec, count: Option<u32>) -> Self {
        Self {
            kind: Some(spec.kind),
            number: spec.number,
            title: (!spec.title.is_empty()).then(|| spec.title.clone()),
            obligatory: Some(spec.obligatory),
            count,
        }
    }
}

impl PupilFacts {
    /// What a case says of a pupil at a lesson. Whether the pupil was absent from it is the caller's to add.
    #[must_use]
    pub fn of(lesson: &Lesson, pupil: &Pupil, missed_in_a_row: u32) -> Self {
        Self {
            id: Some(pupil.id.as_str().to_owned()),
            on_roster: Some(pupil.on_roster(lesson.date) && of_group(lesson, pupil)),
            from: pupil.from,
            to: pupil.to,
            home_schooled: Some(pupil.home_schooled),
            sanatorium: Some(pupil.sanatorium.iter().any(|stay| stay.contains(lesson.date))),
            missed_in_a_row: Some(missed_in_a_row),
            absent: None,
            consent: None,
            med_group: Some(pupil.medical_group),
            exam: None,
        }
    }
}

impl RosterFacts {
    /// The pupils of a lesson.
    #[must_use]
    pub fn of_page(page: &Page, lesson: &Lesson) -> Vec<Self> {
        let here = page.pupils.iter().filter(|pupil| pupil.on_roster(lesson.date) && of_group(lesson, pupil));
        here.map(|pupil| Self { id: Some(pupil.id.as_str().to_owned()), surname: Some(pupil.surname.clone()) }).collect()
    }
}

impl PlanFacts {
    /// What a case says of an item of the plan.
    #[must_use]
    pub fn of(item: &PlanItem) -> Self {
        Self {
            n: Some(item.n),
            topic: Some(item.topic.clone()),
            kind: Some(item.kind),
            safety: Some(item.safety),
            hours: Some(item.hours),
            used: Some(item.used),
            homework: item.homework.clone(),
            ..Self::default()
        }
    }
}

/// Whether the pupil belongs to the lesson's subgroup, where the class is divided.
pub(in crate::regulation) fn of_group(lesson: &Lesson, pupil: &Pupil) -> bool {
    match (&lesson.group, &pupil.group) {
        (Some(lesson), Some(pupil)) => lesson == pupil,
        _ => true,
    }
}

fn not_held(page: &Page, lesson: &Lesson) -> bool {
    page.fact(&Target::NotHeld { lesson: lesson.id.clone() }).is_some_and(|fact| fact.value.is_some())
}

/// Whether the two are lessons of one run (сдвоенный урок).
pub(in crate::regulation) fn is_twin(other: &Lesson, lesson: &Lesson) -> bool {
    let adjacent = other.number.abs_diff(lesson.number) == 1;
    other.date == lesson.date && other.journal == lesson.journal && adjacent && !other.cancelled && lesson.doubled.is_some()
}

/// The plan as it stands without this lesson: its own topic has used an hour that is free again when it is changed.
fn plan_before(page: &Page, lesson: &Lesson) -> Vec<PlanFacts> {
    let own = page.fact(&Target::Topic { lesson: lesson.id.clone() }).and_then(|fact| fact.value.as_ref());
    let own = match own {
        Some(Value::Topic(topic)) => topic.plan_item.as_ref(),
        _ => None,
    };
    let facts = page.plan.iter().map(|item| {
        let mut facts = PlanFacts::of(item);
        if own == Some(&item.id) {
            facts.used = Some(item.used.saturating_sub(1));
        }
        facts
    });
    facts.collect()
}

fn topic_of(page: &Page, lesson: &Lesson) -> Option<String> {
    match &page.fact(&Target::Topic { lesson: lesson.id.clone() })?.value {
        Some(Value::Topic(topic)) => Some(topic.text.clone()),
        _ => None,
    }
}

/// Highest numbers of numbered works before the lesson.
fn last_numbers(page: &Page, lesson: &Lesson) -> std::collections::BTreeMap<WorkKind, u32> {
    let mut numbers = page.last_numbers.clone();
    for kind in [WorkKind::Control, WorkKind::Lab, WorkKind::Practical] {
        numbers.entry(kind).or_default();
    }
    for work in &page.works {
        let Some(of) = work.lesson.as_ref().and_then(|id| page.lesson(id)) else { continue };
        if let (Some(number), true) = (work.spec.number, of.starts_at() < lesson.starts_at()) {
            let last = numbers.entry(work.spec.kind).or_default();
            *last = number.max(*last);
        }
    }
    numbers
}

/// How many held lessons right before this one the pupil missed.
fn missed_in_a_row(page: &Page, lesson: &Lesson, pupil: &Pupil) -> u32 {
    let mut missed = 0;
    for before in page.lessons.iter().rev().filter(|before| before.starts_at() < lesson.starts_at() && !before.cancelled) {
        let absence = Target::Absence { lesson: before.id.clone(), pupil: pupil.id.clone() };
        if page.fact(&absence).is_none_or(|fact| fact.value.is_none()) {
            break;
        }
        missed += 1;
    }
    missed
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;
    use crate::domain::{Doubled, Fact, Journal, OperationId, Period, PeriodKind, Role, TeacherRef, Topic};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("a date")
    }

    fn teacher() -> TeacherRef {
        TeacherRef { id: "t1".into(), short_name: "Орлова Е. В.".to_owned() }
    }

    fn lesson(id: &str, date: u32, number: u8) -> Lesson {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time of the day");
        Lesson {
            id: id.into(),
            journal: "j1".into(),
            class: "c1".into(),
            class_name: "7А".to_owned(),
            grade: 7,
            subject: "Алгебра".to_owned(),
            group: None,
            date: day(date),
            number,
            starts: clock(8 + u32::from(number)),
            ends: clock(9 + u32::from(number)),
            room: String::new(),
            teacher: teacher(),
            substitute: None,
            cancelled: false,
            doubled: None,
            first_of_year: false,
            weekly_hours: 4,
            class_day_ends: clock(13),
            school_day_ends: clock(14),
            timetable_version: 1,
        }
    }

    fn fact(target: Target, value: Value) -> Fact {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        Fact {
            target,
            value: Some(value),
            version: OperationId([1; 16]),
            author: teacher(),
            on_behalf_of: None,
            made_at: at,
            received_at: at,
            comment: None,
            reason: None,
            filled_at: None,
        }
    }

    fn pupil() -> Pupil {
        Pupil {
            id: "p1".into(),
            number: 1,
            surname: "Громова".to_owned(),
            given_name: "София".to_owned(),
            group: None,
            from: None,
            to: Some(day(18)),
            home_schooled: false,
            sanatorium: Vec::new(),
            medical_group: false,
        }
    }

    fn item(id: &str, n: u32, used: u32) -> PlanItem {
        PlanItem {
            id: id.into(),
            n,
            topic: format!("Тема {n}"),
            kind: crate::domain::PlanKind::Usual,
            safety: false,
            hours: 1,
            used,
            homework: None,
        }
    }

    fn page() -> Page {
        let absence = |lesson: &str| Target::Absence { lesson: lesson.into(), pupil: "p1".into() };
        let mut cancelled = lesson("l3", 17, 1);
        cancelled.cancelled = true;
        let run = |id, number, place| Lesson { doubled: Some(Doubled { place, of: 2 }), ..lesson(id, 18, number) };
        Page {
            journal: Journal {
                id: "j1".into(),
                class: "c1".into(),
                class_name: "7А".to_owned(),
                grade: 7,
                subject: "Алгебра".to_owned(),
                group: None,
                teacher: teacher(),
                weekly_hours: 4,
            },
            period: Period {
                id: "q2".into(),
                kind: PeriodKind::Quarter,
                title: "II четверть".to_owned(),
                start: day(5),
                end: day(30),
                closed: false,
            },
            lessons: vec![
                lesson("l1", 12, 1),
                lesson("l2", 16, 1),
                cancelled,
                run("l4", 1, 1),
                run("l5", 2, 2),
                lesson("l6", 20, 1),
            ],
            works: Vec::new(),
            pupils: vec![pupil()],
            plan: vec![item("i1", 1, 1), item("i2", 2, 0)],
            last_numbers: std::collections::BTreeMap::new(),
            facts: vec![
                fact(absence("l1"), Value::Absent),
                fact(absence("l2"), Value::Absent),
                fact(
                    Target::Topic { lesson: "l4".into() },
                    Value::Topic(Topic { text: "Тема 1".to_owned(), plan_item: Some("i1".into()) }),
                ),
            ],
            cursor: String::new(),
        }
    }

    fn case(page: &Page, id: &str) -> Case {
        let account = Account {
            id: "t1".into(),
            school: "s1".into(),
            login: "orlova".to_owned(),
            name: "Орлова Елена Викторовна".to_owned(),
            short_name: "Орлова Е. В.".to_owned(),
            role: Role::Teacher,
            head_of: Vec::new(),
        };
        let school = School {
            id: "s1".into(),
            name: "СОШ № 7".to_owned(),
            zone: "Asia/Barnaul".to_owned(),
            week: 5,
            year_start: day(1),
            year_end: day(30),
        };
        let lesson = page.lesson(&id.into()).expect("a lesson of the page");
        Case::of_lesson(DateTime::<Utc>::UNIX_EPOCH, &school, &Calendar::default(), &account, page, lesson)
    }

    #[test]
    fn a_page_says_of_a_lesson_what_the_rules_ask() {
        let page = page();
        let facts = case(&page, "l5").lesson.expect("a lesson");
        let next: Vec<When> = vec![When::Local(page.lessons[5].starts_at())];
        assert_eq!(facts.next_lessons, Some(next));
        assert_eq!((facts.doubled_with.as_deref(), facts.doubled_topic.as_deref()), (Some("l4"), Some("Тема 1")));
        assert_eq!(facts.held, Some(true));
        assert_eq!(facts.last_numbers.and_then(|numbers| numbers.get(&WorkKind::Lab).copied()), Some(0));
        let used = |id| case(&page, id).lesson.and_then(|facts| facts.plan).map(|plan| plan[0].used);
        assert_eq!(used("l5"), Some(Some(1)));
        assert_eq!(used("l4"), Some(Some(0)), "its own topic may be written again");
        let bare = Page { plan: Vec::new(), ..page };
        assert!(case(&bare, "l5").lesson.is_some_and(|facts| facts.plan.is_none()), "no plan is not an empty one");
    }

    #[test]
    fn missed_lessons_are_counted_back_to_the_last_one_attended() {
        let page = page();
        let missed = |id: &str| {
            let lesson = page.lesson(&id.into()).expect("a lesson of the page");
            let case = case(&page, id).with_pupil(&page, lesson, &page.pupils[0], false);
            let pupil = case.pupil.expect("a pupil");
            (pupil.missed_in_a_row, pupil.on_roster)
        };
        assert_eq!(missed("l1"), (Some(0), Some(true)));
        assert_eq!(missed("l4"), (Some(2), Some(true)), "a cancelled lesson is no lesson");
        assert_eq!(missed("l5"), (Some(0), Some(true)), "the lesson before was attended");
        assert_eq!(missed("l6"), (Some(0), Some(false)), "after the last day in the class");
    }
}
