//! What needs no server: help, usage errors, settings, the rule engine, and the answers when no server can be had.

use serde_json::Value;

use crate::program::Home;

#[test]
fn help_speaks_the_language_of_its_reader() {
    let home = Home::new();
    home.run("--help").ended(0).says("Вызов: zvonok").says("Примеры:");
    home.run("mark --help").ended(0).says("КЛАСС ПРЕДМЕТ УРОК УЧЕНИК ЗНАЧЕНИЕ").says("zvonok mark 7А русский 3 громова 5");
    home.run("--lang en mark --help").ended(0).says("Usage: zvonok mark").says("Examples:");
    home.run("help school user add").ended(0).says("одноразовый пароль");
    let english = home.command().env("ZVONOK_LANG", "en").arg("--help").output().expect("the program starts");
    assert!(String::from_utf8_lossy(&english.stdout).contains("Usage:"));
    for later in ["report", "plan", "export"] {
        let help = home.run("--help");
        assert!(!help.out.contains(&format!("\n  {later} ")), "{later} is of a later version");
    }
}

#[test]
fn a_slip_is_named_and_ends_with_2() {
    let home = Home::new();
    home.run("makr 7А").ended(2).complains("«makr»").complains("mark");
    home.run("mark 7А русский").ended(2).complains("Не хватает").complains("zvonok mark --help");
    home.run("today --date вторник").ended(2).complains("«вторник» не подходит");
    home.run("push --wait много").ended(2).complains("«много»");
    home.run("lesson 7А 3 --topic Т --next-topic").ended(2).complains("нельзя вместе");
    home.run("--lang fr today").ended(2).complains("ru, en");
    home.run("config").ended(2);
    home.run("school import").ended(2);
}

#[test]
fn without_a_terminal_the_screens_do_not_open() {
    let home = Home::new();
    home.run("").ended(2).complains("терминал");
    #[cfg(feature = "server")]
    home.run("demo").ended(2).complains("терминал");
    #[cfg(not(feature = "server"))]
    for command in ["demo", "serve --data d", "school user list --data d"] {
        home.run(command).ended(2).complains("полную сборку");
    }
}

