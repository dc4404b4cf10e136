//! Every intention that a person can have: a stable id, a title, tags.
//!
//! Keys stand in [`crate::keys`], deeds in `update`. The title of an action is the sentence `action-<id>` of the strings,
//! with dots as dashes; a longer word of help may stand under `action-<id>-help`.

/// What an action is like, for help and for the list of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Moves the cursor.
    Movement,
    /// Opens a screen, or leaves one.
    Screen,
    /// Writes into the journal.
    Entry,
    /// Changes a line of text.
    Typing,
    /// Concerns the program and its connection.
    Program,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident => $id:literal $tag:ident,)*) => {
        /// An intention.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            /// Every action, in the order of help.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$name),*];

            /// The stable id, as settings and documents write it.
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
                    $(Self::$name => concat!("action-", $id),)*
                }
            }

            /// What the action is like.
            #[must_use]
            pub const fn tag(self) -> Tag {
                match self {
                    $(Self::$name => Tag::$tag,)*
                }
            }
        }
    };
}

actions! {
    /// One row up.
    Up => "up" Movement,
    /// One row down.
    Down => "down" Movement,
    /// One column to the left, or one day back.
    Left => "left" Movement,
    /// One column to the right, or one day on.
    Right => "right" Movement,
    /// A screenful up.
    PageUp => "page-up" Movement,
    /// A screenful down.
    PageDown => "page-down" Movement,
    /// To the first.
    First => "first" Movement,
    /// To the last.
    Last => "last" Movement,
    /// To the lesson that runs.
    ToRunning => "to-running" Movement,
    /// One day back.
    PreviousDay => "previous-day" Movement,
    /// One day on.
    NextDay => "next-day" Movement,
    /// To the next field.
    NextField => "next-field" Movement,
    /// To the field before.
    PreviousField => "previous-field" Movement,
    /// Opens what is selected.
    Open => "open" Screen,
    /// Opens the roll call of the lesson.
    RollCall => "roll-call" Screen,
    /// Opens the lesson's topic, work and homework.
    Lesson => "lesson" Screen,
    /// Opens the deadlines.
    Deadlines => "deadlines" Screen,
    /// Opens the check of the journals.
    Check => "check" Screen,
    /// Opens the queue of what is not in the journal yet.
    Queue => "queue" Screen,
    /// Opens the journals of the teacher.
    Journals => "journals" Screen,
    /// Opens the week.
    Week => "week" Screen,
    /// Opens the year's plan of the journal.
    Plan => "plan" Screen,
    /// Opens the marks of periods.
    Terms => "terms" Screen,
    /// Opens the requests for corrections.
    Corrections => "corrections" Screen,
    /// Approves the request.
    Approve => "approve" Entry,
    /// Declines the request.
    Decline => "decline" Entry,
    /// Opens the day.
    Today => "today" Screen,
    /// Opens help.
    Help => "help" Screen,
    /// Shows every action of the screen.
    Actions => "actions" Screen,
    /// Shows what is not filled, and goes there.
    Jump => "jump" Screen,
    /// Opens the rule behind what is said of the place.
    Findings => "findings" Screen,
    /// Shows who wrote what in a cell, and when.
    History => "history" Screen,
    /// Leaves the screen or the question.
    Back => "back" Screen,
    /// Finds a pupil by the first letters.
    FindPupil => "find-pupil" Movement,
    /// Marks a pupil absent.
    Absent => "absent" Entry,
    /// Clears the cell.
    Clear => "clear" Entry,
    /// Marks a pile of notebooks: first letters of a surname, mark, next surname.
    Pile => "pile" Entry,
    /// Fills a column or a selection with one mark.
    Fill => "fill" Entry,
    /// Fills only the empty cells, or all.
    Scope => "scope" Entry,
    /// Writes the last value again; on the lesson, the topic or homework of the lesson before.
    Repeat => "repeat" Entry,
    /// Puts a comment on a mark.
    Comment => "comment" Entry,
    /// Writes why a pupil is absent.
    Reason => "reason" Entry,
    /// Who told the reason of an absence: the class teacher knows it, or a note of the parents says it.
    Teller => "teller" Entry,
    /// Begins or ends a selection of cells.
    Select => "select" Movement,
    /// Extends the selection upwards.
    SelectUp => "select-up" Movement,
    /// Extends the selection downwards.
    SelectDown => "select-down" Movement,
    /// Extends the selection to the left.
    SelectLeft => "select-left" Movement,
    /// Extends the selection to the right.
    SelectRight => "select-right" Movement,
    /// Copies the selection to the terminal's clipboard.
    Copy => "copy" Entry,
    /// Lets the cursor go down or to the right after an entry.
    Direction => "direction" Program,
    /// Goes to the column «Тетрадь» of the period, which is made where there is none.
    Notebook => "notebook" Entry,
    /// Copies topic and homework to a parallel class.
    CopyLesson => "copy-lesson" Entry,
    /// Takes the last edit back.
    Undo => "undo" Entry,
    /// Makes the edit again that was taken back.
    Redo => "redo" Entry,
    /// Accepts what was typed.
    Accept => "accept" Entry,
    /// Makes the pupil under the cursor absent or present.
    Toggle => "toggle" Entry,
    /// Takes the next topic of the plan.
    NextTopic => "next-topic" Entry,
    /// Says that no homework was given.
    NoHomework => "no-homework" Entry,
    /// Takes the correction that the rules offer for the field.
    TakeFix => "take-fix" Entry,
    /// Makes the work obligatory for every pupil, or not.
    Obligatory => "obligatory" Entry,
    /// Adds one more work to the lesson.
    AddWork => "add-work" Entry,
    /// Says that the lesson was not held.
    NotHeld => "not-held" Entry,
    /// Sends the entry again.
    Retry => "retry" Entry,
    /// Goes to the place of the entry, to correct it.
    Correct => "correct" Entry,
    /// Gives the entry up.
    GiveUp => "give-up" Entry,
    /// Decides all conflicts at once.
    DecideAll => "decide-all" Entry,
    /// Prints the temporary journal of the entry's lesson.
    Print => "print" Screen,
    /// Confirms a question.
    Yes => "yes" Entry,
    /// Shows lessons that are not filled, or all.
    OnlyUnfilled => "only-unfilled" Screen,
    /// Shows all remarks of a check, or the grave ones only.
    FilterSeverity => "filter-severity" Screen,
    /// Filters by class.
    FilterClass => "filter-class" Screen,
    /// Filters by teacher.
    FilterTeacher => "filter-teacher" Screen,
    /// One letter back.
    TextLeft => "text-left" Typing,
    /// One letter on.
    TextRight => "text-right" Typing,
    /// To the beginning of the line.
    TextStart => "text-start" Typing,
    /// To the end of the line.
    TextEnd => "text-end" Typing,
    /// Deletes the letter before the cursor.
    DeleteBack => "delete-back" Typing,
    /// Deletes the letter under the cursor.
    DeleteOn => "delete-on" Typing,
    /// Deletes the word before the cursor.
    DeleteWord => "delete-word" Typing,
    /// Deletes the line.
    DeleteLine => "delete-line" Typing,
    /// Sends now what waits, and reads anew.
    Push => "push" Program,
    /// Stops or starts the server of the demonstration.
    ToggleServer => "toggle-server" Program,
    /// Hides the screens until the PIN or password is typed.
    Lock => "lock" Program,
    /// Calls pupils by their list numbers, or by their names again.
    HideNames => "hide-names" Program,
    /// Draws the screen anew.
    Redraw => "redraw" Program,
    /// Leaves the program for a while.
    Suspend => "suspend" Program,
    /// Ends the program.
    Quit => "quit" Program,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Action;
    use crate::strings::{Language, Strings};

    #[test]
    fn every_action_has_a_title_in_every_language_and_an_id_of_its_own() {
        let ids: BTreeSet<_> = Action::ALL.iter().map(|action| action.id()).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        for language in Language::ALL {
            let strings = Strings::new(language);
            for action in Action::ALL {
                assert!(strings.has(action.title()), "{}: {}", language.tag(), action.title());
            }
            for context in crate::keys::Context::ALL {
                assert!(strings.has(context.title()), "{}: {}", language.tag(), context.title());
            }
        }
    }
}
