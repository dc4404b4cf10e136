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

/// The lines that set a rule where a profile is in force: its own first, then those of the text's profile that it builds on.
#[must_use]
pub fn lines_in_force(rule: &Rule, profile: Option<&Profile>) -> Vec<ProfileLine> {
    let base = rule.profiles().last().and_then(|name| Profile::built_in(name));
    let mut found: Vec<ProfileLine> = Vec::new();
    for of in profile.into_iter().chain(&base) {
        if found.iter().any(|line| line.profile == of.name()) {
            continue;
        }
        let is_built_in = Profile::built_in(of.name()).is_some_and(|known| known.text() == of.text());
        let lines = lines_of(of.text(), rule).into_iter();
        found.extend(lines.map(|(number, text)| ProfileLine { profile: of.name().to_owned(), is_built_in, number, text }));
    }
    found
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
        let line = built_in[0].text.trim();
        let (section, setting) = ("[deadline]", line);
        let own = format!("name = \"school-7\"\nextends = \"altai-stdr\"\n\n{section}\n{setting}\n");
        let own = Profile::parse(&own).expect("a profile of a school");
        let lines = lines_in_force(rule, Some(&own));
        assert_eq!((lines[0].profile.as_str(), lines[0].is_built_in, lines[0].number), ("school-7", false, 5));
        assert!(lines[1..].iter().any(|line| line.is_built_in));
    }

    #[test]
    fn a_rule_of_the_program_is_set_by_no_line() {
        assert_eq!(lines_in_force(find("ZV-ACCESS").expect("an own rule"), None), []);
    }
}
