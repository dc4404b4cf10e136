//! The pupils of a school: names, abilities, the few who need something else, and who is ill when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::Size;
use super::random::Random;
use super::shape::{AT_HOME, GROUPS, Shape};
use super::sheet::Sheet;
use super::tables::{Names, feminine, lines};

/// A pupil to be.
#[derive(Debug, Clone)]
pub(super) struct Child {
    pub id: String,
    pub number: usize,
    pub surname: String,
    pub given_name: String,
    /// Mean of the marks to come, in hundredths.
    pub ability: i64,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub home_schooled: bool,
    pub sanatorium: Option<(NaiveDate, NaiveDate)>,
    pub medical_group: bool,
    /// 0 or 1 where the class is divided.
    pub half: usize,
    /// Days of absence.
    pub ill: BTreeSet<NaiveDate>,
}

impl Child {
    /// Whether the child sits in the class on a day, illness aside.
    pub fn is_there(&self, date: NaiveDate) -> bool {
        let away = self.sanatorium.is_some_and(|(from, to)| from <= date && date <= to);
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to) && !away && !self.home_schooled
    }
}

/// Day of the invented school year.
pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    let year = if month >= 9 { 2026 } else { 2027 };
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

/// Invents the pupils of every class, by list number.
pub(super) fn pupils(size: Size, prefix: &str, shape: &Shape, names: &Names, random: &mut Random) -> Vec<Vec<Child>> {
    let given: BTreeMap<&str, Vec<&str>> = lines(include_str!("../tables/class-lists.txt"))
        .filter_map(|line| line.split_once(';').map(|(class, list)| (class, list.split(',').collect())))
        .collect();
    let mut classes = Vec::new();
    for class in &shape.classes {
        let list: Vec<(String, String)> = match given.get(class.name.as_str()).filter(|_| size == Size::Small) {
            Some(list) => {
                list.iter().filter_map(|name| name.split_once(' ')).map(|(s, g)| (s.to_owned(), g.to_owned())).collect()
            }
            None => invented_list(&class.name, size, names, random),
        };
        let count = list.len();
        let mut children = Vec::new();
        for (place, (surname, given_name)) in list.into_iter().enumerate() {
            let ability = random.between(320, 480);
            children.push(Child {
                id: format!("{prefix}p{}-{:02}", class.id, place + 1),
                number: place + 1,
                surname,
                given_name,
                ability,
                from: None,
                to: None,
                home_schooled: false,
                sanatorium: None,
                medical_group: random.per_mille(25),
                half: usize::from(place >= count.div_ceil(2)),
                ill: ill_days(random),
            });
        }
        fates(size, &class.name, &mut children);
        classes.push(children);
    }
    classes
}

fn invented_list(class: &str, size: Size, names: &Names, random: &mut Random) -> Vec<(String, String)> {
    let count = match (size, class) {
        (Size::Small, "11А") => 24,
        _ => 24 + random.below(7),
    };
    let mut list: Vec<(String, String)> = Vec::new();
    while list.len() < count {
        let surname = *random.pick(&names.surnames);
        let girl = random.per_mille(510);
        let surname = if girl { feminine(surname) } else { surname.to_owned() };
        if list.iter().any(|(known, _)| *known == surname) {
            continue;
        }
        let given = random.pick(if girl { &names.girls } else { &names.boys });
        list.push((surname, (*given).to_owned()));
    }
    if size == Size::Small && class == "6А" {
        list[0] = (String::from("Рождественская-Новопреображенская-Дубова"), String::from("Александрина"));
    }
    list.sort_by_key(|(surname, given)| (alphabetical(surname), alphabetical(given)));
    list
}

/// А–Я with ё after е, as in a school's list.
fn alphabetical(text: &str) -> Vec<u32> {
    let order = |letter: char| match letter {
        'ё' => 'е' as u32 * 2 + 1,
        'Ё' => 'Е' as u32 * 2 + 1,
        letter => letter as u32 * 2,
    };
    text.chars().map(order).collect()
}

/// A few children of the small school need something else; one of each kind is in a class of the demonstration's teacher.
fn fates(size: Size, class: &str, children: &mut [Child]) {
    if size != Size::Small {
        return;
    }
    match class {
        "7Б" => {
            children[6].home_schooled = true;
            children[14].to = Some(day(10, 16));
        }
        "9А" => {
            children[9].sanatorium = Some((day(11, 9), day(11, 29)));
            children[20].from = Some(day(11, 9));
        }
        "3А" => children[3].sanatorium = Some((day(10, 5), day(10, 23))),
        _ => {}
    }
}

/// Illnesses of three to eight days, and now and then a single day.
fn ill_days(random: &mut Random) -> BTreeSet<NaiveDate> {
    let mut ill = BTreeSet::new();
    let mut date = day(9, 1);
    while date <= day(11, 20) {
        let length = if random.per_mille(7) { random.between(3, 8) } else { i64::from(random.per_mille(9)) };
        for _ in 0..length {
            ill.insert(date);
            date = date.succ_opt().expect("a date of the calendar");
        }
        date = date.succ_opt().expect("a date of the calendar");
    }
    ill.retain(|date| date.weekday().number_from_monday() <= 5);
    ill
}

/// Writes `pupils.csv`.
pub(super) fn sheet(shape: &Shape, pupils: &[Vec<Child>]) -> Vec<u8> {
    let mut sheet = Sheet::new("id;class;number;surname;given_name;groups;from;to;home_schooled;sanatorium;medical_group");
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let yes = |flag: bool| if flag { "да" } else { "" }.to_owned();
    for (class, children) in shape.classes.iter().zip(pupils) {
        let place = shape.class(&class.name).expect("a class of the shape");
        for child in children {
            let mut groups: Vec<String> = Vec::new();
            for (code, subject) in shape.subjects.iter().map(|subject| (subject.code, subject)) {
                let divided = subject.divided && subject.hours(class.grade) > 0;
                if divided {
                    groups.push(format!("{}={}", subject.name, GROUPS[child.half]));
                }
                let subject_place = shape.subject(code);
                let home = |paper: &super::shape::Paper| {
                    paper.class == place && paper.subject == subject_place && paper.group == AT_HOME
                };
                if child.home_schooled && shape.journals.iter().any(home) {
                    groups.push(format!("{}={AT_HOME}", subject.name));
                }
            }
            sheet.row(&[
                child.id.clone(),
                class.name.clone(),
                child.number.to_string(),
                child.surname.clone(),
                child.given_name.clone(),
                groups.join("|"),
                date(child.from),
                date(child.to),
                yes(child.home_schooled),
                child.sanatorium.map(|(from, to)| format!("{from}..{to}")).unwrap_or_default(),
                yes(child.medical_group),
            ]);
        }
    }
    sheet.bytes()
}
