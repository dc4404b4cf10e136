//! Why a pupil is absent: written by the class teacher, on lessons that others give too.

use super::desk::Desk;
use super::judge::{own, propose};
use super::{Answers, Book, Change, NO_LESSON, Outcome, Spot};
use crate::domain::{Role, Severity, Target, Teller, Value};

/// Whether the person heads the class of a journal, and so writes why its pupils are absent.
#[must_use]
pub fn heads(desk: &Desk, book: &Book) -> bool {
    desk.account.role == Role::ClassTeacher && desk.account.head_of.contains(&book.page().journal.class_name)
}

/// The reason that stands on the lesson of a cell, and who told it.
#[must_use]
pub fn reason_of<'a>(book: &'a Book, spot: &Spot) -> Option<(&'a str, Teller)> {
    let lesson = book.lesson_of_work(&spot.work)?.id.clone();
    match book.value(&Target::Reason { lesson, pupil: spot.pupil.clone() })? {
        Value::Reason { code, told_by, .. } => Some((code, *told_by)),
        _ => None,
    }
}

/// Writes why the pupil of a cell is absent from its lesson; an empty text takes the reason back. A document that was received
/// for the same reason stays.
#[must_use]
pub fn set_reason(desk: &mut Desk, book: &Book, spot: &Spot, text: &str, told_by: Teller, answers: &Answers) -> Outcome {
    let Some(lesson) = book.lesson_of_work(&spot.work) else {
        return Outcome::Refused(vec![own(NO_LESSON, Severity::Error)]);
    };
    let target = Target::Reason { lesson: lesson.id.clone(), pupil: spot.pupil.clone() };
    let text = text.trim();
    let document_received = match book.value(&target) {
        Some(Value::Reason { code, document_received, .. }) if code == text => *document_received,
        _ => None,
    };
    let value = (!text.is_empty()).then(|| Value::Reason { code: text.to_owned(), document_received, told_by });
    propose(desk, book, vec![Change { target, value, comment: None }], answers)
}
