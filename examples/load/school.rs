//! An invented school in which every teacher gives six lessons today, and the entries of such a day.
//!
//! Its zone is chosen so that the clock on its wall says between three and four in the afternoon: all six lessons of the day have
//! begun and nothing is late, whenever it is made.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Timelike as _, Utc};
use zvonok::domain::{
    Account, AccountId, Bell, Calendar, Class, ClockProof, DeviceId, Digest, Homework, HomeworkFor, HomeworkScope, Journal,
    JournalId, Lesson, LessonId, NewWork, Operation, OperationId, Period, PeriodKind, PlanItem, PlanKind, Pupil, PupilId,
    Role, School, SchoolId, Target, TeacherRef, Topic, Value, WorkId, WorkKind, WorkSpec,
};
use zvonok::school::{ClassData, JournalData, PastFact, SchoolData};

/// Lessons that every teacher gives in a day.
pub const LESSONS: usize = 6;
/// Pupils of a class.
pub const PUPILS: u16 = 30;
/// Operations of a lesson: topic, homework, roll call, three absences, twenty-four marks.
pub const OPERATIONS: usize = 30;
/// Pupils that are absent from a lesson, the first ones.
const ABSENT: u16 = 3;

/// How large the school is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Teachers, and classes.
    pub teachers: usize,
    /// Lessons of each journal that were given and filled before.
    pub past: u64,
    /// School years of which the journal has such lessons, this one among them.
    pub years: u64,
}

/// The school on the day of an instant.
#[derive(Debug, Clone)]
pub struct LoadSchool {
    id: String,
    shape: Shape,
    now: DateTime<Utc>,
    today: NaiveDate,
    zone: String,
}

impl LoadSchool {
    /// A school of an id.
    pub fn new(id: &str, shape: Shape, now: DateTime<Utc>) -> Self {
        let hour = i64::from(now.hour());
        let east = if hour == 0 { -9 } else { 15 - hour };
        let today = (now + chrono::TimeDelta::hours(east)).date_naive();
        // The sign of these names is that of POSIX: minus is east.
        let zone = if east == 0 { "Etc/GMT".to_owned() } else { format!("Etc/GMT{:+}", -east) };
        Self { id: id.to_owned(), shape, now, today, zone }
    }

    /// Login of a teacher.
    pub fn login(&self, teacher: usize) -> String {
        format!("{}-t{teacher}", self.id)
    }

    /// Login of the deputy.
    pub fn deputy(&self) -> String {
        format!("{}-deputy", self.id)
    }

    /// Everything to import.
    pub fn data(&self) -> SchoolData {
        let teachers = (0..self.shape.teachers).map(|n| (self.login(n), format!("Учителев {n}-й Иванович"), Role::Teacher));
        let deputy = (self.deputy(), "Завучева Анна Ильинична".to_owned(), Role::Deputy);
        let accounts = teachers.chain([deputy]).map(|(login, name, role)| Account {
            id: login.as_str().into(),
            school: self.id.as_str().into(),
            short_name: name.clone(),
            login,
            name,
            role,
            head_of: Vec::new(),
        });
        let (mut journals, mut lessons, mut facts) = (Vec::new(), Vec::new(), Vec::new());
        for teacher in 0..self.shape.teachers {
            for at in 0..LESSONS {
                for year in (1..self.shape.years).rev() {
                    let (journal, earlier) = self.earlier(teacher, at, year);
                    journals.push(journal);
                    for lesson in earlier {
                        facts.extend(self.filled(&lesson, teacher, at));
                        lessons.push(lesson);
                    }
                }
                journals.push(self.journal(teacher, at));
                let past = (1..=self.shape.past).rev().filter_map(|days| self.today.checked_sub_days(Days::new(days)));
                for day in past {
                    let lesson = self.lesson(teacher, at, day);
                    facts.extend(self.filled(&lesson, teacher, at));
                    lessons.push(lesson);
                }
                lessons.push(self.lesson(teacher, at, self.today));
            }
        }
        SchoolData {
            school: School {
                id: self.id.as_str().into(),
                name: format!("Школа {}", self.id),
                zone: self.zone.clone(),
                week: 6,
                year_start: self.today - Days::new(150),
                year_end: self.today + Days::new(150),
            },
            profile: "standard".to_owned(),
            bells: (1..=8).map(bell).collect(),
            calendar: Calendar::default(),
            periods: vec![Period {
                id: "q".into(),
                kind: PeriodKind::Quarter,
                title: "Четверть".to_owned(),
                start: self.today - Days::new(60),
                end: self.today + Days::new(10),
                closed: false,
            }],
            accounts: accounts.collect(),
            classes: (0..self.shape.teachers).map(|class| self.class(class)).collect(),
            journals,
            lessons,
            facts,
        }
    }

