//! Papers that a person prints from the screens: one HTML file each, for its owner alone, to be opened in a browser.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::domain::{JournalId, LessonId};
use crate::paper::{Filling, Temporary};
use crate::state::State;
use crate::strings::Strings;

/// How many papers of one lesson may lie beside each other.
const COPIES: u32 = 99;

/// Writes the temporary journal of a lesson, filled, as the screen has it. `None` where the lesson is not on a page at hand.
pub(super) fn temporary(
    state: &State,
    strings: &Strings,
    folder: &Path,
    (journal, lesson): (&JournalId, &LessonId),
) -> Option<io::Result<PathBuf>> {
    let (desk, book) = (state.desk.as_ref()?, state.book(journal)?);
    let about = book.page().lesson(lesson)?;
    let name = format!("{}-{}-{}", about.date, about.class_name, about.number);
    let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let (school, teacher) = (&desk.school.name, &desk.account.name);
    let paper = Temporary { school, teacher, book, lesson, filling: Filling::Filled };
    Some(keep(folder, &name, &paper.html(strings)?))
}

/// Writes a paper under a name that is free.
fn keep(folder: &Path, name: &str, html: &str) -> io::Result<PathBuf> {
    let mut made = std::fs::DirBuilder::new();
    made.recursive(true);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    made.create(folder)?;
    for copy in 1..=COPIES {
        let path = folder.join(if copy == 1 { format!("{name}.html") } else { format!("{name}-{copy}.html") });
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(mut file) => return file.write_all(html.as_bytes()).and_then(|()| file.sync_all()).map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_its_owners_and_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let papers = folder.path().join("papers");
        let paths: Vec<PathBuf> =
            ["one", "two"].iter().map(|text| keep(&papers, "2026-11-20-5А-3", text).expect("written")).collect();
        let read: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("there")).collect();
        assert_eq!(read, ["one", "two"]);
        assert!(paths[1].ends_with("2026-11-20-5А-3-2.html"));
        #[cfg(unix)]
        for path in [&papers, &paths[0]] {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(path).expect("there").permissions().mode() & 0o077, 0);
        }
    }
}
