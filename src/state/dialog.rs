//! What lies over a screen: questions, lines that are asked for, lists.

use std::collections::BTreeSet;

use super::agenda::Gap;
use super::field::TextField;
use super::history::History;
use crate::action::Action;
use crate::domain::{Finding, JournalId, Lesson, LessonId, OperationId, PupilId, Severity, Teller};
use crate::entry::{Answers, Cells, Change, Need, REPLACES, Spot, TermSpot};
use crate::keys::Context;
use crate::protocol::Answer;

/// A layer over the screen. It takes all keys until it is answered or left with Esc.
#[derive(Debug)]
pub enum Dialog {
    /// An entry needs an answer before it is made.
    Ask(Box<Ask>),
    /// Entries still wait: end all the same? They are on the disk.
    Quit {
        /// How many are on the disk and will be sent at the next start.
        waiting: usize,
        /// How many need a decision.
        undecided: usize,
    },
    /// Give an entry up: it will never be in the journal.
    GiveUp(OperationId),
    /// Two values, and a person must decide.
    Conflict {
        /// The own entry.
        operation: OperationId,
        /// Which of the two is chosen.
        choice: Choice,
    },
    /// All conflicts are decided the same way.
    Conflicts {
        /// The own entries.
        operations: Vec<OperationId>,
        /// Which of the values is chosen.
        choice: Choice,
    },
    /// A pupil is looked for.
    FindPupil {
        /// What is typed.
        query: TextField,
        /// Rows of the grid that it may mean; the first is where Enter goes.
        found: Vec<PupilId>,
        /// Which of them is chosen.
        chosen: usize,
    },
    /// An answer to a request for a correction, and why.
    Decide {
        /// The request.
        request: OperationId,
        /// Yes or no.
        answer: Answer,
        /// What is typed.
        line: TextField,
    },
    /// Letters to filter the deadlines by.
    Filter {
        /// By what.
        by: FilterBy,
        /// What is typed.
        line: TextField,
    },
    /// What the column, or the selection, is to be filled with.
    Fill {
        /// The cells.
        spots: Vec<Spot>,
        /// What is typed.
        line: TextField,
        /// Which of the cells.
        scope: Cells,
    },
    /// A comment on the marks of a cell.
    Comment {
        /// The cell.
        spot: Spot,
        /// What is typed.
        line: TextField,
    },
    /// Why the pupil of a cell is absent.
    Reason {
        /// The cell.
        spot: Spot,
        /// What is typed.
        line: TextField,
        /// Who told it.
        told_by: Teller,
    },
    /// Lessons of parallel classes that topic and homework could go to.
    CopyLesson {
        /// The lessons, the nearest first.
        lessons: Vec<Lesson>,
        /// Which of them is chosen.
        chosen: usize,
    },
    /// A column of a spreadsheet was pasted: shown, and written only after Enter.
    Paste(Vec<PastedCell>),
    /// The list of actions.
    Actions {
        /// What is typed to narrow it.
        query: TextField,
        /// The actions that are left.
        found: Vec<Action>,
        /// Which of them is chosen.
        chosen: usize,
    },
    /// What is not filled, or late.
    Jump {
        /// The fields, the most urgent first.
        gaps: Vec<Gap>,
        /// Which of them is chosen.
        chosen: usize,
        /// How many entries need a decision in the queue.
        undecided: usize,
    },
    /// Who wrote what in a cell, and when.
    History(Box<History>),
    /// An entry could not be kept. The screen shows again what stood there.
    NotKept {
        /// Key of the sentence that says why.
        why: String,
    },
}

/// An entry that waits for an answer.
#[derive(Debug)]
pub struct Ask {
    /// What the rules found.
    pub findings: Vec<Finding>,
    /// What is needed.
    pub needs: Need,
    /// What is typed, where words are needed.
    pub line: TextField,
    /// What was said already.
    pub answers: Answers,
    /// What is to be made.
    pub attempt: Attempt,
    /// The journal it belongs to.
    pub journal: JournalId,
}

