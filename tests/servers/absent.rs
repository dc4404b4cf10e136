//! What is said where `PostgreSQL` is not on the machine.

use std::io::Write as _;

/// Says aloud that `what` was not tested on it.
///
/// # Panics
/// Where everything has to be tested and nobody said that the package cannot be had here (`ZVONOK_WITHOUT_POSTGRES`).
pub fn say(what: &str) {
    let is_known = std::env::var_os("ZVONOK_WITHOUT_POSTGRES").is_some();
    assert!(is_known || std::env::var_os("ZVONOK_TEST_ALL").is_none(), "PostgreSQL is missing (apt-get install postgresql)");
    // Past the test harness, which would keep it to itself.
    let said = format!("\n!!! PostgreSQL is not installed (apt-get install postgresql): {what} NOT TESTED on it\n");
    std::io::stderr().write_all(said.as_bytes()).expect("standard error");
}
