//! The dependency rule of `docs/architecture.md`, held against the source.
//!
//! Reads every `crate::…` path under `src/` (outside tests) and every path that starts with a guarded crate's name, and
//! compares them with the tables below. A new arrow is a decision: it is made here and in the document together.

#[path = "architecture/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules a module may name. `domain` and `text` may be named by all.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &[]),
    ("regulation", &[]),
    ("outbox", &["regulation", "protocol"]),
    ("protocol", &[]),
    ("keys", &["action"]),
    ("action", &[]),
    ("strings", &["action"]),
    ("theme", &[]),
    ("entry", &["regulation", "outbox"]),
    ("paper", &["entry", "outbox", "strings"]),
    ("event", &["regulation", "outbox", "action", "keys", "protocol", "state", "effect", "entry"]),
    ("effect", &["regulation", "outbox", "action", "keys", "protocol", "entry", "state"]),
    ("state", &["regulation", "outbox", "action", "keys", "protocol", "entry", "strings"]),
    ("update", &["state", "event", "effect", "regulation", "outbox", "keys", "action", "strings", "entry", "protocol"]),
    ("view", &["state", "strings", "theme", "keys", "action", "regulation", "outbox", "entry", "protocol"]),
    ("store", &["outbox", "regulation", "protocol", "secret"]),
    ("remote", &["outbox", "regulation", "protocol"]),
    ("secret", &[]),
    ("config", &["keys", "action", "theme", "regulation", "strings"]),
    ("sync", &["store", "remote", "secret", "outbox", "regulation", "protocol", "entry"]),
    ("server", &["regulation", "school", "protocol"]),
    ("school", &["regulation", "protocol"]),
    ("runtime", ANY_CLIENT),
    ("app", ANY_CLIENT),
    ("cli", ANY),
];

/// The shell on the client's side: everything but the server.
const ANY_CLIENT: &[&str] = &[
    "regulation",
    "outbox",
    "protocol",
    "keys",
    "action",
    "strings",
    "theme",
    "entry",
    "paper",
    "event",
    "effect",
    "state",
    "update",
    "view",
    "store",
    "remote",
    "secret",
    "config",
    "sync",
    "runtime",
    "app",
    "paper",
];

/// Commands start everything, the server too.
const ANY: &[&str] = &[
    "regulation",
    "outbox",
    "protocol",
    "keys",
    "action",
    "strings",
    "theme",
    "entry",
    "event",
    "effect",
    "state",
    "update",
    "view",
    "store",
    "remote",
    "secret",
    "config",
    "sync",
    "runtime",
    "app",
    "server",
    "school",
    "paper",
];

/// Crates that only some modules may name.
const GUARDED: &[(&str, &[&str])] = &[
    ("crossterm", &["runtime"]),
    ("reqwest", &["remote"]),
    ("ratatui", &["view", "theme", "runtime"]),
    ("keyring_core", &["secret"]),
    ("axum", &["server"]),
    ("utoipa", &["server", "domain", "protocol", "regulation"]),
    ("fluent_bundle", &["strings"]),
    ("clap", &["cli"]),
    ("rusqlite", &["store", "server"]),
    ("postgres", &["server"]),
    ("tokio_postgres", &["server"]),
];

/// What only the shell, the server and the adapters may touch: the clock, the environment, the disk, the network.
const IMPURE: &[&str] = &["std::fs", "std::env", "std::net", "SystemTime::now", "Instant::now", "Utc::now", "Local::now"];
const MAY_BE_IMPURE: &[&str] = &["store", "remote", "secret", "config", "sync", "runtime", "app", "cli", "server", "school"];

