//! `zvonok man DIR`: one manual page a command.

use super::args::Man;
use super::exit::{Exit, Outcome};
use super::{Program, help};
use crate::strings::FluentValue;

pub(super) fn run(program: &Program, args: &Man) -> Outcome {
    let command = help::command(&program.strings);
    let written = std::fs::create_dir_all(&args.dir).and_then(|()| clap_mangen::generate_to(command, &args.dir));
    match written {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            let dir = FluentValue::from(args.dir.display().to_string());
            let why = FluentValue::from(error.to_string());
            Err(program.fail_with(Exit::Usage, "fail-write", &[("path", dir), ("why", why)]).because(error))
        }
    }
}
