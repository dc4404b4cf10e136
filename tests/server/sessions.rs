//! Signing in, the token, the own password, and what an administrator does with accounts.

use serde_json::json;
use zvonok::domain::{Role, SchoolId};
use zvonok::server::{NewUser, TRAINING_PASSWORD, UserError};

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