#[test]
fn imports_point_downwards_only() {
    let mut wrong = String::new();
    for (module, file, line, text) in code_lines() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            let _ = writeln!(wrong, "{}: the module `{module}` is not in the table", file.display());
            continue;
        };
        for named in crate_paths(&text) {
            let free = ["domain", "text", module.as_str()].contains(&named.as_str());
            if !free && !allowed.contains(&named.as_str()) {
                let _ = writeln!(wrong, "{}:{line}: `{module}` names `{named}`", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn guarded_crates_stay_in_their_modules() {
    let mut wrong = String::new();
    for (module, file, line, text) in code_lines() {
        for (name, allowed) in GUARDED {
            if names_crate(&text, name) && !allowed.contains(&module.as_str()) {
                let _ = writeln!(wrong, "{}:{line}: `{module}` names the crate `{name}`", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn only_adapters_and_the_shell_touch_the_machine() {
    let mut wrong = String::new();
    for (module, file, line, text) in code_lines() {
        for impure in IMPURE {
            if text.contains(impure) && !MAY_BE_IMPURE.contains(&module.as_str()) {
                let _ = writeln!(wrong, "{}:{line}: `{module}` uses `{impure}`", file.display());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn long_files_give_their_reason() {
    let mut wrong = String::new();
    for file in sources() {
        let text = fs::read_to_string(&file).expect("a source file is readable text");
        let lines = text.lines().count();
        if lines > 600 && !text.lines().take(12).any(|line| line.contains("long file")) {
            let _ = writeln!(
                wrong,
                "{}: {lines} lines; split it, or say why it is a long file in its module doc",
                file.display()
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Code lines outside comments and test modules: (top module, file, line number, text).
fn code_lines() -> Vec<(String, PathBuf, usize, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lines = Vec::new();
    for file in sources() {
        let relative = file.strip_prefix(&root).expect("sources lie under src").to_owned();
        let first = relative.components().next().expect("a file has a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "lib"
            || module == "main"
            || relative.ends_with("tests.rs")
            || relative.iter().any(|part| part == "tests")
        {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file is readable text");
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("#[cfg(test)]") {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push((module.clone(), relative.clone(), number + 1, line.to_owned()));
            }
        }
    }
    assert!(lines.len() > 1000, "the source was found");
    lines
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src is readable") {
            let path = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// First segments of `crate::a…` and of `crate::{a…, b…}` on a line.
fn crate_paths(line: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = 0;
            for (place, sign) in group.char_indices() {
                match sign {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        names.insert(first_word(&group[start..place]));
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.insert(first_word(&group[start..place]));
                        start = place + 1;
                    }
                    _ => {}
                }
            }
        } else {
            names.insert(first_word(rest));
        }
    }
    names.retain(|name| !name.is_empty() && name.starts_with(|first: char| first.is_ascii_lowercase()));
    names
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect()
}

fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_' || sign == ':')
    })
}

#[test]
fn the_reader_of_paths_reads_groups() {
    let found = crate_paths("use crate::{domain::{Mark, Page}, keys::Key, view}; crate::store::open()");
    let expected: BTreeSet<String> = ["domain", "keys", "store", "view"].map(str::to_owned).into();
    assert_eq!(found, expected);
    assert!(names_crate("use axum::Router;", "axum") && !names_crate("crate::axum::x", "axum"));
}

/// A weakening that does not fit the program any more would weaken nothing.
#[test]
fn every_weakening_fits_the_program() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for entry in fs::read_dir(top.join("tests/weakenings")).expect("the weakenings") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "patch") {
            continue;
        }
        seen += 1;
        let text = fs::read_to_string(&path).expect("a patch");
        let file = text.lines().find_map(|line| line.strip_prefix("--- a/")).expect("it names a file");
        let source = fs::read_to_string(top.join(file)).expect("the file that it changes");
        let (mut before, mut is_hunk) = (String::new(), false);
        for line in text.lines() {
            is_hunk |= line.starts_with("@@");
            if is_hunk && !line.starts_with("@@") && (line.is_empty() || line.starts_with([' ', '-'])) {
                before.push_str(line.get(1..).unwrap_or_default());
                before.push('\n');
            }
        }
        assert!(source.contains(before.trim_end()), "{} does not fit {file}", path.display());
    }
    assert_eq!(seen, 7);
}
