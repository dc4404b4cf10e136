//! `timetable.csv` and `changes.csv`: the lessons of every date of the year.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::journals::Journals;
use super::people::{Classes, Staff, unique};
use super::problem::What;
use super::settings::Settings;
use super::table::{Need, Row, Spec, Table};
use super::words::{CHANGE_KINDS, ChangeKind, WEEKDAYS};
use crate::domain::{AccountId, Doubled, Lesson, LessonId};

pub(super) const TIMETABLE: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("class", "класс", Need::Filled),
        ("weekday", "день", Need::Filled),
        ("number", "урок", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Column),
        ("teacher", "учитель", Need::Nothing),
        ("room", "кабинет", Need::Column),
        ("from", "с", Need::Nothing),
        ("to", "по", Need::Nothing),
    ],
    cap: 4 << 20,
};

pub(super) const CHANGES: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("date", "дата", Need::Filled),
        ("kind", "вид", Need::Filled),
        ("class", "класс", Need::Filled),
        ("number", "урок", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Column),
        ("teacher", "учитель", Need::Column),
        ("to_date", "на дату", Need::Nothing),
        ("to_number", "на урок", Need::Nothing),
        ("room", "кабинет", Need::Nothing),
    ],
    cap: 4 << 20,
};

/// A row of the timetable, understood.
struct Slot<'a> {
    row: Row<'a>,
    id: String,
    class: usize,
    journal: usize,
    weekday: Weekday,
    number: u8,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// A lesson with the place of its class and journal and the rows that made it, for checks.
pub(super) struct Dated<'a> {
    pub lesson: Lesson,
    pub class: usize,
    pub journal: usize,
    row: Row<'a>,
}

/// Classes of whose timetable a row could not be read: nobody complains of a lesson that is not there.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    classes: HashSet<usize>,
    everywhere: bool,
}

impl Gaps {
    fn add(&mut self, class: Option<usize>) {
        match class {
            Some(class) => {
                self.classes.insert(class);
            }
            None => self.everywhere = true,
        }
    }

    /// Whether a lesson may be missing because of a mistake that was named already.
    pub fn may_hide(&self, class: usize, row: Row<'_>) -> bool {
        let broken = ["timetable.csv", "bells", "journals.csv", "classes.csv"].iter().any(|file| row.is_broken(file));
        broken || self.everywhere || self.classes.contains(&class)
    }
}

/// Which lessons stand on a date in a class under a number.
pub(super) type ByPlace = HashMap<(NaiveDate, usize, u8), Vec<usize>>;

/// Reads the timetable and its changes; the lessons are sorted and complete.
pub(super) fn lessons<'a>(
    timetable: &'a Table<'_>,
    changes: &'a Table<'_>,
    school: &Settings,
    classes: &Classes,
    journals: &Journals,
    staff: &Staff,
) -> (Vec<Dated<'a>>, Gaps) {
    let (slots, gaps) = slots(timetable, school, classes, journals, staff);
    let mut lessons = expanded(&slots, school, classes, journals);
    apply(changes, &mut lessons, &gaps, school, classes, journals, staff);
    lessons.sort_by(|a, b| sort_key(&a.lesson).cmp(&sort_key(&b.lesson)));
    check_clashes(&lessons, journals);
    complete(&mut lessons);
    (lessons, gaps)
}

fn sort_key(lesson: &Lesson) -> (NaiveDate, u8, NaiveTime, u8, &str, &str, Option<&str>) {
    let Lesson { date, number, starts, grade, class_name, subject, group, .. } = lesson;
    (*date, *number, *starts, *grade, class_name, subject, group.as_deref())
}

/// Finds lessons by date, class and number.
pub(super) fn by_place(lessons: &[Dated<'_>]) -> ByPlace {
    let mut places = ByPlace::new();
    for (place, dated) in lessons.iter().enumerate() {
        places.entry((dated.lesson.date, dated.class, dated.lesson.number)).or_default().push(place);
    }
    places
}

fn slots<'a>(
    table: &'a Table<'_>,
    school: &Settings,
    classes: &Classes,
    journals: &Journals,
    staff: &Staff,
) -> (Vec<Slot<'a>>, Gaps) {
    let year = school.year();
    let mut gaps = Gaps::default();
    let mut ids = HashMap::new();
    let mut slots = Vec::with_capacity(table.len());
    for row in table.rows() {
        let id = unique(&mut ids, row, "id");
        let class = classes.of(row, "class");
        let weekday = row.word("weekday", WEEKDAYS);
        let number = row.number("number", 0..=12).and_then(|number| u8::try_from(number).ok());
        let (from, to) = (row.date("from", &year), row.date("to", &year));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            row.problem("to", What::BadSpan { value: row.get("to").to_owned(), other: row.get("from").to_owned() });
        }
        let journal = class.and_then(|class| journals.of(row, class));
        if let (Some(journal), Some(teacher)) = (journal, staff.teacher_of(row, "teacher")) {
            let owner = &journals.list[journal].journal.teacher;
            if owner.id != teacher.id {
                let (value, other) = (row.get("teacher").to_owned(), owner.id.to_string());
                row.problem("teacher", What::TeacherDiffers { value, other });
            }
        }
        let (Some(id), Some(class), Some(weekday), Some(number), Some(journal)) = (id, class, weekday, number, journal)
        else {
            gaps.add(class);
            continue;
        };
        let schedule = &classes.list[class].of.class.schedule;
        if !school.bells.iter().any(|bell| bell.number == number && bell.schedule == *schedule) {
            if school.has_schedule(schedule) && !row.is_broken("bells") {
                row.problem("number", What::NoBell { value: number.to_string(), other: schedule.clone() });
            }
            gaps.add(Some(class));
            continue;
        }
        slots.push(Slot { row, id, class, journal, weekday, number, from, to });
    }
    (slots, gaps)
}

