//! The log of errors: a file in the state folder, for the person who helps. It holds causes, never entries or names.
//!
//! `ZVONOK_LOG` is `off`, `error` (usual) or `debug` (the end of every command as well).

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

/// A log larger than this is begun anew; the old one is kept beside it.
const LARGEST: u64 = 1024 * 1024;

/// How much is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Off,
    /// Failures with their causes.
    Error,
    /// The end of every command too.
    Debug,
}

/// The log.
#[derive(Debug, Clone)]
pub struct Log {
    path: PathBuf,
    level: Level,
}

impl Log {
    /// The log at a path; the word is the value of `ZVONOK_LOG`.
    #[must_use]
    pub fn new(path: PathBuf, word: Option<&str>) -> Self {
        let level = match word {
            Some("off") => Level::Off,
            Some("debug" | "trace") => Level::Debug,
            _ => Level::Error,
        };
        Self { path, level }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a line, if the level is wanted. What cannot be logged is lost: a log must never be the reason of a failure.
    pub fn write(&self, level: Level, now: DateTime<Utc>, text: &str) {
        if level > self.level {
            return;
        }
        let _ = self.append(now, text);
    }

    fn append(&self, now: DateTime<Utc>, text: &str) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if std::fs::metadata(&self.path).is_ok_and(|file| file.len() > LARGEST) {
            std::fs::rename(&self.path, self.path.with_extension("log.old"))?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            // A link that somebody planted is not followed.
            options.mode(0o600).custom_flags(i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default());
        }
        let mut file = options.open(&self.path)?;
        let line = text.replace('\n', "\\n");
        writeln!(file, "{} {line}", now.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_the_level_counts() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let path = home.path().join("state/zvonok.log");
        Log::new(path.clone(), Some("off")).write(Level::Error, DateTime::UNIX_EPOCH, "no");
        assert!(!path.exists());
        let log = Log::new(path.clone(), None);
        log.write(Level::Debug, DateTime::UNIX_EPOCH, "no");
        log.write(Level::Error, DateTime::UNIX_EPOCH, "a\nb");
        assert_eq!(std::fs::read_to_string(&path).expect("the log"), "1970-01-01T00:00:00Z a\\nb\n");
    }
}
