//! Signing in, the token, the own password, and what an administrator does with accounts.

use serde_json::json;
use zvonok::domain::{Role, SchoolId};
use zvonok::server::{NewUser, TRAINING_PASSWORD, TotpSecret, UserError};

use crate::peer::Bench;

#[test]
fn a_session_lives_from_sign_in_to_sign_out() {
    let bench = Bench::new();
    let answer = bench.sign_in_as(" orlova ", TRAINING_PASSWORD);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let session = answer.json();
    assert_eq!(session["account"]["short_name"], "Орлова Е. В.");
    assert_eq!(session["account"]["role"], "teacher");
    assert_eq!(session["must_change_password"], false);
    assert_eq!(session["server_time"], 1_795_147_620_000_i64);
    let token = session["token"].as_str().unwrap();
    assert_eq!(token.len(), 64, "256 random bits");
    let me = bench.get("/v1/me", token);
    assert_eq!(me.json()["account"]["id"], "orlova");
    assert_eq!(me.header("date"), Some("Fri, 20 Nov 2026 04:07:00 GMT"), "the server's own clock");
    assert_eq!(me.header("cache-control"), Some("no-store"));
    assert_eq!(bench.ask("DELETE", "/v1/sessions/current", Some(token), None).status, 204);
    bench.get("/v1/me", token).is_problem(401, "sign-in-needed");
}

#[test]
fn a_session_ends_by_age_and_by_idleness() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    for (day, status) in [("2026-12-03", 200), ("2026-12-16", 200), ("2026-12-21", 401)] {
        bench.set_clock(&format!("{day}T04:07:00Z"));
        assert_eq!(bench.get("/v1/me", &token).status, status, "{day}");
    }
    bench.set_clock("2026-12-21T04:07:00Z");
    let token = bench.token("orlova");
    bench.set_clock("2027-01-05T04:07:00Z");
    bench.get("/v1/me", &token).is_problem(401, "sign-in-needed");
}

