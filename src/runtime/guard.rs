//! Takes the terminal and gives it back, whatever happens in between.
//!
//! Order: panic hook, raw mode, alternate screen, bracketed paste; the reverse at the end, errors ignored on the way out,
//! and once only, although a panic, a signal and the ordinary end may all ask for it. Nothing else may write to the
//! terminal while a [`Guard`] lives.

use std::io::{self, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crossterm::terminal;

use super::Message;

/// Alternate screen, hidden cursor, bracketed paste, plain keypad.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Plain pen, a clean screen for terminals that have only one, then everything of [`ENTER`] undone in reverse.
const LEAVE: &[u8] = b"\x1b[m\x1b[H\x1b[2J\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Buttons and the wheel, in the form that knows more than 223 columns.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The reverse.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whether the mouse is wanted with the terminal.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal is ours as long as this lives.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal.
    pub fn take() -> io::Result<Self> {
        enter()?;
        Ok(Self(()))
    }

    /// Lends the terminal back to the shell, for a suspension.
    pub fn lend(&self) {
        leave();
    }

    /// Takes the terminal again after [`Self::lend`], or after the shell changed its modes.
    pub fn retake(&self) -> io::Result<()> {
        leave_quietly();
        enter()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// From now on the terminal is taken with its mouse.
pub fn want_mouse() {
    MOUSE.store(true, Ordering::SeqCst);
}

/// Whether the terminal is ours now: nothing may be drawn after a panic has given it back.
#[must_use]
pub fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Makes a panic give the terminal back before it is reported, and tells the loop, since a panic of another thread does not
/// end the program by itself.
pub fn hook_panics(to: Sender<Message>) {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        report(info);
        let _ = to.send(Message::Panicked);
    }));
}

fn enter() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    let mut out = io::stdout().lock();
    out.write_all(ENTER)?;
    if MOUSE.load(Ordering::SeqCst) {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

fn leave() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout().lock();
        if MOUSE.load(Ordering::SeqCst) {
            let _ = out.write_all(MOUSE_OFF);
        }
        let _ = out.write_all(LEAVE);
        let _ = out.flush();
        let _ = terminal::disable_raw_mode();
    }
}

/// Forgets the modes without a word to the terminal, so that they are set anew.
fn leave_quietly() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
    }
}
