//! What a rule says of an entry, without words.
//!
//! A finding carries a rule and its arguments; the sentence is made by [`crate::strings`] (or, for the commands of
//! contracts, in Russian by the same files), whose key is the rule's id.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The id of a rule of the catalogue («STD-6.3-19»), or of the program's own («ZV-ACCESS»).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String))]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// The id of a rule that is known when the program is built.
    #[must_use]
    pub const fn known(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of the rule's sentence: the id with «_» for «.», which Fluent does not allow in a key.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.replace('.', "_")
    }
}

impl From<String> for RuleId {
    fn from(id: String) -> Self {
        Self(Cow::Owned(id))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Accepted; a hint.
    Info,
    /// Accepted after a second key, a comment or a reason.
    Warning,
    /// Not accepted.
    Error,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How much it weighs here.
    pub severity: Severity,
    /// The clause in the catalogue's spelling («6.3 ¶11»); empty for rules of the program.
    pub clause: Cow<'static, str>,
    /// What the sentence speaks of, by the names of its placeholders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Cow<'static, str>, String>,
}

impl Finding {
    /// The whole text as it would be right, where a correction is plain: a topic, homework, the mark of a period. Empty: the
    /// field is to be empty.
    #[must_use]
    pub fn fix(&self) -> Option<&str> {
        self.args.get("fix").map(String::as_str)
    }
}

/// The clause as screens write it: «6.3 ¶11» becomes «6.3, абз. 11».
#[must_use]
pub fn clause_for_screen(clause: &str) -> String {
    match clause.split_once(" ¶") {
        Some((point, paragraph)) => format!("{point}, абз. {paragraph}"),
        None => clause.replace('¶', "п. "),
    }
}

#[cfg(test)]
mod tests {
    use super::clause_for_screen;

    #[test]
    fn clauses_are_written_out_for_people() {
        assert_eq!(clause_for_screen("6.3 ¶11"), "6.3, абз. 11");
        assert_eq!(clause_for_screen("¶2.17"), "п. 2.17");
        assert_eq!(clause_for_screen("p.22"), "p.22");
    }
}
