//! The administration of a server at the command line.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::json;

use crate::program::Home;

/// The files of the invented school.
pub const SCHOOL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/school");

/// A new one-time password of an account, as the office hands it out.
pub fn one_time_password(office: &Home, data: &str, login: &str) -> String {
    let told = office.run_args(&["school", "user", "password", login, "--data", data]).ended(0);
    let password = told.out.split_whitespace().find(|word| word.matches('-').count() == 2).expect("a password");
    password.trim_end_matches('.').to_owned()
}

#[test]
fn a_school_is_imported_again_and_again_and_its_people_sign_in() {
    let home = Home::new();
    let data = home.path().join("server");
    let data = data.to_str().expect("UTF-8");
    home.run_args(&["school", "import", SCHOOL, "--data", data, "--dry-run"]).ended(0).says("Ничего не внесено");
    home.run_args(&["school", "user", "list", "--data", data]).ended(2).complains("Такой школы");
    home.run_args(&["school", "import", SCHOOL, "--data", data]).ended(0).says("внесено");
    home.run_args(&["school", "import", SCHOOL, "--data", data]).ended(0).says("уже всё так");

    let users = home.run_args(&["school", "user", "list", "--data", data, "--json"]).ended(0).json();
    let orlova = users.as_array().and_then(|users| users.iter().find(|user| user["login"] == "orlova")).expect("a teacher");
    assert_eq!((&orlova["role"], &orlova["has_password"]), (&json!("teacher"), &json!(false)));
    home.run_args(&["school", "user", "password", "nobody", "--data", data]).ended(1).complains("nobody");
    let password = one_time_password(&home, data, "orlova");
    let new = ["school", "user", "add", "zueva", "--name", "Зуева Анна Павловна", "--role", "class-teacher", "--data", data];
    home.run_args(&new).ended(0).says("одноразовый пароль");
    home.run_args(&new).ended(1).complains("занято");
    home.run_args(&["school", "user", "disable", "zueva", "--data", data]).ended(0).says("вход закрыт");

    home.run_args(&["school", "lesson", "2026-11-20", "5a", "9", "--cancel", "--data", data])
        .ended(2)
        .complains("урока № 9");
    home.run_args(&["school", "lesson", "2026-11-27", "5А", "3", "--cancel", "--data", data]).ended(0).says("отменён");

    // The server on these data: a one-time password opens nothing until it is changed.
    let mut server = home
        .command()
        .args(["serve", "--data", data, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address").trim_end_matches('.');
    let teacher = Home::new();
    teacher.write("password", &password);
    let said = teacher.run_args(&["login", "--server", url, "--user", "orlova"]);
    let pid = rustix::process::Pid::from_child(&server);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it runs");
    assert_eq!(server.wait().expect("it ends").code(), Some(0));
    said.ended(4).complains("сменить пароль");
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_imported() {
    let home = Home::new();
    let data = home.path().join("server");
    let data = data.to_str().expect("UTF-8");
    let school = home.path().join("school");
    std::fs::create_dir_all(&school).expect("a folder");
    for entry in std::fs::read_dir(SCHOOL).expect("the example").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            std::fs::copy(entry.path(), school.join(entry.file_name())).expect("copied");
        }
    }
    let classes = std::fs::read_to_string(school.join("classes.csv")).expect("read");
    std::fs::write(school.join("classes.csv"), classes.replacen("5А", "", 1)).expect("written");
    let said = home.run_args(&["school", "import", school.to_str().expect("UTF-8"), "--data", data]).ended(1);
    assert!(said.err.contains("classes.csv:") && said.err.contains("ничего не внесено"));
    let first = said.err.lines().next().unwrap_or_default();
    assert!(!first.contains("school-"), "every problem has its sentence: {first}");
    home.run_args(&["serve", "--data", data, "--listen", "0.0.0.0:0"]).ended(2).complains("прокси");
}
