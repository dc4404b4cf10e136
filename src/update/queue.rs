//! «Очередь»: what is not in the journal yet, and what a person does about it.

use super::edit::attempt;
use super::{go, moved, say};
use crate::action::Action;
use crate::domain::{JournalId, OperationId, Target};
use crate::effect::Effect;
use crate::entry::{Answers, Caption, Change, Spot};
use crate::outbox::Life;
use crate::state::dialog::Choice;
use crate::state::waiting::Line;
use crate::state::{Attempt, Dialog, State};

/// The queue is shown: it is read anew, and so are the pages of what needs a decision.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    select(state, Action::Back);
    let undecided = state.waiting.lines().filter(|line| matches!(line.entry.life, Life::Conflict | Life::Refused));
    let mut places: Vec<go::Place> = Vec::new();
    for caption in undecided.filter_map(|line| line.caption.as_ref()) {
        if !state.books.contains_key(&caption.journal) && places.iter().all(|place| place.journal != caption.journal) {
            places.extend(place_of(state, caption));
        }
    }
    let mut effects = vec![Effect::LoadQueue];
    for place in places {
        effects.extend(go::need_page(state, &place));
    }
    effects
}

fn place_of(state: &State, caption: &Caption) -> Option<go::Place> {
    let class = state.info.classes.iter().find(|class| class.name == caption.class);
    let (lesson, date) = match &caption.lesson {
        Some((lesson, date, _)) => (Some(lesson.clone()), *date),
        None => (None, state.clock()?.date()),
    };
    Some(go::Place { journal: caption.journal.clone(), grade: class.map_or(1, |class| class.grade), date, lesson })
}

/// Carries out an action on the queue.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        return go::back(state);
    }
    let Some(chosen) = selected(state) else { return Vec::new() };
    let (id, life) = (chosen.entry.operation.id, chosen.entry.life);
    match action {
        Action::Open if life == Life::Conflict => {
            state.dialog = Some(Dialog::Conflict { operation: id, choice: Choice::Theirs });
            Vec::new()
        }
        Action::Open | Action::Correct => {
            let caption = chosen.caption.clone();
            correct(state, caption)
        }
        Action::Retry if matches!(life, Life::Conflict | Life::Refused) => {
            go::say_pushing(state);
            vec![Effect::Retry(vec![id]), Effect::Push]
        }
        Action::Retry => {
            go::say_pushing(state);
            vec![Effect::EndHold, Effect::Push]
        }
        Action::DecideAll => {
            let conflicts = state.waiting.entries().filter(|entry| entry.life == Life::Conflict);
            let operations = conflicts.map(|entry| entry.operation.id).collect();
            state.dialog = Some(Dialog::Conflicts { operations, choice: Choice::Theirs });
            Vec::new()
        }
        Action::Print => {
            let place =
                chosen.caption.as_ref().and_then(|caption| Some((caption.journal.clone(), caption.lesson.clone()?.0)));
            match place {
                Some((journal, lesson)) if state.books.contains_key(&journal) => vec![Effect::Print { journal, lesson }],
                Some(_) => {
                    say(state, "notice-no-page");
                    Vec::new()
                }
                None => {
                    say(state, "notice-place-unknown");
                    Vec::new()
                }
            }
        }
        Action::GiveUp if may_give_up(life) => {
            state.dialog = Some(Dialog::GiveUp(id));
            Vec::new()
        }
        Action::GiveUp => {
            say(state, "notice-too-late-to-give-up");
            Vec::new()
        }
        _ => {
            select(state, action);
            Vec::new()
        }
    }
}

const fn may_give_up(life: Life) -> bool {
    matches!(life, Life::Typed | Life::Held | Life::OnDisk | Life::Conflict | Life::Refused)
}

/// The entry under the cursor.
fn selected(state: &State) -> Option<&Line> {
    state.waiting.get(state.screens.queue.selected?)
}

/// Moves the cursor, and keeps it on an entry that still waits.
pub fn select(state: &mut State, action: Action) {
    let ids: Vec<OperationId> = state.waiting.entries().map(|entry| entry.operation.id).collect();
    let at = state.screens.queue.selected.and_then(|id| ids.iter().position(|other| *other == id));
    let page = usize::from(state.program.size.rows.saturating_sub(10)).max(1);
    state.screens.queue.selected = moved(at, ids.len(), action, page).map(|at| ids[at]);
}