fn expanded<'a>(slots: &[Slot<'a>], school: &Settings, classes: &Classes, journals: &Journals) -> Vec<Dated<'a>> {
    let mut by_day: BTreeMap<u32, Vec<&Slot<'a>>> = BTreeMap::new();
    for slot in slots {
        by_day.entry(slot.weekday.number_from_monday()).or_default().push(slot);
    }
    let mut lessons = Vec::with_capacity(slots.len() * 35);
    for date in school.school.year_start.iter_days().take_while(|date| *date <= school.school.year_end) {
        let Some(weekday) = school.timetable_day(date) else { continue };
        let Some(today) = by_day.get(&weekday.number_from_monday()) else { continue };
        for slot in today {
            if slot.from.is_some_and(|from| date < from) || slot.to.is_some_and(|to| to < date) {
                continue;
            }
            let class = &classes.list[slot.class].of.class;
            let Some((starts, ends)) = school.bell(&class.schedule, slot.number, date) else { continue };
            let journal = &journals.list[slot.journal].journal;
            let lesson = Lesson {
                id: LessonId::new(format!("{}.{}", slot.id, date.format("%Y%m%d"))),
                journal: journal.id.clone(),
                class: journal.class.clone(),
                class_name: journal.class_name.clone(),
                grade: journal.grade,
                subject: journal.subject.clone(),
                group: journal.group.clone(),
                date,
                number: slot.number,
                starts,
                ends,
                room: slot.row.get("room").to_owned(),
                teacher: journal.teacher.clone(),
                substitute: None,
                cancelled: false,
                doubled: None,
                first_of_year: false,
                weekly_hours: journal.weekly_hours,
                class_day_ends: ends,
                school_day_ends: ends,
                timetable_version: 1,
            };
            lessons.push(Dated { lesson, class: slot.class, journal: slot.journal, row: slot.row });
        }
    }
    lessons
}

fn apply<'a>(
    table: &'a Table<'_>,
    lessons: &mut [Dated<'a>],
    gaps: &Gaps,
    school: &Settings,
    classes: &Classes,
    journals: &Journals,
    staff: &Staff,
) {
    let year = school.year();
    let places = by_place(lessons);
    let mut ids = HashMap::new();
    for row in table.rows() {
        unique(&mut ids, row, "id");
        let date = row.date("date", &year);
        let kind = row.word("kind", CHANGE_KINDS);
        let class = classes.of(row, "class");
        let number = row.number("number", 0..=12).and_then(|number| u8::try_from(number).ok());
        let journal = class.and_then(|class| journals.of(row, class));
        let teacher = staff.teacher_of(row, "teacher");
        let (Some(date), Some(kind), Some(class), Some(number), Some(journal)) = (date, kind, class, number, journal) else {
            continue;
        };
        let place = places.get(&(date, class, number)).and_then(|at| at.iter().find(|at| lessons[**at].journal == journal));
        let Some(place) = place else {
            if !gaps.may_hide(class, row) {
                let other = format!("{date}, {}", row.get("class"));
                row.problem("number", What::NoLesson { value: number.to_string(), other });
            }
            continue;
        };
        let dated = &mut lessons[*place];
        dated.row = row;
        if !row.get("room").is_empty() {
            row.get("room").clone_into(&mut dated.lesson.room);
        }
        match kind {
            ChangeKind::Cancellation => dated.lesson.cancelled = true,
            ChangeKind::Substitution if teacher.is_some() => dated.lesson.substitute = teacher.cloned(),
            ChangeKind::Substitution if !row.get("teacher").is_empty() => {}
            ChangeKind::Substitution => row.problem("teacher", What::Empty { value: String::new(), other: String::new() }),
            ChangeKind::Move => {
                dated.lesson.substitute = teacher.cloned();
                moved(row, &mut dated.lesson, school, &classes.list[class].of.class.schedule);
            }
        }
    }
}

