//! What was probably meant: the nearest known word by edit distance.

/// The known word nearest to a text: about a third of it may differ. Case and ё/е do not count as differences.
pub(super) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = folded(text);
    let limit = wanted.len().div_ceil(3);
    let nearest = known
        .into_iter()
        .map(|word| (distance(&wanted, &folded(word), limit), word))
        .filter(|(distance, word)| *distance <= limit && !word.is_empty() && *word != text)
        .min();
    nearest.map(|(_, word)| word.to_owned())
}

fn folded(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }).collect()
}

/// Levenshtein distance; anything above `limit` may be reported as `limit + 1`.
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
