//! «Урок»: topic, work and homework.

use super::edit::{attempt, probe};
use super::keys::{Typed, edit_line};
use super::{go, named, parallel, say};
use crate::action::Action;
use crate::domain::{
    Homework, HomeworkScope, JournalId, LessonId, NewWork, PlanItem, PlanItemId, PlanKind, PupilId, Target, Topic, Value,
    WorkId, WorkKind, WorkSpec,
};
use crate::effect::Effect;
use crate::entry::{self, Answers, Book, Change, Need};
use crate::state::dialog::Ask;
use crate::state::lesson::{Before, Completion, Field, Hand, HomeworkSaid, LessonForm};
use crate::state::today::Loading;
use crate::state::{Attempt, Dialog, State, TextField};

/// How many suggestions are offered.
const SUGGESTIONS: usize = 6;

/// Opens the form of a lesson.
pub fn open(state: &mut State, journal: JournalId, lesson: LessonId) {
    let carried = state.screens.lesson.carried.take();
    state.screens.lesson = LessonForm { journal: Some(journal), lesson: Some(lesson), carried, ..LessonForm::default() };
    fill(state);
}

/// Asks once for a journal what was written as topics and homework before.
pub fn ask_phrases(state: &mut State) -> Option<Effect> {
    let journal = state.screens.lesson.journal.clone()?;
    if state.screens.before.journal.as_ref() == Some(&journal) {
        return None;
    }
    let generation = super::ask(state);
    state.screens.before = Before { journal: Some(journal.clone()), asked: generation, ..Before::default() };
    Some(Effect::LoadPhrases { journal, generation })
}

/// Fills the form when the page is here.
pub fn fill(state: &mut State) {
    let form = &state.screens.lesson;
    let (Some(journal), Some(lesson)) = (&form.journal, &form.lesson) else { return };
    let Some(book) = state.book(journal) else { return };
    let mut filled = LessonForm {
        journal: form.journal.clone(),
        lesson: form.lesson.clone(),
        // A jump may have chosen the field before the page came.
        field: form.field,
        carried: form.carried.clone(),
        ..LessonForm::default()
    };
    filled.loading = if book.page().lesson(lesson).is_some() { Loading::Here } else { Loading::Missing };
    if let Some(Value::Topic(topic)) = book.value(&Target::Topic { lesson: lesson.clone() }) {
        filled.topic = TextField::new(topic.text.as_str());
        filled.item.clone_from(&topic.plan_item);
    }
    if let Some(Value::Homework(homework)) = book.value(&Target::Homework { lesson: lesson.clone() }) {
        filled.homework = TextField::new(homework.text.as_str());
        filled.homework_said = if homework.is_none() { HomeworkSaid::None } else { HomeworkSaid::Text };
        filled.homework_for.clone_from(&homework.due);
        filled.scope.clone_from(&homework.scope);
        filled.pupils = TextField::new(numbers(book, &homework.scope));
    }
    if let Some(column) = book.first_column_of(lesson).map(|at| &book.columns()[at]) {
        filled.work = Some(column.work.clone());
        filled.spec.clone_from(&column.spec);
        filled.number = TextField::new(column.spec.number.map(|number| number.to_string()).unwrap_or_default());
    }
    let is_here = filled.loading == Loading::Here;
    state.screens.lesson = filled;
    if is_here {
        parallel::lay_down(state);
    }
    suggest(state);
}

/// Takes text typed into the field under the cursor.
pub fn typed(state: &mut State, text: &str) {
    let form = &mut state.screens.lesson;
    form.hand = Hand::Types;
    match form.field {
        Field::Topic => {
            form.topic.insert(text);
            form.item = None;
        }
        Field::Number => form.number.insert(&text.chars().filter(char::is_ascii_digit).collect::<String>()),
        Field::Homework => {
            form.homework_said = HomeworkSaid::Text;
            form.homework.insert(text);
        }
        Field::Pupils => {
            form.pupils.insert(text);
            name_pupils(state);
        }
        Field::Kind => return,
    }
    changed(state);
}

/// The pupils of a homework as numbers of the list: a line that can be typed on, and that says no name while names are hidden.
fn numbers(book: &Book, scope: &HomeworkScope) -> String {
    let HomeworkScope::Individual(pupils) = scope else { return String::new() };
    let of = |pupil: &PupilId| book.page().pupil(pupil).map(|pupil| pupil.number.to_string());
    pupils.iter().filter_map(of).collect::<Vec<_>>().join(" ")
}

