//! Texts made comparable: composed form, one case, single spaces.

use crate::domain::WorkKind;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in NFC; borrowed where it is already.
pub(super) fn composed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        std::borrow::Cow::Borrowed(text)
    } else {
        std::borrow::Cow::Owned(text.nfc().collect())
    }
}

/// Letters and signs of nearly every journal, which are composed as they stand: no table need be asked.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..'\u{300}' | '\u{400}'..='\u{45f}' | '\u{2010}'..='\u{2030}' | '№')
}

/// The text in NFC, in one case, with outer spaces removed and inner runs made one.
pub(super) fn fold(text: &str) -> String {
    let text = composed(text);
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        word.chars().for_each(|c| push_folded(&mut folded, c));
    }
    folded
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        'а'..='я' | 'ё' | ' '..='@' | 'a'..='z' => folded.push(c),
        // Upper case first: some letters (old forms of «о» and «т», the long s) have the same capital as the ordinary ones.
        _ => folded.extend(c.to_uppercase().flat_map(char::to_lowercase)),
    }
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
    topic = without_last_notes(topic);
    // Notes stand as sentences of their own: «Тема. Инструктаж по ТБ. Тест.»
    let mut sentences: Vec<&str> = topic.split(". ").map(str::trim).collect();
    if sentences.len() > 1 {
        sentences.retain(|sentence| !is_note(sentence));
    }
    sentences.join(". ")
}

/// A folded topic without what stands at its end in parentheses or after a comma: «Опыты (инструктаж по ТБ)», «Производная,
/// Тест.».
fn without_last_notes(topic: &str) -> &str {
    let mut topic = without_final_dot(topic);
    loop {
        let enclosed = topic.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).filter(|(_, note)| is_note(note));
        let joined = || topic.rsplit_once(", ").filter(|(_, note)| SHORT_WORKS.contains(note));
        match enclosed.or_else(joined) {
            Some((before, _)) if !before.trim().is_empty() => topic = without_final_dot(before.trim_end()),
            _ => return topic,
        }
    }
}

/// The head of a numbered work in a topic: «лабораторная работа № 4».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Which work.
    pub kind: WorkKind,
    /// Its number, where one is written.
    pub number: Option<u32>,
}

impl Head {
    /// The kind as it is written in a topic.
    pub const fn title(self) -> &'static str {
        match self.kind {
            WorkKind::Lab => "Лабораторная работа",
            WorkKind::Practical => "Практическая работа",
            _ => "Контрольная работа",
        }
    }
}

const HEADS: &[(&str, WorkKind)] = &[
    ("контрольная работа", WorkKind::Control),
    ("лабораторная работа", WorkKind::Lab),
    ("практическая работа", WorkKind::Practical),
];

/// The numbered work with which a bare topic begins.
pub(super) fn head_of_work(topic: &str) -> Option<Head> {
    let (rest, kind) = HEADS.iter().find_map(|(head, kind)| Some((topic.strip_prefix(head)?, *kind)))?;
    let rest = rest.trim_start_matches(|c: char| c == '№' || c.is_whitespace());
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(Head { kind, number: digits.parse().ok() })
}

/// The title of a work: what stands after its kind, its number and «по теме».
pub(super) fn title_of_work(topic: &str) -> Option<String> {
    let heads = HEADS.iter().map(|(head, _)| *head).chain(["контрольный диктант", "экскурсия"]);
    let rest = heads.into_iter().find_map(|head| topic.strip_prefix(head))?;
    let rest =
        rest.trim_start_matches(|c: char| matches!(c, '№' | '.' | ':' | ',') || c.is_whitespace() || c.is_ascii_digit());
    let rest = rest.strip_prefix("по теме").unwrap_or(rest);
    let title = rest.trim_matches(|c: char| matches!(c, ':' | '"' | '.') || c.is_whitespace());
    (!title.is_empty()).then(|| title.to_owned())
}

/// A topic as it was typed, cut where its notes begin: what it says, and the notes after it («Инструктаж по ТБ»).
pub(super) fn without_notes(text: &str) -> (&str, &str) {
    let mut end = text.trim_end().len();
    while let Some(at) = text[..end].rfind(". ") {
        if !is_note(fold(&text[at + 2..end]).as_str()) {
            break;
        }
        end = at;
    }
    (&text[..end], &text[end..])
}

/// The title of a work in a topic as it was typed: without the kind, the number, «по теме» and quotation marks. Empty
/// where the topic has none.
pub(super) fn typed_title(topic: &str) -> &str {
    let topic = topic.trim();
    let heads = HEADS.iter().map(|(head, _)| *head).chain(["экскурсия"]);
    let mut rest = heads.into_iter().find_map(|head| strip_folded(topic, head)).unwrap_or(topic);
    rest = rest.trim_start_matches(|c: char| {
        matches!(c, '№' | '.' | ':' | ',' | '—' | '–' | '-') || c.is_whitespace() || c.is_ascii_digit()
    });
    rest = strip_folded(rest, "по теме").unwrap_or(rest);
    rest.trim_matches(|c: char| matches!(c, ':' | '.') || is_quote(c) || c.is_whitespace())
}

