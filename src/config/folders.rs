//! Where the files of the program lie: the folders of the platform, or one folder named by `ZVONOK_HOME`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folders of configuration, data and state. They need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// `config.toml`, own themes.
    pub config: PathBuf,
    /// What lives long: data of an own server.
    pub data: PathBuf,
    /// Stores of accounts, log, demo data.
    pub state: PathBuf,
}

/// The folders cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HomeError {
    /// `ZVONOK_HOME` is not an absolute path.
    Relative,
    /// The account has no home folder, and `ZVONOK_HOME` is not set.
    NoHome,
}

impl Folders {
    /// The folders for the value of `ZVONOK_HOME`, else those of the platform.
    pub fn find(home: Option<OsString>) -> Result<Self, HomeError> {
        match home.filter(|home| !home.is_empty()).map(PathBuf::from) {
            Some(home) if home.is_absolute() => Ok(Self::within(&home)),
            Some(_) => Err(HomeError::Relative),
            None => Self::of_platform().ok_or(HomeError::NoHome),
        }
    }

    /// All in one folder.
    #[must_use]
    pub fn within(home: &Path) -> Self {
        Self { config: home.to_owned(), data: home.to_owned(), state: home.to_owned() }
    }

    fn of_platform() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("", "", "zvonok")?;
        Some(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_local_dir().to_owned(),
            state: dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned(),
        })
    }

    /// The configuration file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The log of errors.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.state.join("zvonok.log")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_holds_all_where_it_is_named() {
        let folders = Folders::find(Some("/h".into())).expect("an absolute path");
        assert_eq!(folders.config_file(), Path::new("/h/config.toml"));
        assert_eq!(folders.state, Path::new("/h"));
        assert_eq!(Folders::find(Some("relative".into())), Err(HomeError::Relative));
    }
}
