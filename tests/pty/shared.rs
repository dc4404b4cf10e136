//! A computer that several teachers share: the lock, its PIN, hidden names, and who comes next, as they stand in a terminal.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::terminal::Terminal;
use crate::training::{Server, program};

/// A pupil of the class whose journal is open.
const NAME: &str = "Агапов";

#[test]
fn a_shared_computer_shows_nothing_to_who_comes_next() {
    let home = tempfile::tempdir().expect("a folder");
    let server = Server::start(&[]);
    let url = server.url();
    let run = |login: &str, args: &[&str]| {
        let done = program(home.path()).args(args).args(["--server", &url, "--user", login]).output().expect("it starts");
        assert!(done.status.success(), "{args:?}: {done:?}");
    };
    let ((first, first_word), (second, second_word)) = (server.account("teacher"), server.account("class_teacher"));
    std::fs::write(home.path().join("pin"), "4711").expect("ours");
    std::fs::write(home.path().join("password"), &second_word).expect("ours");
    run(&second, &["login"]);
    run(&second, &["today"]);
    std::fs::write(home.path().join("password"), &first_word).expect("ours");
    for args in [&["login"][..], &["pin"], &["today"], &["show", "5А", "русский"]] {
        run(&first, args);
    }
    for pupil in ["2", "3"] {
        run(&first, &["mark", "5А", "русский", "3", pupil, "4", "--yes", "--no-push"]);
    }
    // From here on there is no link: nothing of this may need one.
    drop(server);
    let open = |login: &str| Terminal::start_in(home.path(), &["--server", &url, "--user", login], (100, 40));

    let mut terminal = open(&first);
    terminal.wait("the sign-in", |screen| screen.contains("своим паролем"));
    assert!(!terminal.shows(NAME), "nothing before the password");
    terminal.press(format!("{first_word}\r").as_bytes());
    // What opened the store is tried at the server behind the work: nobody is asked twice.
    terminal.wait("the day", |screen| {
        screen.contains("Сегодня")
            && screen.contains("5А")
            && screen.contains("нет связи")
            && !screen.contains("Нужно войти")
    });
    terminal.press(b"\r");
    terminal.wait("the grid", |screen| screen.contains("Журнал") && screen.contains(NAME));
    // For the projector, under either layout.
    terminal.press(b"\x19");
    terminal.wait("names hidden", |screen| screen.contains("без имён") && !screen.contains(NAME));
    terminal.press(b"\x19");
    terminal.wait("names again", |screen| screen.contains(NAME));
    // The panic key blanks at once; what is typed reaches nothing.
    terminal.press(b"\x13");
    terminal.wait("the lock", |screen| screen.contains("Заблокировано") && !screen.contains(NAME) && !screen.contains("5А"));
    terminal.press(b"0000\r");
    terminal.wait("a wrong PIN", |screen| screen.contains("PIN не подходит"));
    terminal.press(b"4711\r");
    terminal.wait("the grid again", |screen| screen.contains("Журнал") && screen.contains(NAME));
    terminal.press(b"\x13");
    terminal.wait("the lock", |screen| screen.contains("Заблокировано"));
    let before = terminal.now();
    assert!(!before.contains(NAME) && before.contains("ждут отправки: 2"), "{before}");
    terminal.kill();

    // Started again it asks for the password, and is still locked behind it.
    let mut again = open(&first);
    again.wait("the sign-in", |screen| screen.contains("своим паролем") || screen.contains("Заблокировано"));
    again.press(format!("{first_word}\r").as_bytes());
    again.wait("the lock", |screen| screen.contains("Заблокировано") && !screen.contains(NAME));
    again.kill();

    // The next teacher learns a number and nothing else.
    let mut other = open(&second);
    other.wait("the sign-in of the other", |screen| screen.contains("записи других: 2"));
    assert!(!other.shows(NAME) && !other.shows("русский"));
    other.press(b"ne-tot-parol\r");
    other.wait("a password that is not the own", |screen| screen.contains("не подходит") || screen.contains("не открывает"));
    other.press(b"\x15");
    other.press(format!("{second_word}\r").as_bytes());
    other.wait("the day of the other", |screen| screen.contains("Сегодня"));
    other.press(b"\x1b[17~");
    let patience = Instant::now() + Duration::from_secs(60);
    let is_empty = other.wait_until(patience, |screen| screen.contains("Все записи в журнале"));
    assert!(is_empty, "{}", other.now());
    other.press(b"\x1b[21~");
    other.end_of_work();
    nothing_of_the_screens_stands_in(home.path(), &[NAME, "Баранова", "усский язык", &first_word, &second_word]);
}

/// Screens were drawn, killed and left: no file of the program holds what stood on them, or what was typed.
fn nothing_of_the_screens_stands_in(folder: &Path, texts: &[&str]) {
    let (mut folders, mut looked_at) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !["password", "pin"].iter().any(|ours| path.ends_with(ours)) {
                let contents = std::fs::read(&path).expect("a file");
                let holds = |text: &&str| contents.windows(text.len()).any(|part| part == text.as_bytes());
                assert_eq!(texts.iter().find(|text| holds(text)), None, "{}", path.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 5, "{looked_at} files");
}
