//! A `PostgreSQL` cluster of its own in a temporary folder: Debian's package, a Unix socket only, `fsync` on. It ends, and its folder
//! is removed, when the process ends that started it.

use std::io::{BufRead as _, BufReader, Error, Result};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use postgres::{Client, NoTls};

/// Longest folder for temporary files, in bytes: a socket's name has 107 at most.
const NAME_MAX: usize = 60;
/// Starts the cluster in `$2` by the programs in `$1`, with the settings `$3`, says so, waits until its input ends, and clears up.
const KEEPER: &str = r#"
    "$1/initdb" -D "$2/data" -U zvonok -A trust -E UTF8 --locale=C.UTF-8 >"$2/log" 2>&1 || { cat "$2/log"; exit 1; }
    printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$2'" "max_connections = 200" "$3" >>"$2/data/postgresql.conf"
    if [ -e "$2/hba" ]; then cp "$2/hba" "$2/data/pg_hba.conf"; fi
    "$1/pg_ctl" -D "$2/data" -l "$2/log" -s -w start || { cat "$2/log"; exit 1; }
    echo ready
    cat >/dev/null
    "$1/pg_ctl" -D "$2/data" -s -m immediate stop
    rm -rf "$2"
"#;

/// A running cluster.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    _keeper: Child,
}

impl Cluster {
    /// Starts one. `None`: the program is not installed here.
    pub fn start() -> Result<Option<Self>> {
        Self::start_with("", &[])
    }

    /// The same, listening on a port of this machine as well, for encrypted connections only. Files are PEM; the key is the server's.
    #[allow(dead_code, reason = "only the tests of the server encrypt")]
    pub fn start_encrypted(port: u16, certificate: &[u8], key: &[u8]) -> Result<Option<Self>> {
        let settings = format!(
            "listen_addresses = 'localhost'\nport = {port}\nssl = on\nssl_cert_file = '../server.pem'\nssl_key_file = '../key.pem'"
        );
        let hba = b"local all all trust\nhostssl all all all trust\n";
        Self::start_with(&settings, &[("server.pem", certificate), ("key.pem", key), ("hba", hba)])
    }

    fn start_with(settings: &str, files: &[(&str, &[u8])]) -> Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        let folder = tempfile::Builder::new().prefix("zvonok-pg-").tempdir_in(parent()?)?.keep();
        let mut keeper = Command::new("sh");
        // It refuses to run as root.
        let owner = if std::fs::metadata(&folder)?.uid() == 0 { Some(user()?) } else { None };
        for (name, bytes) in files {
            let mut options = std::fs::OpenOptions::new();
            std::io::Write::write_all(
                &mut options.write(true).create_new(true).mode(0o600).open(folder.join(name))?,
                bytes,
            )?;
        }
        if let Some((user, group)) = owner {
            for path in files.iter().map(|(name, _)| folder.join(name)).chain([folder.clone()]) {
                std::os::unix::fs::chown(path, Some(user), Some(group))?;
            }
            keeper.uid(user).gid(group);
        }
        // What ends a test by its group must leave the keeper to clear up.
        keeper.process_group(0);
        keeper.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(&folder).arg(settings).current_dir(&folder);
        let mut keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut said = String::new();
        BufReader::new(keeper.stdout.take().expect("it is piped")).read_line(&mut said)?;
        if said != "ready\n" {
            return Err(Error::other(format!("PostgreSQL does not start: {said}")));
        }
        Ok(Some(Self { folder, programs, _keeper: keeper }))
    }

    /// The address of a database.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://zvonok@/{database}?host={}", self.folder.display())
    }

    /// One of its programs, told where the cluster is.
    #[allow(dead_code, reason = "the load generator runs pgbench")]
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.env_clear().env("PGHOST", &self.folder).env("PGUSER", "zvonok");
        command
    }

    /// Makes an empty database.
    pub fn create(&self, database: &str) {
        self.client("postgres").batch_execute(&format!("CREATE DATABASE {database}")).expect("made");
    }

    /// A connection as any tool could make it.
    pub fn client(&self, database: &str) -> Client {
        let mut client = Client::connect(&self.address(database), NoTls).expect("it answers");
        client.batch_execute("SET search_path = zvonok").expect("a setting");
        client
    }
}

/// The folder of the newest programs that Debian has put here, or of those in the path.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((entry.as_ref().ok()?.file_name().to_str()?.parse().ok()?, entry.ok()?.path().join("bin"))))
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = || std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file());
    versions.pop().map(|(_, programs)| programs).or_else(in_path)
}

/// The folder of temporary files, where a socket in it has a name that is short enough and everybody may pass; `/tmp` elsewhere.
fn parent() -> Result<PathBuf> {
    let usual = std::env::temp_dir().canonicalize()?;
    let is_short = usual.as_os_str().len() <= NAME_MAX;
    let is_open = usual.ancestors().all(|folder| std::fs::metadata(folder).is_ok_and(|of| of.mode() & 0o001 != 0));
    Ok(if is_short && is_open { usual } else { PathBuf::from("/tmp") })
}

/// The user and group `postgres`, or `nobody`.
fn user() -> Result<(u32, u32)> {
    let users = std::fs::read_to_string(Path::new("/etc/passwd"))?;
    let found = ["postgres:", "nobody:"].into_iter().find_map(|name| users.lines().find(|line| line.starts_with(name)));
    let mut ids = found.into_iter().flat_map(|line| line.split(':').skip(2)).filter_map(|id| id.parse().ok());
    ids.next().zip(ids.next()).ok_or_else(|| Error::other("no unprivileged user"))
}
