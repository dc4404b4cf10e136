//! Which line of which profile sets a rule.

use super::{Rule, lines_of};
use crate::regulation::Profile;

/// A line of a profile that sets a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileLine {
    /// Name of the profile («altai-stdr»).
    pub profile: String,
    /// Whether it comes with the program; else it is the school's own.
    pub is_built_in: bool,
    /// Number of the line, from 1.
    pub number: usize,
    /// The line.
    pub text: String,
}

/// The lines that set a rule where a profile is in force: those of the text's profile, and before them the lines of a school's
/// own that say otherwise. The school's text comes from its server without remarks, so its lines are known by their setting.
#[must_use]
pub fn lines_in_force(rule: &Rule, profile: Option<&Profile>) -> Vec<ProfileLine> {
    let Some(base) = rule.profiles().last().and_then(|name| Profile::built_in(name)) else { return Vec::new() };
    let set: Vec<ProfileLine> = lines_of(base.text(), rule)
        .into_iter()
        .map(|(number, text)| ProfileLine { profile: base.name().to_owned(), is_built_in: true, number, text })
        .collect();
    let Some(own) = profile.filter(|own| Profile::built_in(own.name()).is_none()) else { return set };
    let otherwise = set.iter().filter_map(|line| {
        let setting = settings(base.text()).find(|setting| setting.number == line.number)?;
        let said = settings(own.text()).find(|said| (said.section, said.key) == (setting.section, setting.key))?;
        let text = said.line.to_owned();
        let is_other = said.value != setting.value;
        is_other.then(|| ProfileLine { profile: own.name().to_owned(), is_built_in: false, number: said.number, text })
    });
    otherwise.collect::<Vec<_>>().into_iter().chain(set).collect()
}

/// A line of a profile that sets something.
pub(super) struct Setting<'a> {
    pub section: &'a str,
    pub key: &'a str,
    value: &'a str,
    pub line: &'a str,
    pub number: usize,
}

/// The settings of a profile's text that stand on one line each.
pub(super) fn settings(text: &str) -> impl Iterator<Item = Setting<'_>> {
    let mut section = "";
    text.lines().zip(1..).filter_map(move |(line, number)| {
        if line.starts_with('[') {
            section = line.trim();
            return None;
        }
        let (key, rest) = line.split_once('=')?;
        let value = rest.split(" # ").next().unwrap_or_default().trim();
        Some(Setting { section, key: key.trim(), value, line, number })
    })
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    #[test]
    fn a_schools_own_line_comes_before_the_one_that_it_builds_on() {
        let rule = find("STD-6.3-27").expect("a rule of the catalogue");
        let built_in = lines_in_force(rule, None);
        assert!(!built_in.is_empty() && built_in.iter().all(|line| line.is_built_in));
        let own = "name = \"school-7\"\nextends = \"altai-stdr\"\n\n[deadline]\ncurrent_mark = \"19:00\"\n";
        let own = Profile::parse(own).expect("a profile of a school");
        let lines = lines_in_force(rule, Some(&own));
        assert_eq!((lines[0].profile.as_str(), lines[0].is_built_in), ("school-7", false));
        assert!(lines[0].text.contains("19:00"), "{lines:?}");
        assert_eq!(lines[1..], built_in);
        let same = "name = \"school-8\"\nextends = \"altai-stdr\"\n";
        let same = Profile::parse(same).expect("a profile of a school");
        assert_eq!(lines_in_force(rule, Some(&same)), built_in, "what the school leaves is the text's");
    }

    #[test]
    fn a_rule_of_the_program_is_set_by_no_line() {
        assert_eq!(lines_in_force(find("ZV-ACCESS").expect("an own rule"), None), []);
    }
}
