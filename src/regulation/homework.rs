//! Rules of homework.

use super::case::{EntryKind, HomeworkEntry};
use super::context::{Context, Outcome, Tri};

impl HomeworkEntry {
    /// Whether homework is given: there is a text, and it is not «не задано».
    pub(super) fn says_something(&self) -> Tri {
        match (&self.text, self.none) {
            (_, Some(true)) => Tri::No,
            (Some(text), _) => (!text.trim().is_empty()).into(),
            (None, _) => Tri::Unknown,
        }
    }
}

fn entry<'a>(cx: &'a Context<'_>) -> Option<&'a HomeworkEntry> {
    match &cx.case.entry.kind {
        EntryKind::Homework(homework) => Some(homework),
        _ => None,
    }
}

/// Homework for some pupils names at least one.
pub(super) fn individual(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let nobody = Tri::from(homework.pupils.as_ref().map(Vec::is_empty));
    Tri::from(homework.individual).and(homework.says_something()).and(nobody).error()
}

/// In some subjects no homework is given.
pub(super) fn forbidden_subject(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let listed = cx.subject_is(|subject| cx.profile.no_homework.has(subject));
    homework.says_something().and(listed).error()
}
