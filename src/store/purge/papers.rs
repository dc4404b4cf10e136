//! Papers that a person printed from the screens: files with names and marks in the clear, in a folder beside the accounts.
//!
//! They are nobody's rows, so that they go by their own two dates: that of the lesson, with which their name begins, and that of
//! their making. Only files that the program names so itself are looked at.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use super::Terms;
use crate::store::Store;

impl Store {
    /// Where papers are put that are printed from the screens: beside the accounts, for all of this system account.
    #[must_use]
    pub fn papers(&self) -> PathBuf {
        self.inner.options.folder.join("papers")
    }
}

/// The papers of lessons before a day that were also made before it, in the order of their names.
pub(super) fn before(folder: &Path, day: NaiveDate, terms: Terms) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut old = Vec::new();
    for entry in entries {
        let entry = entry?;
        // Of the entry itself: what a link leads to is not ours.
        let about = entry.metadata()?;
        let made = about.modified().ok().map(DateTime::<Utc>::from);
        // A clock that ran ahead must not keep a paper for ever.
        let is_new = made.is_some_and(|made| made <= terms.now && made.date_naive() >= day);
        let lesson = entry.file_name().to_str().and_then(lesson_day);
        if about.is_file() && !is_new && lesson.is_some_and(|lesson| lesson < day) {
            old.push(entry.path());
        }
    }
    old.sort();
    Ok(old)
}

/// The day of the lesson in the name of a paper (`2026-11-20-5А-3.html`).
fn lesson_day(name: &str) -> Option<NaiveDate> {
    name.strip_suffix(".html")?.get(..10)?.parse().ok()
}

/// Overwrites a paper and removes it.
pub(super) fn destroy(paper: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        let no_follow = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).expect("a flag of the system is a small number");
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, no_follow);
    }
    let mut file = match options.open(paper) {
        // Another process, or a person, was faster.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    let mut left = file.metadata()?.len();
    let nothing = [0; 4096];
    while left > 0 {
        let part = usize::try_from(left).unwrap_or(usize::MAX).min(nothing.len());
        file.write_all(&nothing[..part])?;
        left -= part as u64;
    }
    file.sync_all()?;
    drop(file);
    fs::remove_file(paper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_goes_when_its_lesson_and_its_making_are_before_the_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let terms = Terms { now: at("2026-11-20T05:00:00Z"), today: "2026-11-20".parse().expect("a day"), days: 30 };
        let day = "2026-10-21".parse().expect("a day");
        for (name, made, goes) in [
            ("2026-09-30-5А-3.html", "2026-09-30T05:00:00Z", true),
            ("2026-09-30-5А-3-2.html", "2027-09-30T05:00:00Z", true),
            ("2026-09-30-5А-4.html", "2026-11-19T05:00:00Z", false),
            ("2026-10-21-5А-3.html", "2026-10-20T05:00:00Z", false),
            ("2026-10-20-5А-3.html", "2026-10-20T05:00:00Z", true),
            ("2026-09-30-5А-3.txt", "2026-09-30T05:00:00Z", false),
            ("письмо.html", "2026-09-30T05:00:00Z", false),
        ] {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).expect("made");
            file.set_modified(at(made).into()).expect("dated");
            let found = before(folder.path(), day, terms).expect("read");
            assert_eq!(found, if goes { vec![path.clone()] } else { Vec::new() }, "{name} {made}");
            fs::remove_file(path).expect("removed");
        }
        assert_eq!(before(&folder.path().join("none"), day, terms).expect("nothing was printed"), Vec::<PathBuf>::new());
        // What cannot be looked through is not said to be empty.
        fs::write(folder.path().join("file"), "").expect("written");
        assert!(before(&folder.path().join("file"), day, terms).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_paper_is_overwritten_and_no_link_is_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (paper, other, link) = (folder.path().join("paper"), folder.path().join("other"), folder.path().join("link"));
        let text = "Щукоглазов ".repeat(900);
        fs::write(&paper, &text).expect("written");
        // The same bytes under another name, to be looked at afterwards.
        fs::hard_link(&paper, &other).expect("linked");
        destroy(&paper).expect("destroyed");
        assert!(!paper.exists());
        assert_eq!(fs::read(&other).expect("there"), vec![0; text.len()]);
        std::os::unix::fs::symlink(&other, &link).expect("linked");
        assert!(destroy(&link).is_err());
        destroy(&paper).expect("somebody was faster");
    }
}
