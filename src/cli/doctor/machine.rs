//! What the computer gives the program: room on the disk, open files, a way through the network's proxy.

#[cfg(unix)]
use std::path::Path;

use super::{Check, State, check, check_with};
use crate::cli::{Program, variable};

/// Below so much room a day of entries may not fit, in bytes.
#[cfg(unix)]
const LITTLE_ROOM: u64 = 50 * 1024 * 1024;
/// With fewer files that may be open at once the program and its connections do not fit.
#[cfg(unix)]
const FEW_FILES: u64 = 64;

pub(super) fn checks(program: &Program) -> Vec<Check> {
    let mut checks = vec![disk(program), files(program)];
    checks.extend(proxy(program));
    checks
}

/// The nearest folder that is there: the program's own may not have been made yet.
#[cfg(unix)]
fn present(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder)
}

/// Whether the disk takes entries. Tried by asking, not by writing.
#[cfg(unix)]
fn disk(program: &Program) -> Check {
    let name = "disk";
    let folder = present(&program.folders.state);
    let path = ("path", folder.display().to_string().into());
    let Ok(about) = rustix::fs::statvfs(folder) else { return check(program, name, State::Unknown, "doctor-unknown") };
    if about.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY) {
        return check_with(program, name, State::Bad, "doctor-disk-read-only", &[path]);
    }
    let allowed = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK);
    if allowed.is_err() {
        return check_with(program, name, State::Bad, "doctor-disk-not-ours", &[path]);
    }
    let room = about.f_bavail.saturating_mul(about.f_frsize);
    let args = [path, ("megabytes", (room / 1024 / 1024).to_string().into())];
    match room {
        0..4096 => check_with(program, name, State::Bad, "doctor-disk-full", &args),
        _ if room < LITTLE_ROOM => check_with(program, name, State::Warning, "doctor-disk-little", &args),
        _ => check_with(program, name, State::Good, "doctor-disk-good", &args),
    }
}

#[cfg(not(unix))]
fn disk(program: &Program) -> Check {
    check(program, "disk", State::Unknown, "doctor-unknown")
}

/// Whether the program may open enough files.
#[cfg(unix)]
fn files(program: &Program) -> Check {
    use rustix::process::{Resource, getrlimit};
    let name = "files";
    let limit = getrlimit(Resource::Nofile).current;
    let key = |state, key| check_with(program, name, state, key, &[("count", limit.unwrap_or(0).to_string().into())]);
    match limit {
        Some(limit) if limit < FEW_FILES => key(State::Warning, "doctor-files-few"),
        Some(_) => key(State::Good, "doctor-files-good"),
        None => check(program, name, State::Good, "doctor-good"),
    }
}

#[cfg(not(unix))]
fn files(program: &Program) -> Check {
    check(program, "files", State::Unknown, "doctor-unknown")
}

/// The proxy that the variables name; none is needed on this computer itself. Its password is not shown.
fn proxy(program: &Program) -> Option<Check> {
    let found = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].into_iter().find_map(variable)?;
    let shown = found.rsplit_once('@').map_or(found.as_str(), |(_, host)| host);
    let shown = shown.rsplit_once("//").map_or(shown, |(_, host)| host);
    let args = [("proxy", shown.to_owned().into())];
    Some(check_with(program, "proxy", State::Good, "doctor-proxy-used", &args))
}
