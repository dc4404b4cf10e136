//! What can be wrong with the files of a school.
//!
//! A problem carries no sentence: the place, a kind with its arguments, and perhaps a guess of what was meant. The sentence
//! stands under [`Problem::key`] in `strings/*/school.ftl`, that of the guess under `school-hint`.

use std::fmt;

/// One thing that is wrong in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File, relative to the folder of the school.
    pub file: String,
    /// Line, from 1; `None` when the whole file is meant.
    pub line: Option<u64>,
    /// Column by its name in the header row (in `school.toml`: the key).
    pub column: Option<String>,
    /// What is wrong.
    pub what: What,
    /// What was probably meant, where something known is close.
    pub guess: Option<String>,
}

macro_rules! what {
    ($($(#[$doc:meta])* $name:ident => $key:literal,)*) => {
        /// Kinds of problems. `value` is what stands in the file.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum What {
            $($(#[$doc])* $name {
                /// What stands in the file, or what is missing.
                value: String,
                /// What it is at odds with (another line, a limit, the lessons meant), or nothing.
                other: String,
            },)*
        }

        impl What {
            /// Key of the sentence in `strings/*/school.ftl`; its placeholders are `value` and `other`.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => concat!("school-", $key),)*
                }
            }

            /// Every key, for the test that each has a sentence.
            pub const KEYS: &'static [&'static str] = &[$(concat!("school-", $key)),*];

            /// The two placeholders of the sentence.
            #[must_use]
            pub fn args(&self) -> [(&'static str, &str); 2] {
                match self {
                    $(Self::$name { value, other } => [("value", value), ("other", other)],)*
                }
            }
        }
    };
}

what! {
    /// The file is missing.
    FileMissing => "file-missing",
    /// The file is larger than its limit (`other`: the limit in bytes).
    TooLarge => "too-large",
    /// The file cannot be read (`value`: the system's reason).
    Unreadable => "unreadable",
    /// The file is not UTF-8; it looks like Windows-1251.
    Windows1251 => "windows-1251",
    /// The file is not UTF-8.
    NotUtf8 => "not-utf8",
    /// `school.toml` is not TOML or lacks something (`value`: the reader's reason).
    NotToml => "not-toml",
    /// A column that must be there is missing in the header row.
    ColumnMissing => "column-missing",
    /// A column that nobody knows.
    ColumnUnknown => "column-unknown",
    /// A row with another number of cells than the header (`value`, `other`: the two numbers).
    RowLength => "row-length",
    /// A cell that must not be empty is.
    Empty => "empty",
    /// Text in which control characters stand or that is too long.
    BadText => "bad-text",
    /// An id with other characters than Latin letters, digits, `-`, `_` and `.`.
    BadId => "bad-id",
    /// An id that another row has too (`other`: its line).
    Duplicate => "duplicate",
    /// The same thing said twice (`other`: the other line).
    SaidTwice => "said-twice",
    /// Not a number, or out of its range (`other`: the range).
    BadNumber => "bad-number",
    /// Not a date, or a date outside the school year (`other`: the year).
    BadDate => "bad-date",
    /// Not a time of day or an instant.
    BadTime => "bad-time",
    /// Not one of the words allowed (`other`: these words).
    BadWord => "bad-word",
    /// An unknown zone.
    BadZone => "bad-zone",
    /// Something begins after it ends, or overlaps its neighbour.
    BadSpan => "bad-span",
    /// Something named that is nowhere defined (`other`: the file that would define it).
    Unknown => "unknown",
    /// A teacher in two rooms at once (`other`: the other line).
    TeacherTwice => "teacher-twice",
    /// A class in two places at once (`other`: the other line).
    ClassTwice => "class-twice",
    /// A row names another teacher than the journal has (`other`: that one).
    TeacherDiffers => "teacher-differs",
    /// A lesson number for which the schedule has no bell (`other`: the schedule).
    NoBell => "no-bell",
    /// There is no such lesson on that date.
    NoLesson => "no-lesson",
    /// A cell of marks that cannot be read.
    BadMarks => "bad-marks",
    /// A mark for a pupil who is not in the journal.
    NotInJournal => "not-in-journal",
    /// Marks without a kind of work, or a work without its lesson.
    NoWork => "no-work",
    /// Too many problems; the rest is not listed (`value`: how many).
    More => "more",
}

impl Problem {
    /// Key of the sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.what.key()
    }
}

/// The place, for a line of output: «pupils.csv:12, class».
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        self.column.as_ref().map_or(Ok(()), |column| write!(f, ", {column}"))
    }
}
