//! A teacher's day at the command line, against the real server of the training school.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::program::{Home, said, walk};
use zvonok::secret::{Owner, Place, Vault};

/// A training school's server as a process of its own.
pub struct School {
    child: Child,
    pub url: String,
    pub accounts: Vec<Value>,
}

impl School {
    /// Starts it; `arguments` go to `demo --serve-only`.
    pub fn start(home: &Home, arguments: &[&str]) -> Self {
        let mut command = home.command();
        command.args(["demo", "--serve-only"]).args(arguments).stdout(Stdio::piped()).stdin(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        let url = said["url"].as_str().expect("an address").to_owned();
        Self { child, url, accounts: said["accounts"].as_array().cloned().expect("accounts") }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn account(&self, role: &str) -> (&str, &str) {
        let found = self.accounts.iter().find(|account| account["role"] == role).expect("an account of the role");
        (found["login"].as_str().expect("a login"), found["password"].as_str().expect("a password"))
    }

    /// Ends it as a supervisor would, and checks that it ends well.
    pub fn stop(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it runs");
        let status = self.child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "SIGTERM is the usual end");
    }
}

impl Drop for School {
    fn drop(&mut self) {
        // A failed test must not leave a server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs in as a role.
pub fn signed_in(school: &School, role: &str) -> Home {
    let home = Home::new();
    let (login, password) = school.account(role);
    home.write("password", password);
    home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0).says("Вы вошли");
    home
}

fn kept(folder: &Path) -> [&str; 2] {
    ["--keep", folder.to_str().expect("UTF-8")]
}

/// A key file whose pass-phrase nobody is there to type: nothing opens the store, and nothing weaker than the file is chosen
/// behind its back. A script that names the pass-phrase works on.
#[test]
fn a_script_works_beside_a_key_file() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    home.write("password", password);
    home.write("phrase", "скрип двери");
    let owner = Owner { folder: home.path().to_owned(), server: school.url.clone(), login: login.to_owned() };
    Vault::open(owner).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
    let phrase = home.path().join("phrase");
    let with_phrase = |line: &str| {
        let words = line.split_whitespace();
        said(&home.command().args(words).env("ZVONOK_PASSPHRASE_FILE", &phrase).output().expect("the program starts"))
    };
    with_phrase(&format!("login --server {} --user {login}", school.url)).ended(0).says("Вы вошли");
    with_phrase("whoami").ended(0).says("Орлова").says("в файле под фразой").says("запечатаны");
    with_phrase("mark 5А русский 3 2 4 --no-push").ended(0);
    home.run("whoami").ended(4).complains("ZVONOK_PASSPHRASE_FILE");
    home.run("doctor").ended(1).says("Ждут отправки: 1");
    home.write("phrase", "скрип");
    with_phrase("queue").ended(4).complains("Фраза не подходит").complains("Ждут отправки: 1");
    let place = walk(&home.path().join("secrets")).into_iter().find(|path| path.ends_with("place.json"));
    assert_eq!(std::fs::read_to_string(place.expect("a choice")).expect("a choice"), r#"{"place":"key_file"}"#);
}

/// The password was changed elsewhere, or the key is gone: nothing is deleted, what waits is named, and one can begin anew.
#[test]
fn a_key_that_is_lost_is_said_with_what_waits() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    home.write("password", password);
    let owner = Owner { folder: home.path().to_owned(), server: school.url.clone(), login: login.to_owned() };
    let vault = Vault::open(owner).expect("a vault");
    vault.choose(Place::Nowhere).expect("chosen");
    home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    home.run("mark 5А русский 3 2 4 --no-push").ended(0);
    home.write("password", "другой пароль");
    home.run("queue").ended(4).complains("прежний").complains("Ждут отправки: 1");
    vault.destroy_key().expect("gone");
    home.write("password", password);
    home.run("queue").ended(4).complains("Ждут отправки: 1").complains("--start-over");
    home.run("login").ended(4).complains("Ждут отправки: 1");
    home.run("login --start-over").ended(0).complains("ждали отправки: 1");
    home.run("queue").ended(0).says("Очередь пуста");
    assert!(walk(home.path()).iter().any(|path| path.ends_with("sealed-1.db")));
}

#[test]
fn a_teachers_day() {
    let server_home = Home::new();
    let folder = server_home.path().join("school");
    let school = School::start(&server_home, &kept(&folder));
    let port = school.url.rsplit(':').next().expect("a port").to_owned();
    let home = signed_in(&school, "teacher");

    // Who, and what the day holds.
    home.run("whoami").ended(0).says("Орлова").says("Сеанс");
    assert_eq!(home.run("whoami --json").ended(0).json()["role"], "teacher");
    let today = home.run("today --json").ended(0).json();
    assert_eq!(today["date"], "2026-11-20");
    let third = today["lessons"].as_array().and_then(|lessons| lessons.iter().find(|lesson| lesson["number"] == 3));
    let third = third.expect("a third lesson");
    assert_eq!((&third["class"], &third["attendance"]["state"]), (&json!("5А"), &json!("waiting")));
    home.run("today").ended(0).says("5А").says("20.11.2026");
    home.run("show 5А русский").ended(0).says("Агапов Егор");

    // Entries go into the journal at once.
    home.run("mark 5А русский 3 2 4").ended(0).says("Баранова Алиса — 4 — в журнале");
    home.run("mark 5A рус 20.11:3 2 5 --yes --reason описка").ended(0).says("в журнале");
    home.run("mark 5А русский 3 2 6").ended(1).says("отказано, не записано").says("STD-6.3-19");
    home.run("mark 5А русский 3 никто 5").ended(2).complains("«никто»");
    home.run("mark 5А русский 3 к 5").ended(2).complains("несколько учеников");
    home.run("mark 5Я русский 3 2 5").ended(2).complains("нет вашего урока");
    // Who missed the first lesson is known, and said until somebody names them: `+` names all.
    let called = home.run("absent 5А 3 3 17 ив").ended(0);
    called.says("нет 3 учеников — в журнале").says("не записаны: 10 Исаев Тимофей (нет на 1-м уроке, Математика)");
    home.run("absent 5А 3 +").ended(0).says("нет 3 учеников — в журнале");
    home.run_args(&["lesson", "5А", "3", "--next-topic", "--homework", "Упр. 214"]).ended(0).says("в журнале");
    home.run("lesson 5А 3").ended(0).says("Изложение «Весна»").says("Упр. 214");
    home.run_args(&["lesson", "5А", "3", "--homework", "Упр. 215", "--only", "никто"]).ended(2).complains("«никто»");
    home.run_args(&["lesson", "5А", "3", "--homework", "Упр. 215", "--only", "3, ив", "--yes"]).ended(0).says("в журнале");
    home.run("lesson 5А 3").ended(0).says("Упр. 215 (2 ученикам)");
    home.run_args(&["lesson", "5А", "3", "--homework", "Упр. 214", "--yes"]).ended(0).says("в журнале");
    home.run("queue").ended(0).says("Очередь пуста");
    let page = home.run("show 5А русский --from 20.11 --json").ended(0).json();
    let cell = |number: usize| page["pupils"][number - 1]["cells"][0].clone();
    assert_eq!(cell(2), json!({"text": "5", "absent": false, "state": "in_journal"}));
    assert_eq!(cell(3)["absent"], true);

    // Lines of a script: each on its own, with its own answer.
    let lines = [
        r#"{"do":"mark","class":"5А","subject":"русский","lesson":"3","pupil":"1","value":"5"}"#,
        r#"{"do":"mark","class":"5А","subject":"русский","lesson":"3","pupil":"1","value":"7","yes":true}"#,
        "это не JSON",
        r#"{"do":"lesson","class":"5А","lesson":3,"work":"exposition"}"#,
    ];
    let said = home.run_with("apply -", &lines.join("\n")).ended(2).complains("строка 3");
    let answers: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 3, "{said:#?}");
    let short = |answer: &Value| (answer["line"].clone(), answer["verdict"].clone(), answer["state"].clone());
    assert_eq!(short(&answers[0]), (json!(1), json!("accepted"), json!("in_journal")));
    assert_eq!(short(&answers[1]), (json!(2), json!("refused"), json!("not_recorded")));
    assert_eq!((&answers[2]["line"], &answers[2]["state"]), (&json!(4), &json!("in_journal")));
    assert!(answers[0]["id"].as_str().is_some_and(|id| id.len() == 32));

