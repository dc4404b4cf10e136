//! Reading one CSV file into rows of cells, with every problem noted.
//!
//! The delimiter is the more frequent of `;` and `,` in the header row, a byte order mark is skipped, columns may stand in
//! any order and be named in English or Russian. Nothing is known here of what the cells mean.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use csv::StringRecord;

use super::guess::nearest;
use super::problem::{Problem, What};

/// No more problems than this are listed; nobody mends more at once.
const MOST_PROBLEMS: usize = 500;

/// Collects problems. Shared by all readers of a school, hence the inner mutability.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: RefCell<Vec<Problem>>,
    more: Cell<usize>,
    broken: RefCell<HashSet<String>>,
}

impl Problems {
    pub fn add(&self, problem: Problem) {
        let mut list = self.list.borrow_mut();
        if list.len() < MOST_PROBLEMS {
            list.push(problem);
        } else {
            self.more.set(self.more.get() + 1);
        }
    }

    /// Remembers that something could not be read at all, so that nobody complains of what it would have defined.
    pub fn mark_broken(&self, what: &str) {
        self.broken.borrow_mut().insert(what.to_owned());
    }

    /// Whether what a file (or `bells`) would have defined is not to be missed.
    pub fn is_broken(&self, what: &str) -> bool {
        self.broken.borrow().contains(what)
    }

    pub fn of_file(&self, file: &str, line: Option<u64>, what: What) {
        self.add(Problem { file: file.to_owned(), line, column: None, what, guess: None });
    }

    pub fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// All problems, by file and line.
    pub fn into_list(self) -> Vec<Problem> {
        let (mut list, more) = (self.list.into_inner(), self.more.get());
        list.sort();
        list.dedup();
        if more > 0 {
            let what = What::More { value: more.to_string(), other: String::new() };
            list.push(Problem { file: String::from("…"), line: None, column: None, what, guess: None });
        }
        list
    }
}

/// Whether a column must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The column and a text in each of its cells.
    Filled,
    /// The column; cells may be empty.
    Column,
    /// Neither.
    Nothing,
}

/// What a file looks like.
#[derive(Debug)]
pub(super) struct Spec {
    /// Its columns: English name, Russian name, need.
    pub columns: &'static [(&'static str, &'static str, Need)],
    /// Largest size in bytes.
    pub cap: usize,
}

/// The rows of a file.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub file: String,
    problems: &'a Problems,
    places: HashMap<&'static str, usize>,
    rows: Vec<StringRecord>,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table<'a>,
    cells: &'a StringRecord,
}

impl<'a> Table<'a> {
    /// A table without rows, for an optional file that is not there.
    pub fn none(file: &str, problems: &'a Problems) -> Self {
        Self { file: file.to_owned(), problems, places: HashMap::new(), rows: Vec::new() }
    }

    /// Reads the bytes of a file.
    pub fn read(file: &str, bytes: &[u8], spec: &Spec, problems: &'a Problems) -> Self {
        let mut table = Self::none(file, problems);
        let Some(text) = decoded(file, bytes, spec.cap, problems) else {
            problems.mark_broken(file);
            return table;
        };
        let header = text.lines().next().unwrap_or_default();
        let delimiter = if header.matches(';').count() >= header.matches(',').count() { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut width = None;
        for record in reader.records() {
            let Ok(record) = record else { continue };
            let Some(width) = width else {
                width = Some(record.len());
                table.places = table.header(&record, spec);
                continue;
            };
            if record.iter().all(str::is_empty) {
                continue;
            }
            if record.len() == width {
                table.rows.push(record);
            } else {
                let what = What::RowLength { value: record.len().to_string(), other: width.to_string() };
                problems.of_file(file, record.position().map(csv::Position::line), what);
                problems.mark_broken(file);
            }
        }
        if width.is_none() {
            table.header(&StringRecord::new(), spec);
        }
        table.check_cells(spec);
        table
    }

    fn header(&self, record: &StringRecord, spec: &Spec) -> HashMap<&'static str, usize> {
        let mut places = HashMap::new();
        let add = |what: What, guess: Option<String>| {
            self.problems.add(Problem { file: self.file.clone(), line: Some(1), column: None, what, guess });
        };
        for (place, title) in record.iter().enumerate() {
            let folded = title.to_lowercase();
            let known = spec.columns.iter().find(|(english, russian, _)| folded == *english || folded == *russian);
            match known {
                Some((name, ..)) if places.insert(*name, place).is_none() => {}
                Some(_) => add(What::SaidTwice { value: title.to_owned(), other: String::from("1") }, None),
                None => {
                    let names = spec.columns.iter().flat_map(|(english, russian, _)| [*english, *russian]);
                    let guess = nearest(title, names);
                    add(What::ColumnUnknown { value: title.to_owned(), other: String::new() }, guess);
                }
            }
        }
        for (name, _, need) in spec.columns {
            if *need != Need::Nothing && !places.contains_key(name) {
                add(What::ColumnMissing { value: (*name).to_owned(), other: String::new() }, None);
                self.problems.mark_broken(&self.file);
            }
        }
        places
    }

