//! Where a key falls: the context comes from the model, never from what was drawn last.

/// How letters are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Letters are commands: a Russian letter means the Latin one on the same key.
    Command,
    /// Letters and digits are entries of a cell: a Latin letter means the Russian one on the same key. Letters that are
    /// no entries are commands.
    Mark,
    /// Letters are text and mean themselves.
    Text,
}

macro_rules! contexts {
    ($($(#[$doc:meta])* $name:ident $id:literal $mode:ident,)*) => {
        /// A context of keys.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $($(#[$doc])* $name,)*
        }

        impl Context {
            /// Every context, in the order of help.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$name),*];

            /// The stable id. The title is the sentence `context-<id>`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The key of the title among the strings.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("context-", $id),)*
                }
            }

            /// How letters are read.
            #[must_use]
            pub const fn mode(self) -> Mode {
                match self {
                    $(Self::$name => Mode::$mode,)*
                }
            }
        }
    };
}

impl Context {
    /// Whether undo takes back the last edit here. In forms it takes back what is typed into them.
    #[must_use]
    pub const fn undoes_edits(self) -> bool {
        matches!(
            self,
            Self::Today | Self::Journals | Self::Week | Self::Plan | Self::Grid | Self::Terms | Self::Pile | Self::Queue
        )
    }
}

contexts! {
    /// Everywhere: these keys give no character, so that no context needs them for itself.
    Anywhere "anywhere" Command,
    /// The list of the day's lessons.
    Today "today" Command,
    /// The list of the teacher's journals.
    Journals "journals" Command,
    /// The timetable of the week.
    Week "week" Command,
    /// The plan of the year.
    Plan "plan" Command,
    /// The grid of marks.
    Grid "grid" Mark,
    /// The marks of periods.
    Terms "terms" Mark,
    /// The line of the pile of notebooks, over the grid.
    Pile "pile" Text,
    /// The line of the roll call.
    RollCall "roll-call" Text,
    /// The list of the roll call.
    RollCallList "roll-call-list" Command,
    /// A line of text on the lesson screen.
    LessonText "lesson-text" Text,
    /// A choice on the lesson screen: the kind of work.
    LessonChoice "lesson-choice" Command,
    /// The queue.
    Queue "queue" Command,
    /// The requests for corrections.
    Corrections "corrections" Command,
    /// The deadlines.
    Deadlines "deadlines" Command,
    /// The remarks of a check.
    Review "review" Command,
    /// A rule in full.
    Rule "rule" Command,
    /// The form of sign-in.
    SignIn "sign-in" Text,
    /// The locked screen.
    Locked "locked" Text,
    /// Help.
    Help "help" Command,
    /// The sentence for roles that have no screen.
    Nothing "nothing" Command,
    /// A question that is answered by a key.
    Question "question" Command,
    /// A line of text that is asked for.
    Prompt "prompt" Text,
    /// The list of actions.
    ActionList "action-list" Text,
    /// What a column is filled with.
    Fill "fill" Text,
    /// Why a pupil is absent.
    Reason "reason" Text,
    /// Who wrote what in a cell.
    History "history" Command,
    /// The list of what is not filled.
    JumpList "jump-list" Command,
}
