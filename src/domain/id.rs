//! Identifiers. All are opaque: nothing may be read out of their text but equality and order.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! opaque_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Wraps an identifier that came from the server, a file or a test.
            #[must_use]
            pub fn new(text: impl Into<Box<str>>) -> Self {
                Self(text.into())
            }

            /// The identifier's text, for storing and sending.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

opaque_id! {
    /// A school. Every row of the server and every path of the protocol carries one.
    SchoolId;
    /// A person who signs in: teacher, class teacher, deputy, director, administrator, analyst.
    AccountId;
    /// One installation of the client: the sequence numbers of its operations are chained.
    DeviceId;
    /// A class («7А»).
    ClassId;
    /// A journal: one class (or subgroup of it) and one subject over a school year.
    JournalId;
    /// A lesson of the timetable on one date.
    LessonId;
    /// A work: what a column of marks stands for.
    WorkId;
    /// A pupil.
    PupilId;
    /// A period of the school year: a quarter, a half-year, the year.
    PeriodId;
    /// An item of the calendar-thematic plan (КТП).
    PlanItemId;
}

/// Stands in the id of a work that holds marks for literacy.
const LITERACY: &str = ":literacy:";

impl WorkId {
    /// The work that a mark creates when its lesson has none yet. Derived from the lesson, so that two devices that
    /// both type the first mark of a lesson mean the same work.
    #[must_use]
    pub fn first_of(lesson: &LessonId) -> Self {
        Self::new(format!("{lesson}:1"))
    }

    /// The work of a lesson of Russian that holds the marks for literacy of a composition in literature.
    #[must_use]
    pub fn literacy_of(lesson: &LessonId, composition: chrono::NaiveDate) -> Self {
        Self::new(format!("{lesson}{LITERACY}{composition}"))
    }

    /// Whether the work holds marks for literacy of a composition in literature: nobody owes it, and it was written elsewhere.
    #[must_use]
    pub fn is_literacy(&self) -> bool {
        self.as_str().contains(LITERACY)
    }
}

/// The identifier of an operation: 128 random bits, made at the key press and never re-made on a retry.
///
/// Written as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub [u8; 16]);

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest(pub [u8; 32]);

/// The text is not the right number of hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseHexError;

impl fmt::Display for ParseHexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the expected number of hexadecimal digits")
    }
}

impl std::error::Error for ParseHexError {}

macro_rules! hex_id {
    ($name:ident, $bytes:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = ParseHexError;

            fn from_str(text: &str) -> Result<Self, ParseHexError> {
                let mut bytes = [0; $bytes];
                if text.len() != 2 * $bytes || !text.is_ascii() {
                    return Err(ParseHexError);
                }
                for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                    let pair = std::str::from_utf8(pair).map_err(|_| ParseHexError)?;
                    if pair.starts_with('+') {
                        return Err(ParseHexError);
                    }
                    *byte = u8::from_str_radix(pair, 16).map_err(|_| ParseHexError)?;
                }
                Ok(Self(bytes))
            }
        }

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
                    .pattern(Some(concat!("^([0-9a-f]{2}){", stringify!($bytes), "}$")))
                    .into()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    };
}

hex_id!(OperationId, 16);
hex_id!(Digest, 32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_text_reads_back() {
        let id = OperationId([0xab; 16]);
        assert_eq!(id.to_string(), "abababababababababababababababab");
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in ["", "ab", "+babababababababababababababababa", "zz", "абабабабабабабаб"] {
            assert_eq!(wrong.parse::<OperationId>(), Err(ParseHexError), "{wrong}");
        }
    }
}
