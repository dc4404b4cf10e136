//! The column «Тетрадь»: marks for how notebooks are kept, beside the lessons of a period (Crimea, ¶ 2.18).

use super::edit::attempt;
use super::{grid, say};
use crate::domain::{Finding, NewWork, RuleId, Severity, Target, Value, WorkId, WorkKind, WorkSpec};
use crate::effect::Effect;
use crate::entry::{Answers, Change};
use crate::regulation;
use crate::state::{Attempt, Notice, State};

/// The rule on the subjects that have the column.
const RULE: RuleId = RuleId::known("VOR-2.18-01");

/// Goes to the column, which is made where the period has none yet.
pub fn open(state: &mut State) -> Vec<Effect> {
    let (Some(desk), Some(book), Some(journal)) = (&state.desk, state.open_book(), state.screens.grid.journal.clone())
    else {
        return Vec::new();
    };
    let column = book.columns().iter().find(|column| column.spec.kind == WorkKind::Notebook && column.lesson.is_none());
    if let Some(work) = column.map(|column| column.work.clone()) {
        return go(state, work);
    }
    let page = book.page();
    if !desk.profile.allows_notebook(&page.journal.subject) {
        let clause = regulation::clause(&desk.profile, &[RULE.as_str()]).unwrap_or_default();
        let args = std::collections::BTreeMap::new();
        let finding = Finding { rule: RULE, severity: Severity::Error, clause: clause.into(), args };
        state.notice = Some(Notice::Refused(vec![finding]));
        return Vec::new();
    }
    // The server counts a work without a lesson to the period of the day on which it is made.
    if !page.period.contains(desk.zone.local(desk.now()).date()) {
        say(state, "notice-notebook-period");
        return Vec::new();
    }
    // One name, whoever makes it first: two devices without a link make one column.
    let work = WorkId::new(format!("{journal}:{}:notebook", page.period.id));
    let new = NewWork { journal: journal.clone(), lesson: None, spec: WorkSpec::of(WorkKind::Notebook) };
    let change = Change { target: Target::Work { work: work.clone() }, value: Some(Value::Work(new)), comment: None };
    let mut effects = attempt(state, &journal, Attempt::Insist(vec![change]), Answers::default());
    if state.open_book().is_some_and(|book| book.column_of(&work).is_some()) {
        effects.extend(go(state, work));
    }
    effects
}

/// The cursor stands in the column, on the pupil on whom it stood.
fn go(state: &mut State, work: WorkId) -> Vec<Effect> {
    if let Some(cursor) = &mut state.screens.grid.cursor {
        cursor.work = work;
    }
    grid::place(state);
    Vec::new()
}
