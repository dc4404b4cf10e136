//! The hand-made tables: what is taught, under which titles, and how people are called.

use std::collections::HashMap;

/// A subject of the curriculum.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Latin code, part of the ids.
    pub code: &'static str,
    /// Its name in the journal.
    pub name: &'static str,
    /// Which teachers give it.
    pool: &'static str,
    /// Lessons a week in grades 1 to 11.
    hours: Vec<usize>,
    /// Whether classes are divided for it.
    pub divided: bool,
    /// Whether its two lessons follow each other.
    pub doubled: bool,
}

impl Subject {
    /// Lessons a week in a grade.
    pub fn hours(&self, grade: usize) -> usize {
        self.hours[grade - 1]
    }

    /// Who gives the subject in a grade: in the first grade one teacher gives everything, up to the fourth nearly everything.
    pub fn pool(&self, grade: usize) -> &'static str {
        let own = matches!(self.pool, "англ" | "физра") || self.code == "muz";
        if grade == 1 || (grade <= 4 && !own) { "нач" } else { self.pool }
    }
}

/// The lines of a table, without remarks.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// The subjects, in the order of the file.
pub(super) fn curriculum() -> Vec<Subject> {
    lines(include_str!("../tables/curriculum.txt"))
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            let hours = cells[3].split(' ').map(|hours| hours.parse().expect("hours are numbers")).collect();
            Subject {
                code: cells[0],
                name: cells[1],
                pool: cells[2],
                hours,
                divided: cells[4] == "г",
                doubled: cells.get(5) == Some(&"2"),
            }
        })
        .collect()
}

/// Lists by a key: `key;one|two|three`.
#[derive(Debug)]
pub(super) struct Lists(HashMap<&'static str, Vec<&'static str>>);

impl Lists {
    fn read(text: &'static str) -> Self {
        let pair = |line: &'static str| line.split_once(';').map(|(key, rest)| (key, rest.split('|').collect()));
        Self(lines(text).filter_map(pair).collect())
    }

    /// The list of a key; empty where there is none.
    pub fn of(&self, key: &str) -> &[&'static str] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// The list of a key, or the one for everything else.
    pub fn or_common(&self, key: &str) -> &[&'static str] {
        let own = self.of(key);
        if own.is_empty() { self.of("*") } else { own }
    }
}

/// Sections of the plans by subject and grade.
pub(super) fn sections() -> HashMap<(&'static str, usize), Vec<&'static str>> {
    lines(include_str!("../tables/topics.txt"))
        .map(|line| {
            let mut cells = line.splitn(3, ';');
            let (subject, grade, list) = (cells.next(), cells.next(), cells.next());
            let grade = grade.and_then(|grade| grade.parse().ok()).expect("a grade");
            ((subject.expect("a subject"), grade), list.expect("sections").split('|').collect())
        })
        .collect()
}

pub(super) fn works() -> Lists {
    Lists::read(include_str!("../tables/works.txt"))
}

pub(super) fn steps() -> Lists {
    Lists::read(include_str!("../tables/steps.txt"))
}

pub(super) fn homework() -> Lists {
    Lists::read(include_str!("../tables/homework.txt"))
}

/// Names of people.
#[derive(Debug)]
pub(super) struct Names {
    pub boys: Vec<&'static str>,
    pub girls: Vec<&'static str>,
    /// In the masculine.
    pub surnames: Vec<&'static str>,
}

pub(super) fn names() -> Names {
    let words = |text: &'static str| text.split_whitespace().collect();
    Names {
        boys: words(include_str!("../tables/boys.txt")),
        girls: words(include_str!("../tables/girls.txt")),
        surnames: words(include_str!("../tables/surnames.txt")),
    }
}

/// The feminine of a surname.
pub(super) fn feminine(surname: &str) -> String {
    match surname.strip_suffix("ий").or_else(|| surname.strip_suffix("ой")) {
        Some(stem) => format!("{stem}ая"),
        None if surname.ends_with(['в', 'н']) && surname != "Эрдман" => format!("{surname}а"),
        None => surname.to_owned(),
    }
}

/// The patronymic that a father's name gives.
pub(super) fn patronymic(name: &str, woman: Woman) -> String {
    let special = [
        ("Илья", "Ильи"),
        ("Лука", "Луки"),
        ("Никита", "Никити"),
        ("Фёдор", "Фёдоров"),
        ("Лев", "Львов"),
        ("Пётр", "Петров"),
    ];
    let (stem, ends) = match special.iter().find(|(known, _)| *known == name) {
        Some((_, stem)) => ((*stem).to_owned(), if stem.ends_with('в') { ("ич", "на") } else { ("ч", "нична") }),
        None => match name.strip_suffix("ий") {
            Some(stem) => (format!("{stem}ьев"), ("ич", "на")),
            None => match name.strip_suffix(['й', 'ь']) {
                Some(stem) => (format!("{stem}ев"), ("ич", "на")),
                None => (format!("{name}ов"), ("ич", "на")),
            },
        },
    };
    let ending = if woman == Woman::Yes { ends.1 } else { ends.0 };
    format!("{stem}{ending}")
}

/// Whether a person's name takes feminine forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woman {
    Yes,
    No,
}
