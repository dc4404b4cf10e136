//! Packs the files of sentences for the program: the build script runs it, the program reads what it made.
//!
//! A first frame says fifty sentences of two thousand; looking for where each stands cost more than saying them. So the
//! sentences of a language stand in one text in the order of their keys, without comments, and beside it where each begins.

/// The areas, a file each in the folder of a language.
pub const AREAS: [&str; 11] =
    ["common", "screens", "actions", "rules", "cli", "problems", "review", "terms", "trainer", "paper", "corrections"];
/// The areas that only a program with the server has.
pub const SERVER_AREAS: [&str; 2] = ["school", "server"];

/// The sentences of a language.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// All sentences, each with its key, in the order of the keys.
    pub texts: String,
    /// Where each begins in the texts: little-endian numbers of four bytes.
    pub starts: Vec<u8>,
}

/// Packs the sentences of files.
///
/// # Panics
/// On more than 4 GiB of sentences.
#[must_use]
pub fn pack<'a>(files: impl Iterator<Item = &'a str>) -> Packed {
    let mut all: Vec<(&str, &str)> = files.flat_map(sentences).collect();
    all.sort_unstable();
    let mut packed = Packed::default();
    for (_, text) in all {
        let start = u32::try_from(packed.texts.len()).expect("sentences are few");
        packed.starts.extend(start.to_le_bytes());
        packed.texts.push_str(text);
    }
    packed
}

/// The sentences of a file, with their keys. A sentence begins with its key in the first column, and everything below that is
/// indented or closes a brace belongs to it.
#[must_use]
pub fn sentences(file: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut begun: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in file.split_inclusive('\n').chain([""]) {
        let continues = line.starts_with([' ', '\n', '\r', '}']);
        if !continues {
            if let Some((key, from)) = begun.take() {
                found.push((key, &file[from..at]));
            }
            if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                begun = line.split_once('=').map(|(key, _)| (key.trim_end(), at));
            }
        }
        at += line.len();
    }
    found
}
