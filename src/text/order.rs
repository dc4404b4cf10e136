//! Finding and ordering names.

use super::compose;

/// The text as a search compares it: composed, lower case, `ё` as `е`.
#[must_use]
pub fn fold(text: &str) -> String {
    compose(text).chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

/// What names are ordered by; compare it, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollationKey(Vec<u32>, String);

/// The key that orders names by the Russian alphabet: Ё stands between Е and Ж, case does not matter.
#[must_use]
pub fn collation_key(text: &str) -> CollationKey {
    let composed = compose(text);
    let letters = composed.chars().flat_map(char::to_lowercase).map(|c| match c {
        // Doubled, so that there is room for ё after е.
        'ё' => 2 * u32::from('е') + 1,
        c => 2 * u32::from(c),
    });
    CollationKey(letters.collect(), composed.clone().into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yo_stands_after_ye() {
        let mut names = ["Жуков", "Ёлкин", "Ежов", "Егоров", "Е\u{308}лкина", "Дёмин", "ежевикин"];
        names.sort_by_key(|name| collation_key(name));
        assert_eq!(names, ["Дёмин", "Егоров", "ежевикин", "Ежов", "Ёлкин", "Е\u{308}лкина", "Жуков"]);
    }

    #[test]
    fn fold_forgives_yo_and_case() {
        assert_eq!(fold("ЁЛКИН"), "елкин");
        assert_eq!(fold("е\u{308}лкин"), "елкин");
        assert_eq!(fold("Йовчев"), "йовчев");
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
