//! The screens, killed at random instants while marks are typed in a pseudo-terminal and sent over the same bad line. A mark that
//! a cell had shown as on the disk or further is in the journal when the faults end, once; and the chain of entries is whole.

use std::sync::Mutex;
use std::time::Instant;

use zvonok::secret::{Owner, Place, Vault};

use super::*;
use crate::terminal::Terminal;

/// How often they are killed where nobody says how often.
const KILLS: u64 = 6;
/// In how many schools at once, where one is not enough.
const AT_ONCE: u64 = 4;
/// How often in one school: each kill has pupils of its own.
const OF_A_SCHOOL: u64 = 9;
/// Longest that they live, in milliseconds, on a machine without much else to do.
const LONGEST_LIFE: u64 = 3500;
/// Longest that they live after a key, in microseconds, where they are killed between the key and the sync.
const AFTER_A_KEY: u64 = 40_000;
const PHRASE: &str = "скрип двери";

/// The cells of the lesson under the cursor, with their signs.
fn column(screen: &str) -> Vec<String> {
    let heads: Vec<char> = screen.lines().nth(1).unwrap_or_default().chars().collect();
    let Some(at) = heads.iter().position(|c| *c == '▸') else { return Vec::new() };
    let cell = |line: &str| line.chars().skip(at + 1).take(4).collect::<String>().trim().to_owned();
    screen.lines().skip(4).map(cell).collect()
}

/// What became of schools.
#[derive(Default)]
struct Found {
    kills: u64,
    typed: usize,
    shown: usize,
    written: usize,
}

/// Several schools at once: at the end of each what a killed program had sent waits for a minute before it is asked for again.
#[test]
fn the_screens_killed_while_marks_are_typed_lose_nothing_that_they_had_shown() {
    let kills = std::env::var("ZVONOK_SCREEN_KILLS").map_or(KILLS, |count| count.parse().expect("a number"));
    let (next, all) = (AtomicU64::new(0), Mutex::new(Found::default()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let left = kills.saturating_sub(number * OF_A_SCHOOL);
                    if left == 0 {
                        return;
                    }
                    let found = school(OF_A_SCHOOL.min(left), kills + number);
                    let all = &mut *all.lock().expect("no panic");
                    all.kills += found.kills;
                    all.typed += found.typed;
                    all.shown += found.shown;
                    all.written += found.written;
                    let Found { kills, typed, shown, written } = all;
                    println!("{kills} kills: {typed} typed, {shown} shown as kept, {written} in the journal");
                }
            });
        }
    });
    let all = all.into_inner().expect("no panic");
    assert_eq!(all.kills, kills);
    assert!(all.shown > 0, "nothing was ever shown as kept: {} typed", all.typed);
}

