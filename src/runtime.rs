//! The shell around the pure program: the terminal, what is typed, the loop, and what an effect does to the world.
//!
//! One thread owns the state and the screen. Everything else (the terminal's bytes, signals, the store's writer, the
//! synchronising worker) sends messages to it and holds no reference to the state.

pub mod decode;
pub mod guard;
#[cfg(unix)]
pub mod input;
pub mod lean;

/// What reaches the loop from other threads.
#[derive(Debug)]
pub enum Message {
    /// Bytes that the terminal sent.
    Bytes(Vec<u8>),
    /// A signal of the system.
    Signal(Signal),
    /// The terminal does not exist any more.
    TerminalGone,
    /// A thread has failed; the terminal was given back already.
    Panicked,
}

/// A signal of the system, as far as the loop cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Give the terminal back and stop until continued.
    Suspend,
    /// The process was stopped and goes on.
    Resumed,
    /// The terminal's size changed.
    Resized,
    /// End cleanly; the number says which signal asked.
    End(i32),
}

/// Runs the loop until the person leaves.
pub fn run(_launch: crate::app::Launch) -> anyhow::Result<std::process::ExitCode> {
    anyhow::bail!("under construction")
}
