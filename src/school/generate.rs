//! The invented schools: files made by a deterministic generator from hand-made tables.
//!
//! The files of the small school are committed under `examples/school/`; a test holds them equal to what is made here.
//! All names of people are invented. Nothing here is read at run time: the tables are compiled in.

mod changes;
mod past;
mod plans;
mod pupils;
mod random;
mod shape;
mod sheet;
mod sheets;
mod tables;
mod weave;
mod year;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use self::changes::{Change, What};
use self::past::{Held, Past, Touches};
use self::plans::{Fixed, Item, Shelf};
use self::pupils::day;
use self::random::Random;
use self::shape::Shape;
use self::sheet::Sheet;
use self::weave::{Pin, Wishes, Woven};
use super::settings::Settings;
use super::words::{PLAN_KINDS, written};
use super::{SchoolData, SchoolFiles};
use crate::domain::PlanKind;

/// How large an invented school is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 14 classes, 26 teachers: the school of `examples/school/`.
    Small,
    /// 40 classes, about 70 teachers.
    School,
    /// 30 schools of 40 classes.
    District,
}

/// The seed of the committed small school.
pub const SEED: u64 = 7;

/// Invents schools: one, or one after another for a district. The same seed gives the same schools.
///
/// # Panics
/// Never: a test reads what is made for every size.
pub fn generate(size: Size, seed: u64) -> impl Iterator<Item = SchoolData> {
    generate_files(size, seed).map(|files| files.read().expect("what is made here can be read"))
}

/// Invents the files of schools.
pub fn generate_files(size: Size, seed: u64) -> impl Iterator<Item = SchoolFiles> {
    let count = if size == Size::District { 30 } else { 1 };
    (0..count).map(move |place| one(size, seed, place))
}

/// Names of a school's own.
struct Title {
    id: String,
    name: String,
    /// Before the ids of people, so that they are unique in a district.
    prefix: String,
}

fn title(size: Size, place: u64) -> Title {
    match size {
        Size::Small => Title { id: String::from("sosh-7"), name: String::from("СОШ № 7"), prefix: String::new() },
        Size::School => Title { id: String::from("sosh-40"), name: String::from("СОШ № 40"), prefix: String::new() },
        Size::District => {
            let number = place + 1;
            Title { id: format!("sosh-{number}"), name: format!("СОШ № {number}"), prefix: format!("s{number:02}-") }
        }
    }
}

/// One school of a size, by its place in the district.
pub(super) fn one(size: Size, seed: u64, place: u64) -> SchoolFiles {
    let random = Random::new(seed.wrapping_mul(1000).wrapping_add(place));
    let title = title(size, place);
    let names = tables::names();
    let mut shape = shape::shape(size, &title.prefix, tables::curriculum(), &names, &mut random.part("staff"));
    let toml = year::toml(&title.id, &title.name);
    let settings = year::settings(&toml);
    let dates = year::dates(&settings);
    let wishes = if size == Size::Small { wishes(&shape) } else { Wishes::default() };
    let woven = weave::weave(&shape, &wishes, &mut random.part("weave"));
    let pupils = pupils::pupils(size, &title.prefix, &shape, &names, &mut random.part("pupils"));
    let changes = changes::changes(&shape, &woven, &dates, &wishes, &mut random.part("changes"));
    if size != Size::Small && place == 0 {
        demo_logins(&mut shape, &changes);
    }
    let works = if size == Size::Small { fixed(&shape, &woven, &dates) } else { Vec::new() };
    let plans = make_plans(&shape, &works, &random);
    let lessons = held(&shape, &woven, &dates, &changes, &settings);
    let touches = if size == Size::Small { Touches::Demo } else { Touches::None };
    let past = Past { shape: &shape, pupils: &pupils, plans: &plans.by_journal, lessons: &lessons, touches };
    let sheets = past::past(&past, &random);
    let mut files = BTreeMap::new();
    let mut add = |name: &str, bytes: Vec<u8>| files.insert(name.to_owned(), bytes);
    add("school.toml", toml.into_bytes());
    add("teachers.csv", sheets::teachers(&shape));
    add("users.csv", sheets::users(size, place, &title.prefix, &shape, &names, &mut random.part("users")));
    add("classes.csv", sheets::classes(&shape));
    add("pupils.csv", pupils::sheet(&shape, &pupils));
    add("journals.csv", sheets::journals(&shape));
    add("timetable.csv", sheets::timetable(&shape, &woven));
    add("changes.csv", changes::sheet(&shape, &changes));
    add("plan.csv", plans.sheet);
    add("entries.csv", sheets.entries);
    add("terms.csv", sheets.terms);
    SchoolFiles { files }
}

