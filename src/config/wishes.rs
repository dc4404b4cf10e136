//! Keys in the settings: `[keys]` names actions, `[keys.only.<context>]` changes them in one place.

use toml::Spanned;
use toml::de::DeValue;

use super::problem::{Wrong, nearest};
use crate::action::Action;
use crate::keys::{Context, Key};

/// The word that takes an action's keys away.
const OFF: &str = "off";

/// Names of keys that are longer than a letter: as a person may write them, and as they are written.
const NAMES: [(&str, &str); 28] = [
    ("enter", "Enter"),
    ("tab", "Tab"),
    ("backspace", "Backspace"),
    ("del", "Del"),
    ("ins", "Ins"),
    ("esc", "Esc"),
    ("up", "Up"),
    ("down", "Down"),
    ("left", "Left"),
    ("right", "Right"),
    ("home", "Home"),
    ("end", "End"),
    ("pgup", "PgUp"),
    ("pgdn", "PgDn"),
    ("space", "Space"),
    ("f1", "F1"),
    ("f2", "F2"),
    ("f3", "F3"),
    ("f4", "F4"),
    ("f5", "F5"),
    ("f6", "F6"),
    ("f7", "F7"),
    ("f8", "F8"),
    ("f9", "F9"),
    ("f10", "F10"),
    ("f11", "F11"),
    ("f12", "F12"),
    ("off", OFF),
];

/// The action of a name, or the nearest name that exists.
pub fn action(name: &str) -> Result<Action, Wrong> {
    let ids = || Action::ALL.iter().map(|action| action.id());
    let settings = ["layouts", "vim", "only"];
    let found = Action::ALL.into_iter().find(|action| action.id() == name);
    found.ok_or_else(|| Wrong::UnknownAction(nearest(name, ids().chain(settings))))
}

/// The context of a name, or the nearest name that exists.
pub fn context(name: &str) -> Result<Context, Wrong> {
    let found = Context::ALL.into_iter().find(|context| context.id() == name);
    found.ok_or_else(|| Wrong::UnknownContext(nearest(name, Context::ALL.into_iter().map(Context::id))))
}

/// The keys of a value: one key, a list of keys, or none at all.
pub fn keys(value: &DeValue<'_>) -> Result<Vec<Key>, Wrong> {
    match value {
        DeValue::String(text) if text == OFF => Ok(Vec::new()),
        DeValue::String(text) => Ok(vec![key(text)?]),
        DeValue::Array(values) => values.iter().map(Spanned::get_ref).map(listed).collect(),
        _ => Err(Wrong::NotKeys),
    }
}

fn listed(value: &DeValue<'_>) -> Result<Key, Wrong> {
    match value {
        DeValue::String(text) => key(text),
        _ => Err(Wrong::NotKeys),
    }
}

fn key(text: &str) -> Result<Key, Wrong> {
    text.parse().map_err(|_| Wrong::NotAKey { text: text.to_owned(), nearest: meant(text) })
}

/// The key that a text which names none was probably meant to name, as it is written.
fn meant(text: &str) -> Option<String> {
    let mut parts: Vec<&str> = text.split(['-', '+', ' ']).filter(|part| !part.is_empty()).collect();
    let name = parts.pop()?;
    let mut held = [("Ctrl-", false), ("Alt-", false), ("Shift-", false)];
    for part in parts {
        let at = match part.to_lowercase().as_str() {
            "ctrl" | "control" | "ctl" | "c" | "strg" => 0,
            "alt" | "meta" | "m" => 1,
            "shift" | "s" => 2,
            _ => return None,
        };
        held[at].1 = true;
    }
    let word = match name.to_lowercase().as_str() {
        "return" | "ввод" => "Enter".to_owned(),
        "delete" => "Del".to_owned(),
        "insert" => "Ins".to_owned(),
        "escape" => "Esc".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "pagedown" => "PgDn".to_owned(),
        "пробел" => "Space".to_owned(),
        "выкл" | "none" | "false" => OFF.to_owned(),
        lower if lower.chars().count() == 1 => name.to_owned(),
        lower => nearest_name(lower)?.to_owned(),
    };
    let held: String = held.iter().filter(|(_, is_held)| *is_held).map(|(prefix, _)| *prefix).collect();
    let written = format!("{held}{word}");
    match written.parse::<Key>() {
        Ok(key) => Some(key.to_string()),
        Err(_) => (written == OFF).then_some(written),
    }
}

/// The nearest name, as it is written.
fn nearest_name(lower: &str) -> Option<&'static str> {
    let near = nearest(lower, NAMES.iter().map(|(lower, _)| *lower))?;
    NAMES.iter().find(|(lower, _)| *lower == near).map(|(_, written)| *written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_key_is_recognised() {
        for (written, expected) in [
            ("ctrl-r", Some("Ctrl-R")),
            ("Ctrl+R", Some("Ctrl-R")),
            ("CTRL-ALT-x", Some("Ctrl-Alt-X")),
            ("c-x", Some("Ctrl-X")),
            ("f5", Some("F5")),
            ("Entr", Some("Enter")),
            ("return", Some("Enter")),
            ("shift+tab", Some("Shift-Tab")),
            ("пробел", Some("Space")),
            ("выкл", Some("off")),
            ("OFF", Some("off")),
            ("Win-X", None),
            ("gg", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(meant(written).as_deref(), expected, "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_offered_is_a_key(text in "(ctrl|Alt|SHIFT|x)?[-+ ]?[a-zA-Zа-я0-9-]{0,9}") {
            if let Some(offered) = meant(&text) {
                proptest::prop_assert!(offered == OFF || offered.parse::<Key>().is_ok(), "{offered}");
            }
        }

        #[test]
        fn a_key_reads_back_as_it_is_written(text in "(Ctrl-)?(Alt-)?(Shift-)?(.|F[0-9]{1,3}|Enter|Space|PgDn|Up|←)") {
            if let Ok(key) = text.parse::<Key>() {
                proptest::prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key), "{}", text);
            }
        }
    }
}
