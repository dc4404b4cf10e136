//! A profile as it stands in its file: every line may be left out, and a file that extends another gives only what differs.
//!
//! Reading names the line of a fault and the nearest known word. Meaning comes in [`super::build`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ProfileError;
pub use super::words::*;
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
        /// The school's own act: title, number and date. Moscow's order demands one.
        act: String,
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
        /// Days by grade.
        composition_days: BTreeMap<Grades, u32>,
        /// Which days count; calendar days where nothing is said.
        count_days: CountDays,
        /// Whether a term that ends on a day off ends with the next working day.
        shift_on_day_off: bool,
        /// Kinds whose marks all stand on the day of the work.
        same_day_kinds: Vec<WorkKind>,
        /// Kinds that are due some days later.
        days_kinds: Vec<WorkKind>,
        /// How many days.
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
        /// In which language topics and homework are written.
        language: TopicLanguage,
        /// Which clause holds for a class taught in another language than Russian.
        language_priority: LanguagePriority,
        /// Classes taught in another language than Russian, with the language's code («7К» = "crh").
        class_languages: BTreeMap<String, String>,
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
        /// Subjects in which a period's mark without written work is to be confirmed apart.
        written_subjects: Vec<String>,
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
    /// Personal data.
    DataRules {
        /// Days after which data is destroyed once its purpose is reached.
        purge_days: u32,
        /// Days after which a pupil's data is destroyed once consent is withdrawn.
        withdrawn_purge_days: u32,
        /// Days within which those concerned are told of a force majeure.
        notice_days: u32,
        /// Working days within which data that was asked for is added.
        answer_working_days: u32,
        /// Minutes without a key until the screens are locked; 0: never.
        lock_minutes: u32,
        /// Work with personal data outside the school.
        work_at_home: Permission,
        /// Personal data by e-mail.
        email: Permission,
        /// Personal data on removable media.
        removable_media: Permission,
        /// How data is deleted.
        delete: Deletion,
        /// Whether reading is logged, and not only entry.
        read_audit: bool,
        /// Whether who entered a value is the only one to change it.
        own_entries_only: bool,
        /// Whether aggregates come without names.
        analyst_without_names: bool,
    }
}

section! {
    /// The archive.
    ArchiveRules {
        /// How many media an archive needs.
        media: u32,
        /// Whether they are kept in different rooms.
        different_rooms: bool,
        /// Years for which journals are kept.
        journal_years: u32,
        /// Years for which summaries are kept.
        summary_years: u32,
        /// Days after which a backup is due.
        backup_days: u32,
        /// Days within which the summary of a closed journal goes to the archive; 0: on the same day.
        summary_days: u32,
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
    /// The built-in profiles that this one differs from: the first gives the most, later ones what it leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<Extends>,
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
    /// Personal data.
    pub data: DataRules,
    /// The archive.
    pub archive: ArchiveRules,
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

    /// This file as the first of two bases: it cites both texts, and has entry rules where one of them has.
    #[must_use]
    pub fn beside(self, other: Self) -> Self {
        let mut texts = self.source.texts.clone().unwrap_or_default();
        texts.extend(other.source.texts.iter().flatten().copied());
        texts.dedup();
        let entry_rules = self.source.entry_rules == Some(true) || other.source.entry_rules == Some(true);
        let mut both = self.over(other);
        both.source.texts = Some(texts);
        both.source.entry_rules = Some(entry_rules);
        both
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
            data: self.data.over(base.data),
            archive: self.archive.over(base.archive),
            rules: self.rules.over(base.rules),
            subjects,
        }
    }
}
