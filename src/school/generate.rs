//! The invented schools: files made by a deterministic generator from hand-made tables.
//!
//! The files of the small school are committed under `examples/school/`; a test holds them equal to what is made here.
//! All names of people are invented. Nothing here is read at run time: the tables are compiled in.

mod past;
mod plans;
mod pupils;
mod random;
mod shape;
mod sheet;
mod tables;
mod weave;
mod year;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use self::past::{Held, Past, Touches};
use self::plans::{Fixed, Item, Shelf};
use self::pupils::day;
use self::random::Random;
use self::shape::Shape;
use self::sheet::Sheet;
use self::weave::{Pin, Wishes, Woven};
use super::settings::Settings;
use super::words::{PLAN_KINDS, ROLES, WEEKDAYS, written};
use super::{SchoolData, SchoolFiles};
use crate::domain::{PlanKind, Role};

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
    let changes = changes(&shape, &woven, &dates, &wishes, &mut random.part("changes"));
    if size != Size::Small && place == 0 {
        demo_logins(&mut shape, &changes);
    }
    let fixed = if size == Size::Small { fixed(&shape, &woven, &dates) } else { Vec::new() };
    let plans = make_plans(&shape, &fixed, &random);
    let lessons = held(&shape, &woven, &dates, &changes, &settings);
    let touches = if size == Size::Small { Touches::Demo } else { Touches::None };
    let past = Past { shape: &shape, pupils: &pupils, plans: &plans.by_journal, lessons: &lessons, touches };
    let sheets = past::past(&past, &random);
    let mut files = BTreeMap::new();
    let mut add = |name: &str, bytes: Vec<u8>| files.insert(name.to_owned(), bytes);
    add("school.toml", toml.into_bytes());
    add("teachers.csv", teachers_sheet(&shape));
    add("users.csv", users_sheet(size, place, &title.prefix, &shape, &names, &mut random.part("users")));
    add("classes.csv", classes_sheet(&shape));
    add("pupils.csv", pupils::sheet(&shape, &pupils));
    add("journals.csv", journals_sheet(&shape));
    add("timetable.csv", timetable_sheet(&shape, &woven));
    add("changes.csv", changes_sheet(&shape, &changes));
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

/// What happens to a lesson on a date.
#[derive(Debug, Clone)]
struct Change {
    date: NaiveDate,
    /// Place in the week.
    lesson: usize,
    journal: usize,
    what: What,
    class: usize,
    number: u8,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Substitute(usize),
    Cancel,
    /// To the class's first free lesson of another date.
    Move(NaiveDate, u8),
}

/// The absence of one teacher on the Friday of the demonstration, and some changes of the weeks before and after.
fn changes(
    shape: &Shape,
    woven: &[Woven],
    dates: &[(NaiveDate, usize)],
    wishes: &Wishes,
    random: &mut Random,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut used: HashSet<(NaiveDate, usize)> = HashSet::new();
    let teacher_of = |woven: &Woven| shape.journals[woven.journals[0]].teacher;
    let free = |at: weave::Place| {
        let busy: HashSet<usize> =
            woven.iter().filter(|w| w.at == at).flat_map(|w| &w.journals).map(|j| shape.journals[*j].teacher).collect();
        (0..shape.teachers.len()).filter(|teacher| !busy.contains(teacher)).collect::<Vec<_>>()
    };
    // A colleague of the same subjects where one is free.
    let near = |at: weave::Place, teacher: usize| {
        let all = free(at);
        let same: Vec<usize> = all.iter().copied().filter(|other| shape.colleagues(*other, teacher)).collect();
        if same.is_empty() { all } else { same }
    };
    let absent = shape.teacher("belova").unwrap_or(1);
    let friday =
        |place: &usize| woven[*place].at.0 == 4 && teacher_of(&woven[*place]) == absent && woven[*place].journals.len() == 1;
    for lesson in (0..woven.len()).filter(friday) {
        let at = woven[lesson].at;
        let wished = wishes.free.iter().find(|(_, wish)| *wish == at).map(|(teacher, _)| *teacher);
        let substitute = wished.unwrap_or_else(|| *random.pick(&near(at, absent)));
        let mut change = base_change(shape, woven, lesson, day(11, 20));
        change.what = What::Substitute(substitute);
        used.insert((day(11, 20), lesson));
        changes.push(change);
    }
    let whole = |place: &usize| {
        let demo = shape.teachers[teacher_of(&woven[*place])].id == "orlova";
        woven[*place].journals.len() == 1 && shape.classes[woven[*place].class].grade > 4 && !demo
    };
    let candidates: Vec<usize> = (0..woven.len()).filter(whole).collect();
    for nth in 0..14 {
        let lesson = *random.pick(&candidates);
        let days: Vec<NaiveDate> =
            dates.iter().filter(|(_, weekday)| *weekday == woven[lesson].at.0).map(|(date, _)| *date).collect();
        let date = *random.pick(&days[1..days.len().min(15)]);
        let before_demo = date != day(11, 20);
        if !before_demo || !used.insert((date, lesson)) || woven[lesson].at.1 > 7 {
            continue;
        }
        let mut change = base_change(shape, woven, lesson, date);
        let busy_then =
            |teacher: &usize| !changes.iter().any(|c: &Change| c.date == date && c.what == What::Substitute(*teacher));
        let free: Vec<usize> = near(woven[lesson].at, teacher_of(&woven[lesson])).into_iter().filter(busy_then).collect();
        match nth % 7 {
            6 if is_last(woven, lesson) => change.what = What::Cancel,
            _ if !free.is_empty() => change.what = What::Substitute(*random.pick(&free)),
            _ => continue,
        }
        changes.push(change);
    }
    changes.extend(one_move(shape, woven));
    changes.sort_by_key(|change| (change.date, change.class, change.number, change.journal));
    changes
}

