//! Works: what a column of marks stands for.

use serde::{Deserialize, Serialize};

use super::id::{JournalId, LessonId, WorkId};

macro_rules! work_kinds {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// What kind of work the marks of a column are for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum WorkKind {
            $($(#[$doc])* $name,)*
        }

        impl WorkKind {
            /// Every kind, in the order in which a teacher is offered them.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The name in JSON, in files and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// The kind of a name as [`Self::name`] writes it.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|kind| kind.name() == name)
            }
        }
    };
}

work_kinds! {
    /// An answer at the lesson (ответ).
    Oral => "oral",
    /// Independent work (самостоятельная работа).
    Independent => "independent",
    /// A short test of part of a lesson.
    ShortTest => "short_test",
    /// A test (тест).
    Test => "test",
    /// A control work (контрольная работа).
    Control => "control",
    /// A control dictation.
    ControlDictation => "control_dictation",
    /// A dictation with a grammar task: two marks.
    DictationWithGrammar => "dictation_with_grammar",
    /// A vocabulary dictation.
    VocabularyDictation => "vocabulary_dictation",
    /// Изложение.
    Exposition => "exposition",
    /// Сочинение.
    Composition => "composition",
    /// Домашнее сочинение.
    HomeComposition => "home_composition",
    /// A laboratory work.
    Lab => "lab",
    /// A practical work.
    Practical => "practical",
    /// Зачёт.
    Credit => "credit",
    /// The column «Тетрадь»: a work without a lesson.
    Notebook => "notebook",
    /// A project.
    Project => "project",
    /// Anything else.
    Other => "other",
}

impl WorkKind {
    /// Whether the work is written: its marks may come on a later day than an oral answer's.
    #[must_use]
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Oral | Self::Project | Self::Notebook | Self::Other)
    }
}

/// A work of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Work {
    /// The work.
    pub id: WorkId,
    /// The journal it belongs to.
    pub journal: JournalId,
    /// The lesson it was written in; `None` for «Тетрадь».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<LessonId>,
    /// What it is.
    #[serde(flatten)]
    pub spec: WorkSpec,
}

/// What a teacher says of a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkSpec {
    /// What kind of work it is.
    pub kind: WorkKind,
    /// Its number among works of the kind («№ 3»).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Whether every pupil owes it.
    #[serde(default)]
    pub obligatory: bool,
}

impl WorkSpec {
    /// An ordinary work of the kind: no number, no title, not obligatory.
    #[must_use]
    pub const fn of(kind: WorkKind) -> Self {
        Self { kind, number: None, title: String::new(), obligatory: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_spelling_in_json() {
        for kind in WorkKind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.name().into()));
            assert_eq!(WorkKind::from_name(kind.name()), Some(kind));
        }
    }
}