impl Ask {
    /// The question whether an edit may take the place of what stands in the cell, or of what is half typed in it; `why` is
    /// what the rules say against both together.
    #[must_use]
    pub fn replace(journal: JournalId, attempt: Attempt, why: Vec<Finding>) -> Self {
        let replaces = Finding {
            rule: REPLACES,
            severity: Severity::Warning,
            clause: "".into(),
            args: std::collections::BTreeMap::new(),
        };
        Self {
            findings: std::iter::once(replaces).chain(why).collect(),
            needs: Need::SecondKey,
            line: TextField::default(),
            answers: Answers::default(),
            attempt,
            journal,
        }
    }
}

/// An edit that can be tried again with more answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Attempt {
    /// The text of a cell; the cursor moves on after it.
    Cell {
        /// The cell.
        spot: Spot,
        /// The text.
        text: String,
        /// Where the cursor goes then.
        then: Then,
    },
    /// A cell is cleared.
    Clear(Spot),
    /// The mark of a pupil for a period; an empty text clears it.
    Term {
        /// The cell of «Итоги».
        spot: TermSpot,
        /// The text.
        text: String,
        /// Where the cursor goes then.
        then: Then,
    },
    /// A roll call.
    RollCall {
        /// The lesson.
        lesson: LessonId,
        /// Who is absent.
        absent: BTreeSet<PupilId>,
    },
    /// Changes of a lesson's topic, work and homework.
    Lesson {
        /// The lesson.
        lesson: LessonId,
        /// The changes.
        changes: Vec<Change>,
    },
    /// The last edit is taken back.
    Undo,
    /// The edit that was taken back last is made again.
    Redo,
    /// A conflict is decided for the own value.
    Insist(Vec<Change>),
    /// A pasted column.
    Paste(Vec<Change>),
    /// One mark for many cells.
    Fill {
        /// The cells.
        spots: Vec<Spot>,
        /// The mark.
        text: String,
        /// Which of the cells.
        scope: Cells,
    },
    /// The marks of many cells are cleared.
    ClearMany(Vec<Spot>),
    /// A comment on the marks of a cell.
    Comment {
        /// The cell.
        spot: Spot,
        /// The comment.
        text: String,
    },
    /// Why the pupil of a cell is absent; an empty text takes it back.
    Reason {
        /// The cell.
        spot: Spot,
        /// The reason.
        text: String,
        /// Who told it.
        told_by: Teller,
    },
}

/// Where the cursor goes after an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// To the next pupil.
    Down,
    /// Nowhere.
    Stay,
}

/// Which value of a conflict is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The journal's: the own entry is given up.
    Theirs,
    /// The own one is written over it.
    Mine,
}

/// What the deadlines are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterBy {
    /// The class.
    Class,
    /// The teacher.
    Teacher,
}

/// A cell of a pasted column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedCell {
    /// Where it would go.
    pub spot: Spot,
    /// The pupil's name.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Dialog {
    /// Where keys fall while it is open.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Ask(ask) if ask.needs != Need::SecondKey => Context::Prompt,
            Self::FindPupil { .. } | Self::Filter { .. } | Self::Comment { .. } | Self::Decide { .. } => Context::Prompt,
            Self::Fill { .. } => Context::Fill,
            Self::Reason { .. } => Context::Reason,
            Self::Actions { .. } => Context::ActionList,
            Self::Jump { .. } | Self::CopyLesson { .. } => Context::JumpList,
            Self::History(_) => Context::History,
            Self::Ask(_)
            | Self::Quit { .. }
            | Self::GiveUp(_)
            | Self::Conflict { .. }
            | Self::Conflicts { .. }
            | Self::Paste(_)
            | Self::NotKept { .. } => Context::Question,
        }
    }

    /// The line that is typed into, where there is one.
    pub const fn line(&mut self) -> Option<&mut TextField> {
        match self {
            Self::Ask(ask) => match ask.needs {
                Need::SecondKey => None,
                Need::Comment | Need::Reason | Need::Explanation => Some(&mut ask.line),
            },
            Self::FindPupil { query, .. } | Self::Actions { query, .. } => Some(query),
            Self::Filter { line, .. }
            | Self::Fill { line, .. }
            | Self::Comment { line, .. }
            | Self::Reason { line, .. }
            | Self::Decide { line, .. } => Some(line),
            _ => None,
        }
    }
}
