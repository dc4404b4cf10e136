//! `zvonok check FILE…`: the rule engine on cases. One answer a line, in the order of the cases.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use super::args::Check;
use super::exit::{Exit, Failure, Outcome};
use super::{Program, complain, review, wording};
use crate::domain::Finding;
use crate::regulation::{Answer, Case, Judgement, Profile, check_in_full};
use crate::strings::{FluentValue, Language, Strings};
use crate::text;

pub(super) fn run(program: &Program, args: &Check) -> Outcome {
    if args.files.is_empty() {
        return review::run(program, args);
    }
    let forced = args.profile.as_deref().map(|name| profile(program, name)).transpose()?;
    let russian = Strings::new(Language::Russian);
    let mut checker = Checker { program, forced, known: HashMap::new(), russian, json: args.json };
    let mut exit = Exit::Done;
    for file in &args.files {
        exit = exit.or(checker.file(file)?);
    }
    Ok(exit)
}

/// The built-in profile of a name, or the one in a TOML file.
pub(super) fn profile(program: &Program, name: &str) -> Result<Profile, Failure> {
    if let Some(profile) = Profile::built_in(name) {
        return Ok(profile);
    }
    if !Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        let names: Vec<&str> = Profile::names().collect();
        let args = [("profile", FluentValue::from(name)), ("names", names.join(", ").into())];
        return Err(program.fail_with(Exit::Usage, "fail-no-such-profile", &args));
    }
    let path = FluentValue::from(name);
    let text = std::fs::read_to_string(name).map_err(|error| {
        let why = FluentValue::from(error.to_string());
        program.fail_with(Exit::Usage, "fail-read", &[("path", path), ("why", why)]).because(error)
    })?;
    Profile::parse(&text).map_err(|error| Failure::new(Exit::Usage, format!("{name}:{error}")))
}

struct Checker<'p> {
    program: &'p Program,
    forced: Option<Profile>,
    known: HashMap<String, Option<Profile>>,
    /// The answers' language is Russian, whatever the program speaks: they are a contract.
    russian: Strings,
    json: bool,
}

impl Checker<'_> {
    fn file(&mut self, path: &Path) -> Outcome {
        if path.as_os_str() == "-" {
            return self.lines("-", std::io::stdin().lock());
        }
        let name = path.display().to_string();
        match std::fs::File::open(path) {
            Ok(file) => self.lines(&name, BufReader::new(file)),
            Err(error) => {
                let why = error.to_string();
                complain(&self.program.say_with("fail-read", &[("path", name.into()), ("why", why.into())]));
                Ok(Exit::Usage)
            }
        }
    }

    fn lines(&mut self, name: &str, mut input: impl BufRead) -> Outcome {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let (mut exit, mut number, mut bytes) = (Exit::Done, 0, Vec::new());
        loop {
            bytes.clear();
            number += 1;
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    let args = [("path", name.to_owned().into()), ("why", error.to_string().into())];
                    complain(&self.program.say_with("fail-read", &args));
                    exit = exit.or(Exit::Usage);
                    break;
                }
            }
            // Windows begins a text with a mark of its encoding.
            let line = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&bytes);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match self.answer(line) {
                Ok((line, verdict)) => {
                    exit = exit.or(if verdict == Judgement::Refused { Exit::Remarks } else { Exit::Done });
                    let harmless = if self.json { text::json_for_terminal(&line) } else { text::for_terminal(&line) };
                    writeln!(out, "{harmless}").map_err(|error| self.output(error))?;
                }
                Err(why) => {
                    exit = exit.or(Exit::Usage);
                    complain(&format!("{name}:{number}: {why}"));
                }
            }
        }
        out.flush().map_err(|error| self.output(error))?;
        Ok(exit)
    }

    fn output(&self, error: std::io::Error) -> Failure {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Failure::new(Exit::Done, "");
        }
        self.program.fail(Exit::Defect, "fail-output").because(error)
    }

    fn answer(&mut self, bytes: &[u8]) -> Result<(String, Judgement), String> {
        let text = std::str::from_utf8(bytes).map_err(|_| self.program.say("check-not-utf8"))?;
        let case = Case::from_json(text.trim()).map_err(|bad| bad.to_string())?;
        let profile = if let Some(profile) = &self.forced {
            profile
        } else {
            let name = case.profile.as_deref().unwrap_or("standard");
            let known = self.known.entry(name.to_owned()).or_insert_with(|| Profile::built_in(name));
            let unknown = || {
                let names: Vec<&str> = Profile::names().collect();
                let args = [("profile", FluentValue::from(name)), ("names", names.join(", ").into())];
                self.program.say_with("check-no-such-profile", &args)
            };
            known.as_ref().ok_or_else(unknown)?
        };
        let answer = check_in_full(profile, &case);
        let verdict = answer.verdict;
        if self.json {
            let message = |finding: &Finding| self.russian.finding(finding);
            return Ok((answer.to_json(case.case.as_deref(), &message), verdict));
        }
        Ok((self.text(case.case.as_deref(), &answer), verdict))
    }

    fn text(&self, case: Option<&str>, answer: &Answer) -> String {
        let verdict = match answer.verdict {
            Judgement::Accepted => "accepted",
            Judgement::Warned => "warned",
            Judgement::Refused => "refused",
            Judgement::Request => "request",
        };
        let mut line = format!("{}: {}", case.unwrap_or("—"), self.program.say(&format!("verdict-{verdict}")));
        if let Some(stored) = &answer.stored {
            line.push_str(&self.program.say_with("check-stored", &[("text", stored.clone().into())]));
        }
        if let Some(due) = answer.due {
            line.push_str(&self.program.say_with("check-due", &[("due", due.to_string().into())]));
        }
        line.push_str(&wording::findings(self.program, &answer.findings));
        line
    }
}
