//! `zvonok config path|check|fields|keys`, and the sentences of what is wrong with the file.

use super::args::Config;
use super::exit::{Exit, Outcome};
use super::table::Table;
use super::{Program, keys};
use crate::config::schema::{FIELDS, Kind};
use crate::config::{Problem, Settings, Wrong};
use crate::keys::{Context, Refusal};
use crate::strings::{FluentValue, Strings};

pub(super) fn run(program: &Program, what: &Config) -> Outcome {
    match what {
        Config::Path => path(program),
        Config::Check => check(program),
        Config::Fields => fields(program),
        Config::Keys => keys::print(program),
    }
}

fn path(program: &Program) -> Outcome {
    let folders = &program.folders;
    let mut table = Table::default();
    for (key, path) in [
        ("config-path-file", folders.config_file()),
        ("config-path-data", folders.data.clone()),
        ("config-path-state", folders.state.clone()),
        ("config-path-log", folders.log_file()),
    ] {
        table.row([program.say(key), path.display().to_string()]);
    }
    program.print(&table.text())?;
    Ok(Exit::Done)
}

fn check(program: &Program) -> Outcome {
    let problems = &program.loaded.problems;
    let file = program.folders.config_file();
    let name = FluentValue::from(file.display().to_string());
    if problems.is_empty() {
        let key = if file.exists() { "config-good" } else { "config-none" };
        program.print(&format!("{}\n", program.say_with(key, &[("file", name)])))?;
        return Ok(Exit::Done);
    }
    let lines: String = problems.iter().map(|problem| sentence(&program.strings, problem) + "\n").collect();
    program.print(&lines)?;
    Ok(Exit::Remarks)
}

fn fields(program: &Program) -> Outcome {
    let mut table =
        Table::with_heads(["config-head-name", "config-head-values", "config-head-now"].map(|key| program.say(key)));
    for field in FIELDS {
        let values = match field.kind {
            Kind::Text(_) => program.say("config-any-text"),
            Kind::Word(words, _) => words.join(" | "),
            Kind::Number(from, to, _) => format!("{from}–{to}"),
        };
        table.row([field.name.to_owned(), values, present(program.settings(), field.name)]);
    }
    let key = || program.say("config-any-key");
    table.row([program.say("config-keys-of-action"), key(), "—".to_owned()]);
    for wish in &program.settings().wishes {
        let place = wish.context.map(|context| format!("only.{}.", context.id())).unwrap_or_default();
        let named: Vec<String> = wish.keys.iter().map(ToString::to_string).collect();
        let present = if named.is_empty() { "off".to_owned() } else { named.join("  ") };
        table.row([format!("keys.{place}{}", wish.action.id()), key(), present]);
    }
    program.print(&table.text())?;
    Ok(Exit::Done)
}

/// What holds for a field; «—» where the program chooses.
fn present(settings: &Settings, name: &str) -> String {
    use crate::config::{Direction, Glyphs, Layouts, Switch, Synchronized};
    let switch = |switch| if switch == Switch::On { "on" } else { "off" }.to_owned();
    let value = match name {
        "server" => settings.server.clone(),
        "user" => settings.user.clone(),
        "servers" => settings.servers.clone(),
        "ca_file" => settings.ca_file.as_ref().map(|path| path.display().to_string()),
        "pin" => settings.pin.clone(),
        "language" => settings.language.map(|language| language.tag().to_owned()),
        "theme" => settings.theme.clone(),
        "glyphs" => Some(
            match settings.glyphs {
                Glyphs::Auto => "auto",
                Glyphs::Unicode => "unicode",
                Glyphs::Ascii => "ascii",
            }
            .to_owned(),
        ),
        "keys.layouts" => Some(if settings.layouts == Layouts::Both { "both" } else { "typed" }.to_owned()),
        "keys.vim" => Some(switch(settings.vim)),
        "grid.direction" => Some(if settings.direction == Direction::Right { "right" } else { "down" }.to_owned()),
        "terminal.bell" => Some(switch(settings.bell)),
        "terminal.mouse" => Some(switch(settings.mouse)),
        "terminal.synchronized" => Some(
            match settings.synchronized {
                Synchronized::Auto => "auto",
                Synchronized::On => "on",
                Synchronized::Off => "off",
            }
            .to_owned(),
        ),
        "lock.idle_minutes" => settings.lock_minutes.map(|minutes| minutes.to_string()),
        "push.hold_seconds" => settings.hold_seconds.map(|seconds| seconds.to_string()),
        _ => None,
    };
    value.unwrap_or_else(|| "—".to_owned())
}

