//! Rules of topics: the plan, «Повторение», doubled lessons; [`notes`] and [`works`] have the rest.
//!
//! A topic is compared without regard to case, runs of spaces, the kind of quotation marks and a final dot; the notes
//! «Р.р.» and «Вн. чт.», a safety note and the note of a short work are set aside first. Where a correction is plain, the
//! finding carries it whole as the argument `fix`.

pub(super) mod notes;
pub(super) mod works;

use super::case::{EntryKind, PlanFacts};
use super::context::{Args, Context, Outcome, Tri, arg};
use super::profile::file::PlanMatch;
use crate::domain::{PlanKind, Severity};

/// The text of the topic.
fn text<'a>(cx: &'a Context<'_>) -> Option<&'a str> {
    match &cx.case.entry.kind {
        EntryKind::Topic { text } => text.as_deref(),
        _ => None,
    }
}

/// How a topic stands to the plan.
enum Found<'a> {
    /// It is the expected item, or the plan expects nothing more of it.
    Expected,
    /// It is in the plan, but another item is expected.
    Other(Option<&'a PlanFacts>),
    /// The plan does not have it.
    Missing(Option<&'a PlanFacts>),
}

/// Compares the topic with the plan; `None` where one of them is missing.
fn in_plan<'a>(cx: &'a Context<'_>) -> Option<Found<'a>> {
    let plan = cx.case.lesson.as_ref()?.plan.as_ref()?;
    let forms = forms(text(cx)?, None);
    let is = |item: &PlanFacts| {
        let planned = item.topic.as_deref().map(|topic| self::forms(topic, item.kind)).unwrap_or_default();
        planned.iter().any(|planned| forms.contains(planned))
    };
    let expected = plan.iter().find(|item| item.used.unwrap_or(0) < item.hours.unwrap_or(1));
    Some(if expected.is_some_and(is) {
        Found::Expected
    } else if plan.iter().any(is) {
        Found::Other(expected)
    } else {
        Found::Missing(expected)
    })
}

/// The item of the plan that the topic is, or that is expected where it is none.
fn item_of<'a>(cx: &'a Context<'_>) -> Option<&'a PlanFacts> {
    let plan = cx.case.lesson.as_ref()?.plan.as_ref()?;
    let forms = forms(text(cx)?, None);
    let open = |item: &&PlanFacts| item.used.unwrap_or(0) < item.hours.unwrap_or(1);
    let is = |item: &&PlanFacts| {
        let planned = item.topic.as_deref().map(|topic| self::forms(topic, item.kind)).unwrap_or_default();
        planned.iter().any(|planned| forms.contains(planned))
    };
    let found = plan.iter().filter(open).find(is).or_else(|| plan.iter().find(is));
    found.or_else(|| plan.iter().find(open))
}

fn expected_topic(item: Option<&PlanFacts>) -> Args {
    let topic = item.and_then(|item| item.topic.clone());
    let mut args = arg("topic", topic.as_deref().unwrap_or("—"));
    args.extend(topic.map(|topic| fix(&topic)).unwrap_or_default());
    args
}

/// The whole topic as it would be right.
fn fix(topic: &str) -> Args {
    arg("fix", topic)
}

/// A topic that is not the plan's, where the text wants the exact wording.
pub(super) fn plan_exact(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.plan_match != Some(PlanMatch::Error) {
        return Outcome::Silent;
    }
    match in_plan(cx) {
        None => Outcome::Unknown,
        Some(Found::Expected) => Outcome::Silent,
        Some(Found::Other(expected)) => Outcome::Fire(Severity::Warning, expected_topic(expected)),
        Some(Found::Missing(expected)) => {
            let severity = if cx.reason() { Severity::Warning } else { Severity::Error };
            Outcome::Fire(severity, expected_topic(expected))
        }
    }
}

/// A topic that is not the expected item, where the text wants accordance.
pub(super) fn plan_expected(cx: &Context<'_>) -> Outcome {
    if is_empty(cx) == Tri::Yes {
        return Outcome::Silent;
    }
    match in_plan(cx) {
        None => Outcome::Unknown,
        Some(Found::Expected) => Outcome::Silent,
        Some(Found::Other(expected) | Found::Missing(expected)) => {
            Outcome::Fire(Severity::Warning, expected_topic(expected))
        }
    }
}

/// A topic that the plan does not have.
pub(super) fn not_in_plan(cx: &Context<'_>) -> Outcome {
    if is_empty(cx) == Tri::Yes {
        return Outcome::Silent;
    }
    match in_plan(cx) {
        None => Outcome::Unknown,
        Some(Found::Missing(_)) => Outcome::Fire(Severity::Warning, Args::new()),
        Some(_) => Outcome::Silent,
    }
}

fn is_empty(cx: &Context<'_>) -> Tri {
    text(cx).map(|text| text.trim().is_empty()).into()
}

/// A held lesson has a topic.
pub(super) fn empty(cx: &Context<'_>) -> Outcome {
    is_empty(cx).error()
}

/// «Повторение» alone does not say what was repeated.
pub(super) fn bare_repetition(cx: &Context<'_>) -> Outcome {
    let bare = text(cx).map(|text| forms(text, None).iter().any(|form| form == "повторение"));
    Tri::from(cx.profile.file.topic.repetition_named == Some(true)).and(bare).error()
}

/// The hours of the topic are used up.
pub(super) fn used_up(cx: &Context<'_>) -> Outcome {
    let Some((text, plan)) = text(cx).zip(cx.case.lesson.as_ref().and_then(|lesson| lesson.plan.as_ref())) else {
        return Outcome::Unknown;
    };
    let forms = forms(text, None);
    let is = |item: &&PlanFacts| {
        let planned = item.topic.as_deref().map(|topic| self::forms(topic, item.kind)).unwrap_or_default();
        planned.iter().any(|planned| forms.contains(planned))
    };
    let hours = |item: &PlanFacts| (item.used.unwrap_or(0), item.hours.unwrap_or(1));
    let full = |item: &PlanFacts| hours(item).0 >= hours(item).1;
    let mut found = plan.iter().filter(is).peekable();
    let Some(first) = found.peek().map(|item| hours(item)) else { return Outcome::Silent };
    Tri::from(found.all(full)).fire(Severity::Warning, || {
        let mut args = arg("used", first.0);
        args.extend(arg("hours", first.1));
        args
    })
}

/// Each of two doubled lessons has a topic of its own, unless the plan gives two hours.
pub(super) fn doubled(cx: &Context<'_>) -> Outcome {
    let Some(lesson) = &cx.case.lesson else { return Outcome::Unknown };
    if lesson.doubled_with.is_none() {
        return Outcome::Silent;
    }
    if is_empty(cx) == Tri::Yes {
        return Outcome::Fire(Severity::Error, Args::new());
    }
    let Some((text, other)) = text(cx).zip(lesson.doubled_topic.as_deref()) else { return Outcome::Silent };
    let same = forms(text, None) == forms(other, None);
    let forms = forms(text, None);
    let hours = lesson.plan.iter().flatten().find_map(|item| {
        let topic = self::forms(item.topic.as_deref()?, item.kind);
        topic.iter().any(|planned| forms.contains(planned)).then_some(item.hours.unwrap_or(1))
    });
    Tri::from(same).and(hours.is_none_or(|hours| hours < 2)).warning()
}

/// The ways in which a topic may be written: as it is, and without the head of a numbered work.
fn forms(text: &str, kind: Option<PlanKind>) -> Vec<String> {
    let bare = super::wording::bare_topic(text);
    let mut forms = vec![bare.clone()];
    let numbered = kind.is_none_or(|kind| matches!(kind, PlanKind::Control | PlanKind::Lab | PlanKind::Practical));
    if let (true, Some(title)) = (numbered, super::wording::title_of_work(&bare)) {
        forms.push(title);
    }
    forms
}
