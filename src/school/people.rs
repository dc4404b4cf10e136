//! `teachers.csv`, `users.csv`, `classes.csv`, `pupils.csv`: who is at the school.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::ClassData;
use super::cells::parse_date;
use super::problem::What;
use super::settings::Settings;
use super::table::{Need, Row, Spec, Table};
use super::words::ROLES;
use crate::domain::{Account, AccountId, Class, ClassId, DateSpan, Pupil, PupilId, Role, TeacherRef};

pub(super) const TEACHERS: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("surname", "фамилия", Need::Filled),
        ("given_name", "имя", Need::Filled),
        ("patronymic", "отчество", Need::Column),
        ("room", "кабинет", Need::Nothing),
    ],
    cap: 1 << 20,
};

pub(super) const USERS: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("login", "логин", Need::Filled),
        ("role", "роль", Need::Filled),
        ("teacher", "учитель", Need::Column),
        ("surname", "фамилия", Need::Nothing),
        ("given_name", "имя", Need::Nothing),
        ("patronymic", "отчество", Need::Nothing),
    ],
    cap: 1 << 20,
};

pub(super) const CLASSES: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("name", "класс", Need::Filled),
        ("grade", "параллель", Need::Filled),
        ("head", "руководитель", Need::Column),
        ("schedule", "звонки", Need::Filled),
    ],
    cap: 1 << 20,
};

pub(super) const PUPILS: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("class", "класс", Need::Filled),
        ("number", "номер", Need::Filled),
        ("surname", "фамилия", Need::Filled),
        ("given_name", "имя", Need::Filled),
        ("groups", "подгруппы", Need::Nothing),
        ("from", "с", Need::Nothing),
        ("to", "по", Need::Nothing),
        ("home_schooled", "на дому", Need::Nothing),
        ("sanatorium", "санаторий", Need::Nothing),
        ("medical_group", "спецмедгруппа", Need::Nothing),
    ],
    cap: 8 << 20,
};

/// Everybody who teaches or signs in.
#[derive(Debug, Default)]
pub(super) struct Staff {
    pub accounts: Vec<Account>,
    teachers: HashMap<String, TeacherRef>,
}

impl Staff {
    /// The teacher that a cell names; notes a problem where there is none of that id. `None` for an empty cell.
    pub fn teacher_of(&self, row: Row<'_>, column: &str) -> Option<&TeacherRef> {
        let id = row.id(column)?;
        let found = self.teachers.get(id);
        if found.is_none() {
            row.unknown(column, "teachers.csv", self.teachers.keys().map(String::as_str));
        }
        found
    }
}

/// Notes an id that stood in an earlier row.
pub(super) fn unique(seen: &mut HashMap<String, u64>, row: Row<'_>, column: &str) -> Option<String> {
    let id = row.id(column)?.to_owned();
    if let Some(line) = seen.insert(id.clone(), row.line()) {
        row.problem(column, What::Duplicate { value: id, other: line.to_string() });
        return None;
    }
    Some(id)
}

/// Reads teachers and users.
pub(super) fn staff(teachers: &Table<'_>, users: &Table<'_>, school: &Settings) -> Staff {
    let mut staff = Staff::default();
    let mut seen = HashMap::new();
    for row in teachers.rows() {
        let Some(id) = unique(&mut seen, row, "id") else { continue };
        let account = account(row, &id, school);
        staff.teachers.insert(id, TeacherRef { id: account.id.clone(), short_name: account.short_name.clone() });
        staff.accounts.push(account);
    }
    let (mut user_ids, mut logins) = (HashMap::new(), HashMap::new());
    for row in users.rows() {
        let id = unique(&mut user_ids, row, "id");
        let login = unique(&mut logins, row, "login");
        let role = row.word("role", ROLES);
        let (Some(id), Some(login), Some(role)) = (id, login, role) else { continue };
        if row.get("teacher").is_empty() {
            if seen.contains_key(&id) {
                row.problem("id", What::Duplicate { value: id, other: String::from("teachers.csv") });
                continue;
            }
            for column in ["surname", "given_name"] {
                if row.get(column).is_empty() {
                    row.problem(column, What::Empty { value: String::new(), other: String::new() });
                }
            }
            staff.accounts.push(Account { login, role, ..account(row, &id, school) });
        } else if let Some(teacher) = staff.teacher_of(row, "teacher").map(|teacher| teacher.id.clone()) {
            let known = staff.accounts.iter_mut().find(|account| account.id == teacher);
            let account = known.expect("a teacher has an account");
            if account.login.is_empty() {
                (account.login, account.role) = (login, role);
            } else {
                row.problem(
                    "teacher",
                    What::SaidTwice { value: row.get("teacher").to_owned(), other: account.login.clone() },
                );
            }
        }
    }
    staff.accounts.sort_by(|a, b| a.id.cmp(&b.id));
    staff
}

