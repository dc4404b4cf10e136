//! `zvonok config keys` and `docs/keys.md`: the one table of keys, printed; the command as the settings want it.

use super::Program;
use super::exit::{Exit, Outcome};
use super::table::Table;
use crate::keys::{Context, Key, KeyName, Script};
use crate::strings::Strings;

pub(super) fn print(program: &Program) -> Outcome {
    let strings = &program.strings;
    let heads = ["keys-head-place", "keys-head-keys", "keys-head-action", "keys-head-id"];
    let mut table = Table::with_heads(heads.map(|key| program.say(key)));
    let map = program.settings().key_map();
    for context in Context::ALL {
        for (action, keys) in map.lines(context) {
            let named: Vec<String> = keys.iter().map(|key| name(strings, *key)).collect();
            table.row([
                format!("{} ({})", strings.get(context.title()), context.id()),
                if named.is_empty() { program.say("help-no-key") } else { named.join("  ") },
                strings.get(action.title()).into_owned(),
                action.id().to_owned(),
            ]);
        }
    }
    program.print(&table.text())?;
    Ok(Exit::Done)
}

/// A key as the screen names it: letters by what is printed on a Russian keyboard.
fn name(strings: &Strings, key: Key) -> String {
    match key.name(Script::Cyrillic) {
        KeyName::Plain(name) => name,
        KeyName::Word(key) => strings.get(key).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::name;
    use crate::keys::{BINDINGS, Context};
    use crate::state::why_not::reasons;
    use crate::strings::{Language, Strings};

    /// The page of the documentation.
    fn document(russian: &Strings, english: &Strings) -> String {
        let mut page = String::from(
            "# Keys\n\n\
             Made from the key table (`src/keys/bindings.rs`) by `ZVONOK_UPDATE_DOCS=1 cargo test --lib keys_document`; a test\n\
             holds it equal. `zvonok config keys` prints the same.\n\n\
             Letters mean places on the keyboard: `п` and `g` are one key, so every action works under ЙЦУКЕН and QWERTY alike.\n\
             In the grid `5 4 3 2`, `н` (`y`), `о` (`j`) and `0` are entries, `/` (on a Russian layout also `.`) joins two marks.\n\
             Lines of text take every letter as it is.\n\n\
             `[keys]` of `config.toml` gives an action (`id`) other keys, or none; `[keys.only.grid]` in one place only. See\n\
             [`config.example.toml`](../config.example.toml).\n",
        );
        for context in Context::ALL {
            let bindings: Vec<_> = BINDINGS.iter().filter(|binding| binding.context == context).collect();
            if bindings.is_empty() {
                continue;
            }
            let _ = write!(
                page,
                "\n## {} · {} · `{}`\n\n",
                russian.get(context.title()),
                english.get(context.title()),
                context.id()
            );
            page.push_str("| keys | действие | action | id | когда ничего не делает |\n| --- | --- | --- | --- | --- |\n");
            for binding in bindings {
                let keys: Vec<String> = binding.keys.iter().map(|key| both(russian, key)).collect();
                let why: Vec<_> = reasons(binding.action).iter().map(|reason| russian.get(reason.says)).collect();
                let _ = writeln!(
                    page,
                    "| {} | {} | {} | `{}` | {} |",
                    keys.join(" "),
                    russian.get(binding.action.title()),
                    english.get(binding.action.title()),
                    binding.action.id(),
                    why.join("; ")
                );
            }
        }
        page
    }

    /// A key for the page: `п`·`g` for a letter.
    fn both(strings: &Strings, key: &str) -> String {
        let named = name(strings, key.parse().expect("the table is written in the notation of keys"));
        if named == key || key == "Space" { format!("`{named}`") } else { format!("`{named}`·`{key}`") }
    }

    #[test]
    fn keys_document_is_the_table() {
        let page = document(&Strings::new(Language::Russian), &Strings::new(Language::English));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
        if std::env::var_os("ZVONOK_UPDATE_DOCS").is_some() {
            std::fs::write(&path, &page).expect("the page is written");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "docs/keys.md is not the table: ZVONOK_UPDATE_DOCS=1 cargo test --lib keys_document");
    }
}
