//! What a key means in a context, and which keys an action has.

use std::collections::HashMap;

use super::bindings::{BINDINGS, Hint};
use super::{Context, Key, Mode, layout};
use crate::action::Action;

/// Whether keys count by their place, under both layouts, or by the character that the terminal sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Positions {
    /// By place: ЙЦУКЕН and QWERTY mean the same.
    #[default]
    Russian,
    /// By character only, for other layouts.
    Off,
}

/// An entry of a cell, as a key gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A digit 1 to 9.
    Digit(char),
    /// `/`: joins two marks.
    Joiner,
    /// `н`: absent.
    Absence,
    /// `о`, the first letter of `от`: absent.
    AbsenceBegun,
    /// `т`: the second letter of `от`.
    AbsenceEnded,
    /// `0`: absent, and again not.
    Zero,
}

/// Which keys move the cursor beside the arrows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Movement {
    /// None.
    #[default]
    Arrows,
    /// h j k l, as in vi.
    Vim,
}

/// The keys of vi that move, and the arrows that they stand for.
const VIM: [(char, Action); 4] = [('h', Action::Left), ('j', Action::Down), ('k', Action::Up), ('l', Action::Right)];

/// The keys in force.
#[derive(Debug, Clone)]
pub struct KeyMap {
    positions: Positions,
    movement: Movement,
    pub(super) actions: HashMap<(Context, Key), Action>,
    /// In the order of the table.
    pub(super) lines: Vec<Line>,
}

/// The keys of an action in a context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) keys: Vec<Key>,
    pub(super) hint: Hint,
}

impl Line {
    /// What each key of the line means.
    pub(super) fn meanings(&self) -> impl Iterator<Item = ((Context, Key), Action)> {
        self.keys.iter().map(|key| ((self.context, *key), self.action))
    }
}

impl KeyMap {
    /// The default keys.
    ///
    /// # Panics
    /// Never: a test reads every key of the table.
    #[must_use]
    pub fn new(positions: Positions) -> Self {
        let mut map = Self {
            positions,
            movement: Movement::Arrows,
            actions: HashMap::with_capacity(2 * BINDINGS.len()),
            lines: Vec::with_capacity(BINDINGS.len()),
        };
        for binding in BINDINGS {
            let keys: Vec<Key> =
                binding.keys.iter().map(|key| key.parse().expect("the table is written in the notation of keys")).collect();
            let line = Line { context: binding.context, action: binding.action, keys, hint: binding.hint };
            map.actions.extend(line.meanings());
            map.lines.push(line);
        }
        map
    }

    /// The same keys, with h j k l as arrows in every context that is moved in and whose letters are no text. The actions
    /// that stand on those letters keep their other keys. In the grid `о` is no entry then; `н` and `0` are.
    #[must_use]
    pub fn moving(mut self, movement: Movement) -> Self {
        self.movement = movement;
        if movement == Movement::Arrows {
            return self;
        }
        for (letter, action) in VIM {
            let key = Key::char(letter);
            for context in Context::ALL.into_iter().filter(|context| context.mode() != Mode::Text) {
                let moves = self.lines.iter().any(|line| line.context == context && line.action == action);
                if !moves {
                    continue;
                }
                self.actions.insert((context, key), action);
                for line in self.lines.iter_mut().filter(|line| line.context == context) {
                    if line.action == action {
                        line.keys.push(key);
                    } else {
                        line.keys.retain(|other| *other != key);
                    }
                }
            }
        }
        // An action that keeps a key that holds everywhere is found there, not in a line without a key.
        self.lines.retain(|line| !line.keys.is_empty());
        self
    }

