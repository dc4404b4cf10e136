//! Papers: what was made without a server, and the temporary journal of a lesson.

use crate::journal::School;
use crate::program::Home;

/// A teacher of the training school whose server has just stopped; the first entry notices it.
fn without_server() -> Home {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    home.write("password", password);
    home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    home.run("show 5А русский").ended(0);
    home.run("mark 5А русский 3 2 4").ended(0);
    school.stop();
    home.run("mark 5А русский 3 4 5");
    home.run("absent 5А 3 5");
    home
}

#[test]
fn the_statement_says_what_was_made_without_a_server_and_names_no_pupil() {
    let home = without_server();
    home.run("queue").says("Сделано вовремя, сервер недоступен с");
    let queue = home.run("queue --json").json();
    assert_eq!(queue[0]["outage"]["noticed"], "connect", "{queue}");
    let paper = home.run("print statement").ended(0).out;
    for words in [
        "<!doctype html>",
        "Сделано вовремя, сервер был недоступен",
        "он не отвечает",
        "отметки — 1",
        "посещаемость — ",
        "ждут передачи: ",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    for name in ["Агапов", "Баранова"] {
        assert!(!paper.contains(name), "{name}");
    }
    home.run("print statement --from 01.01.2030").ended(1).complains("справка не нужна");
}

#[test]
fn the_temporary_journal_is_blank_or_filled() {
    let home = without_server();
    let blank = home.run("print temporary 5А 3 --blank").ended(0).out;
    assert!(
        blank.contains("Временный журнал") && blank.contains("Агапов") && !blank.contains("<td>5</td><td></td>"),
        "{blank}"
    );
    let filled = home.run("print temporary 5А 3").ended(0).out;
    assert!(filled.contains("<td>н</td>") && filled.contains("<td>5</td>"), "{filled}");
    let path = home.path().join("paper.html");
    let path = path.to_str().expect("a path");
    home.run_args(&["print", "temporary", "5А", "3", "--out", path]).ended(0).says("paper.html");
    home.run_args(&["print", "temporary", "5А", "3", "--out", path]).ended(2).complains("уже есть");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).expect("the paper").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    }
}

#[test]
fn the_register_of_substitutions_has_the_lines_of_the_school_for_the_deputy_and_the_own_ones_for_a_teacher() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let signed_in = |who: &str| {
        let (login, password) = school.account(who);
        let home = Home::new();
        home.write("password", password);
        home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
        home
    };
    let lines = |paper: &str| paper.matches("<tr><td>").count();
    let deputy = signed_in("deputy");
    let paper = deputy.run("print substitutions --from 01.11.2026 --to 20.11.2026").ended(0).out;
    let all = lines(&paper);
    assert!(paper.contains("Кого замещают") && paper.contains(&format!("Строк: {all}.")), "{paper}");
    let first = paper.split("<tr><td>1</td>").nth(1).expect("a line").split("</tr>").next().expect("its end");
    let cells: Vec<&str> = first.trim_matches('\n').split("</td>").map(|cell| cell.trim_start_matches("<td>")).collect();
    assert!(cells[4] != cells[5] && !cells[4].is_empty() && !cells[5].is_empty(), "two teachers: {cells:?}");
    assert!(cells[6].is_empty() && cells[7].is_empty(), "for the pen: {cells:?}");
    let teacher = signed_in("teacher");
    let own = teacher.run("print substitutions --from 01.09.2026 --to 20.11.2026");
    assert!(own.status == 1 || lines(&own.out) < all, "only the own ones: {}", own.out);
    deputy.run("print substitutions --from 07.11.2026 --to 08.11.2026").ended(1).complains("замен нет");
    deputy.run("print substitutions --from 20.11.2026 --to 01.11.2026").ended(2);
    school.stop();
    let gap = deputy.run("print substitutions --from 01.09.2026 --to 20.11.2026 --out paper.html");
    assert!(gap.status != 0 && !deputy.path().join("paper.html").exists(), "no register with a gap");
}
