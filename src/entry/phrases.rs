//! What a teacher wrote as topics and homework before, to complete what is being typed now.

use crate::domain::{AccountId, HomeworkScope, Journal, JournalId, Lesson, Page, Target, Value};

/// How many texts of a kind are kept: a year of several classes.
const MOST: usize = 1500;

/// Own topics and homework, the likeliest first, each text once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Topics.
    pub topics: Vec<String>,
    /// Homework of whole classes.
    pub homework: Vec<String>,
}

impl Phrases {
    /// What an account wrote on pages, for a lesson of a journal: first what was written in the same subject and grade, in this
    /// class or a parallel one, then in the same subject, then the rest; the latest first.
    #[must_use]
    pub fn of(pages: &[Page], me: &AccountId, journal: &Journal) -> Self {
        let mut lessons: Vec<(&Page, &Lesson)> =
            pages.iter().flat_map(|page| page.lessons.iter().map(move |lesson| (page, lesson))).collect();
        lessons.retain(|(_, lesson)| lesson.substitute.as_ref().unwrap_or(&lesson.teacher).id == *me);
        lessons.sort_by_key(|(page, lesson)| {
            let far = match (page.journal.subject == journal.subject, page.journal.grade == journal.grade) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            (far, std::cmp::Reverse((lesson.date, lesson.number)))
        });
        let mut phrases = Self::default();
        for (page, lesson) in lessons {
            let said = |target| page.fact(&target).and_then(|fact| fact.value.as_ref());
            if let Some(Value::Topic(topic)) = said(Target::Topic { lesson: lesson.id.clone() }) {
                keep(&mut phrases.topics, &topic.text);
            }
            if let Some(Value::Homework(homework)) = said(Target::Homework { lesson: lesson.id.clone() })
                && homework.scope == HomeworkScope::All
            {
                keep(&mut phrases.homework, &homework.text);
            }
        }
        phrases
    }
}

/// Pages that may hold likely phrases, those of the same subject and grade first; no more than are read in a moment.
#[must_use]
pub fn likely<'a>(journals: &'a [Journal], of: &JournalId) -> Vec<&'a Journal> {
    let Some(wanted) = journals.iter().find(|journal| journal.id == *of) else { return Vec::new() };
    let mut likely: Vec<&Journal> = journals.iter().filter(|journal| journal.teacher.id == wanted.teacher.id).collect();
    likely.sort_by_key(|journal| (journal.subject != wanted.subject, journal.grade != wanted.grade));
    likely
}

fn keep(texts: &mut Vec<String>, text: &str) {
    let text = text.trim();
    if !text.is_empty() && texts.len() < MOST && texts.iter().all(|known| known != text) {
        texts.push(text.to_owned());
    }
}

/// What of a text is left when its beginning was typed, whatever the case of the letters and the dots of «ё»; `None`: it begins
/// otherwise, or nothing is left.
#[must_use]
pub fn rest<'a>(text: &'a str, typed: &str) -> Option<&'a str> {
    let typed = typed.trim_start();
    if typed.is_empty() {
        return None;
    }
    let mut letters = text.char_indices();
    for wanted in typed.chars() {
        let (_, letter) = letters.next()?;
        if same(letter) != same(wanted) {
            return None;
        }
    }
    let rest = letters.as_str();
    // Half a letter is no beginning of it.
    let is_whole = rest.chars().next().is_some_and(|next| !unicode_normalization::char::is_combining_mark(next));
    (is_whole && !rest.trim().is_empty()).then_some(rest)
}

fn same(letter: char) -> char {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    if lower == 'ё' { 'е' } else { lower }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Homework, HomeworkFor};
    use crate::entry::tests::fixture;

    fn homework(text: &str, scope: HomeworkScope) -> Value {
        Value::Homework(Homework { text: text.to_owned(), scope, due: HomeworkFor::NextLesson })
    }

    /// A page of another journal with homework on the 19th and the 20th.
    fn page(subject: &str, grade: u8, texts: [&str; 2]) -> Page {
        let mut page = fixture::page(3);
        page.journal.subject = subject.to_owned();
        page.journal.grade = grade;
        for (lesson, text) in ["l19", "l20"].into_iter().zip(texts) {
            let target = Target::Homework { lesson: lesson.into() };
            page.facts.push(fixture::fact(target, homework(text, HomeworkScope::All)));
        }
        page
    }

    #[test]
    fn the_latest_of_the_same_subject_and_grade_stand_first_and_each_once() {
        let here = fixture::page(3).journal;
        let pages = [
            page("Алгебра", here.grade, ["№ 5", "№ 6"]),
            page(&here.subject, here.grade + 1, ["§ 3", "Упр. 9"]),
            page(&here.subject, here.grade, ["Упр. 9", "Упр. 214"]),
        ];
        let me = here.teacher.id.clone();
        assert_eq!(Phrases::of(&pages, &me, &here).homework, ["Упр. 214", "Упр. 9", "§ 3", "№ 6", "№ 5"]);
        assert_eq!(Phrases::of(&pages, &"somebody".into(), &here), Phrases::default(), "others' words are not one's own");
    }

    #[test]
    fn homework_of_single_pupils_and_none_at_all_are_no_phrases() {
        let mut page = page("Русский язык", 7, ["", "Упр. 1"]);
        let scope = HomeworkScope::Individual(vec![fixture::pupil(1)]);
        page.facts.last_mut().expect("a fact").value = Some(homework("Упр. 1", scope));
        assert_eq!(Phrases::of(&[page.clone()], &page.journal.teacher.id, &page.journal), Phrases::default());
    }

    #[test]
    fn what_is_left_of_a_text() {
        for (text, typed, expected) in [
            ("Упр. 214, правило", "упр. 2", Some("14, правило")),
            ("Упр. 214", "Упр. 214", None),
            ("Упр. 214", "", None),
            ("Упр. 214", "  Упр", Some(". 214")),
            ("Ёлка", "елк", Some("а")),
            ("Упр. 214", "пр", None),
            ("и\u{306}од", "и", None),
        ] {
            assert_eq!(rest(text, typed), expected, "{text:?} {typed:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_typed_and_the_rest_are_the_text(text in "[А-Яа-яё .,0-9]{1,40}", at in 0usize..40) {
            let text = text.trim_start();
            let typed: String = text.chars().take(at).collect();
            if let Some(rest) = rest(text, &typed.to_uppercase()) {
                prop_assert_eq!(format!("{typed}{rest}"), text);
            }
        }
    }
}
