//! What is wrong in a profile file: the line, and the nearest word that would be right.

use super::ProfileError;
use crate::text::slips;

/// A fault of the TOML reader in the words of a school.
pub(super) fn explain(text: &str, error: &toml::de::Error) -> ProfileError {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    let message = error.message();
    let message = match unknown(message) {
        Some((what, found, known)) => match nearest(&found, &known) {
            Some(near) => format!("{what} «{found}»; возможно, «{near}»"),
            None => format!("{what} «{found}»; есть: {}", known.join(", ")),
        },
        None if message.contains("invalid grades") => "классы пишут так: \"2-11\" или \"5\", от 1 до 11".to_owned(),
        None if message.contains("untagged enum MomentText") => {
            "срок пишут так: \"20:00\", \"end_of_day\" или { after = \"class\", minutes = 60 }".to_owned()
        }
        None if message.contains("untagged enum Extends") => {
            "основа — имя профиля или список имён: extends = [\"crimea-vorobyovo\", \"mosobl-shemetovo\"]".to_owned()
        }
        None if message.starts_with("duplicate key") => "ключ задан второй раз".to_owned(),
        None if wanted(message).is_some() => {
            format!("значение не того вида: {}", wanted(message).unwrap_or_default())
        }
        None if message.starts_with("invalid type") || message.starts_with("invalid value") => {
            format!("значение не того вида ({message})")
        }
        None => format!("строка не читается ({message})"),
    };
    ProfileError { line, message }
}

/// What was expected instead of a value of another kind, in the words of a school.
fn wanted(message: &str) -> Option<&'static str> {
    let (_, expected) = message.strip_prefix("invalid ")?.rsplit_once("expected ")?;
    Some(match expected {
        "u8" | "u32" | "u64" | "usize" => "нужно целое число без кавычек и единиц, от 0",
        "f32" | "f64" => "нужно число без кавычек, дробь — через точку",
        "a boolean" => "нужно true или false",
        "a string" => "нужен текст в кавычках",
        "a sequence" => "нужен список в квадратных скобках",
        "a map" => "нужна таблица в фигурных скобках",
        _ => return None,
    })
}

/// The line, from 1, of an offset in a text.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

/// The line, from 1, on which a key is set: alone, or as the last part of a dotted one. 1 where no line sets it.
pub(super) fn line_of_key(text: &str, word: &str) -> usize {
    let sets = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        key.rsplit('.').next().is_some_and(|last| last.trim().trim_matches('"') == word)
    };
    let inside = |line: &str| line.contains(word) && !line.trim_start().starts_with('#');
    let at = text.lines().position(sets).or_else(|| text.lines().position(inside));
    1 + at.unwrap_or(0)
}

/// The known word that a mistyped one most likely stands for.
pub(super) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = 1 + found.chars().count() / 4;
    known.iter().map(|word| (slips(found, word), *word)).min().filter(|(steps, _)| *steps <= limit).map(|(_, word)| word)
}

/// The known name of which another is a slip of the pen: the same first letter, and one letter wrong, or two in a long name.
pub(super) fn slip<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    // Nearly always the name is written as it is known; comparing letters would cost a good part of a start.
    if known.contains(&name) {
        return None;
    }
    let name = super::super::wording::fold(name);
    let limit = if name.chars().count() < 8 { 1 } else { 2 };
    let folded = known.iter().map(|word| (super::super::wording::fold(word), *word));
    let near = folded.map(|(folded, word)| (slips(&name, &folded), folded, word)).min()?;
    let (steps, folded, word) = near;
    (0 < steps && steps <= limit && folded.chars().next() == name.chars().next()).then_some(word)
}

/// Splits «unknown field `x`, expected one of `a`, `b`» into its words.
fn unknown(message: &str) -> Option<(&'static str, String, Vec<&str>)> {
    let what = match message.split_once(" `")?.0 {
        "unknown field" => "неизвестный ключ",
        "unknown variant" => "неизвестное слово",
        _ => return None,
    };
    let mut words = message.split('`').skip(1).step_by(2);
    let found = words.next()?.to_owned();
    Some((what, found, words.collect()))
}
