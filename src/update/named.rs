//! Pupils named in a line: numbers of the list or first letters of surnames, with blanks or commas between them.

use std::collections::BTreeSet;

use crate::domain::{Lesson, PupilId};
use crate::entry::{Book, belongs};
use crate::keys::layout;
use crate::state::roll_call::Unclear;

/// Who of the lesson's class is named, and which words name nobody or too many.
pub fn read(book: &Book, lesson: &Lesson, line: &str) -> (BTreeSet<PupilId>, Vec<Unclear>) {
    let found = |word: &str| -> Vec<PupilId> {
        let rows = book.find(word).into_iter().map(|row| &book.pupils()[row]);
        rows.filter(|pupil| belongs(pupil, lesson)).map(|pupil| pupil.id.clone()).collect()
    };
    // Letters typed under the Latin layout: no name of the list begins with them.
    let meant = |word: &str| match found(word) {
        nobody if nobody.is_empty() => found(&layout::typed_as_cyrillic(word)),
        pupils => pupils,
    };
    let mut named = BTreeSet::new();
    let mut unclear = Vec::new();
    for words in line.split_whitespace() {
        // «б» and «ж» are the keys of «,» and «;» there: a comma stands between names where the word with it is none.
        let is_latin = words.contains(|c: char| c.is_ascii_alphabetic());
        let whole = words.trim_end_matches([',', ';']);
        let is_name = is_latin && !meant(whole).is_empty();
        let parts = if is_name { vec![whole] } else { words.split([',', ';']).filter(|word| !word.is_empty()).collect() };
        for word in parts {
            match <[PupilId; 1]>::try_from(meant(word)) {
                Ok([pupil]) => {
                    named.insert(pupil);
                }
                Err(pupils) => unclear.push(Unclear { word: word.to_owned(), pupils }),
            }
        }
    }
    (named, unclear)
}

/// The notice for a word that does not name one pupil.
pub fn notice(unclear: &Unclear) -> crate::state::Notice {
    let key = if unclear.pupils.is_empty() { "notice-nobody-of-that-name" } else { "notice-several-of-that-name" };
    crate::state::Notice::Says(key, vec![("word", unclear.word.clone())])
}
