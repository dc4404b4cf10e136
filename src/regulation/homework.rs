//! Rules of homework.

use super::case::{EntryKind, HomeworkEntry};
use super::context::{Args, Context, Outcome, Tri, arg};
use super::topics::notes;
use crate::domain::Severity;

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

/// Homework for some pupils names at least one, and none who is not of the lesson.
pub(super) fn individual(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let nobody = Tri::from(homework.pupils.as_ref().map(Vec::is_empty));
    let roster = cx.case.lesson.as_ref().and_then(|lesson| lesson.roster.as_ref());
    let foreign =
        homework.pupils.as_ref().zip(roster).is_some_and(|(pupils, roster)| {
            pupils.iter().any(|id| roster.iter().all(|pupil| pupil.id.as_deref() != Some(id)))
        });
    Tri::from(homework.individual).and(homework.says_something()).and(nobody.or(foreign)).error()
}

/// In some subjects no homework is given.
pub(super) fn forbidden_subject(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let listed = cx.subject_is(|subject| cx.profile.no_homework.has(subject));
    homework.says_something().and(listed).fire(Severity::Error, || arg("fix", ""))
}

/// Words for work that has no pages or numbers.
const CREATIVE: &[&str] = &[
    "сочинен",
    "рисун",
    "нарисов",
    "проект",
    "доклад",
    "презентац",
    "поделк",
    "макет",
    "наизусть",
    "стихотворен",
    "практическ",
    "наблюд",
    "сообщени",
    "реферат",
    "изготов",
    "подготов",
];

/// Words that say what is to be done.
const VERBS: &[&str] = &[
    "повтор",
    "состав",
    "заполн",
    "выуч",
    "учить",
    "ответ",
    "выполн",
    "прочит",
    "читать",
    "напис",
    "реш",
    "подготов",
    "нарисов",
    "пересказ",
    "сделать",
    "найти",
    "разобрать",
    "перевести",
    "начертить",
    "оформить",
];

/// Signs of a place in a book, folded.
const PLACES: &[&str] = &["стр", "с.", "№", "упр", "§", "параграф", "номер", "задач", "задани", "вопрос", "п."];

/// Homework has content: letters, and a page, number or exercise unless it is practical or creative.
pub(super) fn content(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let poor = homework.text.as_deref().map(is_poor);
    homework.says_something().and(poor).fire(Severity::Warning, || better(cx, |text| !is_poor(text)))
}

fn is_poor(text: &str) -> bool {
    let folded = super::wording::fold(text);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let digits = folded.contains(|c: char| c.is_ascii_digit());
    let sign = folded.contains(['§', '№']);
    let creative = CREATIVE.iter().any(|word| folded.contains(word));
    if sign && digits { false } else { letters < 3 || !(digits || creative) }
}

/// A ready correction: bare numbers become «№ …», else what the plan gives, if it passes.
fn better(cx: &Context<'_>, passes: impl Fn(&str) -> bool) -> Args {
    let text = entry(cx).and_then(|homework| homework.text.as_deref()).unwrap_or_default().trim();
    let numbers = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    let numbered = Some(format!("№ {text}")).filter(|_| numbers);
    let planned = notes::expected_item(cx).and_then(|item| item.homework.clone());
    let ready = numbered.into_iter().chain(planned).find(|text| passes(text));
    ready.map(|text| arg("fix", text)).unwrap_or_default()
}

/// Homework says what is to be done: a verb or a place in a book, not bare numbers.
pub(super) fn content_and_verb(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let poor = homework.text.as_deref().map(says_nothing_to_do);
    homework.says_something().and(poor).fire(Severity::Warning, || better(cx, |text| !says_nothing_to_do(text)))
}

fn says_nothing_to_do(text: &str) -> bool {
    let folded = super::wording::fold(text);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let digits = folded.contains(|c: char| c.is_ascii_digit());
    !(has(VERBS) || has(CREATIVE) || digits && has(PLACES))
}

/// No homework is said on purpose: «не задано».
pub(super) fn not_confirmed(cx: &Context<'_>) -> Outcome {
    let Some(homework) = entry(cx) else { return Outcome::Silent };
    let empty = Tri::from(homework.text.as_deref().map(|text| text.trim().is_empty()));
    let refused = cx.profile.no_homework.has(cx.subject);
    empty.and(homework.none != Some(true)).and(!refused).fire(Severity::Info, Args::new)
}