#[test]
fn a_wrong_password_and_an_unknown_login_get_the_same_answer() {
    let bench = Bench::new();
    let wrong = bench.sign_in_as("orlova", "not the password");
    let unknown = bench.sign_in_as("nobody", TRAINING_PASSWORD);
    wrong.is_problem(401, "bad-credentials");
    unknown.is_problem(401, "bad-credentials");
    assert_eq!(wrong.body, unknown.body);
    assert_eq!(wrong.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn many_wrong_passwords_slow_one_login_down_and_forgive() {
    let bench = Bench::new();
    for _ in 0..6 {
        bench.sign_in_as("orlova", "wrong").is_problem(401, "bad-credentials");
        let next = bench.clock.lock().unwrap().timestamp() + 1;
        *bench.clock.lock().unwrap() = chrono::DateTime::from_timestamp(next, 0).unwrap();
    }
    let slowed = bench.sign_in_as("orlova", TRAINING_PASSWORD);
    slowed.is_problem(429, "too-many-attempts");
    assert_eq!(slowed.header("retry-after"), Some("1"));
    assert_eq!(bench.sign_in_as("voronov", TRAINING_PASSWORD).status, 200);
    bench.set_clock("2026-11-20T04:09:00Z");
    assert_eq!(bench.sign_in_as("orlova", TRAINING_PASSWORD).status, 200);
}

#[test]
fn a_new_user_must_change_the_one_time_password_before_anything_else() {
    let bench = Bench::new();
    let school = SchoolId::new("s7");
    let user = |login: &str| NewUser {
        login: login.to_owned(),
        name: "Новикова Вера Олеговна".to_owned(),
        role: Role::Deputy,
        account: None,
    };
    let password = bench.storage().add_user(&school, user("novikova")).unwrap();
    assert_eq!(bench.storage().add_user(&school, user("novikova")), Err(UserError::LoginTaken));
    assert_eq!(bench.storage().add_user(&school, user("a b")), Err(UserError::BadLogin));
    assert_eq!(bench.storage().add_user(&SchoolId::new("s8"), user("other")), Err(UserError::NoSchool));

    let session = bench.sign_in_as("novikova", password.as_str()).json();
    assert_eq!(session["must_change_password"], true);
    let token = session["token"].as_str().unwrap();
    assert_eq!(bench.get("/v1/me", token).status, 200);
    bench.get("/v1/schools/s7", token).is_problem(403, "password-change-needed");
    bench.get("/v1/schools/s7/status", token).is_problem(403, "password-change-needed");

    let change =
        |old: &str, new: &str| bench.ask("POST", "/v1/me/password", Some(token), Some(&json!({"old": old, "new": new})));
    change(password.as_str(), "short").is_problem(422, "weak-password");
    change(password.as_str(), "qwertyuiop").is_problem(422, "weak-password");
    change(password.as_str(), password.as_str()).is_problem(422, "weak-password");
    change("not it at all", "корова на лугу").is_problem(403, "wrong-password");
    let other = bench.sign_in_as("novikova", password.as_str()).json();
    assert_eq!(change(password.as_str(), "корова на лугу").status, 204);
    assert_eq!(bench.get("/v1/schools/s7", token).status, 200, "the session goes on");
    let other = other["token"].as_str().unwrap();
    bench.get("/v1/me", other).is_problem(401, "sign-in-needed");
    bench.sign_in_as("novikova", password.as_str()).is_problem(401, "bad-credentials");
    assert_eq!(bench.sign_in_as("novikova", "корова на лугу").status, 200);
}

#[test]
fn a_closed_login_ends_at_once_and_a_reset_password_works_once_more() {
    let bench = Bench::new();
    let school = SchoolId::new("s7");
    let token = bench.token("orlova");
    bench.storage().disable_user(&school, "orlova").unwrap();
    bench.get("/v1/me", &token).is_problem(401, "sign-in-needed");
    bench.sign_in_as("orlova", TRAINING_PASSWORD).is_problem(401, "bad-credentials");
    bench.storage().enable_user(&school, "orlova").unwrap();
    assert_eq!(bench.sign_in_as("orlova", TRAINING_PASSWORD).status, 200);
    let password = bench.storage().reset_password(&school, "orlova").unwrap();
    bench.sign_in_as("orlova", TRAINING_PASSWORD).is_problem(401, "bad-credentials");
    assert_eq!(bench.sign_in_as("orlova", password.as_str()).json()["must_change_password"], true);
    assert_eq!(bench.storage().reset_password(&school, "nobody"), Err(UserError::NoAccount));
    let users = bench.storage().users(&school).unwrap();
    assert_eq!(users.len(), 8);
    assert!(users.iter().all(|user| user.has_password && !user.disabled));
}

#[test]
fn bodies_that_cannot_be_read_are_problems() {
    let bench = Bench::new();
    let json = "Content-Type: application/json\r\n";
    let large = vec![b' '; 1024 * 1024 + 1];
    let cases: [(&str, &str, &[u8], u16, &str); 8] = [
        ("POST", "Content-Type: text/plain\r\n", b"{}", 415, "not-json"),
        ("POST", json, b"{", 400, "bad-request"),
        ("POST", json, b"", 400, "bad-request"),
        ("POST", json, b"[1, 2]", 422, "invalid"),
        ("POST", json, b"{\"login\": \"x\"}", 422, "invalid"),
        ("POST", json, b"{\"login\": \"\xff\", \"password\": \"\"}", 400, "bad-request"),
        ("POST", json, &large, 413, "too-large"),
        ("PUT", json, b"{}", 405, "method-not-allowed"),
    ];
    for (method, headers, body, status, kind) in cases {
        bench.raw(method, "/v1/sessions", headers, body).is_problem(status, kind);
    }
    bench.raw("GET", "/v1/nowhere", "", b"").is_problem(404, "not-found");
    for token in ["", "Authorization: Basic eDp5\r\n", "Authorization: Bearer \r\n", "Authorization: Bearer x\r\n"] {
        bench.raw("GET", "/v1/me", token, b"").is_problem(401, "sign-in-needed");
    }
    assert_eq!(bench.raw("GET", "/healthz", "", b"").body, "ok\n");
    assert_eq!(bench.raw("PUT", "/v1/sessions", "", b"").header("allow"), Some("POST"));
}

#[test]
fn a_session_is_known_by_the_computer_that_its_client_names() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    for (said, kept) in [("kab-214", "kab-214"), (" kab\u{1b}[2J ", "kab[2J"), (&"я".repeat(80), &"я".repeat(64))] {
        let body = json!({"login": "orlova", "password": TRAINING_PASSWORD, "machine": said});
        assert_eq!(bench.ask("POST", "/v1/sessions", None, Some(&body)).status, 200);
        let sessions = bench.get("/v1/me/sessions", &token).json()["sessions"].as_array().unwrap().clone();
        assert!(sessions.iter().any(|session| session["machine"] == kept), "{sessions:?}");
    }
}

#[test]
fn own_sessions_are_listed_renewed_and_ended() {
    let bench = Bench::new();
    let (first, second, other) = (bench.token("orlova"), bench.token("orlova"), bench.token("voronov"));
    let list = |token: &str| bench.get("/v1/me/sessions", token).json()["sessions"].as_array().unwrap().clone();
    let sessions = list(&first);
    assert!(sessions.iter().all(|session| session["machine"] == ""), "nobody said which computer: {sessions:?}");
    assert_eq!(sessions.len(), 2, "those of the login, and nobody else's");
    assert_eq!(sessions.iter().filter(|session| session["current"] == true).count(), 1);
    assert!(sessions.iter().all(|session| session["address"] == "127.0.0.1"), "{sessions:?}");
    let text = serde_json::to_string(&sessions).unwrap();
    assert!(!text.contains(&first) && !text.contains(&second), "what is listed opens no door");

    let strangers = list(&other)[0]["id"].as_str().unwrap().to_owned();
    let end = |token: &str, id: &str| bench.ask("DELETE", &format!("/v1/me/sessions/{id}"), Some(token), None);
    end(&first, &strangers).is_problem(404, "not-found");
    let there = sessions.iter().find(|session| session["current"] == false).unwrap()["id"].as_str().unwrap();
    assert_eq!(end(&first, there).status, 204);
    end(&first, there).is_problem(404, "not-found");
    bench.get("/v1/me", &second).is_problem(401, "sign-in-needed");

    let renew = |token: &str| bench.ask("POST", "/v1/sessions/current/renewal", Some(token), None);
    let mut ends = Vec::new();
    for day in ["2026-12-01", "2026-12-14", "2026-12-27", "2027-01-09"] {
        bench.set_clock(&format!("{day}T04:07:00Z"));
        ends.push(renew(&first).json()["expires_at"].as_str().unwrap()[..10].to_owned());
    }
    assert_eq!(ends, ["2026-12-31", "2027-01-13", "2027-01-26", "2027-02-08"]);
    let third = bench.token("orlova");
    assert_eq!(bench.ask("DELETE", "/v1/me/sessions", Some(&third), None).status, 204);
    for token in [&first, &third] {
        bench.get("/v1/me", token).is_problem(401, "sign-in-needed");
        renew(token).is_problem(401, "sign-in-needed");
    }
    bench.get("/v1/me", &other).is_problem(401, "sign-in-needed");
    assert_eq!(bench.storage().verify(None).unwrap().faults, []);
}

#[test]
fn a_session_cannot_be_renewed_for_ever() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let mut day: chrono::DateTime<chrono::Utc> = crate::peer::NOW.parse().unwrap();
    let mut ends = String::new();
    while day < "2027-05-05T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() {
        day += chrono::TimeDelta::days(10);
        *bench.clock.lock().unwrap() = day;
        let answer = bench.ask("POST", "/v1/sessions/current/renewal", Some(&token), None);
        ends = answer.json()["expires_at"].as_str().unwrap().to_owned();
    }
    assert_eq!(ends, "2027-05-19T04:07:00Z", "180 days after the sign-in");
}

