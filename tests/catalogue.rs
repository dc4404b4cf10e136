//! The catalogue of rules: complete, true to the texts' own counts, and never claiming more than the program does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use zvonok::domain::Severity;
use zvonok::regulation::Profile;
use zvonok::regulation::catalogue::{self, Area, By, Mode, Rule, Text};

/// Rules of each area by text, in the order of [`Text::ALL`]: how many the five texts hold.
const AREAS: [(Area, [usize; 5]); 18] = [
    (Area::Deadlines, [9, 9, 1, 3, 3]),
    (Area::Attendance, [8, 5, 0, 0, 0]),
    (Area::Topics, [12, 11, 0, 1, 1]),
    (Area::Homework, [3, 2, 0, 0, 0]),
    (Area::Marks, [15, 9, 0, 0, 1]),
    (Area::Written, [5, 4, 0, 0, 0]),
    (Area::Terms, [9, 13, 0, 0, 0]),
    (Area::Substitution, [1, 2, 0, 0, 0]),
    (Area::Temporary, [3, 1, 0, 0, 3]),
    (Area::Audit, [3, 3, 1, 3, 10]),
    (Area::Access, [9, 5, 0, 2, 9]),
    (Area::Control, [16, 10, 2, 10, 1]),
    (Area::Reports, [8, 11, 2, 1, 3]),
    (Area::Archive, [0, 3, 6, 0, 5]),
    (Area::PersonalData, [6, 3, 0, 20, 8]),
    (Area::Security, [7, 5, 0, 4, 13]),
    (Area::Organisation, [5, 4, 3, 3, 2]),
    (Area::Service, [0, 0, 0, 3, 1]),
];
const SEVERITIES: [(Severity, [usize; 5]); 3] =
    [(Severity::Error, [49, 44, 4, 13, 26]), (Severity::Warning, [32, 23, 4, 9, 12]), (Severity::Info, [38, 33, 7, 28, 22])];
const MODES: [(Mode, [usize; 5]); 3] =
    [(Mode::Local, [69, 59, 5, 23, 34]), (Mode::Server, [47, 37, 5, 19, 22]), (Mode::Procedure, [3, 4, 5, 8, 4])];

/// Rules that are left to a party outside the program, with the party. All others have a home in it.
const OUTSIDE: [(&str, &str); 4] = [
    ("MSK-1.4.2-08", "the city's archive; the hook is a third place for the archive"),
    ("SHM-17.1-01", "an official with an electronic signature; the hook is the file of the signature beside the document"),
    ("MDA-27-02", "a qualified signer; the hook is the batch that waits for its signature"),
    ("MDA-54.3-01", "whoever signs the release; the hook is the checksum of the program's file"),
];

#[test]
fn there_are_344_rules_and_as_many_of_each_kind_as_the_texts_hold() {
    assert_eq!(catalogue::all().len(), 344);
    for (text, expected) in Text::ALL.into_iter().zip([119, 100, 15, 50, 60]) {
        assert_eq!(count(text, |_| true), expected, "{text:?}");
    }
    for (area, expected) in AREAS {
        assert_eq!(Text::ALL.map(|text| count(text, |rule| rule.area == area)), expected, "{area:?}");
    }
    for (severity, expected) in SEVERITIES {
        assert_eq!(Text::ALL.map(|text| count(text, |rule| rule.severity == severity)), expected, "{severity:?}");
    }
    for (mode, expected) in MODES {
        assert_eq!(Text::ALL.map(|text| count(text, |rule| rule.mode == mode)), expected, "{mode:?}");
    }
}

