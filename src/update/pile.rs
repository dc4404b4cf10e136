//! A pile of notebooks: the first letters of a surname, the mark, the next surname.
//!
//! The mode lies over the grid's column of the cursor. Letters look for a pupil, digits mark the one who was found; where
//! the letters fit several, the candidates are shown and nothing is written until more letters or an arrow say who is
//! meant. A cell that holds another mark is overwritten only after a second key.

use super::edit::attempt;
use super::keys::{Typed, edit_line};
use super::{cells, dialogs, say, undo};
use crate::action::Action;
use crate::domain::{JournalId, PupilId};
use crate::effect::Effect;
use crate::entry::{Answers, CellText, Spot};
use crate::state::dialog::{Ask, Then};
use crate::state::grid::Pile;
use crate::state::program::Way;
use crate::state::{Attempt, Dialog, Names, Notice, State};

/// Opens the pile on the column of the cursor.
pub fn open(state: &mut State) {
    if cells::here(state).is_none() {
        say(state, "notice-no-cell");
        return;
    }
    state.screens.grid.anchor = None;
    state.screens.grid.pile = Some(Pile::default());
}

/// Carries out an action in the pile.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(pile) = &mut state.screens.grid.pile else { return Vec::new() };
    match action {
        Action::Back if !pile.line.is_empty() || !pile.begun.is_empty() => {
            pile.line.clear();
            pile.begun.clear();
            look(state);
            Vec::new()
        }
        Action::Back => {
            let effects = complete(state);
            if state.dialog.is_none() {
                state.screens.grid.pile = None;
            }
            effects
        }
        Action::Accept => complete(state),
        Action::Down | Action::Up => {
            let last = pile.found.len().saturating_sub(1);
            pile.chosen = Some(match (pile.chosen, action) {
                (None, _) => 0,
                (Some(at), Action::Down) => (at + 1).min(last),
                (Some(at), _) => at.saturating_sub(1),
            });
            follow(state);
            Vec::new()
        }
        Action::Undo => {
            pile.begun.clear();
            pile.line.clear();
            look(state);
            undo::go(state, Way::Back)
        }
        Action::DeleteBack if !pile.begun.is_empty() => {
            pile.begun.pop();
            Vec::new()
        }
        _ => {
            if edit_line(&mut pile.line, action) == Typed::Changed {
                look(state);
            }
            Vec::new()
        }
    }
}

/// Takes what is typed: letters look, digits mark.
pub fn typed(state: &mut State, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in text.chars() {
        if state.dialog.is_some() {
            break;
        }
        match c {
            '0'..='9' => effects.extend(digit(state, c)),
            '/' | '.' if is_begun(state) => {}
            _ => {
                effects.extend(complete(state));
                if let (true, Some(pile)) = (state.dialog.is_none(), &mut state.screens.grid.pile) {
                    pile.line.insert(&c.to_string());
                    look(state);
                }
            }
        }
    }
    effects
}

fn is_begun(state: &State) -> bool {
    state.screens.grid.pile.as_ref().is_some_and(|pile| !pile.begun.is_empty())
}

/// Whom the letters mean; one pupil alone gets the cursor.
fn look(state: &mut State) {
    let Some(pile) = &state.screens.grid.pile else { return };
    let query = pile.line.text().trim().to_owned();
    let mut found = if query.is_empty() { Vec::new() } else { dialogs::find(state, &query) };
    if let (Some(book), Some((_, at))) = (state.open_book(), cells::here(state)) {
        let belongs = |pupil: &PupilId| {
            let spot = Spot { work: at.work.clone(), pupil: pupil.clone() };
            book.cell(&spot).is_some_and(|cell| !cell.off_roster)
        };
        found.retain(belongs);
    }
    if let Some(pile) = &mut state.screens.grid.pile {
        pile.chosen = (found.len() == 1).then_some(0);
        pile.found = found;
    }
    follow(state);
}

/// The cursor goes to the pupil who is meant, so that the grid shows the row.
fn follow(state: &mut State) {
    let pile = state.screens.grid.pile.as_ref();
    let meant = pile.and_then(|pile| pile.found.get(pile.chosen?)).cloned();
    if let (Some(pupil), Some(cursor)) = (meant, &mut state.screens.grid.cursor) {
        cursor.pupil = pupil;
        state.screens.grid.findings.clear();
    }
}

