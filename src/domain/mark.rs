//! Marks: the values of a cell and of a period.
//!
//! The scale 2–5 is common to every regulation that Zvonok knows. Which of these a cell may take at a given lesson is not
//! said here but in [`crate::regulation`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One mark of the five-point scale: 2, 3, 4 or 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u8);

impl Mark {
    /// A mark from its number; `None` outside 2–5.
    #[must_use]
    pub const fn new(value: u8) -> Option<Self> {
        if value >= 2 && value <= 5 { Some(Self(value)) } else { None }
    }

    /// The number, 2 to 5.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.0
    }
}

/// What one cell of marks holds: one mark, or two for one written work («5/4»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marks {
    /// The only mark, or the first of two (content, dictation).
    pub first: Mark,
    /// The second mark (literacy, grammar task), where the work has two.
    pub second: Option<Mark>,
}

impl Marks {
    /// One mark.
    #[must_use]
    pub const fn single(first: Mark) -> Self {
        Self { first, second: None }
    }

    /// Two marks for one work.
    #[must_use]
    pub const fn dual(first: Mark, second: Mark) -> Self {
        Self { first, second: Some(second) }
    }

    /// Each mark once, for means and counts.
    pub fn each(self) -> impl Iterator<Item = Mark> {
        std::iter::once(self.first).chain(self.second)
    }
}

/// What a pupil gets for a period: a mark, or «н/а» (not attested).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermMark {
    /// A mark of the scale.
    Mark(Mark),
    /// Not attested.
    NotAttested,
}

/// The text is not a mark in the journal's spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseMarkError;

impl fmt::Display for ParseMarkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a mark")
    }
}

impl std::error::Error for ParseMarkError {}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        self.second.map_or(Ok(()), |second| write!(f, "/{second}"))
    }
}

impl fmt::Display for TermMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mark(mark) => mark.fmt(f),
            Self::NotAttested => f.write_str("н/а"),
        }
    }
}

impl FromStr for Mark {
    type Err = ParseMarkError;

    fn from_str(text: &str) -> Result<Self, ParseMarkError> {
        match text.as_bytes() {
            [digit @ b'2'..=b'5'] => Ok(Self(digit - b'0')),
            _ => Err(ParseMarkError),
        }
    }
}

impl FromStr for Marks {
    type Err = ParseMarkError;

    fn from_str(text: &str) -> Result<Self, ParseMarkError> {
        match text.split_once('/') {
            None => Ok(Self::single(text.parse()?)),
            Some((first, second)) => Ok(Self::dual(first.parse()?, second.parse()?)),
        }
    }
}

impl FromStr for TermMark {
    type Err = ParseMarkError;

    fn from_str(text: &str) -> Result<Self, ParseMarkError> {
        if text == "н/а" { Ok(Self::NotAttested) } else { text.parse().map(Self::Mark) }
    }
}

macro_rules! as_text {
    ($name:ident, $pattern:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some($pattern))
                    .into()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    };
}

as_text!(Mark, "^[2-5]$");
as_text!(Marks, "^[2-5](/[2-5])?$");
as_text!(TermMark, "^([2-5]|н/а)$");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_reads_back_and_nothing_else_is_one() {
        for first in 2..=5 {
            for second in std::iter::once(None).chain((2..=5).map(Some)) {
                let marks = Marks { first: Mark(first), second: second.map(Mark) };
                assert_eq!(marks.to_string().parse(), Ok(marks));
            }
        }
        for wrong in ["", "1", "6", "5/", "/5", "5/4/3", "55", " 5", "5 ", "٥", "5-", "."] {
            assert_eq!(wrong.parse::<Marks>(), Err(ParseMarkError), "{wrong:?}");
        }
    }
}
