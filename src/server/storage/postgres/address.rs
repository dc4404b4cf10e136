//! Where a database is, as whom it is spoken to, and whether the way there is encrypted.
//!
//! The address is that of `libpq`. What the driver does not know of it is read here: `sslmode=verify-ca`, `verify-full`, `sslrootcert`.

use std::net::{IpAddr, ToSocketAddrs as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, NoTls};
use tokio_postgres::Config;

use super::tls::{Scrutiny, Tls};

/// How long a host may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Moves a connection on, and gives what came that nobody asked for.
pub(super) type Incoming =
    Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<tokio_postgres::AsyncMessage, postgres::Error>>> + Send>;

/// The address of a `PostgreSQL` database, with the password of its role.
#[derive(Clone)]
pub struct Postgres {
    config: Arc<Config>,
    tls: Option<Tls>,
}

/// Why an address is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressError {
    /// It is not of the form `postgres://role@host/database`.
    Malformed(String),
    /// It carries a password, which every user of the computer would see among the arguments.
    Password,
    /// The host is another computer: journal and password would travel in clear.
    Exposed(String),
    /// It asks for encryption, and names no authority by which it would be known who answers.
    Authority,
    /// The file of the authority cannot be used.
    Certificates(String),
}

impl std::fmt::Display for AddressError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "not an address of a database (postgres://role@host/database): {why}"),
            Self::Password => f.write_str("the password does not belong into the address"),
            Self::Authority => f.write_str(
                "encrypted, but to whom: name the file with the certificate of the authority as sslrootcert=FILE",
            ),
            Self::Certificates(why) => write!(f, "sslrootcert: {why}"),
            Self::Exposed(host) => {
                write!(f, "{host} is another computer, and the way there is not encrypted: sslmode=verify-full")
            }
        }
    }
}

impl std::error::Error for AddressError {}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Postgres({self})")
    }
}

/// Hosts and database, without the role and without the password.
impl std::fmt::Display for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts: Vec<String> = hosts.collect();
        write!(f, "postgres://{}/{}", hosts.join(","), self.config.get_dbname().unwrap_or_default())
    }
}

impl Postgres {
    /// Reads an address as `libpq` writes it. The password comes apart from it, from a file or the environment.
    ///
    /// # Errors
    /// The address is malformed, carries a password, leads to another computer without encryption, or asks for encryption without an
    /// authority that can be read.
    pub fn parse(address: &str, password: Option<&str>) -> Result<Self, AddressError> {
        let malformed = |error: postgres::Error| {
            AddressError::Malformed(std::error::Error::source(&error).unwrap_or(&error).to_string())
        };
        let (address, wish) = without_tls(address);
        let mut config: Config = address.parse().map_err(malformed)?;
        if config.get_password().is_some() {
            return Err(AddressError::Password);
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(AddressError::Malformed("no host".to_owned()));
        }
        let tls = wish.tls()?;
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        let strange = config.get_hostaddrs().iter().find(|address| !address.is_loopback()).map(IpAddr::to_string);
        let strange = strange.or_else(|| config.get_hosts().iter().find_map(other_computer));
        if let Some(host) = strange.filter(|_| tls.is_none()) {
            return Err(AddressError::Exposed(host));
        }
        if let Some(password) = password {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("zvonok");
        Ok(Self { config: Arc::new(config), tls })
    }

    /// Connects, as the address says, for who waits for each answer.
    pub(super) fn connect(&self) -> Result<Client, postgres::Error> {
        let config = postgres::Config::from((*self.config).clone());
        match &self.tls {
            Some(tls) => config.connect(tls.clone()),
            None => config.connect(NoTls),
        }
    }

    /// Connects, as the address says, and gives the connection with what brings its answers.
    pub(super) async fn open(&self) -> Result<(tokio_postgres::Client, Incoming), postgres::Error> {
        if let Some(tls) = &self.tls {
            let (client, mut connection) = self.config.connect(tls.clone()).await?;
            return Ok((client, Box::new(move |context| connection.poll_message(context))));
        }
        let (client, mut connection) = self.config.connect(NoTls).await?;
        Ok((client, Box::new(move |context| connection.poll_message(context))))
    }
}

/// What an address says of encryption.
#[derive(Debug, Default)]
struct Wish {
    mode: Option<String>,
    authorities: Option<PathBuf>,
}

impl Wish {
    fn tls(self) -> Result<Option<Tls>, AddressError> {
        let scrutiny = match self.mode.as_deref() {
            None | Some("disable" | "allow" | "prefer") => return Ok(None),
            Some("require" | "verify-ca") => Scrutiny::Authority,
            Some("verify-full") => Scrutiny::Name,
            Some(other) => return Err(AddressError::Malformed(format!("sslmode={other}"))),
        };
        let authorities = self.authorities.ok_or(AddressError::Authority)?;
        Tls::by(&authorities, scrutiny).map(Some).map_err(AddressError::Certificates)
    }
}

/// The address without what it says of encryption, and that. It is an address of parts, or a list of names and values.
fn without_tls(address: &str) -> (String, Wish) {
    let mut wish = Wish::default();
    let mut is_kept = |part: &&str| {
        let Some((name, value)) = part.split_once('=') else { return true };
        let value = value.trim_matches('\'');
        match name.trim() {
            "sslmode" => wish.mode = Some(value.to_owned()),
            "sslrootcert" => wish.authorities = Some(unescaped(value).into()),
            _ => return true,
        }
        false
    };
    let rest = if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        let (before, query) = address.split_once('?').unwrap_or((address, ""));
        let kept: Vec<&str> = query.split('&').filter(|part| is_kept(part)).collect();
        let kept = kept.join("&");
        if kept.is_empty() { before.to_owned() } else { format!("{before}?{kept}") }
    } else {
        address.split_whitespace().filter(|part| is_kept(part)).collect::<Vec<_>>().join(" ")
    };
    (rest, wish)
}

