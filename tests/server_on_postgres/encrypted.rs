//! The way to a database that only takes encrypted connections.

use zvonok::server::{Place, Storage, StorageError};

use crate::cluster::Cluster;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls");

/// A cluster that shows a certificate, with an empty database, and its port.
fn cluster(certificate: &str) -> (Cluster, u16) {
    let read = |name: &str| std::fs::read(format!("{FIXTURES}/{name}.pem")).unwrap();
    // Free a moment ago; nothing else of the tests takes ports from here.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let cluster = Cluster::start_encrypted(port, &read(certificate), &read("key")).unwrap();
    let cluster = cluster.unwrap_or_else(|| {
        crate::absent::say("the encrypted way was");
        std::process::exit(0);
    });
    (cluster, port)
}

fn open(port: u16, tls: &str) -> Result<usize, StorageError> {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("postgres://zvonok@localhost:{port}/postgres{tls}");
    let storage = Storage::open_at(Place::of(folder.path(), Some(&address), None)?)?;
    // Written and read: both kinds of connections.
    storage.schools().map(|schools| schools.len())
}

#[test]
fn who_answers_must_be_who_the_authority_has_signed() {
    let (_cluster, port) = cluster("localhost");
    let by = |mode: &str, authority: &str| open(port, &format!("?sslmode={mode}&sslrootcert={FIXTURES}/{authority}.pem"));
    for mode in ["verify-full", "verify-ca", "require"] {
        assert_eq!(by(mode, "authority"), Ok(0), "{mode}");
        let refused = by(mode, "another-authority").unwrap_err().to_string();
        assert!(refused.contains("certificate"), "{mode}: {refused}");
    }
    let plain = open(port, "").unwrap_err().to_string();
    assert!(plain.contains("28000"), "the database takes nobody in clear: {plain}");
}

#[test]
fn another_name_is_found_where_names_are_looked_at() {
    let (_cluster, port) = cluster("another-name");
    let by = |mode: &str| open(port, &format!("?sslmode={mode}&sslrootcert={FIXTURES}/authority.pem"));
    assert_eq!(by("verify-ca"), Ok(0));
    let refused = by("verify-full").unwrap_err().to_string();
    assert!(refused.contains("certificate"), "{refused}");
}
