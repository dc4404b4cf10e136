//! Notes before and after a topic: «Р.р.», «Вн. чт.», safety, short works; and its language.

use super::super::case::{EntryKind, PlanFacts};
use super::super::context::{Args, Context, Outcome, Tri, arg};
use super::super::profile::file::{LanguagePriority, SafetyWhen, TopicLanguage};
use super::super::wording;
use super::{fix, place};
use crate::domain::{PlanKind, Severity, WorkKind};

/// A lesson of speech development begins with «Р.р.».
pub(in super::super) fn speech(cx: &Context<'_>) -> Outcome {
    let Some(prefix) = cx.profile.file.topic.speech_prefix.as_deref() else { return Outcome::Silent };
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    if starts_with(&topic.folded, &["р.р", "р. р"]) {
        return Outcome::Silent;
    }
    let folded = &topic.folded;
    let word = folded.contains("изложение") || folded.contains("сочинение");
    let language = cx.subject_is(|subject| {
        subject.is_some() && (subject == cx.profile.subjects.russian || subject == cx.profile.subjects.literature)
    });
    is_planned(cx, PlanKind::Speech)
        .or(Tri::from(word).and(language))
        .fire(Severity::Warning, || with_prefix(prefix, topic.text))
}

/// A lesson of reading outside the programme begins with «Вн. чт.».
pub(in super::super) fn reading(cx: &Context<'_>) -> Outcome {
    let Some(prefix) = cx.profile.file.topic.reading_prefix.as_deref() else { return Outcome::Silent };
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    if starts_with(&topic.folded, &["вн.чт", "вн. чт"]) {
        return Outcome::Silent;
    }
    is_planned(cx, PlanKind::Reading).fire(Severity::Warning, || with_prefix(prefix, topic.text))
}

fn starts_with(folded: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| folded.starts_with(prefix))
}

/// Whether the plan's item for the topic is of the kind. An empty topic is no item.
fn is_planned(cx: &Context<'_>, kind: PlanKind) -> Tri {
    place(cx).map(|place| place.item.is_some_and(|item| item.kind == Some(kind))).into()
}

fn with_prefix(prefix: &str, topic: &str) -> Args {
    let mut args = arg("prefix", prefix);
    args.extend(fix(&format!("{prefix} {}", topic.trim())));
    args
}

/// The safety briefing is noted at the first lesson of the year, and where the text wants it at each one.
pub(in super::super) fn safety(cx: &Context<'_>) -> Outcome {
    let Some(when) = cx.profile.file.topic.safety_when else { return Outcome::Silent };
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    if wording::has_safety(&topic.folded) {
        return Outcome::Silent;
    }
    let listed = cx.subject_is(|subject| cx.profile.safety_subjects.has(subject));
    let first = Tri::from(cx.case.lesson.as_ref().and_then(|lesson| lesson.first_of_year));
    let planned = match when {
        SafetyWhen::FirstOfYear => Tri::No,
        SafetyWhen::EachBriefing => place(cx).map(|place| place.item.is_some_and(|item| item.safety == Some(true))).into(),
    };
    listed.and(first.or(planned)).fire(Severity::Error, || fix(&with_sentence(topic.text, "Инструктаж по ТБ")))
}

/// A work that does not take the whole lesson is noted after the topic.
pub(in super::super) fn short_work(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.short_work_suffix != Some(true) {
        return Outcome::Silent;
    }
    let Some(topic) = cx.topic() else { return Outcome::Unknown };
    let note = match cx.work_kind() {
        None => return if wording::has_short_work(&topic.folded) { Outcome::Silent } else { Outcome::Unknown },
        Some(WorkKind::Independent) => "Самостоятельная работа",
        Some(WorkKind::ShortTest) => "Тест",
        Some(_) => return Outcome::Silent,
    };
    let mut after = topic.folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1);
    let noted = after.any(|word| match note {
        "Тест" => word == "тест" || ["тестов", "тестир", "проверочн"].iter().any(|root| word.starts_with(root)),
        _ => word.starts_with("самостоятельн") || word.starts_with("проверочн"),
    });
    Tri::from(!noted).fire(Severity::Warning, || {
        let mut args = arg("note", note);
        args.extend(fix(&with_sentence(topic.text, note)));
        args
    })
}

fn with_sentence(topic: &str, sentence: &str) -> String {
    format!("{}. {sentence}.", topic.trim().trim_end_matches('.'))
}

/// Topic or homework, whichever is entered.
fn entered<'a>(cx: &'a Context<'_>) -> Option<&'a str> {
    match &cx.case.entry.kind {
        EntryKind::Topic { text } => text.as_deref(),
        EntryKind::Homework(homework) => homework.text.as_deref(),
        _ => None,
    }
}

/// What the plan has in the place of what is entered, as a correction, if it passes.
fn planned(cx: &Context<'_>, passes: impl Fn(&str) -> bool) -> Args {
    let item = match &cx.case.entry.kind {
        EntryKind::Topic { .. } => return super::planned(cx, passes),
        _ => expected_item(cx),
    };
    let text = item.and_then(|item| item.homework.as_deref()).filter(|text| passes(text));
    text.map(fix).unwrap_or_default()
}

