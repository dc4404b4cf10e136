//! What lies on the disk after a day's work, and who may read it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use zvonok::secret::{Owner, Place, Secret, Vault};
use zvonok::store::{Options, Purpose};

use crate::journal::School;
use crate::program::{Home, walk};

/// A word that stands nowhere else, in what a person types.
const WORD: &str = "Щукоглазов";
const PHRASE: &str = "скрип старой двери";

/// The ways in which a text may stand in a file.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let mut all =
        vec![text.as_bytes().to_vec(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), escaped.into(), hex.into()];
    // Base64 looks different at each of three places; the ends depend on the neighbours and are left out.
    for skip in 0..3 {
        let mut bytes = vec![b'x'; skip];
        bytes.extend_from_slice(text.as_bytes());
        let whole = base64(&bytes);
        let from = (skip * 8).div_ceil(6);
        let to = bytes.len() * 8 / 6;
        all.push(whole[from..to].to_vec());
    }
    all
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |group: u32, shift: u32| DIGITS[((group >> shift) & 63) as usize];
    bytes
        .chunks(3)
        .flat_map(|part| {
            let group = part.iter().fold(0, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - part.len()));
            [digit(group, 18), digit(group, 12), digit(group, 6), digit(group, 0)]
        })
        .collect()
}

/// A letter a byte: looking for a text in a text is fast without optimisation too.
fn as_letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The files below a folder in which a text stands, in any spelling.
fn found(folder: &Path, text: &str) -> Vec<PathBuf> {
    let spellings: Vec<String> = spellings(text).iter().map(|bytes| as_letters(bytes)).collect();
    let holds = |path: &PathBuf| {
        let contents = as_letters(&std::fs::read(path).expect("a file"));
        spellings.iter().any(|spelling| contents.contains(spelling.as_str()))
    };
    walk(folder).into_iter().filter(holds).collect()
}

#[test]
fn a_scan_of_all_files_finds_no_name_no_mark_no_token_and_no_password() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    let typed = Home::new();
    typed.write("password", password);
    typed.write("phrase", PHRASE);
    let owner = || Owner { folder: home.path().to_owned(), server: school.url.clone(), login: login.to_owned() };
    Vault::open(owner()).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
    let run = |args: &[&str]| {
        let mut command = home.command();
        command.env("ZVONOK_PASSWORD_FILE", typed.path().join("password"));
        command.env("ZVONOK_PASSPHRASE_FILE", typed.path().join("phrase")).env("ZVONOK_LOG", "debug");
        crate::program::said(&command.args(args).output().expect("the program starts"))
    };
    run(&["login", "--server", &school.url, "--user", login]).ended(0);
    // Open all the time, so that what is not yet in the store itself lies beside it.
    let vault = Vault::open(owner()).expect("the vault");
    vault.unlock(Secret::new(PHRASE.to_owned())).expect("the right one");
    let token = vault.get().expect("kept").expect("signed in").reveal().to_owned();
    let key = vault.key(|| zvonok::secret::Sealed::Already).expect("a key");
    let (folder, server) = (home.path().to_owned(), school.url.clone());
    let options = Options { folder, server, login: login.to_owned(), purpose: Purpose::Command };
    let store = zvonok::sync::open_store(options, key).expect("the store");

    run(&["show", "5А", "русский"]).ended(0).says("Агапов");
    // Every name of the class, and those of another that was looked at.
    let mut names: Vec<String> = Vec::new();
    for (class, subject) in [("5А", "русский"), ("7А", "русский")] {
        let page = run(&["show", class, subject, "--json"]).ended(0).json();
        let pupils = page["pupils"].as_array().into_iter().flatten().filter_map(|pupil| pupil["name"].as_str());
        names.extend(pupils.filter_map(|name| name.split(' ').next()).map(str::to_owned));
    }
    assert!(names.len() > 30, "{names:?}");
    run(&["mark", "5А", "русский", "3", "2", "4", "--comment", WORD]).ended(0);
    run(&["absent", "5А", "3", "3", "17"]).ended(0);
    run(&["lesson", "5А", "3", "--next-topic", "--homework", &format!("Упр. 214 {WORD}")]).ended(0);
    run(&["mark", "5А", "русский", "3", WORD, "5"]).ended(2);
    run(&["mark", "5А", "русский", "3", "4", "5", "--comment", WORD, "--no-push"]).ended(0);
    let queue = run(&["queue", "--json"]).json();
    let queue: Vec<&Value> = queue.as_array().into_iter().flatten().collect();
    assert!(!queue.is_empty(), "something waits");
    run(&["doctor"]);

    let files = walk(home.path());
    let is_there = |end: &str| files.iter().any(|path| path.to_string_lossy().ends_with(end));
    assert!(
        is_there("store.db") && is_there("store.db-wal") && is_there("zvonok.log") && is_there("key.sealed"),
        "{files:?}"
    );
    typed.write("control", WORD);
    assert_eq!(found(typed.path(), WORD).len(), 1, "the scan finds what is there");
    let control: String = String::from_utf8(base64(format!("a{WORD}bc").as_bytes())).expect("ASCII");
    typed.write("control", &control);
    assert_eq!(found(typed.path(), WORD).len(), 1, "in base64 too");
    for secret in ["Агапов", "Баранова", "Алиса", WORD, "Изложение", "\"marks\"", "made_at", &token, password, PHRASE]
    {
        assert_eq!(found(home.path(), secret), Vec::<PathBuf>::new(), "{secret}");
    }
    for name in &names {
        assert_eq!(found(home.path(), name), Vec::<PathBuf>::new(), "{name}");
    }
    drop(store);
    for secret in ["Агапов", WORD, &token] {
        assert_eq!(found(home.path(), secret), Vec::<PathBuf>::new(), "{secret}, after the end");
    }
}