/// The demonstration teacher's Friday, the class of thirty with a lesson a day, and the substitutions of that Friday.
fn wishes(shape: &Shape) -> Wishes {
    let pin = |class: &str, code: &str, weekday: usize, number: usize| Pin {
        class: shape.class(class).expect("a class of the small school"),
        subject: shape.subject(code),
        at: (weekday, number),
    };
    let pins = vec![
        pin("7А", "rus", 4, 1),
        pin("7Б", "rus", 4, 2),
        pin("5А", "rus", 4, 3),
        pin("9А", "lit", 4, 4),
        pin("6В", "lit", 4, 5),
        pin("11А", "lit", 4, 6),
        pin("11А", "lit", 4, 7),
        pin("7А", "rus", 0, 1),
        pin("7А", "rus", 1, 2),
        pin("7А", "rus", 2, 1),
        pin("5А", "rus", 0, 2),
        pin("5А", "rus", 1, 3),
        pin("5А", "rus", 2, 2),
        pin("5А", "rus", 3, 1),
        pin("11А", "lit", 0, 4),
        pin("9А", "lit", 3, 4),
        pin("6А", "rus", 4, 2),
    ];
    let teacher = |id: &str| shape.teacher(id).expect("a teacher of the small school");
    Wishes { pins, free: vec![(teacher("orlova"), (4, 5)), (teacher("zimina"), (4, 2))] }
}

/// The lessons of every date up to the end of the year that are held, by date and number.
fn held(shape: &Shape, woven: &[Woven], dates: &[(NaiveDate, usize)], changes: &[Change], settings: &Settings) -> Vec<Held> {
    let by_lesson: HashMap<(NaiveDate, usize), &What> =
        changes.iter().map(|change| ((change.date, change.lesson), &change.what)).collect();
    let mut lessons = Vec::new();
    for (date, weekday) in dates {
        for (place, lesson) in woven.iter().enumerate().filter(|(_, lesson)| lesson.at.0 == *weekday) {
            let what = by_lesson.get(&(*date, place)).copied();
            let (mut on, mut number) = (*date, year::number(shape, lesson));
            match what {
                Some(What::Cancel) => continue,
                Some(What::Move(to, other)) => (on, number) = (*to, *other),
                _ => {}
            }
            let substitute = if let Some(What::Substitute(teacher)) = what { Some(*teacher) } else { None };
            let bell = settings.bell(year::schedule(shape, lesson.class), number, on);
            let Some((starts, ends)) = bell else { continue };
            for journal in &lesson.journals {
                let (starts, ends) = (on.and_time(starts), on.and_time(ends));
                lessons.push(Held { journal: *journal, date: on, number, starts, ends, substitute });
            }
        }
    }
    lessons.sort_by_key(|held| (held.starts, held.journal));
    lessons
}

/// Plans of a subject and grade, for every journal that has one.
struct Plans {
    by_journal: HashMap<usize, Vec<Item>>,
    sheet: Vec<u8>,
}

fn make_plans(shape: &Shape, works: &[((usize, usize), Fixed)], random: &Random) -> Plans {
    let sections = tables::sections();
    let (titles, steps, homework) = (tables::works(), tables::steps(), tables::homework());
    let shelf = Shelf { works: &titles, steps: &steps, homework: &homework };
    let mut by_journal = HashMap::new();
    let mut sheet = Sheet::new("id;class;subject;n;topic;kind;hours;safety;homework");
    for grade in 1..=11 {
        for (place, subject) in shape.subjects.iter().enumerate().filter(|(_, subject)| subject.hours(grade) > 0) {
            let Some(sections) = sections.get(&(subject.name, grade)) else { continue };
            let weeks = if grade == 1 { 33 } else { 34 };
            let mine: Vec<Fixed> =
                works.iter().filter(|(of, _)| *of == (place, grade)).map(|(_, fixed)| fixed.clone()).collect();
            let mut random = random.part(&format!("plan {} {grade}", subject.code));
            let plan =
                plans::plan((subject.name, grade), sections, subject.hours(grade) * weeks, &mine, &shelf, &mut random);
            let names: Vec<&str> =
                shape.classes.iter().filter(|class| class.grade == grade).map(|class| class.name.as_str()).collect();
            write_plan(&mut sheet, subject, grade, &names.join("|"), &plan);
            for (journal, paper) in shape.journals.iter().enumerate() {
                if paper.subject == place && shape.classes[paper.class].grade == grade {
                    by_journal.insert(journal, plan.clone());
                }
            }
        }
    }
    Plans { by_journal, sheet: sheet.bytes() }
}