    /// A journal of an earlier year, and its lessons.
    fn earlier(&self, teacher: usize, at: usize, year: u64) -> (JournalData, Vec<Lesson>) {
        let mut data = self.journal(teacher, at);
        data.journal.id = JournalId::new(format!("{}-y{year}", data.journal.id));
        let days = (1..=self.shape.past).rev().filter_map(|days| self.today.checked_sub_days(Days::new(364 * year + days)));
        let lessons = days.map(|day| {
            let lesson = self.lesson(teacher, at, day);
            Lesson { id: LessonId::new(format!("{}-y{year}", lesson.id)), journal: data.journal.id.clone(), ..lesson }
        });
        let lessons = lessons.collect();
        (data, lessons)
    }

    /// What a teacher enters at a lesson of today, the last of it at an instant, one a second. `fresh` gives ids.
    pub fn entries(
        &self,
        (teacher, at): (usize, usize),
        made_at: DateTime<Utc>,
        fresh: &mut impl FnMut() -> OperationId,
    ) -> Vec<Operation> {
        let lesson = self.lesson(teacher, at, self.today);
        let seq = (at * OPERATIONS) as u64;
        let said = (seq + 1..).zip(self.said(&lesson));
        let last = seq + OPERATIONS as u64;
        let timed = said.map(|(seq, said)| (seq, made_at - chrono::TimeDelta::seconds((last - seq).cast_signed()), said));
        timed
            .map(|(seq, made_at, (target, value))| Operation {
                id: fresh(),
                school: self.id.as_str().into(),
                account: self.login(teacher).as_str().into(),
                device: DeviceId::new("load"),
                seq,
                prev_hash: Digest([0; 32]),
                made_at,
                proof: ClockProof {
                    wall_ms: made_at.timestamp_millis(),
                    boot_ms: 0,
                    boot_id: 1,
                    offset_ms: 0,
                    width_ms: None,
                },
                on_behalf_of: None,
                target,
                base: None,
                value: Some(value),
                comment: None,
                reason: None,
                explanation: None,
                answered: Vec::new(),
                profile: Digest([0; 32]),
                timetable_version: 1,
            })
            .collect()
    }

    /// Path of the page of a journal of a teacher.
    pub fn page(&self, teacher: usize, at: usize) -> String {
        format!("/v1/schools/{}/journals/{}/pages/q", self.id, self.journal_id(teacher, at))
    }

    /// Its id.
    #[allow(dead_code, reason = "only the generator asks")]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Path of what was written since a cursor; without one, of the present end.
    #[allow(dead_code, reason = "only the generator asks")]
    pub fn changes(&self, after: Option<&str>) -> String {
        let after = after.map_or_else(String::new, |after| format!("?after={after}"));
        format!("/v1/schools/{}/changes{after}", self.id)
    }

    /// Path to which batches go.
    pub fn operations(&self) -> String {
        format!("/v1/schools/{}/operations", self.id)
    }

    /// Path of the deadlines of today.
    pub fn status(&self) -> String {
        format!("/v1/schools/{}/status", self.id)
    }

    fn said(&self, lesson: &Lesson) -> Vec<(Target, Value)> {
        let id = &lesson.id;
        let item = format!("{}-p{}", lesson.journal, self.shape.past + 1);
        let topic = Topic { text: topic_of(self.shape.past + 1), plan_item: Some(item.as_str().into()) };
        let homework =
            Homework { text: "§ 14, упр. 3".to_owned(), scope: HomeworkScope::All, due: HomeworkFor::NextLesson };
        let mut said = vec![
            (Target::Attendance { lesson: id.clone() }, Value::Confirmed),
            (Target::Topic { lesson: id.clone() }, Value::Topic(topic)),
            (Target::Homework { lesson: id.clone() }, Value::Homework(homework)),
        ];
        for number in 1..=ABSENT {
            said.push((
                Target::Absence { lesson: id.clone(), pupil: self.pupil_id(&lesson.class_name, number) },
                Value::Absent,
            ));
        }
        for number in ABSENT + 1..=PUPILS - 3 {
            said.push(self.mark(lesson, number));
        }
        said
    }

    fn mark(&self, lesson: &Lesson, number: u16) -> (Target, Value) {
        let work = WorkId::first_of(&lesson.id);
        let spec = WorkSpec::of(WorkKind::Oral);
        let creates = Some(NewWork { journal: lesson.journal.clone(), lesson: Some(lesson.id.clone()), spec });
        let marks = ["3", "4", "5"][number as usize % 3].parse().expect("a mark");
        (Target::Marks { work, pupil: self.pupil_id(&lesson.class_name, number) }, Value::Marks { marks, creates })
    }