fn moved(row: Row<'_>, lesson: &mut Lesson, school: &Settings, schedule: &str) {
    let date = if row.get("to_date").is_empty() { Some(lesson.date) } else { row.date("to_date", &school.year()) };
    let number = row.number("to_number", 0..=12).map_or(lesson.number, |number| u8::try_from(number).expect("at most 12"));
    let Some(date) = date else { return };
    match school.bell(schedule, number, date) {
        Some((starts, ends)) => {
            (lesson.date, lesson.number, lesson.starts, lesson.ends) = (date, number, starts, ends);
        }
        None if row.is_broken("bells") => {}
        None => row.problem("to_number", What::NoBell { value: number.to_string(), other: schedule.to_owned() }),
    }
}

/// Each pair of rows that clash is noted once, on the day on which they first do.
fn check_clashes(lessons: &[Dated<'_>], journals: &Journals) {
    let mut said: HashSet<(u64, u64, bool)> = HashSet::new();
    let mut torn: HashMap<(usize, usize), bool> = HashMap::new();
    for day in lessons.chunk_by(|a, b| a.lesson.date == b.lesson.date) {
        let mut by_teacher: HashMap<&AccountId, Vec<&Dated<'_>>> = HashMap::new();
        let mut by_class: HashMap<usize, Vec<&Dated<'_>>> = HashMap::new();
        for dated in day.iter().filter(|dated| !dated.lesson.cancelled && !dated.row.is_broken("bells")) {
            let (lesson, line) = (&dated.lesson, dated.row.line());
            let overlaps = |other: &&&Dated<'_>| other.lesson.starts < lesson.ends && lesson.starts < other.lesson.ends;
            let teacher = by_teacher.entry(&lesson.given_by().id).or_default();
            if !lesson.given_by().id.as_str().is_empty()
                && let Some(other) = teacher.iter().find(overlaps)
                && said.insert((line, other.row.line(), true))
            {
                let value = lesson.given_by().short_name.clone();
                dated.row.problem("teacher", What::TeacherTwice { value, other: place(other) });
            }
            teacher.push(dated);
            let class = by_class.entry(dated.class).or_default();
            let mut tears =
                |one: usize, other: usize| *torn.entry((one, other)).or_insert_with(|| share_pupils(one, other, journals));
            let together = |other: &&&Dated<'_>| overlaps(other) && tears(dated.journal, other.journal);
            if let Some(other) = class.iter().find(together)
                && said.insert((line, other.row.line(), false))
            {
                dated.row.problem("number", What::ClassTwice { value: lesson.class_name.clone(), other: place(other) });
            }
            class.push(dated);
        }
    }
}

/// Where the other row of a clash stands, and when it happens.
fn place(other: &Dated<'_>) -> String {
    format!("{}:{} ({}, {})", other.row.file(), other.row.line(), other.lesson.date, other.lesson.number)
}

/// Whether two lessons at one time would tear a pupil apart. Pupils taught at home have lessons of their own.
fn share_pupils(one: usize, other: usize, journals: &Journals) -> bool {
    let (a, b) = (&journals.list[one], &journals.list[other]);
    if a.journal.group.is_none() && b.journal.group.is_none() {
        return true;
    }
    let members = a.pupils.iter().filter(|pupil| !pupil.home_schooled);
    one == other || members.into_iter().any(|pupil| b.pupils.iter().any(|other| other.id == pupil.id))
}

/// Fills what a lesson says of its day and its year: ends of the day, runs of doubled lessons, the first lesson.
fn complete(lessons: &mut [Dated<'_>]) {
    let mut begun: HashSet<usize> = HashSet::new();
    for day in lessons.chunk_by_mut(|a, b| a.lesson.date == b.lesson.date) {
        let mut ends: HashMap<usize, NaiveTime> = HashMap::new();
        let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut school_ends = NaiveTime::MIN;
        for (place, dated) in day.iter().enumerate().filter(|(_, dated)| !dated.lesson.cancelled) {
            let end = ends.entry(dated.class).or_insert(dated.lesson.ends);
            *end = dated.lesson.ends.max(*end);
            school_ends = school_ends.max(dated.lesson.ends);
            runs.entry(dated.journal).or_default().push(place);
        }
        for dated in day.iter_mut() {
            dated.lesson.class_day_ends = ends.get(&dated.class).copied().unwrap_or(dated.lesson.ends);
            dated.lesson.school_day_ends = school_ends.max(dated.lesson.class_day_ends);
            dated.lesson.first_of_year = !dated.lesson.cancelled && begun.insert(dated.journal);
        }
        for run in runs.values() {
            let neighbours = |a: &usize, b: &usize| day[*a].lesson.number + 1 == day[*b].lesson.number;
            let runs: Vec<Vec<usize>> = run.chunk_by(neighbours).map(<[usize]>::to_vec).collect();
            for run in runs.iter().filter(|run| run.len() > 1) {
                let of = u8::try_from(run.len()).expect("a day has few lessons");
                for (place, at) in (1..).zip(run) {
                    day[*at].lesson.doubled = Some(Doubled { place, of });
                }
            }
        }
    }
}