/// The line of the pupils says somebody else.
fn name_pupils(state: &mut State) {
    let form = &state.screens.lesson;
    let (Some(book), Some(id)) = (form.journal.as_ref().and_then(|journal| state.book(journal)), &form.lesson) else {
        return;
    };
    let Some(lesson) = book.page().lesson(id) else { return };
    let (named, unclear) = named::read(book, lesson, form.pupils.text());
    let in_order = book.pupils().iter().map(|pupil| &pupil.id).filter(|pupil| named.contains(*pupil));
    let pupils: Vec<PupilId> = in_order.cloned().collect();
    let form = &mut state.screens.lesson;
    form.scope = if pupils.is_empty() { HomeworkScope::All } else { HomeworkScope::Individual(pupils) };
    form.unclear = unclear;
}

/// Carries out an action on the form.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::TextRight
        && let Some(completion) = state.completion()
    {
        complete(state, completion);
        return Vec::new();
    }
    let form = &mut state.screens.lesson;
    match (action, form.field) {
        (Action::Back, _) => return go::back_from_form(state),
        (Action::Accept, Field::Topic) if form.chosen.is_some() => take_suggestion(state),
        (Action::Accept, _) => return accept(state),
        (Action::NotHeld, _) => ask_not_held(state),
        (Action::NextTopic, _) => next_topic(state),
        (Action::NoHomework, _) => {
            let none = form.homework_said == HomeworkSaid::None;
            form.homework_said = if none { HomeworkSaid::Text } else { HomeworkSaid::None };
            form.homework.clear();
            // «Не задано» is said of the whole class.
            form.pupils.clear();
            form.unclear.clear();
            form.scope = HomeworkScope::All;
            form.field = Field::Homework;
            changed(state);
        }
        (Action::TakeFix, _) => super::correction::take(state),
        (Action::Obligatory, _) => {
            form.spec.obligatory = !form.spec.obligatory;
            form.touched = true;
            judge(state, Field::Kind);
        }
        (Action::CopyLesson, _) => parallel::open(state),
        (Action::Repeat, _) => parallel::repeat(state),
        (Action::AddWork, _) => {
            form.work = None;
            form.added = true;
            form.touched = true;
            form.spec = WorkSpec::of(WorkKind::Oral);
            form.number.clear();
            form.field = Field::Kind;
        }
        (Action::Down, Field::Topic) if !form.suggestions.is_empty() => {
            let next = form.chosen.map_or(0, |at| at + 1);
            form.chosen = Some(next.min(form.suggestions.len() - 1));
        }
        (Action::Up, Field::Topic) if form.chosen.is_some() => form.chosen = form.chosen.and_then(|at| at.checked_sub(1)),
        (Action::Down | Action::NextField, _) => go_to(form, 1),
        (Action::Up | Action::PreviousField, _) => go_to(form, Field::ALL.len() - 1),
        (Action::Right, Field::Kind) => other_kind(state, 1),
        (Action::Left, Field::Kind) => other_kind(state, WorkKind::ALL.len() - 1),
        (action, field) => {
            let line = match field {
                Field::Topic => &mut form.topic,
                Field::Number => &mut form.number,
                Field::Homework => &mut form.homework,
                Field::Pupils => &mut form.pupils,
                Field::Kind => return Vec::new(),
            };
            let typed = edit_line(line, action);
            if typed != Typed::Nothing {
                form.hand = Hand::Types;
            }
            if typed == Typed::Changed {
                if field == Field::Topic {
                    form.item = None;
                }
                if field == Field::Pupils {
                    name_pupils(state);
                }
                changed(state);
            }
        }
    }
    Vec::new()
}

/// What is offered behind the cursor is taken.
fn complete(state: &mut State, Completion { rest, item }: Completion) {
    let item = item.and_then(|id| item_of(state, &id));
    if let Some(item) = item {
        take_item(state, &item);
        return;
    }
    let form = &mut state.screens.lesson;
    match form.field {
        Field::Topic => form.topic.insert(&rest),
        _ => form.homework.insert(&rest),
    }
    changed(state);
}

