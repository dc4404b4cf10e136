//! `zvonok mark CLASS SUBJECT LESSON PUPIL VALUE`: one cell.

use super::Program;
use super::args::Mark;
use super::entries::{self, Sending};
use super::exit::Outcome;
use super::wish::Wish;

pub(super) fn run(program: &Program, args: Mark) -> Outcome {
    let sending = Sending::from(&args.options.sending);
    entries::one(program, &Wish::of_mark(args), sending)
}