#[test]
fn a_command_without_a_server_asks_for_a_sign_in() {
    let home = Home::new();
    for command in ["today", "mark 7А русский 3 1 5", "queue", "status", "whoami", "push"] {
        home.run(command).ended(4).complains("zvonok login");
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_said_and_ends_with_3() {
    let home = Home::new();
    home.write("password", "secret-word\n");
    // Nobody listens on port 9 of this machine.
    home.run("login --server http://127.0.0.1:9 --user orlova").ended(3).complains("не отвечает");
    home.run("--server http://127.0.0.1:9 --user orlova today").ended(3);
    home.run("--server http://127.0.0.1:9 --user orlova mark 7А русский 3 1 5").ended(3);
    home.run("--server http://journal.example --user orlova today").ended(2).complains("https://");
    home.run("--server чушь --user orlova today").ended(2).complains("не адрес");
    let log = std::fs::read_to_string(home.path().join("zvonok.log")).expect("causes are logged");
    assert!(!log.contains("secret-word") && !log.contains("orlova"), "{log}");
}

#[test]
fn a_server_that_is_not_allowed_gets_nothing() {
    let home = Home::new();
    home.write("password", "secret-word\n");
    home.write("config.toml", "servers = \"https://journal.example http://127.0.0.1:9\"\n");
    let refused = home.run("login --server http://127.0.0.1:8 --user orlova").ended(2).complains("нет среди разрешённых");
    assert!(refused.err.contains("Ничего не отправлено") && refused.err.contains("https://journal.example"), "{refused:#?}");
    assert!(!home.path().join("accounts").exists(), "not even a folder was made for it");
    home.run("login --server http://127.0.0.1:9 --user orlova").ended(3).complains("не отвечает");
    home.run("doctor --server http://127.0.0.1:8 --user orlova").ended(1).says("нет среди разрешённых");
}

#[test]
fn a_broken_line_of_the_settings_costs_its_own_field_only() {
    let home = Home::new();
    home.write("config.toml", "language = \"en\"\nthmee = \"dark\"\nuser = \n[push]\nhold_seconds = 5000\n");
    let check = home.run("config check").ended(1);
    let lines: Vec<&str> = check.out.lines().collect();
    assert_eq!(lines.len(), 3, "{check:#?}");
    assert!(lines[0].contains("config.toml:2:") && lines[0].contains("\"theme\""), "{}", lines[0]);
    assert!(lines[1].contains("config.toml:3:"), "{}", lines[1]);
    assert!(lines[2].contains("config.toml:5:") && lines[2].contains("600"), "{}", lines[2]);
    home.run("rules STD-6.3-19").ended(0).complains("config.toml:2:");
    home.run("config fields").ended(0).says("hold_seconds").says("en");
    home.run("config keys").ended(0).says("roll-call").says("F7");
    home.run("config path").ended(0).says("config.toml");
}

#[test]
fn a_line_of_keys_that_cannot_hold_is_named_with_its_reason() {
    let home = Home::new();
    home.write(
        "config.toml",
        "language = \"ru\"\n[keys]\nundo = \"я\"\nredo = \"ctrl-k\"\nundoo = \"q\"\nlock = \"Ctrl-R\"\nquit = \"off\"\n[keys.only.grid]\npile = \"off\"\nfill = \"5\"\n",
    );
    let check = home.run("config check").ended(1);
    let lines: Vec<&str> = check.out.lines().collect();
    for (line, (number, words)) in lines.iter().zip([
        (4, ["«ctrl-k» — не клавиша", "Может быть, «Ctrl-K»?"]),
        (5, ["такого действия нет", "Может быть, «undo»?"]),
        (6, ["Ctrl-R занята", "действует обычная клавиша"]),
        (7, ["F10", "остаётся"]),
        (10, ["keys.only.grid.fill", "отметка"]),
    ]) {
        assert!(line.contains(&format!("config.toml:{number}:")), "{line}");
        assert!(words.iter().all(|words| line.contains(words)), "{line}");
    }
    assert_eq!(lines.len(), 5, "{check:#?}");
    let keys = home.run("config keys").ended(0);
    let of = |place: &str, id: &str| {
        let line = keys.out.lines().find(|line| line.contains(&format!("({place})")) && line.ends_with(&format!(" {id}")));
        line.unwrap_or_else(|| panic!("{place} {id}: {}", keys.out)).to_owned()
    };
    assert!(of("grid", "undo").contains(" я "), "{}", of("grid", "undo"));
    assert!(of("grid", "pile").contains("без клавиши"), "{}", of("grid", "pile"));
    assert!(of("grid", "fill").contains(" з "), "{}", of("grid", "fill"));
    let fields = home.run("config fields").ended(0).says("keys.undo").says("keys.only.grid.pile");
    assert!(!fields.out.contains("keys.quit"), "what does not hold is not said to: {}", fields.out);
}

#[test]
fn variables_that_cannot_be_meant_end_with_2() {
    let home = Home::new();
    let run = |name: &str, value: &str| {
        let output = home.command().env(name, value).args(["config", "path"]).output().expect("the program starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, text) = run("ZVONOK_NOW", "вчера");
    assert!(status == Some(2) && text.contains("ZVONOK_NOW"), "{text}");
    let (status, text) = run("ZVONOK_HOME", "здесь");
    assert!(status == Some(2) && text.contains("ZVONOK_HOME"), "{text}");
    assert_eq!(run("ZVONOK_NOW", "2026-11-20T11:07+07:00").0, Some(0));
}

/// Compares an answer with the `expect` of its case.
fn agrees(answer: &Value, expect: &Value) -> Result<(), String> {
    let ids = |field: &str| -> Vec<&str> {
        let found = answer[field].as_array().into_iter().flatten();
        found.filter_map(|entry| entry["rule"].as_str().or(entry.as_str())).collect()
    };
    for (key, wanted) in expect.as_object().into_iter().flatten() {
        let list = || wanted.as_array().into_iter().flatten().filter_map(Value::as_str);
        let good = match key.as_str() {
            "rules" => list().all(|id| ids("findings").contains(&id)),
            "not_rules" => list().all(|id| !ids("findings").contains(&id)),
            "undecided_has" => list().all(|id| ids("undecided").contains(&id)),
            "not_verdict" => answer["verdict"] != *wanted,
            _ => answer[key] == *wanted,
        };
        if !good {
            return Err(format!("{key}: wanted {wanted}, answer {answer}"));
        }
    }
    Ok(())
}

#[test]
fn check_answers_the_cases_of_the_contract() {
    let home = Home::new();
    let cases = include_str!("../regulation/contract.jsonl");
    let said = home.run_with("check --json -", cases).ended(1);
    assert_eq!(said.err, "");
    let answers: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let cases: Vec<Value> =
        cases.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), cases.len());
    for (answer, case) in answers.iter().zip(&cases) {
        assert_eq!(answer["case"], case["case"]);
        agrees(answer, &case["expect"]).unwrap_or_else(|why| panic!("{}: {why}", case["case"]));
    }
}

#[test]
fn check_names_bad_lines_and_answers_the_others() {
    let home = Home::new();
    let good = r#"{"case":"a","entry":{"kind":"cell","text":"4"}}"#;
    let refused = r#"{"case":"b","profile":"altai-stdr","entry":{"kind":"cell","text":"6"}}"#;
    home.run_with("check -", &format!("{good}\n\n")).ended(0).says("a: принято");
    home.run_with("check -", &format!("{good}\n{refused}\n")).ended(1).says("b: отказано").says("STD-6.3-19");
    let mixed =
        format!("{refused}\nnot json\n{{\"case\":\"c\"}}\n{{\"profile\":\"paris\",\"entry\":{{\"kind\":\"due\"}}}}\n{good}");
    let said = home.run_with("check --json -", &mixed).ended(2).complains("-:2:").complains("-:3:").complains("-:4:");
    assert_eq!(said.out.lines().count(), 2, "the good lines are answered");
    home.run("check /nowhere/cases.jsonl").ended(2).complains("не читается");
    home.run_with("check --profile paris -", good).ended(2).complains("paris");
    home.run_with("check --profile altai-stdr -", r#"{"entry":{"kind":"cell","text":"н"}}"#).says("ОТ");
    // The answers' messages are a contract and stay Russian.
    home.run_with("--lang en check --json -", refused).ended(1).says("только 2");
}

#[test]
fn rules_are_listed_with_their_clauses() {
    let home = Home::new();
    home.run("rules STD-6.3-19").ended(0).says("6.3, абз. 10");
    home.run("rules --profile crimea-vorobyovo").ended(0).says("VOR-2.17-01").says("Правила программы, а не регламента");
    let all = home.run("rules --json").ended(0).json();
    assert!(all.as_array().is_some_and(|rules| rules.len() > 344), "the catalogue and the program's own");
    home.run("rules XXX-1").ended(2).complains("XXX-1");
}

/// A school that enters as one text says and keeps personal data as another one does.
const TWO_TEXTS: &str = "name = \"school-7\"\nextends = [\"crimea-vorobyovo\", \"mosobl-shemetovo\"]\n";

#[test]
fn a_school_combines_the_entries_of_one_text_with_the_data_protection_of_another() {
    let home = Home::new();
    home.write("own.toml", TWO_TEXTS);
    let file = home.path().join("own.toml");
    let file = file.to_str().expect("UTF-8");
    let listed = home.run_args(&["rules", "--profile", file]).ended(0);
    listed
        .says("VOR-2.17-01")
        .says("SHM-29.12-01")
        .says("data.email = \"forbid\" · 29.16 (2)")
        .says("archive.journal_years = 5");
    let ids = home.run_args(&["rules", "--profile", file, "--json"]).ended(0).json();
    let texts: Vec<&str> = ids.as_array().expect("rules").iter().filter_map(|rule| rule["text"].as_str()).collect();
    let count = |text: &str| texts.iter().filter(|of| **of == text).count();
    assert_eq!((count("VOR"), count("SHM"), count("STD"), count("MSK"), count("MDA")), (100, 50, 0, 0, 0));
    // Entries are judged as the first text says: two marks in literature, no work in drawing.
    let case = r#"{"lesson":{"subject":"Литература","grade":7},"work":{"kind":"composition"},"entry":{"kind":"cell","text":"5/4"}}"#;
    home.write("case.jsonl", case);
    let case = home.path().join("case.jsonl");
    let answer = home.run_args(&["check", "--json", "--profile", file, case.to_str().expect("UTF-8")]).ended(0).json();
    assert_eq!((&answer["verdict"], &answer["stored"]), (&"accepted".into(), &"5/4".into()), "{answer}");
}

#[test]
fn a_profile_file_is_checked_with_the_line_and_the_word_that_was_meant() {
    let home = Home::new();
    for (added, line, said) in [
        ("[deadlin]\ntopic = \"20:00\"\n", 3, "возможно, «deadline»"),
        ("[data]\npurge_day = 10\n", 4, "возможно, «purge_days»"),
        ("[data]\nemail = \"forbiden\"\n", 4, "возможно, «forbid»"),
        ("[data]\npurge_days = \"30 дней\"\n", 4, "не того вида"),
        ("[deadline]\ntopic = \"25:00\"\n", 4, "срок"),
        ("[deadline]\nhomework = { after = \"class\", minutes = 6000 }\n", 4, "минут"),
        ("[term]\nmin_marks = { \"1\" = 40 }\n", 4, "столько уроков нет"),
        ("[written]\ndays = 400\n", 4, "дней"),
    ] {
        home.write("own.toml", &format!("{TWO_TEXTS}{added}"));
        let file = home.path().join("own.toml");
        let refused = home.run_args(&["rules", "--profile", file.to_str().expect("UTF-8")]).ended(2);
        let place = format!("own.toml:{line}:");
        assert!(refused.err.contains(&place) && refused.err.contains(said), "{added}: {}", refused.err);
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    let home = Home::new();
    home.run("completions bash").ended(0).says("_zvonok");
    home.run("completions fish").ended(0).says("complete -c zvonok");
    let man = home.path().join("man");
    home.run_args(&["man", man.to_str().expect("UTF-8")]).ended(0);
    let page = std::fs::read_to_string(man.join("zvonok-mark.1")).expect("a page a command");
    assert!(page.contains("zvonok"), "{page}");
}

#[test]
fn doctor_looks_at_a_machine_without_a_server() {
    let home = Home::new();
    let said = home.run("doctor --json").ended(0);
    let checks = said.json();
    let names: Vec<&str> = checks.as_array().into_iter().flatten().filter_map(|check| check["name"].as_str()).collect();
    let expected = "terminal settings process rights disk files secrets store server certificate clock";
    assert_eq!(names.join(" "), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        home.write("config.toml", "");
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(home.path().join("config.toml"), open).expect("the file is ours");
        home.run("doctor").ended(1).says("config.toml").says("chmod");
    }
}
