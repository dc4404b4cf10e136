//! The command line in the language of its user: help texts, usage lines and the sentences of usage errors.
//!
//! The texts stand in `cli.ftl`: `cmd-mark` is what `mark` does, `examples-mark` its examples, `arg-mark-pupil` (else
//! `arg-pupil`) what an argument is, `value-class` what stands for its value.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use std::fmt::Write as _;

use super::args::Line;
use crate::strings::{FluentValue, Strings};

/// The parser with every text in the language of the strings.
#[must_use]
pub fn command(strings: &Strings) -> Command {
    let mut command = localised(Line::command(), strings, "", "zvonok");
    command.build();
    command
}

/// One paragraph of help on a command; `path` is its name with the names above it joined by `-`.
fn localised(command: Command, strings: &Strings, path: &str, line: &str) -> Command {
    let key = if path.is_empty() { "main" } else { path };
    let has_subcommands = command.has_subcommands();
    let command = command
        .mut_args(|arg| localised_arg(arg, strings, path))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            let path = if path.is_empty() { name.clone() } else { format!("{path}-{name}") };
            localised(sub, strings, &path, &format!("{line} {name}"))
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(1000)
                .help(text(strings, "arg-help")),
        );
    let command = if path.is_empty() {
        command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(1001)
                .help(text(strings, "arg-version")),
        )
    } else {
        command
    };
    let usage = usage(&command, strings, line, has_subcommands);
    let positionals = command.get_positionals().next().is_some();
    let command = command
        .about(text(strings, &format!("cmd-{key}")))
        .override_usage(usage)
        .help_template(template(strings, positionals, has_subcommands))
        .subcommand_value_name(text(strings, "value-command"));
    let examples = format!("examples-{key}");
    if strings.has(&examples) {
        let lines = strings.get(&examples).replace('\n', "\n  ");
        return command.after_help(format!("{}\n  {lines}", strings.get("heading-examples")));
    }
    command
}

fn localised_arg(arg: Arg, strings: &Strings, path: &str) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = format!("arg-{path}-{id}");
    let mut help = text(strings, if strings.has(&own) { own.as_str() } else { "" });
    if help.is_empty() {
        help = text(strings, &format!("arg-{id}"));
    }
    let words: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .filter(|word| word != "true" && word != "false")
        .collect();
    if !words.is_empty() {
        help = format!("{help} [{}]", words.join(", "));
    }
    let defaults: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        help = format!("{help} {}", strings.with("arg-default", &[("value", FluentValue::from(defaults.join(" ")))]));
    }
    let names: Vec<String> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| text(strings, &format!("value-{}", name.to_lowercase())))
        .collect();
    let arg = arg.help(help);
    if names.is_empty() || !arg.get_action().takes_values() {
        arg
    } else {
        arg.hide_possible_values(true).hide_default_value(true).value_names(names)
    }
}

fn usage(command: &Command, strings: &Strings, line: &str, has_subcommands: bool) -> String {
    let mut usage = format!("{line} [{}]", text(strings, "value-options"));
    for arg in command.get_arguments().filter(|arg| arg.is_required_set() && arg.get_long().is_some()) {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or_else(String::new, ToString::to_string);
        let _ = write!(usage, " --{} {name}", arg.get_long().unwrap_or_default());
    }
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or_else(String::new, ToString::to_string);
        let many = if matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
        let _ = if arg.is_required_set() { write!(usage, " {name}{many}") } else { write!(usage, " [{name}{many}]") };
    }
    if has_subcommands {
        let name = text(strings, "value-command");
        let must = command.is_subcommand_required_set();
        let _ = if must { write!(usage, " {name}") } else { write!(usage, " [{name}]") };
    }
    usage
}

fn template(strings: &Strings, positionals: bool, subcommands: bool) -> String {
    let mut template = format!("{{about}}\n\n{} {{usage}}\n", strings.get("heading-usage"));
    if subcommands {
        let _ = write!(template, "\n{}\n{{subcommands}}\n", strings.get("heading-commands"));
    }
    if positionals {
        let _ = write!(template, "\n{}\n{{positionals}}\n", strings.get("heading-arguments"));
    }
    let _ = write!(template, "\n{}\n{{options}}{{after-help}}\n", strings.get("heading-options"));
    template
}

fn text(strings: &Strings, key: &str) -> String {
    strings.get(key).into_owned()
}

