//! Backups of the file: one state, and back into an empty folder only.

use serde_json::{Value, json};
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

/// Something between may hold a second copy of a batch back until the server was put back to a backup.
#[test]
fn a_late_copy_of_a_batch_is_not_taken_by_the_journal_that_came_back() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let cursor = bench.get("/v1/schools/s7/changes", &token).json()["cursor"].clone();
    let folder = tempfile::tempdir().unwrap();
    let (copy, new) = (folder.path().join("copy.sqlite3"), folder.path().join("new"));
    bench.storage().backup(&copy, crate::peer::NOW.parse().unwrap()).unwrap();
    bench.send(&token, &[first_mark(1, "orlova", "l7r-20", "7a-1", "5")]);
    let late = json!({"operations": [first_mark(2, "orlova", "l7r-20", "7a-1", "2")], "cursor": cursor});
    let send = |bench: &Bench, body: &Value| bench.post("/v1/schools/s7/operations", &token, body);
    assert_eq!(send(&bench, &late).json()["verdicts"][0]["verdict"], "conflict");

    drop(Storage::restore(&copy, &new).unwrap());
    let there = Bench::at(Journal::of(&new));
    send(&there, &late).is_problem(410, "cursor-gone");
    let page = there.get("/v1/schools/s7/journals/j7r/pages/q2", &token).json();
    let is_of_it = |fact: &Value| fact["version"] == crate::school::id(2);
    assert!(!page["facts"].as_array().unwrap().iter().any(is_of_it), "{page}");
    // The author's own wish: the same operation, for the journal that is there now.
    let asked_anew = json!({"operations": late["operations"], "cursor": page["cursor"]});
    assert_eq!(send(&there, &asked_anew).json()["verdicts"][0]["verdict"], "accepted", "there is nothing in its way");
}
