//! The threads that listen: to the terminal's bytes and to signals. Both sleep until something comes.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{Message, Signal};

/// How many bytes are taken at once: a held key behind a slow line comes in heaps.
const HEAP: usize = 4096;

/// Begins to listen to the terminal and to signals. The threads end with the process.
pub fn listen(to: &Sender<Message>) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH])?;
    let signalled = to.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let signal = match signal {
                SIGTSTP => Signal::Suspend,
                SIGCONT => Signal::Resumed,
                SIGWINCH => Signal::Resized,
                other => Signal::End(other),
            };
            if signalled.send(Message::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    let terminal = terminal()?;
    let typed = to.clone();
    thread::Builder::new().name("input".to_owned()).spawn(move || read(terminal, &typed))?;
    Ok(())
}

/// The terminal's side that is read: standard input, or the controlling terminal where that is something else.
fn terminal() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    File::open("/dev/tty")
}

fn read(mut terminal: File, to: &Sender<Message>) {
    let mut heap = [0; HEAP];
    loop {
        let message = match terminal.read(&mut heap) {
            Ok(0) => Message::TerminalGone,
            Ok(count) => Message::Bytes(heap[..count].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Message::TerminalGone,
        };
        let is_last = matches!(message, Message::TerminalGone);
        if to.send(message).is_err() || is_last {
            return;
        }
    }
}
