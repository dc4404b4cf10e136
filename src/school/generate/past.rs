//! What was entered since the first of September: a row a lesson, mostly in time, sometimes late, now and then not at all.
//!
//! Longer than most files: every choice of a row draws from one generator in one order, which is easier to follow in one
//! place.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::plans::Item;
use super::pupils::{Child, day};
use super::random::Random;
use super::shape::{AT_HOME, GROUPS, Paper, Shape};
use super::sheet::Sheet;
use super::year;
use crate::domain::{PlanKind, WorkKind};
use crate::school::words::{WORK_KINDS, written};

/// A lesson that stands on a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub journal: usize,
    pub date: NaiveDate,
    pub number: u8,
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    /// Who gives it, where that is not the journal's teacher.
    pub substitute: Option<usize>,
}

/// What the past is made from.
#[derive(Debug)]
pub(super) struct Past<'a> {
    pub shape: &'a Shape,
    pub pupils: &'a [Vec<Child>],
    /// By journal; empty where there is no plan.
    pub plans: &'a HashMap<usize, Vec<Item>>,
    /// By date and number; cancelled ones are not here.
    pub lessons: &'a [Held],
    /// The demonstration's own touches.
    pub touches: Touches,
}

/// Where the small school says more than chance would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touches {
    Demo,
    None,
}

/// `entries.csv` and `terms.csv`.
#[derive(Debug)]
pub(super) struct Sheets {
    pub entries: Vec<u8>,
    pub terms: Vec<u8>,
}

/// One row to be.
#[derive(Debug, Default)]
struct Draft {
    plan: Option<usize>,
    topic: String,
    homework: String,
    work: Option<WorkKind>,
    work_number: Option<u32>,
    marks: BTreeMap<usize, String>,
    reasons: Vec<String>,
    made: NaiveDateTime,
    homework_made: Option<NaiveDateTime>,
    marks_made: Option<NaiveDateTime>,
}

struct Writer<'a> {
    past: &'a Past<'a>,
    random: Random,
    entries: Sheet,
    rows: usize,
    /// Marks by journal and list number, for the period's mark.
    sums: HashMap<(usize, usize), Vec<i64>>,
    numbers: HashMap<(usize, WorkKind), u32>,
    /// How many lessons of a journal there were.
    given: HashMap<usize, usize>,
}

/// Invents the past.
pub(super) fn past(past: &Past<'_>, random: &Random) -> Sheets {
    let header = "id;date;class;number;subject;group;plan;topic;homework;work;work_number;roll;marks;reasons;made;homework_made;marks_made;by";
    let mut writer = Writer {
        past,
        random: random.part("past"),
        entries: Sheet::new(header),
        rows: 0,
        sums: HashMap::new(),
        numbers: HashMap::new(),
        given: HashMap::new(),
    };
    let next = next_lessons(past.lessons);
    for (place, held) in past.lessons.iter().enumerate().filter(|(_, held)| held.starts < year::until()) {
        writer.lesson(held, next[place]);
    }
    let terms = writer.terms();
    Sheets { entries: writer.entries.bytes(), terms }
}

/// For each lesson the start of the journal's next one.
fn next_lessons(lessons: &[Held]) -> Vec<Option<NaiveDateTime>> {
    let mut next = vec![None; lessons.len()];
    let mut coming: HashMap<usize, NaiveDateTime> = HashMap::new();
    for (place, held) in lessons.iter().enumerate().rev() {
        next[place] = coming.insert(held.journal, held.starts);
    }
    next
}

