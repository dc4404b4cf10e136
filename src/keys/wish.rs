//! Keys as a person wants them: the one table with some lines changed, and why a change is refused.
//!
//! A wish holds as a whole or not at all, so that what the settings say and what the keys do are never half the same. What
//! text, marks and the sentences of the program need cannot be taken away: letters of text stay text, н and the digits stay
//! marks, and a key that a sentence names («F5 — спросить снова») goes on working beside the wanted one.

use std::collections::HashMap;

use super::map::Line;
use super::{Code, Context, Key, KeyMap, Mode, Modifiers};
use crate::action::{Action, Tag};

/// Other keys for an action, in the place of the table's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Where; `None`: in every context that has the action.
    pub context: Option<Context>,
    /// What the keys do.
    pub action: Action,
    /// The keys, the one for hints first; none: the action is left to the list of actions.
    pub keys: Vec<Key>,
}

/// Why a wish does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The context has no such action.
    NotThere,
    /// The key gives a letter, and letters are text where the action stands.
    Text(Key),
    /// The key is an entry of a cell.
    Mark(Key),
    /// No terminal sends such a key, or none tells it from another.
    Unsendable(Key),
    /// The key is there under one keyboard layout only.
    OneLayout(Key),
    /// Another action has the key.
    Taken {
        /// The key.
        key: Key,
        /// What it does already.
        by: Action,
        /// Where.
        context: Context,
    },
    /// This key of the action stays: sentences name it, or it is the way out. Others may stand beside it.
    Stays(Key),
}

impl KeyMap {
    /// The keys with the wishes put in, as far as they hold; and which of them do not, by their place in the list. Wishes
    /// are taken together, so that two actions may exchange their keys; of two that want one key the first has it.
    #[must_use]
    pub fn wanting(mut self, wishes: &[Wish]) -> (Self, Vec<(usize, Refusal)>) {
        let mut refused: Vec<(usize, Refusal)> = Vec::new();
        if wishes.is_empty() {
            return (self, refused);
        }
        let mut held: Vec<(usize, &Wish)> = Vec::new();
        for (at, wish) in wishes.iter().enumerate() {
            match self.is_sound(wish) {
                Ok(()) => held.push((at, wish)),
                Err(why) => refused.push((at, why)),
            }
        }
        // A wish that falls may give a key back that another one counted on: looked at again until nothing falls.
        let lines = loop {
            let lines: Vec<Wanted> = self.lines.iter().map(|line| self.line(line, &held)).collect();
            let Some((at, why)) = clash(&lines) else { break lines };
            held.retain(|(of, _)| *of != at);
            refused.push((at, why));
        };
        refused.sort_by_key(|(at, _)| *at);
        self.lines = lines.into_iter().map(|wanted| wanted.line).collect();
        self.actions = self.lines.iter().flat_map(Line::meanings).collect();
        (self, refused)
    }

    /// Whether the wish can hold, whatever the others want.
    fn is_sound(&self, wish: &Wish) -> Result<(), Refusal> {
        let mut lines = self.lines.iter().filter(|line| wish.is_for(line)).peekable();
        if lines.peek().is_none() {
            return Err(Refusal::NotThere);
        }
        for key in &wish.keys {
            self.is_reachable(*key)?;
        }
        let mut is_taken_up = wish.keys.is_empty();
        for line in lines {
            if let (true, Some(key)) = (wish.keys.is_empty(), line.keys.iter().find(|key| stays(line.action, **key))) {
                return Err(Refusal::Stays(*key));
            }
            for key in &wish.keys {
                if line.action != Action::Absent && self.symbol(line.context, *key).is_some() {
                    return Err(Refusal::Mark(*key));
                }
                is_taken_up |= takes(line.context, *key);
            }
        }
        match wish.keys.first() {
            Some(key) if !is_taken_up => Err(Refusal::Text(*key)),
            _ => Ok(()),
        }
    }