fn school(kills: u64, seed: u64) -> Found {
    let folder = tempfile::tempdir().expect("a folder");
    let (home, data, schools) = (folder.path().join("home"), folder.path().join("data"), folder.path().join("school"));
    for one in [&home, &data, &schools] {
        std::fs::create_dir(one).expect("a folder");
        std::fs::set_permissions(one, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("rights");
    }
    let school = School::start(&schools, &data);
    let good = Arc::new(AtomicBool::new(true));
    let url = format!("http://{}", bad_line(school.address, Arc::clone(&good)));
    std::fs::write(home.join("password"), &school.password).expect("written");
    std::fs::write(home.join("phrase"), PHRASE).expect("written");
    let owner = Owner { folder: home.clone(), server: url.clone(), login: "orlova".to_owned() };
    Vault::open(owner).and_then(|vault| vault.choose(Place::KeyFile)).expect("chosen");
    let run = |args: &[&str]| {
        let mut command = program(&home);
        command.env("ZVONOK_PASSPHRASE_FILE", home.join("phrase")).args(args).args(["--server", &url, "--user", "orlova"]);
        command.output().expect("the program runs")
    };
    for prepared in [&["login"][..], &["today"], &["show", "5А", "русский"]] {
        let done = run(prepared);
        assert!(done.status.success(), "{done:?}");
    }
    good.store(false, Ordering::Relaxed);
    let (mut chance, mut typed, mut shown) = (Chance(seed), Vec::new(), BTreeSet::new());
    for kill in 0..kills {
        let row = usize::try_from(kill * 2).expect("few");
        round(&home, &url, row, &mut typed, &mut shown, &mut chance);
    }
    good.store(true, Ordering::Relaxed);
    let pushed = run(&["push", "--wait", "150"]);
    let journal = run(&["show", "5А", "русский", "--json"]).stdout;
    let journal: Value = serde_json::from_slice(&journal).expect("JSON");
    let lesson = |column: &Value| column["date"] == "2026-11-20" && column["number"] == 3;
    let at = journal["columns"].as_array().and_then(|all| all.iter().position(lesson)).expect("the lesson");
    for (row, mark) in &shown {
        let cell = &journal["pupils"][*row]["cells"][at];
        assert_eq!(cell["text"].as_str(), Some(mark.as_str()), "row {row}: shown and lost: {cell}; {pushed:?}");
        assert!(cell["state"].is_null() || cell["state"] == "in_journal", "row {row}: {cell}; {pushed:?}");
    }
    let written = written(&data);
    let once: BTreeSet<&String> = written.iter().collect();
    assert_eq!(written.len(), once.len(), "some stand twice");
    assert!(once.len() <= typed.len(), "{} were typed, {} are written", typed.len(), once.len());
    let checks: Value = serde_json::from_slice(&run(&["doctor", "--json"]).stdout).expect("JSON");
    let log = checks.as_array().into_iter().flatten().find(|check| check["name"] == "log").expect("a check");
    assert_eq!(log["state"], "good", "{log}");
    drop(school);
    let journal = find(&data, "journal.sqlite3").expect("the server's file");
    let mut verify = program(&home);
    verify.args(["school", "verify", "--data"]).arg(journal.parent().expect("it is in a folder"));
    let verified = verify.output().expect("the program runs");
    assert!(verified.status.success(), "the server's log: {verified:?}");
    Found { kills, typed: typed.len(), shown: shown.len(), written: once.len() }
}

/// One life of the screens: opened, two marks typed at a row that is still empty, killed at an instant: every second time within
/// some milliseconds of a key, else within some seconds, while they are sent.
fn round(
    home: &Path,
    url: &str,
    row: usize,
    typed: &mut Vec<(usize, String)>,
    shown: &mut BTreeSet<(usize, String)>,
    chance: &mut Chance,
) {
    let terminal = &mut Terminal::start_in(home, &["--server", url, "--user", "orlova"], (100, 40));
    // Opening takes its time on a busy machine; what is to be cut off is the typing and the sending.
    let patience = Instant::now() + Duration::from_secs(60);
    let opened = terminal.wait_until(patience, |screen| screen.contains("своей фразой"));
    assert!(opened, "{}", terminal.now());
    terminal.press(format!("{PHRASE}\r").as_bytes());
    let ready = terminal.wait_until(patience, |screen| screen.contains("Сегодня") && screen.contains("5А"));
    assert!(ready, "{}", terminal.now());
    let is_short = chance.next(2) == 0;
    let life = Instant::now() + Duration::from_millis(300 + chance.next(LONGEST_LIFE));
    terminal.press(b"\r");
    let page = |screen: &str| screen.contains("Журнал") && column(screen).len() > row;
    if terminal.wait_until(if is_short { patience } else { life }, page) {
        terminal.press("\x1b[B".repeat(row).as_bytes());
        for row in [row, row + 1] {
            let mark = (2 + chance.next(4)).to_string();
            terminal.press(mark.as_bytes());
            typed.push((row, mark));
            if is_short {
                let next = Instant::now() + Duration::from_micros(chance.next(AFTER_A_KEY));
                terminal.wait_until(next, |_| false);
            }
        }
    }
    if !is_short {
        terminal.wait_until(life, |_| false);
    }
    let cells = column(&terminal.now());
    for (row, mark) in typed.iter() {
        // «…» is typed and nothing more; «°» and what is stronger was said to be on the disk.
        let cell = cells.get(*row).map_or("", String::as_str);
        if cell.starts_with(mark.as_str()) && !cell.contains('…') {
            shown.insert((*row, mark.clone()));
        }
    }
    terminal.kill();
}
