//! The fuzz targets driven by chance where no fuzzer can be had: inputs of the corpus, cut, joined, repeated and spoiled.
//!
//! The same inputs every time; `ZVONOK_FUZZ_ROUNDS=1000000 cargo test --release --test regulation_random` looks further. It
//! sees no coverage, as a fuzzer does: what it finds is worth an input under `fuzz/corpus/`.

use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

/// How many inputs each target gets without being asked for more.
const ROUNDS: u64 = 3_000;
/// Longest input in bytes: a case is one line, a profile a short file.
const LONGEST: usize = 16 * 1024;

/// Words that the grammars know, and what looks like them.
const WORDS: [&str; 24] = [
    "н", "Н", "ОТ", "от", "2", "5", "5/4", "н5", "осв.", "н/а", "H5", "٥", "\u{301}", "\u{200b}", "«", "»", "№", "\"", "{",
    "}", "[", "=", "20:00", "null",
];

/// `SplitMix64`: one word of state.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).expect("a size")).expect("a size")
    }

    /// One input made of two others.
    fn spoil(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut input = corpus[self.below(corpus.len())].clone();
        for _ in 0..=self.below(4) {
            let at = self.below(input.len() + 1);
            match self.below(7) {
                0 => input.truncate(at),
                1 => {
                    let other = &corpus[self.below(corpus.len())];
                    let from = self.below(other.len() + 1);
                    input.splice(at.., other[from..].iter().copied());
                }
                2 => {
                    let word = WORDS[self.below(WORDS.len())];
                    input.splice(at..at, word.bytes());
                }
                3 if !input.is_empty() => {
                    let at = at.min(input.len() - 1);
                    input[at] = u8::try_from(self.below(256)).expect("a byte");
                }
                4 => {
                    let end = (at + self.below(40)).min(input.len());
                    let part = input[at..end].to_vec();
                    (0..self.below(5)).for_each(|_| drop(input.splice(at..at, part.iter().copied())));
                }
                5 => drop(input.drain(at..(at + self.below(20)).min(input.len()))),
                _ => {
                    // A number becomes another: the place where terms and dates break.
                    if let Some(digit) = input[at..].iter().position(u8::is_ascii_digit) {
                        input[at + digit] = b'0' + u8::try_from(self.below(10)).expect("a digit");
                    }
                }
            }
        }
        input.truncate(LONGEST);
        input
    }
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).expect("an input")).collect()
}

/// What panicked is printed as Rust writes a string of bytes: it can be pasted into a file of the corpus.
fn drive(name: &str, seed: u64, target: fn(&[u8])) {
    let rounds = std::env::var("ZVONOK_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let (corpus, mut chance) = (corpus(name), Chance(seed));
    for round in 0..rounds {
        let input = chance.spoil(&corpus);
        let held = std::panic::catch_unwind(|| target(&input));
        assert!(held.is_ok(), "{name}, round {round}: {}", input.escape_ascii());
    }
}

#[test]
fn no_text_of_a_cell_stops_the_engine() {
    drive("cell", 1, targets::cell);
}

#[test]
fn no_profile_stops_its_reader() {
    drive("profile", 2, targets::profile);
}

#[test]
fn no_case_stops_the_engine() {
    drive("case", 3, targets::case);
}

#[test]
fn no_settings_of_keys_stop_the_program() {
    drive("keys", 4, targets::keys);
}
