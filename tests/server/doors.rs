//! By which ways a server is reached: TLS with the school's certificate, a named proxy, loopback.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::json;
use zvonok::server::{
    Certificate, Exposure, Logins, Options, Running, Serving, StartError, TRAINING_PASSWORD, Trial, start,
};

use crate::journal::Journal;
use crate::peer::{Answer, NOW};
use crate::school::school;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

fn options(journal: &Journal, listen: &str, exposure: Exposure, serving: Serving) -> Options {
    let clock = Arc::new(|| NOW.parse().unwrap());
    Options { data: journal.place(), listen: listen.parse().unwrap(), clock, exposure, serving }
}

fn with_school(server: Running) -> Running {
    server.storage().import(school(), Logins::Training, Trial::Apply, NOW.parse().unwrap()).unwrap();
    server
}

fn certificate() -> Serving {
    let certificate = Certificate::read(&fixture("localhost.pem"), &fixture("key.pem")).unwrap();
    Serving { certificate: Some(certificate), ..Serving::default() }
}

fn sign_in(headers: &str) -> Vec<u8> {
    let body = json!({"login": "orlova", "password": TRAINING_PASSWORD}).to_string();
    let head = "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
    format!("{head}{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// An answer over TLS, where the certificate is believed by this authority.
fn over_tls(address: SocketAddr, authority: &str, request: &[u8]) -> std::io::Result<Answer> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(fixture(authority)).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    stream.write_all(request)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(Answer::parse(&bytes))
}

#[test]
fn with_a_certificate_it_speaks_tls_and_nothing_else() {
    let journal = Journal::new();
    let server = with_school(start(options(&journal, "127.0.0.1:0", Exposure::Loopback, certificate())).unwrap());
    assert_eq!(server.url(), format!("https://{}", server.addr()));
    let answer = over_tls(server.addr(), "authority.pem", &sign_in("")).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        over_tls(server.addr(), "another-authority.pem", &sign_in("")).is_err(),
        "a certificate that nobody vouches for"
    );
    let mut plain = TcpStream::connect(server.addr()).unwrap();
    plain.write_all(&sign_in("")).unwrap();
    let mut heard = Vec::new();
    let _ = plain.read_to_end(&mut heard);
    assert!(!heard.starts_with(b"HTTP"), "a password in clear is not answered");
}

#[test]
fn plain_http_leaves_the_machine_only_behind_a_named_proxy() {
    let proxies = |list: &[&str]| Serving {
        proxies: list.iter().map(|text| text.parse::<IpAddr>().unwrap()).collect(),
        ..Serving::default()
    };
    let everywhere = "0.0.0.0:0";
    for (listen, exposure, serving, starts) in [
        ("127.0.0.1:0", Exposure::Loopback, proxies(&[]), true),
        (everywhere, Exposure::Loopback, proxies(&[]), false),
        (everywhere, Exposure::Loopback, proxies(&["192.0.2.1"]), false),
        (everywhere, Exposure::BehindProxy, proxies(&[]), false),
        (everywhere, Exposure::BehindProxy, proxies(&["192.0.2.1"]), true),
        ("127.0.0.1:0", Exposure::BehindProxy, proxies(&[]), true),
        (everywhere, Exposure::Loopback, certificate(), true),
    ] {
        let journal = Journal::new();
        let started = start(options(&journal, listen, exposure, serving));
        match started {
            Ok(_) => assert!(starts, "{listen} {exposure:?}"),
            Err(error) => assert!(!starts && matches!(error, StartError::Exposed(_)), "{listen} {exposure:?}: {error}"),
        }
    }
}

#[test]
fn a_proxy_says_who_asks_and_nobody_else_may() {
    for (exposure, expected) in [(Exposure::BehindProxy, "203.0.113.9"), (Exposure::Loopback, "127.0.0.1")] {
        let journal = Journal::new();
        let server = with_school(start(options(&journal, "127.0.0.1:0", exposure, Serving::default())).unwrap());
        let mut last = serde_json::Value::Null;
        for _ in 0..2 {
            let mut stream = TcpStream::connect(server.addr()).unwrap();
            stream.write_all(&sign_in("X-Forwarded-For: 10.0.0.1, 203.0.113.9\r\n")).unwrap();
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).unwrap();
            last = Answer::parse(&bytes).json()["last_sign_in"]["address"].clone();
        }
        assert_eq!(last, expected, "{exposure:?}");
    }
}
