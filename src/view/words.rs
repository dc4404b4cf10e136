//! Words for things of the domain, in the language of the screen.

use super::{Look, dates};
use crate::domain::{Fact, HomeworkScope, Pupil, PupilId, Target, Teller, Value, WorkKind, WorkSpec};
use crate::entry::{Caption, Column};
use crate::outbox::{Entry, Life};
use crate::state::{Link, Names, State};
use crate::strings::FluentValue;

/// «контрольная работа».
pub fn work_kind(look: &Look, kind: WorkKind) -> String {
    look.strings.get(&format!("work-{}", kind.name().replace('_', "-"))).into_owned()
}

/// «КОН»: at most three letters.
pub fn work_short(look: &Look, kind: WorkKind) -> String {
    look.strings.get(&format!("column-{}", kind.name().replace('_', "-"))).into_owned()
}

/// «контрольная работа № 2», with its title where it has one.
pub fn work(look: &Look, spec: &WorkSpec) -> String {
    let mut words = work_kind(look, spec.kind);
    if let Some(number) = spec.number {
        words = words + " № " + &number.to_string();
    }
    if !spec.title.is_empty() {
        words = words + " «" + &spec.title + "»";
    }
    words
}

/// «20 ноября · контрольная работа № 2»: which column the cursor is in.
pub fn column(look: &Look, column: &Column) -> String {
    let work = work(look, &column.spec);
    match column.date {
        Some(date) => format!("{} · {work}", dates::day_month(&look.strings, date)),
        None => work,
    }
}

/// «ждёт связи», «отказано: 6.3, абз. 11».
pub fn life(look: &Look, state: &State, entry: &Entry) -> String {
    let strings = &look.strings;
    match entry.life {
        Life::Held => match (entry.held_until, &state.desk) {
            (Some(until), Some(desk)) => {
                let time = dates::until_with_time(desk.zone, until, desk.zone.local(state.program.reading.now));
                // Held for longer than second thoughts take: prepared before the lesson.
                let thoughts = desk.hold_seconds.unwrap_or_else(|| desk.profile.hold_seconds());
                let is_draft = (until - entry.operation.made_at).num_seconds() > i64::from(thoughts);
                let key = if is_draft { "life-draft-until" } else { "life-held-until" };
                strings.with(key, &[("time", FluentValue::from(time))])
            }
            _ => strings.get("life-held").into_owned(),
        },
        Life::OnDisk if state.program.link == Link::Up => strings.get("life-on-disk-online").into_owned(),
        Life::Refused => match entry.findings.first().filter(|finding| !finding.clause.is_empty()) {
            Some(finding) => {
                let clause = strings.clause(&finding.clause);
                strings.with("life-refused-clause", &[("clause", FluentValue::from(clause))])
            }
            None => strings.get("life-refused").into_owned(),
        },
        other => bare_life(look, other),
    }
}

/// A correction that waits for approval, and what it would write.
pub fn wished(look: &Look, state: &State, entry: &Entry) -> String {
    let said = bare_life(look, entry.life);
    let wish = value_for(look, state, &entry.operation.target, entry.operation.value.as_ref());
    look.strings.with("requested-wish", &[("state", FluentValue::from(said)), ("value", FluentValue::from(wish))])
}

/// A correction that waits for approval, and what the journal holds until then.
pub fn requested(look: &Look, state: &State, entry: &Entry, present: &Fact) -> String {
    let said = bare_life(look, entry.life);
    let holds = value_for(look, state, &present.target, present.value.as_ref());
    look.strings.with("requested-present", &[("state", FluentValue::from(said)), ("value", FluentValue::from(holds))])
}

fn value_for(look: &Look, state: &State, target: &Target, written: Option<&Value>) -> String {
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    value(look, target, written, absence)
}

/// The state of an entry without what is known beside it.
pub fn bare_life(look: &Look, life: Life) -> String {
    look.strings.get(&format!("life-{}", life.name().replace('_', "-"))).into_owned()
}

/// «5/4», «н», «домашнее задание», «тема: …»: what an entry writes.
pub fn value(look: &Look, target: &Target, value: Option<&Value>, absence_code: &str) -> String {
    let strings = &look.strings;
    match (target, value) {
        (_, Some(Value::Marks { marks, .. })) => marks.to_string(),
        (_, Some(Value::Absent)) => absence_code.to_owned(),
        (_, Some(Value::Term { mark })) => mark.to_string(),
        (_, Some(Value::Reason { code, told_by, .. })) => reason(look, code, *told_by),
        (_, Some(Value::Topic(topic))) => topic.text.clone(),
        (_, Some(Value::Homework(homework))) if homework.is_none() => strings.get("homework-none").into_owned(),
        (_, Some(Value::Homework(homework))) => match &homework.scope {
            HomeworkScope::All => homework.text.clone(),
            HomeworkScope::Individual(pupils) => {
                let args = [("text", FluentValue::from(homework.text.as_str())), ("n", pupils.len().into())];
                strings.with("homework-of-some", &args)
            }
        },
        (_, Some(Value::Work(new))) => work(look, &new.spec),
        (_, Some(Value::Confirmed | Value::NotHeld)) => String::new(),
        (_, None) => strings.get("value-cleared").into_owned(),
    }
}

/// «болезнь», «болезнь (записка родителей)»: why a pupil is absent, and who told it.
pub fn reason(look: &Look, code: &str, told_by: Teller) -> String {
    match told_by {
        Teller::ClassTeacher => code.to_owned(),
        Teller::Parents => look.strings.with("reason-of-parents", &[("reason", FluentValue::from(code))]),
    }
}

/// How the screens call a pupil: by name, or by list number while names are hidden.
pub fn pupil(state: &State, pupil: &Pupil) -> String {
    match state.program.names {
        Names::Shown => pupil.name(),
        Names::Hidden => numbered(pupil.number),
    }
}

fn numbered(number: u16) -> String {
    format!("№ {number}")
}

/// The same for a pupil of whom only id and name are at hand.
pub fn named(state: &State, id: &PupilId, name: &str) -> String {
    if state.program.names == Names::Shown {
        return name.to_owned();
    }
    let found = state.books.values().find_map(|open| open.book.page().pupil(id));
    found.map_or_else(|| "№ ?".to_owned(), |pupil| numbered(pupil.number))
}

/// What an entry is about: the pupil's name, or the duty of the lesson.
pub fn subject(state: &State, look: &Look, target: &Target, caption: Option<&Caption>) -> String {
    if let Some((id, name)) = caption.and_then(|caption| caption.pupil.as_ref()) {
        return named(state, id, name);
    }
    look.strings.get(&format!("target-{}", target.kind().replace('_', "-"))).into_owned()
}

/// «7А Русский язык  20.11, 3-й урок»: where an entry belongs.
pub fn place(caption: Option<&Caption>) -> String {
    caption.map_or_else(String::new, |caption| format!("{} {}", caption.class, caption.subject))
}

/// «20.11, 3».
pub fn lesson_of(caption: Option<&Caption>) -> String {
    let lesson = caption.and_then(|caption| caption.lesson.as_ref());
    lesson.map_or_else(String::new, |(_, date, number)| format!("{}, {number}", dates::short(*date)))
}

/// What became of a lesson while an entry for it was under way.
pub fn moved(look: &Look, lesson: &crate::domain::Lesson) -> String {
    if lesson.cancelled {
        return look.strings.get("conflict-lesson-cancelled").into_owned();
    }
    let args = [("date", dates::short(lesson.date).into()), ("number", lesson.number.to_string().into())];
    look.strings.with("conflict-lesson-moved", &args)
}
