//! Every sentence that a person can read, by key.
//!
//! The texts are Fluent files under `strings/`, one folder a language, one file an area; Russian comes first and is the
//! language that every key must exist in. A finding's sentence stands under its rule's id. The words of the journal itself
//! («н», «Р.р.») are not translated: they come from the profile.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::Write as _;

pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentBundle, FluentMessage, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::domain::Finding;

/// A language of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Russian.
    #[default]
    Russian,
    /// English.
    English,
}

/// The areas, with their texts. A new file is a new line here.
macro_rules! sources {
    ($($area:literal),*) => {
        const RUSSIAN: &[&str] = &[$(include_str!(concat!("strings/ru/", $area, ".ftl"))),*];
        const ENGLISH: &[&str] = &[$(include_str!(concat!("strings/en/", $area, ".ftl"))),*];
    };
}

sources!["common", "screens", "actions", "rules", "cli", "problems", "school"];

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    /// The language of a tag or a POSIX locale («ru», `en_US.UTF-8`); `None` when it is not one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next() {
            Some("ru") => Some(Self::Russian),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }

    /// The tag of the language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Russian => RUSSIAN,
            Self::English => ENGLISH,
        }
    }
}

/// One file of sentences, read when its first sentence is asked for: the first frame needs few of them.
struct Area {
    language: Language,
    source: &'static str,
    bundle: OnceCell<FluentBundle<FluentResource>>,
}

impl Area {
    const fn new(language: Language, source: &'static str) -> Self {
        Self { language, source, bundle: OnceCell::new() }
    }

    /// Whether the key stands in the file, without reading all of it.
    fn has(&self, key: &str) -> bool {
        match self.bundle.get() {
            Some(bundle) => bundle.has_message(key),
            None => self.mentions(key) && self.bundle().has_message(key),
        }
    }

    fn mentions(&self, key: &str) -> bool {
        self.source.match_indices(key).any(|(at, _)| {
            let begins = at == 0 || self.source.as_bytes()[at - 1] == b'\n';
            begins && self.source[at + key.len()..].trim_start_matches(' ').starts_with('=')
        })
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let id: LanguageIdentifier = self.language.tag().parse().expect("our tags are well formed");
            let mut bundle = FluentBundle::new(vec![id]);
            // Terminals without bidi support would show the isolation marks.
            bundle.set_use_isolating(false);
            let resource = FluentResource::try_new(self.source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
            bundle
        })
    }
}

/// The sentences of one language, with Russian behind it.
pub struct Strings {
    language: Language,
    areas: Vec<Area>,
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
        Self { language, areas: own.chain(behind).collect() }
    }

    /// Which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the key exists.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.areas.iter().any(|area| area.has(key))
    }

    fn find(&self, key: &str) -> Option<(&FluentBundle<FluentResource>, FluentMessage<'_>)> {
        let bundle = self.areas.iter().find(|area| area.has(key))?.bundle();
        Some((bundle, bundle.get_message(key)?))
    }

    /// The sentence of a key without arguments. An unknown key is shown as itself, never hidden.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        let found = self.find(key);
        let Some((bundle, pattern)) = found.and_then(|(bundle, message)| Some((bundle, message.value()?))) else {
            return Cow::Owned(key.to_owned());
        };
        bundle.format_pattern(pattern, None, &mut Vec::new())
    }

    /// The sentence of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &Args<'_>) -> String {
        let found = self.find(key);
        let Some((bundle, pattern)) = found.and_then(|(bundle, message)| Some((bundle, message.value()?))) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The sentence of a finding, without its clause.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            finding.args.iter().map(|(name, value)| (name.as_ref(), FluentValue::try_number(value))).collect();
        let key = finding.rule.key();
        if self.has(&key) {
            return self.with(&key, &args);
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
        for key in keys(Language::English) {
            assert!(russian.contains(&key), "{key}");
        }
    }

    #[test]
    fn an_unknown_key_is_shown_as_itself() {
        assert_eq!(Strings::new(Language::English).get("no-such-key"), "no-such-key");
    }
}
