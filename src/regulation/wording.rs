//! Texts made comparable: composed form, one case, single spaces.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in NFC; borrowed where it is already.
pub(super) fn composed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        std::borrow::Cow::Borrowed(text)
    } else {
        std::borrow::Cow::Owned(text.nfc().collect())
    }
}

/// The text in NFC, lower case, with outer spaces removed and inner runs made one.
pub(super) fn fold(text: &str) -> String {
    let lower = composed(text).to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Notes that stand before or after a topic and are no part of it, folded.
const PREFIXES: &[&str] = &["р.р.", "р. р.", "р.р", "вн. чт.", "вн.чт.", "вн. чт", "вн.чт"];

/// Short works that are noted after the topic, folded.
pub(super) const SHORT_WORKS: &[&str] =
    &["самостоятельная работа", "проверочная работа", "тест", "словарный диктант", "математический диктант"];

/// A topic as it is compared: folded, with one kind of quotation marks, without notes and without a final dot.
pub(super) fn bare_topic(text: &str) -> String {
    let folded: String = fold(text).chars().map(|c| if is_quote(c) { '"' } else { c }).collect();
    let mut topic = folded.as_str();
    while let Some(rest) = PREFIXES.iter().find_map(|prefix| topic.strip_prefix(prefix)) {
        topic = rest.trim_start();
    }
    topic = without_final_dot(topic);
    // Notes stand as sentences of their own: «Тема. Инструктаж по ТБ. Тест.»
    let mut sentences: Vec<&str> = topic.split(". ").map(str::trim).collect();
    if sentences.len() > 1 {
        sentences.retain(|sentence| !is_note(sentence));
    }
    sentences.join(". ")
}

/// The title of a numbered work: what stands after «контрольная работа № 1» and «по теме».
pub(super) fn title_of_work(topic: &str) -> Option<String> {
    let heads = ["контрольная работа", "лабораторная работа", "практическая работа", "контрольный диктант"];
    let rest = heads.iter().find_map(|head| topic.strip_prefix(head))?;
    let rest = rest.trim_start_matches(|c: char| {
        c == '№' || c == 'n' || c == '.' || c == ':' || c == ',' || c.is_whitespace() || c.is_ascii_digit()
    });
    let rest = rest.strip_prefix("по теме").unwrap_or(rest);
    let title = rest.trim_matches(|c: char| c == ':' || c == '"' || c == '.' || c.is_whitespace());
    (!title.is_empty()).then(|| title.to_owned())
}

/// Whether the text has a note of a safety briefing: «ТБ» as a word, «инструктаж», «техника безопасности».
pub(super) fn has_safety(folded: &str) -> bool {
    let word = folded.split(|c: char| !c.is_alphanumeric()).any(|word| word == "тб");
    let technique = folded
        .split("техник")
        .skip(1)
        .any(|rest| rest.trim_start_matches(char::is_alphabetic).trim_start().starts_with("безопасности"));
    word || folded.contains("инструктаж") || technique
}

fn is_note(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches('.');
    has_safety(sentence) || SHORT_WORKS.contains(&sentence)
}

fn without_final_dot(text: &str) -> &str {
    text.strip_suffix('.').map_or(text, str::trim_end)
}

pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '„' | '“' | '”' | '‟' | '‹' | '›' | '\'' | '‘' | '’' | '‚')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_no_part_of_a_topic() {
        for (text, expected) in [
            ("Деепричастный  оборот.", "деепричастный оборот"),
            ("Р.р. Сочинение «Осень»", "сочинение \"осень\""),
            ("Вн. чт. Сказки", "сказки"),
            ("Введение. Инструктаж по ТБ.", "введение"),
            ("Дроби. Самостоятельная работа.", "дроби"),
            ("Самостоятельная работа", "самостоятельная работа"),
            ("Повторение. Дроби", "повторение. дроби"),
            ("Ёлки. Тест", "ёлки"),
        ] {
            assert_eq!(bare_topic(text), expected, "{text}");
        }
        assert_eq!(title_of_work("контрольная работа №1 по теме: \"дроби\"").as_deref(), Some("дроби"));
        assert_eq!(title_of_work("контрольная работа №1"), None);
    }

    #[test]
    fn safety_is_a_word_and_not_a_part_of_one() {
        for (text, expected) in [
            ("тб", true),
            ("вводный инструктаж", true),
            ("правила техники безопасности", true),
            ("футбол", false),
            ("техника чтения", false),
        ] {
            assert_eq!(has_safety(text), expected, "{text}");
        }
    }
}
