//! The files of a school as they stand in a folder, and their way into [`SchoolData`].

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::entries::{self, Against};
use super::problem::{Problem, What};
use super::table::{Need, Problems, Spec, Table};
use super::{SchoolData, journals, people, settings, timetable};

/// The files of one school, by name relative to its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchoolFiles {
    /// Name (`pupils.csv`) to bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl SchoolFiles {
    /// The files of the small invented school, as compiled into the program.
    #[must_use]
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        Self { files: files.collect() }
    }

    /// Writes the files into a folder, which is made if need be.
    ///
    /// # Errors
    /// What the file system says.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Reads the school that the files describe.
    ///
    /// # Errors
    /// Every problem of every file, by file and line.
    pub fn read(&self) -> Result<SchoolData, Vec<Problem>> {
        read_from(&|name| self.files.get(name).cloned())
    }
}

macro_rules! embedded {
    ($($name:literal),*) => {
        const EMBEDDED: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../examples/school/", $name)))),*];
    };
}

embedded![
    "school.toml",
    "teachers.csv",
    "users.csv",
    "classes.csv",
    "pupils.csv",
    "journals.csv",
    "timetable.csv",
    "changes.csv",
    "plan.csv",
    "entries.csv",
    "terms.csv"
];

/// Reads a school from a folder of files. A file larger than its limit is not read into memory.
///
/// # Errors
/// Every problem of every file, by file and line.
pub fn read(folder: &Path) -> Result<SchoolData, Vec<Problem>> {
    read_from(&|name| {
        let path = folder.join(name);
        let size = std::fs::metadata(&path).ok()?.len();
        if size > LARGEST { Some(vec![0; usize::try_from(LARGEST).ok()? + 1]) } else { std::fs::read(&path).ok() }
    })
}

/// No file of a school is larger (bytes); each kind of file has a smaller limit of its own.
const LARGEST: u64 = 64 << 20;

/// Reads a school from files that a function hands out by their relative name (`school.toml`, `plans/7a.csv`).
///
/// # Errors
/// Every problem of every file, by file and line.
pub fn read_from(file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<SchoolData, Vec<Problem>> {
    let problems = Problems::default();
    let data = assemble(file, &problems);
    match data {
        Some(data) if problems.is_empty() => Ok(data),
        _ => Err(problems.into_list()),
    }
}

fn assemble(file: &dyn Fn(&str) -> Option<Vec<u8>>, problems: &Problems) -> Option<SchoolData> {
    let settings = settings::read(file(settings::FILE), problems);
    let needed = |name: &str, spec: &Spec| table(file, name, spec, Need::Filled, problems);
    let optional = |name: &str, spec: &Spec| table(file, name, spec, Need::Nothing, problems);
    let teachers = needed("teachers.csv", &people::TEACHERS);
    let users = optional("users.csv", &people::USERS);
    let class_rows = needed("classes.csv", &people::CLASSES);
    let pupils = needed("pupils.csv", &people::PUPILS);
    let journal_rows = needed("journals.csv", &journals::JOURNALS);
    let slots = needed("timetable.csv", &timetable::TIMETABLE);
    let changes = optional("changes.csv", &timetable::CHANGES);
    let plan = optional("plan.csv", &journals::PLAN);
    let entry_rows = optional("entries.csv", &entries::ENTRIES);
    let terms = optional("terms.csv", &entries::TERMS);
    let school = settings?;

    let mut staff = people::staff(&teachers, &users, &school);
    let mut classes = people::classes(&class_rows, &mut staff, &school);
    people::pupils(&pupils, &mut classes, &school);
    let mut journals = journals::journals(&journal_rows, &classes, &staff);
    journals::check_groups(&pupils, &classes, &journals);
    let mut plan_ids = HashMap::new();
    journals::plans(&plan, &classes, &mut journals, &mut plan_ids);
    for class in &classes.list {
        let name = format!("plans/{}.csv", class.of.class.id);
        let plan = optional(&name, &journals::PLAN);
        journals::plans(&plan, &classes, &mut journals, &mut plan_ids);
    }
    let (lessons, gaps) = timetable::lessons(&slots, &changes, &school, &classes, &journals, &staff);
    let places = timetable::by_place(&lessons);
    let against = Against {
        school: &school,
        classes: &classes,
        journals: &journals,
        staff: &staff,
        lessons: &lessons,
        places,
        gaps: &gaps,
    };
    let facts = entries::facts(&entry_rows, &terms, &against);
    let lessons = lessons.into_iter().map(|dated| dated.lesson).collect();
    Some(SchoolData {
        school: school.school,
        profile: school.profile,
        bells: school.bells,
        calendar: school.calendar,
        periods: school.periods,
        accounts: staff.accounts,
        classes: classes.list.into_iter().map(|class| class.of).collect(),
        journals: journals.list,
        lessons,
        facts,
    })
}

fn table<'p>(
    file: &dyn Fn(&str) -> Option<Vec<u8>>,
    name: &str,
    spec: &Spec,
    need: Need,
    problems: &'p Problems,
) -> Table<'p> {
    if let Some(bytes) = file(name) {
        return Table::read(name, &bytes, spec, problems);
    }
    if need == Need::Filled {
        problems.of_file(name, None, What::FileMissing { value: name.to_owned(), other: String::new() });
        problems.mark_broken(name);
    }
    Table::none(name, problems)
}
