//! The name of this computer, as its owner knows it: shown to a person who looks through the own sessions.

/// The name; `None` where the system tells none.
#[cfg(unix)]
pub(super) fn name() -> Option<String> {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Some(name).filter(|name| !name.is_empty())
}

/// The name; `None` where the system tells none.
#[cfg(not(unix))]
pub(super) fn name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok().filter(|name| !name.is_empty())
}
