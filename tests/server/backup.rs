//! Backups of the file: one state, and back into an empty folder only.

use zvonok::server::{BackupError, Storage};

use crate::journal::Journal;
use crate::peer::Bench;
use crate::school::first_mark;

#[test]
fn a_backup_is_one_state_and_comes_back_into_an_empty_folder_only() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
    let cursor = bench.get("/v1/schools/s7/changes", &token).json()["cursor"].as_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (folder.path().join("copy.sqlite3"), folder.path().join("new"));
    let now = crate::peer::NOW.parse().unwrap();
    assert_eq!(bench.storage().last_backup().unwrap(), None);
    bench.storage().backup(&copy, now).unwrap();
    assert_eq!(bench.storage().last_backup().unwrap(), Some(now));
    assert!(matches!(bench.storage().backup(&copy, now), Err(BackupError::Exists(_))));
    bench.send(&token, &[first_mark(2, "orlova", "l7r-20", "7a-2", "4")]);
    assert!(bench.storage().verify(None).unwrap().faults.is_empty());

    let restored = Storage::restore(&copy, &new).unwrap();
    assert_eq!(restored.verify(None).unwrap().faults, []);
    drop(restored);
    assert!(matches!(Storage::restore(&copy, &new), Err(BackupError::Exists(_))), "a journal is never overwritten");
    let none = folder.path().join("none");
    std::fs::write(folder.path().join("letter"), "Уважаемые родители!").unwrap();
    assert!(matches!(Storage::restore(&folder.path().join("letter"), &none), Err(BackupError::NotAJournal(_))));

    let there = Bench::at(Journal::of(&new));
    let token = there.token("orlova");
    let verdicts = there.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
    assert_eq!(verdicts[0]["verdict"], "duplicate", "what was acknowledged is there");
    let verdicts = there.send(&token, &[first_mark(2, "orlova", "l7r-20", "7a-2", "4")]);
    assert_eq!(verdicts[0]["verdict"], "accepted", "what came after the backup comes again");
    there.get(&format!("/v1/schools/s7/changes?after={cursor}"), &token).is_problem(410, "cursor-gone");
}