impl Writer<'_> {
    fn paper(&self, held: &Held) -> &Paper {
        &self.past.shape.journals[held.journal]
    }

    fn lesson(&mut self, held: &Held, next: Option<NaiveDateTime>) {
        let nth = self.given.entry(held.journal).or_default();
        let hour = *nth;
        *nth += 1;
        let item = self.past.plans.get(&held.journal).and_then(|plan| item_at(plan, hour));
        let Some(mut draft) = self.draft(held, item.map(|(n, item, nth)| (n, item.clone(), nth)), next) else { return };
        if self.past.touches == Touches::Demo {
            self.touch(held, &mut draft);
        }
        Self::forget_the_future(&mut draft);
        self.write(held, draft);
    }

    /// What the teacher enters and when; `None`: nothing yet.
    fn draft(&mut self, held: &Held, item: Option<(usize, Item, usize)>, next: Option<NaiveDateTime>) -> Option<Draft> {
        let made = self.instant(held)?;
        let grade = self.past.shape.classes[self.paper(held).class].grade;
        let subject = self.past.shape.subjects[self.paper(held).subject].name;
        let mut draft = Draft { made, ..Draft::default() };
        if let Some((n, item, nth)) = &item {
            draft.plan = Some(*n);
            draft.homework = if *nth == 0 { item.hour.homework.clone() } else { String::new() };
        } else {
            let topics =
                ["Психология общения: вводное занятие", "Слушать и слышать", "Конфликт и компромисс", "Упражнения в парах"];
            draft.topic = (*self.random.pick(&topics)).to_owned();
        }
        if draft.homework.is_empty() {
            draft.homework = String::from(if grade == 1 || self.random.per_mille(300) {
                "-"
            } else {
                "Повторить изученное"
            });
        }
        let careless = self.past.shape.teachers[self.paper(held).teacher].id == "gromov";
        if self.random.per_mille(if careless { 350 } else { 15 }) {
            draft.homework_made = Some(held.date.and_hms_opt(17, 5, 0)? + TimeDelta::minutes(self.random.between(0, 120)));
        } else if careless && self.random.per_mille(120) {
            draft.homework = String::new();
        }
        self.roll_call(held, &mut draft);
        if grade > 1 {
            let kind = item.map_or(PlanKind::Usual, |(_, item, _)| item.hour.kind);
            self.work(held, subject, kind, next, &mut draft);
        }
        Some(draft)
    }

    /// When the lesson was entered: mostly before its end. A few are forgotten for good, more of the last days are still open.
    fn instant(&mut self, held: &Held) -> Option<NaiveDateTime> {
        let teacher = &self.past.shape.teachers[held.substitute.unwrap_or(self.paper(held).teacher)].id;
        let recent = (day(11, 20) - held.date).num_days() <= 3;
        let careless = teacher == "efimov";
        let lost = match (recent, careless) {
            (true, true) => 400,
            (true, false) => 25,
            (false, true) => 20,
            (false, false) => 2,
        };
        let known = self.past.touches == Touches::Demo && teacher == "orlova";
        let chance = self.random.below(1000);
        if chance < lost && !known {
            return None;
        }
        let minutes = self.random.between(2, 20);
        Some(match self.random.below(1000) {
            0..870 => held.ends - TimeDelta::minutes(minutes),
            870..970 => held.date.and_hms_opt(16, 20, 0)? + TimeDelta::minutes(self.random.between(0, 180)),
            970..985 if !known => held.date.and_hms_opt(20, 4, 0)? + TimeDelta::minutes(self.random.between(0, 90)),
            985.. if !known => held.starts + TimeDelta::days(1),
            _ => held.ends,
        })
    }

    /// The children of a journal who can be marked on a day, by place in the class.
    fn eligible(&self, held: &Held) -> Vec<usize> {
        let paper = self.paper(held);
        let children = &self.past.pupils[paper.class];
        let belongs = |child: &Child| match paper.group {
            AT_HOME => child.home_schooled,
            "" => child.is_there(held.date),
            group => child.is_there(held.date) && GROUPS[child.half] == group,
        };
        (0..children.len()).filter(|place| belongs(&children[*place])).collect()
    }

    fn roll_call(&mut self, held: &Held, draft: &mut Draft) {
        let class = self.paper(held).class;
        for place in self.eligible(held) {
            let child = &self.past.pupils[class][place];
            let ill = child.ill.contains(&held.date);
            if ill || self.random.per_mille(4) {
                draft.marks.insert(child.number, String::from("н"));
            }
            if ill && class.is_multiple_of(2) && (day(11, 20) - held.date).num_days() > 8 {
                draft.reasons.push(format!("{}:болезнь", child.number));
            }
        }
    }

    fn work(&mut self, held: &Held, subject: &str, kind: PlanKind, next: Option<NaiveDateTime>, draft: &mut Draft) {
        let topic = self.plan_topic(held.journal, draft.plan).to_owned();
        let written_by_all = kind_of_work(subject, kind, &topic);
        let (work, chosen) = match written_by_all {
            Some(work) => (work, usize::MAX),
            None => self.everyday(held, subject),
        };
        if chosen == 0 {
            return;
        }
        draft.work = Some(work);
        if !matches!(work, WorkKind::Oral | WorkKind::Other) {
            let number = self.numbers.entry((held.journal, work)).or_default();
            *number += 1;
            draft.work_number = Some(*number);
        }
        let class = self.paper(held).class;
        let mut present = self.eligible(held);
        present.retain(|place| !draft.marks.contains_key(&self.past.pupils[class][*place].number));
        if chosen < present.len() {
            self.random.shuffle(&mut present);
            present.truncate(chosen);
        } else if written_by_all.is_some() && self.random.per_mille(60) {
            // Somebody present owes the work.
            let debtor = self.random.below(present.len());
            present.swap_remove(debtor.min(present.len().saturating_sub(1)));
        }
        let two = subject == "Русский язык"
            && matches!(work, WorkKind::DictationWithGrammar | WorkKind::Exposition | WorkKind::Composition);
        for place in present {
            let child = &self.past.pupils[class][place];
            let (number, ability) = (child.number, child.ability + leaning(child.number, held.journal));
            let first = self.mark(ability);
            let text = if two { format!("{first}/{}", self.mark(ability)) } else { first.to_string() };
            draft.marks.insert(number, text);
        }
        if written_by_all.is_some() {
            draft.marks_made = self.checked_at(held, work, next);
        }
    }

    /// When the marks of a written work come: before the next lesson, or within the days that the work has.
    fn checked_at(&mut self, held: &Held, work: WorkKind, next: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
        let evening = held.date.and_hms_opt(17, 30, 0)? + TimeDelta::minutes(self.random.between(0, 100));
        let long = matches!(work, WorkKind::Exposition | WorkKind::Composition);
        let late = self.random.per_mille(70);
        Some(match (long, next) {
            (true, _) => evening + TimeDelta::days(self.random.between(1, 5) + if late { 4 } else { 0 }),
            (false, Some(next)) if late => next + TimeDelta::hours(28),
            (false, Some(next)) if next.date() > held.date => {
                (next - TimeDelta::minutes(40)).min(evening + TimeDelta::days(3))
            }
            _ => evening,
        })
    }

    /// An ordinary lesson: who answered, or a small work. Subjects with few lessons ask more pupils at once.
    fn everyday(&mut self, held: &Held, subject: &str) -> (WorkKind, usize) {
        let hours = self.paper(held).hours;
        let usual = match hours {
            0..=1 => self.random.between(7, 12),
            2 => self.random.between(5, 9),
            _ => self.random.between(3, 7),
        };
        let usual = usize::try_from(usual).expect("a small number");
        match self.random.below(100) {
            0..4 => (WorkKind::Oral, 0),
            4..9 => (WorkKind::Independent, usize::MAX),
            9..12 if subject == "Русский язык" => (WorkKind::VocabularyDictation, usize::MAX),
            9..12 => (WorkKind::ShortTest, 14),
            _ => (WorkKind::Oral, usual),
        }
    }

    fn mark(&mut self, ability: i64) -> i64 {
        let noise: i64 = (0..3).map(|_| self.random.between(-65, 65)).sum();
        ((ability + noise + 50) / 100).clamp(2, 5)
    }

    fn plan_topic(&self, journal: usize, n: Option<usize>) -> &str {
        let item = self.past.plans.get(&journal).zip(n).and_then(|(plan, n)| plan.get(n - 1));
        item.map_or("", |item| item.hour.topic.as_str())
    }

    /// The demonstration: what the teacher's day looks like at 11:07.
    fn touch(&self, held: &Held, draft: &mut Draft) {
        let paper = &self.past.shape.journals[held.journal];
        let (class, code) =
            (self.past.shape.classes[paper.class].name.as_str(), self.past.shape.subjects[paper.subject].code);
        let early = day(11, 20).and_hms_opt(9, 10, 0).expect("a time of day");
        let keep = |draft: &mut Draft, most: usize| {
            let marked = draft.marks.iter().filter(|(_, mark)| *mark != "н").map(|(number, _)| *number);
            for number in marked.skip(most).collect::<Vec<_>>() {
                draft.marks.remove(&number);
            }
        };
        match (class, code, held.date) {
            ("7А", "rus", date) if date == day(11, 20) => {
                draft.made = early;
                draft.marks_made = Some(early);
                draft.homework_made = None;
                keep(draft, 6);
            }
            ("7Б", "rus", date) if date == day(11, 20) && paper.group.is_empty() => {
                draft.made = early + TimeDelta::minutes(55);
                draft.homework.clear();
                draft.work = Some(WorkKind::Oral);
                (draft.work_number, draft.marks_made) = (None, None);
                draft.marks.retain(|_, mark| mark == "н");
                for (number, mark) in [(2, "5"), (9, "4"), (17, "3"), (22, "4")] {
                    draft.marks.entry(number).or_insert_with(|| String::from(mark));
                }
            }
            ("11А", "lit", date) if date == day(11, 16) => {
                let present = draft.marks.values().filter(|mark| *mark != "н").count();
                keep(draft, present.saturating_sub(7));
                draft.marks_made = Some(day(11, 19).and_hms_opt(18, 20, 0).expect("a time of day"));
            }
            ("9А", "lit", date) if date == day(11, 12) => {
                draft.plan = None;
                draft.topic = String::from("Комедия «Горе от ума»: Чацкий и фамусовское общество");
            }
            _ => {}
        }
    }

    /// What would be made after the data end was not made.
    fn forget_the_future(draft: &mut Draft) {
        if draft.marks_made.is_some_and(|made| made > year::until()) {
            draft.marks.retain(|_, mark| mark == "н");
            draft.marks_made = None;
        }
        if draft.homework_made.is_some_and(|made| made > year::until()) {
            draft.homework.clear();
            draft.homework_made = None;
        }
    }

    fn write(&mut self, held: &Held, draft: Draft) {
        if draft.made > year::until() {
            return;
        }
        let paper = self.past.shape.journals[held.journal].clone();
        if held.date <= day(10, 23) {
            for (number, mark) in draft.marks.iter().filter(|(_, mark)| *mark != "н") {
                let marks = mark.split('/').filter_map(|mark| mark.parse::<i64>().ok());
                self.sums.entry((held.journal, *number)).or_default().extend(marks);
            }
        }
        self.rows += 1;
        let short = |at: NaiveDateTime| {
            let format = if at.date() == held.date { "%H:%M" } else { "%Y-%m-%d %H:%M" };
            at.format(format).to_string()
        };
        let marks: Vec<String> = draft.marks.iter().map(|(number, mark)| format!("{number}:{mark}")).collect();
        let by = held.substitute.map(|teacher| self.past.shape.teachers[teacher].id.clone()).unwrap_or_default();
        self.entries.row(&[
            format!("e{:05}", self.rows),
            held.date.to_string(),
            self.past.shape.classes[paper.class].name.clone(),
            held.number.to_string(),
            self.past.shape.subjects[paper.subject].name.to_owned(),
            paper.group.to_owned(),
            draft.plan.map(|n| n.to_string()).unwrap_or_default(),
            draft.topic,
            draft.homework,
            draft.work.map(|kind| written(WORK_KINDS, kind)).unwrap_or_default().to_owned(),
            draft.work_number.map(|number| number.to_string()).unwrap_or_default(),
            String::from("+"),
            marks.join(" "),
            draft.reasons.join("|"),
            short(draft.made),
            draft.homework_made.map(short).unwrap_or_default(),
            draft.marks_made.map(short).unwrap_or_default(),
            by,
        ]);
    }

    /// Marks of the first quarter.
    fn terms(&mut self) -> Vec<u8> {
        let mut sheet = Sheet::new("id;class;subject;group;period;marks;made");
        for (place, paper) in self.past.shape.journals.iter().enumerate() {
            let class = &self.past.shape.classes[paper.class];
            if !(2..=9).contains(&class.grade) {
                continue;
            }
            let mut cells: Vec<String> = Vec::new();
            for child in &self.past.pupils[paper.class] {
                let end = day(10, 23);
                let in_group = match paper.group {
                    AT_HOME => child.home_schooled,
                    group => !child.home_schooled && (group.is_empty() || GROUPS[child.half] == group),
                };
                if !in_group || child.from.is_some_and(|from| from > end) || child.to.is_some_and(|to| to < end) {
                    continue;
                }
                let marks = self.sums.get(&(place, child.number)).map_or(&[][..], Vec::as_slice);
                let count = i64::try_from(marks.len()).expect("few marks");
                let sum: i64 = marks.iter().sum();
                let mark = if count == 0 { String::from("н/а") } else { ((sum * 2 + count) / (count * 2)).to_string() };
                cells.push(format!("{}:{mark}", child.number));
            }
            if cells.is_empty() {
                continue;
            }
            let made = format!("2026-10-{} 1{}:{:02}", 22 + place % 2, 4 + place % 4, place * 7 % 60);
            let subject = self.past.shape.subjects[paper.subject].name;
            let id = format!("t{:04}", place + 1);
            sheet.row(&[&id, class.name.as_str(), subject, paper.group, "q1", &cells.join(" "), &made]);
        }
        sheet.bytes()
    }
}

