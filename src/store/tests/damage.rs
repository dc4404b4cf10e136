//! A file that the disk, a person or another program has spoiled: whatever it is, no entry goes without a word.

use super::*;

/// Entries of the store that is spoiled: enough for several pages of rows and of their index.
const ENTRIES: u8 = 120;
/// How many ways of spoiling are tried where `ZVONOK_DAMAGES` does not say how many; each is another one.
const CASES: u64 = 100;

/// Numbers that look random (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("below a size")
    }
}

/// Bits turned over, a part lost, filled with something, or put elsewhere; near the beginning of a page more often than elsewhere.
fn spoil(bytes: &mut Vec<u8>, chance: &mut Chance) -> String {
    let page = chance.below(bytes.len() / 4096) * 4096;
    let at = if chance.below(2) == 0 { page + chance.below(16) } else { chance.below(bytes.len()) };
    let to = (at + 1 + chance.below(600)).min(bytes.len());
    match chance.below(5) {
        0 => {
            let bit = 1 << chance.below(8);
            bytes[at] ^= bit;
            format!("bit {bit} at {at}")
        }
        1 => {
            bytes[at] = u8::try_from(chance.below(256)).expect("a byte");
            format!("a byte at {at}")
        }
        2 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        3 => {
            bytes[at..to].fill(0);
            format!("nothing from {at} to {to}")
        }
        _ => {
            let from = chance.below(bytes.len() / 4096) * 4096;
            let other = bytes[from..from + 4096].to_vec();
            bytes[page..page + 4096].copy_from_slice(&other);
            format!("the page at {from} in the place of the one at {page}")
        }
    }
}

#[test]
fn whatever_is_spoiled_no_entry_goes_without_a_word() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    let all = |range: std::ops::RangeInclusive<u8>| {
        range.map(|id| NewEntry { operation: operation(id, marks(&format!("p{id}")), None), held_until: None }).collect()
    };
    store.record_now(Recording { entries: all(1..=ENTRIES), undo: UndoChange::Keep }).expect("recorded");
    let whole = store.waiting().expect("entries");
    let folder = store.folder().to_owned();
    drop(store);
    let database = folder.join("store.db");
    let good = fs::read(&database).expect("the file");
    let mut silent = Vec::new();
    let cases = std::env::var("ZVONOK_DAMAGES").map_or(CASES, |count| count.parse().expect("a number"));
    for case in 0..cases {
        let mut chance = Chance(case);
        let mut bytes = good.clone();
        let deed = spoil(&mut bytes, &mut chance);
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            fs::remove_file(entry.path()).expect("removed");
        }
        fs::write(&database, &bytes).expect("written");
        fs::write(folder.join("bell"), ".").expect("written");
        // After a clean end the file is not looked through.
        let was_killed = chance.below(2) == 0;
        if was_killed {
            fs::write(folder.join("open"), "").expect("written");
        }
        let Ok(store) = open(options(home.path())) else { continue };
        let is_said = store.notes().iter().any(|note| matches!(note, Note::Salvaged { .. } | Note::LogAltered));
        let Ok(waiting) = store.waiting() else { continue };
        let told = |entries: &[Entry]| entries.iter().map(|entry| (entry.operation.clone(), entry.life)).collect::<Vec<_>>();
        if told(&waiting) != told(&whole) && !is_said {
            silent.push(format!("{case} (killed: {was_killed}): {deed}: {} of {ENTRIES} left", waiting.len()));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// What the cases above have found, each by itself; and that it is not said of what is new.
#[test]
fn an_emptied_file_and_an_index_that_leads_nowhere_are_said() {
    let home = home();
    let store = open(options(home.path())).expect("a store");
    for id in 1..=3 {
        store.record_now(one(operation(id, marks(&format!("p{id}")), None))).expect("recorded");
    }
    let file = store.folder().join("store.db");
    drop(store);
    let other = Connection::open(&file).expect("a connection");
    let unlist = "PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'withdrawn', 'on_disk') WHERE name = 'entry_waiting';";
    other.execute_batch(unlist).expect("another index");
    drop(other);
    let other = Connection::open(&file).expect("a connection");
    let relist = "REINDEX entry_waiting; PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'on_disk', 'withdrawn') WHERE name = 'entry_waiting';";
    other.execute_batch(relist).expect("the index of before, without its lines");
    drop(other);
    let store = open(options(home.path())).expect("the store");
    assert!(matches!(store.notes(), [Note::Salvaged { saved: 3, lost: 0, .. }]), "{:?}", store.notes());
    assert_eq!(store.count_waiting().expect("a number"), 3);
    drop(store);
    for contents in [&b""[..], b"S"] {
        assert_eq!(open(options(home.path())).map(|store| store.notes().to_vec()).expect("the store"), []);
        drop(open(options(home.path())).and_then(|store| store.record_now(one(operation(9, marks("p9"), None)))));
        fs::write(&file, contents).expect("emptied");
        let store = open(options(home.path())).expect("a new store");
        assert!(matches!(store.notes(), [Note::Salvaged { saved: 0, lost: 0, .. }]), "{:?}", store.notes());
    }
    drop(set_aside(&options(home.path())).expect("set aside"));
    assert_eq!(open(options(home.path())).map(|store| store.notes().to_vec()).expect("a new store"), []);
}