    /// What a lesson of the past has: a topic, an absence, and a mark of every third pupil.
    fn filled(&self, lesson: &Lesson, teacher: usize, at: usize) -> Vec<PastFact> {
        let work = WorkId::first_of(&lesson.id);
        let spec = WorkSpec::of(WorkKind::Oral);
        let new = NewWork { journal: lesson.journal.clone(), lesson: Some(lesson.id.clone()), spec };
        let mut said = vec![
            (Target::Work { work }, Value::Work(new)),
            (Target::Topic { lesson: lesson.id.clone() }, Value::Topic(Topic { text: topic_of(1), plan_item: None })),
            (Target::Absence { lesson: lesson.id.clone(), pupil: self.pupil_id(&lesson.class_name, 2) }, Value::Absent),
        ];
        for number in (4..=PUPILS).step_by(3) {
            let (target, value) = self.mark(lesson, number);
            let Value::Marks { marks, .. } = value else { continue };
            said.push((target, Value::Marks { marks, creates: None }));
        }
        let days = (self.today - lesson.date).num_days();
        let made_at = self.now - chrono::TimeDelta::days(days);
        let ids = said.into_iter().enumerate().map(|(n, (target, value))| {
            let mut id = [0xee; 16];
            id[..8].copy_from_slice(&(teacher as u64).to_le_bytes());
            id[8..12].copy_from_slice(&u32::try_from(days).unwrap_or(u32::MAX).to_le_bytes());
            id[12] = u8::try_from(at).unwrap_or(u8::MAX);
            id[13] = u8::try_from(n).unwrap_or(u8::MAX);
            PastFact {
                id: OperationId(id),
                journal: lesson.journal.clone(),
                target,
                value,
                author: AccountId::new(self.login(teacher)),
                on_behalf_of: None,
                made_at,
                reason: None,
            }
        });
        ids.collect()
    }

    fn class_of(&self, teacher: usize, at: usize) -> usize {
        (teacher + at) % self.shape.teachers
    }

    fn journal_id(&self, teacher: usize, at: usize) -> JournalId {
        JournalId::new(format!("{}-j{teacher}-{at}", self.id))
    }

    fn pupil_id(&self, class: &str, number: u16) -> PupilId {
        PupilId::new(format!("{}-{class}-{number}", self.id))
    }

    fn teacher(&self, teacher: usize) -> TeacherRef {
        TeacherRef {
            id: self.login(teacher).as_str().into(), short_name: format!("Учителев {teacher}-й Иванович")
        }
    }

    fn class(&self, class: usize) -> ClassData {
        let name = format!("7-{class}");
        ClassData {
            pupils: self.pupils(&name),
            class: Class {
                id: format!("{}-c{class}", self.id).as_str().into(),
                name,
                grade: 7,
                head: None,
                schedule: "first".to_owned(),
            },
        }
    }

    fn pupils(&self, class: &str) -> Vec<Pupil> {
        let pupils = (1..=PUPILS).map(|number| Pupil {
            id: self.pupil_id(class, number),
            number,
            surname: format!("Ученик{number:02}"),
            given_name: "Имя".to_owned(),
            group: None,
            from: None,
            to: None,
            home_schooled: false,
            sanatorium: Vec::new(),
            medical_group: false,
        });
        pupils.collect()
    }

    fn journal(&self, teacher: usize, at: usize) -> JournalData {
        let class = self.class_of(teacher, at);
        let class_name = format!("7-{class}");
        let id = self.journal_id(teacher, at);
        let plan = (1..=self.shape.past + 4).map(|n| PlanItem {
            id: format!("{id}-p{n}").as_str().into(),
            n: u32::try_from(n).expect("a short plan"),
            topic: topic_of(n),
            kind: PlanKind::Usual,
            safety: false,
            hours: 1,
            used: 0,
            homework: None,
        });
        JournalData {
            pupils: self.pupils(&class_name),
            plan: plan.collect(),
            journal: Journal {
                id,
                class: format!("{}-c{class}", self.id).as_str().into(),
                class_name,
                grade: 7,
                subject: format!("Предмет {teacher}-{at}"),
                group: None,
                teacher: self.teacher(teacher),
                weekly_hours: 4,
            },
        }
    }

    fn lesson(&self, teacher: usize, at: usize, date: NaiveDate) -> Lesson {
        let class = self.class_of(teacher, at);
        let number = u8::try_from(at + 1).expect("six lessons");
        let Bell { starts, ends, .. } = bell(number);
        let day_ends = bell(u8::try_from(LESSONS).expect("six lessons")).ends;
        Lesson {
            id: LessonId::new(format!("{}-l{teacher}-{at}-{date}", self.id)),
            journal: self.journal_id(teacher, at),
            class: format!("{}-c{class}", self.id).as_str().into(),
            class_name: format!("7-{class}"),
            grade: 7,
            subject: format!("Предмет {teacher}-{at}"),
            group: None,
            date,
            number,
            starts,
            ends,
            room: "12".to_owned(),
            teacher: self.teacher(teacher),
            substitute: None,
            cancelled: false,
            doubled: None,
            first_of_year: false,
            weekly_hours: 4,
            class_day_ends: day_ends,
            school_day_ends: day_ends,
            timetable_version: 1,
        }
    }
}

/// The id of a school among several.
pub fn school_id(number: usize) -> SchoolId {
    SchoolId::new(format!("load{number}"))
}

fn topic_of(n: u64) -> String {
    format!("Тема {n}")
}

fn bell(number: u8) -> Bell {
    let starts = NaiveTime::from_hms_opt(7 + u32::from(number), 0, 0).expect("a lesson of the day");
    Bell { schedule: "first".to_owned(), number, starts, ends: starts + chrono::TimeDelta::minutes(45) }
}
