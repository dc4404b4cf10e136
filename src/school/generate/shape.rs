//! Who teaches what to whom: classes, teachers and journals.

use super::Size;
use super::random::Random;
use super::tables::{Names, Subject, Woman, feminine, lines, patronymic};

/// A class to be.
#[derive(Debug, Clone)]
pub(super) struct Klass {
    pub id: String,
    pub name: String,
    pub grade: usize,
    /// Comes in the second shift.
    pub second: bool,
    /// Place of its class teacher.
    pub head: usize,
}

/// A teacher to be.
#[derive(Debug, Clone)]
pub(super) struct Teacher {
    pub id: String,
    pub login: String,
    pub surname: String,
    pub given_name: String,
    pub patronymic: String,
    pub room: String,
    pool: String,
    heads: String,
    /// Classes, or `class=subject`, that are this teacher's whatever the load.
    own: Vec<String>,
    load: usize,
}

/// A journal to be.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub id: String,
    pub class: usize,
    pub subject: usize,
    pub group: &'static str,
    pub teacher: usize,
    pub hours: usize,
}

/// The whole of it.
#[derive(Debug)]
pub(super) struct Shape {
    pub subjects: Vec<Subject>,
    pub classes: Vec<Klass>,
    pub teachers: Vec<Teacher>,
    pub journals: Vec<Paper>,
}

pub(super) const GROUPS: [&str; 2] = ["1-я группа", "2-я группа"];
pub(super) const AT_HOME: &str = "на дому";

impl Shape {
    /// Place of a class.
    pub fn class(&self, name: &str) -> Option<usize> {
        self.classes.iter().position(|class| class.name == name)
    }

    /// Place of a subject.
    pub fn subject(&self, code: &str) -> usize {
        self.subjects.iter().position(|subject| subject.code == code).expect("a code of the curriculum")
    }

    /// Places of the journals of a subject in a class, without those of pupils taught at home.
    pub fn journals_of(&self, class: usize, subject: usize) -> Vec<usize> {
        let meant = |paper: &&Paper| paper.class == class && paper.subject == subject && paper.group != AT_HOME;
        (0..self.journals.len()).filter(|place| meant(&&self.journals[*place])).collect()
    }

    /// Whether two teachers give the same subjects.
    pub fn colleagues(&self, one: usize, other: usize) -> bool {
        self.teachers[one].pool == self.teachers[other].pool
    }

    /// Place of a teacher.
    pub fn teacher(&self, id: &str) -> Option<usize> {
        self.teachers.iter().position(|teacher| teacher.id == id)
    }
}

/// Invents classes, teachers and journals.
pub(super) fn shape(size: Size, prefix: &str, subjects: Vec<Subject>, names: &Names, random: &mut Random) -> Shape {
    let classes = classes(size);
    let teachers = if size == Size::Small { small_staff() } else { large_staff(prefix, &subjects, &classes, names, random) };
    let mut shape = Shape { subjects, classes, teachers, journals: Vec::new() };
    for class in 0..shape.classes.len() {
        let name = shape.classes[class].name.clone();
        let head = shape.teachers.iter().position(|teacher| teacher.heads == name);
        shape.classes[class].head = head.expect("every class has a class teacher");
    }
    for class in 0..shape.classes.len() {
        for subject in 0..shape.subjects.len() {
            add_journals(&mut shape, class, subject);
        }
    }
    if size == Size::Small {
        add_at_home(&mut shape);
    }
    shape
}

fn classes(size: Size) -> Vec<Klass> {
    let mut list = Vec::new();
    for grade in 1..=11 {
        let letters: &[(&str, &str)] = match (size, grade) {
            (Size::Small, 5 | 7) => &[("А", "a"), ("Б", "b")],
            (Size::Small, 6) => &[("А", "a"), ("В", "v")],
            (Size::Small, _) => &[("А", "a")],
            (_, 10 | 11) => &[("А", "a"), ("Б", "b")],
            _ => &[("А", "a"), ("Б", "b"), ("В", "v"), ("Г", "g")],
        };
        for (letter, latin) in letters {
            let second = matches!(grade, 2 | 3);
            list.push(Klass { id: format!("{grade}{latin}"), name: format!("{grade}{letter}"), grade, second, head: 0 });
        }
    }
    list
}

fn small_staff() -> Vec<Teacher> {
    lines(include_str!("../tables/small-staff.txt"))
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            let own = cells[7].split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            Teacher {
                id: cells[0].to_owned(),
                login: cells[0].to_owned(),
                surname: cells[1].to_owned(),
                given_name: cells[2].to_owned(),
                patronymic: cells[3].to_owned(),
                room: cells[4].to_owned(),
                pool: cells[5].to_owned(),
                heads: cells[6].to_owned(),
                own,
                load: 0,
            }
        })
        .collect()
}

