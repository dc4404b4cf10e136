//! Signs beside values, and what replaces them on terminals without them.

use crate::outbox::Life;
use crate::theme::Role;

/// A set of signs, each one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// On disk; waits.
    pub on_disk: char,
    /// Typed; not on disk yet.
    pub typed: char,
    /// Refused.
    pub refused: char,
    /// Two values of one fact.
    pub conflict: char,
    /// A correction that waits for approval; the journal holds the former value.
    pub requested: char,
    /// Sent, and nobody knows whether it arrived.
    pub uncertain: char,
    /// Done.
    pub done: char,
    /// Missing, or nothing there.
    pub missing: char,
    /// Waits; its instant has not come.
    pub waiting: char,
    /// Points at the line or column that counts.
    pub pointer: char,
    /// Entries on their way.
    pub transfer: char,
    /// The link is up.
    pub online: char,
    /// The link is down.
    pub offline: char,
    /// What lines are made of.
    pub rule: char,
    /// There is more to this side.
    pub more_left: char,
    /// There is more to this side.
    pub more_right: char,
    /// There is more above.
    pub more_up: char,
    /// There is more below.
    pub more_down: char,
    /// The key that deletes back.
    pub backspace: &'static str,
    /// What the font has.
    pub font: Font,
}

/// What the font of a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// Signs too.
    Signs,
    /// Letters only: signs in sentences are replaced where they are written.
    Letters,
}

impl Glyphs {
    /// For terminals with Unicode.
    pub const UNICODE: Self = Self {
        on_disk: '°',
        typed: '…',
        refused: '!',
        conflict: '≠',
        requested: '±',
        uncertain: '?',
        done: '✓',
        missing: '·',
        waiting: '◦',
        pointer: '▸',
        transfer: '⇅',
        online: '●',
        offline: '○',
        rule: '─',
        more_left: '‹',
        more_right: '›',
        more_up: '↑',
        more_down: '↓',
        backspace: "⌫",
        font: Font::Signs,
    };

    /// For terminals whose font has letters only.
    pub const ASCII: Self = Self {
        on_disk: '~',
        typed: ',',
        refused: '!',
        conflict: '#',
        requested: '=',
        uncertain: '?',
        done: '+',
        missing: '.',
        waiting: 'o',
        pointer: '>',
        transfer: '^',
        online: '*',
        offline: '-',
        rule: '-',
        more_left: '<',
        more_right: '>',
        more_up: '^',
        more_down: 'v',
        backspace: "Bksp",
        font: Font::Letters,
    };

    /// The sign of an entry on its way and what it means; `None` once it is in the journal.
    #[must_use]
    pub const fn life(&self, life: Life) -> Option<(char, Role)> {
        match life {
            Life::Typed => Some((self.typed, Role::Waiting)),
            Life::Held | Life::OnDisk | Life::Sent => Some((self.on_disk, Role::Waiting)),
            Life::Requested => Some((self.requested, Role::Waiting)),
            Life::Uncertain => Some((self.uncertain, Role::Uncertain)),
            Life::Conflict => Some((self.conflict, Role::Conflict)),
            Life::Refused => Some((self.refused, Role::Refused)),
            Life::Superseded | Life::Withdrawn | Life::InJournal => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_state_looks_stronger_than_it_is() {
        for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
            for life in Life::ALL {
                assert_eq!(glyphs.life(life).is_some(), life.waits(), "{life:?}");
            }
            for own in [Life::Typed, Life::Requested] {
                let sign = glyphs.life(own);
                assert!(
                    Life::ALL.iter().filter(|life| glyphs.life(**life) == sign).count() == 1,
                    "{own:?} has its own sign"
                );
            }
        }
    }
}
