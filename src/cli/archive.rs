//! `zvonok school archive create`, `verify`: a year's journals as plain files, and whether they still are what they were.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::Datelike as _;

use super::Program;
use super::args::{Archive, JournalAt};
use super::exit::{Exit, Outcome};
use super::journal::backup_failure;
use super::school::{open, school_of, storage_failure};
use crate::domain::Digest;
use crate::server::{ArchiveFault, ArchiveOrder, verify_archive};

pub(super) fn run(program: &Program, what: Archive) -> Outcome {
    match what {
        Archive::Create { places, year, at } => create(program, &at, &places, year),
        Archive::Verify { folder, key } => verify(program, &folder, key.as_deref()),
    }
}

fn create(program: &Program, at: &JournalAt, places: &[PathBuf], year: Option<i32>) -> Outcome {
    let storage = open(program, &at.data)?;
    let school = school_of(program, &storage, &at.data, at.school.as_deref())?;
    let media = storage.archive_media(&school.id).map_err(|error| storage_failure(program, &at.data, error))?;
    if places.len() < media {
        return Err(program.fail_with(Exit::Usage, "archive-few", &[("count", media.into())]));
    }
    let mut whole = Vec::new();
    for place in places {
        let missing = || program.fail_with(Exit::Usage, "archive-no-place", &[("path", place.display().to_string().into())]);
        let place = place.canonicalize().map_err(|error| missing().because(error))?;
        if !place.is_dir() {
            return Err(missing());
        }
        if whole.contains(&place) {
            return Err(program.fail(Exit::Usage, "archive-same"));
        }
        whole.push(place);
    }
    let year = year.unwrap_or_else(|| school.year_start.year());
    let now = super::system_now();
    let readme = program.say_with(
        "archive-readme",
        &[
            ("school", school.name.clone().into()),
            ("year", year.to_string().into()),
            ("next", (year + 1).to_string().into()),
            ("date", now.format("%d.%m.%Y").to_string().into()),
        ],
    );
    let order = ArchiveOrder { school: &school.id, year, places: &whole, readme: &format!("{readme}\n"), now };
    let place = whole.first().cloned().unwrap_or_default();
    let made = storage.archive(&order).map_err(|error| backup_failure(program, &at.data, &place, error))?;
    let folders: Vec<String> = made.folders.iter().map(|folder| folder.display().to_string()).collect();
    let args = [
        ("year", year.to_string().into()),
        ("next", (year + 1).to_string().into()),
        ("files", made.files.into()),
        ("folders", folders.join(", ").into()),
        ("key", made.key.to_string().into()),
    ];
    program.print(&format!("{}\n", program.say_with("archive-done", &args)))?;
    Ok(Exit::Done)
}

fn verify(program: &Program, folder: &Path, key: Option<&str>) -> Outcome {
    let expected: Option<Digest> =
        key.map(|key| key.parse().map_err(|_| program.fail(Exit::Usage, "verify-bad-head"))).transpose()?;
    let found = verify_archive(folder, expected).map_err(|error| {
        let args = [("path", folder.display().to_string().into()), ("why", error.to_string().into())];
        program.fail_with(Exit::Remarks, "archive-unreadable", &args).because(error)
    })?;
    let mut text = String::new();
    for fault in &found.faults {
        let (key, what) = match fault {
            ArchiveFault::Changed(path) => ("archive-changed", path.as_str()),
            ArchiveFault::Missing(path) => ("archive-missing", path.as_str()),
            ArchiveFault::Added(path) => ("archive-added", path.as_str()),
            ArchiveFault::Signature => ("archive-signature", ""),
            ArchiveFault::Key => ("archive-key", ""),
        };
        let _ = writeln!(text, "! {}", program.say_with(key, &[("what", what.to_owned().into())]));
    }
    let whole = found.faults.is_empty();
    let args = [("files", found.files.into()), ("key", found.key.to_string().into())];
    let _ = writeln!(text, "{}", program.say_with(if whole { "archive-good" } else { "archive-bad" }, &args));
    program.print(&text)?;
    Ok(if whole { Exit::Done } else { Exit::Remarks })
}
