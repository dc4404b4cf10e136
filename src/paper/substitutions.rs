//! The lines for the school's register of substituted lessons (журнал учёта пропущенных и замещённых уроков).
//!
//! Why a teacher was away is written by hand: the journal keeps nothing of a teacher's health.

use chrono::NaiveDate;

use super::html::{page, paragraph, safe, table};
use crate::domain::Lesson;
use crate::strings::{FluentValue, Strings};

/// What the lines are made of.
#[derive(Debug)]
pub struct Substitutions<'a> {
    /// Name of the school.
    pub school: &'a str,
    /// First day, school time.
    pub from: NaiveDate,
    /// Last day, school time.
    pub to: NaiveDate,
    /// The lessons that somebody gave in the teacher's place, by date and number.
    pub lessons: &'a [Lesson],
}

impl Substitutions<'_> {
    /// The paper.
    #[must_use]
    pub fn html(&self, strings: &Strings) -> String {
        let say = |key: &str, args: &[(&str, FluentValue<'_>)]| paragraph(&safe(&strings.with(key, args)));
        let mut body = say("paper-school", &[("school", self.school.into())]);
        body.push_str(&say(
            "paper-substitutions-days",
            &[("from", shown(self.from).into()), ("to", shown(self.to).into()), ("count", self.lessons.len().into())],
        ));
        let heads = ["number", "date", "at", "class", "subject", "absent-teacher", "substitute", "why-away", "signature"]
            .map(|head| strings.get(&format!("paper-head-{head}")).into_owned());
        let rows: Vec<Vec<String>> = self.lessons.iter().enumerate().map(|(at, lesson)| row(at + 1, lesson)).collect();
        body.push_str(&table(&heads, &rows));
        body.push_str(&say("paper-substitutions-note", &[]));
        body.push_str(&paragraph(&format!(
            "{} <span class=\"line\">&nbsp;</span>",
            safe(&strings.get("paper-sign-substitutions"))
        )));
        page(strings.language().tag(), &strings.get("paper-substitutions-title"), &body)
    }
}

fn row(number: usize, lesson: &Lesson) -> Vec<String> {
    let group = lesson.group.as_deref().map(|group| format!(", {group}")).unwrap_or_default();
    let substitute = lesson.substitute.as_ref().map(|teacher| safe(&teacher.short_name)).unwrap_or_default();
    vec![
        number.to_string(),
        shown(lesson.date),
        lesson.number.to_string(),
        safe(&lesson.class_name),
        safe(&format!("{}{group}", lesson.subject)),
        safe(&lesson.teacher.short_name),
        substitute,
        String::new(),
        String::new(),
    ]
}

fn shown(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}