fn go_to(form: &mut LessonForm, steps: usize) {
    let at = Field::ALL.iter().position(|field| *field == form.field).unwrap_or(0);
    form.field = Field::ALL[(at + steps) % Field::ALL.len()];
    form.hand = Hand::Reads;
    form.chosen = None;
}

/// The field under the cursor says something else: suggestions and findings follow.
pub fn changed(state: &mut State) {
    state.screens.lesson.touched = true;
    let field = state.screens.lesson.field;
    if field == Field::Topic {
        suggest(state);
    }
    judge(state, field);
}

fn suggest(state: &mut State) {
    let form = &state.screens.lesson;
    let Some(book) = form.journal.as_ref().and_then(|journal| state.book(journal)) else { return };
    let found = entry::topics_of(&book.page().plan, form.topic.text());
    let suggestions: Vec<PlanItemId> = found
        .into_iter()
        .filter(|item| item.topic != form.topic.text())
        .take(SUGGESTIONS)
        .map(|item| item.id.clone())
        .collect();
    let form = &mut state.screens.lesson;
    form.suggestions = suggestions;
    form.chosen = None;
}

fn take_suggestion(state: &mut State) {
    let form = &state.screens.lesson;
    let id = form.chosen.and_then(|at| form.suggestions.get(at));
    if let Some(item) = id.and_then(|id| item_of(state, id)) {
        take_item(state, &item);
    }
}

fn item_of(state: &State, id: &PlanItemId) -> Option<PlanItem> {
    let book = state.book(state.screens.lesson.journal.as_ref()?)?;
    book.page().plan.iter().find(|item| item.id == *id).cloned()
}

/// The item of the plan whose topic is this text.
pub fn item_named(state: &State, topic: &str) -> Option<PlanItemId> {
    let book = state.book(state.screens.lesson.journal.as_ref()?)?;
    book.page().plan.iter().find(|item| item.topic == topic).map(|item| item.id.clone())
}

/// The next topic of the plan goes into the form, with the kind of work that the plan names.
fn next_topic(state: &mut State) {
    let book = state.screens.lesson.journal.as_ref().and_then(|journal| state.book(journal));
    match book.and_then(entry::next_topic).cloned() {
        Some(item) => take_item(state, &item),
        None => say(state, "notice-no-next-topic"),
    }
}

fn take_item(state: &mut State, item: &PlanItem) {
    let kind = kind_of(item);
    let form = &mut state.screens.lesson;
    form.touched = true;
    form.topic = TextField::new(item.topic.as_str());
    form.hand = Hand::Reads;
    form.item = Some(item.id.clone());
    form.suggestions.clear();
    form.chosen = None;
    // The topic is done: what is typed next is the homework, where there is none yet.
    let is_free = form.homework.is_empty() && form.homework_said == HomeworkSaid::Text;
    if form.field == Field::Topic && is_free {
        form.field = Field::Homework;
    }
    if let Some(kind) = kind.filter(|_| form.spec == WorkSpec::of(WorkKind::Oral)) {
        form.spec.kind = kind;
        if let Some(desk) = &state.desk {
            state.screens.lesson.spec.obligatory = desk.profile.is_obligatory(kind);
        }
        number(state);
        judge(state, Field::Kind);
    }
    judge(state, Field::Topic);
}

/// The kind of work that an item of the plan names: by its own kind, and by the word that says which of several it is.
fn kind_of(item: &PlanItem) -> Option<WorkKind> {
    let topic = entry::fold(&item.topic);
    let says = |word: &str| topic.contains(word);
    match item.kind {
        PlanKind::Control if says("диктант") && says("граммат") => Some(WorkKind::DictationWithGrammar),
        PlanKind::Control if says("диктант") => Some(WorkKind::ControlDictation),
        PlanKind::Control => Some(WorkKind::Control),
        PlanKind::Lab => Some(WorkKind::Lab),
        PlanKind::Practical => Some(WorkKind::Practical),
        // An analysis of one («Анализ изложения») is a usual hour of the plan.
        PlanKind::Speech if says("изложени") => Some(WorkKind::Exposition),
        PlanKind::Speech if says("домашнее сочинени") => Some(WorkKind::HomeComposition),
        PlanKind::Speech if says("сочинени") => Some(WorkKind::Composition),
        PlanKind::Usual | PlanKind::Speech | PlanKind::Reading | PlanKind::Excursion => None,
    }
}

