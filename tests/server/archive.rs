//! A year's journal as plain files in two places: whole as made, and not after any byte of it was changed.

use std::fs;
use std::path::{Path, PathBuf};

use zvonok::domain::{Digest, SchoolId};
use zvonok::server::{ArchiveFault, ArchiveOrder, Archived, BackupError, verify_archive};

use crate::peer::{Bench, NOW};
use crate::school::{first_mark, id, operation, with};

struct Places {
    _folder: tempfile::TempDir,
    all: Vec<PathBuf>,
}

impl Places {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let all = ["disk", "stick"].map(|name| folder.path().join(name)).to_vec();
        for place in &all {
            fs::create_dir(place).unwrap();
        }
        Self { _folder: folder, all }
    }
}

fn archive(bench: &Bench, places: &Places) -> Result<Archived, BackupError> {
    let school = SchoolId::new("s7");
    let now = NOW.parse().unwrap();
    bench.storage().archive(&ArchiveOrder { school: &school, year: 2026, places: &places.all, readme: "Архив", now })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn faults(folder: &Path, key: Option<Digest>) -> Vec<ArchiveFault> {
    verify_archive(folder, key).unwrap().faults
}

#[test]
fn a_year_is_in_two_places_alike_and_says_what_the_journal_says() {
    let (bench, places) = (Bench::new(), Places::new());
    let token = bench.token("orlova");
    let first = first_mark(1, "orlova", "l7r-20", "7a-1", "5");
    let fact = serde_json::json!({"fact": "marks", "work": "l7r-20:1", "pupil": "7a-1"});
    let second = operation(2, "orlova", &fact, &serde_json::json!({"is": "marks", "marks": "4"}));
    let second = with(&with(&second, "base", id(1)), "reason", "=описка");
    bench.send(&token, &[first, second]);
    let made = archive(&bench, &places).unwrap();
    let [disk, stick] = [&made.folders[0], &made.folders[1]];
    let names =
        |folder: &Path| files(folder).iter().map(|file| file.strip_prefix(folder).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(disk), names(stick));
    for (one, other) in files(disk).iter().zip(files(stick)) {
        assert_eq!(fs::read(one).unwrap(), fs::read(other).unwrap(), "{one:?}");
    }
    let text = |path: &str| fs::read_to_string(disk.join(path)).unwrap();
    let journal =
        text("journals.csv").lines().find(|line| line.ends_with(";j7r")).unwrap().split(';').next().unwrap().to_owned();
    let marks = text(&format!("{journal}/marks.csv"));
    let abramov = marks.lines().find(|line| line.contains("Абрамов Артём")).unwrap();
    assert!(abramov.split(';').any(|cell| cell == "4"), "{marks}");
    assert!(marks.lines().find(|line| line.contains("Белова")).unwrap().contains('н'), "{marks}");
    let versions = text(&format!("{journal}/versions.csv"));
    assert!(versions.contains(&id(1)) && versions.contains(&id(2)), "every version is there: {versions}");
    assert!(versions.contains(";'=описка;"), "no cell is a formula: {versions}");
    assert!(text(&format!("{journal}/lessons.csv")).contains("Причастие"));
    for folder in [disk, stick] {
        let checked = verify_archive(folder, Some(made.key)).unwrap();
        assert_eq!((checked.faults, checked.files, checked.key), (vec![], made.files, made.key));
    }
    assert!(matches!(archive(&bench, &places), Err(BackupError::Exists(_))), "an archive is never overwritten");
    let log = bench.get("/v1/schools/s7/audit", &bench.token("lebedeva")).json();
    let line = log["lines"].as_array().unwrap().iter().rev().find(|line| line["kind"] == "archive").unwrap().clone();
    assert_eq!(line["detail"]["key"], made.key.to_string());
    assert_eq!(bench.storage().verify(None).unwrap().faults, []);
}

#[test]
fn any_changed_byte_is_found_and_named() {
    let (bench, places) = (Bench::new(), Places::new());
    let folder = archive(&bench, &places).unwrap().folders.remove(0);
    for file in files(&folder) {
        let whole = fs::read(&file).unwrap();
        let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        for at in [0, whole.len() / 2, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&file, &changed).unwrap();
            let said = verify_archive(&folder, None);
            let expected = match name.as_str() {
                "manifest.sha256" | "manifest.sig" => ArchiveFault::Signature,
                _ => ArchiveFault::Changed(name.clone()),
            };
            // A list that cannot be read any more is an error of its own.
            let found = said.map_or(name == "manifest.sha256", |said| said.faults.contains(&expected));
            assert!(found, "{name} at {at}");
        }
        fs::write(&file, &whole).unwrap();
    }
    assert_eq!(faults(&folder, None), [], "all is as it was again");
}

#[test]
fn files_that_go_or_come_and_another_key_are_found() {
    let (bench, places) = (Bench::new(), Places::new());
    let made = archive(&bench, &places).unwrap();
    let folder = &made.folders[0];
    fs::remove_file(folder.join("people.csv")).unwrap();
    fs::write(folder.join("journals/more.csv"), "x").unwrap();
    let missing = ArchiveFault::Missing("people.csv".to_owned());
    assert_eq!(faults(folder, None), [missing, ArchiveFault::Added("journals/more.csv".to_owned())]);
    // A stranger makes an archive of the same name with a key of his own: whole, but not the school's.
    let (stranger, elsewhere) = (Bench::new(), Places::new());
    let other = archive(&stranger, &elsewhere).unwrap();
    assert_eq!(faults(&other.folders[0], None), []);
    assert_eq!(faults(&other.folders[0], Some(made.key)), [ArchiveFault::Key]);
    let copied = other.folders[0].join("manifest.sig");
    fs::copy(made.folders[1].join("manifest.sig"), copied).unwrap();
    assert_eq!(faults(&other.folders[0], None), [ArchiveFault::Signature]);
}

#[test]
fn a_list_that_leads_out_of_the_folder_is_not_followed() {
    let (bench, places) = (Bench::new(), Places::new());
    let folder = archive(&bench, &places).unwrap().folders.remove(0);
    for path in ["../people.csv", "/etc/hostname", "journals/../people.csv", "a\\b"] {
        fs::write(folder.join("manifest.sha256"), format!("{}  {path}\n", Digest([0; 32]))).unwrap();
        assert!(matches!(verify_archive(&folder, None), Err(BackupError::NotAJournal(_))), "{path}");
    }
}
