//! `zvonok completions SHELL`: what the shell needs to complete commands and keys.

use super::args::Completions;
use super::exit::{Exit, Outcome};
use super::{Program, help};

pub(super) fn run(program: &Program, args: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&program.strings), "zvonok", &mut script);
    program.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