    // Something is open: the homework of 7Б.
    let status = home.run("status --json").ended(1).json();
    assert_eq!((&status["scope"], &status["counts"]["lessons"]), (&json!("own"), &json!(7)));
    home.run("status --class 7Б").ended(1).says("16:35");
    home.run("status --class 5А").ended(0);

    // Without a server entering goes on.
    school.stop();
    home.run("mark 5А русский 3 4 5").ended(0).says("в очереди: нет связи");
    home.run("mark 5А русский 3 5 4 --no-push").ended(0).says("в очереди");
    home.run("mark 5А русский 3 6 4 --wait=1").ended(3).says("в очереди").complains("не отвечает");
    home.run("today").ended(0).complains("Нет связи");
    home.run("show 5А русский").ended(0).says("5°");
    let queue = home.run("queue --json").ended(0).json();
    assert_eq!(queue.as_array().map(Vec::len), Some(3));
    assert_eq!((&queue[0]["state"], &queue[0]["class"], &queue[0]["value"]), (&json!("on_disk"), &json!("5А"), &json!("5")));
    home.run("push --wait 1").ended(3).complains("не отвечает");
    home.run("doctor").ended(1).says("не отвечает");

    // It comes back at the same address, with the same journal, and the queue drains.
    let address = format!("127.0.0.1:{port}");
    let mut again = kept(&folder).to_vec();
    again.extend(["--listen", &address]);
    let school = School::start(&server_home, &again);
    home.run("push --wait 20").ended(0).says("Всё в журнале");
    home.run("queue").ended(0).says("Очередь пуста");
    home.run("show 5А русский").ended(0).says("Агапов");
    home.run("logout").ended(0).says("Вы вышли");
    school.stop();
}