    /// What the key does in the context; `None`: nothing, or it is text.
    #[must_use]
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let key = self.as_command(context.mode(), key);
        let found = |context| self.actions.get(&(context, key)).copied();
        found(context).or_else(|| found(Context::Anywhere))
    }

    /// What the key enters into a cell, in a context of marks.
    #[must_use]
    pub fn symbol(&self, context: Context, key: Key) -> Option<Symbol> {
        if context.mode() != Mode::Mark {
            return None;
        }
        let typed = key.typed()?;
        let is_movement = self.movement == Movement::Vim && VIM.iter().any(|(vim, _)| *vim == layout::to_latin(typed));
        if is_movement {
            return None;
        }
        let letter = match self.positions {
            Positions::Russian => layout::to_cyrillic(typed),
            Positions::Off => typed,
        };
        match (typed, letter.to_lowercase().next().unwrap_or(letter)) {
            ('0', _) => Some(Symbol::Zero),
            ('1'..='9', _) => Some(Symbol::Digit(typed)),
            // On a Russian keyboard the key of `/` gives a full stop, which means nothing else in a cell.
            ('/' | '.', _) => Some(Symbol::Joiner),
            (_, 'н') => Some(Symbol::Absence),
            (_, 'о') => Some(Symbol::AbsenceBegun),
            (_, 'т') => Some(Symbol::AbsenceEnded),
            _ => None,
        }
    }

    /// Keys of the action in the context, the one for hints first; those that hold everywhere when the context has none.
    #[must_use]
    pub fn keys(&self, context: Context, action: Action) -> &[Key] {
        let found = |wanted| {
            let line = self.lines.iter().find(|line| line.context == wanted && line.action == action);
            line.map(|line| line.keys.as_slice()).filter(|keys| !keys.is_empty())
        };
        found(context).or_else(|| found(Context::Anywhere)).unwrap_or_default()
    }

    /// Actions that the bottom line shows in the context, most important first, each with its key.
    pub fn hints(&self, context: Context) -> impl Iterator<Item = (Key, Action)> {
        let shown = move |line: &&Line| line.context == context && line.hint == Hint::Shown;
        self.lines.iter().filter(shown).filter_map(|line| Some((*line.keys.first()?, line.action)))
    }

    /// Every action of the context with its keys, in the order of the table, without those that hold everywhere. An action
    /// whose keys were switched off has none.
    pub fn lines(&self, context: Context) -> impl Iterator<Item = (Action, &[Key])> {
        self.lines.iter().filter(move |line| line.context == context).map(|line| (line.action, line.keys.as_slice()))
    }

    /// Whether keys count by their place.
    pub(super) const fn is_by_place(&self) -> bool {
        matches!(self.positions, Positions::Russian)
    }

    pub(super) fn as_command(&self, mode: Mode, key: Key) -> Key {
        if self.positions == Positions::Off {
            return key;
        }
        let key = key.normal();
        match (mode, key.typed()) {
            (Mode::Text, _) | (_, None) => key,
            (Mode::Command | Mode::Mark, Some(c)) => {
                let latin = layout::to_latin(c);
                // Caps Lock must not change what a command means.
                Key::char(if latin.is_ascii_alphabetic() { latin.to_ascii_lowercase() } else { latin })
            }
        }
    }
}