fn other_kind(state: &mut State, steps: usize) {
    let form = &mut state.screens.lesson;
    // «Тетрадь» has no lesson, so no lesson has it.
    let kinds: Vec<WorkKind> = WorkKind::ALL.into_iter().filter(|kind| *kind != WorkKind::Notebook).collect();
    let at = kinds.iter().position(|kind| *kind == form.spec.kind).unwrap_or(0);
    let steps = if steps == 1 { 1 } else { kinds.len() - 1 };
    form.spec.kind = kinds[(at + steps) % kinds.len()];
    form.touched = true;
    if let Some(desk) = &state.desk {
        state.screens.lesson.spec.obligatory = desk.profile.is_obligatory(state.screens.lesson.spec.kind);
    }
    number(state);
    judge(state, Field::Kind);
}

/// Works that are numbered get the next number of their kind.
fn number(state: &mut State) {
    let form = &state.screens.lesson;
    let numbered = matches!(form.spec.kind, WorkKind::Control | WorkKind::Lab | WorkKind::Practical);
    let book = form.journal.as_ref().and_then(|journal| state.book(journal));
    let next = book.filter(|_| numbered).map(|book| {
        let of_kind = book
            .columns()
            .iter()
            .filter(|column| column.spec.kind == form.spec.kind && Some(&column.work) != form.work.as_ref());
        let before = book.page().last_numbers.get(&form.spec.kind).copied();
        1 + of_kind.filter_map(|column| column.spec.number).chain(before).max().unwrap_or(0)
    });
    state.screens.lesson.number = TextField::new(next.map(|next| next.to_string()).unwrap_or_default());
}

/// Asks the rules about one field as it stands. A topic has to name the work of its lesson, so it is asked about with it.
fn judge(state: &mut State, field: Field) {
    let field = match field {
        Field::Pupils => Field::Homework,
        Field::Number => Field::Kind,
        field => field,
    };
    let Some(journal) = state.screens.lesson.journal.clone() else { return };
    let (work, others): (Vec<Change>, Vec<Change>) =
        changes(state).into_iter().partition(|change| field_of(&change.target) == Field::Kind);
    let mut of = |changes: Vec<Change>| if changes.is_empty() { Vec::new() } else { probe(state, &journal, changes) };
    let of_work = of(work.clone());
    let mut of_field = |field: Field| {
        let mut changes: Vec<Change> = others.iter().filter(|change| field_of(&change.target) == field).cloned().collect();
        if changes.is_empty() {
            return Vec::new();
        }
        changes.extend(work.clone());
        let mut findings = of(changes);
        findings.retain(|finding| !of_work.contains(finding));
        findings
    };
    let found = match field {
        Field::Kind => vec![(Field::Topic, of_field(Field::Topic)), (Field::Kind, of_work.clone())],
        field => vec![(field, of_field(field))],
    };
    state.screens.lesson.findings.extend(found);
}

const fn field_of(target: &Target) -> Field {
    match target {
        Target::Work { .. } => Field::Kind,
        Target::Homework { .. } => Field::Homework,
        _ => Field::Topic,
    }
}

/// What the form says that the journal does not.
fn changes(state: &mut State) -> Vec<Change> {
    let form = &state.screens.lesson;
    let Some(lesson) = form.lesson.clone() else { return Vec::new() };
    let Some(book) = form.journal.as_ref().and_then(|journal| state.book(journal)) else { return Vec::new() };
    let change = |target, value| Change { target, value, comment: None };
    let mut changes = Vec::new();
    // The work first: the topic has to name it.
    let spec = WorkSpec { number: form.number.text().parse().ok(), ..form.spec.clone() };
    let column = form.work.as_ref().and_then(|work| book.column_of(work)).map(|at| &book.columns()[at]);
    if form.added || column.is_some_and(|column| column.spec != spec) {
        let new = NewWork { journal: book.page().journal.id.clone(), lesson: Some(lesson.clone()), spec };
        let first = WorkId::first_of(&lesson);
        let taken = book.column_of(&first).is_some_and(|at| book.columns()[at].made);
        let work = match (&form.work, &mut state.desk) {
            (Some(work), _) => work.clone(),
            (None, Some(desk)) if taken => WorkId::new(desk.ids.draw().to_string()),
            (None, _) => first,
        };
        changes.push(change(Target::Work { work }, Some(Value::Work(new))));
    }
    let text = form.topic.text().trim();
    let topic = (!text.is_empty()).then(|| Value::Topic(Topic { text: text.to_owned(), plan_item: form.item.clone() }));
    changes.push(change(Target::Topic { lesson: lesson.clone() }, topic));
    let text = form.homework.text().trim().to_owned();
    let homework = match form.homework_said {
        HomeworkSaid::None => Some(Homework { due: form.homework_for.clone(), ..Homework::none() }),
        HomeworkSaid::Text if text.is_empty() => None,
        HomeworkSaid::Text => Some(Homework { text, scope: form.scope.clone(), due: form.homework_for.clone() }),
    };
    changes.push(change(Target::Homework { lesson: lesson.clone() }, homework.map(Value::Homework)));
    changes.retain(|change| {
        state
            .screens
            .lesson
            .journal
            .as_ref()
            .and_then(|journal| state.book(journal))
            .is_some_and(|book| book.value(&change.target) != change.value.as_ref())
    });
    changes
}