    fn check_cells(&self, spec: &Spec) {
        for row in self.rows() {
            for (name, _, need) in spec.columns {
                let text = row.get(name);
                if *need == Need::Filled && text.is_empty() && self.places.contains_key(name) {
                    row.problem(name, What::Empty { value: String::new(), other: String::new() });
                } else if text.len() > 2000 || text.chars().any(char::is_control) {
                    row.problem(name, What::BadText { value: text.chars().take(20).collect(), other: String::new() });
                }
            }
        }
    }

    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

impl Row<'_> {
    /// The cell of a column, without the spaces around it; empty where there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.table.places.get(column).and_then(|place| self.cells.get(*place)).unwrap_or_default()
    }

    /// Line of the row in its file.
    pub fn line(&self) -> u64 {
        self.cells.position().map_or(0, csv::Position::line)
    }

    /// Whether what a file would have defined is not to be missed.
    pub fn is_broken(&self, file: &str) -> bool {
        self.table.problems.is_broken(file)
    }

    /// Name of the file.
    pub fn file(&self) -> &str {
        &self.table.file
    }

    /// Notes a problem in a column.
    pub fn problem(&self, column: &str, what: What) {
        self.problem_meant(column, what, None);
    }

    /// Notes a problem with what was probably meant.
    pub fn problem_meant(&self, column: &str, what: What, guess: Option<String>) {
        self.table.problems.add(Problem {
            file: self.table.file.clone(),
            line: Some(self.line()),
            column: Some(column.to_owned()),
            what,
            guess,
        });
    }

    /// Notes that a cell names something that is nowhere defined.
    pub fn unknown<'k>(&self, column: &str, defined_in: &str, known: impl IntoIterator<Item = &'k str>) {
        if self.table.problems.is_broken(defined_in) {
            return;
        }
        let value = self.get(column).to_owned();
        let guess = nearest(&value, known);
        self.problem_meant(column, What::Unknown { value, other: defined_in.to_owned() }, guess);
    }
}

/// The text of a file: within its size, UTF-8, without the byte order mark.
pub(super) fn decoded<'b>(file: &str, bytes: &'b [u8], cap: usize, problems: &Problems) -> Option<&'b str> {
    if bytes.len() > cap {
        problems.of_file(file, None, What::TooLarge { value: bytes.len().to_string(), other: cap.to_string() });
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let valid = &bytes[..error.valid_up_to()];
            let line = valid.iter().fold(1, |line, byte| line + u64::from(*byte == b'\n'));
            let (value, other) = (String::new(), String::new());
            let what = if looks_like_windows_1251(bytes) {
                What::Windows1251 { value, other }
            } else {
                What::NotUtf8 { value, other }
            };
            problems.of_file(file, Some(line), what);
            None
        }
    }
}

/// Bytes 0xC0–0xFF are the Russian letters of Windows-1251; in such a text nearly all high bytes are among them.
fn looks_like_windows_1251(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let letters = bytes.iter().filter(|byte| **byte >= 0xc0 || matches!(**byte, 0xa8 | 0xb8 | 0xb9 | 0xab | 0xbb)).count();
    // UTF-16, the other encoding of spreadsheets, is full of zeros.
    high > 0 && letters * 10 >= high * 9 && !bytes.contains(&0)
}
