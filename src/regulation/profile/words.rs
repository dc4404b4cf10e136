//! The words, instants and spans of grades that a profile file is written with.

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares a closed list of words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$word_doc])* $word,)* }
    )*};
}

words! {
    /// First instant for marks of a period.
    TermSoft {
        /// The last day of lessons.
        LastSchoolDay,
    }
    /// Which days a term in days counts.
    CountDays {
        /// Every day.
        Calendar,
        /// Days on which the staff works.
        Working,
    }
    /// What may be entered on a day that has passed.
    Backdated {
        /// Marks for written works.
        WrittenOnly,
    }
    /// Where the two marks for a composition in literature go.
    LiteratureComposition {
        /// Literature and Russian.
        Split,
        /// One cell.
        SameCell,
    }
    /// Marks in grade 1.
    Grade1 {
        /// Accepted after a second key.
        Ask,
        /// Refused, and homework with them.
        Forbid,
    }
    /// Pupils taught at home.
    HomeSchooled {
        /// Neither absences nor marks in the class journal.
        Skip,
    }
    /// Marks of pupils in a sanatorium.
    Sanatorium {
        /// With a comment that names the certificate.
        Comment,
    }
    /// How a topic that is not in the plan weighs.
    PlanMatch {
        /// Accepted after a second key.
        Warning,
        /// Refused without a reason.
        Error,
    }
    /// How strictly numbered works are worded.
    NumberedWorks {
        /// Kind, number and title.
        Strict,
    }
    /// At which lessons a safety briefing is noted.
    SafetyWhen {
        /// The first lesson of the year.
        FirstOfYear,
        /// The first lesson and each with a briefing in the plan.
        EachBriefing,
    }
    /// In which language topics and homework are written.
    TopicLanguage {
        /// Russian, in foreign languages too.
        Ru,
        /// The language in which the class is taught.
        Class,
        /// The state language, which is written in Latin letters.
        State,
    }
    /// Formulas of the final marks of grades 9 and 11.
    FinalFormulas {
        /// Grade 9: year and examination; grade 11: all half-years and years.
        YearAndExam,
    }
    /// How a mean becomes a mark.
    Rounding {
        /// A half goes up.
        HalfUp,
        /// Every fraction goes up.
        AlwaysUp,
    }
}

words! {
    /// Whether something is allowed.
    Permission {
        /// It is.
        Allow,
        /// It is not.
        Forbid,
    }
    /// How data is deleted.
    Deletion {
        /// By a mark; the value stays readable in the history.
        Tombstone,
    }
}

/// Which of two clauses holds that say different things of the language of a class taught in another one than Russian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguagePriority {
    /// The language of teaching (¶2.11).
    #[serde(rename = "2.11")]
    Teaching,
    /// Russian (¶6.46).
    #[serde(rename = "6.46")]
    Russian,
}

/// The profiles that a file differs from: one, or several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Extends {
    /// One profile.
    One(String),
    /// Several, the first giving the most.
    Several(Vec<String>),
}

impl Extends {
    /// The names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// A text whose clauses are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Text {
    /// Altai, МКОУ «Стародраченинская с.о.ш.».
    Std,
    /// Crimea, МБОУ «Воробьевская средняя школа».
    Vor,
    /// Moscow, order 810.
    Msk,
    /// Moscow Oblast, МБОУ «Шеметовская СОШ».
    Shm,
    /// Moldova, decision 899.
    Mda,
}

/// An instant of the lesson's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "MomentText", into = "MomentText")]
pub enum Moment {
    /// A time of the day.
    At(NaiveTime),
    /// 23:59:59.
    EndOfDay,
    /// Some minutes after lessons end.
    After {
        /// Whose lessons.
        after: Whose,
        /// How many minutes.
        minutes: u32,
        /// Not later than.
        until: Option<NaiveTime>,
    },
}

/// Whose last lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Of the whole school.
    School,
    /// Of the class.
    Class,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum MomentText {
    Word(DayEnd),
    At(Clock),
    After {
        after: Whose,
        minutes: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Clock>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DayEnd {
    EndOfDay,
}

#[derive(Clone, Copy)]
struct Clock(NaiveTime);

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map(Self).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%H:%M"))
    }
}

impl From<MomentText> for Moment {
    fn from(text: MomentText) -> Self {
        match text {
            MomentText::Word(DayEnd::EndOfDay) => Self::EndOfDay,
            MomentText::At(time) => Self::At(time.0),
            MomentText::After { after, minutes, until } => Self::After { after, minutes, until: until.map(|clock| clock.0) },
        }
    }
}

impl From<Moment> for MomentText {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::EndOfDay => Self::Word(DayEnd::EndOfDay),
            Moment::At(time) => Self::At(Clock(time)),
            Moment::After { after, minutes, until } => Self::After { after, minutes, until: until.map(Clock) },
        }
    }
}

/// Grades from one to another, both included («2-11»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grades {
    /// The lowest.
    pub from: u8,
    /// The highest.
    pub to: u8,
}

impl Grades {
    /// Whether the grade is one of them.
    #[must_use]
    pub const fn contains(self, grade: u8) -> bool {
        self.from <= grade && grade <= self.to
    }
}

impl<'de> Deserialize<'de> for Grades {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (from, to) = text.split_once('-').unwrap_or((&text, &text));
        match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) if 1 <= from && from <= to && to <= 11 => Ok(Self { from, to }),
            _ => Err(serde::de::Error::custom("invalid grades")),
        }
    }
}

impl Serialize for Grades {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}-{}", self.from, self.to))
    }
}
