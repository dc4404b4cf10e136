//! Who may enter what.

use super::case::EntryKind;
use super::context::{Context, Outcome, Tri, arg};
use super::profile::file::Text;
use crate::domain::{Role, Severity};

impl Context<'_> {
    /// Whether the entry is made by who gives the lesson: while a substitution stands, only the substitute.
    pub fn own_lesson(&self) -> Tri {
        let user = self.case.user.as_ref().and_then(|user| user.id.as_deref());
        let lesson = self.case.lesson.as_ref();
        let given_by = lesson.and_then(|lesson| lesson.substitute.as_deref().or(lesson.teacher.as_deref()));
        user.zip(given_by).map(|(user, given_by)| user == given_by).into()
    }

    /// Whether the user heads the class of the lesson.
    pub fn heads_the_class(&self) -> Tri {
        let heads = || {
            let head_of = self.case.user.as_ref()?.head_of.as_ref()?;
            let class = self.case.lesson.as_ref()?.class.as_ref()?;
            Some(head_of.contains(class))
        };
        self.role_is(|role| role == Role::ClassTeacher).and(heads())
    }

    fn role_is(&self, answer: impl FnOnce(Role) -> bool) -> Tri {
        self.role().map(answer).into()
    }
}

/// Director and deputy read only.
pub(super) fn administration(cx: &Context<'_>) -> Outcome {
    cx.role_is(|role| matches!(role, Role::Deputy | Role::Director)).error()
}

/// A class teacher enters marks of periods in all subjects of the class, but not current ones of others.
pub(super) fn class_teacher_marks(cx: &Context<'_>) -> Outcome {
    cx.own_lesson().not().and(cx.heads_the_class()).error()
}

/// Only who gives the lesson writes into it; a mark for a period also the class teacher.
pub(super) fn foreign_lesson(cx: &Context<'_>) -> Outcome {
    let outsider = cx.role_is(|role| !role.teaches() && !matches!(role, Role::Deputy | Role::Director));
    let foreign = match cx.case.entry.kind {
        EntryKind::Term(_) => cx.own_lesson().not().and(cx.heads_the_class().not()),
        _ => cx.own_lesson().not(),
    };
    foreign.or(outsider).error()
}

/// A subgroup's lesson is its own teacher's.
pub(super) fn foreign_group(cx: &Context<'_>) -> Outcome {
    let group = cx.case.lesson.as_ref().is_some_and(|lesson| lesson.group.is_some());
    Tri::from(group).and(cx.own_lesson().not()).error()
}

/// Only the class teacher or the administrator changes the reason of an absence.
pub(super) fn reason(cx: &Context<'_>) -> Outcome {
    cx.heads_the_class().or(cx.role_is(|role| role == Role::Admin)).not().error()
}

/// The substitute has all functions of the teacher who is replaced.
pub(super) fn substitute(cx: &Context<'_>) -> Outcome {
    let lesson = cx.case.lesson.as_ref();
    let stands = lesson.is_some_and(|lesson| lesson.substitute.is_some());
    let args = || {
        let text = |field: fn(&super::case::LessonFacts) -> &Option<String>| lesson.and_then(|lesson| field(lesson).clone());
        let mut args = arg("subject", text(|lesson| &lesson.subject).unwrap_or_default());
        args.extend(arg("class", text(|lesson| &lesson.class).unwrap_or_default()));
        args
    };
    Tri::from(stands).and(cx.own_lesson()).fire(Severity::Info, args)
}

/// A closed period takes no entry. A period that is not said to be closed is open.
pub(super) fn closed_period(cx: &Context<'_>) -> Outcome {
    let EntryKind::Term(term) = &cx.case.entry.kind else { return Outcome::Silent };
    Tri::from(term.period.as_ref().and_then(|period| period.closed) == Some(true)).error()
}

/// The same where the profile's own text has no clause for it.
pub(super) fn program(cx: &Context<'_>) -> Outcome {
    if cx.profile.cites(Text::Std) {
        return Outcome::Silent;
    }
    let not_teaching = cx.role_is(|role| !role.teaches());
    match cx.case.entry.kind {
        EntryKind::AbsenceReason { .. } => cx.heads_the_class().or(cx.role_is(|role| role == Role::Admin)).not().error(),
        _ => cx.own_lesson().not().or(not_teaching).error(),
    }
}
