//! Works in a topic: kind, number and title of control, laboratory and practical works, dictations, excursions.

use super::super::context::{Args, Context, Outcome, Tri, arg};
use super::super::profile::file::NumberedWorks;
use super::super::wording::{self, Head};
use super::{fix, place};
use crate::domain::{PlanKind, Severity, WorkKind};

/// What the lesson is held for, as far as a topic must say so: from its work, else from the plan.
fn lesson_kind(cx: &Context<'_>) -> Result<Option<PlanKind>, Tri> {
    let by_work = cx.work_kind().map(|kind| match kind {
        WorkKind::Control => Some(PlanKind::Control),
        WorkKind::Lab => Some(PlanKind::Lab),
        WorkKind::Practical => Some(PlanKind::Practical),
        _ => None,
    });
    let planned = place(cx).map(|place| place.item.and_then(|item| item.kind));
    let named = |kind: Option<PlanKind>| {
        kind.filter(|kind| matches!(kind, PlanKind::Control | PlanKind::Lab | PlanKind::Practical | PlanKind::Excursion))
    };
    match (by_work, planned) {
        (Some(Some(kind)), _) => Ok(Some(kind)),
        (_, Some(kind)) if named(kind).is_some() => Ok(named(kind)),
        (None, _) => Err(Tri::Unknown),
        (Some(None), _) => Ok(None),
    }
}

const fn root(kind: PlanKind) -> &'static str {
    match kind {
        PlanKind::Control => "контрольн",
        PlanKind::Lab => "лабораторн",
        PlanKind::Practical => "практическ",
        _ => "экскурси",
    }
}

/// A control, laboratory or practical work or an excursion is named with its kind and title.
pub(in super::super) fn kind_and_title(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let bare = &topic.bare;
    match lesson_kind(cx) {
        Err(_) => Outcome::Unknown,
        Ok(None) => Outcome::Silent,
        Ok(Some(kind)) => {
            let named = bare.contains(root(kind));
            let titled = wording::title_of_work(bare).is_some() || !bare.starts_with(root(kind));
            Tri::from(!(named && titled)).fire(Severity::Error, || arg("kind", name(kind)))
        }
    }
}

const fn name(kind: PlanKind) -> &'static str {
    match kind {
        PlanKind::Control => "Контрольная работа",
        PlanKind::Lab => "Лабораторная работа",
        PlanKind::Practical => "Практическая работа",
        _ => "Экскурсия",
    }
}

/// Numbered works follow each other without a gap.
pub(in super::super) fn number(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let Some(head) = wording::head_of_work(&topic.bare) else { return Outcome::Silent };
    match expected_number(cx, head) {
        None => Outcome::Unknown,
        Some(expected) => {
            Tri::from(head.number != Some(expected)).fire(Severity::Warning, || numbered(topic.text, head, expected))
        }
    }
}

fn expected_number(cx: &Context<'_>, head: Head) -> Option<u32> {
    let last = cx.case.lesson.as_ref()?.last_numbers.as_ref()?.get(&head.kind)?;
    Some(last + 1)
}

fn numbered(topic: &str, head: Head, expected: u32) -> Args {
    let mut args = arg("expected", expected);
    if let Some(number) = head.number {
        args.extend(fix(&topic.trim().replacen(&number.to_string(), &expected.to_string(), 1)));
    }
    args
}

/// A control dictation has a theme and the title of its text.
pub(in super::super) fn dictation(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let bare = &topic.bare;
    let dictation = bare.starts_with("контрольный диктант");
    Tri::from(dictation && wording::quoted(topic.text) < 2).fire(Severity::Info, Args::new)
}

/// A control work is written with kind, number and its title in quotation marks.
pub(in super::super) fn control_format(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let head = wording::head_of_work(&topic.bare);
    let control = head.filter(|head| head.kind == WorkKind::Control);
    let wrong = control.is_some_and(|head| head.number.is_none() || wording::quoted(topic.text) == 0);
    Tri::from(wrong).warning()
}

/// A numbered work is written «… № n по теме: «…»»; without «по теме:» alone it is a warning.
pub(in super::super) fn strict_format(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.numbered_works != Some(NumberedWorks::Strict) {
        return Outcome::Silent;
    }
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let bare = &topic.bare;
    let kind = lesson_kind(cx);
    let Some(head) = wording::head_of_work(bare) else {
        return match kind {
            Err(_) => Outcome::Unknown,
            Ok(Some(kind)) if kind != PlanKind::Excursion => {
                let mut args = arg("kind", name(kind));
                args.extend(arg("expected", "none"));
                Outcome::Fire(Severity::Error, args)
            }
            Ok(_) => Outcome::Silent,
        };
    };
    let expected = expected_number(cx, head);
    let args = || {
        let mut args = arg("kind", head.title());
        args.extend(arg("expected", expected.map_or_else(|| "none".to_owned(), |expected| expected.to_string())));
        args
    };
    if head.number.is_none() || wording::title_of_work(bare).is_none() {
        return Outcome::Fire(Severity::Error, args());
    }
    let wrong = expected.is_some_and(|expected| head.number != Some(expected));
    if wrong || !bare.contains("по теме:") {
        return Outcome::Fire(Severity::Warning, args());
    }
    if expected.is_none() { Outcome::Unknown } else { Outcome::Silent }
}
