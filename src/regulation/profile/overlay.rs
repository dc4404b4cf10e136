//! The lines of a profile that say nothing of an entry: personal data and the archive, each with its clause and whether the
//! program acts on it today.

use super::{BUILT_IN, Profile};

/// A line of `[data]` or `[archive]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayLine {
    /// The section («data», «archive»).
    pub section: &'static str,
    /// The key.
    pub key: String,
    /// The value as TOML.
    pub value: String,
    /// The clause that sets it, from the comment in the text's own profile; empty where a school set it itself.
    pub clause: String,
    /// Whether the program acts on it today; else it is read and shown, and nothing more.
    pub acted_on: bool,
}

/// Keys that the program acts on.
const ACTED_ON: [&str; 5] = ["own_entries_only", "purge_days", "lock_minutes", "media", "backup_days"];

impl Profile {
    /// What the profile says of personal data and of the archive, by key.
    #[must_use]
    pub fn overlay(&self) -> Vec<OverlayLine> {
        let data = toml::Value::try_from(&self.file.data).ok();
        let archive = toml::Value::try_from(&self.file.archive).ok();
        let sections = [("data", data), ("archive", archive)];
        let lines = sections.into_iter().flat_map(|(section, values)| {
            let table = values.and_then(|values| values.as_table().cloned()).unwrap_or_default();
            table.into_iter().map(move |(key, value)| (section, key, value.to_string()))
        });
        lines.map(|(section, key, value)| self.line(section, key, value)).collect()
    }

    fn line(&self, section: &'static str, key: String, value: String) -> OverlayLine {
        let clause = clause_of(self, &key, &value);
        let acted_on = ACTED_ON.contains(&key.as_str());
        OverlayLine { section, key, value, clause, acted_on }
    }
}

/// The comment beside the line in the built-in profile of one of the cited texts.
fn clause_of(profile: &Profile, key: &str, value: &str) -> String {
    let codes: Vec<String> = profile.texts.iter().map(|text| format!("texts = [\"{text:?}\"]").to_uppercase()).collect();
    let is_cited = |text: &str| text.lines().any(|line| codes.iter().any(|code| line.to_uppercase().starts_with(code)));
    let cited = BUILT_IN.iter().filter(|(_, text)| is_cited(text));
    let lines = cited.flat_map(|(_, text)| text.lines());
    let same = |line: &&str| {
        let (before, _) = line.split_once(" # ").unwrap_or((line, ""));
        before.split_once('=').is_some_and(|(of, is)| of.trim() == key && is.trim() == value)
    };
    let comment = lines.filter(same).find_map(|line| line.split_once(" # ")).map(|(_, comment)| comment.trim());
    comment.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combined_profile_shows_the_lines_of_both_texts_with_their_clauses() {
        let text = "name = \"own\"\nextends = [\"crimea-vorobyovo\", \"mosobl-shemetovo\"]\n[data]\npurge_days = 10\n";
        let lines = Profile::parse(text).expect("a profile").overlay();
        let said = |key: &str| {
            let line = lines.iter().find(|line| line.key == key).unwrap_or_else(|| panic!("{key} in {lines:?}"));
            (line.section, line.value.as_str(), line.clause.as_str())
        };
        assert_eq!(said("email"), ("data", "\"forbid\"", "29.16 (2)"));
        assert_eq!(said("journal_years"), ("archive", "5", "¶7.7"));
        assert_eq!(said("purge_days"), ("data", "10", ""), "the school's own line has no clause of a text");
        let moldova = Profile::built_in("moldova-899").expect("built in").overlay();
        let acted: Vec<&str> = moldova.iter().filter(|line| line.acted_on).map(|line| line.key.as_str()).collect();
        assert_eq!(acted, ["own_entries_only", "backup_days"]);
        assert!(moldova.iter().all(|line| !line.clause.is_empty()), "{moldova:?}");
        assert_eq!(Profile::built_in("standard").expect("built in").overlay(), []);
    }
}
