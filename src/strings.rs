//! Every sentence that a person can read, by key.
//!
//! The texts are Fluent files under `strings/`, one folder a language, one file an area; Russian comes first and is the
//! language that every key must exist in. A finding's sentence stands under its rule's id. The words of the journal itself
//! («н», «Р.р.») are not translated: they come from the profile.

mod clause;
// The tests hold what is packed against the files.
#[cfg(test)]
mod pack;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

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
}

/// The sentences of a language as the build script packed them.
#[derive(Clone, Copy)]
struct Packed {
    /// All sentences, each with its key, in the order of the keys.
    texts: &'static str,
    /// Where each begins in the texts: little-endian numbers of four bytes.
    starts: &'static [u8],
}

macro_rules! packed {
    ($tag:literal) => {
        Packed {
            texts: include_str!(concat!(env!("OUT_DIR"), "/", $tag, ".sentences")),
            starts: include_bytes!(concat!(env!("OUT_DIR"), "/", $tag, ".starts")),
        }
    };
}

impl Packed {
    const fn of(language: Language) -> Self {
        match language {
            Language::Russian => packed!("ru"),
            Language::English => packed!("en"),
            Language::Romanian => packed!("ro"),
        }
    }

    /// The sentence of a key, with the key.
    fn find(self, key: &str) -> Option<&'static str> {
        let (starts, _) = self.starts.as_chunks();
        let at = starts.binary_search_by(|start| self.key(*start).cmp(key)).ok()?;
        let end = starts.get(at + 1).map_or(self.texts.len(), |next| offset(*next));
        self.texts.get(offset(starts[at])..end)
    }

    fn key(self, start: [u8; 4]) -> &'static str {
        let text = self.texts.get(offset(start)..).unwrap_or_default();
        text.split_once('=').map_or("", |(key, _)| key.trim_end())
    }
}

const fn offset(start: [u8; 4]) -> usize {
    u32::from_le_bytes(start) as usize
}

/// The words of a sentence where nothing in them depends on an argument.
fn plain(sentence: &'static str) -> Option<&'static str> {
    let (_, words) = sentence.split_once('=')?;
    let words = words.trim_matches([' ', '\n', '\r']);
    (!words.is_empty() && !words.contains(['{', '}', '\n'])).then_some(words)
}

fn parse(sentence: &'static str) -> Option<Pattern<&'static str>> {
    let file = parse_runtime(sentence).unwrap_or_else(|(file, _)| file);
    file.body.into_iter().find_map(|entry| match entry {
        Entry::Message(message) => message.value,
        _ => None,
    })
}

/// The sentences of one language, and what puts them together: its plural forms.
///
/// A sentence is parsed when it is first said: a first frame says few, and parsing all took longer than drawing.
struct Book {
    language: Language,
    parsed: RefCell<HashMap<&'static str, Option<Rc<Pattern<&'static str>>>>>,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

impl Book {
    fn new(language: Language) -> Self {
        Self { language, parsed: RefCell::default(), bundle: OnceCell::new() }
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        Packed::of(self.language).find(key)
    }

    fn say(&self, sentence: &'static str, args: &Args<'_>) -> Option<String> {
        let parsed = self.parsed.borrow_mut().entry(sentence).or_insert_with(|| parse(sentence).map(Rc::new)).clone()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        Some(self.bundle().format_pattern(&parsed, Some(&args), &mut Vec::new()).into_owned())
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
    books: Vec<Book>,
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
        let behind = (language != Language::Russian).then_some(Language::Russian);
        Self { language, books: std::iter::once(language).chain(behind).map(Book::new).collect() }
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

    fn find(&self, key: &str) -> Option<(&Book, &'static str)> {
        self.books.iter().find_map(|book| Some((book, book.find(key)?)))
    }

    /// The sentence of a key without arguments. An unknown key is shown as itself, never hidden.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'static, str> {
        match self.find(key).and_then(|(_, sentence)| plain(sentence)) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(self.with(key, &[])),
        }
    }

    /// The sentence of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &Args<'_>) -> String {
        self.find(key).and_then(|(book, sentence)| book.say(sentence, args)).unwrap_or_else(|| key.to_owned())
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

    use super::pack::{AREAS, SERVER_AREAS, sentences};
    use super::*;

    /// The file of an area.
    fn file(language: Language, area: &str) -> String {
        let path = format!("{}/src/strings/{}/{area}.ftl", env!("CARGO_MANIFEST_DIR"), language.tag());
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The files of a language that this program has.
    fn files(language: Language) -> Vec<String> {
        let server = if cfg!(feature = "server") { &SERVER_AREAS[..] } else { &[] };
        AREAS.iter().chain(server).map(|area| file(language, area)).collect()
    }

    /// Keys of a language's files; fails on a file that Fluent cannot read.
    fn keys(language: Language) -> Vec<String> {
        let mut keys = Vec::new();
        for source in files(language) {
            let resource = FluentResource::try_new(source.clone());
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
            for source in files(language) {
                let mut bundle = FluentBundle::new(vec![language.tag().parse().expect("a tag")]);
                bundle.set_use_isolating(false);
                bundle.add_resource_overriding(FluentResource::try_new(source.clone()).expect("a file of Fluent"));
                for (key, _) in sentences(&source) {
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
        for source in Language::ALL.into_iter().flat_map(files) {
            let found = sentences(&source);
            let all = FluentResource::try_new(source.clone()).expect("a file of Fluent");
            let messages = all.entries().filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name),
                Entry::Term(term) => panic!("{} would have to be known to the sentences that name it", term.id.name),
                _ => None,
            });
            let messages: Vec<&str> = messages.collect();
            assert_eq!(found.len(), messages.len());
            assert!(messages.iter().all(|key| found.iter().any(|(found, _)| found == key)));
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

    /// What the build script left for the program is what the files say, and every sentence is found by its key.
    #[test]
    fn the_packed_sentences_are_those_of_the_files() {
        for language in Language::ALL {
            let files = files(language);
            let packed = pack::pack(files.iter().map(String::as_str));
            let built = Packed::of(language);
            assert_eq!((built.texts, built.starts), (packed.texts.as_str(), packed.starts.as_slice()), "{}", language.tag());
            for (key, text) in files.iter().flat_map(|file| sentences(file)) {
                assert_eq!(built.find(key), Some(text), "{}: {key}", language.tag());
            }
            for stranger in ["", "a", "zz", "common", "=", "\n"] {
                assert_eq!(built.find(stranger), None, "{stranger:?}");
            }
        }
    }

    #[test]
    fn every_language_says_what_russian_says() {
        let said = keys(Language::Russian);
        let missing = |language| {
            let own: BTreeSet<String> = keys(language).into_iter().collect();
            said.iter().filter(|key| !own.contains(*key)).collect::<Vec<_>>()
        };
        assert!(missing(Language::English).is_empty(), "en: {:?}", missing(Language::English));
        // A few new sentences may wait for their Romanian words together; until then they are said in Russian.
        let waiting = missing(Language::Romanian);
        assert!(waiting.len() * 20 <= said.len(), "ro: {waiting:?}");
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