fn base_change(shape: &Shape, woven: &[Woven], lesson: usize, date: NaiveDate) -> Change {
    let class = woven[lesson].class;
    let number = year::number(shape, &woven[lesson]);
    Change { date, lesson, journal: woven[lesson].journals[0], what: What::Cancel, class, number }
}

fn is_last(woven: &[Woven], lesson: usize) -> bool {
    let this = &woven[lesson];
    !woven.iter().any(|other| other.class == this.class && other.at.0 == this.at.0 && other.at.1 > this.at.1)
}

/// On Wednesday after the demonstration's Friday the last lesson of a class goes to the end of Thursday.
fn one_move(shape: &Shape, woven: &[Woven]) -> Option<Change> {
    let (from, to) = (day(11, 25), day(11, 26));
    (0..woven.len()).find_map(|lesson| {
        let this = &woven[lesson];
        let class = &shape.classes[this.class];
        if this.at.0 != 2 || this.journals.len() != 1 || class.grade < 8 || !is_last(woven, lesson) || this.at.1 > 7 {
            return None;
        }
        let last =
            woven.iter().filter(|other| other.class == this.class && other.at.0 == 3).map(|other| other.at.1).max()?;
        let teacher = shape.journals[this.journals[0]].teacher;
        let at = (3, last + 1);
        let busy =
            woven.iter().any(|other| other.at == at && other.journals.iter().any(|j| shape.journals[*j].teacher == teacher));
        let mut change = base_change(shape, woven, lesson, from);
        change.what = What::Move(to, u8::try_from(last + 1).ok()?);
        (!busy && last < 7).then_some(change)
    })
}

