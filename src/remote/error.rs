//! Why a server gave no answer.

use std::fmt;

use crate::outbox::Fault;
use crate::protocol::Problem;

/// A request gave no answer that can be used. Messages carry no personal data.
#[derive(Debug)]
pub enum RemoteError {
    /// The address is not one, or its credentials would travel in the clear.
    Address(AddressError),
    /// The file of certificates cannot be read.
    Certificates(String),
    /// The setting that names the keys of the server cannot be read.
    Pins,
    /// No connection: the name is unknown, the port refused, the certificate wrong.
    NotReached {
        /// What kind of obstacle.
        obstacle: Obstacle,
        /// In the words of the library.
        cause: String,
    },
    /// It was sent, and no answer that can be believed came back.
    NoAnswer {
        /// What was wrong with the answer.
        cause: String,
    },
    /// It was sent, and the connection broke, or the time ran out, before the answer was there.
    Broken {
        /// In the words of the library.
        cause: String,
    },
    /// The server answered with an error.
    Status {
        /// HTTP status.
        status: u16,
        /// What the server said, where it was a problem of RFC 9457.
        problem: Option<Box<Problem>>,
        /// What it means for the queue.
        fault: Fault,
    },
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// It is no address.
    NotAnAddress,
    /// It is not `https`, and not on this computer.
    NotSecure,
}

/// What is between us and the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Its name is not known.
    Name,
    /// Nothing answers there.
    Connect,
    /// It does not answer in time.
    TimeOut,
    /// The proxy of the network lets nobody through: it is not there, wants a password, or refuses.
    Proxy,
    /// It speaks no TLS that this program knows: plain HTTP, GOST only, too old.
    Encryption,
    /// This computer gives the program no more open files.
    Descriptors,
    /// Its certificate cannot be trusted.
    Certificate,
    /// Its certificate is not for one of the keys that the settings name.
    CertificatePin,
    /// Its certificate is not valid yet or any more: often the computer's clock is wrong.
    CertificateTime,
}

impl RemoteError {
    /// What it means for the queue.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Address(_) | Self::Certificates(_) | Self::Pins | Self::NotReached { .. } => Fault::NotReached,
            Self::NoAnswer { .. } | Self::Broken { .. } => Fault::NoAnswer,
            Self::Status { fault, .. } => fault.clone(),
        }
    }

    /// Stable name of the kind of error: the key of its sentence is `remote-` and this.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Address(AddressError::NotAnAddress) => "address",
            Self::Address(AddressError::NotSecure) => "address-not-secure",
            Self::Certificates(_) => "ca-file",
            Self::Pins => "pin",
            Self::NotReached { obstacle, .. } => match obstacle {
                Obstacle::Name => "name",
                Obstacle::Connect => "connect",
                Obstacle::TimeOut => "time-out",
                Obstacle::Proxy => "proxy",
                Obstacle::Encryption => "encryption",
                Obstacle::Descriptors => "descriptors",
                Obstacle::Certificate => "certificate",
                Obstacle::CertificatePin => "certificate-pin",
                Obstacle::CertificateTime => "certificate-time",
            },
            Self::NoAnswer { .. } => "no-answer",
            Self::Broken { .. } => "broken",
            Self::Status { fault, .. } => match fault {
                Fault::SignIn => "sign-in",
                Fault::CursorGone => "cursor-gone",
                Fault::Refused(_) => "refused",
                Fault::Conflict => "conflict",
                Fault::TooLarge => "too-large",
                Fault::NotNow { .. } => "not-now",
                Fault::Failing { .. } => "failing",
                Fault::Incompatible => "incompatible",
                Fault::NotReached | Fault::NoAnswer => "no-answer",
            },
        }
    }

    /// The problem that the server stated, if it did.
    #[must_use]
    pub const fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Status { problem: Some(problem), .. } => Some(problem),
            _ => None,
        }
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(AddressError::NotAnAddress) => f.write_str("not an address of a server"),
            Self::Address(AddressError::NotSecure) => f.write_str("the address is not https"),
            Self::Certificates(cause) => write!(f, "the file of certificates cannot be used: {cause}"),
            Self::Pins => f.write_str("the setting `pin` cannot be read"),
            Self::NotReached { cause, .. } => write!(f, "the server cannot be reached: {cause}"),
            Self::NoAnswer { cause } => write!(f, "no answer that can be believed: {cause}"),
            Self::Broken { cause } => write!(f, "no answer came to its end: {cause}"),
            Self::Status { status, problem: Some(problem), .. } => write!(f, "the server said {status}: {}", problem.title),
            Self::Status { status, .. } => write!(f, "the server said {status}"),
        }
    }
}

impl std::error::Error for RemoteError {}