fn account(row: Row<'_>, id: &str, school: &Settings) -> Account {
    let (surname, given, patronymic) = (row.get("surname"), row.get("given_name"), row.get("patronymic"));
    let mut short_name = surname.to_owned();
    for initial in [given, patronymic].iter().filter_map(|name| name.chars().next()) {
        short_name.push(' ');
        short_name.push(initial);
        short_name.push('.');
    }
    Account {
        id: AccountId::new(id),
        school: school.school.id.clone(),
        login: String::new(),
        name: [surname, given, patronymic].join(" ").trim_end().to_owned(),
        short_name,
        role: Role::Teacher,
        head_of: Vec::new(),
    }
}

/// A class, its pupils, and in which subgroup of which subject each of them is.
#[derive(Debug)]
pub(super) struct Group {
    pub of: ClassData,
    /// Parallel to `of.pupils`: subject → subgroup.
    pub groups: Vec<BTreeMap<String, String>>,
    /// Whether a pupil of the class could not be read: then nobody complains of list numbers without a pupil.
    pub has_gaps: bool,
}

/// The classes of a school, found by id or name.
#[derive(Debug, Default)]
pub(super) struct Classes {
    pub list: Vec<Group>,
    places: HashMap<String, usize>,
}

impl Classes {
    /// Place of the class that a cell names by id or name; notes a problem where there is none.
    pub fn of(&self, row: Row<'_>, column: &str) -> Option<usize> {
        let text = row.get(column);
        if text.is_empty() {
            return None;
        }
        let found = self.named(text);
        if found.is_none() {
            row.unknown(column, "classes.csv", self.names());
        }
        found
    }

    /// Place of the class of an id or a name.
    pub fn named(&self, text: &str) -> Option<usize> {
        self.places.get(text).copied()
    }

    /// Names of all classes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|class| class.of.class.name.as_str())
    }
}

/// Reads classes; teachers who head one learn it.
pub(super) fn classes(table: &Table<'_>, staff: &mut Staff, school: &Settings) -> Classes {
    let mut list: Vec<Group> = Vec::new();
    let (mut ids, mut names) = (HashMap::new(), HashMap::<String, u64>::new());
    for row in table.rows() {
        let id = unique(&mut ids, row, "id");
        let name = row.get("name").to_owned();
        if let Some(line) = names.insert(name.clone(), row.line()) {
            row.problem("name", What::Duplicate { value: name.clone(), other: line.to_string() });
        }
        let grade = row.number("grade", 1..=11);
        let head = staff.teacher_of(row, "head").cloned();
        let schedule = row.get("schedule");
        if !school.has_schedule(schedule) {
            row.unknown("schedule", "school.toml", school.bells.iter().map(|bell| bell.schedule.as_str()));
        }
        // A class with a mistake stays known, so that its pupils and lessons are not called strangers.
        let (id, grade) = (id.unwrap_or_else(|| name.clone()), grade.unwrap_or(1));
        let leading = head.as_ref().and_then(|head| staff.accounts.iter_mut().find(|account| account.id == head.id));
        if let Some(account) = leading {
            account.head_of.push(name.clone());
            if account.role == Role::Teacher {
                account.role = Role::ClassTeacher;
            }
        }
        let grade = u8::try_from(grade).expect("at most 11");
        let class = Class { id: ClassId::new(id), name, grade, head, schedule: schedule.to_owned() };
        list.push(Group { of: ClassData { class, pupils: Vec::new() }, groups: Vec::new(), has_gaps: false });
    }
    list.sort_by(|a, b| (a.of.class.grade, &a.of.class.name).cmp(&(b.of.class.grade, &b.of.class.name)));
    let mut places = HashMap::new();
    for (place, group) in list.iter().enumerate() {
        places.insert(group.of.class.name.clone(), place);
        places.insert(group.of.class.id.as_str().to_owned(), place);
    }
    Classes { list, places }
}

