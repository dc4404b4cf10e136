//! The program `zvonok`: arguments in, exit status out. Everything else is the library.

fn main() {}