#[test]
fn one_time_codes_are_asked_for_and_none_is_good_twice() {
    let bench = Bench::new();
    let school = SchoolId::new("s7");
    let now = || *bench.clock.lock().unwrap();
    let sign_in = |code: Option<&str>| {
        let body = json!({"login": "orlova", "password": TRAINING_PASSWORD, "code": code});
        bench.ask("POST", "/v1/sessions", None, Some(&body))
    };
    let secret = bench.storage().set_codes(&school, "orlova", Some(TotpSecret::generate())).unwrap().unwrap();
    sign_in(None).is_problem(401, "code-needed");
    bench.sign_in_as("orlova", "wrong").is_problem(401, "bad-credentials");
    let code = secret.code_at(now());
    let wrong = if code == "000000" { "000001" } else { "000000" };
    sign_in(Some(wrong)).is_problem(401, "bad-credentials");
    let session = sign_in(Some(&code));
    assert_eq!(session.status, 200, "{}", session.body);
    assert!(session.json().get("code_in_password").is_none());
    sign_in(Some(&code)).is_problem(401, "bad-credentials");

    bench.set_clock("2026-11-20T05:07:00Z");
    let typed = |code: &str| bench.sign_in_as("orlova", &format!("{TRAINING_PASSWORD} {code}"));
    let session = typed(&secret.code_at(now()));
    assert_eq!(session.status, 200, "as it is typed into one field: {}", session.body);
    assert_eq!(session.json()["code_in_password"], true);
    assert_eq!(session.json()["last_sign_in"]["wrong_since"], 1, "the code that came twice");

    // Wrong codes are slowed down like wrong passwords, and the right password forgives none of them.
    for _ in 0..6 {
        typed(wrong);
        let next = now() + chrono::TimeDelta::seconds(1);
        *bench.clock.lock().unwrap() = next;
    }
    typed(&secret.code_at(now())).is_problem(429, "too-many-attempts");
    bench.set_clock("2026-11-20T06:07:00Z");
    bench.storage().set_codes(&school, "orlova", None).unwrap();
    assert_eq!(sign_in(None).status, 200);
    assert_eq!(bench.storage().verify(None).unwrap().faults, []);
}

#[test]
fn wrong_passwords_are_counted_by_all_servers_on_a_journal_and_over_a_restart() {
    let mut bench = Bench::new();
    for _ in 0..5 {
        bench.sign_in_as("orlova", "wrong").is_problem(401, "bad-credentials");
    }
    bench.sign_in_as("orlova", TRAINING_PASSWORD).is_problem(429, "too-many-attempts");
    bench.restart();
    bench.sign_in_as("orlova", TRAINING_PASSWORD).is_problem(429, "too-many-attempts");
    bench.set_clock("2026-11-20T04:23:00Z");
    assert_eq!(bench.token("orlova").len(), 64, "forgotten after a quarter of an hour");
}
