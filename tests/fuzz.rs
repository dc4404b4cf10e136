//! What fuzzing keeps of everything that comes from outside, replayed: each input whole and cut at many places, and spoiled by
//! chance (`ZVONOK_FUZZ_SECONDS=600 cargo test --test fuzz spoiled` looks further).
//!
//! The targets stand in `fuzz/`; how they are run is told in `docs/reliability.md`. Those of the regulation and of
//! the keys are replayed by `tests/regulation.rs`.

use std::path::Path;

#[path = "../fuzz/borders.rs"]
mod borders;
#[path = "../fuzz/screens.rs"]
mod screens;
#[path = "fixtures/spoil.rs"]
mod spoil;

/// The inputs that are kept for a target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("no corpus of {target}"));
    let mut inputs: Vec<_> = files
        .map(|file| file.expect("a file"))
        .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).expect("an input")))
        .collect();
    inputs.sort();
    inputs
}

/// Each input whole, and so many of its beginnings.
fn replay(name: &str, target: fn(&[u8]), beginnings: usize) {
    let inputs = corpus(name);
    assert!(inputs.len() >= 20, "{name}");
    for (input, bytes) in inputs {
        let step = 1 + bytes.len() / beginnings;
        let held = std::panic::catch_unwind(|| {
            target(&bytes);
            (0..bytes.len()).step_by(step).for_each(|end| target(&bytes[..end]));
        });
        assert!(held.is_ok(), "{name}/{input}");
    }
}

#[test]
fn what_comes_from_files_and_people_is_answered() {
    replay("config", borders::config, 15);
    replay("text", borders::text, 15);
    replay("terminal", borders::terminal, 15);
}

#[test]
fn what_a_server_says_is_answered() {
    replay("header", borders::header, 3);
    replay("problem", borders::problem, 3);
    replay("answer", borders::answer, 3);
}

#[test]
fn whatever_happens_can_be_shown() {
    replay("screens", screens::screens, 2);
}

#[cfg(feature = "server")]
#[test]
fn files_of_a_school_are_read_or_refused_with_a_word() {
    replay("import", borders::import, 7);
}

/// The corpus begins with answers that are ones, or nothing behind them is ever reached.
#[test]
fn the_answers_of_the_corpus_are_understood() {
    let read =
        |name: &str| borders::is_answered(&corpus("answer").into_iter().find(|(found, _)| found == name).expect(name).1);
    for name in ["session", "me", "school", "day", "journals", "page", "status", "corrections", "history", "changes"] {
        assert!(read(name), "{name}");
    }
    for name in ["accepted", "duplicate", "requested", "conflict", "refused"] {
        assert!(read(&format!("push-{name}")), "{name}");
    }
    for name in ["html", "half", "retry"] {
        assert!(!read(name), "{name}");
    }
}

#[test]
fn spoiled_files_and_typing_are_answered() {
    spoil::drive("config", 600, 11, borders::config);
    spoil::drive("text", 1500, 12, borders::text);
    spoil::drive("terminal", 3000, 13, borders::terminal);
}

#[test]
fn spoiled_answers_are_answered() {
    spoil::drive("header", 40, 14, borders::header);
    spoil::drive("problem", 60, 15, borders::problem);
    spoil::drive("answer", 150, 16, borders::answer);
}

#[test]
fn spoiled_sessions_can_be_shown() {
    spoil::drive("screens", 60, 17, screens::screens);
}

#[cfg(feature = "server")]
#[test]
fn spoiled_files_of_a_school_are_read_or_refused() {
    spoil::drive("import", 300, 18, borders::import);
}