/// Reads pupils into their classes.
pub(super) fn pupils(table: &Table<'_>, classes: &mut Classes, school: &Settings) {
    let year = school.year();
    let mut ids = HashMap::new();
    let mut numbers: HashMap<(usize, u32), u64> = HashMap::new();
    for row in table.rows() {
        let id = unique(&mut ids, row, "id");
        let class = classes.of(row, "class");
        let number = row.number("number", 1..=99);
        let (from, to) = (row.date("from", &year), row.date("to", &year));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            row.problem("to", What::BadSpan { value: row.get("to").to_owned(), other: row.get("from").to_owned() });
        }
        let sanatorium = spans(row, "sanatorium");
        let groups = subgroups(row);
        let (home_schooled, medical_group) = (row.yes("home_schooled"), row.yes("medical_group"));
        let (Some(id), Some(class), Some(number)) = (id, class, number) else {
            match class {
                Some(class) => classes.list[class].has_gaps = true,
                None => classes.list.iter_mut().for_each(|class| class.has_gaps = true),
            }
            continue;
        };
        if let Some(line) = numbers.insert((class, number), row.line()) {
            row.problem("number", What::Duplicate { value: number.to_string(), other: line.to_string() });
            classes.list[class].has_gaps = true;
            continue;
        }
        let pupil = Pupil {
            id: PupilId::new(id),
            number: u16::try_from(number).expect("at most 99"),
            surname: row.get("surname").to_owned(),
            given_name: row.get("given_name").to_owned(),
            group: None,
            from,
            to,
            home_schooled,
            sanatorium,
            medical_group,
        };
        let group = &mut classes.list[class];
        let place = group.of.pupils.partition_point(|other| other.number < pupil.number);
        group.of.pupils.insert(place, pupil);
        group.groups.insert(place, groups);
    }
}

/// `2026-10-05..2026-10-28|2027-02-01..2027-02-20`.
fn spans(row: Row<'_>, column: &str) -> Vec<DateSpan> {
    let text = row.get(column);
    let mut spans = Vec::new();
    for part in text.split('|').filter(|part| !part.is_empty()) {
        let dates: Option<(NaiveDate, NaiveDate)> =
            part.split_once("..").and_then(|(from, to)| parse_date(from.trim()).zip(parse_date(to.trim())));
        match dates {
            Some((from, to)) if from <= to => spans.push(DateSpan { from, to }),
            _ => row.problem(column, What::BadSpan { value: part.to_owned(), other: String::new() }),
        }
    }
    spans
}

/// `Английский язык=1-я группа|Информатика=2-я группа`.
fn subgroups(row: Row<'_>) -> BTreeMap<String, String> {
    let text = row.get("groups");
    let mut groups = BTreeMap::new();
    for part in text.split('|').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((subject, group)) if !subject.trim().is_empty() && !group.trim().is_empty() => {
                groups.insert(subject.trim().to_owned(), group.trim().to_owned());
            }
            _ => row.problem("groups", What::BadText { value: part.to_owned(), other: String::new() }),
        }
    }
    groups
}
