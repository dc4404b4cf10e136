//! The command line: one file a command under `cli/`, and what they share.
//!
//! A command prints its data on standard output, everything else goes to standard error as sentences from `cli.ftl`: what
//! happened, what it means for the data, what to do. The causes behind them go to the log of the state folder. Nothing here
//! draws screens; `zvonok` without a command hands over to [`crate::app`].

mod absent;
mod apply;
#[cfg(feature = "server")]
mod archive;
pub mod args;
mod check;
mod client;
mod clock;
mod codes;
mod completions;
mod config;
#[cfg(feature = "server")]
mod demo;
mod doctor;
mod duties;
mod entries;
pub mod exit;
pub mod help;
#[cfg(feature = "server")]
mod journal;
mod keys;
mod lesson;
mod literacy;
pub mod log;
mod login;
mod man;
mod mark;
mod names;
mod open;
mod outage;
mod password;
mod pin;
mod plain;
mod print;
mod purge;
mod push;
mod queue;
mod review;
mod rules;
#[cfg(feature = "server")]
mod school;
#[cfg(feature = "server")]
mod serve;
mod sessions;
mod show;
mod status;
mod table;
mod today;
mod unlock;
pub mod values;
mod wish;
mod wording;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::{FromArgMatches as _, Parser as _};

use crate::config::{Folders, HomeError, Loaded, Overrides, Settings};
use crate::strings::{Args, FluentValue, Language, Strings};
use args::{Command, Line};
use exit::{Exit, Failure, Outcome};
use log::{Level, Log};
use values::At;

/// Runs the program with the arguments of the process and reports how it ended.
#[must_use]
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let ended = std::panic::catch_unwind(AssertUnwindSafe(|| run(arguments)));
    ended.unwrap_or_else(|_| Exit::Defect.into())
}

/// What every command is handed: the language, the settings, the folders, the clock.
pub struct Program {
    strings: Strings,
    loaded: Loaded,
    folders: Folders,
    log: Log,
    now: Option<DateTime<Utc>>,
    colour: bool,
    /// Plain lines instead of screens.
    plain: bool,
}

fn run(arguments: Vec<OsString>) -> ExitCode {
    let early = Strings::new(early_language(&arguments));
    let folders = match Folders::find(std::env::var_os("ZVONOK_HOME")) {
        Ok(folders) => folders,
        Err(error) => {
            let key = if error == HomeError::Relative { "fail-home-relative" } else { "fail-no-home" };
            complain(&early.get(key));
            return Exit::Usage.into();
        }
    };
    let level = std::env::var("ZVONOK_LOG").ok();
    let log = Log::new(folders.log_file(), level.as_deref());
    on_panic(&early, &log);
    let line = match parse(&early, arguments) {
        Ok(line) => line,
        Err(exit) => return exit.into(),
    };
    let program = match Program::new(&line, folders, log) {
        Ok(program) => program,
        Err(failure) => {
            complain(&failure.text);
            return failure.exit.into();
        }
    };
    let name = line.command.as_ref().map_or("", Command::name);
    if !matches!(line.command, Some(Command::Config(_))) {
        program.loaded.problems.iter().for_each(|problem| complain(&config::sentence(&program.strings, problem)));
    }
    let outcome = program.dispatch(line.command);
    program.end(name, outcome)
}

/// The language before the settings are read: arguments, then the environment. The file may still say another one.
fn early_language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut said = None;
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => said = words.next().and_then(Language::from_tag),
            Some(rest) => said = rest.strip_prefix('=').and_then(Language::from_tag),
            None => {}
        }
    }
    said.or_else(|| variable("ZVONOK_LANG").and_then(|tag| Language::from_tag(&tag))).or_else(locale).unwrap_or_default()
}

/// The language of the locale, by the first variable that is set.
fn locale() -> Option<Language> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable).and_then(|tag| Language::from_tag(&tag))
}

