//! Rules of the texts that say nothing of what is entered, but of whose entry it is and what it rests on: corrections with
//! a ground, a document, an author; bulk entry; and a school's own act, without which the rules advise and do not forbid.

use super::case::EntryKind;
use super::context::{Context, Outcome, Tri, arg};
use super::corrections;
use super::grammar::Cell;
use crate::domain::Severity;

fn says(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Whether a mark that is in the journal is changed after the day of the lesson: what a correction is where the text names
/// no hour.
fn is_correction(cx: &Context<'_>) -> Tri {
    match &cx.case.entry.kind {
        EntryKind::Cell(_) => corrections::is_change(cx).and(cx.after_the_day()),
        EntryKind::Term(term) => {
            let before = term.previous.as_deref().map(Cell::parse).filter(|before| *before != Cell::Empty);
            Tri::from(before.is_some() && cx.cell.is_some() && before != cx.cell)
        }
        _ => Tri::No,
    }
}

/// A correction is asked for with its ground.
pub(super) fn ground(cx: &Context<'_>) -> Outcome {
    let explanation = match &cx.case.entry.kind {
        EntryKind::Cell(cell) => cell.explanation.as_deref(),
        EntryKind::Term(term) => term.explanation.as_deref(),
        _ => None,
    };
    is_correction(cx).and(!(says(explanation) || cx.answered())).error()
}

/// A correction, and a mark from a sanatorium's certificate, name the document that they rest on.
pub(super) fn document(cx: &Context<'_>) -> Outcome {
    let named = says(cx.case.entry.source.as_deref());
    let certified = cx.is_mark().and(cx.pupil_is(|pupil| pupil.sanatorium));
    is_correction(cx).or(certified).and(!named).warning()
}

/// Who entered a value is the only one to change it.
pub(super) fn own_entries(cx: &Context<'_>) -> Outcome {
    if cx.profile.data().own_entries_only != Some(true) {
        return Outcome::Silent;
    }
    let held = match &cx.case.entry.kind {
        EntryKind::Cell(_) => Tri::from(cx.previous.as_ref().is_some_and(|before| !keeps(*before, cx.cell))),
        EntryKind::Term(term) => Tri::from(says(term.previous.as_deref())),
        // What the journal holds of a lesson is not part of a case: whoever is named as its author entered something.
        EntryKind::Due => Tri::from(cx.case.entry.author.is_some()),
        _ => Tri::from(cx.case.entry.author.as_ref().map(|_| true)),
    };
    let author = cx.case.entry.author.as_deref();
    let user = cx.case.user.as_ref().and_then(|user| user.id.as_deref());
    let foreign = Tri::from(author.zip(user).map(|(author, user)| author != user));
    let name = cx.case.entry.author_name.as_deref().or(author);
    held.and(foreign).fire(Severity::Error, || arg("who", name.unwrap_or_default()))
}

/// Whether a cell still says what it said: a mark beside an absence takes nothing back.
fn keeps(before: Cell, after: Option<Cell>) -> bool {
    after == Some(before) || matches!((before, after), (Cell::Absence, Some(Cell::Debt(_))))
}

/// An entry into many cells at once does not replace a mark without a second key.
pub(super) fn bulk(cx: &Context<'_>) -> Outcome {
    let replaced = cx.previous.as_ref().zip(cx.cell.as_ref()).is_some_and(|(before, after)| {
        before.has_mark() && !matches!(after, Cell::Empty) && !before.marks().eq(after.marks())
    });
    Tri::from(replaced).and(cx.case.entry.bulk == Some(true)).warning()
}

/// Without a school's own act the rules of the texts advise. Comes last in the table: it looks at whether one has advised.
pub(super) fn local_act(cx: &Context<'_>) -> Outcome {
    Tri::from(cx.advised.get()).warning()
}
