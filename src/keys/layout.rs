//! Which letter stands on which key under ЙЦУКЕН and under QWERTY.
//!
//! Letters are unambiguous, because Cyrillic and ASCII do not overlap; the letters `х ъ ж э б ю ё` share their keys with
//! punctuation that also exists elsewhere, so the way back from punctuation is taken for letters of marks only.

/// The 33 letter keys: Russian letter, Latin character, and both with Shift.
const PLACES: [(char, char, char, char); 33] = [
    ('й', 'q', 'Й', 'Q'),
    ('ц', 'w', 'Ц', 'W'),
    ('у', 'e', 'У', 'E'),
    ('к', 'r', 'К', 'R'),
    ('е', 't', 'Е', 'T'),
    ('н', 'y', 'Н', 'Y'),
    ('г', 'u', 'Г', 'U'),
    ('ш', 'i', 'Ш', 'I'),
    ('щ', 'o', 'Щ', 'O'),
    ('з', 'p', 'З', 'P'),
    ('х', '[', 'Х', '{'),
    ('ъ', ']', 'Ъ', '}'),
    ('ф', 'a', 'Ф', 'A'),
    ('ы', 's', 'Ы', 'S'),
    ('в', 'd', 'В', 'D'),
    ('а', 'f', 'А', 'F'),
    ('п', 'g', 'П', 'G'),
    ('р', 'h', 'Р', 'H'),
    ('о', 'j', 'О', 'J'),
    ('л', 'k', 'Л', 'K'),
    ('д', 'l', 'Д', 'L'),
    ('ж', ';', 'Ж', ':'),
    ('э', '\'', 'Э', '"'),
    ('я', 'z', 'Я', 'Z'),
    ('ч', 'x', 'Ч', 'X'),
    ('с', 'c', 'С', 'C'),
    ('м', 'v', 'М', 'V'),
    ('и', 'b', 'И', 'B'),
    ('т', 'n', 'Т', 'N'),
    ('ь', 'm', 'Ь', 'M'),
    ('б', ',', 'Б', '<'),
    ('ю', '.', 'Ю', '>'),
    ('ё', '`', 'Ё', '~'),
];

/// The Latin character on the key of a Russian letter; anything else is left as it is.
#[must_use]
pub fn to_latin(c: char) -> char {
    let found = |(small, latin, great, shifted): &(char, char, char, char)| match c {
        _ if c == *small => Some(*latin),
        _ if c == *great => Some(*shifted),
        _ => None,
    };
    PLACES.iter().find_map(found).unwrap_or(c)
}

/// The Russian letter on the key of a Latin character; anything else is left as it is.
#[must_use]
pub fn to_cyrillic(c: char) -> char {
    let found = |(small, latin, great, shifted): &(char, char, char, char)| match c {
        _ if c == *latin => Some(*small),
        _ if c == *shifted => Some(*great),
        _ => None,
    };
    PLACES.iter().find_map(found).unwrap_or(c)
}

/// What a person meant who typed Russian words under the Latin layout.
#[must_use]
pub fn typed_as_cyrillic(text: &str) -> String {
    text.chars().map(to_cyrillic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_keyboard_and_reads_both_ways() {
        let russian = "йцукенгшщзхъфывапролджэячсмитьбюё";
        let latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
        assert_eq!(russian.chars().map(to_latin).collect::<String>(), latin);
        assert_eq!(typed_as_cyrillic(latin), russian);
        let great = russian.to_uppercase();
        assert_eq!(typed_as_cyrillic(&great.chars().map(to_latin).collect::<String>()), great);
        for same in ['5', ' ', '/', '!', '№', 'é'] {
            assert_eq!((to_latin(same), to_cyrillic(same)), (same, same));
        }
    }
}
