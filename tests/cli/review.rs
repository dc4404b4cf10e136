//! `zvonok check --from … --to …` against the real server of the training school: what it finds, and how it ends.

use serde_json::Value;

use crate::journal::{School, signed_in};
use crate::program::Home;

fn states(found: &Value, state: &str) -> usize {
    let lessons = found["lessons"].as_array().expect("lessons");
    let findings = lessons.iter().flat_map(|lesson| lesson["findings"].as_array().expect("findings"));
    findings.filter(|finding| finding["state"] == state).count()
}

#[test]
fn the_own_journals_are_checked_and_a_missing_entry_ends_with_1() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-11-20T15:00:00+07:00"]);
    let home = signed_in(&school, "teacher");
    let said = home.run("check --from 20.11.2026 --to 20.11.2026 --json").ended(1);
    let found = said.json();
    assert_eq!((found["scope"].as_str(), found["from"].as_str()), (Some("own"), Some("2026-11-20")));
    assert!(found["counts"]["lessons"].as_u64().is_some_and(|lessons| lessons > 0), "{found:#}");
    let counted = found["counts"]["missing"].as_u64().zip(found["counts"]["waiting"].as_u64());
    let listed = (states(&found, "missing"), states(&found, "waiting"));
    assert_eq!(counted, Some((listed.0 as u64, listed.1 as u64)));
    assert!(listed.0 + listed.1 > 0, "nothing is entered on the day itself: {found:#}");
    assert_eq!(found["unseen"].as_array().map(Vec::len), Some(0));
    home.run("check --from 20.11.2026 --to 20.11.2026")
        .ended(1)
        .says("Проверка 20.11.2026–20.11.2026, свои журналы")
        .says("Нет темы урока");
    // A Sunday has no lessons, and so nothing to remark.
    home.run("check --from 15.11.2026 --to 15.11.2026").ended(0).says("Замечаний нет.");
    // What was read is checked without the server too; what was not is named.
    school.stop();
    home.run("check --from 20.11.2026 --to 20.11.2026").ended(1).says("Нет темы урока");
    home.run("check --from 01.09.2026 --to 20.11.2026").ended(3).complains("Не видно без связи");
}

#[test]
fn the_administration_checks_the_school_and_other_roles_are_told_that_they_cannot() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-11-20T15:00:00+07:00"]);
    let deputy = signed_in(&school, "deputy");
    let found = deputy.run("check --from 20.11.2026 --to 20.11.2026 --class 7А --json").ended(1).json();
    assert_eq!(found["scope"], "school");
    let lessons = found["lessons"].as_array().expect("lessons");
    assert!(!lessons.is_empty() && lessons.iter().all(|lesson| lesson["class"] == "7А"), "{found:#}");
    let of_one = deputy.run("check --from 20.11.2026 --to 20.11.2026 --teacher орлова --json").ended(1).json();
    let named = of_one["lessons"].as_array().expect("lessons");
    assert!(
        !named.is_empty()
            && named.iter().all(|lesson| lesson["teacher"].as_str().is_some_and(|name| name.starts_with("Орлова")))
    );
    deputy.run("check --from 20.11.2026 --to 20.11.2026 --class 99Я").ended(2).complains("99Я");
    deputy.run("check --from 20.11.2026 --to 19.11.2026").ended(2);
    deputy.run("check").ended(2);
    signed_in(&school, "analyst").run("check --from 20.11.2026 --to 20.11.2026").ended(2).complains("не открыты");
}

#[test]
fn a_rule_is_explained_with_document_clause_and_line() {
    Home::new()
        .run("rules STD-6.3-27")
        .ended(0)
        .says("Стародраченинская")
        .says("Пункт 6.3, абз. 17")
        .says("Задаёт altai-stdr.toml (встроенный), строка")
        .says("current_mark");
    let home = Home::new();
    home.run("rules STD-6.3-27 --profile crimea-vorobyovo").ended(2).complains("из другого положения");
    home.run("rules VOR-6.46-01 --profile crimea-vorobyovo").ended(0).says("Пункт 6.46").says("language_priority");
    Home::new().run("rules ZV-OPEN").ended(0).says("Правило программы, а не положения");
}

#[test]
fn who_is_not_signed_in_is_told_so_and_the_command_ends_with_4() {
    let server_home = Home::new();
    let school = School::start(&server_home, &["--at", "2026-11-20T15:00:00+07:00"]);
    let home = signed_in(&school, "teacher");
    home.run("logout").ended(0);
    // Without the file of the password nobody can be asked for it here.
    std::fs::remove_file(home.path().join("password")).expect("the file was there");
    home.run("check --from 20.11.2026 --to 20.11.2026").ended(4);
    Home::new().run("check --from 20.11.2026").ended(4).complains("zvonok login");
}
