//! The own sessions and one-time codes, from the command line.

use crate::journal::{School, signed_in};
use crate::program::Home;

#[test]
fn a_forgotten_session_is_seen_and_ended_from_elsewhere() {
    let office = Home::new();
    let school = School::start(&office, &[]);
    let (here, _there) = (signed_in(&school, "teacher"), signed_in(&school, "teacher"));
    let sessions = here.run("sessions --json").ended(0).json();
    let sessions = sessions.as_array().expect("a list");
    assert!(sessions.len() >= 2, "{sessions:?}");
    assert_eq!(sessions.iter().filter(|session| session["current"] == true).count(), 1);
    assert!(sessions.iter().all(|session| session["machine"] != "" && session["address"] == "127.0.0.1"), "{sessions:?}");
    here.run("sessions").ended(0).says("последняя работа").says("(этот)");

    here.run("sessions --end яяя").ended(2).complains("Ничего не закончено");
    // Every id begins with nothing: what fits several ends none of them.
    here.run_args(&["sessions", "--end", ""]).ended(2);
    let other = sessions.iter().find(|session| session["current"] == false).expect("another one")["id"].as_str();
    let other = &other.expect("a text")[..8];
    let left = here.run_args(&["sessions", "--end", other, "--json"]).ended(0).complains("Закончен").json();
    assert!(
        left.as_array().expect("a list").iter().all(|session| !session["id"].as_str().unwrap_or(other).starts_with(other))
    );
    here.run_args(&["sessions", "--end", other]).ended(2);
    let left = here.run("sessions --others --json").ended(0).json();
    assert!(left.as_array().is_some_and(|left| left.len() == 1 && left[0]["current"] == true), "{left}");
}

#[test]
fn codes_are_begun_by_their_owner_and_change_nothing_before_the_first_one() {
    let office = Home::new();
    let school = School::start(&office, &[]);
    let home = signed_in(&school, "deputy");
    home.run("codes").ended(0).says("выключены");
    home.run("codes --code 123456").ended(1);
    // Nobody is there to type the first code.
    home.run("codes --on").ended(0).says("otpauth://totp/Zvonok:").says("секрет").complains("zvonok codes --code");
    home.run("codes").ended(0).says("Секрет выдан");
    home.run("codes --code 12").ended(1).complains("Код не подходит");
    home.run("codes --off --code 123456").ended(1);
    home.run("whoami").ended(0);
}
