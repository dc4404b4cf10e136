//! «Урок»: topic, work and homework of one lesson.

use std::collections::BTreeMap;

use super::State;
use super::field::TextField;
use super::roll_call::Unclear;
use super::today::Loading;
use crate::domain::{
    Finding, HomeworkFor, HomeworkScope, JournalId, LessonId, PlanItemId, Target, Value, WorkId, WorkKind, WorkSpec,
};
use crate::entry::{self, Phrases};

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
    /// The pupils whose homework it is, as they are typed: numbers and first letters. Empty: the whole class's.
    pub pupils: TextField,
    /// For whom the homework is. It stays as it was written until the line of the pupils is changed.
    pub scope: HomeworkScope,
    /// Words of the line of the pupils that name nobody, or more than one.
    pub unclear: Vec<Unclear>,
    /// Topic and homework on their way from a parallel class.
    pub carried: Option<Carried>,
    /// Whether something was typed or chosen since the form was opened.
    pub touched: bool,
    /// What the rules say of each field, as it stands.
    pub findings: BTreeMap<Field, Vec<Finding>>,
}

/// What was written as topics and homework before, and for which journal it was asked.
#[derive(Debug, Default)]
pub struct Before {
    /// The journal.
    pub journal: Option<JournalId>,
    /// The generation of the question.
    pub asked: u64,
    /// The texts.
    pub phrases: Phrases,
}

/// How the line under the cursor may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What follows what is typed.
    pub rest: String,
    /// The item of the plan that it is, for a topic of the plan.
    pub item: Option<PlanItemId>,
}

impl State {
    /// How the topic or the homework under the cursor may go on: by the plan, else by what the teacher wrote last. Only behind
    /// what is typed now, so that no key of typing is lost to it.
    #[must_use]
    pub fn completion(&self) -> Option<Completion> {
        let form = &self.screens.lesson;
        let (line, target): (&TextField, fn(LessonId) -> Target) = match form.field {
            Field::Topic => (&form.topic, |lesson| Target::Topic { lesson }),
            Field::Homework => (&form.homework, |lesson| Target::Homework { lesson }),
            _ => return None,
        };
        if form.hand != Hand::Types || !line.after().is_empty() || form.chosen.is_some() {
            return None;
        }
        let book = self.book(form.journal.as_ref()?)?;
        if form.field == Field::Topic {
            let of_plan = entry::topics_of(&book.page().plan, line.text());
            let item = of_plan.into_iter().find_map(|item| {
                let rest = entry::rest(&item.topic, line.text())?.to_owned();
                Some(Completion { rest, item: Some(item.id.clone()) })
            });
            if item.is_some() {
                return item;
            }
        }
        let here = book.page().lessons.iter().rev().filter(|lesson| Some(&lesson.id) != form.lesson.as_ref());
        let here = here.filter_map(|lesson| match book.value(&target(lesson.id.clone()))? {
            Value::Topic(topic) => Some(topic.text.as_str()),
            Value::Homework(homework) if homework.scope == HomeworkScope::All => Some(homework.text.as_str()),
            _ => None,
        });
        let before = match form.field {
            Field::Topic => &self.screens.before.phrases.topics,
            _ => &self.screens.before.phrases.homework,
        };
        let mut known = here.chain(before.iter().map(String::as_str));
        let rest = known.find_map(|text| entry::rest(text, line.text()))?.to_owned();
        Some(Completion { rest, item: None })
    }
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
    /// Whose homework it is.
    Pupils,
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
    pub const ALL: [Self; 5] = [Self::Topic, Self::Kind, Self::Number, Self::Homework, Self::Pupils];
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
            pupils: TextField::default(),
            scope: HomeworkScope::All,
            unclear: Vec::new(),
            carried: None,
            touched: false,
            findings: BTreeMap::new(),
        }
    }
}
