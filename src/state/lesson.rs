//! «Урок»: topic, work and homework of one lesson.

use std::collections::BTreeMap;

use super::field::TextField;
use super::today::Loading;
use crate::domain::{Finding, HomeworkFor, JournalId, LessonId, PlanItemId, WorkId, WorkKind, WorkSpec};

/// The form of a lesson.
#[derive(Debug)]
pub struct LessonForm {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The lesson.
    pub lesson: Option<LessonId>,
    /// Whether the page is here.
    pub loading: Loading,
    /// The field under the cursor.
    pub field: Field,
    /// Whether something was typed into the field, or the cursor moved in it, since it was entered: a long line is read from
    /// its beginning, and typed at its cursor.
    pub hand: Hand,
    /// The topic.
    pub topic: TextField,
    /// The item of the plan that the topic was taken from.
    pub item: Option<PlanItemId>,
    /// Items of the plan that complete the topic, best first.
    pub suggestions: Vec<PlanItemId>,
    /// The suggestion that is chosen.
    pub chosen: Option<usize>,
    /// Which work of the lesson is shown; the first one where there are several.
    pub work: Option<WorkId>,
    /// Whether the work is one more than the lesson has.
    pub added: bool,
    /// What kind of work it is, and whether every pupil owes it.
    pub spec: WorkSpec,
    /// The number of the work.
    pub number: TextField,
    /// The homework.
    pub homework: TextField,
    /// Whether it was said that none was given.
    pub homework_said: HomeworkSaid,
    /// For when the homework is.
    pub homework_for: HomeworkFor,
    /// Topic and homework on their way from a parallel class.
    pub carried: Option<Carried>,
    /// Whether something was typed or chosen since the form was opened.
    pub touched: bool,
    /// What the rules say of each field, as it stands.
    pub findings: BTreeMap<Field, Vec<Finding>>,
}

/// Topic and homework of another class's lesson, for the empty fields of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The topic.
    pub topic: String,
    /// The homework.
    pub homework: String,
    /// Whether it was said that none was given.
    pub said: HomeworkSaid,
}

impl LessonForm {
    /// The correction that one key takes: of the field under the cursor, else of the topic, else of the homework.
    #[must_use]
    pub fn offered(&self) -> Option<(Field, &str)> {
        let here = [self.field, Field::Topic, Field::Homework];
        here.into_iter().find_map(|field| {
            let fix = self.findings.get(&field)?.iter().find_map(Finding::fix)?;
            Some((field, fix))
        })
    }
}

/// A field of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The topic.
    #[default]
    Topic,
    /// The kind of work: chosen with ← and →.
    Kind,
    /// The number of the work.
    Number,
    /// The homework.
    Homework,
}

/// What the person does with the field under the cursor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hand {
    /// Reads it.
    #[default]
    Reads,
    /// Types into it.
    Types,
}

impl Field {
    /// Every field, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Topic, Self::Kind, Self::Number, Self::Homework];
}

/// What was said of the homework.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HomeworkSaid {
    /// The text counts; an empty one says nothing.
    #[default]
    Text,
    /// «Не задано», on purpose.
    None,
}

impl Default for LessonForm {
    fn default() -> Self {
        Self {
            journal: None,
            lesson: None,
            loading: Loading::Asked,
            hand: Hand::Reads,
            field: Field::Topic,
            topic: TextField::default(),
            item: None,
            suggestions: Vec::new(),
            chosen: None,
            work: None,
            added: false,
            spec: WorkSpec::of(WorkKind::Oral),
            number: TextField::default(),
            homework: TextField::default(),
            homework_said: HomeworkSaid::Text,
            homework_for: HomeworkFor::NextLesson,
            carried: None,
            touched: false,
            findings: BTreeMap::new(),
        }
    }
}
