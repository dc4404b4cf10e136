//! `zvonok absent CLASS LESSON [PUPIL…]`: the roll call by exceptions.

use super::Program;
use super::args::Absent;
use super::entries::{self, Sending};
use super::exit::Outcome;
use super::wish::Wish;

pub(super) fn run(program: &Program, args: Absent) -> Outcome {
    let sending = Sending::from(&args.options.sending);
    entries::one(program, &Wish::of_absent(args), sending)
}
