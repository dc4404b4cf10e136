//! `config.example.toml` loads as it is shipped and with every line un-commented, and names every field there is.

use std::path::Path;

use zvonok::config::{Settings, file, schema};

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// Whether a line is a setting that is commented out: "#" with a word right behind it.
fn is_setting(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest.contains(" = "))
}

#[test]
fn the_example_changes_nothing_as_shipped() {
    let loaded = file::parse(EXAMPLE.as_bytes(), Path::new("config.example.toml"));
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.settings, Settings::default());
}

#[test]
fn the_example_loads_with_every_setting_switched_on() {
    let text: String = EXAMPLE
        .lines()
        .map(|line| if is_setting(line) { line.trim_start_matches('#') } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    let loaded = file::parse(text.as_bytes(), Path::new("config.example.toml"));
    assert_eq!(loaded.problems, []);
    let wished = loaded.settings.wishes.len();
    assert_eq!(wished, 4, "examples of keys");
    assert_eq!(EXAMPLE.lines().filter(|line| is_setting(line)).count(), schema::FIELDS.len() + wished, "every field once");
    assert!(loaded.settings.server.is_some() && loaded.settings.user.is_some() && loaded.settings.ca_file.is_some());
    assert_eq!(loaded.settings.hold_seconds, Some(30));
}
