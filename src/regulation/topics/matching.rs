//! A topic beside the plan: read once for all rules of a case.

use super::super::case::{EntryKind, PlanFacts};
use super::super::context::Context;
use super::super::wording;
use crate::domain::PlanKind;

/// A topic, made comparable, and its place in the plan.
pub(in super::super) struct Topic<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// In one case, with single spaces.
    pub folded: String,
    /// Without notes.
    pub bare: String,
    /// Its place in the plan; `None` where the plan is missing.
    pub place: Option<Place<'a>>,
}

/// How a topic stands to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It is the expected item.
    Expected,
    /// It is in the plan, but another item is expected.
    Other,
    /// The plan does not have it.
    Missing,
}

/// A topic's place in the plan.
pub(in super::super) struct Place<'a> {
    /// How the topic stands to the plan.
    pub(super) found: Found,
    /// The first item whose hours are not used up.
    pub expected: Option<&'a PlanFacts>,
    /// The item that the topic is, or that is expected where it is none.
    pub item: Option<&'a PlanFacts>,
    /// Whether the hours of every item that the topic is are used up.
    pub full: bool,
}

impl<'a> Topic<'a> {
    /// Reads the topic of a case; `None` where it is another entry or has no text.
    pub fn of(cx: &Context<'a>) -> Option<Self> {
        let EntryKind::Topic { text: Some(text) } = &cx.case.entry.kind else { return None };
        let bare = wording::bare_topic(text);
        let plan = cx.case.lesson.as_ref().and_then(|lesson| lesson.plan.as_deref());
        let place = plan.map(|plan| Place::of(text, &forms(bare.clone(), None), plan));
        Some(Self { text, folded: wording::fold(text), bare, place })
    }

    /// The hours of the plan's item that the topic is.
    pub fn hours(&self) -> Option<u32> {
        let place = self.place.as_ref().filter(|place| place.found != Found::Missing)?;
        Some(place.item?.hours.unwrap_or(1))
    }
}

impl<'a> Place<'a> {
    fn of(text: &str, forms: &[String], plan: &'a [PlanFacts]) -> Self {
        let open = |item: &PlanFacts| item.used.unwrap_or(0) < item.hours.unwrap_or(1);
        // Most topics are taken from the plan letter by letter; only the others are read closely.
        let is = |item: &PlanFacts| {
            item.topic.as_deref().is_some_and(|topic| {
                let planned = || item.forms.get_or_init(|| self::forms(wording::bare_topic(topic), item.kind));
                topic == text || planned().iter().any(|form| forms.contains(form))
            })
        };
        let expected = plan.iter().find(|item| open(item));
        if expected.is_some_and(is) {
            return Self { found: Found::Expected, expected, item: expected, full: false };
        }
        let found: Vec<&PlanFacts> = plan.iter().filter(|item| is(item)).collect();
        let item = found.iter().copied().find(|item| open(item)).or_else(|| found.first().copied());
        Self {
            found: if item.is_some() { Found::Other } else { Found::Missing },
            expected,
            item: item.or(expected),
            full: item.is_some_and(|item| !open(item)),
        }
    }
}

/// The ways in which a topic may be written: as it is, and without the head of a numbered work.
fn forms(bare: String, kind: Option<PlanKind>) -> Vec<String> {
    let numbered = kind.is_none_or(|kind| matches!(kind, PlanKind::Control | PlanKind::Lab | PlanKind::Practical));
    let title = numbered.then(|| wording::title_of_work(&bare)).flatten();
    std::iter::once(bare).chain(title).collect()
}