#[test]
fn every_rule_is_whole() {
    let mut seen = BTreeSet::new();
    for rule in catalogue::all() {
        let text = rule.text.expect("a rule of the catalogue has its text");
        assert!(seen.insert(rule.id.as_str()), "{} stands twice", rule.id);
        assert!(rule.id.as_str().starts_with(&format!("{}-", text.code())), "{}", rule.id);
        assert!(!rule.clause.is_empty(), "{} has no clause", rule.id);
        assert!(!rule.quote.is_empty() && !rule.quote.contains('\n'), "{} has no quote", rule.id);
        assert!(!rule.profiles().is_empty(), "{} belongs to no profile", rule.id);
    }
    for rule in catalogue::own() {
        assert!(seen.insert(rule.id.as_str()), "{} stands twice", rule.id);
        assert!(rule.id.as_str().starts_with("ZV-") && rule.text.is_none() && rule.profiles().is_empty(), "{}", rule.id);
        assert!(rule.clause.is_empty() && rule.quote.is_empty(), "{} cites a text", rule.id);
    }
    for rule in catalogue::all().iter().chain(catalogue::own()) {
        for sentence in [&rule.rule, &rule.how] {
            assert!(sentence.ends_with('.') && sentence.chars().count() > 10, "{}: {sentence}", rule.id);
        }
        assert_eq!(catalogue::find(rule.id.as_str()).map(|found| &found.id), Some(&rule.id));
    }
    assert!(catalogue::find("STD-0-00").is_none());
}

