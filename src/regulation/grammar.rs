//! What may stand in a cell: the grammar of each profile, and its rules.
//!
//! The text is trimmed and must then be exactly one of the forms. Cyrillic letters fold case; look-alikes, other digits,
//! zero-width characters and inner spaces are no form at all: keyboard layouts are not the grammar's business.

use crate::domain::{Mark, Marks};

/// What the text of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// «н» or «ОТ».
    Absence,
    /// «5» or «5/4».
    Marks(Marks),
    /// «н5».
    Debt(Mark),
    /// «н/а».
    NotAttested,
    /// None of these.
    Wrong(Wrong),
}

/// Why a text is no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// «осв», «осв.».
    Exempt,
    /// A dot, or something with a sign: «.», «5-», «4+», «3!».
    Sign,
    /// Letters that are no code of absence.
    Letters,
    /// Two parts with a stroke, of which one is no mark: «6/4».
    Parts,
    /// Anything else: «1», «6», «55», «5 4».
    Other,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "asked through references to a missing or present cell")]
impl Cell {
    /// Reads the text of a cell.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        match text.as_bytes() {
            [] => return Self::Empty,
            [digit @ b'2'..=b'5'] => return Self::mark(*digit),
            [first @ b'2'..=b'5', b'/', second @ b'2'..=b'5'] => {
                return match (Mark::new(first - b'0'), Mark::new(second - b'0')) {
                    (Some(first), Some(second)) => Self::Marks(Marks::dual(first, second)),
                    _ => Self::Wrong(Wrong::Parts),
                };
            }
            _ => {}
        }
        let mut letters = text.chars().map(capital);
        match (letters.next(), letters.next(), letters.next(), letters.next()) {
            (Some('Н'), None, ..) | (Some('О'), Some('Т'), None, _) => Self::Absence,
            (Some('Н'), Some(digit @ '2'..='5'), None, _) => {
                Mark::new(digit as u8 - b'0').map_or(Self::Wrong(Wrong::Other), Self::Debt)
            }
            (Some('Н'), Some('/'), Some('А'), None) => Self::NotAttested,
            _ => Self::Wrong(wrong(text)),
        }
    }

    fn mark(digit: u8) -> Self {
        Mark::new(digit - b'0').map_or(Self::Wrong(Wrong::Other), |mark| Self::Marks(Marks::single(mark)))
    }

    /// Whether there is a mark, alone or with an absence.
    pub const fn has_mark(&self) -> bool {
        matches!(self, Self::Marks(_) | Self::Debt(_))
    }

    /// Whether there are two marks, or what looks like two.
    pub const fn is_dual(&self) -> bool {
        matches!(self, Self::Marks(Marks { second: Some(_), .. }) | Self::Wrong(Wrong::Parts))
    }

    /// Whether a mark of the cell is a 2.
    pub fn has_two(&self) -> bool {
        self.marks().any(|mark| mark.value() == 2)
    }

    /// Each mark once.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let (first, second) = match self {
            Self::Marks(marks) => (Some(marks.first), marks.second),
            Self::Debt(mark) => (Some(*mark), None),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// How the journal of the profile writes it.
    pub fn stored(&self, code: &str) -> Option<String> {
        Some(match self {
            Self::Empty => String::new(),
            Self::Absence => code.to_owned(),
            Self::Marks(marks) => marks.to_string(),
            Self::Debt(mark) => format!("н{mark}"),
            Self::NotAttested => "н/а".to_owned(),
            Self::Wrong(_) => return None,
        })
    }
}

/// The capital of a letter, where it has one.
fn capital(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

/// Tells the ways apart in which a text is no cell.
fn wrong(text: &str) -> Wrong {
    let folded = super::wording::fold(text);
    if folded == "осв" || folded.starts_with("осв.") || folded.starts_with("освобож") {
        return Wrong::Exempt;
    }
    if folded.chars().all(char::is_alphabetic) {
        return Wrong::Letters;
    }
    let signed = |c: char| matches!(c, '.' | '-' | '+' | '!' | '−' | '–' | '—' | '·' | '…');
    if folded.chars().any(signed) && !folded.contains('/') && folded.chars().all(|c| signed(c) || c.is_alphanumeric()) {
        return Wrong::Sign;
    }
    let mut parts = folded.split('/');
    let short = |part: Option<&str>| part.is_some_and(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if short(parts.next()) && short(parts.next()) && parts.next().is_none() {
        return Wrong::Parts;
    }
    Wrong::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_exactly_one_form_or_wrong_in_one_way() {
        let mark = |value| Mark::new(value).expect("a mark of the scale");
        let dual = |a, b| Cell::Marks(Marks::dual(mark(a), mark(b)));
        let single = |a| Cell::Marks(Marks::single(mark(a)));
        for (text, expected) in [
            ("", Cell::Empty),
            (" \t", Cell::Empty),
            ("5", single(5)),
            (" 2\u{a0}", single(2)),
            ("5/4", dual(5, 4)),
            ("н", Cell::Absence),
            ("Н", Cell::Absence),
            ("от", Cell::Absence),
            ("ОТ", Cell::Absence),
            ("Н5", Cell::Debt(mark(5))),
            ("н/А", Cell::NotAttested),
            ("1", Cell::Wrong(Wrong::Other)),
            ("6", Cell::Wrong(Wrong::Other)),
            ("55", Cell::Wrong(Wrong::Other)),
            ("5 / 4", Cell::Wrong(Wrong::Other)),
            ("5/", Cell::Wrong(Wrong::Other)),
            ("6/4", Cell::Wrong(Wrong::Parts)),
            ("5/4/3", Cell::Wrong(Wrong::Other)),
            ("З", Cell::Wrong(Wrong::Letters)),
            ("H", Cell::Wrong(Wrong::Letters)),
            ("б", Cell::Wrong(Wrong::Letters)),
            ("н6", Cell::Wrong(Wrong::Other)),
            ("ОТ5", Cell::Wrong(Wrong::Other)),
            ("о т", Cell::Wrong(Wrong::Other)),
            (".", Cell::Wrong(Wrong::Sign)),
            ("5-", Cell::Wrong(Wrong::Sign)),
            ("4+", Cell::Wrong(Wrong::Sign)),
            ("осв", Cell::Wrong(Wrong::Exempt)),
            ("ОСВ.", Cell::Wrong(Wrong::Exempt)),
            ("5\u{200b}", Cell::Wrong(Wrong::Other)),
            ("５", Cell::Wrong(Wrong::Other)),
            ("٥", Cell::Wrong(Wrong::Other)),
            ("н\u{301}", Cell::Wrong(Wrong::Other)),
        ] {
            assert_eq!(Cell::parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_stored_reads_back() {
        for text in ["", "н", "5", "4/3", "н2", "н/а"] {
            assert_eq!(Cell::parse(text).stored("н").as_deref(), Some(text));
        }
        assert_eq!(Cell::Absence.stored("ОТ").as_deref(), Some("ОТ"));
    }
}
