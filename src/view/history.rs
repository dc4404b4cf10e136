//! The history of a cell: a line for each version, with what it wrote over what, who, when and why.

use super::dialog::Line;
use super::{Look, dates, words};
use crate::domain::Fact;
use crate::state::State;
use crate::state::history::History;
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::theme::Role;

/// The lines of the sheet; `most` of versions at once.
pub(super) fn lines(state: &State, look: &Look, history: &History, most: usize) -> Vec<Line> {
    let strings = &look.strings;
    let pupil = state.book(&history.of.journal).and_then(|book| book.page().pupil(&history.pupil));
    let whose = pupil.map(|pupil| words::pupil(state, pupil)).unwrap_or_default();
    let heading = strings.with("history-heading", &[("who", FluentValue::from(whose))]);
    let mut lines = vec![plain(heading, Role::Heading)];
    for at in super::window::window(history.chosen, history.versions.len(), most) {
        let version = &history.versions[at];
        let aside = version.comment.clone().or_else(|| version.reason.clone()).unwrap_or_default();
        lines.push(Line::Choice { words: told(state, look, history, at), aside, is_chosen: at == history.chosen });
    }
    let key = match (history.loading, history.versions.is_empty()) {
        (Loading::Asked, _) => "history-asked",
        (Loading::Missing, _) => "history-missing",
        (Loading::Here, true) => "history-none",
        (Loading::Here, false) => return lines,
    };
    lines.push(plain(strings.get(key).into_owned(), Role::Muted));
    lines
}

fn plain(words: String, role: Role) -> Line {
    Line::Words { words, aside: String::new(), role }
}

/// «20.11 11:07  Орлова Е. В.  4 → 5».
fn told(state: &State, look: &Look, history: &History, at: usize) -> String {
    let strings = &look.strings;
    let version = &history.versions[at];
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    let value = |fact: &Fact| match &fact.value {
        Some(value) => words::value(look, &fact.target, Some(value), absence),
        None => strings.get("value-nothing").into_owned(),
    };
    let change = match history.before(at) {
        Some(before) => format!("{} → {}", value(before), value(version)),
        None => value(version),
    };
    let when = state.desk.as_ref().map_or_else(String::new, |desk| {
        let local = desk.zone.local(version.made_at);
        format!("{} {}", dates::short(local.date()), local.format("%H:%M"))
    });
    let who = match &version.on_behalf_of {
        Some(other) => {
            let args =
                [("who", FluentValue::from(version.author.short_name.as_str())), ("for", other.short_name.as_str().into())];
            strings.with("history-in-place-of", &args)
        }
        None => version.author.short_name.clone(),
    };
    format!("{when}  {who}  {change}")
}