/// A variable of the environment that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn parse(strings: &Strings, arguments: Vec<OsString>) -> Result<Line, Exit> {
    // Most starts: without a word there is nothing to be parsed, and the grammar of all commands need not be built.
    if arguments.len() <= 1 {
        return Ok(Line::default());
    }
    // The sentences of the help take longer than the first paint: they are made only where something is to be said.
    if let Ok(line) = Line::try_parse_from(&arguments) {
        return Ok(line);
    }
    let named: Vec<String> = arguments.iter().skip(1).filter_map(|word| word.to_str().map(str::to_owned)).collect();
    let parsed = help::command(strings).try_get_matches_from(arguments);
    parsed.and_then(|matches| Line::from_arg_matches(&matches)).map_err(|error| {
        if !error.use_stderr() {
            let _ = std::io::stdout().write_all(error.render().to_string().as_bytes());
            return Exit::Done;
        }
        let command = named.iter().find(|word| Command::NAMES.contains(&word.as_str()));
        complain(&help::usage_error(&error, strings, command.map_or("", String::as_str)));
        Exit::Usage
    })
}

/// A defect is told without its data: where it happened goes to the log, a sentence to the person.
fn on_panic(strings: &Strings, log: &Log) {
    let language = strings.language();
    let log = log.clone();
    std::panic::set_hook(Box::new(move |info| {
        let path = FluentValue::from(log.path().display().to_string());
        let text = Strings::new(language).with("fail-defect", &[("log", path)]);
        let place = info.location().map_or_else(String::new, ToString::to_string);
        log.write(Level::Error, system_now(), &format!("panic at {place}"));
        complain(&text);
    }));
}

/// Says something on standard error. When even that is closed, there is nobody to tell.
fn complain(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(std::io::stderr(), "{}", for_person(text));
    }
}