/// What a usage error says: what is wrong, what could be meant, where the help is.
#[must_use]
pub fn usage_error(error: &clap::Error, strings: &Strings, command: &str) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "usage-no-such-command",
        ErrorKind::UnknownArgument => "usage-no-such-argument",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => "usage-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-bad-value",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "usage-no-command",
        ErrorKind::InvalidUtf8 => "usage-not-utf8",
        ErrorKind::NoEquals => "usage-no-equals",
        _ => "usage-other",
    };
    let invalid = match error.kind() {
        ErrorKind::InvalidSubcommand => of(ContextKind::InvalidSubcommand),
        _ => of(ContextKind::InvalidArg),
    };
    let args = [
        ("what", FluentValue::from(invalid)),
        ("value", FluentValue::from(of(ContextKind::InvalidValue))),
        ("prior", FluentValue::from(of(ContextKind::PriorArg))),
    ];
    let mut sentence = strings.with(key, &args).replace("...", "…");
    let hint = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(of)
        .find(|hint| !hint.is_empty());
    let valid = of(ContextKind::ValidValue);
    if let Some(hint) = hint {
        sentence.push(' ');
        sentence.push_str(&strings.with("usage-did-you-mean", &[("word", FluentValue::from(hint))]));
    } else if !valid.is_empty() {
        sentence.push(' ');
        sentence.push_str(&strings.with("usage-one-of", &[("words", FluentValue::from(valid))]));
    }
    let help = if command.is_empty() { "zvonok --help".to_owned() } else { format!("zvonok {command} --help") };
    sentence.push(' ');
    sentence.push_str(&strings.with("usage-see-help", &[("command", FluentValue::from(help))]));
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::Language;

    fn each(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        command.get_subcommands().for_each(|sub| each(sub, visit));
    }

    #[test]
    fn every_command_and_argument_has_its_text_in_every_language() {
        for language in Language::ALL {
            let strings = Strings::new(language);
            each(&command(&strings), &mut |command| {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("cmd-"), "{language:?}: {} {about}", command.get_name());
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("arg-"),
                        "{language:?}: {} {}",
                        command.get_name(),
                        arg.get_id()
                    );
                    for name in arg.get_value_names().unwrap_or_default() {
                        assert!(!name.starts_with("value-"), "{language:?}: {} {name}", command.get_name());
                    }
                }
            });
        }
    }

    /// The sources of the commands, for what they say.
    const SOURCES: &[&str] = &[
        include_str!("../cli.rs"),
        include_str!("absent.rs"),
        include_str!("apply.rs"),
        include_str!("check.rs"),
        include_str!("client.rs"),
        include_str!("config.rs"),
        include_str!("demo.rs"),
        include_str!("doctor.rs"),
        include_str!("duties.rs"),
        include_str!("entries.rs"),
        include_str!("help.rs"),
        include_str!("journal.rs"),
        include_str!("lesson.rs"),
        include_str!("login.rs"),
        include_str!("man.rs"),
        include_str!("names.rs"),
        include_str!("open.rs"),
        include_str!("password.rs"),
        include_str!("push.rs"),
        include_str!("queue.rs"),
        include_str!("rules.rs"),
        include_str!("school.rs"),
        include_str!("serve.rs"),
        include_str!("show.rs"),
        include_str!("status.rs"),
        include_str!("today.rs"),
        include_str!("wish.rs"),
        include_str!("wording.rs"),
    ];

    /// Keys of a Fluent file.
    fn keys(source: &str) -> Vec<&str> {
        let begins = |line: &&str| line.starts_with(|letter: char| letter.is_ascii_lowercase());
        source.lines().filter(begins).filter_map(|line| line.split_once(" =").map(|(key, _)| key)).collect()
    }

    #[test]
    fn every_sentence_that_is_said_exists_once_in_every_language() {
        let files = [
            [include_str!("../strings/ru/cli.ftl"), include_str!("../strings/ru/server.ftl")].map(keys).concat(),
            [include_str!("../strings/en/cli.ftl"), include_str!("../strings/en/server.ftl")].map(keys).concat(),
        ];
        let russian: std::collections::BTreeSet<&str> = files[0].iter().copied().collect();
        let english: std::collections::BTreeSet<&str> = files[1].iter().copied().collect();
        assert_eq!(russian, english);
        assert_eq!((files[0].len(), files[1].len()), (russian.len(), english.len()), "no key twice");
        let others = [
            include_str!("../strings/ru/actions.ftl"),
            include_str!("../strings/ru/common.ftl"),
            include_str!("../strings/ru/problems.ftl"),
            include_str!("../strings/ru/review.ftl"),
            include_str!("../strings/ru/screens.ftl"),
        ];
        let shared: std::collections::BTreeSet<&str> = others.into_iter().flat_map(keys).collect();
        let taken: Vec<&&str> = shared.intersection(&russian).collect();
        assert!(taken.is_empty(), "another area has these keys: {taken:?}");
        let areas: std::collections::BTreeSet<&str> = russian.iter().filter_map(|key| key.split('-').next()).collect();
        for source in SOURCES {
            // Odd pieces between quotation marks are literals; keys have no marks or spaces in them.
            for literal in source.split('"').filter(|text| text.contains('-') && !text.ends_with('-')) {
                let is_key = literal.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                let area = literal.split('-').next().unwrap_or_default();
                assert!(
                    !is_key || !areas.contains(area) || russian.contains(literal) || shared.contains(literal),
                    "no sentence: {literal}"
                );
            }
        }
    }

    #[test]
    fn the_parser_is_consistent() {
        command(&Strings::new(Language::Russian)).debug_assert();
    }
}