/// As many teachers as the hours of each pool need at 18 hours each; class teachers are taken in turn.
fn large_staff(prefix: &str, subjects: &[Subject], classes: &[Klass], names: &Names, random: &mut Random) -> Vec<Teacher> {
    let mut pools: Vec<(&str, usize)> = Vec::new();
    for class in classes {
        for subject in subjects {
            let hours = subject.hours(class.grade) * if subject.divided { 2 } else { 1 };
            let pool = subject.pool(class.grade);
            match pools.iter_mut().find(|(known, _)| *known == pool) {
                Some((_, sum)) => *sum += hours,
                None => pools.push((pool, hours)),
            }
        }
    }
    let primary: Vec<&Klass> = classes.iter().filter(|class| class.grade <= 4).collect();
    let mut teachers = Vec::new();
    for (pool, hours) in pools {
        let count = if pool == "нач" { primary.len() } else { hours.div_ceil(18).max(1) };
        for place in 0..count {
            let mut teacher = invented(prefix, teachers.len() + 1, names, random);
            pool.clone_into(&mut teacher.pool);
            if let Some(class) = primary.get(place).filter(|_| pool == "нач") {
                teacher.heads.clone_from(&class.name);
                teacher.own = vec![class.name.clone()];
            }
            teachers.push(teacher);
        }
    }
    let mut heads = classes.iter().filter(|class| class.grade > 4);
    for teacher in teachers.iter_mut().filter(|teacher| teacher.pool != "нач") {
        if let Some(class) = heads.next() {
            teacher.heads.clone_from(&class.name);
        }
    }
    teachers
}

fn invented(prefix: &str, number: usize, names: &Names, random: &mut Random) -> Teacher {
    let woman = if random.per_mille(820) { Woman::Yes } else { Woman::No };
    let surname = *random.pick(&names.surnames);
    let (surname, given) = match woman {
        Woman::Yes => (feminine(surname), *random.pick(&names.girls)),
        Woman::No => (surname.to_owned(), *random.pick(&names.boys)),
    };
    let id = format!("{prefix}t{number:02}");
    Teacher {
        login: id.clone(),
        id,
        surname,
        given_name: given.to_owned(),
        patronymic: patronymic(random.word(&names.boys), woman),
        room: (100 + number).to_string(),
        pool: String::new(),
        heads: String::new(),
        own: Vec::new(),
        load: 0,
    }
}

fn add_journals(shape: &mut Shape, class: usize, subject: usize) {
    let (name, grade) = (shape.classes[class].name.clone(), shape.classes[class].grade);
    let meant = shape.subjects[subject].clone();
    let hours = meant.hours(grade);
    if hours == 0 {
        return;
    }
    let groups: &[&'static str] = if meant.divided { &GROUPS } else { &[""] };
    let mut taken: Vec<usize> = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        let teacher = choose(shape, meant.pool(grade), &name, meant.name, &taken);
        taken.push(teacher);
        shape.teachers[teacher].load += hours;
        let suffix = if group.is_empty() { String::new() } else { format!("-{}", place + 1) };
        let id = format!("{}-{}{suffix}", shape.classes[class].id, meant.code);
        shape.journals.push(Paper { id, class, subject, group, teacher, hours });
    }
}

/// The teacher whose own the lesson is; else the one of the pool with the least to do who has no classes of their own.
fn choose(shape: &Shape, pool: &str, class: &str, subject: &str, taken: &[usize]) -> usize {
    let exact = format!("{class}={subject}");
    let of_pool = |place: &usize| shape.teachers[*place].pool == pool && !taken.contains(place);
    let places = || (0..shape.teachers.len()).filter(of_pool);
    let owns = |place: &usize| shape.teachers[*place].own.iter().any(|own| own == class || *own == exact);
    let free = || places().filter(|place| shape.teachers[*place].own.is_empty());
    places()
        .find(owns)
        .or_else(|| free().min_by_key(|place| shape.teachers[*place].load))
        .or_else(|| places().min_by_key(|place| shape.teachers[*place].load))
        .expect("every pool has teachers")
}

/// A pupil of 7Б is taught at home: Russian and algebra stand in journals of their own.
fn add_at_home(shape: &mut Shape) {
    let class = shape.class("7Б").expect("the small school has a 7Б");
    for code in ["rus", "alg"] {
        let subject = shape.subject(code);
        let teacher = shape.journals[shape.journals_of(class, subject)[0]].teacher;
        let hours = if code == "rus" { 2 } else { 1 };
        let id = format!("7b-{code}-home");
        shape.journals.push(Paper { id, class, subject, group: AT_HOME, teacher, hours });
    }
}
