//! Every rule of the five regulation texts, and what the program does about each.
//!
//! The rules are data: one TOML file a text under `catalogue/`, with the clause, the exact quote and the answer to "who
//! sees to it". They are read once, when first asked for, and cost a program that never asks nothing. What is *done* is not
//! a promise: for checks and deadlines the engine's own table says it, for the rest a line in the data that is set only
//! when the program does it. [`markdown()`] writes `docs/regulation.md`.

mod kinds;
mod lines;
mod markdown;

use std::sync::LazyLock;

use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};

pub use kinds::{Area, By, Mode, Text};
pub use lines::{ProfileLine, lines_in_force};
pub use markdown::markdown;

use super::Profile;
use super::profile::file;
use super::rules::RULES;
use crate::domain::{RuleId, Severity};

/// One demand of a regulation text (or one of the program's own), with its home in the program.
#[derive(Debug)]
pub struct Rule {
    /// The id: the text, the clause and a number («STD-6.3-19»), or `ZV-…`.
    pub id: RuleId,
    /// The text that it stands in; `None` for the program's own rules.
    pub text: Option<Text>,
    /// The clause in the catalogue's spelling («6.3 ¶11»); empty for the program's own rules.
    /// [`crate::domain::finding::clause_for_screen`] writes it out for people.
    pub clause: String,
    /// An exact part of the text, white space as one space, without the quotation marks around it; empty for own rules.
    pub quote: String,
    /// What the rule demands, in one Russian sentence.
    pub rule: String,
    /// How much breaking it weighs.
    pub severity: Severity,
    /// Who can decide it.
    pub mode: Mode,
    /// What it is about.
    pub area: Area,
    /// Who sees to it.
    pub by: By,
    /// What the program does about it, in one Russian sentence; for [`By::Outside`] the reason.
    pub how: String,
    done: bool,
    /// Settings of the text's profile that set the rule («deadline.homework»), where the clause sets more than this rule;
    /// `None`: every line whose comment names the clause.
    lines: Option<Vec<String>>,
}

impl Rule {
    /// Whether the program does today what [`Rule::how`] says.
    ///
    /// A text's check or deadline is done when the engine decides it; anything else when its line in the data says so. What
    /// is outside the program is never done by it.
    #[must_use]
    pub fn done(&self) -> bool {
        match (self.by, self.text) {
            (By::Outside, _) => false,
            (By::Engine | By::Deadline, Some(_)) => decides(self.id.as_str()),
            _ => self.done || decides(self.id.as_str()),
        }
    }

    /// The document that the rule stands in; `None` for the program's own rules.
    #[must_use]
    pub fn document(&self) -> Option<&'static Document> {
        documents().iter().find(|document| Some(document.text) == self.text)
    }

    /// Names of the built-in profiles whose own text contains the rule, the text's own profile last.
    #[must_use]
    pub fn profiles(&self) -> &'static [String] {
        self.document().map_or(&[], |document| &document.profiles)
    }
}

/// A rule as `zvonok rules --json` lists it. The names of the fields are stable.
///
/// `id`, `text` (code or null), `document` (title or null), `profile` (the text's own profile or null), `profiles`,
/// `clause`, `quote`, `rule`, `severity`, `mode`, `area`, `by`, `how`, `done`.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Rule", 14)?;
        row.serialize_field("id", &self.id)?;
        row.serialize_field("text", &self.text)?;
        row.serialize_field("document", &self.document().map(|document| &document.title))?;
        row.serialize_field("profile", &self.profiles().last())?;
        row.serialize_field("profiles", self.profiles())?;
        row.serialize_field("clause", &self.clause)?;
        row.serialize_field("quote", &self.quote)?;
        row.serialize_field("rule", &self.rule)?;
        row.serialize_field("severity", &self.severity)?;
        row.serialize_field("mode", &self.mode)?;
        row.serialize_field("area", &self.area)?;
        row.serialize_field("by", &self.by)?;
        row.serialize_field("how", &self.how)?;
        row.serialize_field("done", &self.done())?;
        row.end()
    }
}

