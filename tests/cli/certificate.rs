//! A server over TLS on loopback: which certificates are believed, and what is said of the others.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

use crate::program::Home;

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

/// Listens with a certificate, and lets nobody in who gets through to it. Gives the port.
pub fn serve(certificate: &str) -> u16 {
    let chain = CertificateDer::pem_file_iter(fixture(certificate)).expect("a file");
    let chain: Vec<_> = chain.map(|one| one.expect("a certificate")).collect();
    let key = PrivateKeyDer::from_pem_file(fixture("key.pem")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("they belong together"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for tcp in listener.incoming().flatten() {
            // A client that does not believe the certificate goes away: that is what is tested.
            let _ = refuse(ServerConnection::new(Arc::clone(&config)).expect("a connection"), tcp);
        }
    });
    port
}

fn refuse(mut connection: ServerConnection, mut tcp: TcpStream) -> std::io::Result<()> {
    let mut tls = Stream::new(&mut connection, &mut tcp);
    let mut heard = Vec::new();
    let mut heap = [0; 4096];
    // Head and body may come apart; the body of a sign-in is one flat object.
    while !heard.ends_with(b"}") {
        let count = tls.read(&mut heap)?;
        if count == 0 {
            return Ok(());
        }
        heard.extend_from_slice(&heap[..count]);
    }
    let body = r#"{"type":"/problems/wrong-password","title":"No","status":401}"#;
    let status = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\nConnection: close\r\n";
    tls.write_all(format!("{status}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())?;
    tls.conn.send_close_notify();
    tls.flush()
}

#[test]
fn only_a_certificate_that_matches_lets_the_password_out() {
    // certificate of the server, the file of certificates in the settings, exit status, what is said
    let table = [
        ("localhost.pem", Some("authority.pem"), 4, "пароль не подходят"),
        ("another-name.pem", Some("authority.pem"), 3, "Ничего не отправлено, записи на диске. Если у школы свой центр"),
        ("localhost.pem", None, 3, "укажите его файл в настройке ca_file"),
        ("localhost.pem", Some("another-authority.pem"), 3, "нельзя доверять"),
        ("not-yet-valid.pem", Some("authority.pem"), 3, "Проверьте дату и часы"),
        ("expired.pem", Some("authority.pem"), 3, "Проверьте дату и часы"),
        ("localhost.pem", Some("key.pem"), 2, "ca_file"),
        ("localhost.pem", Some("missing.pem"), 2, "ca_file"),
    ];
    for (certificate, ca_file, status, sentence) in table {
        let home = Home::new();
        home.write("password", "secret-word\n");
        if let Some(ca_file) = ca_file {
            home.write("config.toml", &format!("ca_file = '{}'\n", fixture(ca_file).display()));
        }
        let server = format!("https://localhost:{}", serve(certificate));
        let said = home.run_args(&["login", "--server", &server, "--user", "orlova"]);
        assert_eq!(said.status, status, "{certificate}, {ca_file:?}: {said:#?}");
        assert!(said.err.contains(sentence), "{certificate}, {ca_file:?}: {said:#?}");
    }
}

/// The key of every certificate of these tests.
const KEY: &str = "ad76115d85ab6a0fbda54400317f222254eeaa59c23472dfeb933a9abd963c63";

#[test]
fn only_a_key_that_is_pinned_lets_the_password_out() {
    let other = "0".repeat(64);
    // certificate of the server, pins in the settings, exit status, what is said
    let table = [
        ("localhost.pem", KEY.to_owned(), 4, "пароль не подходят"),
        ("localhost.pem", format!("{other} {KEY}"), 4, "пароль не подходят"),
        ("localhost.pem", other.clone(), 3, "не тот, что назван в настройке pin"),
        // A pin is no substitute for the usual checks.
        ("another-name.pem", KEY.to_owned(), 3, "нельзя доверять"),
        ("expired.pem", KEY.to_owned(), 3, "Проверьте дату и часы"),
        ("localhost.pem", "ad76".to_owned(), 2, "Настройка pin не читается"),
    ];
    for (certificate, pin, status, sentence) in table {
        let home = Home::new();
        home.write("password", "secret-word\n");
        home.write("config.toml", &format!("ca_file = '{}'\npin = '{pin}'\n", fixture("authority.pem").display()));
        let server = format!("https://localhost:{}", serve(certificate));
        let said = home.run_args(&["login", "--server", &server, "--user", "orlova"]);
        assert_eq!(said.status, status, "{certificate}, {pin}: {said:#?}");
        assert!(said.err.contains(sentence), "{certificate}, {pin}: {said:#?}");
        if status == 3 && certificate == "localhost.pem" {
            let log = std::fs::read_to_string(home.path().join("zvonok.log")).expect("the log");
            assert!(log.contains(KEY), "the key that was found is said to who may pin it: {log}");
        }
    }
}

#[test]
fn the_doctor_names_a_certificate_that_does_not_match() {
    let home = Home::new();
    home.write("config.toml", &format!("ca_file = '{}'\n", fixture("authority.pem").display()));
    let server = format!("https://localhost:{}", serve("another-name.pem"));
    let said = home.run_args(&["--server", &server, "--user", "orlova", "doctor", "--json"]).ended(1);
    let checks = said.json();
    let of = |name: &str| checks.as_array().into_iter().flatten().find(|check| check["name"] == name).cloned();
    assert_eq!(of("certificate").expect("a check")["state"], "bad", "{said:#?}");
}