/// `tests/regulation/catalogue.tsv` is a copy of the catalogue that was made from the texts, clause by clause.
#[test]
fn every_rule_is_quoted_and_weighed_as_the_catalogue_does() {
    let copy = include_str!("regulation/catalogue.tsv");
    let listed = catalogue::all().iter().map(|rule| {
        let row = serde_json::to_value(rule).expect("a rule is plain");
        let fields = ["id", "clause", "severity", "area", "mode", "quote"];
        fields.map(|field| row[field].as_str().unwrap_or_default().to_owned()).join("\t")
    });
    let listed: BTreeSet<String> = listed.collect();
    let copied: BTreeSet<String> = copy.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(copied.len(), 344);
    assert_eq!(listed.symmetric_difference(&copied).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn only_what_another_party_must_do_is_outside_the_program() {
    let outside: Vec<&Rule> = catalogue::all().iter().filter(|rule| rule.by == By::Outside).collect();
    let ids: Vec<&str> = outside.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, OUTSIDE.map(|(id, _)| id));
    assert!(outside.iter().all(|rule| !rule.done()), "what is outside the program is not done by it");
}

#[test]
fn every_check_and_every_deadline_is_decided() {
    let open = |rule: &&Rule| matches!(rule.by, By::Engine | By::Deadline) && !rule.done();
    assert_eq!(catalogue::all().iter().filter(open).map(|rule| rule.id.as_str()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn what_a_person_does_is_reminded_of_counted_or_put_on_paper() {
    for rule in catalogue::all().iter().filter(|rule| rule.mode == Mode::Procedure && rule.by != By::Outside) {
        assert!(matches!(rule.by, By::Reminder | By::Counter | By::Document), "{} is {:?}", rule.id, rule.by);
    }
}

#[test]
fn the_profile_line_that_sets_a_rule_is_found_by_its_clause() {
    let table: [(&str, &[&str]); 6] = [
        ("STD-6.3-27", &["current_mark = \"20:00\""]),
        ("STD-6.3-28", &["backdated = \"written_only\""]),
        ("STD-10.2-01", &["transfer_working_days = 2"]),
        ("VOR-2.14.1-01", &["repetition_named = true"]),
        ("STD-9-01", &[]),
        ("ZV-ACCESS", &[]),
    ];
    for (id, expected) in table {
        let lines = catalogue::profile_lines(catalogue::find(id).expect("a known rule"));
        for setting in expected {
            assert!(lines.iter().any(|(_, line)| line.starts_with(setting)), "{id}: {setting} is not in {lines:?}");
        }
        assert_eq!(lines.is_empty(), expected.is_empty(), "{id}: {lines:?}");
        assert!(lines.iter().all(|(number, _)| *number > 0), "{id}");
    }
}

#[test]
fn a_profile_shows_the_rules_of_its_own_text_and_no_other() {
    let ids = |name: &str| -> Vec<&'static str> {
        let profile = Profile::built_in(name).expect("a built-in profile");
        catalogue::of_profile(&profile).map(|rule| rule.id.as_str()).collect()
    };
    for name in Profile::names() {
        let listed: BTreeSet<&str> = ids(name).into_iter().collect();
        for rule in catalogue::all() {
            let shown = listed.contains(rule.id.as_str());
            assert_eq!(shown, rule.profiles().iter().any(|own| own == name), "{} under {name}", rule.id);
        }
    }
    assert_eq!(ids("standard"), ids("altai-stdr"));
    assert_eq!(ids("crimea-vorobyovo").len(), 100);
}

#[test]
fn a_school_that_extends_a_profile_keeps_its_rules() {
    let school = Profile::parse("name = \"school-7\"\nextends = \"crimea-vorobyovo\"\n").expect("a whole profile");
    assert!(catalogue::of_profile(&school).all(|rule| rule.text == Some(Text::Vor)));
    assert_eq!(catalogue::of_profile(&school).count(), 100);
}

#[test]
fn a_rule_in_json_has_the_stable_fields() {
    let rule = catalogue::find("STD-6.3-19").expect("the rule of the scale");
    let json = serde_json::to_value(rule).expect("a rule is plain");
    let fields: Vec<&String> = json.as_object().expect("an object").keys().collect();
    let stable = [
        "area", "by", "clause", "document", "done", "how", "id", "mode", "profile", "profiles", "quote", "rule", "severity",
        "text",
    ];
    assert_eq!(fields.into_iter().collect::<BTreeSet<_>>(), stable.map(str::to_owned).iter().collect());
    for (field, value) in [
        ("id", "STD-6.3-19"),
        ("clause", "6.3 ¶10"),
        ("profile", "altai-stdr"),
        ("severity", "error"),
        ("mode", "L"),
        ("area", "MRK"),
        ("by", "engine"),
        ("text", "STD"),
        ("quote", "разрешается записать только один из следующих символов «2», «3», «4», «5»"),
    ] {
        assert_eq!(json[field], value, "{field}");
    }
    assert_eq!(json["profiles"], serde_json::json!(["standard", "altai-stdr"]));
    let own = serde_json::to_value(catalogue::find("ZV-ACCESS").expect("an own rule")).expect("a rule is plain");
    assert!(own["profile"].is_null() && own["document"].is_null(), "{own}");
}

/// Sentences stand under a rule's id, and every rule that the code names must be explainable.
#[test]
fn every_rule_that_the_program_names_is_in_the_catalogue() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut named = BTreeSet::new();
    for file in files(&root, &["rs", "ftl"]) {
        let source = fs::read_to_string(&file).expect("a source file is text");
        let keys = file.extension().is_some_and(|extension| extension == "ftl");
        if keys {
            let lines = source.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.replace('_', "."));
            named.extend(lines.filter(|key| looks_like_an_id(key)));
        } else {
            named.extend(source.split('"').filter(|word| looks_like_an_id(word)).map(str::to_owned));
        }
    }
    assert!(named.len() > 60, "too few rules found in the source: the search is broken");
    let unknown: Vec<&String> = named.iter().filter(|id| catalogue::find(id).is_none()).collect();
    assert!(unknown.is_empty(), "named in the source and not in the catalogue: {unknown:?}");
}

/// `ZVONOK_UPDATE_DOCS=1 cargo test --test catalogue` writes the page anew.
#[test]
fn the_page_of_rules_is_what_the_program_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/regulation.md");
    let page = catalogue::markdown();
    if std::env::var_os("ZVONOK_UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("docs can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/regulation.md is stale: run ZVONOK_UPDATE_DOCS=1 cargo test --test catalogue");
}

fn count(text: Text, is: impl Fn(&Rule) -> bool) -> usize {
    catalogue::all().iter().filter(|rule| rule.text == Some(text) && is(rule)).count()
}

/// «STD-6.3-19», «ZV-ACCESS»: a known text's code, then digits or capitals.
fn looks_like_an_id(word: &str) -> bool {
    let Some((code, rest)) = word.split_once('-') else { return false };
    let capitals = |c: char| c.is_ascii_uppercase() || c == '-';
    match code {
        "ZV" => !rest.is_empty() && rest.chars().all(capitals),
        _ => {
            Text::ALL.iter().any(|text| text.code() == code)
                && rest.chars().all(|c| c.is_ascii_digit() || "A.-".contains(c))
                && rest.contains('-')
        }
    }
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            found.push(path);
        }
    }
    found
}