    /// Whether a person can press the key under every layout that counts.
    fn is_reachable(&self, key: Key) -> Result<(), Refusal> {
        let held = key.modifiers;
        let Code::Char(c) = self.as_command(Mode::Command, Key::plain(key.code)).code else {
            let is_bare = matches!(key.code, Code::Enter | Code::Tab | Code::Backspace | Code::Esc);
            let is_back = key.code == Code::Tab && held == Modifiers::SHIFT;
            return if is_bare && held != Modifiers::NONE && !is_back { Err(Refusal::Unsendable(key)) } else { Ok(()) };
        };
        // Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M are the bytes of Backspace, Tab and Enter.
        let is_control = c == ' ' || c.is_ascii_lowercase() && !matches!(c, 'h' | 'i' | 'j' | 'm');
        let is_sent = match (held.has(Modifiers::CTRL), held.has(Modifiers::ALT)) {
            (true, _) => is_control,
            (false, true) => c.is_ascii_alphanumeric(),
            (false, false) => !c.is_control(),
        };
        if held.has(Modifiers::SHIFT) || !is_sent {
            return Err(Refusal::Unsendable(key));
        }
        let is_everywhere = c.is_ascii() && !matches!(c, '@' | '#' | '$' | '^' | '&' | '|');
        if self.is_by_place() && !is_everywhere { Err(Refusal::OneLayout(key)) } else { Ok(()) }
    }

    /// The line of the table as the wishes want it; one for a single context goes before one for all.
    fn line(&self, line: &Line, held: &[(usize, &Wish)]) -> Wanted {
        let same = |wanted: &Line| Wanted { line: wanted.clone(), defaults: line.keys.clone(), wish: None };
        let of_line = || held.iter().filter(|(_, wish)| wish.is_for(line));
        let Some((at, wish)) = of_line().find(|(_, wish)| wish.context.is_some()).or_else(|| of_line().next()) else {
            return same(line);
        };
        let mut keys: Vec<Key> = Vec::new();
        let usable = wish.keys.iter().copied().filter(|key| takes(line.context, *key));
        let wanted = usable.map(|key| self.as_command(line.context.mode(), key));
        for key in wanted.chain(line.keys.iter().copied().filter(|key| stays(line.action, *key))) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        // Where all the wanted keys are text, the table's own go on.
        if !wish.keys.is_empty() && !wish.keys.iter().any(|key| takes(line.context, *key)) {
            return same(line);
        }
        Wanted { line: Line { keys, ..line.clone() }, defaults: line.keys.clone(), wish: Some(*at) }
    }
}

impl Wish {
    fn is_for(&self, line: &Line) -> bool {
        self.action == line.action && self.context.is_none_or(|context| context == line.context)
    }
}

/// A line of the table as it would be.
struct Wanted {
    line: Line,
    defaults: Vec<Key>,
    wish: Option<usize>,
}

impl Wanted {
    /// The wish that brought the key here; `None`: it is the table's own.
    fn brought(&self, key: Key) -> Option<usize> {
        self.wish.filter(|_| !self.defaults.contains(&key))
    }
}

/// A wish that wants a key which another action has in the same context, or everywhere. The table's own doubles (F1 in help
/// closes it) are meant.
fn clash(lines: &[Wanted]) -> Option<(usize, Refusal)> {
    let mut found: Vec<(usize, Refusal)> = Vec::new();
    let mut bearers: HashMap<Key, Vec<&Wanted>> = HashMap::new();
    for line in lines {
        for key in &line.line.keys {
            bearers.entry(*key).or_default().push(line);
        }
    }
    for (key, bearers) in &bearers {
        for (at, one) in bearers.iter().enumerate() {
            let others = bearers[at + 1..].iter();
            found.extend(others.filter_map(|other| quarrel(one, other, *key)));
        }
    }
    // The last of them falls first, so that of two that want one key the first has it.
    found.into_iter().max_by_key(|(wish, refusal)| (*wish, place(*refusal)))
}

