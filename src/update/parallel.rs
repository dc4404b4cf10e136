//! Topic and homework of a lesson for a parallel class, and those of the lesson before once more.

use chrono::Days;

use super::{go, lesson, say};
use crate::domain::{HomeworkFor, HomeworkScope, Lesson, Target, Value};
use crate::effect::Effect;
use crate::state::lesson::{Carried, Field, HomeworkSaid};
use crate::state::{Dialog, Screen, State, TextField};

/// How many days around the lesson are looked through for lessons of a parallel class.
const AROUND: u64 = 14;

/// Shows the lessons of parallel classes that topic and homework could go to.
pub fn open(state: &mut State) {
    let form = &state.screens.lesson;
    if form.topic.is_empty() && form.homework.is_empty() {
        say(state, "notice-nothing-to-copy");
        return;
    }
    let lessons = parallel(state);
    if lessons.is_empty() {
        say(state, "notice-no-parallel");
        return;
    }
    state.dialog = Some(Dialog::CopyLesson { lessons, chosen: 0 });
}

/// Own lessons of the same subject and grade in another class, the nearest day first.
fn parallel(state: &State) -> Vec<Lesson> {
    let of = state.screens.lesson.lesson.as_ref().and_then(|id| state.lesson(id));
    let (Some(of), Some(me)) = (of, state.desk.as_ref().map(|desk| desk.account.id.clone())) else { return Vec::new() };
    let of_pages = state.books.values().flat_map(|open| &open.book.page().lessons);
    let of_days = state.agenda.rows().map(|row| &row.lesson);
    let is_mine =
        |lesson: &&Lesson| lesson.substitute.as_ref().map_or(&lesson.teacher.id, |substitute| &substitute.id) == &me;
    let near = |lesson: &&Lesson| {
        let distance = (lesson.date - of.date).num_days().unsigned_abs();
        lesson.subject == of.subject && lesson.grade == of.grade && lesson.class != of.class && distance <= AROUND
    };
    let mut found: Vec<Lesson> = Vec::new();
    for lesson in of_days.chain(of_pages).filter(is_mine).filter(near).filter(|lesson| !lesson.cancelled) {
        if found.iter().all(|known| known.id != lesson.id) {
            found.push(lesson.clone());
        }
    }
    let yesterday = of.date.checked_sub_days(Days::new(1)).unwrap_or(of.date);
    found.sort_by_key(|lesson| (lesson.date <= yesterday, (lesson.date - of.date).num_days().abs(), lesson.number));
    found
}

/// Writes what is not written yet, and opens the form of the other class with topic and homework in its empty fields.
pub fn choose(state: &mut State, lesson: &Lesson) -> Vec<Effect> {
    let form = &state.screens.lesson;
    // Homework of single pupils is theirs, not the other class's.
    let homework = if form.scope == HomeworkScope::All { form.homework.text().trim() } else { "" };
    let carried =
        Carried { topic: form.topic.text().trim().to_owned(), homework: homework.to_owned(), said: form.homework_said };
    let mut effects = Vec::new();
    if form.touched {
        effects = lesson::accept(state);
        if state.dialog.is_some() || state.screen == Screen::Lesson {
            return effects;
        }
    }
    let place = go::Place {
        journal: lesson.journal.clone(),
        grade: lesson.grade,
        date: lesson.date,
        lesson: Some(lesson.id.clone()),
    };
    state.screens.lesson.carried = Some(carried);
    effects.extend(go::open_lesson(state, &place));
    effects
}

/// Puts what was carried over into the empty fields of the form that is open now.
pub fn lay_down(state: &mut State) {
    let Some(Carried { topic, homework, said }) = state.screens.lesson.carried.take() else { return };
    let item = state.screens.lesson.journal.as_ref().and_then(|journal| state.book(journal)).and_then(|book| {
        let same = |item: &&crate::domain::PlanItem| item.topic == topic;
        book.page().plan.iter().find(same).map(|item| item.id.clone())
    });
    let form = &mut state.screens.lesson;
    let mut is_laid = false;
    if form.topic.is_empty() && !topic.is_empty() {
        form.topic = TextField::new(topic);
        form.item = item;
        is_laid = true;
    }
    let says_nothing = form.homework.is_empty() && form.homework_said == HomeworkSaid::Text;
    if says_nothing && (!homework.is_empty() || said == HomeworkSaid::None) {
        form.homework = TextField::new(homework);
        form.homework_said = said;
        form.homework_for = HomeworkFor::NextLesson;
        is_laid = true;
    }
    form.touched |= is_laid;
    say(state, if is_laid { "notice-copied-lesson" } else { "notice-copied-nothing" });
}

/// The topic or the homework of the lesson before goes into the field under the cursor.
pub fn repeat(state: &mut State) {
    let form = &state.screens.lesson;
    let (Some(book), Some(id)) = (form.journal.as_ref().and_then(|journal| state.book(journal)), &form.lesson) else {
        return;
    };
    let Some(lesson) = book.page().lesson(id) else { return };
    let earlier = book
        .page()
        .lessons
        .iter()
        .rev()
        .filter(|other| (other.date, other.number) < (lesson.date, lesson.number) && !other.cancelled);
    let is_topic = form.field == Field::Topic;
    let said = earlier.into_iter().find_map(|other| {
        let lesson = other.id.clone();
        let target = if is_topic { Target::Topic { lesson } } else { Target::Homework { lesson } };
        match book.value(&target) {
            Some(Value::Topic(topic)) => Some((topic.text.clone(), topic.plan_item.clone())),
            Some(Value::Homework(homework)) if !homework.is_none() && homework.scope == HomeworkScope::All => {
                Some((homework.text.clone(), None))
            }
            _ => None,
        }
    });
    let Some((text, item)) = said else {
        say(state, "notice-nothing-to-repeat");
        return;
    };
    let form = &mut state.screens.lesson;
    if is_topic {
        form.topic = TextField::new(text);
        form.item = item;
    } else {
        form.field = Field::Homework;
        form.homework = TextField::new(text);
        form.homework_said = HomeworkSaid::Text;
    }
    lesson::changed(state);
}
