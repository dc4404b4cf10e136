//! What was probably meant: the nearest known word by edit distance.

use crate::text::slips;

/// The known word nearest to a text: about a third of it may differ. Case and ё/е do not count as differences.
pub(super) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = folded(text);
    let limit = wanted.chars().count().div_ceil(3);
    let nearest = known
        .into_iter()
        .map(|word| (slips(&wanted, &folded(word)), word))
        .filter(|(distance, word)| *distance <= limit && !word.is_empty() && *word != text)
        .min();
    nearest.map(|(_, word)| word.to_owned())
}

fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_guessed_and_a_stranger_is_not() {
        let known = ["Русский язык", "Литература", "7А", "7Б"];
        for (text, meant) in [
            ("Руский язык", Some("Русский язык")),
            ("русский язык", Some("Русский язык")),
            ("7а", Some("7А")),
            ("Химия", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, known).as_deref(), meant, "{text}");
        }
    }
}
