//! `zvonok apply FILE`: entries as JSON Lines, for scripts. Each line as a whole or not at all, one answer a line.

use std::io::{BufRead, BufReader};

use serde::Serialize;

use super::args::Apply;
use super::client::{Client, Seat};
use super::entries::{self, Answer, Made, Sending};
use super::exit::{Exit, Failure, Outcome};
use super::wish::{NotAWish, Wish};
use super::{Program, complain};
use crate::strings::FluentValue;

/// The answer to a line.
#[derive(Debug, Serialize)]
struct LineAnswer {
    line: usize,
    #[serde(flatten)]
    answer: Answer,
    /// Why the line means nothing here: no such lesson, several pupils.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

pub(super) fn run(program: &Program, args: &Apply) -> Outcome {
    let input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(&args.file).map_err(|error| unreadable(program, args, error))?;
        Box::new(BufReader::new(file))
    };
    let client = Client::open(program)?;
    if client.signed_out() {
        return Err(program.fail(Exit::SignIn, "sync-sign-in-needed"));
    }
    let seat = client.seat()?;
    let mut exit = Exit::Done;
    let mut made: Vec<(usize, Result<Made, Failure>)> = Vec::new();
    for (index, line) in input.lines().enumerate() {
        let number = index + 1;
        let line = line.map_err(|error| unreadable(program, args, error))?;
        if line.trim().is_empty() {
            continue;
        }
        match Wish::of_line(&line) {
            Ok(wish) => made.push((number, entries::make(program, &client, &seat, &wish))),
            Err(why) => {
                exit = exit.or(Exit::Usage);
                complain(&bad_line(program, number, why));
            }
        }
    }
    let sending = Sending::from(&args.sending);
    let recorded = made.iter().any(|(_, made)| matches!(made, Ok(made) if matches!(made.step, entries::Step::Recorded(_))));
    let error = if recorded { entries::send(&client, sending) } else { None };
    for (line, made) in made {
        exit = exit.or(answer(program, &client, &seat, line, made, error.as_ref())?);
    }
    if let (Some(error), Sending::Wait(_)) = (error, sending) {
        exit = exit.or(program.report(&client.fail(error)));
    }
    Ok(exit)
}

fn answer(
    program: &Program,
    client: &Client<'_>,
    _seat: &Seat,
    line: usize,
    made: Result<Made, Failure>,
    error: Option<&crate::sync::SyncError>,
) -> Outcome {
    let (answer, error, exit) = match made {
        Ok(made) => {
            let (answer, _, exit) = entries::answer(program, client, &made, error)?;
            (answer, None, exit)
        }
        // The store failed: what stands below cannot be recorded either.
        Err(failure) if failure.exit == Exit::Defect => return Err(failure),
        Err(failure) => {
            let answer = Answer {
                id: None,
                ids: Vec::new(),
                verdict: "refused",
                state: "not_recorded",
                needs: None,
                findings: Vec::new(),
                unnamed: Vec::new(),
            };
            (answer, Some(failure.text), failure.exit)
        }
    };
    program.print_json(&LineAnswer { line, answer, error })?;
    Ok(exit)
}

fn bad_line(program: &Program, number: usize, why: NotAWish) -> String {
    let why = match why {
        NotAWish::Json { key, field, column } => {
            program.say_with(key, &[("field", field.into()), ("column", column.to_string().into())])
        }
        NotAWish::Key(key) => program.say(key),
    };
    program.say_with("apply-bad-line", &[("line", number.to_string().into()), ("why", why.into())])
}

fn unreadable(program: &Program, args: &Apply, error: std::io::Error) -> Failure {
    let path = FluentValue::from(args.file.display().to_string());
    let why = FluentValue::from(error.to_string());
    program.fail_with(Exit::Usage, "fail-read", &[("path", path), ("why", why)]).because(error)
}
