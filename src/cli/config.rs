//! `zvonok config path|check|fields|keys`, and the sentences of what is wrong with the file.

use super::args::Config;
use super::exit::{Exit, Outcome};
use super::table::Table;
use super::{Program, keys};
use crate::config::schema::{FIELDS, Kind};
use crate::config::{Problem, Settings, Wrong};
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
        "terminal.synchronized" => Some(
            match settings.synchronized {
                Synchronized::Auto => "auto",
                Synchronized::On => "on",
                Synchronized::Off => "off",
            }
            .to_owned(),
        ),
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
    };
    let hint = match &problem.wrong {
        Wrong::UnknownField(Some(word)) | Wrong::NotOneOf { nearest: Some(word), .. } => {
            format!(" {}", strings.with("usage-did-you-mean", &[("word", FluentValue::from(*word))]))
        }
        _ => String::new(),
    };
    format!("{place}: {what}{hint}")
}
