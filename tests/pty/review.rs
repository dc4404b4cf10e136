//! «Проверка» beside the command that says the same, and the way from a remark to the very cell and back.

use std::path::Path;

use serde_json::Value;

use crate::terminal::Terminal;
use crate::training::{Server, program};

/// What the command says of the running quarter, and the remarks in its order as the screen writes them.
fn said(home: &Path) -> (Value, Vec<String>) {
    let found = program(home).args(["check", "--from", "02.11.2026", "--json"]).output().expect("the program starts");
    let found: Value = serde_json::from_slice(&found.stdout).expect("JSON");
    let lessons = found["lessons"].as_array().expect("lessons");
    let remarks = lessons.iter().flat_map(|lesson| lesson["findings"].as_array().expect("findings"));
    let words = remarks.map(|remark| {
        let message = remark["message"].as_str().expect("a message");
        match remark["pupil"]["name"].as_str() {
            Some(name) => format!("{} {name}: {message}", remark["pupil"]["number"]),
            None => message.to_owned(),
        }
    });
    let words = words.collect();
    (found, words)
}

/// The screen's lines that begin with the first letters of a remark, in order.
fn shown(screen: &str, remarks: &[String]) -> usize {
    let mut wanted = remarks.iter();
    let mut next = wanted.next();
    let mut found = 0;
    for line in screen.lines() {
        if next.is_some_and(|remark| line.contains(remark.as_str())) {
            found += 1;
            next = wanted.next();
        }
    }
    found
}

#[test]
fn the_screen_lists_what_the_command_lists_and_leads_to_the_very_cell() {
    let home = tempfile::tempdir().expect("a folder");
    let server = Server::start(&["--at", "2026-11-20T15:00:00+07:00"]);
    let (login, password) = server.account("teacher");
    std::fs::write(home.path().join("password"), &password).expect("the folder is ours");
    let login = ["login", "--server", &server.url(), "--user", &login].map(str::to_owned);
    assert!(program(home.path()).args(&login).status().expect("the program starts").success());
    let (found, remarks) = said(home.path());
    assert!(remarks.len() > 5, "{found:#}");
    assert!(remarks.len() < 900, "the terminal of this test shows them all: {}", remarks.len());

    let mut terminal = Terminal::start_in(home.path(), &[], (200, 1000));
    terminal.wait("the first screen", |screen| screen.contains("Сегодня") || screen.contains("Вход"));
    if terminal.shows("Вход") {
        terminal.press(format!("{password}\r").as_bytes());
        terminal.wait("the first screen", |screen| screen.contains("Сегодня"));
    }
    terminal.press(b"\x1b[24~");
    terminal.wait("the same list", |screen| screen.contains("Проверка") && shown(screen, &remarks) == remarks.len());

    let all =
        found["lessons"].as_array().expect("lessons").iter().flat_map(|of| of["findings"].as_array().expect("findings"));
    let all: Vec<&Value> = all.collect();
    let at = all.iter().position(|remark| remark["fact"] == "marks" && remark["pupil"]["name"].is_string());
    let at = at.expect("a remark on the mark of a pupil");
    terminal.press(b"\x1b[H");
    terminal.press("\x1b[B".repeat(at).as_bytes());
    let pupil = format!("{} {}", all[at]["pupil"]["number"], all[at]["pupil"]["name"].as_str().expect("a name"));
    terminal.press(b"\r");
    // Below the grid stands whom the cursor is on.
    terminal.wait("the cell", |screen| {
        let mut last = screen.lines().rev().take(6);
        screen.starts_with(" Журнал") && last.any(|line| line.trim_start().starts_with(&pupil))
    });
    terminal.press(b"\x1b");
    terminal.wait("the list again", |screen| screen.starts_with(" Проверка"));
    terminal.press(b"\x1b[21~");
    let status = terminal.ended();
    assert_eq!(status, 0);
}
