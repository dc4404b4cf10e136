//! From the words of a command to lessons, journals and pupils. What is ambiguous is never guessed: it is named.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Program;
use super::client::{Client, Seat};
use super::exit::{Exit, Failure};
use super::values::{Day, LessonAt};
use crate::domain::{Journal, Lesson, Pupil, PupilId};
use crate::entry::{Book, fold};
use crate::keys::layout;
use crate::protocol::Journals;
use crate::strings::FluentValue;

/// A class's name as it is compared: Latin letters that look like Cyrillic ones count as these, case and spaces do not.
pub(super) fn class_key(name: &str) -> String {
    let cyrillic = |letter: char| match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        other => other,
    };
    name.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).map(cyrillic).collect()
}

/// Whether the words of a subject begin with those that were typed («русский» means «Русский язык»).
fn subject_matches(subject: &str, typed: &str) -> bool {
    fold(subject).starts_with(&fold(typed))
}

/// Whether a subgroup is the one that was typed («1» means «1-я группа»).
pub(super) fn group_matches(group: Option<&str>, typed: Option<&str>) -> bool {
    typed.is_none_or(|typed| group.is_some_and(|group| fold(group).starts_with(&fold(typed))))
}

/// The date that a day means, with the failure that says why it means none.
pub(super) fn date(program: &Program, day: Day, today: NaiveDate) -> Result<NaiveDate, Failure> {
    day.on(today).ok_or_else(|| program.fail(Exit::Usage, "fail-no-such-day"))
}

/// The lesson that is meant. Own lessons first; the day comes from the store if it is known there.
pub(super) fn lesson(
    program: &Program,
    client: &Client<'_>,
    seat: &Seat,
    class: &str,
    subject: Option<&str>,
    at: LessonAt,
) -> Result<Lesson, Failure> {
    let today = seat.today(client.now()?);
    let date = date(program, at.day, today)?;
    let day = client.known_day(date)?;
    let mut found: Vec<Lesson> = day
        .lessons
        .into_iter()
        .map(|row| row.lesson)
        .filter(|lesson| lesson.number == at.number && class_key(&lesson.class_name) == class_key(class))
        .filter(|lesson| subject.is_none_or(|subject| subject_matches(&lesson.subject, subject)))
        .collect();
    if found.iter().any(|lesson| lesson.is_of(&seat.account.id)) {
        found.retain(|lesson| lesson.is_of(&seat.account.id));
    }
    let args = [
        ("class", FluentValue::from(class)),
        ("number", FluentValue::from(at.number.to_string())),
        ("date", FluentValue::from(date.format("%d.%m.%Y").to_string())),
        ("subject", FluentValue::from(subject.unwrap_or_default())),
    ];
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(program.fail_with(Exit::Usage, "fail-no-such-lesson", &args)),
        _ => {
            let names: Vec<String> =
                found.iter().map(|lesson| with_group(&lesson.subject, lesson.group.as_deref())).collect();
            let mut args = args.to_vec();
            args.push(("names", names.join(", ").into()));
            Err(program.fail_with(Exit::Usage, "fail-several-lessons", &args))
        }
    }
}

/// The journal that is meant.
pub(super) fn journal(
    program: &Program,
    journals: Journals,
    class: &str,
    subject: &str,
    group: Option<&str>,
) -> Result<Journal, Failure> {
    let mut found: Vec<Journal> = journals
        .journals
        .into_iter()
        .filter(|journal| class_key(&journal.class_name) == class_key(class))
        .filter(|journal| subject_matches(&journal.subject, subject) && group_matches(journal.group.as_deref(), group))
        .collect();
    // «Русский» is «Русский язык» and not «Русская литература»; a name typed in full means itself.
    if found.len() > 1 && found.iter().any(|journal| fold(&journal.subject) == fold(subject)) {
        found.retain(|journal| fold(&journal.subject) == fold(subject));
    }
    let args = [("class", FluentValue::from(class)), ("subject", FluentValue::from(subject))];
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(program.fail_with(Exit::Usage, "fail-no-such-journal", &args)),
        _ => {
            let names: Vec<String> =
                found.iter().map(|journal| with_group(&journal.subject, journal.group.as_deref())).collect();
            let mut args = args.to_vec();
            args.push(("names", names.join(", ").into()));
            Err(program.fail_with(Exit::Usage, "fail-several-journals", &args))
        }
    }
}

/// The pupil that is meant.
pub(super) fn pupil<'b>(program: &Program, book: &'b Book, typed: &str) -> Result<&'b Pupil, Failure> {
    let mut rows = book.find(typed);
    if rows.is_empty() {
        // Letters typed under the Latin layout: no name of the list begins with them.
        rows = book.find(&layout::typed_as_cyrillic(typed));
    }
    let args = [("pupil", FluentValue::from(typed)), ("class", FluentValue::from(book.page().journal.class_name.clone()))];
    match rows[..] {
        [row] => Ok(&book.pupils()[row]),
        [] => Err(program.fail_with(Exit::Usage, "fail-no-such-pupil", &args)),
        _ => {
            let names: Vec<String> = rows
                .iter()
                .map(|row| &book.pupils()[*row])
                .map(|pupil| format!("{} {}", pupil.number, pupil.name()))
                .collect();
            let mut args = args.to_vec();
            args.push(("names", names.join(", ").into()));
            Err(program.fail_with(Exit::Usage, "fail-several-pupils", &args))
        }
    }
}

/// The pupils that are meant.
pub(super) fn pupils(program: &Program, book: &Book, typed: &[String]) -> Result<BTreeSet<PupilId>, Failure> {
    typed.iter().map(|typed| pupil(program, book, typed).map(|pupil| pupil.id.clone())).collect()
}

/// A subject with its subgroup («Английский язык, 1-я группа»).
pub(super) fn with_group(subject: &str, group: Option<&str>) -> String {
    match group {
        Some(group) => format!("{subject}, {group}"),
        None => subject.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_found_by_the_letters_of_either_layout() {
        for typed in ["7А", "7а", "7A", "7 a", " 7А "] {
            assert_eq!(class_key(typed), class_key("7А"), "{typed}");
        }
        assert_ne!(class_key("7Б"), class_key("7А"));
    }

    #[test]
    fn a_subject_is_found_by_its_first_letters() {
        assert!(subject_matches("Русский язык", "русский"));
        assert!(!subject_matches("Русский язык", "язык"));
        assert!(
            group_matches(Some("1-я группа"), Some("1")) && group_matches(None, None) && !group_matches(None, Some("1"))
        );
    }
}
