//! Every sentence that a person can read, by key.
//!
//! The texts are Fluent files under `strings/`, one folder a language, one file an area; Russian comes first and is the
//! language that every key must exist in. A finding's sentence stands under its rule's id. The words of the journal itself
//! («н», «Р.р.») are not translated: they come from the profile.

mod clause;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::Write as _;

pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use fluent_syntax::ast::{Entry, Pattern};
use fluent_syntax::parser::parse_runtime;

use crate::domain::Finding;

/// A language of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Russian.
    #[default]
    Russian,
    /// English.
    English,
    /// Romanian.
    Romanian,
}

/// The areas, with their texts; after the bar those that only a program with the server has. A new file is a new name here.
macro_rules! sources {
    ($($area:literal),* | $($server:literal),*) => {
        sources!(RUSSIAN "ru" $($area),* | $($server),*);
        sources!(ENGLISH "en" $($area),* | $($server),*);
        sources!(ROMANIAN "ro" $($area),* | $($server),*);
    };
    ($name:ident $folder:literal $($area:literal),* | $($server:literal),*) => {
        const $name: &[&str] = &[
            $(include_str!(concat!("strings/", $folder, "/", $area, ".ftl")),)*
            $(
                #[cfg(feature = "server")]
                include_str!(concat!("strings/", $folder, "/", $server, ".ftl")),
            )*
        ];
    };
}

sources![
    "common",
    "screens",
    "actions",
    "rules",
    "cli",
    "problems",
    "review",
    "terms",
    "trainer",
    "paper",
    "corrections" | "school",
    "server"
];

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Russian, Self::English, Self::Romanian];

    /// The language of a tag or a POSIX locale («ru», `en_US.UTF-8`); `None` when it is not one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next() {
            Some("ru") => Some(Self::Russian),
            Some("en") => Some(Self::English),
            Some("ro" | "mo") => Some(Self::Romanian),
            _ => None,
        }
    }

    /// The tag of the language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
            Self::Romanian => "ro",
        }
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Russian => RUSSIAN,
            Self::English => ENGLISH,
            Self::Romanian => ROMANIAN,
        }
    }
}

/// One file of sentences. Where each sentence stands is found at the first question to the file, and a sentence is parsed when
/// it is first said: a first frame says few, and parsing all took longer than drawing.
struct Area {
    language: Language,
    source: &'static str,
    /// In the order of their keys.
    sentences: OnceCell<Box<[Sentence]>>,
}

/// A sentence of a file.
struct Sentence {
    key: &'static str,
    /// The key and all that belongs to it.
    text: &'static str,
    pattern: OnceCell<Option<Box<Pattern<&'static str>>>>,
}

impl Area {
    const fn new(language: Language, source: &'static str) -> Self {
        Self { language, source, sentences: OnceCell::new() }
    }

    fn sentence(&self, key: &str) -> Option<&Sentence> {
        let sentences = self.sentences.get_or_init(|| sentences(self.source));
        let index = sentences.binary_search_by(|sentence| sentence.key.cmp(key)).ok()?;
        Some(&sentences[index])
    }
}

/// The sentences of a file. A sentence begins with its key in the first column, and everything below that is indented or closes
/// a brace belongs to it.
fn sentences(source: &'static str) -> Box<[Sentence]> {
    let mut found = Vec::new();
    let mut begun: Option<(&'static str, usize)> = None;
    let mut at = 0;
    for line in source.split_inclusive('\n').chain([""]) {
        let continues = line.starts_with([' ', '\n', '\r', '}']);
        if !continues {
            if let Some((key, from)) = begun.take() {
                found.push(Sentence { key, text: &source[from..at], pattern: OnceCell::new() });
            }
            if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                begun = line.split_once('=').map(|(key, _)| (key.trim_end(), at));
            }
        }
        at += line.len();
    }
    found.sort_unstable_by_key(|sentence| sentence.key);
    found.into_boxed_slice()
}

