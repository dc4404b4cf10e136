//! The table of faults (`docs/reliability.md`) beside the tests and the sentences that it names.

use std::fs;
use std::path::Path;

/// The Russian sentence of a key, with `…` for what is put in.
fn sentence(top: &Path, key: &str) -> Option<String> {
    let files = fs::read_dir(top.join("src/strings/ru")).expect("the sentences");
    let mut texts = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("text"));
    let start = format!("{key} = ");
    let found = texts.find_map(|text| text.lines().find_map(|line| line.strip_prefix(&start).map(str::to_owned)))?;
    let mut shown = String::new();
    let mut rest = found.as_str();
    while let Some((before, after)) = rest.split_once("{ $") {
        shown.push_str(before);
        shown.push('…');
        rest = after.split_once(" }").map_or("", |(_, after)| after);
    }
    Some(shown + rest)
}

#[test]
fn every_fault_names_a_test_that_is_there_and_the_sentence_that_is_said() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(top.join("docs/reliability.md")).expect("the document");
    let (mut faults, mut sentences, mut wrong) = (0, 0, Vec::new());
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| | ") && !line.starts_with("| ---"))
    {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, _, tests, said] = cells[..] else { continue };
        faults += 1;
        let mut named = 0;
        for test in tests.split('`').filter(|part| part.contains("::")) {
            let (file, name) = test.split_once("::").expect("it contains it");
            let source = fs::read_to_string(top.join(file)).unwrap_or_default();
            if !source.contains(&format!("fn {name}(")) {
                wrong.push(format!("{id}: no test {test}"));
            }
            named += 1;
        }
        if named == 0 {
            wrong.push(format!("{id}: nothing injects it"));
        }
        if let Some((key, shown)) = said.strip_prefix('`').and_then(|said| said.split_once("`: ")) {
            sentences += 1;
            match sentence(top, key) {
                Some(sentence) if sentence == shown => {}
                other => wrong.push(format!("{id}: `{key}` says {other:?}")),
            }
        } else if said.is_empty() {
            wrong.push(format!("{id}: nothing is said of it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(faults >= 55 && sentences >= 35, "{faults} faults, {sentences} sentences");
}

/// SECURITY.md names tests as proofs: they are there.
#[test]
fn every_file_that_security_names_is_there() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(top.join("SECURITY.md")).expect("the document");
    let is_source = |part: &&str| Path::new(part).extension().is_some_and(|end| end == "rs");
    let files = text.split('`').filter(is_source).filter(|part| part.contains('/') && !part.contains(' '));
    let missing: Vec<&str> =
        files.filter(|file| !["", "src", "tests"].iter().any(|from| top.join(from).join(file).exists())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