/// A text as a person reads it on standard error: on a terminal no word is broken at its edge.
fn for_person(text: &str) -> String {
    let text = crate::text::for_terminal(text);
    match columns() {
        Some(columns) if text.lines().any(|line| crate::text::width(line) > columns) => {
            let lines = text.lines().flat_map(|line| match line {
                line if crate::text::width(line) > columns => crate::text::wrap(line, columns),
                line => vec![line],
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        _ => text.into_owned(),
    }
}

/// The width of the terminal that standard error goes to, if it goes to one.
fn columns() -> Option<usize> {
    #[cfg(unix)]
    let columns = rustix::termios::tcgetwinsize(std::io::stderr()).ok().map(|size| usize::from(size.ws_col));
    #[cfg(not(unix))]
    let columns = std::io::IsTerminal::is_terminal(&std::io::stderr()).then_some(80);
    columns.filter(|columns| *columns > 0)
}

/// The computer's clock.
fn system_now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

impl Program {
    fn new(line: &Line, folders: Folders, log: Log) -> Result<Self, Failure> {
        let common = &line.common;
        let arguments = Overrides {
            server: common.server.clone(),
            user: common.user.clone(),
            language: common.lang.as_deref().and_then(Language::from_tag),
            theme: common.theme.clone(),
            glyphs: common.ascii.then_some(crate::config::Glyphs::Ascii),
        };
        let environment = Overrides {
            server: variable("ZVONOK_SERVER"),
            user: variable("ZVONOK_USER"),
            language: variable("ZVONOK_LANG").and_then(|tag| Language::from_tag(&tag)),
            theme: None,
            glyphs: None,
        };
        let loaded = crate::config::load(&folders, arguments.or(environment));
        let strings = Strings::new(loaded.settings.language.or_else(locale).unwrap_or_default());
        let now = match variable("ZVONOK_NOW").map(|text| text.parse()) {
            None => None,
            Some(Ok(At::Instant(instant))) => Some(instant.to_utc()),
            Some(_) => return Err(Failure::new(Exit::Usage, strings.get("fail-now"))),
        };
        let colour = std::io::stdout().is_terminal() && variable("NO_COLOR").is_none();
        Ok(Self { strings, loaded, folders, log, now, colour, plain: common.plain })
    }

    fn settings(&self) -> &Settings {
        &self.loaded.settings
    }

    /// A sentence without arguments.
    fn say(&self, key: &str) -> String {
        self.strings.get(key).into_owned()
    }

    /// A sentence with arguments.
    fn say_with(&self, key: &str, args: &Args<'_>) -> String {
        self.strings.with(key, args)
    }

    /// A failure whose sentence has no arguments.
    fn fail(&self, exit: Exit, key: &str) -> Failure {
        Failure::new(exit, self.strings.get(key))
    }

    /// A failure whose sentence has arguments.
    fn fail_with(&self, exit: Exit, key: &str, args: &Args<'_>) -> Failure {
        Failure::new(exit, self.strings.with(key, args))
    }

    /// Prints data. A reader that has gone away (`| head`) ends the program quietly.
    fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(crate::text::for_terminal(text).as_bytes()).and_then(|()| out.flush()).map_err(|error| {
            if error.kind() == std::io::ErrorKind::BrokenPipe {
                Failure::new(Exit::Done, "")
            } else {
                self.fail(Exit::Defect, "fail-output").because(error)
            }
        })
    }

    /// Prints one JSON value on one line.
    fn print_json(&self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let mut text =
            serde_json::to_string(value).map_err(|error| self.fail(Exit::Defect, "fail-output").because(error))?;
        text.push('\n');
        self.print(&crate::text::json_for_terminal(&text))
    }

    fn dispatch(&self, command: Option<Command>) -> Result<ExitCode, Failure> {
        let outcome = match command {
            None if self.plain => return plain::run(self),
            None => return open::run(self),
            Some(Command::Demo(args)) => return demo(self, &args),
            Some(Command::Login(args)) => login::login(self, &args),
            Some(Command::Logout) => login::logout(self),
            Some(Command::Whoami(args)) => login::whoami(self, &args),
            Some(Command::Sessions(args)) => sessions::run(self, &args),
            Some(Command::Codes(args)) => codes::run(self, &args),
            Some(Command::Passwd) => login::passwd(self),
            Some(Command::Pin(args)) => pin::run(self, &args),
            Some(Command::Purge(args)) => purge::run(self, &args),
            Some(Command::Today(args)) => today::run(self, &args),
            Some(Command::Show(args)) => show::run(self, &args),
            Some(Command::Mark(args)) => mark::run(self, args),
            Some(Command::Absent(args)) => absent::run(self, args),
            Some(Command::Lesson(args)) => lesson::run(self, args),
            Some(Command::Apply(args)) => apply::run(self, &args),
            Some(Command::Queue(args)) => queue::run(self, &args),
            Some(Command::Print(what)) => print::run(self, what),
            Some(Command::Push(args)) => push::run(self, &args),
            Some(Command::Status(args)) => status::run(self, &args),
            Some(Command::Check(args)) => check::run(self, &args),
            Some(Command::Rules(args)) => rules::run(self, &args),
            #[cfg(feature = "server")]
            Some(Command::Serve(args)) => serve::run(self, &args),
            #[cfg(feature = "server")]
            Some(Command::School(what)) => school::run(self, what),
            #[cfg(not(feature = "server"))]
            Some(Command::Serve(_) | Command::School(_)) => Err(self.fail(Exit::Usage, "fail-no-server-inside")),
            Some(Command::Config(what)) => config::run(self, &what),
            Some(Command::Doctor(args)) => doctor::run(self, &args),
            Some(Command::Completions(args)) => completions::run(self, &args),
            Some(Command::Man(args)) => man::run(self, &args),
            Some(Command::Help(args)) => self.help(&args.command),
        };
        outcome.map(ExitCode::from)
    }

    fn help(&self, path: &[String]) -> Outcome {
        let mut command = help::command(&self.strings);
        for name in path {
            let Some(found) = command.find_subcommand(name) else {
                return Err(self.fail_with(
                    Exit::Usage,
                    "usage-no-such-command",
                    &[("what", FluentValue::from(name.as_str()))],
                ));
            };
            command = found.clone();
        }
        self.print(&command.render_help().to_string())?;
        Ok(Exit::Done)
    }

    /// Says a failure that does not end the command, and logs what is behind it.
    fn report(&self, failure: &Failure) -> Exit {
        if let Some(cause) = &failure.cause {
            self.log.write(Level::Error, system_now(), &format!("{cause:#}"));
        }
        complain(&failure.text);
        failure.exit
    }

    fn end(&self, name: &str, outcome: Result<ExitCode, Failure>) -> ExitCode {
        let exit = outcome.unwrap_or_else(|failure| self.report(&failure).into());
        self.log.write(Level::Debug, system_now(), &format!("{name}: {exit:?}"));
        exit
    }
}

/// The training school, where the server is built in.
#[cfg(feature = "server")]
fn demo(program: &Program, args: &args::Demo) -> Result<ExitCode, Failure> {
    demo::run(program, args)
}

/// A build without the server has no training school.
#[cfg(not(feature = "server"))]
fn demo(program: &Program, _args: &args::Demo) -> Result<ExitCode, Failure> {
    Err(program.fail(Exit::Usage, "fail-no-server-inside"))
}
