//! The temporary journal of one lesson: blank, to be filled with a pen, or with what the computer has.

use chrono::NaiveDate;

use super::html::{page, paragraph, safe, table};
use crate::domain::{LessonId, Target, Value};
use crate::entry::{Book, belongs};
use crate::strings::{FluentValue, Strings};

/// Empty lines below the names, for somebody who is new in the class.
const SPARE: usize = 3;

/// Whether the paper is for the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Names, and empty cells.
    Blank,
    /// With what stands in the journal and what waits.
    Filled,
}

/// What the paper is made of.
#[derive(Debug)]
pub struct Temporary<'a> {
    /// Name of the school.
    pub school: &'a str,
    /// Who gives the lesson.
    pub teacher: &'a str,
    /// The page with the own entries over it.
    pub book: &'a Book,
    /// The lesson.
    pub lesson: &'a LessonId,
    /// Whether the paper is for the pen.
    pub filling: Filling,
}

impl Temporary<'_> {
    /// The paper; `None` where the page has no such lesson.
    #[must_use]
    pub fn html(&self, strings: &Strings) -> Option<String> {
        let lesson = self.book.page().lesson(self.lesson)?;
        let say = |key: &str, args: &[(&str, FluentValue<'_>)]| paragraph(&safe(&strings.with(key, args)));
        let mut body = say("paper-school", &[("school", self.school.into())]);
        let group = lesson.group.as_deref().map(|group| format!(", {group}")).unwrap_or_default();
        body.push_str(&say(
            "paper-temporary-lesson",
            &[
                ("class", lesson.class_name.as_str().into()),
                ("subject", format!("{}{group}", lesson.subject).into()),
                ("date", date(lesson.date).into()),
                ("number", lesson.number.to_string().into()),
            ],
        ));
        body.push_str(&say("paper-temporary-teacher", &[("teacher", self.teacher.into())]));
        for (key, said) in [("paper-topic", self.topic()), ("paper-homework", self.homework(strings))] {
            body.push_str(&line(strings, key, said.as_deref()));
        }
        body.push_str(&self.pupils(strings, lesson));
        body.push_str(&line(strings, "paper-sign-teacher", None));
        body.push_str(&say("paper-temporary-note", &[]));
        Some(page(strings.language().tag(), &strings.get("paper-temporary-title"), &body))
    }

    fn pupils(&self, strings: &Strings, lesson: &crate::domain::Lesson) -> String {
        let columns: Vec<usize> = (0..self.book.columns().len())
            .filter(|at| self.book.columns()[*at].lesson.as_ref() == Some(self.lesson))
            .collect();
        let mut heads: Vec<String> =
            ["number", "pupil", "absent"].map(|head| strings.get(&format!("paper-head-{head}")).into_owned()).into();
        let mark = strings.get("paper-head-mark").into_owned();
        heads.extend(std::iter::repeat_n(mark, columns.len().max(1)));
        heads.push(strings.get("paper-head-note").into_owned());
        let is_filled = self.filling == Filling::Filled;
        let mut rows = Vec::new();
        for (row, pupil) in self.book.page().pupils.iter().enumerate().filter(|(_, pupil)| belongs(pupil, lesson)) {
            let absence = Target::Absence { lesson: self.lesson.clone(), pupil: pupil.id.clone() };
            let is_absent = is_filled && self.book.value(&absence).is_some();
            let mut cells =
                vec![pupil.number.to_string(), safe(&pupil.name()), if is_absent { "н".to_owned() } else { String::new() }];
            for column in &columns {
                let marks = self.book.cell_at(row, *column).and_then(|cell| cell.marks).filter(|_| is_filled);
                cells.push(marks.map(|marks| safe(&marks.to_string())).unwrap_or_default());
            }
            cells.extend(columns.is_empty().then(String::new));
            cells.push(String::new());
            rows.push(cells);
        }
        if !is_filled {
            rows.extend(std::iter::repeat_n(vec!["&nbsp;".to_owned(); heads.len()], SPARE));
        }
        table(&heads, &rows)
    }

    fn topic(&self) -> Option<String> {
        match self.filled(&Target::Topic { lesson: self.lesson.clone() }) {
            Some(Value::Topic(topic)) => Some(topic.text.clone()),
            _ => None,
        }
    }

    fn homework(&self, strings: &Strings) -> Option<String> {
        match self.filled(&Target::Homework { lesson: self.lesson.clone() }) {
            Some(Value::Homework(homework)) if homework.is_none() => Some(strings.get("homework-none").into_owned()),
            Some(Value::Homework(homework)) => Some(homework.text.clone()),
            _ => None,
        }
    }

    fn filled(&self, target: &Target) -> Option<&Value> {
        self.book.value(target).filter(|_| self.filling == Filling::Filled)
    }
}

/// A line with words, else one for the pen.
fn line(strings: &Strings, key: &str, said: Option<&str>) -> String {
    let said = said.map_or_else(|| "<span class=\"line\">&nbsp;</span>".to_owned(), safe);
    paragraph(&format!("{} {said}", safe(&strings.get(key))))
}

fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
