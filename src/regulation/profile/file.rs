//! A profile as it stands in its file: every line may be left out, and a file that extends another gives only what differs.
//!
//! Reading names the line of a fault and the nearest known word. Meaning comes in [`super::build`].

use std::collections::BTreeMap;

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ProfileError;
use crate::domain::{Role, WorkKind};

/// Declares a section whose every field may be left out, and how one section lies over another.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$kind>,
            )*
        }

        impl $name {
            /// This section, with what it leaves out taken from `base`.
            #[must_use]
            pub fn over(self, base: Self) -> Self {
                Self { $($field: self.$field.or(base.$field),)* }
            }
        }
    };
}

section! {
    /// Where the rules come from.
    Source {
        /// Title of the document.
        title: String,
        /// Its number and date.
        order: String,
        /// Codes of the texts whose clauses may be cited.
        texts: Vec<Text>,
        /// Whether the texts say what may be entered.
        entry_rules: bool,
    }
}

section! {
    /// The school's time.
    Time {
        /// IANA zone; empty: the school's own.
        zone: String,
    }
}

section! {
    /// Until when what is due.
    Deadline {
        /// The roll call.
        attendance: Moment,
        /// The topic.
        topic: Moment,
        /// Homework.
        homework: Moment,
        /// Marks that have no term of their own.
        current_mark: Moment,
        /// The reason of an absence.
        reason: Moment,
        /// The reason of an absence, first instant.
        reason_soft: Moment,
        /// The reason of an absence, working days after its document.
        reason_working_days: u32,
        /// Marks of a period, first instant.
        term_soft: TermSoft,
        /// Marks of a period, working days after its end.
        term_working_days: u32,
        /// Marks of an examination, working days after its protocol.
        exam_working_days: u32,
        /// Marks of a period or examination, hours after the result.
        result_hours: u32,
        /// Entries made during an outage, working days after its end.
        transfer_working_days: u32,
    }
}

section! {
    /// Terms of written works.
    Written {
        /// Kinds that are due by the next lesson.
        next_lesson_kinds: Vec<WorkKind>,
        /// In which grades.
        next_lesson_grades: Grades,
        /// Above how many works the lesson after next counts.
        big_batch: u32,
        /// Kinds whose term depends on the grade.
        composition_kinds: Vec<WorkKind>,
        /// Calendar days by grade.
        composition_days: BTreeMap<Grades, u32>,
        /// Kinds whose marks all stand on the day of the work.
        same_day_kinds: Vec<WorkKind>,
        /// Kinds that are due some days later.
        days_kinds: Vec<WorkKind>,
        /// How many calendar days.
        days: u32,
        /// What may be entered on a day that has passed.
        backdated: Backdated,
    }
}

section! {
    /// What a cell may hold.
    MarkRules {
        /// Subjects with two marks in a cell.
        dual_subjects: Vec<String>,
        /// Kinds of work with two marks in a cell.
        dual_kinds: Vec<WorkKind>,
        /// Where the two marks for a composition in literature go.
        literature_composition: LiteratureComposition,
        /// Whether an absence and a mark may share a cell («н5»).
        debt: bool,
        /// Kinds of work that every pupil owes.
        obligatory_kinds: Vec<WorkKind>,
        /// Marks in grade 1.
        grade1: Grade1,
        /// Subjects with the column «Тетрадь».
        notebook_subjects: Vec<String>,
        /// After how many missed lessons a 2 is not recommended.
        two_after_missed: u32,
    }
}

section! {
    /// Absences.
    AttendanceRules {
        /// How an absence is written.
        code: String,
        /// Pupils taught at home.
        home_schooled: HomeSchooled,
        /// Marks of pupils in a sanatorium.
        sanatorium: Sanatorium,
    }
}

section! {
    /// Topics.
    TopicRules {
        /// How a topic that is not in the plan weighs.
        plan_match: PlanMatch,
        /// Whether «Повторение» must say of what.
        repetition_named: bool,
        /// Note of a lesson of speech development.
        speech_prefix: String,
        /// Note of a lesson of reading outside the programme.
        reading_prefix: String,
        /// How strictly numbered works are worded.
        numbered_works: NumberedWorks,
        /// Whether a short work is noted after the topic.
        short_work_suffix: bool,
        /// Subjects with safety briefings.
        safety_subjects: Vec<String>,
        /// At which lessons.
        safety_when: SafetyWhen,
    }
}

section! {
    /// Homework.
    HomeworkRules {
        /// Subjects without homework.
        forbidden_subjects: Vec<String>,
    }
}

section! {
    /// Marks of periods.
    TermRules {
        /// Minimum of marks by planned lessons a week; the highest key counts for more as well.
        min_marks: BTreeMap<String, u32>,
        /// From what difference to the mean a comment is asked for.
        divergence: f64,
        /// How a mean becomes a mark.
        rounding: Rounding,
        /// Formulas of the final marks of grades 9 and 11.
        final_formulas: FinalFormulas,
        /// Above which share of missed lessons «н/а» is possible.
        not_attested_over: f64,
    }
}

section! {
    /// Corrections of marks that are in the journal.
    CorrectionRules {
        /// Who approves.
        approval: Vec<Role>,
        /// How long an explanation is at least.
        explanation_letters: u32,
    }
}

section! {
    /// Rules as such.
    RuleSwitches {
        /// Rules that the school has switched off.
        off: Vec<String>,
    }
}

/// A profile file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// Name of the profile.
    pub name: String,
    /// The built-in profile that this one differs from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// Where the rules come from.
    pub source: Source,
    /// The school's time.
    pub time: Time,
    /// Until when what is due.
    pub deadline: Deadline,
    /// Terms of written works.
    pub written: Written,
    /// What a cell may hold.
    pub mark: MarkRules,
    /// Absences.
    pub attendance: AttendanceRules,
    /// Topics.
    pub topic: TopicRules,
    /// Homework.
    pub homework: HomeworkRules,
    /// Marks of periods.
    pub term: TermRules,
    /// Corrections.
    pub correction: CorrectionRules,
    /// Switches.
    pub rules: RuleSwitches,
    /// Subjects and their other names.
    pub subjects: BTreeMap<String, Vec<String>>,
}

impl File {
    /// Reads one file, without what it extends.
    pub fn read(text: &str) -> Result<Self, ProfileError> {
        toml::from_str(text).map_err(|error| super::fault::explain(text, &error))
    }

    /// This file, with what it leaves out taken from `base`. Subjects are added to those of the base.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let mut subjects = base.subjects;
        subjects.extend(self.subjects);
        Self {
            name: self.name,
            extends: None,
            source: self.source.over(base.source),
            time: self.time.over(base.time),
            deadline: self.deadline.over(base.deadline),
            written: self.written.over(base.written),
            mark: self.mark.over(base.mark),
            attendance: self.attendance.over(base.attendance),
            topic: self.topic.over(base.topic),
            homework: self.homework.over(base.homework),
            term: self.term.over(base.term),
            correction: self.correction.over(base.correction),
            rules: self.rules.over(base.rules),
            subjects,
        }
    }
}

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