/// What follows a folded beginning, whatever its letters' case. Letters of the beginning have one form of one length.
fn strip_folded<'a>(text: &'a str, folded: &str) -> Option<&'a str> {
    let letters = folded.chars().count();
    let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    (fold(&text[..end]) == folded.trim()).then(|| &text[end..])
}

/// How many parts of the text stand in quotation marks.
pub(super) fn quoted(text: &str) -> usize {
    text.chars().filter(|c| is_quote(*c)).count() / 2
}

/// Whether the folded text notes a short work.
pub(super) fn has_short_work(folded: &str) -> bool {
    SHORT_WORKS.iter().any(|work| folded.contains(work))
}

/// Whether more than half of the letters outside quotation marks are Latin.
pub(super) fn is_mostly_latin(text: &str) -> bool {
    let (latin, cyrillic) = letters_outside_quotes(text);
    latin > cyrillic
}

/// Whether more than half of the letters outside quotation marks are Cyrillic.
pub(super) fn is_mostly_cyrillic(text: &str) -> bool {
    let (latin, cyrillic) = letters_outside_quotes(text);
    cyrillic > latin
}

/// Latin letters and others, outside quotation marks.
fn letters_outside_quotes(text: &str) -> (usize, usize) {
    let (mut latin, mut other, mut inside) = (0, 0, false);
    for c in text.chars() {
        match c {
            '«' | '„' | '“' if !inside => inside = true,
            '»' | '”' => inside = false,
            '"' | '“' => inside = !inside,
            _ if inside || !c.is_alphabetic() => {}
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            _ => other += 1,
        }
    }
    (latin, other)
}

/// Whether the text has an e-mail address or a telephone number.
pub(super) fn has_contacts(text: &str) -> bool {
    let address = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    text.split_whitespace().any(address) || has_telephone(text)
}

/// Eleven digits that begin with 7 or 8, with nothing but signs of a telephone number between them.
fn has_telephone(text: &str) -> bool {
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once(';')) {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '(' | ')' | '+' | ' ' | '\u{a0}' => {}
            _ if digits.len() == 11 && digits.starts_with(['7', '8']) => return true,
            _ => digits.clear(),
        }
    }
    false
}

/// The text without addresses and telephone numbers; `None` where nothing worth saying is left.
pub(super) fn without_contacts(text: &str) -> Option<String> {
    let digits = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let of_number = |word: &str| digits(word) && word.chars().all(|c| c.is_ascii_digit() || "-()+,;.".contains(c));
    // A number of an exercise stays: only words that make a telephone number together go.
    let mut kept: Vec<&str> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for run in words.chunk_by(|one, other| of_number(one) && of_number(other)) {
        if !has_telephone(&run.join(" ")) {
            kept.extend(run.iter().filter(|word| !word.contains('@')));
        }
    }
    let rest = kept.join(" ");
    let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || ",;:—–-".contains(c));
    let says = rest.chars().any(char::is_alphabetic);
    (says && !has_contacts(rest)).then(|| rest.to_owned())
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
    has_safety(sentence) || SHORT_WORKS.contains(&sentence) || sentence.starts_with("отметки за сочинение по литературе")
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
            ("Производная, Тест.", "производная"),
            ("Опыты (инструктаж по ТБ)", "опыты"),
            ("Дроби (устный счёт), тест", "дроби (устный счёт)"),
            ("(ТБ)", "(тб)"),
            ("Повторение. Дроби", "повторение. дроби"),
            ("Ёлки. Тест", "ёлки"),
            ("Ёлки. Отметки за сочинение по литературе от 16.11.2026", "ёлки"),
        ] {
            assert_eq!(bare_topic(text), expected, "{text}");
        }
        assert_eq!(title_of_work("контрольная работа №1 по теме: \"дроби\"").as_deref(), Some("дроби"));
        assert_eq!(title_of_work("контрольная работа №1"), None);
        assert_eq!(head_of_work("лабораторная работа № 4 по теме"), Some(Head { kind: WorkKind::Lab, number: Some(4) }));
    }

    #[test]
    fn contacts_are_seen_and_exercises_are_not() {
        for (text, expected) in [
            ("Пишите на ivanova@school.example", true),
            ("Вопросы: 8 (999) 123-45-67", true),
            ("№ 214, 215, 216, 217, 218", false),
            ("стр. 12-15, № 3-4", false),
            ("упр. 101 102 103 104", false),
        ] {
            assert_eq!(has_contacts(text), expected, "{text}");
        }
    }

    #[test]
    fn language_is_counted_outside_quotation_marks() {
        for (text, expected) in [
            ("Present Simple", true),
            ("Время «Present Simple Continuous»", false),
            ("Present Simple: утвердительная форма глагола", false),
            ("№ 12", false),
        ] {
            assert_eq!(is_mostly_latin(text), expected, "{text}");
        }
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
