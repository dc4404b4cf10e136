//! Every sentence that a person can read, by key.
//!
//! The texts are Fluent files under `strings/`, one folder a language, one file an area; Russian comes first and is the
//! language that every key must exist in. A finding's sentence stands under its rule's id. The words of the journal itself
//! («н», «Р.р.») are not translated: they come from the profile.

use std::borrow::Cow;
use std::fmt::Write as _;

pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
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

sources!["common", "screens", "actions", "rules", "cli", "problems"];

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

/// The sentences of one language, with Russian behind it.
pub struct Strings {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Strings").field("language", &self.language).finish_non_exhaustive()
    }
}

/// Arguments of a sentence, by the names of its placeholders.
pub type Args<'a> = [(&'a str, FluentValue<'a>)];

impl Strings {
    /// Reads the sentences of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let id: LanguageIdentifier = language.tag().parse().expect("our tags are well formed");
        let mut bundle = FluentBundle::new(vec![id]);
        // Terminals without bidi support would show the isolation marks.
        bundle.set_use_isolating(false);
        let fallback: &[&str] = if language == Language::Russian { &[] } else { RUSSIAN };
        for source in fallback.iter().chain(language.sources()) {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether the key exists.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The sentence of a key without arguments. An unknown key is shown as itself, never hidden.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return Cow::Owned(key.to_owned());
        };
        self.bundle.format_pattern(pattern, None, &mut Vec::new())
    }

    /// The sentence of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &Args<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The sentence of a finding, without its clause.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            finding.args.iter().map(|(name, value)| (name.as_ref(), FluentValue::try_number(value))).collect();
        let key = finding.rule.as_str();
        if self.has(key) {
            return self.with(key, &args);
        }
        let mut text = key.to_owned();
        for (name, value) in &finding.args {
            let _ = write!(text, " {name}={value}");
        }
        text
    }
}