/// Goes to the place of the entry, so that it can be corrected there.
fn correct(state: &mut State, caption: Option<Caption>) -> Vec<Effect> {
    let placed = caption.and_then(|caption| place_of(state, &caption).map(|place| (caption, place)));
    let Some((caption, place)) = placed else {
        say(state, "notice-place-unknown");
        return Vec::new();
    };
    let Some((pupil, _)) = &caption.pupil else { return go::open_lesson(state, &place) };
    let first = caption.lesson.as_ref().map(|(lesson, _, _)| crate::domain::WorkId::first_of(lesson));
    let work = caption.work.clone().or(first);
    let journal = place.journal.clone();
    let effects = go::open_grid(state, &place);
    if let Some(work) = work {
        let spot = Spot { work, pupil: pupil.clone() };
        let there = state.book(&journal).is_none_or(|book| book.cell(&spot).is_some());
        if there {
            state.screens.grid.cursor = Some(spot);
        }
    }
    effects
}

/// An entry is given up: it will never be in the journal.
pub fn give_up(state: &mut State, operation: OperationId) -> Vec<Effect> {
    let _ = state;
    vec![Effect::Withdraw { operations: vec![operation], undo: crate::effect::UndoChange::Keep }]
}

/// A conflict is decided.
pub fn decide(state: &mut State, operation: OperationId, choice: Choice) -> Vec<Effect> {
    let Some(line) = state.waiting.get(operation) else { return Vec::new() };
    if choice == Choice::Theirs {
        return give_up(state, operation);
    }
    let own = &line.entry.operation;
    let change = Change { target: own.target.clone(), value: own.value.clone(), comment: own.comment.clone() };
    if let Some(journal) = journal_of(state, &change.target, line.caption.as_ref()) {
        // The new operation stands on what the journal holds, and takes the place of the disputed one.
        attempt(state, &journal, Attempt::Insist(vec![change]), Answers::default())
    } else {
        say(state, "notice-no-page");
        Vec::new()
    }
}

/// All conflicts are decided the same way. Own values go journal by journal, since each may ask for an explanation of its own: what
/// a question stands in the way of stays a conflict, and is asked for again.
pub fn decide_all(state: &mut State, operations: &[OperationId], choice: Choice) -> Vec<Effect> {
    let still =
        |state: &State, id: &OperationId| state.waiting.get(*id).is_some_and(|line| line.entry.life == Life::Conflict);
    let operations: Vec<OperationId> = operations.iter().copied().filter(|id| still(state, id)).collect();
    if choice == Choice::Theirs {
        return vec![Effect::Withdraw { operations, undo: crate::effect::UndoChange::Keep }];
    }
    let mut journals: Vec<(JournalId, Vec<Change>)> = Vec::new();
    let mut unplaced = false;
    for line in operations.iter().filter_map(|id| state.waiting.get(*id)) {
        let own = &line.entry.operation;
        let change = Change { target: own.target.clone(), value: own.value.clone(), comment: own.comment.clone() };
        let Some(journal) = journal_of(state, &change.target, line.caption.as_ref()) else {
            unplaced = true;
            continue;
        };
        match journals.iter_mut().find(|(known, _)| *known == journal) {
            Some((_, changes)) => changes.push(change),
            None => journals.push((journal, vec![change])),
        }
    }
    let mut effects = Vec::new();
    for (journal, changes) in journals {
        effects.extend(attempt(state, &journal, Attempt::Insist(changes), Answers::default()));
        if state.dialog.is_some() {
            return effects;
        }
    }
    if unplaced {
        say(state, "notice-no-page");
    }
    effects
}

fn journal_of(state: &State, target: &Target, caption: Option<&Caption>) -> Option<JournalId> {
    let of_target = if let Target::Term { journal, .. } = target { Some(journal.clone()) } else { None };
    of_target.or_else(|| caption.map(|caption| caption.journal.clone())).filter(|journal| state.books.contains_key(journal))
}