/// A pupil is better at one subject than at another, in hundredths of a mark.
fn leaning(number: usize, journal: usize) -> i64 {
    i64::try_from((number * 7 + journal * 13) % 61).expect("a small number") - 30
}

/// The item of a plan that its n-th hour belongs to: its number, itself, and which of its hours it is.
fn item_at(plan: &[Item], hour: usize) -> Option<(usize, &Item, usize)> {
    let mut before = 0;
    for (n, item) in (1..).zip(plan) {
        if hour < before + item.hours {
            return Some((n, item, hour - before));
        }
        before += item.hours;
    }
    None
}

/// The work that everybody writes at a lesson of a kind.
fn kind_of_work(subject: &str, kind: PlanKind, topic: &str) -> Option<WorkKind> {
    match kind {
        PlanKind::Control if topic.contains("диктант") => Some(WorkKind::DictationWithGrammar),
        PlanKind::Control => Some(WorkKind::Control),
        PlanKind::Speech if topic.contains("Изложение") => Some(WorkKind::Exposition),
        PlanKind::Speech if subject == "Русский язык" || topic.contains("Сочинение") => {
            Some(WorkKind::Composition)
        }
        PlanKind::Lab => Some(WorkKind::Lab),
        PlanKind::Practical => Some(WorkKind::Practical),
        _ => None,
    }
}