/// Where a refusal stands among those of one wish: the first context of the table is named, whatever the order of a map.
fn place(refusal: Refusal) -> Option<std::cmp::Reverse<(Context, Key)>> {
    match refusal {
        Refusal::Taken { key, context, .. } => Some(std::cmp::Reverse((context, key))),
        _ => None,
    }
}

/// The wish that falls, where two lines that both have the key mean different things in the same place.
fn quarrel(one: &Wanted, other: &Wanted, key: Key) -> Option<(usize, Refusal)> {
    let (of_one, of_other) = (one.line.context, other.line.context);
    let meet = of_one == of_other || of_one == Context::Anywhere || of_other == Context::Anywhere;
    if !meet || one.line.action == other.line.action {
        return None;
    }
    let context = if of_one == Context::Anywhere { of_other } else { of_one };
    let (wish, by) = match (one.brought(key), other.brought(key)) {
        (None, None) => return None,
        (Some(first), Some(second)) if first < second => (second, one.line.action),
        (Some(first), _) => (first, other.line.action),
        (None, Some(second)) => (second, one.line.action),
    };
    Some((wish, Refusal::Taken { key, by, context }))
}

/// Whether a key may be a command in the context: where letters are text, and everywhere, it must give no character.
fn takes(context: Context, key: Key) -> bool {
    key.typed().is_none() || (context.mode() != Mode::Text && context != Context::Anywhere)
}