impl Sentence {
    /// The words, where nothing in them depends on an argument.
    fn plain(&self) -> Option<&'static str> {
        let (_, words) = self.text.split_once('=')?;
        let words = words.trim_matches([' ', '\n', '\r']);
        (!words.is_empty() && !words.contains(['{', '}', '\n'])).then_some(words)
    }

    fn pattern(&self) -> Option<&Pattern<&'static str>> {
        let read = || {
            let file = parse_runtime(self.text).unwrap_or_else(|(file, _)| file);
            file.body.into_iter().find_map(|entry| match entry {
                Entry::Message(message) => message.value.map(Box::new),
                _ => None,
            })
        };
        self.pattern.get_or_init(read).as_deref()
    }
}

/// What puts sentences of a language together: its plural forms.
struct Grammar {
    language: Language,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

impl Grammar {
    const fn new(language: Language) -> Self {
        Self { language, bundle: OnceCell::new() }
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let id = self.language.tag().parse().expect("our tags are well formed");
            let mut bundle = FluentBundle::new(vec![id]);
            // Terminals without bidi support would show the isolation marks.
            bundle.set_use_isolating(false);
            bundle
        })
    }
}

/// The sentences of one language, with Russian behind it.
pub struct Strings {
    language: Language,
    areas: Vec<Area>,
    grammars: [Grammar; Language::ALL.len()],
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Strings").field("language", &self.language).finish_non_exhaustive()
    }
}

/// Arguments of a sentence, by the names of its placeholders.
pub type Args<'a> = [(&'a str, FluentValue<'a>)];

impl Strings {
    /// The sentences of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let own = language.sources().iter().map(|source| Area::new(language, source));
        let fallback: &[&'static str] = if language == Language::Russian { &[] } else { RUSSIAN };
        let behind = fallback.iter().map(|source| Area::new(Language::Russian, source));
        Self { language, areas: own.chain(behind).collect(), grammars: Language::ALL.map(Grammar::new) }
    }