/// A value of an address, whose `%2F` is a slash.
fn unescaped(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The name of a host that is not this computer.
fn other_computer(host: &Host) -> Option<String> {
    match host {
        Host::Tcp(name) => {
            let here = (name.as_str(), 0).to_socket_addrs();
            let is_here = here.is_ok_and(|mut found| found.all(|address| address.ip().is_loopback()));
            (!is_here).then(|| name.clone())
        }
        #[cfg(unix)]
        Host::Unix(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_no_password_and_stays_on_this_computer() {
        let exposed = |host: &str| Err(AddressError::Exposed(host.to_owned()));
        for (address, expected) in [
            ("postgres:///journal?host=/run/postgresql", Ok("postgres:///run/postgresql/journal")),
            ("postgres://zvonok@127.0.0.1:5433/journal", Ok("postgres://127.0.0.1/journal")),
            ("host=/run/postgresql dbname=journal user=zvonok", Ok("postgres:///run/postgresql/journal")),
            ("postgres://zvonok:secret@127.0.0.1/journal", Err(AddressError::Password)),
            ("postgres://zvonok@127.0.0.1/journal?sslmode=require", Err(AddressError::Authority)),
            ("host=192.0.2.7 dbname=journal sslmode=verify-full", Err(AddressError::Authority)),
            ("postgres://zvonok@192.0.2.7/journal?sslmode=prefer", exposed("192.0.2.7")),
            ("postgres://zvonok@127.0.0.1/journal?sslmode=trust", Err(AddressError::Malformed("sslmode=trust".to_owned()))),
            ("postgres://zvonok@192.0.2.7/journal", exposed("192.0.2.7")),
            ("postgres://zvonok@127.0.0.1,192.0.2.7/journal", exposed("192.0.2.7")),
        ] {
            let found = Postgres::parse(address, None).map(|found| found.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{address}");
        }
        assert!(matches!(Postgres::parse("journal", None), Err(AddressError::Malformed(_))));
        assert!(matches!(Postgres::parse("postgres:///journal", None), Err(AddressError::Malformed(_))));
    }

    #[test]
    fn another_computer_is_reached_where_it_is_known_who_answers() {
        let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/authority.pem");
        for (address, expected) in [
            (format!("postgres://zvonok@192.0.2.7/journal?sslmode=verify-full&sslrootcert={authority}"), true),
            (
                format!("postgres://zvonok@192.0.2.7/journal?sslrootcert={}&sslmode=require", authority.replace('/', "%2F")),
                true,
            ),
            (format!("host=192.0.2.7 dbname=journal user=zvonok sslmode=verify-ca sslrootcert='{authority}'"), true),
            (format!("postgres://zvonok@192.0.2.7/journal?sslrootcert={authority}"), false),
        ] {
            assert_eq!(Postgres::parse(&address, None).is_ok(), expected, "{address}");
        }
        let none = "postgres://zvonok@192.0.2.7/journal?sslmode=verify-full&sslrootcert=/nowhere/authority.pem";
        assert!(matches!(Postgres::parse(none, None), Err(AddressError::Certificates(_))));
        let empty = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls/README.md");
        let none = format!("postgres://zvonok@192.0.2.7/journal?sslmode=verify-full&sslrootcert={empty}");
        assert!(matches!(Postgres::parse(&none, None), Err(AddressError::Certificates(_))));
    }

    #[test]
    fn what_is_said_of_encryption_is_parted_from_the_address() {
        for (address, rest) in [
            ("postgres://a@h/d?sslmode=verify-full&host=/run&sslrootcert=/x", "postgres://a@h/d?host=/run"),
            ("postgres://a@h/d?sslmode=disable", "postgres://a@h/d"),
            ("postgres://a@h/d", "postgres://a@h/d"),
            ("host=h sslmode=require dbname=d", "host=h dbname=d"),
        ] {
            assert_eq!(without_tls(address).0, rest);
        }
        for (value, expected) in [("%2Fsrv%2Fa.pem", "/srv/a.pem"), ("100%", "100%"), ("%zz", "%zz"), ("", "")] {
            assert_eq!(unescaped(value), expected);
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let address = Postgres::parse("postgres://zvonok@127.0.0.1/journal", Some("s3cret")).expect("an address");
        assert!(!format!("{address:?} {address}").contains("s3cret"));
        assert_eq!(address.config.get_password(), Some(b"s3cret".as_slice()));
    }
}