/// The lessons of every date up to the end of the year that are held, by date and number.
fn held(shape: &Shape, woven: &[Woven], dates: &[(NaiveDate, usize)], changes: &[Change], settings: &Settings) -> Vec<Held> {
    let changed: HashMap<(NaiveDate, usize), &What> =
        changes.iter().map(|change| ((change.date, change.lesson), &change.what)).collect();
    let mut lessons = Vec::new();
    for (date, weekday) in dates {
        for (place, lesson) in woven.iter().enumerate().filter(|(_, lesson)| lesson.at.0 == *weekday) {
            let what = changed.get(&(*date, place)).copied();
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

fn make_plans(shape: &Shape, fixed: &[((usize, usize), Fixed)], random: &Random) -> Plans {
    let sections = tables::sections();
    let (works, steps, homework) = (tables::works(), tables::steps(), tables::homework());
    let shelf = Shelf { works: &works, steps: &steps, homework: &homework };
    let mut by_journal = HashMap::new();
    let mut sheet = Sheet::new("id;class;subject;n;topic;kind;hours;safety;homework");
    for grade in 1..=11 {
        for (place, subject) in shape.subjects.iter().enumerate().filter(|(_, subject)| subject.hours(grade) > 0) {
            let Some(sections) = sections.get(&(subject.name, grade)) else { continue };
            let weeks = if grade == 1 { 33 } else { 34 };
            let mine: Vec<Fixed> =
                fixed.iter().filter(|(of, _)| *of == (place, grade)).map(|(_, fixed)| fixed.clone()).collect();
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

fn teachers_sheet(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;surname;given_name;patronymic;room");
    for teacher in &shape.teachers {
        sheet.row(&[&teacher.id, &teacher.surname, &teacher.given_name, &teacher.patronymic, &teacher.room]);
    }
    sheet.bytes()
}

fn users_sheet(size: Size, place: u64, prefix: &str, shape: &Shape, names: &tables::Names, random: &mut Random) -> Vec<u8> {
    let mut sheet = Sheet::new("id;login;role;teacher;surname;given_name;patronymic");
    for teacher in &shape.teachers {
        let heads = shape.classes.iter().any(|class| shape.teachers[class.head].id == teacher.id);
        let role = if heads { Role::ClassTeacher } else { Role::Teacher };
        let id = format!("u-{}", teacher.id);
        sheet.row(&[id.as_str(), &teacher.login, written(ROLES, role), &teacher.id, "", "", ""]);
    }
    for line in tables::lines(include_str!("tables/small-users.txt")) {
        let mut cells: Vec<String> = line.split(';').map(str::to_owned).collect();
        if size != Size::Small {
            // The same posts, other people; only the first school keeps the logins of the demonstration.
            cells[0] = format!("{prefix}{}", cells[0]);
            if place > 0 {
                cells[1] = format!("{prefix}{}", cells[1]);
            }
            cells[3] = tables::feminine(*random.pick(&names.surnames));
            (*random.pick(&names.girls)).clone_into(&mut cells[4]);
            cells[5] = tables::patronymic(*random.pick(&names.boys), tables::Woman::Yes);
        }
        sheet.row(&[&cells[0], &cells[1], &cells[2], "", &cells[3], &cells[4], &cells[5]]);
    }
    if size == Size::District && place == 0 {
        sheet.row(&["u-district", "district", "district", "", "Снегирёв", "Пётр", "Олегович"]);
    }
    sheet.bytes()
}

fn classes_sheet(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;name;grade;head;schedule");
    for (place, class) in shape.classes.iter().enumerate() {
        let head = &shape.teachers[class.head].id;
        sheet.row(&[&class.id, &class.name, &class.grade.to_string(), head, year::schedule(shape, place)]);
    }
    sheet.bytes()
}

fn journals_sheet(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;class;subject;group;teacher;weekly_hours");
    for paper in &shape.journals {
        let (class, subject) = (&shape.classes[paper.class].name, shape.subjects[paper.subject].name);
        let teacher = &shape.teachers[paper.teacher].id;
        sheet.row(&[&paper.id, class, subject, paper.group, teacher, &paper.hours.to_string()]);
    }
    sheet.bytes()
}

fn timetable_sheet(shape: &Shape, woven: &[Woven]) -> Vec<u8> {
    let mut sheet = Sheet::new("id;class;weekday;number;subject;group;teacher;room");
    for lesson in woven {
        let class = &shape.classes[lesson.class];
        let number = year::number(shape, lesson).to_string();
        let weekday = WEEKDAYS[lesson.at.0].1[0];
        for journal in &lesson.journals {
            let paper = &shape.journals[*journal];
            let teacher = &shape.teachers[paper.teacher];
            let (subject, code) = (shape.subjects[paper.subject].name, shape.subjects[paper.subject].code);
            let half = if paper.group.is_empty() { String::new() } else { format!("-{}", &paper.id[paper.id.len() - 1..]) };
            let id = format!("{}-{}{number}-{code}{half}", class.id, lesson.at.0 + 1);
            sheet.row(&[&id, &class.name, weekday, &number, subject, paper.group, &teacher.id, &teacher.room]);
        }
    }
    sheet.bytes()
}

fn changes_sheet(shape: &Shape, changes: &[Change]) -> Vec<u8> {
    let mut sheet = Sheet::new("id;date;kind;class;number;subject;group;teacher;to_date;to_number;room");
    for (nth, change) in (1..).zip(changes) {
        let paper = &shape.journals[change.journal];
        let (kind, teacher, to) = match &change.what {
            What::Substitute(teacher) => ("замена", Some(*teacher), None),
            What::Cancel => ("отмена", None, None),
            What::Move(date, number) => ("перенос", None, Some((date.to_string(), number.to_string()))),
        };
        let (to_date, to_number) = to.unwrap_or_default();
        sheet.row(&[
            format!("ch{nth:03}").as_str(),
            &change.date.to_string(),
            kind,
            &shape.classes[change.class].name,
            &change.number.to_string(),
            shape.subjects[paper.subject].name,
            paper.group,
            teacher.map_or("", |teacher| &shape.teachers[teacher].id),
            &to_date,
            &to_number,
            "",
        ]);
    }
    sheet.bytes()
}