impl Default for KeyMap {
    fn default() -> Self {
        Self::new(Positions::default())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::keys::Code;

    /// The key as it arrives under the Russian layout, for a key that is written as a Latin one.
    fn under_russian(key: Key) -> Key {
        match key.code {
            Code::Char(c) if c.is_ascii_alphabetic() => Key { code: Code::Char(layout::to_cyrillic(c)), ..key },
            _ => key,
        }
    }

    #[test]
    fn every_binding_works_under_both_layouts_and_no_key_means_two_things() {
        let map = KeyMap::default();
        for binding in BINDINGS {
            for text in binding.keys {
                let key: Key = text.parse().unwrap_or_else(|_| panic!("{text}"));
                if map.symbol(binding.context, key).is_some() {
                    assert_eq!(map.symbol(binding.context, under_russian(key)), map.symbol(binding.context, key), "{text}");
                    assert_eq!(binding.action, Action::Absent, "{text}: an entry symbol hides this binding");
                    continue;
                }
                assert_eq!(map.action(binding.context, key), Some(binding.action), "{:?} {text}", binding.context);
                assert_eq!(map.action(binding.context, under_russian(key)), Some(binding.action), "{text} under ЙЦУКЕН");
            }
        }
    }

    #[test]
    fn every_action_of_a_context_has_a_key_that_is_the_same_under_both_layouts() {
        let mut safe: BTreeMap<(Context, Action), bool> = BTreeMap::new();
        for binding in BINDINGS {
            let clear = binding.keys.iter().any(|text| text.parse().is_ok_and(|key: Key| !key.is_ambiguous()));
            *safe.entry((binding.context, binding.action)).or_default() |= clear;
        }
        let unsafe_ones: Vec<_> = safe.iter().filter(|(_, safe)| !**safe).collect();
        assert!(unsafe_ones.is_empty(), "{unsafe_ones:?}");
        for action in Action::ALL {
            assert!(safe.keys().any(|(_, of)| *of == action), "{action:?} has no key");
        }
    }

    #[test]
    fn the_letters_of_vi_move_where_they_are_no_text() {
        let map = KeyMap::default().moving(Movement::Vim);
        for (context, typed, action) in [
            (Context::Today, 'j', Some(Action::Down)),
            (Context::Today, 'о', Some(Action::Down)),
            (Context::Grid, 'h', Some(Action::Left)),
            (Context::Grid, 'о', Some(Action::Down)),
            (Context::Queue, 'h', Some(Action::Retry)),
            (Context::Queue, 'k', Some(Action::Up)),
            (Context::LessonText, 'j', None),
            (Context::Pile, 'j', None),
        ] {
            assert_eq!(map.action(context, Key::char(typed)), action, "{context:?} {typed}");
        }
        assert_eq!(map.symbol(Context::Grid, Key::char('о')), None);
        assert_eq!(map.symbol(Context::Grid, Key::char('н')), Some(Symbol::Absence));
        // Nothing is lost: every action still has a key.
        for binding in BINDINGS {
            let (context, action) = (binding.context, binding.action);
            assert!(!map.keys(context, action).is_empty(), "{context:?} {action:?} has no key left");
        }
        for context in Context::ALL {
            assert!(
                map.lines(context).all(|(_, keys)| !keys.is_empty()),
                "{context:?}: help would show a line without a key"
            );
        }
    }

    #[test]
    fn contexts_of_text_bind_no_character() {
        for binding in BINDINGS.iter().filter(|binding| matches!(binding.context.mode(), Mode::Text)) {
            for text in binding.keys {
                let key: Key = text.parse().unwrap_or_else(|_| panic!("{text}"));
                assert_eq!(key.typed(), None, "{:?} {text}", binding.context);
            }
        }
        for binding in BINDINGS.iter().filter(|binding| binding.context == Context::Anywhere) {
            assert!(binding.keys.iter().all(|text| text.parse().is_ok_and(|key: Key| key.typed().is_none())));
        }
    }

    #[test]
    fn letters_are_read_as_the_context_wants_them() {
        let map = KeyMap::default();
        for (typed, symbol) in [
            ('н', Symbol::Absence),
            ('y', Symbol::Absence),
            ('Н', Symbol::Absence),
            ('Y', Symbol::Absence),
            ('о', Symbol::AbsenceBegun),
            ('j', Symbol::AbsenceBegun),
            ('т', Symbol::AbsenceEnded),
            ('n', Symbol::AbsenceEnded),
            ('5', Symbol::Digit('5')),
            ('0', Symbol::Zero),
            ('/', Symbol::Joiner),
            ('.', Symbol::Joiner),
        ] {
            assert_eq!(map.symbol(Context::Grid, Key::char(typed)), Some(symbol), "{typed}");
        }
        assert_eq!(map.symbol(Context::Today, Key::char('н')), None);
        assert_eq!(map.action(Context::RollCall, Key::char('g')), None, "text means itself");
        for typed in ['u', 'г', 'U', 'Г'] {
            assert_eq!(map.action(Context::Grid, Key::char(typed)), Some(Action::Undo), "{typed}");
        }
        let off = KeyMap::new(Positions::Off);
        assert_eq!(off.action(Context::Today, Key::char('п')), None);
        assert_eq!(off.action(Context::Today, Key::char('g')), Some(Action::RollCall));
    }
}