/// A regulation text.
#[derive(Debug)]
pub struct Document {
    /// Its code.
    pub text: Text,
    /// Its title with the body that issued it, in Russian.
    pub title: String,
    /// Date and number as far as they are known; may be empty.
    pub order: String,
    /// The journal that it speaks of; empty where it names none.
    pub system: String,
    /// Names of the built-in profiles that render it, its own last.
    pub profiles: Vec<String>,
}

/// The 344 rules of the five texts, text by text, in the order of the clauses.
///
/// `zvonok rules` lists [`of_profile`] of the profile in use, those that are [`Rule::done`] unless `--all` is given, and
/// then [`own`] under a heading of their own («правила программы, а не регламента»); `--json` prints these rows as a list
/// (all of [`all`] and [`own`] when no profile is named), `rules ID` one of [`find`], `--markdown` prints [`markdown()`].
#[must_use]
pub fn all() -> &'static [Rule] {
    &CATALOGUE.rules
}

/// The program's own rules, which no text contains: listed apart, never as a regulation's.
#[must_use]
pub fn own() -> &'static [Rule] {
    &CATALOGUE.own
}

/// The rule of an id, among the texts' and the program's own.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().chain(own()).find(|rule| rule.id.as_str() == id)
}

/// The rules that a profile's own texts contain; a profile of a school has those of the profile that it extends.
pub fn of_profile(profile: &Profile) -> impl Iterator<Item = &'static Rule> + use<> {
    let cited: Vec<Text> = profile.texts.iter().map(|text| Text::from(*text)).collect();
    all().iter().filter(move |rule| rule.text.is_some_and(|text| cited.contains(&text)))
}

/// The lines of the text's own profile that set a rule: number from 1 and text, found by the clause in the line's comment.
///
/// Where a clause sets several rules, the rule's row in the data names its own settings. A clause «2.14» in a comment stands for its parts («2.14.1») too. Empty where no line sets the rule (it then holds as
/// it is), and for the program's own rules.
#[must_use]
pub fn profile_lines(rule: &Rule) -> Vec<(usize, String)> {
    let profile = rule.profiles().last().and_then(|name| Profile::built_in(name));
    profile.map_or_else(Vec::new, |profile| lines_of(profile.text(), rule))
}

/// The lines of a profile's text whose comment names the rule's clause.
fn lines_of(text: &str, rule: &Rule) -> Vec<(usize, String)> {
    // A rule of the program has no clause that a line could name.
    if rule.clause.is_empty() {
        return Vec::new();
    }
    let sets = |comment: &str| {
        let mut words = comment.split([',', '(', ')', ':']).flat_map(|part| part.split(" with ")).map(str::trim);
        let part_of =
            |word: &str| rule.clause.strip_prefix(word).is_some_and(|rest| rest.starts_with('.') && rest.len() < 3);
        words.any(|word| word == rule.clause || (word.starts_with('¶') && part_of(word)))
    };
    let is_of_rule = |setting: &lines::Setting<'_>| {
        let name = format!("{}.{}", setting.section.trim_matches(['[', ']']), setting.key);
        rule.lines.as_ref().is_none_or(|lines| lines.contains(&name))
    };
    let cited = lines::settings(text).filter(|setting| setting.line.split_once(" # ").is_some_and(|(_, said)| sets(said)));
    cited.filter(is_of_rule).map(|setting| (setting.number, setting.line.to_owned())).collect()
}

/// The five texts, in the order of [`Text::ALL`].
#[must_use]
pub fn documents() -> &'static [Document] {
    &CATALOGUE.documents
}

/// Whether the engine decides the rule today.
fn decides(id: &str) -> bool {
    RULES.iter().any(|rule| rule.id == id)
}

impl From<file::Text> for Text {
    fn from(text: file::Text) -> Self {
        match text {
            file::Text::Std => Self::Std,
            file::Text::Vor => Self::Vor,
            file::Text::Msk => Self::Msk,
            file::Text::Shm => Self::Shm,
            file::Text::Mda => Self::Mda,
        }
    }
}