/// Writes what the form says, and goes back.
pub fn accept(state: &mut State) -> Vec<Effect> {
    let form = &mut state.screens.lesson;
    if let Some(unclear) = form.unclear.first() {
        state.notice = Some(named::notice(unclear));
        form.field = Field::Pupils;
        return Vec::new();
    }
    if form.scope != HomeworkScope::All && form.homework.text().trim().is_empty() {
        form.field = Field::Homework;
        say(state, "notice-homework-for-some-empty");
        return Vec::new();
    }
    let changes = changes(state);
    let form = &state.screens.lesson;
    let (Some(journal), Some(lesson)) = (form.journal.clone(), form.lesson.clone()) else { return Vec::new() };
    if changes.is_empty() {
        return go::back(state);
    }
    attempt(state, &journal, Attempt::Lesson { lesson, changes }, Answers::default())
}

/// «Урок не состоялся»: asks why. A lesson that was said not to have been held is held again.
fn ask_not_held(state: &mut State) {
    let form = &state.screens.lesson;
    let (Some(journal), Some(lesson)) = (form.journal.clone(), form.lesson.clone()) else { return };
    let target = Target::NotHeld { lesson: lesson.clone() };
    let said = state.book(&journal).is_some_and(|book| book.value(&target).is_some());
    let changes = vec![Change { target, value: (!said).then_some(Value::NotHeld), comment: None }];
    let ask = Ask {
        findings: Vec::new(),
        needs: if said { Need::SecondKey } else { Need::Reason },
        line: TextField::default(),
        answers: Answers::default(),
        attempt: Attempt::Lesson { lesson, changes },
        journal,
    };
    state.dialog = Some(Dialog::Ask(Box::new(ask)));
}

#[cfg(test)]
mod tests {
    use super::kind_of;
    use crate::domain::{PlanItem, PlanKind, WorkKind};

    #[test]
    fn an_item_of_the_plan_names_the_kind_of_its_work() {
        for (kind, topic, expected) in [
            (PlanKind::Speech, "Р.р. Изложение «Весна»", Some(WorkKind::Exposition)),
            (PlanKind::Speech, "Р.р. Сочинение по картине", Some(WorkKind::Composition)),
            (PlanKind::Speech, "Р.р. Домашнее сочинение «Мой край»", Some(WorkKind::HomeComposition)),
            (PlanKind::Speech, "Р.р. Стили речи", None),
            (PlanKind::Usual, "Анализ изложения", None),
            (PlanKind::Control, "Контрольный диктант № 4 с грамматическим заданием", Some(WorkKind::DictationWithGrammar)),
            (PlanKind::Control, "Контрольный диктант", Some(WorkKind::ControlDictation)),
            (PlanKind::Control, "Контрольная работа № 2", Some(WorkKind::Control)),
            (PlanKind::Lab, "Лабораторная работа № 1", Some(WorkKind::Lab)),
        ] {
            let item = PlanItem {
                id: "k1".into(),
                n: 1,
                topic: topic.to_owned(),
                kind,
                safety: false,
                hours: 1,
                used: 0,
                homework: None,
            };
            assert_eq!(kind_of(&item), expected, "{topic}");
        }
    }
}
