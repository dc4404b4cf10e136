//! Rules of topics: the plan, «Повторение», doubled lessons; [`notes`] and [`works`] have the rest.
//!
//! A topic is compared without regard to case, runs of spaces, the kind of quotation marks and a final dot; the notes
//! «Р.р.» and «Вн. чт.», a safety note and the note of a short work are set aside first. Where a correction is plain, the
//! finding carries it whole as the argument `fix`.

mod matching;
pub(super) mod notes;
pub(super) mod works;

pub(super) use matching::Topic;
use matching::{Found, Place};

use super::case::PlanFacts;
use super::context::{Args, Context, Outcome, Tri, arg};
use super::profile::file::PlanMatch;
use super::wording;
use crate::domain::Severity;

/// The topic's place in the plan; `None` where one of them is missing.
fn place<'a>(cx: &'a Context<'_>) -> Option<&'a Place<'a>> {
    cx.topic()?.place.as_ref()
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
    let Some(place) = place(cx) else { return Outcome::Unknown };
    match place.found {
        Found::Expected => Outcome::Silent,
        Found::Missing if !cx.reason() => Outcome::Fire(Severity::Error, expected_topic(place.expected)),
        Found::Missing | Found::Other => Outcome::Fire(Severity::Warning, expected_topic(place.expected)),
    }
}

/// A topic that is not the expected item, where the text wants accordance.
pub(super) fn plan_expected(cx: &Context<'_>) -> Outcome {
    if is_empty(cx) == Tri::Yes {
        return Outcome::Silent;
    }
    let Some(place) = place(cx) else { return Outcome::Unknown };
    Tri::from(place.found != Found::Expected).fire(Severity::Warning, || expected_topic(place.expected))
}

/// A topic that the plan does not have.
pub(super) fn not_in_plan(cx: &Context<'_>) -> Outcome {
    if is_empty(cx) == Tri::Yes {
        return Outcome::Silent;
    }
    let missing = place(cx).map(|place| place.found == Found::Missing);
    Tri::from(missing).fire(Severity::Warning, || planned(cx, |_| true))
}

/// The plan's expected topic as a correction, if it passes.
fn planned(cx: &Context<'_>, passes: impl Fn(&str) -> bool) -> Args {
    let topic = place(cx).and_then(|place| place.expected).and_then(|item| item.topic.as_deref());
    topic.filter(|topic| passes(topic)).map(fix).unwrap_or_default()
}

fn is_empty(cx: &Context<'_>) -> Tri {
    cx.topic().map(|topic| topic.text.trim().is_empty()).into()
}

/// A held lesson has a topic.
pub(super) fn empty(cx: &Context<'_>) -> Outcome {
    is_empty(cx).fire(Severity::Error, || planned(cx, |topic| !topic.trim().is_empty()))
}

/// «Повторение» alone does not say what was repeated.
pub(super) fn bare_repetition(cx: &Context<'_>) -> Outcome {
    // Dots, signs and numbers after it are no name.
    let bare = cx.topic().map(|topic| topic.bare.trim_end_matches(|c: char| !c.is_alphabetic()) == "повторение");
    let asked = Tri::from(cx.profile.file.topic.repetition_named == Some(true));
    asked.and(bare).fire(Severity::Error, || repetition(cx))
}

/// «Повторение» as the plan names it, else of what was taught last.
fn repetition(cx: &Context<'_>) -> Args {
    let named = planned(cx, |topic| {
        let bare = wording::bare_topic(topic);
        bare.starts_with("повторение") && bare != "повторение"
    });
    if !named.is_empty() {
        return named;
    }
    let plan = cx.case.lesson.as_ref().and_then(|lesson| lesson.plan.as_deref()).unwrap_or_default();
    let last = plan.iter().take_while(|item| item.used.is_some_and(|used| used > 0)).last();
    let topic = last.and_then(|item| item.topic.as_deref()).filter(|topic| !topic.trim().is_empty());
    topic.map(|topic| fix(&format!("Повторение. {}", topic.trim()))).unwrap_or_default()
}

/// The hours of the topic are used up.
pub(super) fn used_up(cx: &Context<'_>) -> Outcome {
    let Some(place) = place(cx) else { return Outcome::Unknown };
    Tri::from(place.full).fire(Severity::Warning, || {
        let item = place.item;
        let mut args = arg("used", item.and_then(|item| item.used).unwrap_or_default());
        args.extend(arg("hours", item.and_then(|item| item.hours).unwrap_or(1)));
        args.extend(planned(cx, |_| true));
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
        return Outcome::Fire(Severity::Error, planned(cx, |topic| !topic.trim().is_empty()));
    }
    let Some((topic, other)) = cx.topic().zip(lesson.doubled_topic.as_deref()) else { return Outcome::Silent };
    let same = topic.bare == wording::bare_topic(other);
    Tri::from(same).and(topic.hours().is_none_or(|hours| hours < 2)).fire(Severity::Warning, || {
        let other = wording::bare_topic(other);
        planned(cx, |topic| wording::bare_topic(topic) != other)
    })
}
