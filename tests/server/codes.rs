//! One-time codes that their owner switches on and off.

use serde_json::{Value, json};
use zvonok::server::TRAINING_PASSWORD;

use crate::peer::{Answer, Bench};

/// The code of a secret at the bench's clock, as a phone makes it: nothing of the program's own.
fn code(bench: &Bench, secret: &str) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let fives = secret.chars().filter(|letter| *letter != ' ').map(|letter| ALPHABET.find(letter).expect("Base32"));
    let bits: Vec<bool> = fives.flat_map(|five| (0..5).rev().map(move |place| five >> place & 1 == 1)).collect();
    let key: Vec<u8> = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect();
    let step = bench.clock.lock().unwrap().timestamp() / 30;
    let tag = ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key), &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let number = u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// A code that is not good now.
fn wrong(code: &str) -> String {
    if code.starts_with('0') { "111111" } else { "000000" }.to_owned()
}

fn post(bench: &Bench, token: &str, path: &str, body: &Value) -> Answer {
    bench.ask("POST", path, Some(token), Some(body))
}

fn state(bench: &Bench, token: &str) -> (bool, bool) {
    let said = bench.get("/v1/me/codes", token).json();
    (said["on"].as_bool().unwrap(), said["waiting"].as_bool().unwrap())
}

#[test]
fn codes_are_switched_on_by_the_first_code_and_off_by_another() {
    let bench = Bench::new();
    for login in ["orlova", "demidov"] {
        let token = bench.token(login);
        assert_eq!(state(&bench, &token), (false, false));
        let confirm = |code: &str| post(&bench, &token, "/v1/me/codes/confirmation", &json!({"code": code}));
        confirm("123456").is_problem(404, "not-found");
        let begin = |password: &str| post(&bench, &token, "/v1/me/codes", &json!({"password": password}));
        begin("not the password").is_problem(403, "wrong-password");
        let told = begin(TRAINING_PASSWORD);
        assert_eq!(told.status, 200, "{}", told.body);
        let secret = told.json()["secret"].as_str().unwrap().to_owned();
        let address = told.json()["address"].as_str().unwrap().to_owned();
        assert_eq!(address, format!("otpauth://totp/Zvonok:{login}?secret={}&issuer=Zvonok", secret.replace(' ', "")));

        // A slip shuts nobody out: until the first code signing in is as it was.
        assert_eq!(state(&bench, &token), (false, true));
        confirm(&wrong(&code(&bench, &secret))).is_problem(403, "wrong-code");
        assert_eq!(bench.sign_in_as(login, TRAINING_PASSWORD).status, 200);
        let secret = begin(TRAINING_PASSWORD).json()["secret"].as_str().unwrap().to_owned();
        let first = code(&bench, &secret);
        assert_eq!(confirm(&format!("{} {}", &first[..3], &first[3..])).status, 204, "as a phone shows it");
        assert_eq!(state(&bench, &token), (true, false));
        begin(TRAINING_PASSWORD).is_problem(409, "codes-are-on");
        bench.sign_in_as(login, TRAINING_PASSWORD).is_problem(401, "code-needed");
        bench.sign_in_as(login, &format!("{TRAINING_PASSWORD} {first}")).is_problem(401, "bad-credentials");
        assert_eq!(bench.get("/v1/me", &token).status, 200, "the session goes on");

        let next = *bench.clock.lock().unwrap() + chrono::TimeDelta::seconds(60);
        *bench.clock.lock().unwrap() = next;
        assert_eq!(bench.sign_in_as(login, &format!("{TRAINING_PASSWORD} {}", code(&bench, &secret))).status, 200);
        let end = |password: &str, code: &str| {
            post(&bench, &token, "/v1/me/codes/removal", &json!({"password": password, "code": code}))
        };
        let next = *bench.clock.lock().unwrap() + chrono::TimeDelta::seconds(60);
        *bench.clock.lock().unwrap() = next;
        let now = code(&bench, &secret);
        end("not the password", &now).is_problem(403, "wrong-password");
        end(TRAINING_PASSWORD, &wrong(&now)).is_problem(403, "wrong-code");
        assert_eq!(state(&bench, &token), (true, false));
        assert_eq!(end(TRAINING_PASSWORD, &now).status, 204);
        assert_eq!(bench.sign_in_as(login, TRAINING_PASSWORD).status, 200);
        end(TRAINING_PASSWORD, &now).is_problem(404, "not-found");
    }
    assert_eq!(bench.storage().verify(None).unwrap().faults, []);
}

#[test]
fn an_administrator_lets_in_who_has_lost_the_phone() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let begun = post(&bench, &token, "/v1/me/codes", &json!({"password": TRAINING_PASSWORD}));
    let secret = begun.json()["secret"].as_str().unwrap().to_owned();
    let confirmed = post(&bench, &token, "/v1/me/codes/confirmation", &json!({"code": code(&bench, &secret)}));
    assert_eq!(confirmed.status, 204);
    bench.sign_in_as("orlova", TRAINING_PASSWORD).is_problem(401, "code-needed");
    bench.storage().set_codes(&zvonok::domain::SchoolId::new("s7"), "orlova", None).unwrap();
    assert_eq!(bench.sign_in_as("orlova", TRAINING_PASSWORD).status, 200);
}

#[test]
fn the_log_says_when_codes_were_switched_on() {
    let bench = Bench::new();
    let token = bench.token("orlova");
    let begun = post(&bench, &token, "/v1/me/codes", &json!({"password": TRAINING_PASSWORD}));
    let secret = begun.json()["secret"].as_str().unwrap().to_owned();
    let confirmed = post(&bench, &token, "/v1/me/codes/confirmation", &json!({"code": code(&bench, &secret)}));
    assert_eq!(confirmed.status, 204);
    let log = bench.get("/v1/schools/s7/audit", &bench.token("lebedeva"));
    let lines = log.json()["lines"].as_array().unwrap().clone();
    assert!(lines.iter().any(|line| line["kind"] == "codes_on" && line["actor"] == "orlova"), "{lines:?}");
    assert!(!log.body.contains(&secret.replace(' ', "")), "never the secret");
}
