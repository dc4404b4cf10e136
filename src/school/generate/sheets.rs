//! The files that list people, classes, journals and the week.

use super::Size;
use super::random::Random;
use super::shape::Shape;
use super::sheet::Sheet;
use super::weave::Woven;
use super::{tables, year};
use crate::domain::Role;
use crate::school::words::{ROLES, WEEKDAYS, written};

/// Writes `teachers.csv`.
pub(super) fn teachers(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;surname;given_name;patronymic;room");
    for teacher in &shape.teachers {
        sheet.row(&[&teacher.id, &teacher.surname, &teacher.given_name, &teacher.patronymic, &teacher.room]);
    }
    sheet.bytes()
}

/// Writes `users.csv`.
pub(super) fn users(
    size: Size,
    place: u64,
    prefix: &str,
    shape: &Shape,
    names: &tables::Names,
    random: &mut Random,
) -> Vec<u8> {
    let mut sheet = Sheet::new("id;login;role;teacher;surname;given_name;patronymic");
    for teacher in &shape.teachers {
        let heads = shape.classes.iter().any(|class| shape.teachers[class.head].id == teacher.id);
        let role = if heads { Role::ClassTeacher } else { Role::Teacher };
        let id = format!("u-{}", teacher.id);
        sheet.row(&[id.as_str(), &teacher.login, written(ROLES, role), &teacher.id, "", "", ""]);
    }
    for line in tables::lines(include_str!("../tables/small-users.txt")) {
        let mut cells: Vec<String> = line.split(';').map(str::to_owned).collect();
        if size != Size::Small {
            // The same posts, other people; only the first school keeps the logins of the demonstration.
            cells[0] = format!("{prefix}{}", cells[0]);
            if place > 0 {
                cells[1] = format!("{prefix}{}", cells[1]);
            }
            cells[3] = tables::feminine(random.word(&names.surnames));
            (*random.pick(&names.girls)).clone_into(&mut cells[4]);
            cells[5] = tables::patronymic(random.word(&names.boys), tables::Woman::Yes);
        }
        sheet.row(&[&cells[0], &cells[1], &cells[2], "", &cells[3], &cells[4], &cells[5]]);
    }
    if size == Size::District && place == 0 {
        sheet.row(&["u-district", "district", "district", "", "Снегирёв", "Пётр", "Олегович"]);
    }
    sheet.bytes()
}

/// Writes `classes.csv`.
pub(super) fn classes(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;name;grade;head;schedule");
    for (place, class) in shape.classes.iter().enumerate() {
        let head = &shape.teachers[class.head].id;
        sheet.row(&[&class.id, &class.name, &class.grade.to_string(), head, year::schedule(shape, place)]);
    }
    sheet.bytes()
}

/// Writes `journals.csv`.
pub(super) fn journals(shape: &Shape) -> Vec<u8> {
    let mut sheet = Sheet::new("id;class;subject;group;teacher;weekly_hours");
    for paper in &shape.journals {
        let (class, subject) = (&shape.classes[paper.class].name, shape.subjects[paper.subject].name);
        let teacher = &shape.teachers[paper.teacher].id;
        sheet.row(&[&paper.id, class, subject, paper.group, teacher, &paper.hours.to_string()]);
    }
    sheet.bytes()
}

/// Writes `timetable.csv`.
pub(super) fn timetable(shape: &Shape, woven: &[Woven]) -> Vec<u8> {
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
