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
            Tri::from(!(named && titled)).fire(Severity::Error, || {
                let mut args = arg("kind", name(kind));
                args.extend(written_out(cx, kind));
                args
            })
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
            Tri::from(head.number != Some(expected)).fire(Severity::Warning, || numbered(cx, topic.text, head, expected))
        }
    }
}

fn expected_number(cx: &Context<'_>, head: Head) -> Option<u32> {
    let last = cx.case.lesson.as_ref()?.last_numbers.as_ref()?.get(&head.kind)?;
    Some(last.saturating_add(1))
}

fn numbered(cx: &Context<'_>, topic: &str, head: Head, expected: u32) -> Args {
    let mut args = arg("expected", expected);
    args.extend(match head.number {
        Some(number) => fix(&topic.trim().replacen(&number.to_string(), &expected.to_string(), 1)),
        None => written_out(cx, plan_kind(head)),
    });
    args
}

const fn plan_kind(head: Head) -> PlanKind {
    match head.kind {
        WorkKind::Lab => PlanKind::Lab,
        WorkKind::Practical => PlanKind::Practical,
        _ => PlanKind::Control,
    }
}

/// The whole topic of a work, «Контрольная работа № 3 по теме: «…»», as a correction; nothing where its title is not known.
fn written_out(cx: &Context<'_>, kind: PlanKind) -> Args {
    let Some(topic) = cx.topic() else { return Args::new() };
    let (said, notes) = wording::without_notes(topic.text);
    let planned = || {
        let item = place(cx).and_then(|place| place.item).and_then(|item| item.topic.as_deref());
        item.map(|topic| wording::typed_title(wording::without_notes(topic).0)).unwrap_or_default()
    };
    let of_work = || cx.case.work.as_ref().and_then(|work| work.title.as_deref()).unwrap_or_default().trim();
    let titles = [wording::typed_title(said), of_work(), planned()];
    let Some(title) = titles.into_iter().find(|title| !title.is_empty()) else { return Args::new() };
    if kind == PlanKind::Excursion {
        return fix(&format!("Экскурсия. {title}{notes}"));
    }
    let work = match kind {
        PlanKind::Lab => WorkKind::Lab,
        PlanKind::Practical => WorkKind::Practical,
        _ => WorkKind::Control,
    };
    let typed = wording::head_of_work(&topic.bare).and_then(|head| head.number);
    let number = expected_number(cx, Head { kind: work, number: None }).or(typed);
    let number = number.map(|number| format!(" № {number}")).unwrap_or_default();
    fix(&format!("{}{number} по теме: «{title}»{notes}", name(kind)))
}

/// A control dictation has a theme and the title of its text.
pub(in super::super) fn dictation(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let bare = &topic.bare;
    let dictation = bare.starts_with("контрольный диктант");
    // Only the plan can know the title of the text.
    Tri::from(dictation && wording::quoted(topic.text) < 2)
        .fire(Severity::Info, || super::planned(cx, |topic| wording::quoted(topic) > 1))
}

/// A control work is written with kind, number and its title in quotation marks.
pub(in super::super) fn control_format(cx: &Context<'_>) -> Outcome {
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let head = wording::head_of_work(&topic.bare);
    let control = head.filter(|head| head.kind == WorkKind::Control);
    let wrong = control.is_some_and(|head| head.number.is_none() || wording::quoted(topic.text) == 0);
    Tri::from(wrong).fire(Severity::Warning, || written_out(cx, PlanKind::Control))
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
                args.extend(written_out(cx, kind));
                Outcome::Fire(Severity::Error, args)
            }
            Ok(_) => Outcome::Silent,
        };
    };
    let expected = expected_number(cx, head);
    let args = || {
        let mut args = arg("kind", head.title());
        args.extend(arg("expected", expected.map_or_else(|| "none".to_owned(), |expected| expected.to_string())));
        args.extend(written_out(cx, plan_kind(head)));
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
