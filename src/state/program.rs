//! The program and its surroundings, and what the shell knows at the start.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::grid::Direction;
use super::sign_in::Around;
use super::{DemoServer, Link, Lock, Size, Time};
use crate::domain::{Account, DeviceId, JournalId, LessonId, OperationId};
use crate::entry::{Change, Literacy, Position, Reading, Step};
use crate::keys::{Key, KeyMap};
use crate::protocol::SchoolInfo;
use crate::strings::Language;

/// The program and its surroundings.
#[derive(Debug)]
pub struct Program {
    /// The keys in force.
    pub keys: KeyMap,
    /// Size of the terminal.
    pub size: Size,
    /// The clock, as last read.
    pub reading: Reading,
    /// How the link is.
    pub link: Link,
    /// The server of the demonstration, in one.
    pub demo: Option<DemoServer>,
    /// Whose time it is.
    pub time: Time,
    /// This installation.
    pub device: DeviceId,
    /// Identifiers of operations, for the desk that is to come.
    pub seed: [u8; 32],
    /// The last generation that was given to a question.
    pub generation: u64,
    /// Why late entries are late, by lesson: asked once, forgotten when the lesson is left.
    pub late: BTreeMap<LessonId, String>,
    /// Entries taken back whose withdrawal is not confirmed yet, with what to do if it comes too late.
    pub taking_back: BTreeMap<OperationId, Change>,
    /// How long entries are held, where the person chose it.
    pub hold_seconds: Option<u32>,
    /// The language of the screen.
    pub language: Language,
    /// Keys that were pressed before the page of the screen came: they are not lost.
    pub early: Vec<Key>,
    /// Where the cursor of the grid goes after an entry.
    pub direction: Direction,
    /// The nearest instant by which something is due, as the worker was told last.
    pub due: Option<DateTime<Utc>>,
    /// Whether pupils are called by their names.
    pub names: Names,
    /// Whether the mouse is used.
    pub pointer: super::pointer::Pointer,
    /// Whether it was said that the computer's clock is wrong.
    pub clock_said: bool,
    /// What was typed and not written when the person was asked whether to leave it.
    pub leaving: Option<String>,
    /// An undo or redo that waits for a page.
    pub pending: Option<Pending>,
    /// Marks for literacy that wait for the page of their journal of Russian.
    pub literacy: Vec<Carried>,
}

/// An undo or redo that waits for the page of its journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Which of the two.
    pub way: Way,
    /// The journal of the edit.
    pub journal: JournalId,
    /// Of the question for the page.
    pub generation: u64,
}

/// A mark for literacy that waits for the page of its journal of Russian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The journal of Russian.
    pub journal: JournalId,
    /// The mark.
    pub literacy: Literacy,
    /// Of the question for the page.
    pub generation: u64,
}

/// Undo or redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The last edit is taken back.
    Back,
    /// The edit that was taken back last is made again.
    Again,
}

/// Whether pupils are called by their names on the screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Names {
    /// They are.
    #[default]
    Shown,
    /// By their list numbers: a projector shows the screen.
    Hidden,
}

/// Whether somebody is signed in, as far as that is known before the first frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Session {
    /// As far as is known: the server may think otherwise.
    #[default]
    Open,
    /// There is none: the first screen asks for the password.
    Missing,
}

/// What the shell knows at the start.
#[derive(Debug)]
pub struct Start {
    /// Size of the terminal.
    pub size: Size,
    /// The clock.
    pub reading: Reading,
    /// The keys in force.
    pub keys: KeyMap,
    /// The language of the screen.
    pub language: Language,
    /// How long entries are held for second thoughts, where the person chose it.
    pub hold_seconds: Option<u32>,
    /// This installation.
    pub device: DeviceId,
    /// 256 random bits for the identifiers of operations.
    pub seed: [u8; 32],
    /// The name at sign-in, where it is known.
    pub login: String,
    /// The lock of the screens, as it was left.
    pub lock: Lock,
    /// What «Вход» says below its form.
    pub around: Around,
    /// Whether somebody is signed in.
    pub session: Session,
    /// The account, where somebody has signed in before.
    pub account: Option<Account>,
    /// The school, where it is known from before.
    pub school: Option<SchoolInfo>,
    /// Where the person was.
    pub position: Option<Position>,
    /// Undo steps, oldest first.
    pub undo: Vec<Step>,
    /// Steps that were undone, the last one on top.
    pub redo: Vec<Step>,
    /// The server of the demonstration, in one.
    pub demo: Option<DemoServer>,
    /// Whose time it is.
    pub time: Time,
    /// Where the cursor of the grid goes after an entry.
    pub direction: Direction,
}