/// What is wrong, where, and what to do: one sentence for a person.
pub(super) fn sentence(strings: &Strings, problem: &Problem) -> String {
    let place = match problem.line {
        Some(line) => format!("{}:{line}", problem.file.display()),
        None => problem.file.display().to_string(),
    };
    let field = FluentValue::from(problem.field.clone().unwrap_or_default());
    let what = match &problem.wrong {
        Wrong::Unreadable(why) => strings.with("config-unreadable", &[("why", FluentValue::from(why.as_str()))]),
        Wrong::NotUtf8 => strings.get("config-not-utf8").into_owned(),
        Wrong::Syntax(why) => strings.with("config-syntax", &[("why", FluentValue::from(why.replace('\n', "; ")))]),
        Wrong::UnknownField(_) => strings.with("config-unknown", &[("field", field)]),
        Wrong::NotText => strings.with("config-not-text", &[("field", field)]),
        Wrong::NotNumber { from, to } => strings.with(
            "config-not-number",
            &[("field", field), ("from", from.to_string().into()), ("to", to.to_string().into())],
        ),
        Wrong::NotOneOf { words, .. } => {
            let words = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
            strings.with("config-not-one-of", &[("field", field), ("words", words.into())])
        }
        Wrong::Empty => strings.with("config-empty", &[("field", field)]),
        Wrong::UnknownAction(_) => strings.with("config-unknown-action", &[("field", field)]),
        Wrong::UnknownContext(_) => {
            let places = Context::ALL.map(Context::id).join(", ");
            strings.with("config-unknown-context", &[("field", field), ("words", places.into())])
        }
        Wrong::NotKeys => strings.with("config-not-keys", &[("field", field)]),
        Wrong::NotAKey { text, .. } => {
            strings.with("config-not-a-key", &[("field", field), ("text", FluentValue::from(text.as_str()))])
        }
        Wrong::Refused(why) => refusal(strings, field, *why),
    };
    let meant = match &problem.wrong {
        Wrong::UnknownField(word) | Wrong::UnknownAction(word) | Wrong::UnknownContext(word) => *word,
        Wrong::NotOneOf { nearest, .. } => *nearest,
        Wrong::NotAKey { nearest, .. } => nearest.as_deref(),
        _ => None,
    };
    let hint = |word| format!(" {}", strings.with("usage-did-you-mean", &[("word", FluentValue::from(word))]));
    format!("{place}: {what}{}", meant.map(hint).unwrap_or_default())
}

/// Why keys cannot be those of an action.
fn refusal(strings: &Strings, field: FluentValue<'_>, why: Refusal) -> String {
    let (sentence, key) = match why {
        Refusal::NotThere => return strings.with("config-key-not-there", &[("field", field)]),
        Refusal::Taken { key, by, context } => {
            let args = [
                ("field", field),
                ("key", key.to_string().into()),
                ("action", strings.get(by.title()).into()),
                ("place", strings.get(context.title()).into()),
            ];
            return strings.with("config-key-taken", &args);
        }
        Refusal::Text(key) => ("config-key-text", key),
        Refusal::Mark(key) => ("config-key-mark", key),
        Refusal::Unsendable(key) => ("config-key-unsendable", key),
        Refusal::OneLayout(key) => ("config-key-one-layout", key),
        Refusal::Stays(key) => ("config-key-stays", key),
    };
    strings.with(sentence, &[("field", field), ("key", key.to_string().into())])
}
