//! Where a database is, and as whom it is spoken to.

use std::net::{IpAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use postgres::Config;
use postgres::config::{Host, SslMode};

/// How long a host may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The address of a `PostgreSQL` database, with the password of its role.
#[derive(Clone)]
pub struct Postgres {
    config: Arc<Config>,
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
    /// It asks for encryption, which the program does not have for a database.
    Tls,
}

impl std::fmt::Display for AddressError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "not an address of a database (postgres://role@host/database): {why}"),
            Self::Password => f.write_str("the password does not belong into the address"),
            Self::Tls => f.write_str("the way to a database is not encrypted here: sslmode=require cannot be kept"),
            Self::Exposed(host) => write!(f, "{host} is another computer, and the way there is not encrypted"),
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
    /// The address is malformed, carries a password, asks for encryption, or leads to another computer.
    pub fn parse(address: &str, password: Option<&str>) -> Result<Self, AddressError> {
        let malformed = |error: postgres::Error| {
            AddressError::Malformed(std::error::Error::source(&error).unwrap_or(&error).to_string())
        };
        let mut config: Config = address.parse().map_err(malformed)?;
        if config.get_password().is_some() {
            return Err(AddressError::Password);
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(AddressError::Malformed("no host".to_owned()));
        }
        if !matches!(config.get_ssl_mode(), SslMode::Disable | SslMode::Prefer) {
            return Err(AddressError::Tls);
        }
        let strange = config.get_hostaddrs().iter().find(|address| !address.is_loopback()).map(IpAddr::to_string);
        let strange = strange.or_else(|| config.get_hosts().iter().find_map(other_computer));
        if let Some(host) = strange {
            return Err(AddressError::Exposed(host));
        }
        if let Some(password) = password {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("zvonok");
        Ok(Self { config: Arc::new(config) })
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }
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
            ("postgres://zvonok@127.0.0.1/journal?sslmode=require", Err(AddressError::Tls)),
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
    fn a_password_is_never_shown() {
        let address = Postgres::parse("postgres://zvonok@127.0.0.1/journal", Some("s3cret")).expect("an address");
        assert!(!format!("{address:?} {address}").contains("s3cret"));
        assert_eq!(address.config().get_password(), Some(b"s3cret".as_slice()));
    }
}