struct Catalogue {
    documents: Vec<Document>,
    rules: Vec<Rule>,
    own: Vec<Rule>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut documents = Vec::new();
    let mut rules = Vec::new();
    for source in SOURCES {
        let file: TextFile = toml::from_str(source).expect("the catalogue's files are read by a test");
        rules.extend(file.rule.into_iter().map(|row| row.into_rule(Some(file.text))));
        documents.push(Document {
            text: file.text,
            title: file.title,
            order: file.order,
            system: file.system,
            profiles: file.profiles,
        });
    }
    let own: OwnFile = toml::from_str(OWN).expect("the catalogue's files are read by a test");
    Catalogue { documents, rules, own: own.rule.into_iter().map(|row| row.into_rule(None)).collect() }
});

const SOURCES: [&str; 5] = [
    include_str!("catalogue/std.toml"),
    include_str!("catalogue/vor.toml"),
    include_str!("catalogue/msk.toml"),
    include_str!("catalogue/shm.toml"),
    include_str!("catalogue/mda.toml"),
];
const OWN: &str = include_str!("catalogue/own.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFile {
    text: Text,
    title: String,
    order: String,
    system: String,
    profiles: Vec<String>,
    rule: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    rule: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    clause: String,
    #[serde(default)]
    quote: String,
    rule: String,
    severity: Severity,
    mode: Mode,
    area: Area,
    by: By,
    how: String,
    #[serde(default)]
    done: bool,
    #[serde(default)]
    lines: Option<Vec<String>>,
}

impl Row {
    fn into_rule(self, text: Option<Text>) -> Rule {
        let Self { id, clause, quote, rule, severity, mode, area, by, how, done, lines } = self;
        Rule { id: RuleId::from(id), text, clause, quote, rule, severity, mode, area, by, how, done, lines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_engine_decides_stands_in_the_catalogue_with_the_same_clause() {
        for decided in RULES {
            let rule = find(decided.id).unwrap_or_else(|| panic!("{} is not in the catalogue", decided.id));
            assert_eq!(rule.clause, decided.clause, "{}", decided.id);
            assert_eq!(rule.text, decided.text.map(Text::from), "{}", decided.id);
            assert!(
                matches!(rule.by, By::Engine | By::Deadline | By::Access),
                "{} is decided by the engine, not by {:?}",
                decided.id,
                rule.by
            );
            assert!(rule.done(), "{}", decided.id);
        }
    }

    #[test]
    fn a_rule_is_set_by_its_own_lines_and_not_by_its_neighbours() {
        let keys = |id: &str| -> Vec<String> {
            let lines = profile_lines(find(id).expect("a rule"));
            lines.iter().map(|(_, line)| line.split('=').next().unwrap_or_default().trim().to_owned()).collect()
        };
        assert_eq!(keys("STD-3.8-01"), [""; 0], "the content of homework is not set by its deadline");
        assert_eq!(keys("STD-3.8-03"), ["homework"]);
        assert_eq!(keys("STD-6.3-30"), ["big_batch"]);
        assert_eq!(keys("VOR-2.14.6-01"), ["safety_subjects", "safety_when"]);
        for rule in all() {
            let named = rule.lines.iter().flatten().count();
            assert!(named == 0 || profile_lines(rule).len() == named, "{}: {:?}", rule.id, rule.lines);
        }
    }

    #[test]
    fn a_check_or_a_deadline_that_the_engine_does_not_decide_is_not_done() {
        let claimed = |rule: &&Rule| matches!(rule.by, By::Engine | By::Deadline) && rule.done;
        assert_eq!(all().iter().find(claimed).map(|rule| &rule.id), None, "the engine says it, not the data");
        let undecided = all().iter().find(|rule| matches!(rule.by, By::Engine | By::Deadline) && !decides(rule.id.as_str()));
        assert!(undecided.is_none_or(|rule| !rule.done()));
    }
}