#[test]
fn roles_conflicts_and_wrong_passwords() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);

    let stranger = Home::new();
    stranger.write("password", "не тот пароль\n");
    let (login, _) = school.account("teacher");
    stranger.run_args(&["login", "--server", &school.url, "--user", login]).ended(4).complains("пароль не подход");
    stranger.write("password", "");
    stranger.run_args(&["login", "--server", &school.url, "--user", login]).ended(2).complains("нет пароля");
    std::fs::remove_file(stranger.path().join("password")).expect("it was written");
    stranger.run_args(&["login", "--server", &school.url, "--user", login]).ended(4).complains("терминала");

    // The deputy sees the whole school, and enters nothing.
    let deputy = signed_in(&school, "deputy");
    let status = deputy.run("status --json").ended(1).json();
    assert_eq!(status["scope"], "school");
    assert!(status["lessons"].as_array().is_some_and(|lessons| lessons.len() > 40));
    deputy.run("status --teacher орлова").ended(1).says("Орлова");
    let analyst = signed_in(&school, "analyst");
    let status = analyst.run("status --json").json();
    assert!(status["lessons"].as_array().is_some_and(|lessons| lessons.iter().all(|lesson| lesson["teacher"].is_null())));
    let admin = signed_in(&school, "admin");
    admin.run("today").ended(0).says("zvonok school import");

    // Two computers of one teacher: what was written elsewhere is not overwritten in silence.
    let (one, other) = (signed_in(&school, "teacher"), signed_in(&school, "teacher"));
    one.run("show 5А русский").ended(0);
    other.run("show 5А русский").ended(0);
    one.run("mark 5А русский 3 2 4").ended(0).says("в журнале");
    other.run("mark 5А русский 3 2 3").ended(5).says("расхождение");
    other.run("queue").ended(5).says("расхождение").says("Орлова");
    let queue = other.run("queue --json").ended(5).json();
    assert_eq!(
        (&queue[0]["state"], &queue[0]["present"], &queue[0]["value"]),
        (&json!("conflict"), &json!("4"), &json!("3"))
    );

    // The folder of a school that is not kept goes with it.
    let demos = || {
        let entries = std::fs::read_dir(server_home.path()).expect("the home").flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("demo-")).count()
    };
    assert_eq!(demos(), 1);
    school.stop();
    assert_eq!(demos(), 0);
}

/// The talk in plain lines: a mark of a period by number of the lesson, the period and the pupil.
#[test]
fn a_mark_of_a_period_is_entered_in_plain_lines() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-12-28T15:00:00+07:00"]);
    let home = signed_in(&school, "teacher");
    let talk = "1\nи\n9\n2\n1 +\n\n\nв\n";
    let said = home.run_with("--plain", talk).ended(0).says("Периода с таким номером в списке нет.").says("(выходит 5)");
    assert!(said.out.contains("II четверть: Абрамов Артём — 5"), "{said:#?}");
    home.run_with("--plain", "1\nи\n2\n1 -\n2 6\n\n\nв\n")
        .ended(0)
        .says("Абрамов Артём 5 (выходит 5)")
        .says("Допустимы только 2, 3, 4, 5.");
}
