//! Arguments of the commands that enter something.

use std::path::PathBuf;

use clap::Args;

use crate::cli::values::{Day, LessonAt};

/// What goes with every entry.
#[derive(Debug, Clone, Default, Args)]
pub struct EntryOptions {
    /// A comment on the cell.
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
    /// Why it is late or off the plan.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// The explanation of a correction.
    #[arg(long, value_name = "TEXT")]
    pub explanation: Option<String>,
    /// Answers every warning with yes.
    #[arg(long)]
    pub yes: bool,
    /// How it is sent.
    #[command(flatten)]
    pub sending: Sending,
}

/// How entries are sent after they are on disk.
#[derive(Debug, Clone, Default, Args)]
pub struct Sending {
    /// Not now.
    #[arg(long, conflicts_with = "wait")]
    pub no_push: bool,
    /// Until the server has answered.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "60")]
    pub wait: Option<u32>,
}

/// `mark`.
#[derive(Debug, Args)]
pub struct Mark {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The subject, or its first letters.
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// List number, or the first letters of the surname.
    #[arg(value_name = "PUPIL")]
    pub pupil: String,
    /// What is entered.
    #[arg(value_name = "VALUE")]
    pub value: String,
    /// Which work of the lesson, where it has several.
    #[arg(long, value_name = "KIND")]
    pub work: Option<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `absent`.
#[derive(Debug, Args)]
pub struct Absent {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// Who is absent; `+` names all who are known to be.
    #[arg(value_name = "PUPIL")]
    pub pupils: Vec<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `lesson`.
#[derive(Debug, Args)]
pub struct LessonPage {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// The topic.
    #[arg(long, value_name = "TEXT", conflicts_with = "next_topic")]
    pub topic: Option<String>,
    /// The next topic of the plan.
    #[arg(long)]
    pub next_topic: bool,
    /// The homework.
    #[arg(long, value_name = "TEXT", conflicts_with = "no_homework")]
    pub homework: Option<String>,
    /// «Не задано».
    #[arg(long)]
    pub no_homework: bool,
    /// For when the homework is.
    #[arg(long = "for", value_name = "DATE", requires = "homework")]
    pub due: Option<Day>,
    /// Whose homework it is; without it the whole class's.
    #[arg(long, value_name = "PUPILS", requires = "homework")]
    pub only: Option<String>,
    /// Kind of work.
    #[arg(long, value_name = "KIND")]
    pub work: Option<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The file; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How it is sent.
    #[command(flatten)]
    pub sending: Sending,
}
