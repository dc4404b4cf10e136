//! The one table of default keys.
//!
//! Letters are written as Latin keys and mean places on the keyboard: `g` is also «п». Punctuation is bound by character
//! and never alone. In the contexts of text only keys that give no character are bound.

use super::Context;
use crate::action::Action;

/// Whether the bottom line shows a binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// It does, where there is room; the table's order is the order of importance.
    Shown,
    /// Help only.
    HelpOnly,
}

/// Keys of an action in a context.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// In the notation of [`super::Key`]; hints show the first.
    pub keys: &'static [&'static str],
    /// What it does.
    pub action: Action,
    /// Whether the bottom line shows it.
    pub hint: Hint,
}

macro_rules! bindings {
    ($($context:ident { $($action:ident [$($key:literal)*] $hint:ident;)* })*) => {
        /// The table.
        pub const BINDINGS: &[Binding] = &[$($(
            Binding { context: Context::$context, keys: &[$($key),*], action: Action::$action, hint: bindings!(@ $hint) },
        )*)*];
    };
    (@ shown) => { Hint::Shown };
    (@ help) => { Hint::HelpOnly };
}

bindings! {
    Anywhere {
        Help ["F1"] help;
        Actions ["F2" "Ctrl-P"] help;
        Jump ["Ctrl-E" "F11"] help;
        Today ["Ctrl-D"] help;
        Journals ["F4"] help;
        Push ["F5"] help;
        Queue ["F6"] help;
        Findings ["F3"] help;
        Check ["F12"] help;
        ToggleServer ["F9"] help;
        Lock ["Ctrl-S" "Ctrl-B"] help;
        HideNames ["Ctrl-Y"] help;
        Quit ["Ctrl-Q" "F10"] help;
        Redraw ["Ctrl-L"] help;
        Suspend ["Ctrl-Z"] help;
        Back ["Esc"] help;
    }
    Today {
        Open ["Enter"] shown;
        RollCall ["g" "F7"] shown;
        Lesson ["e" "F8"] shown;
        Deadlines ["c"] shown;
        Queue ["j"] shown;
        Journals ["v"] shown;
        Check ["x" "F12"] shown;
        Actions ["F2" "Ctrl-P"] shown;
        Help ["F1" "?"] shown;
        Week ["w"] help;
        Plan ["t"] help;
        Terms ["b"] help;
        Corrections ["p"] help;
        Left ["Left"] help;
        Right ["Right"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        ToRunning ["Ctrl-G"] help;
        Undo ["u"] help;
        Redo ["Ctrl-R"] help;
    }
    Journals {
        Open ["Enter"] shown;
        Terms ["b"] shown;
        Back ["Esc"] shown;
        Help ["F1" "?"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        Undo ["u"] help;
        Redo ["Ctrl-R"] help;
    }
    Week {
        Open ["Enter"] shown;
        RollCall ["g" "F7"] shown;
        Lesson ["e" "F8"] shown;
        Back ["Esc"] shown;
        NextDay ["PgDn" "Ctrl-Right"] shown;
        PreviousDay ["PgUp" "Ctrl-Left"] shown;
        Actions ["F2" "Ctrl-P"] shown;
        Help ["F1" "?"] shown;
        Plan ["t"] help;
        Left ["Left"] help;
        Right ["Right"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        ToRunning ["Ctrl-G"] help;
        Undo ["u"] help;
        Redo ["Ctrl-R"] help;
    }
    Plan {
        Back ["Esc"] shown;
        ToRunning ["Ctrl-G"] shown;
        Help ["F1" "?"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        Undo ["u"] help;
        Redo ["Ctrl-R"] help;
    }
    Grid {
        Absent ["y" "0"] shown;
        Clear ["Backspace" "Del" "-"] shown;
        Undo ["u"] shown;
        Pile ["c"] shown;
        FindPupil ["Ctrl-F"] shown;
        RollCall ["g" "F7"] shown;
        Lesson ["e" "F8"] shown;
        Reason ["f"] shown;
        Actions ["F2" "Ctrl-P"] shown;
        Help ["F1" "?"] shown;
        Redo ["Ctrl-R"] help;
        Accept ["Enter"] help;
        Findings ["F3"] help;
        Check ["x" "F12"] help;
        Fill ["p"] help;
        Repeat ["Space" "+"] help;
        Comment ["r"] help;
        History ["i"] help;
        Select ["v"] help;
        SelectUp ["Shift-Up"] help;
        SelectDown ["Shift-Down"] help;
        SelectLeft ["Shift-Left"] help;
        SelectRight ["Shift-Right"] help;
        Copy ["Ctrl-C"] help;
        Plan ["t"] help;
        Terms ["b"] help;
        Week ["w"] help;
        Direction ["d"] help;
        Notebook ["a"] help;
        ToRunning ["Ctrl-G"] help;
        Up ["Up" "*"] help;
        Down ["Down"] help;
        Left ["Left" "Shift-Tab"] help;
        Right ["Right" "Tab"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        First ["Home"] help;
        Last ["End"] help;
        Back ["Esc"] help;
    }
    Terms {
        Absent ["y" "0"] shown;
        TakeFix ["Ctrl-F"] shown;
        Clear ["Backspace" "Del" "-"] shown;
        Undo ["u"] shown;
        Findings ["F3"] shown;
        Back ["Esc"] shown;
        Actions ["F2" "Ctrl-P"] shown;
        Help ["F1" "?"] shown;
        History ["i"] help;
        Redo ["Ctrl-R"] help;
        Accept ["Enter"] help;
        Open ["v"] help;
        Up ["Up" "*"] help;
        Down ["Down"] help;
        Left ["Left" "Shift-Tab"] help;
        Right ["Right" "Tab"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        First ["Home"] help;
        Last ["End"] help;
    }
    Pile {
        Accept ["Enter"] shown;
        Down ["Down" "Tab"] shown;
        Undo ["Ctrl-U"] shown;
        Back ["Esc"] shown;
        Help ["F1"] shown;
        Up ["Up"] help;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
    }
    RollCall {
        Accept ["Enter"] shown;
        Down ["Down"] shown;
        Back ["Esc"] shown;
        Help ["F1"] shown;
        Up ["Up"] help;
        Undo ["Ctrl-U"] help;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
    }
    RollCallList {
        Accept ["Enter"] shown;
        Toggle ["Space"] shown;
        Back ["Esc"] shown;
        Help ["F1"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        Left ["Left"] help;
        Right ["Right"] help;
        First ["Home"] help;
        Last ["End"] help;
        NextField ["Tab"] help;
    }
    LessonText {
        NextField ["Tab"] shown;
        Accept ["Enter"] shown;
        NextTopic ["Ctrl-T"] shown;
        NoHomework ["Ctrl-N"] shown;
        TakeFix ["Ctrl-F"] shown;
        Back ["Esc"] shown;
        Help ["F1"] shown;
        CopyLesson ["Ctrl-K"] shown;
        Repeat ["Ctrl-R"] help;
        PreviousField ["Shift-Tab"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        Obligatory ["Ctrl-O"] help;
        AddWork ["Ctrl-A"] help;
        NotHeld ["Ctrl-X"] help;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    LessonChoice {
        NextField ["Tab"] shown;
        Right ["Right" "Space"] shown;
        Accept ["Enter"] shown;
        Obligatory ["Ctrl-O"] shown;
        Back ["Esc"] shown;
        Help ["F1"] shown;
        Left ["Left"] help;
        PreviousField ["Shift-Tab"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        NextTopic ["Ctrl-T"] help;
        NoHomework ["Ctrl-N"] help;
        CopyLesson ["Ctrl-K"] help;
        TakeFix ["Ctrl-F"] help;
        AddWork ["Ctrl-A"] help;
        NotHeld ["Ctrl-X"] help;
    }
    Queue {
        Open ["Enter"] shown;
        Retry ["h"] shown;
        Correct ["g"] shown;
        GiveUp ["Del"] shown;
        DecideAll ["d"] help;
        Print ["p"] help;
        Back ["Esc"] shown;
        Help ["F1" "?"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        Undo ["u"] help;
        Redo ["Ctrl-R"] help;
    }
    Corrections {
        Approve ["d"] shown;
        Decline ["r"] shown;
        GiveUp ["Del"] shown;
        Open ["Enter"] shown;
        Back ["Esc"] shown;
        Help ["F1" "?"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
    Deadlines {
        Open ["Enter"] shown;
        OnlyUnfilled ["a"] shown;
        FilterClass ["r"] shown;
        FilterTeacher ["e"] shown;
        Check ["x" "F12"] shown;
        Corrections ["p"] shown;
        Help ["F1" "?"] shown;
        PreviousDay ["Ctrl-Left" "b"] help;
        NextDay ["Ctrl-Right" "n"] help;
        Left ["Left"] help;
        Right ["Right"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
        Back ["Esc"] help;
    }
    Review {
        Open ["Enter"] shown;
        Findings ["F3" "p"] shown;
        FilterSeverity ["a"] shown;
        FilterClass ["r"] shown;
        FilterTeacher ["e"] help;
        Back ["Esc"] shown;
        Help ["F1" "?"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
    Rule {
        Back ["Esc" "Enter"] shown;
        Left ["Left"] shown;
        Right ["Right"] shown;
        Help ["F1" "?"] help;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
    SignIn {
        NextField ["Tab" "Down"] shown;
        Accept ["Enter"] shown;
        Back ["Esc"] shown;
        Quit ["F10" "Ctrl-Q"] shown;
        PreviousField ["Shift-Tab" "Up"] help;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    Locked {
        Accept ["Enter"] shown;
        NextField ["Tab"] shown;
        Quit ["F10" "Ctrl-Q"] shown;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    Help {
        Back ["Esc" "F1" "Enter"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
    Nothing {
        Help ["F1" "?"] shown;
        Quit ["F10" "Ctrl-Q"] shown;
    }
    Question {
        Yes ["Enter"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        Back ["Esc"] shown;
    }
    Prompt {
        Accept ["Enter"] shown;
        Back ["Esc"] shown;
        Up ["Up"] help;
        Down ["Down"] help;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    ActionList {
        Accept ["Enter"] shown;
        Up ["Up"] shown;
        Down ["Down"] shown;
        Back ["Esc"] shown;
        DeleteBack ["Backspace"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    Fill {
        Accept ["Enter"] shown;
        Scope ["Tab"] shown;
        Back ["Esc"] shown;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    Reason {
        Accept ["Enter"] shown;
        Teller ["Tab"] shown;
        Back ["Esc"] shown;
        TextLeft ["Left"] help;
        TextRight ["Right"] help;
        TextStart ["Home"] help;
        TextEnd ["End"] help;
        DeleteBack ["Backspace"] help;
        DeleteOn ["Del"] help;
        DeleteWord ["Ctrl-W"] help;
        DeleteLine ["Ctrl-U"] help;
    }
    History {
        Up ["Up"] shown;
        Down ["Down"] shown;
        Back ["Esc" "Enter"] shown;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
    JumpList {
        Accept ["Enter"] shown;
        Up ["Up"] shown;
        Down ["Down"] shown;
        Back ["Esc"] shown;
        First ["Home"] help;
        Last ["End"] help;
        PageUp ["PgUp"] help;
        PageDown ["PgDn"] help;
    }
}
