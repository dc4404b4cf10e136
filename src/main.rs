//! The program `zvonok`: arguments in, exit status out. Everything else is the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    protect();
    zvonok::cli::main(std::env::args_os().collect())
}

/// Before anything is created or read: files for their owner only, no memory image with pupils' names after a crash, no
/// look into this process by its neighbours on a shared host.
fn protect() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit, umask};
        umask(rustix::fs::Mode::from_raw_mode(0o077));
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
