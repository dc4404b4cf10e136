//! What a person or a script wants to have entered, in words: the arguments of `mark`, `absent` and `lesson`, and a line of
//! `apply`.

use serde::Deserialize;

use super::args::{Absent, EntryOptions, LessonPage, Mark};
use super::values::{Day, LessonAt};
use crate::entry::{Answers, Consent};

/// A wish as a line of JSON says it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    #[serde(rename = "do")]
    pub action: String,
    pub class: String,
    pub lesson: Word,
    #[serde(default)]
    pub subject: Option<String>,
    #[serde(default)]
    pub pupil: Option<Word>,
    #[serde(default)]
    pub value: Option<Word>,
    #[serde(default)]
    pub absent: Vec<Word>,
    #[serde(default)]
    pub topic: Option<String>,
    #[serde(default)]
    pub next_topic: bool,
    #[serde(default)]
    pub homework: Option<String>,
    #[serde(default)]
    pub no_homework: bool,
    #[serde(default, rename = "for")]
    pub due: Option<String>,
    #[serde(default)]
    pub only: Vec<Word>,
    #[serde(default)]
    pub work: Option<String>,
    #[serde(default)]
    pub comment: Option<String>,
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub explanation: Option<String>,
    #[serde(default)]
    pub yes: bool,
}

/// A word that a script may also write as a number (`"lesson": 3`).
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Word {
    #[default]
    Nothing,
    Text(String),
    Number(u32),
}

impl Word {
    fn text(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What is to be entered, and where.
#[derive(Debug)]
pub(super) struct Wish {
    pub class: String,
    pub subject: Option<String>,
    pub at: LessonAt,
    pub what: What,
    pub answers: Answers,
}

/// What is to be entered.
#[derive(Debug)]
pub(super) enum What {
    /// One cell.
    Mark { pupil: String, value: String, work: Option<String> },
    /// The roll call.
    Absent(Vec<String>),
    /// Parts of the lesson page.
    Lesson(Box<Page>),
    /// The mark of a period in the lesson's journal.
    Term { period: crate::domain::PeriodId, pupil: String, value: String },
}

/// Parts of the lesson page; `None`: not touched.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub topic: Option<TopicWish>,
    pub homework: Option<HomeworkWish>,
    pub work: Option<String>,
}

/// Which topic.
#[derive(Debug)]
pub(super) enum TopicWish {
    /// The next one of the plan.
    Next,
    /// This text.
    Text(String),
}

/// Which homework.
#[derive(Debug)]
pub(super) enum HomeworkWish {
    /// «Не задано».
    Nothing,
    /// This text.
    Text {
        text: String,
        /// For which day; `None`: for the next lesson.
        day: Option<Day>,
        /// Whose it is; nobody named: the whole class's.
        only: Vec<String>,
    },
}

/// Why a line is not a wish: the key of its sentence.
#[derive(Debug)]
pub(super) enum NotAWish {
    /// The line is no JSON, or not of this form: which field, and at which character.
    Json {
        key: &'static str,
        field: String,
        column: usize,
    },
    Key(&'static str),
}

impl NotAWish {
    /// The parser says in English what is missing or not known; only the name of the field is taken from it.
    fn of_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let field = text.split('`').nth(1).unwrap_or_default().to_owned();
        let key = match error.classify() {
            serde_json::error::Category::Data if text.starts_with("missing field") => "apply-missing-field",
            serde_json::error::Category::Data if text.starts_with("unknown field") => "apply-unknown-field",
            serde_json::error::Category::Data => "apply-wrong-kind",
            _ => "apply-not-json",
        };
        Self::Json { key, field, column: error.column() }
    }
}

impl Wish {
    pub fn of_mark(args: Mark) -> Self {
        let what = What::Mark { pupil: args.pupil, value: args.value, work: args.work };
        Self { class: args.class, subject: Some(args.subject), at: args.lesson, what, answers: answers(args.options) }
    }

    pub fn of_absent(args: Absent) -> Self {
        let what = What::Absent(args.pupils);
        Self { class: args.class, subject: None, at: args.lesson, what, answers: answers(args.options) }
    }

