//! Subjects and their other names, and sets of subjects.

use std::collections::BTreeMap;

use super::super::wording::fold;

/// A subject that the profile names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct SubjectId(u8);

/// The subjects of a profile.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Subjects {
    names: Vec<(String, String, SubjectId)>,
    count: u8,
    pub literature: Option<SubjectId>,
    pub russian: Option<SubjectId>,
    pub foreign: Option<SubjectId>,
    pub native: Option<SubjectId>,
    pub physical: Option<SubjectId>,
    pub mathematics: Option<SubjectId>,
}

/// A set of subjects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct SubjectSet(u64);

impl Subjects {
    /// Reads the table of names.
    pub fn new(table: &BTreeMap<String, Vec<String>>) -> Self {
        let mut subjects = Self::default();
        for (name, others) in table {
            let id = subjects.add(name);
            for other in others {
                subjects.names.push((other.clone(), fold(other), id));
            }
        }
        subjects.literature = subjects.find("Литература");
        subjects.russian = subjects.find("Русский язык");
        subjects.foreign = subjects.find("Иностранный язык");
        subjects.native = subjects.find("Родной язык");
        subjects.mathematics = subjects.find("Математика");
        subjects.physical = subjects.find("Физическая культура");
        subjects
    }

    /// The subject of a name, whatever its case and spaces.
    pub fn find(&self, name: &str) -> Option<SubjectId> {
        if let Some((_, _, id)) = self.names.iter().find(|(known, _, _)| known == name) {
            return Some(*id);
        }
        let folded = fold(name);
        let of = |folded: &str| self.names.iter().find(|(_, known, _)| known == folded).map(|(_, _, id)| *id);
        of(&folded).or_else(|| of(without_addition(&folded)?))
    }

    /// The set of a list of names; a name that the table lacks becomes a subject of its own.
    pub fn set(&mut self, names: Option<&[String]>) -> SubjectSet {
        let mut set = SubjectSet::default();
        for name in names.unwrap_or_default() {
            let id = self.find(name).unwrap_or_else(|| self.add(name));
            set.0 |= 1 << id.0;
        }
        set
    }

    fn add(&mut self, name: &str) -> SubjectId {
        // More than 64 subjects in one profile share the last place; no school has so many with rules of their own.
        let id = SubjectId(self.count.min(63));
        self.count = self.count.saturating_add(1);
        self.names.push((name.to_owned(), fold(name), id));
        id
    }
}

/// A subject as timetables write it with an addition: «иностранный язык (английский)», «физическая культура (девочки)».
/// What is taught as a native language is no part of the subject that it is named after.
fn without_addition(folded: &str) -> Option<&str> {
    let (name, addition) = folded.strip_suffix(')')?.rsplit_once('(')?;
    (!addition.starts_with("родн")).then(|| name.trim_end())
}

impl SubjectSet {
    /// Whether the subject is one of them.
    pub fn has(self, subject: Option<SubjectId>) -> bool {
        subject.is_some_and(|id| self.0 >> id.0 & 1 == 1)
    }
}
