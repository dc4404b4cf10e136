//! Finding a pupil by a number of the list or the first letters of the surname.

use unicode_normalization::UnicodeNormalization as _;

/// A name as it is compared while searching: composed, lower case, «ё» as «е», single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let lower = text.nfc().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter });
    let mut folded = String::with_capacity(text.len());
    for letter in lower {
        if !letter.is_whitespace() {
            folded.push(letter);
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn names_compare_without_case_yo_and_normal_form() {
        for (text, folded) in [("Ёлкин  Тимур ", "елкин тимур"), ("Йовчев", "йовчев"), ("И\u{306}овчев", "йовчев"), ("", "")]
        {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }
}
