//! Changes of what the journal holds already.
//!
//! Where a profile names who approves, a change of a mark that the server has acknowledged needs an explanation and an
//! approval, whatever the hour. Elsewhere it is a new version, and a reason is asked for once the lesson's day is over.

use super::case::EntryKind;
use super::context::{Context, Outcome, Tri, arg};
use super::grammar::Cell;
use super::profile::file::Text;
use crate::domain::{Role, Severity};

/// A change of a cell or of a mark for a period, as both have it.
#[derive(Clone, Copy, Default)]
struct Change<'a> {
    text: Option<&'a str>,
    previous: Option<&'a str>,
    acknowledged: Option<bool>,
    explanation: Option<&'a str>,
    approved_by: Option<&'a str>,
}

fn change<'a>(cx: &Context<'a>) -> Change<'a> {
    match &cx.case.entry.kind {
        EntryKind::Cell(cell) => Change {
            text: cell.text.as_deref(),
            previous: cell.previous.as_deref(),
            acknowledged: cell.acknowledged,
            explanation: cell.explanation.as_deref(),
            approved_by: cell.approved_by.as_deref(),
        },
        EntryKind::Term(term) => Change {
            text: term.text.as_deref(),
            previous: term.previous.as_deref(),
            acknowledged: term.acknowledged,
            explanation: term.explanation.as_deref(),
            approved_by: term.approved_by.as_deref(),
        },
        _ => Change::default(),
    }
}

/// Whether the text says what the journal holds already.
pub(super) fn is_unchanged(cx: &Context<'_>) -> bool {
    match (change(cx), &cx.cell) {
        (Change { previous: Some(previous), text: Some(text), .. }, Some(cell)) => {
            text.trim() == previous.trim() || !matches!(cell, Cell::Wrong(_)) && *cell == Cell::parse(previous)
        }
        _ => false,
    }
}

/// Whether a mark that the server has acknowledged is changed or cleared. «н/а» is no mark: what follows it has rules of its
/// own.
pub(super) fn is_change(cx: &Context<'_>) -> Tri {
    if !cx.previous.as_ref().is_some_and(Cell::has_mark) || is_unchanged(cx) {
        return Tri::No;
    }
    change(cx).acknowledged.into()
}

fn needs_approval(cx: &Context<'_>) -> Tri {
    is_change(cx).and(cx.profile.needs_approval())
}

/// A correction has a written explanation.
pub(super) fn explanation(cx: &Context<'_>) -> Outcome {
    let least = cx.profile.file.correction.explanation_letters.unwrap_or(0);
    let text = change(cx).explanation.unwrap_or_default();
    let length = text.trim().chars().count();
    let enough = length > 0 && u32::try_from(length).is_ok_and(|length| length >= least);
    needs_approval(cx).and(!enough).fire(Severity::Error, || arg("letters", least))
}

/// A correction is approved by one of the roles that the profile names; until then it is a request.
pub(super) fn approval(cx: &Context<'_>) -> Outcome {
    needs_approval(cx).and(!is_approved(cx)).warning()
}

/// Whether the entry is kept as a request: a correction that nobody has approved yet.
pub(super) fn is_request(cx: &Context<'_>) -> bool {
    needs_approval(cx).is_yes() && !is_approved(cx)
}

fn is_approved(cx: &Context<'_>) -> bool {
    let approver = change(cx).approved_by;
    let role = approver.and_then(|name| Role::ALL.into_iter().find(|role| role.name() == name.trim()));
    role.zip(cx.profile.file.correction.approval.as_ref()).is_some_and(|(role, approval)| approval.contains(&role))
}

/// A change of an acknowledged mark after the lesson's day asks for a reason, where the text has no clause for it.
pub(super) fn later_change(cx: &Context<'_>) -> Outcome {
    if cx.profile.cites(Text::Mda) {
        return Outcome::Silent;
    }
    is_change(cx).and(!cx.profile.needs_approval()).and(cx.after_the_day()).warning()
}