/// The first item of the plan whose hours are not used up.
pub(in super::super) fn expected_item<'a>(cx: &'a Context<'_>) -> Option<&'a PlanFacts> {
    let plan = cx.case.lesson.as_ref()?.plan.as_deref()?;
    plan.iter().find(|item| item.used.unwrap_or(0) < item.hours.unwrap_or(1))
}

fn in_latin(cx: &Context<'_>) -> Tri {
    entered(cx).map(wording::is_mostly_latin).into()
}

fn not_latin(text: &str) -> bool {
    !text.trim().is_empty() && !wording::is_mostly_latin(text)
}

/// Entries are in Russian.
pub(in super::super) fn russian(cx: &Context<'_>) -> Outcome {
    let other = match cx.profile.file.topic.language.unwrap_or(TopicLanguage::Ru) {
        TopicLanguage::Ru => Tri::No,
        TopicLanguage::Class => Tri::from(taught_otherwise(cx)),
        TopicLanguage::State => Tri::Yes,
    };
    in_latin(cx).and(other.not()).fire(Severity::Warning, || planned(cx, not_latin))
}

/// Whether the class is taught in another language than Russian: as the case says, else as the profile lists it.
fn taught_otherwise(cx: &Context<'_>) -> bool {
    let Some(lesson) = &cx.case.lesson else { return false };
    let listed = || {
        let (class, classes) = lesson.class.as_ref().zip(cx.profile.file.topic.class_languages.as_ref())?;
        classes.get(class).map(String::as_str)
    };
    lesson.language.as_deref().or_else(listed).is_some_and(|language| language != "ru")
}

/// Whether the subject is a foreign or native language.
fn is_language(cx: &Context<'_>) -> Tri {
    cx.subject_is(|subject| {
        subject.is_some() && (subject == cx.profile.subjects.foreign || subject == cx.profile.subjects.native)
    })
}

/// Entries are in the language of teaching, languages apart. Of a class that is taught in another language than Russian the
/// program cannot tell.
pub(in super::super) fn teaching_language(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.language != Some(TopicLanguage::Class) || taught_otherwise(cx) {
        return Outcome::Silent;
    }
    in_latin(cx).and(is_language(cx).not()).fire(Severity::Warning, || planned(cx, not_latin))
}

/// Entries are in Russian, languages apart; for a class taught in another language only where the profile prefers this
/// clause.
pub(in super::super) fn russian_everywhere(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.language_priority != Some(LanguagePriority::Russian) && taught_otherwise(cx) {
        return Outcome::Silent;
    }
    in_latin(cx).and(is_language(cx).not()).fire(Severity::Warning, || planned(cx, not_latin))
}

/// Entries of languages are in Russian, but for terms.
pub(in super::super) fn language_subjects(cx: &Context<'_>) -> Outcome {
    in_latin(cx).and(is_language(cx)).fire(Severity::Warning, || planned(cx, not_latin))
}

/// Entries are in the state language, which is written in Latin letters.
pub(in super::super) fn state_language(cx: &Context<'_>) -> Outcome {
    if cx.profile.file.topic.language != Some(TopicLanguage::State) {
        return Outcome::Silent;
    }
    let passes = |text: &str| !text.trim().is_empty() && !wording::is_mostly_cyrillic(text);
    Tri::from(entered(cx).map(wording::is_mostly_cyrillic)).fire(Severity::Warning, || planned(cx, passes))
}

/// What all parents of a class read holds no address, no telephone and no pupil's surname.
pub(in super::super) fn contacts(cx: &Context<'_>) -> Outcome {
    let found = entered(cx).map(wording::has_contacts);
    let named = entered(cx).is_some_and(|text| names_a_pupil(cx, text));
    Tri::from(found).or(named).fire(Severity::Warning, || {
        let mut args = arg("what", if found == Some(true) { "contacts" } else { "surname" });
        let ready = entered(cx).and_then(wording::without_contacts).filter(|text| !names_a_pupil(cx, text));
        args.extend(ready.filter(|_| found == Some(true)).map(|text| fix(&text)).unwrap_or_default());
        args
    })
}

/// Whether a text that a whole class reads has the surname of a pupil of the lesson as a word of its own. A topic of the plan
/// may: it speaks of somebody else.
fn names_a_pupil(cx: &Context<'_>, text: &str) -> bool {
    let of_plan = || place(cx).is_some_and(|place| place.found != super::Found::Missing);
    let for_some = matches!(&cx.case.entry.kind, EntryKind::Homework(homework) if homework.individual);
    let Some(roster) = cx.case.lesson.as_ref().and_then(|lesson| lesson.roster.as_ref()) else { return false };
    let is_surname = |word: &str| {
        let folded = wording::fold(word);
        roster.iter().filter_map(|pupil| pupil.surname.as_deref()).any(|surname| wording::fold(surname) == folded)
    };
    let mut words =
        text.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| word.starts_with(char::is_uppercase));
    !for_some && !of_plan() && words.any(is_surname)
}