    pub fn of_lesson(args: LessonPage) -> Self {
        let homework = match (args.no_homework, args.homework) {
            (true, _) => Some(HomeworkWish::Nothing),
            (false, text) => text.map(|text| {
                let only = args.only.unwrap_or_default();
                let only = only.split([' ', ',', ';']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
                HomeworkWish::Text { text, day: args.due, only }
            }),
        };
        let topic = if args.next_topic { Some(TopicWish::Next) } else { args.topic.map(TopicWish::Text) };
        let what = What::Lesson(Box::new(Page { topic, homework, work: args.work }));
        Self { class: args.class, subject: None, at: args.lesson, what, answers: answers(args.options) }
    }

    /// Reads a line of `apply`.
    pub fn of_line(text: &str) -> Result<Self, NotAWish> {
        let line: Line = serde_json::from_str(text).map_err(|error| NotAWish::of_json(&error))?;
        let at = line.lesson.clone().text().parse().map_err(|_| NotAWish::Key("apply-bad-lesson"))?;
        let what = match line.action.as_str() {
            "mark" => What::Mark {
                pupil: line.pupil.ok_or(NotAWish::Key("apply-no-pupil"))?.text(),
                value: line.value.ok_or(NotAWish::Key("apply-no-value"))?.text(),
                work: line.work,
            },
            "absent" => What::Absent(line.absent.into_iter().map(Word::text).collect()),
            "lesson" => {
                if (line.next_topic && line.topic.is_some()) || (line.no_homework && line.homework.is_some()) {
                    return Err(NotAWish::Key("apply-both"));
                }
                let due = line.due.map(|day| day.parse()).transpose().map_err(|_| NotAWish::Key("apply-bad-day"))?;
                let homework = match (line.no_homework, line.homework) {
                    (true, _) => Some(HomeworkWish::Nothing),
                    (false, text) => {
                        let only = line.only.into_iter().map(Word::text).collect();
                        text.map(|text| HomeworkWish::Text { text, day: due, only })
                    }
                };
                let topic = if line.next_topic { Some(TopicWish::Next) } else { line.topic.map(TopicWish::Text) };
                if topic.is_none() && homework.is_none() && line.work.is_none() {
                    return Err(NotAWish::Key("apply-nothing"));
                }
                What::Lesson(Box::new(Page { topic, homework, work: line.work }))
            }
            _ => return Err(NotAWish::Key("apply-bad-do")),
        };
        let consent = if line.yes { Consent::Given } else { Consent::NotGiven };
        let answers = Answers { comment: line.comment, reason: line.reason, explanation: line.explanation, consent };
        Ok(Self { class: line.class, subject: line.subject, at, what, answers })
    }
}

fn answers(options: EntryOptions) -> Answers {
    let consent = if options.yes { Consent::Given } else { Consent::NotGiven };
    Answers { comment: options.comment, reason: options.reason, explanation: options.explanation, consent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_refused_with_a_reason() {
        let mark =
            Wish::of_line(r#"{"do":"mark","class":"7А","subject":"рус","lesson":3,"pupil":12,"value":"5","yes":true}"#);
        let mark = mark.expect("a wish");
        assert!(matches!(mark.what, What::Mark { ref pupil, ref value, .. } if pupil == "12" && value == "5"));
        assert_eq!((mark.at.number, mark.answers.consent), (3, Consent::Given));
        for (line, key) in [
            (r#"{"do":"mark","class":"7А","lesson":"3","value":"5"}"#, "apply-no-pupil"),
            (r#"{"do":"mark","class":"7А","lesson":"3","pupil":"1"}"#, "apply-no-value"),
            (r#"{"do":"mark","class":"7А","lesson":"завтра","pupil":"1"}"#, "apply-bad-lesson"),
            (r#"{"do":"lesson","class":"7А","lesson":"3"}"#, "apply-nothing"),
            (r#"{"do":"lesson","class":"7А","lesson":"3","topic":"Т","next_topic":true}"#, "apply-both"),
            (r#"{"do":"lesson","class":"7А","lesson":"3","homework":"Упр. 1","for":"когда-то"}"#, "apply-bad-day"),
            (r#"{"do":"sing","class":"7А","lesson":"3"}"#, "apply-bad-do"),
        ] {
            assert!(matches!(Wish::of_line(line), Err(NotAWish::Key(found)) if found == key), "{line}");
        }
        for (line, expected, named) in [
            ("", "apply-not-json", ""),
            ("{", "apply-not-json", ""),
            ("[]", "apply-wrong-kind", ""),
            (r#"{"do":"absent"}"#, "apply-missing-field", "class"),
            (r#"{"do":"absent","class":"7А","lesson":"3","pupils":[]}"#, "apply-unknown-field", "pupils"),
            (r#"{"do":"absent","class":7,"lesson":"3"}"#, "apply-wrong-kind", "7"),
        ] {
            let Err(NotAWish::Json { key, field, .. }) = Wish::of_line(line) else { panic!("{line}") };
            assert_eq!((key, field.as_str()), (expected, named), "{line}");
        }
    }
}