/// Whether a key of the table stays with its action whatever is wanted: the way out, the arrows, what edits a line, what
/// marks absence, and what sentences of the program name.
fn stays(action: Action, key: Key) -> bool {
    let is_named = match action {
        Action::Help => key.code == Code::F(1),
        Action::Actions => key.code == Code::F(2),
        Action::Journals => key.code == Code::F(4),
        Action::Push => key.code == Code::F(5),
        Action::Queue => key.code == Code::F(6),
        Action::ToggleServer => key.code == Code::F(9),
        Action::Quit => key.code == Code::F(10),
        Action::Accept | Action::Open | Action::Yes => key.code == Code::Enter,
        Action::Back => matches!(key.code, Code::Esc | Code::F(1)),
        Action::Scope | Action::Teller => key.code == Code::Tab,
        Action::Toggle | Action::Absent => true,
        Action::Clear => key.code == Code::Delete,
        _ => false,
    };
    let is_hand = matches!(action.tag(), Tag::Movement | Tag::Typing) && !matches!(key.code, Code::Char(_));
    is_named || is_hand
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::{BINDINGS, Movement, Positions, layout};

    fn wish(context: Option<Context>, action: Action, keys: &[&str]) -> Wish {
        let keys = keys.iter().map(|key| key.parse().unwrap_or_else(|_| panic!("{key}"))).collect();
        Wish { context, action, keys }
    }

    fn key(text: &str) -> Key {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn a_wanted_key_works_under_both_layouts_and_the_old_one_no_longer() {
        for written in ["z", "я", "Z", "Я"] {
            let (map, refused) = KeyMap::default().wanting(&[wish(None, Action::Undo, &[written])]);
            assert_eq!(refused, []);
            for typed in ['z', 'я', 'Я', 'Z'] {
                assert_eq!(map.action(Context::Grid, Key::char(typed)), Some(Action::Undo), "{written} {typed}");
                assert_eq!(map.action(Context::Today, Key::char(typed)), Some(Action::Undo), "{written} {typed}");
            }
            assert_eq!(map.action(Context::Grid, Key::char('u')), None);
            assert_eq!(map.keys(Context::Grid, Action::Undo), [Key::char('z')]);
            // Where letters are text the key of the table goes on.
            assert_eq!(map.action(Context::Pile, Key::char('я')), None);
            assert_eq!(map.action(Context::Pile, Key::ctrl('u')), Some(Action::Undo));
        }
    }

    #[test]
    fn a_key_is_switched_off_and_the_action_stays_in_the_list() {
        let wishes = [wish(Some(Context::Grid), Action::Pile, &[]), wish(None, Action::Suspend, &[])];
        let (map, refused) = KeyMap::default().wanting(&wishes);
        assert_eq!(refused, []);
        assert_eq!(map.action(Context::Grid, Key::char('с')), None);
        assert_eq!(map.action(Context::Today, Key::char('с')), Some(Action::Deadlines), "elsewhere it is as it was");
        assert_eq!(map.action(Context::Grid, Key::ctrl('z')), None);
        assert!(map.hints(Context::Grid).all(|(_, action)| action != Action::Pile));
        assert!(map.lines(Context::Grid).any(|(action, keys)| action == Action::Pile && keys.is_empty()));
    }

    #[test]
    fn two_actions_exchange_their_keys() {
        let wishes = [wish(Some(Context::Grid), Action::Plan, &["b"]), wish(Some(Context::Grid), Action::Terms, &["t"])];
        let (map, refused) = KeyMap::default().wanting(&wishes);
        assert_eq!(refused, []);
        assert_eq!(map.action(Context::Grid, Key::char('и')), Some(Action::Plan));
        assert_eq!(map.action(Context::Grid, Key::char('е')), Some(Action::Terms));
    }

    #[test]
    fn what_cannot_be_is_refused_and_the_table_stays() {
        let taken = |text, by, context| Refusal::Taken { key: key(text), by, context };
        for (context, action, keys, expected) in [
            (Some(Context::Grid), Action::Undo, &["f"][..], taken("f", Action::Reason, Context::Grid)),
            (None, Action::Undo, &["x"], taken("x", Action::Check, Context::Today)),
            (None, Action::Push, &["Ctrl-R"], taken("Ctrl-R", Action::Redo, Context::Today)),
            (Some(Context::Grid), Action::Pile, &["F1"], taken("F1", Action::Help, Context::Grid)),
            (Some(Context::Grid), Action::Pile, &["н"], Refusal::Mark(key("н"))),
            (Some(Context::Grid), Action::Pile, &["5"], Refusal::Mark(key("5"))),
            (Some(Context::Grid), Action::Pile, &["/"], Refusal::Mark(key("/"))),
            (Some(Context::LessonText), Action::NextTopic, &["t"], Refusal::Text(key("t"))),
            (None, Action::Lock, &["q"], Refusal::Text(key("q"))),
            (None, Action::Lock, &["Ctrl-M"], Refusal::Unsendable(key("Ctrl-M"))),
            (None, Action::Lock, &["Ctrl-Ь"], Refusal::Unsendable(key("Ctrl-Ь"))),
            (None, Action::Lock, &["Ctrl-5"], Refusal::Unsendable(key("Ctrl-5"))),
            (None, Action::Lock, &["Ctrl-Enter"], Refusal::Unsendable(key("Ctrl-Enter"))),
            (Some(Context::Grid), Action::Pile, &["Shift-g"], Refusal::Unsendable(key("Shift-g"))),
            (Some(Context::Grid), Action::Pile, &["#"], Refusal::OneLayout(key("#"))),
            (Some(Context::Grid), Action::Pile, &["№"], Refusal::OneLayout(key("№"))),
            (Some(Context::Grid), Action::Approve, &["z"], Refusal::NotThere),
            (None, Action::Quit, &[], Refusal::Stays(key("F10"))),
            (None, Action::Actions, &[], Refusal::Stays(key("F2"))),
            (None, Action::Help, &[], Refusal::Stays(key("F1"))),
            (None, Action::Back, &[], Refusal::Stays(key("Esc"))),
            (Some(Context::Grid), Action::Down, &[], Refusal::Stays(key("Down"))),
            (Some(Context::Grid), Action::Absent, &[], Refusal::Stays(key("y"))),
        ] {
            let (map, refused) = KeyMap::default().wanting(&[wish(context, action, keys)]);
            assert_eq!(refused, [(0, expected)], "{context:?} {action:?} {keys:?}");
            assert_eq!(map.lines, KeyMap::default().lines, "{context:?} {action:?} {keys:?}");
        }
    }

    #[test]
    fn of_two_that_want_one_key_the_first_has_it() {
        let wishes = [wish(Some(Context::Grid), Action::Pile, &["q"]), wish(Some(Context::Grid), Action::Fill, &["й"])];
        let (map, refused) = KeyMap::default().wanting(&wishes);
        assert_eq!(refused, [(1, Refusal::Taken { key: key("q"), by: Action::Pile, context: Context::Grid })]);
        assert_eq!(map.action(Context::Grid, Key::char('q')), Some(Action::Pile));
        assert_eq!(map.action(Context::Grid, Key::char('p')), Some(Action::Fill));
    }

    #[test]
    fn a_wish_that_counted_on_a_refused_one_falls_with_it() {
        // The plan wants the key of the terms, which want a mark: both stay.
        let wishes = [wish(Some(Context::Grid), Action::Plan, &["b"]), wish(Some(Context::Grid), Action::Terms, &["5"])];
        let (map, refused) = KeyMap::default().wanting(&wishes);
        assert_eq!(refused.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(map.lines, KeyMap::default().lines);
    }

    fn any_wish() -> impl Strategy<Value = Wish> {
        let keys = proptest::sample::select(vec![
            "z",
            "q",
            "x",
            "u",
            "g",
            "c",
            "7",
            "5",
            "н",
            "Space",
            "+",
            "F1",
            "F7",
            "F10",
            "Ctrl-K",
            "Ctrl-U",
            "Ctrl-M",
            "Esc",
            "Enter",
            "Del",
            "Up",
            "Alt-X",
            "Shift-Tab",
            "Ctrl-Left",
        ]);
        let binding = (0..BINDINGS.len()).prop_map(|at| BINDINGS[at]);
        let keys = proptest::collection::vec(keys.prop_map(key), 0..3);
        (binding, any::<bool>(), keys).prop_map(|(binding, is_general, keys)| Wish {
            context: (!is_general).then_some(binding.context),
            action: binding.action,
            keys,
        })
    }

    proptest! {
        // The whole table is made anew for every wish that falls.
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_is_wanted_no_key_means_two_things_and_the_way_out_stays(
            wishes in proptest::collection::vec(any_wish(), 0..12),
            vim in any::<bool>(),
        ) {
            let plain = KeyMap::new(Positions::Russian).moving(if vim { Movement::Vim } else { Movement::Arrows });
            let (map, refused) = plain.clone().wanting(&wishes);
            for (action, text) in [(Action::Quit, "F10"), (Action::Actions, "F2"), (Action::Help, "F1"), (Action::Back, "Esc")] {
                for context in Context::ALL {
                    prop_assert_eq!(map.action(context, key(text)), plain.action(context, key(text)), "{:?} {:?}", context, action);
                }
            }
            for context in Context::ALL {
                let mut means: HashMap<Key, Action> = HashMap::new();
                for (action, keys) in map.lines(context) {
                    for one in keys {
                        let before = means.insert(*one, action);
                        prop_assert!(before.is_none_or(|of| of == action), "{context:?} {one}: {action:?} and {before:?}");
                        prop_assert_eq!(map.action(context, *one), Some(action));
                        prop_assert!(context.mode() != Mode::Text || one.typed().is_none(), "{:?} {}", context, one);
                        if let Code::Char(c) = one.code {
                            let russian = Key { code: Code::Char(layout::to_cyrillic(c)), ..*one };
                            prop_assert_eq!(map.action(context, russian), Some(action), "{} under the Russian layout", one);
                        }
                    }
                }
            }
            // What holds, holds alone too: the refused ones leave nothing behind.
            let kept = wishes.iter().enumerate().filter(|(at, _)| refused.iter().all(|(of, _)| of != at));
            let kept: Vec<Wish> = kept.map(|(_, wish)| wish.clone()).collect();
            let (again, none) = plain.wanting(&kept);
            prop_assert_eq!(none, vec![]);
            prop_assert_eq!(again.lines, map.lines);
        }
    }
}