fn write_plan(sheet: &mut Sheet, subject: &tables::Subject, grade: usize, classes: &str, plan: &[Item]) {
    let dangerous = matches!(subject.code, "fiz" | "him" | "bio" | "inf" | "trud" | "pe");
    for (n, item) in (1..).zip(plan) {
        let safety = dangerous && (n == 1 || matches!(item.hour.kind, PlanKind::Lab | PlanKind::Practical));
        let homework = if item.hour.homework == "-" { "" } else { &item.hour.homework };
        sheet.row(&[
            format!("{}{grade}-{n}", subject.code).as_str(),
            classes,
            subject.name,
            &n.to_string(),
            &item.hour.topic,
            written(PLAN_KINDS, item.hour.kind),
            &item.hours.to_string(),
            if safety { "да" } else { "" },
            homework,
        ]);
    }
}

/// Works that stand on certain days of the demonstration, by subject and grade.
fn fixed(shape: &Shape, woven: &[Woven], dates: &[(NaiveDate, usize)]) -> Vec<((usize, usize), Fixed)> {
    let at = |class: &str, code: &str, date: NaiveDate, topic, kind, homework, next| {
        let (class, subject) = (shape.class(class).expect("a class"), shape.subject(code));
        let journal = shape.journals_of(class, subject)[0];
        let hour = year::lessons_before(woven, journal, dates, date);
        ((subject, shape.classes[class].grade), Fixed { hour, topic, kind, homework, next })
    };
    let grammar = "Контрольный диктант № ? с грамматическим заданием по теме «Причастие». «В лесу»";
    let burdened = "Контрольный диктант № ? с грамматическим заданием по теме «Причастный оборот». «На реке»";
    let analysis = "Анализ диктанта, работа над ошибками";
    vec![
        at(
            "5А",
            "rus",
            day(11, 20),
            "Р.р. Изложение «Весна»",
            PlanKind::Speech,
            "Упр. 214, правило § 31",
            "Анализ изложения",
        ),
        at("7А", "rus", day(11, 11), grammar, PlanKind::Control, "Упр. 118", analysis),
        at("7А", "rus", day(11, 16), "Р.р. Изложение «Первый снег»", PlanKind::Speech, "Упр. 121", "Анализ изложения"),
        at("7А", "rus", day(11, 20), burdened, PlanKind::Control, "§ 22, упр. 126", analysis),
        at(
            "11А",
            "lit",
            day(11, 16),
            "Р.р. Сочинение «Нравственный выбор героя»",
            PlanKind::Speech,
            "Прочитать до конца",
            "",
        ),
    ]
}

/// The demonstration's logins in a large school.
fn demo_logins(shape: &mut Shape, changes: &[Change]) {
    let substitute = changes.iter().find_map(|change| match change.what {
        What::Substitute(teacher) if change.date == day(11, 20) => Some(teacher),
        _ => None,
    });
    let head = shape.class("7А").map(|class| shape.classes[class].head);
    let taken: Vec<usize> = substitute.into_iter().chain(head).collect();
    let teacher = shape.journals.iter().map(|paper| paper.teacher).find(|teacher| {
        let in_fifth = |paper: &&shape::Paper| paper.teacher == *teacher && shape.classes[paper.class].grade >= 5;
        !taken.contains(teacher) && shape.journals.iter().any(|paper| in_fifth(&paper))
    });
    for (place, login) in [(teacher, "orlova"), (head, "kuzmina"), (substitute, "zimina")] {
        if let Some(place) = place {
            login.clone_into(&mut shape.teachers[place].login);
        }
    }
}