/// The next teacher at the same computer, under the same account of the system.
#[test]
fn who_comes_next_sees_and_sends_nothing_of_who_was_there_before() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let home = Home::new();
    let signed_in = |role: &str| {
        let (login, password) = school.account(role);
        home.write("password", password);
        home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    };
    signed_in("teacher");
    home.run("mark 5А русский 3 2 4 --no-push").ended(0);
    home.run("mark 5А русский 3 4 5 --no-push").ended(0);

    signed_in("class_teacher");
    let who = home.run("whoami --json").ended(0).json();
    assert_eq!((&who["waiting"], &who["others_waiting"]), (&Value::from(0), &Value::from(2)));
    home.run("whoami").ended(0).says("ждут у других");
    home.run("queue").ended(0).says("Очередь пуста");
    home.run("push --wait 5").ended(0);
    let said = home.run("doctor").out;
    assert!(!said.contains("Агапов") && !said.contains("Баранова"), "{said}");

    // The first one finds the own queue as it was left, and it goes out under the own name.
    signed_in("teacher");
    let queue = home.run("queue --json").json();
    assert_eq!(queue.as_array().map(Vec::len), Some(2), "neither seen nor sent by somebody else");
    home.run("push --wait 20").ended(0).says("Всё в журнале");
    home.run("show 5А русский").ended(0).says("Агапов");
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;

    /// Whatever the person's umask, and whoever else has an account on the computer.
    #[test]
    fn files_are_for_their_owner_only() {
        let server_home = Home::new();
        let school = School::start(&server_home, &[]);
        let (login, password) = school.account("teacher");
        let home = Home::new();
        home.write("password", password);
        let state = home.path().join("state");
        let program = env!("CARGO_BIN_EXE_zvonok");
        let run = |line: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("umask 000; exec {program} {line}")]).env_clear().env("LANG", "ru_RU.UTF-8");
            command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("ZVONOK_HOME", &state);
            command.env("ZVONOK_PASSWORD_FILE", home.path().join("password")).env("ZVONOK_LOG", "debug");
            crate::program::said(&command.output().expect("sh is there"))
        };
        run(&format!("login --server {} --user {login}", school.url)).ended(0);
        run("mark 5А русский 3 2 4 --no-push").ended(0);
        let files = walk(&state);
        assert!(files.len() > 6, "{files:?}");
        for path in files.iter().flat_map(|file| file.ancestors().take_while(|path| path.starts_with(&state))) {
            let mode = std::fs::metadata(path).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
        }
        // As root the test can be somebody else.
        if rustix::process::geteuid().is_root() {
            std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).expect("ours");
            for file in &files {
                let read = Command::new("cat").arg(file).uid(65534).gid(65534).output().expect("cat is there");
                assert!(!read.status.success() && read.stdout.is_empty(), "{}", file.display());
            }
        }
    }

    #[test]
    fn links_that_somebody_planted_are_refused() {
        let elsewhere = Home::new();
        for planted in ["accounts", "zvonok.log", "config.toml"] {
            let home = Home::new();
            home.write("password", "secret-word");
            elsewhere.write("target", "");
            let to = if planted == "accounts" { elsewhere.path().to_owned() } else { elsewhere.path().join("target") };
            std::os::unix::fs::symlink(&to, home.path().join(planted)).expect("linked");
            home.run("login --server http://127.0.0.1:9 --user orlova");
            assert_eq!(std::fs::read(elsewhere.path().join("target")).expect("the file"), b"", "{planted}");
            assert!(
                walk(elsewhere.path()).iter().all(|path| path.ends_with("target")),
                "{planted}: nothing was written there"
            );
        }
    }

    /// No image of the memory after a crash, and no look into it before.
    #[test]
    #[cfg(target_os = "linux")]
    fn the_process_leaves_no_core_and_cannot_be_read() {
        let home = Home::new();
        let school = School::start(&home, &[]);
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", school.id())).expect("it runs");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
        assert_eq!(core.split_whitespace().nth(5), Some("0"), "{core}");
        let said = home.run("doctor --json").json();
        let check = said.as_array().into_iter().flatten().find(|check| check["name"] == "process").expect("a check");
        assert_eq!(check["state"], "good", "{check}");
    }
}