/// The pupil who is meant, with the cell; says why where nobody is.
fn meant(state: &mut State) -> Option<(JournalId, Spot)> {
    let (journal, mut spot) = cells::here(state)?;
    let pile = state.screens.grid.pile.as_ref()?;
    let word = pile.line.text().trim().to_owned();
    match (pile.chosen.and_then(|at| pile.found.get(at)), pile.found.len()) {
        (Some(pupil), _) => {
            spot.pupil = pupil.clone();
            return Some((journal, spot));
        }
        (None, _) if word.is_empty() => say(state, "notice-pile-surname-first"),
        (None, 0) => state.notice = Some(Notice::Says("notice-nobody-of-that-name", vec![("word", word)])),
        (None, _) => state.notice = Some(Notice::Says("notice-several-of-that-name", vec![("word", word)])),
    }
    None
}

fn digit(state: &mut State, digit: char) -> Vec<Effect> {
    let before = state.screens.grid.pile.clone();
    state.notice = None;
    let effects = mark(state, digit);
    if matches!(state.notice, Some(Notice::Refused(_))) {
        // Surname and first mark wait on: nothing that was typed is lost.
        state.screens.grid.pile = before;
    }
    effects
}

fn mark(state: &mut State, digit: char) -> Vec<Effect> {
    let Some((journal, spot)) = meant(state) else { return Vec::new() };
    let Some(pile) = &mut state.screens.grid.pile else { return Vec::new() };
    let begun = std::mem::take(&mut pile.begun);
    if let Some(first) = begun.chars().next() {
        let text = if digit == '0' { format!("н{first}") } else { format!("{first}/{digit}") };
        return write(state, &journal, spot, text);
    }
    if digit == '0' {
        let text = cells::over(state, &journal, &spot, "н");
        return write(state, &journal, spot, text);
    }
    if ('2'..='5').contains(&digit) && cells::takes_two(state, &journal, &spot) {
        if let Some(pile) = &mut state.screens.grid.pile {
            pile.begun.push(digit);
        }
        return Vec::new();
    }
    let text = cells::over(state, &journal, &spot, &digit.to_string());
    write(state, &journal, spot, text)
}

/// Writes a mark that waited for a second one.
pub fn complete(state: &mut State) -> Vec<Effect> {
    if !is_begun(state) {
        return Vec::new();
    }
    let Some((journal, spot)) = meant(state) else { return Vec::new() };
    let begun = state.screens.grid.pile.as_mut().map(|pile| std::mem::take(&mut pile.begun)).unwrap_or_default();
    write(state, &journal, spot, begun)
}

fn write(state: &mut State, journal: &JournalId, spot: Spot, text: String) -> Vec<Effect> {
    let present = state.book(journal).map(|book| CellText::shown(book, &spot)).unwrap_or_default();
    let holds_another = present.marks.is_some() && CellText::parse(&text).is_none_or(|new| new.marks != present.marks);
    if let Some(pile) = &mut state.screens.grid.pile {
        pile.line.clear();
        pile.found.clear();
        pile.chosen = None;
    }
    let edit = Attempt::Cell { spot, text, then: Then::Stay };
    if !holds_another {
        return attempt(state, journal, edit, Answers::default());
    }
    // The same notebook twice, or another pupil of nearly the same name: a second key says that it is meant.
    state.dialog = Some(Dialog::Ask(Box::new(Ask::replace(journal.clone(), edit, Vec::new()))));
    Vec::new()
}

/// A cell was written: the pile remembers it, so that the line below says what was entered last.
pub fn note(state: &mut State, spot: &Spot, text: &str) {
    let name = state.open_book().and_then(|book| book.page().pupil(&spot.pupil)).map(|pupil| match state.program.names {
        Names::Shown => pupil.surname.clone(),
        Names::Hidden => format!("№ {}", pupil.number),
    });
    if let (Some(pile), Some(name)) = (&mut state.screens.grid.pile, name) {
        pile.entered += 1;
        pile.last = Some((name, text.to_owned()));
    }
}
