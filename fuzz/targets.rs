//! What is fuzzed: the grammar of a cell, the profile parser, the case parser with the whole engine behind it, and the
//! notation of keys in the settings. Shared by the
//! fuzz targets and by the test that replays the corpus.

use std::sync::LazyLock;

use zvonok::regulation::case::{CellEntry, TermEntry};
use zvonok::regulation::{Case, EntryKind, Judgement, Profile, check, check_in_full};

static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| Profile::names().map(|name| Profile::built_in(name).expect("a built-in name")).collect());

/// A text in a cell and as the mark of a period. What is stored is accepted again as it is.
pub fn cell(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    for profile in PROFILES.iter() {
        let mut case = Case::default();
        case.entry.kind = EntryKind::Cell(CellEntry { text: Some(text.to_owned()), ..CellEntry::default() });
        let answer = check(profile, &case);
        if let Some(stored) = answer.stored {
            case.entry.kind = EntryKind::Cell(CellEntry { text: Some(stored.clone()), ..CellEntry::default() });
            let again = check(profile, &case);
            assert_ne!(again.verdict, Judgement::Refused, "{stored:?} was stored");
            assert_eq!(again.stored, Some(stored));
        }
        case.entry.kind = EntryKind::Term(Box::new(TermEntry { text: Some(text.to_owned()), ..TermEntry::default() }));
        let _ = check_in_full(profile, &case);
    }
}

/// A profile file. One that is read says the same when it is read again from its own text.
pub fn profile(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match Profile::parse(text) {
        Ok(profile) => {
            let again = Profile::parse(profile.text()).expect("a profile's own text is a profile");
            assert_eq!(again.text(), profile.text());
        }
        Err(error) => assert!(error.line <= 1 + text.bytes().filter(|byte| *byte == b'\n').count(), "{error}"),
    }
}

/// A line of cases, judged under every profile.
pub fn case(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(case) = Case::from_json(text) else { return };
    for profile in PROFILES.iter() {
        let answer = check_in_full(profile, &case);
        let quick = check(profile, &case);
        assert_eq!((quick.verdict, quick.findings), (answer.verdict, answer.findings.clone()));
        let _ = answer.to_json(case.case.as_deref(), &|finding| finding.rule.to_string());
    }
}

/// Settings of keys. Whatever they want, the way out stays, and a key that is read is read again as it is written.
pub fn keys(input: &[u8]) {
    use zvonok::action::Action;
    use zvonok::keys::{Context, Key};
    let Ok(text) = std::str::from_utf8(input) else { return };
    for word in text.split_whitespace() {
        if let Ok(key) = word.trim_matches('"').parse::<Key>() {
            assert_eq!(key.to_string().parse(), Ok(key), "{word:?}");
        }
    }
    let map = zvonok::config::file::parse(input, std::path::Path::new("config.toml")).settings.key_map();
    for (key, action) in [("F10", Action::Quit), ("F2", Action::Actions), ("F1", Action::Help)] {
        assert_eq!(map.action(Context::Grid, key.parse().expect("a key")), Some(action), "{text}");
    }
    assert!(map.symbol(Context::Grid, Key::char('5')).is_some(), "{text}");
}