    /// Which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the key exists.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: &str) -> Option<(&Area, &Sentence)> {
        self.areas.iter().find_map(|area| Some((area, area.sentence(key)?)))
    }

    /// The sentence of a key without arguments. An unknown key is shown as itself, never hidden.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        match self.find(key).and_then(|(_, sentence)| sentence.plain()) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(self.with(key, &[])),
        }
    }

    /// The sentence of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &Args<'_>) -> String {
        let found = self.find(key);
        let Some((area, pattern)) = found.and_then(|(area, sentence)| Some((area, sentence.pattern()?))) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let grammar = &self.grammars[area.language as usize];
        grammar.bundle().format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The sentence of a finding, without its clause.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            finding.args.iter().map(|(name, value)| (name.as_ref(), FluentValue::try_number(value))).collect();
        let key = finding.rule.key();
        // Of an absence and a mark in one cell some rules have words of their own.
        let together = finding.args.contains_key("together").then(|| format!("{key}-together"));
        self.say(&together.filter(|key| self.has(key)).unwrap_or(key), finding, &args)
    }

    /// The sentence of a remark of a review: the rule's own on what is there, else what is missing. `standing` and `fact` are
    /// the names of its standing and of the fact's kind.
    #[must_use]
    pub fn remark(&self, standing: &str, fact: &str, finding: &Finding) -> String {
        match standing {
            "missing" | "waiting" => self.open(standing, fact, finding),
            _ => self.finding(finding),
        }
    }

    /// The sentence of what is not there yet: `standing` is `missing` or `waiting`, `fact` the name of the fact's kind.
    #[must_use]
    pub fn open(&self, standing: &str, fact: &str, finding: &Finding) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            finding.args.iter().map(|(name, value)| (name.as_ref(), value.as_str().into())).collect();
        self.say(&format!("{standing}-{}", fact.replace('_', "-")), finding, &args)
    }

    fn say(&self, key: &str, finding: &Finding, args: &Args<'_>) -> String {
        if self.has(key) {
            return self.with(key, args);
        }
        let mut text = finding.rule.to_string();
        for (name, value) in &finding.args {
            let _ = write!(text, " {name}={value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Keys of a language's files; fails on a file that Fluent cannot read.
    fn keys(language: Language) -> Vec<String> {
        let mut keys = Vec::new();
        for source in language.sources() {
            let resource = FluentResource::try_new((*source).to_owned());
            assert!(resource.is_ok(), "{}: {:?}", language.tag(), resource.err().map(|(_, errors)| errors));
            let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic()) && line.contains('=');
            keys.extend(source.lines().filter(is_key).filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())));
        }
        keys
    }

    /// What Fluent itself makes of a file, against the sentences that are cut out and parsed one by one.
    #[test]
    fn a_sentence_by_itself_is_what_it_is_in_its_file() {
        for language in Language::ALL {
            let strings = Strings::new(language);
            for source in language.sources() {
                let mut bundle = FluentBundle::new(vec![language.tag().parse().expect("a tag")]);
                bundle.set_use_isolating(false);
                bundle.add_resource_overriding(FluentResource::try_new((*source).to_owned()).expect("a file of Fluent"));
                for key in sentences(source).iter().map(|sentence| sentence.key) {
                    let pattern = bundle.get_message(key).and_then(|message| message.value());
                    let pattern = pattern.unwrap_or_else(|| panic!("{}: {key} has no words", language.tag()));
                    let args: FluentArgs<'_> = [("n", FluentValue::from(3))].into_iter().collect();
                    let expected = bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
                    assert_eq!(strings.with(key, &[("n", FluentValue::from(3))]), expected, "{}: {key}", language.tag());
                    let expected = bundle.format_pattern(pattern, None, &mut Vec::new());
                    assert_eq!(strings.get(key), expected, "{}: {key}", language.tag());
                }
            }
        }
    }

    #[test]
    fn nothing_of_a_file_is_passed_over() {
        for source in Language::ALL.into_iter().flat_map(Language::sources) {
            let found = sentences(source);
            let all = FluentResource::try_new((*source).to_owned()).expect("a file of Fluent");
            let messages = all.entries().filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name),
                Entry::Term(term) => panic!("{} would have to be known to the sentences that name it", term.id.name),
                _ => None,
            });
            let messages: Vec<&str> = messages.collect();
            assert_eq!(found.len(), messages.len());
            assert!(messages.iter().all(|key| found.iter().any(|sentence| sentence.key == *key)));
        }
    }

    #[test]
    fn no_key_is_said_twice() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for key in keys(language) {
                assert!(seen.insert(key.clone()), "{}: {key}", language.tag());
            }
        }
    }

    #[test]
    fn every_key_of_a_language_exists_in_russian() {
        let russian: BTreeSet<String> = keys(Language::Russian).into_iter().collect();
        for key in keys(Language::English).into_iter().chain(keys(Language::Romanian)) {
            assert!(russian.contains(&key), "{key}");
        }
    }

    /// Sentences of an area that a language does not say yet.
    fn missing(language: Language, area: usize) -> Vec<&'static str> {
        let own: BTreeSet<&str> = sentences(language.sources()[area]).iter().map(|sentence| sentence.key).collect();
        sentences(RUSSIAN[area]).iter().map(|sentence| sentence.key).filter(|key| !own.contains(key)).collect()
    }

    #[test]
    fn every_language_says_what_russian_says() {
        let (mut said, mut waiting) = (0, Vec::new());
        for (area, source) in RUSSIAN.iter().enumerate() {
            let english = missing(Language::English, area);
            assert!(english.is_empty(), "en: {english:?}");
            said += sentences(source).len();
            waiting.extend(missing(Language::Romanian, area));
        }
        // A few new sentences may wait for their Romanian words together; until then they are said in Russian.
        assert!(waiting.len() * 20 <= said, "ro: {waiting:?}");
    }

    #[test]
    fn numbers_have_the_plural_forms_of_the_language() {
        for (language, n, expected) in [
            (Language::Russian, 1, "1 ученик"),
            (Language::Russian, 22, "22 ученика"),
            (Language::Russian, 25, "25 учеников"),
            (Language::Romanian, 1, "1 elev"),
            (Language::Romanian, 19, "19 elevi"),
            (Language::Romanian, 25, "25 de elevi"),
            (Language::English, 25, "25 pupils"),
        ] {
            assert_eq!(Strings::new(language).with("pupils-count", &[("n", FluentValue::from(n))]), expected);
        }
    }

    #[test]
    fn an_unknown_key_is_shown_as_itself() {
        assert_eq!(Strings::new(Language::English).get("no-such-key"), "no-such-key");
    }
}
