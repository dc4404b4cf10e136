//! How a command ends: the exit status, and the sentence of a failure.

use std::fmt;

/// Exit status of the program: the contract with scripts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    #[default]
    Done,
    /// Done, and something is refused, late or missing.
    Remarks,
    /// The command cannot be meant.
    Usage,
    /// The server cannot be reached; entries are safe in the queue.
    Unreachable,
    /// Sign-in needed.
    SignIn,
    /// A conflict waits for a decision.
    Conflict,
    /// A defect of the program.
    Defect,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Remarks => 1,
            Self::Usage => 2,
            Self::Unreachable => 3,
            Self::SignIn => 4,
            Self::Conflict => 5,
            Self::Defect => 70,
        }
    }

    const fn weight(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Remarks => 1,
            Self::Unreachable => 2,
            Self::Conflict => 3,
            Self::SignIn => 4,
            Self::Usage => 5,
            Self::Defect => 6,
        }
    }

    /// The one of two that counts: 70, 2, 4, 5, 3, 1, 0.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        if self.weight() >= other.weight() { self } else { other }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command did not do what it was asked for: what happened, what it means for the data, what to do.
#[derive(Debug)]
pub struct Failure {
    /// How the program ends.
    pub exit: Exit,
    /// The sentences for the person; empty: nothing is said.
    pub text: String,
    /// What is behind it, for the log.
    pub cause: Option<anyhow::Error>,
}

/// What a command returns.
pub type Outcome = Result<Exit, Failure>;

impl Failure {
    /// A failure without anything behind it.
    #[must_use]
    pub fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self { exit, text: text.into(), cause: None }
    }

    /// With what is behind it.
    #[must_use]
    pub fn because(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Exit::{Conflict, Defect, Done, Remarks, SignIn, Unreachable, Usage};

    #[test]
    fn the_graver_status_counts() {
        let order = [Done, Remarks, Unreachable, Conflict, SignIn, Usage, Defect];
        for (i, a) in order.into_iter().enumerate() {
            for (j, b) in order.into_iter().enumerate() {
                assert_eq!(a.or(b), order[i.max(j)]);
            }
        }
        assert_eq!(
            [Done, Remarks, Usage, Unreachable, SignIn, Conflict, Defect].map(super::Exit::code),
            [0, 1, 2, 3, 4, 5, 70]
        );
    }
}
