//! «Исправления»: answering a request, taking an own one back, and the way to its place.

use super::{ask, go, moved, say};
use crate::action::Action;
use crate::domain::{OperationId, Role};
use crate::effect::Effect;
use crate::protocol::{Answer, Corrections, Decide, Deed, Does};
use crate::state::today::Loading;
use crate::state::{Dialog, State, TextField};

/// The requests are shown: they are read anew.
pub fn arrive(state: &mut State) -> Vec<Effect> {
    load(state, None)
}

fn load(state: &mut State, deed: Option<Deed>) -> Vec<Effect> {
    let generation = ask(state);
    let requests = &mut state.screens.corrections;
    requests.asked = generation;
    if requests.list.is_empty() {
        requests.loading = Loading::Asked;
    }
    vec![Effect::LoadCorrections { deed, generation }]
}

/// The server said which are open.
pub fn take(state: &mut State, corrections: Corrections) {
    let requests = &mut state.screens.corrections;
    let at = requests.list.iter().position(|request| Some(request.operation.id) == requests.selected);
    requests.list = corrections.corrections;
    requests.more = corrections.next.is_some();
    requests.loading = Loading::Here;
    if requests.current().is_none() {
        // The next one takes the place of what was answered.
        let next = at.unwrap_or(0).min(requests.list.len().saturating_sub(1));
        requests.selected = requests.list.get(next).map(|request| request.operation.id);
    }
    if let Some(done) = requests.done.take() {
        say(state, done);
    }
}

/// Carries out an action on the requests.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => return go::back(state),
        Action::Open => return open(state),
        Action::Approve => ask_why(state, Answer::Approve),
        Action::Decline => ask_why(state, Answer::Decline),
        Action::GiveUp => return take_back(state),
        _ => select(state, action),
    }
    Vec::new()
}

fn select(state: &mut State, action: Action) {
    let page = usize::from(state.program.size.rows.saturating_sub(10)).max(1);
    let requests = &mut state.screens.corrections;
    let at = requests.list.iter().position(|request| Some(request.operation.id) == requests.selected);
    let at = moved(at, requests.list.len(), action, page);
    requests.selected = at.and_then(|at| requests.list.get(at)).map(|request| request.operation.id);
}

/// Whether the person answers requests at all; teachers only ask.
pub fn answers(state: &State) -> bool {
    !state.desk.as_ref().is_some_and(|desk| matches!(desk.account.role, Role::Teacher | Role::ClassTeacher))
}

fn ask_why(state: &mut State, answer: Answer) {
    let Some(request) = state.screens.corrections.current().map(|request| request.operation.id) else {
        return say(state, "corrections-none");
    };
    if answers(state) {
        state.dialog = Some(Dialog::Decide { request, answer, line: TextField::default() });
    } else {
        say(state, "corrections-others-answer");
    }
}

/// The answer was typed. A request is not declined without a reason.
pub fn decide(state: &mut State, request: OperationId, answer: Answer, line: TextField) -> Vec<Effect> {
    let reason = line.text().trim().to_owned();
    if answer == Answer::Decline && reason.is_empty() {
        state.dialog = Some(Dialog::Decide { request, answer, line });
        say(state, "corrections-no-reason");
        return Vec::new();
    }
    let done = if answer == Answer::Approve { "corrections-approved" } else { "corrections-declined" };
    state.screens.corrections.done = Some(done);
    load(state, Some(Deed { request, does: Does::Answer(Decide { decision: answer, reason }) }))
}

fn take_back(state: &mut State) -> Vec<Effect> {
    let Some(request) = state.screens.corrections.current() else {
        say(state, "corrections-none");
        return Vec::new();
    };
    let own = state.desk.as_ref().is_some_and(|desk| desk.account.id == request.operation.account);
    let request = request.operation.id;
    if !own {
        say(state, "corrections-not-own");
        return Vec::new();
    }
    state.screens.corrections.done = Some("corrections-taken-back");
    load(state, Some(Deed { request, does: Does::TakeBack }))
}

/// To the page of the request.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(request) = state.screens.corrections.current() else {
        say(state, "corrections-none");
        return Vec::new();
    };
    let made = state.desk.as_ref().map(|desk| desk.zone.local(request.operation.made_at).date());
    let Some(date) = request.date.or(made) else { return Vec::new() };
    let (journal, grade) = (request.journal.id.clone(), request.journal.grade);
    go::open_grid(state, &go::Place { journal, grade, date, lesson: None })
}