/// Texts of others on their way to a terminal: from a file, through two commands.
#[test]
fn texts_of_a_file_do_not_act_on_the_terminal() {
    let home = Home::new();
    let hostile = "\u{1b}]0;t\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}";
    let case = serde_json::json!({"case": format!("a{hostile}b"), "entry": {"kind": "cell", "text": format!("6{hostile}")}});
    let bad = |said: &str| said.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}'));
    let said = home.run_with("check -", &format!("{case}\n"));
    assert!(!bad(&said.out) && !bad(&said.err), "{said:?}");
    assert!(said.out.contains('a') && said.out.contains('b'), "{said:?}");
    let said = home.run_with("check --json -", &format!("{case}\n"));
    assert!(!bad(&said.out), "{said:?}");
    assert_eq!(said.json()["case"], case["case"], "nothing is lost for who reads JSON");
    let said = home.run_args(&["rules", &format!("X{hostile}")]).ended(2);
    assert!(!bad(&said.err), "{said:?}");
}

/// What was kept long enough goes, with an act that names nobody.
#[test]
fn what_is_not_needed_any_more_is_destroyed_with_an_act() {
    let server_home = Home::new();
    let school = School::start(&server_home, &[]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    home.write("password", password);
    home.run_args(&["login", "--server", &school.url, "--user", login]).ended(0);
    home.run("show 5А русский").ended(0);
    home.run("mark 5А русский 3 2 4 --comment Щукоглазов").ended(0);
    home.run("mark 5А русский 3 4 5 --no-push").ended(0);
    // What was printed from the screens lies beside the accounts.
    let papers = home.path().join("papers");
    std::fs::create_dir(&papers).expect("a folder");
    let paper = papers.join("2026-11-20-5А-3.html");
    std::fs::write(&paper, "<p>Агапов 5</p>").expect("written");
    home.run("purge").ended(0).says("Уничтожать нечего");
    // Half a year later, without the server.
    school.stop();
    let later = |line: &str| {
        let mut command = home.command();
        command.env("ZVONOK_NOW", "2027-07-20T10:00:00+07:00").args(line.split_whitespace());
        crate::program::said(&command.output().expect("the program starts"))
    };
    let would = later("purge --dry-run --json").ended(0).json();
    assert!(would["old_pages"].as_u64() >= Some(1) && would["old_entries"].as_u64() >= Some(1), "{would}");
    assert_eq!(later("purge --dry-run --json").json(), would, "nothing went");
    assert!(paper.exists());
    let done = later("purge --json").ended(0).json();
    assert_eq!(done["old_pages"], would["old_pages"]);
    assert_eq!((&would["old_papers"], paper.exists()), (&Value::from(1), false), "{done}");
    let act = std::fs::read_to_string(done["act"].as_str().expect("an act")).expect("it is there");
    assert!(act.contains("Акт") && act.contains("№ 2027-07-") && act.contains("Как: "), "{act}");
    assert!(act.contains("1  напечатанные листы"), "{act}");
    for name in ["Агапов", "Баранова", "Орлова", "orlova", "Щукоглазов"] {
        assert!(!act.contains(name), "{name}");
    }
    later("purge").ended(0).says("Уничтожать нечего");
    let queue = later("queue --json").json();
    assert_eq!(queue.as_array().map(Vec::len), Some(1), "what waits is never touched");
}

#[test]
fn a_script_that_never_signed_in_reads_back_what_it_entered() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-11-20T11:07"]);
    let (login, password) = school.account("teacher");
    let home = Home::new();
    let run = |args: &[&str]| {
        let account = ["--server", &school.url, "--user", login];
        home.run_args(&[args, &account[..]].concat())
    };
    run(&["queue"]).ended(4).complains("zvonok login");
    home.write("password", password);
    run(&["mark", "5А", "русский", "3", "3", "5", "--no-push"]).ended(0).says("в очереди");
    run(&["queue"]).ended(0).says("1 запись");
    home.write("password", "не тот пароль");
    run(&["login"]).ended(4).complains("не открывает записи");
    home.write("password", password);
    run(&["login"]).ended(0);
    run(&["push", "--wait", "60"]).ended(0).says("отправлено 1");
}
