//! The fuzz targets driven by chance where no fuzzer can be had: inputs of the corpus, cut, joined, repeated and spoiled.
//!
//! The same inputs every time; `ZVONOK_FUZZ_ROUNDS=1000000 cargo test --release --test regulation_random` looks further. It
//! sees no coverage, as a fuzzer does: what it finds is worth an input under `fuzz/corpus/`.

#[path = "fixtures/spoil.rs"]
mod spoil;
#[path = "../fuzz/targets.rs"]
mod targets;

/// How many inputs each target gets without being asked for more.
const ROUNDS: u64 = 3_000;
#[test]
fn no_text_of_a_cell_stops_the_engine() {
    spoil::drive("cell", ROUNDS, 1, targets::cell);
}

#[test]
fn no_profile_stops_its_reader() {
    spoil::drive("profile", ROUNDS, 2, targets::profile);
}

#[test]
fn no_case_stops_the_engine() {
    spoil::drive("case", ROUNDS, 3, targets::case);
}

#[test]
fn no_settings_of_keys_stop_the_program() {
    spoil::drive("keys", ROUNDS, 4, targets::keys);
}
