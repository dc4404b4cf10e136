//! Where the token of a session is kept: a ladder of places, of which one is chosen once, remembered and shown.
//!
//! Never in plain text, and never silently one rung lower: when the chosen place fails, the caller is told and asks the person.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fmt, fs, io};

use zeroize::Zeroizing;

mod file;
mod ring;

/// A text that is wiped from memory when it goes, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The keyring of the desktop (Secret Service).
    Keyring,
    /// The kernel's keyring: until the computer restarts.
    Kernel,
    /// A file sealed by a pass-phrase.
    KeyFile,
    /// Nowhere: the person signs in at each start.
    Nowhere,
}

impl Place {
    /// Every rung, the best first.
    pub const ALL: [Self; 4] = [Self::Keyring, Self::Kernel, Self::KeyFile, Self::Nowhere];

    /// The name on the command line and in JSON; the key of its sentence is `secret-place-` and this, with hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::Kernel => "kernel",
            Self::KeyFile => "key_file",
            Self::Nowhere => "nowhere",
        }
    }

    /// The rung of a name as [`Self::name`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// Why a secret cannot be kept or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretError {
    /// The place does not work on this computer.
    Unavailable {
        /// Which.
        place: Place,
        /// In the words of the system.
        cause: String,
    },
    /// The place did not answer within three seconds: it waits for somebody to unlock it.
    Locked(Place),
    /// The key file needs its pass-phrase first.
    PassphraseNeeded,
    /// The pass-phrase is wrong, or the file is damaged.
    WrongPassphrase,
    /// The file with the choice, or the key file, cannot be read or written.
    File(String),
}

impl SecretError {
    /// Stable name of the kind of error: the key of its sentence is `secret-` and this.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } => "unavailable",
            Self::Locked(_) => "locked",
            Self::PassphraseNeeded => "passphrase-needed",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::File(_) => "file",
        }
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable { place, cause } => write!(f, "{} does not work here: {cause}", place.name()),
            Self::Locked(place) => write!(f, "{} does not answer", place.name()),
            Self::PassphraseNeeded => f.write_str("the key file needs its pass-phrase"),
            Self::WrongPassphrase => f.write_str("the pass-phrase is wrong"),
            Self::File(cause) => write!(f, "the file of the secret cannot be used: {cause}"),
        }
    }
}

impl std::error::Error for SecretError {}

/// Whose secret, and where its files may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The program's state folder.
    pub folder: PathBuf,
    /// The server's address as configured.
    pub server: String,
    /// What the person signs in with.
    pub login: String,
}

/// What a rung said when it was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Which.
    pub place: Place,
    /// Whether it works.
    pub result: Result<(), SecretError>,
}

/// The place of one owner's token. Cheap to clone; all clones are one vault.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// `None`: in memory only.
    owner: Option<Owner>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    place: Option<Place>,
    token: Option<Secret>,
    passphrase: Option<Secret>,
}

/// What a file remembers of the choice.
#[derive(serde::Serialize, serde::Deserialize)]
struct Choice {
    place: Place,
}

impl Vault {
    /// A vault in memory only, for the demonstration and for tests: nothing outlives the program.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::of(None, Some(Place::Nowhere))
    }

    /// The vault of an owner: at the place that was chosen before, or at none yet. Touches nothing but the file of the choice.
    pub fn open(owner: Owner) -> Result<Self, SecretError> {
        let choice = match fs::read(owner.choice_file()) {
            Ok(text) => Some(serde_json::from_slice::<Choice>(&text).map_err(|error| SecretError::File(error.to_string()))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(SecretError::File(error.to_string())),
        };
        Ok(Self::of(Some(owner), choice.map(|choice| choice.place)))
    }

    fn of(owner: Option<Owner>, place: Option<Place>) -> Self {
        let state = State { place, ..State::default() };
        Self { inner: Arc::new(Inner { owner, state: Mutex::new(state) }) }
    }

    /// Where the token is kept; `None`: not chosen yet.
    #[must_use]
    pub fn describe(&self) -> Option<Place> {
        self.state().place
    }

    /// Tries every rung, the keyrings by a round trip of at most three seconds each.
    #[must_use]
    pub fn probe(&self) -> Vec<Probe> {
        Place::ALL.into_iter().map(|place| Probe { place, result: self.try_place(place) }).collect()
    }

    /// The best rung that works without asking for a pass-phrase: what is proposed at the first sign-in.
    #[must_use]
    pub fn proposal(&self) -> Place {
        let silent = [Place::Keyring, Place::Kernel];
        silent.into_iter().find(|place| self.try_place(*place).is_ok()).unwrap_or(Place::Nowhere)
    }

    fn try_place(&self, place: Place) -> Result<(), SecretError> {
        match (place, &self.inner.owner) {
            (Place::Nowhere, _) => Ok(()),
            (_, None) => Err(SecretError::Unavailable { place, cause: "kept in memory only".to_owned() }),
            (Place::KeyFile, Some(owner)) => file::make_folder(&owner.files()),
            (Place::Keyring | Place::Kernel, Some(owner)) => ring::round_trip(place, &owner.label()),
        }
    }

    /// Chooses a place and remembers the choice; it is tried first. A token that is known moves there, and is forgotten where
    /// it was.
    pub fn choose(&self, place: Place) -> Result<(), SecretError> {
        let Some(owner) = &self.inner.owner else { return Ok(()) };
        self.try_place(place)?;
        let before = self.describe();
        let token = if before == Some(place) { None } else { self.get().ok().flatten() };
        if let Some(token) = &token {
            self.put_at(owner, place, token)?;
        }
        let json = serde_json::to_vec(&Choice { place }).map_err(|error| SecretError::File(error.to_string()))?;
        file::write(&owner.choice_file(), &json)?;
        self.state().place = Some(place);
        if let Some(before) = before.filter(|before| *before != place) {
            // What cannot be reached any more cannot be wiped; the server ends the session at its term.
            let _ = self.forget_at(owner, before);
        }
        Ok(())
    }

    /// Hands over the pass-phrase of the key file, for this run of the program. A wrong one is told at once where a file is.
    pub fn unlock(&self, passphrase: Secret) -> Result<(), SecretError> {
        if let Some(owner) = &self.inner.owner
            && let Some(sealed) = file::read(&owner.key_file())?
        {
            let token = file::open(&sealed, passphrase.reveal())?;
            self.state().token = Some(token);
        }
        self.state().passphrase = Some(passphrase);
        Ok(())
    }

    /// The token, if there is one. A keyring that does not answer within three seconds counts as locked.
    pub fn get(&self) -> Result<Option<Secret>, SecretError> {
        if let Some(token) = &self.state().token {
            return Ok(Some(token.clone()));
        }
        let (Some(owner), Some(place)) = (&self.inner.owner, self.describe()) else { return Ok(None) };
        let token = match place {
            Place::Nowhere => None,
            Place::Keyring | Place::Kernel => ring::get(place, &owner.label())?,
            Place::KeyFile => match (file::read(&owner.key_file())?, self.state().passphrase.clone()) {
                (None, _) => None,
                (Some(_), None) => return Err(SecretError::PassphraseNeeded),
                (Some(sealed), Some(passphrase)) => Some(file::open(&sealed, passphrase.reveal())?),
            },
        };
        self.state().token.clone_from(&token);
        Ok(token)
    }

    /// Keeps the token: in memory at once, then at the place, if one is chosen. It may wait for a person who unlocks a keyring,
    /// a minute at most; on `Err` the token is known for this run of the program only.
    pub fn put(&self, token: &Secret) -> Result<(), SecretError> {
        self.state().token = Some(token.clone());
        match (&self.inner.owner, self.describe()) {
            (Some(owner), Some(place)) => self.put_at(owner, place, token),
            _ => Ok(()),
        }
    }

    fn put_at(&self, owner: &Owner, place: Place, token: &Secret) -> Result<(), SecretError> {
        match place {
            Place::Nowhere => Ok(()),
            Place::Keyring | Place::Kernel => ring::put(place, &owner.label(), token),
            Place::KeyFile => {
                let passphrase = self.state().passphrase.clone().ok_or(SecretError::PassphraseNeeded)?;
                file::write(&owner.key_file(), &file::seal(token, passphrase.reveal())?)
            }
        }
    }

    /// Forgets the token, in memory and at the place.
    pub fn forget(&self) -> Result<(), SecretError> {
        self.state().token = None;
        match (&self.inner.owner, self.describe()) {
            (Some(owner), Some(place)) => self.forget_at(owner, place),
            _ => Ok(()),
        }
    }

    #[expect(clippy::unused_self, reason = "stands beside `put_at`")]
    fn forget_at(&self, owner: &Owner, place: Place) -> Result<(), SecretError> {
        match place {
            Place::Nowhere => Ok(()),
            Place::Keyring | Place::Kernel => ring::forget(place, &owner.label()),
            Place::KeyFile => match fs::remove_file(owner.key_file()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(SecretError::File(error.to_string())),
                _ => Ok(()),
            },
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change of the state is one assignment.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Owner {
    /// What the owner's token is called in a keyring.
    fn label(&self) -> String {
        format!("{}@{}", self.login, self.server.trim_end_matches('/'))
    }

    /// The folder of the owner's files: its name tells nothing.
    fn files(&self) -> PathBuf {
        use sha2::{Digest as _, Sha256};
        let hash = Sha256::digest(format!("zvonok secret v1\0{}", self.label()).as_bytes());
        self.folder.join("secrets").join(hex(&hash[..16]))
    }

    fn choice_file(&self) -> PathBuf {
        self.files().join("place.json")
    }

    fn key_file(&self) -> PathBuf {
        self.files().join("token.sealed")
    }
}

/// Bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(folder: &std::path::Path) -> Owner {
        Owner { folder: folder.to_owned(), server: "https://journal.example/".to_owned(), login: "orlova".to_owned() }
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn a_key_file_gives_the_token_back_for_its_passphrase_only() {
        let home = tempfile::tempdir().expect("a folder");
        let vault = Vault::open(owner(home.path())).expect("a vault");
        assert_eq!(vault.describe(), None);
        vault.unlock(secret("скрип двери")).expect("no file yet");
        vault.choose(Place::KeyFile).expect("chosen");
        vault.put(&secret("token-of-the-session")).expect("kept");

        let again = Vault::open(owner(home.path())).expect("the vault");
        assert_eq!(again.describe(), Some(Place::KeyFile), "the choice is remembered");
        assert_eq!(again.get(), Err(SecretError::PassphraseNeeded));
        assert_eq!(again.unlock(secret("скрип")), Err(SecretError::WrongPassphrase));
        again.unlock(secret("скрип двери")).expect("the right one");
        assert_eq!(again.get(), Ok(Some(secret("token-of-the-session"))));

        let file = owner(home.path()).key_file();
        let mut bytes = fs::read(&file).expect("the file");
        assert!(!bytes.windows(5).any(|part| part == b"token"), "never in plain text");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o600);
        }
        bytes[9] ^= 1;
        assert!(file::open(&bytes, "скрип двери").is_err(), "the costs cannot be changed");
        for length in [0, 7, 40, bytes.len() - 1] {
            assert!(file::open(&bytes[..length], "скрип двери").is_err(), "cut off after {length}");
        }
        again.forget().expect("forgotten");
        assert!(!file.exists());
    }

    #[test]
    fn without_a_choice_the_token_lives_in_memory_and_nothing_is_written() {
        let home = tempfile::tempdir().expect("a folder");
        let vault = Vault::open(owner(home.path())).expect("a vault");
        vault.put(&secret("t")).expect("kept in memory");
        assert_eq!(vault.get(), Ok(Some(secret("t"))));
        assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 0);
        assert_eq!(Vault::open(owner(home.path())).expect("a vault").get(), Ok(None));
    }

    #[test]
    fn a_keyring_that_is_not_there_is_said_and_no_other_place_is_taken_for_it() {
        let home = tempfile::tempdir().expect("a folder");
        let vault = Vault::open(owner(home.path())).expect("a vault");
        for probe in vault.probe() {
            if let Err(error) = probe.result {
                assert_eq!(vault.choose(probe.place).expect_err("the same again").kind(), error.kind());
                assert_eq!(vault.describe(), None);
            }
        }
    }

    #[test]
    fn a_secret_is_never_printed() {
        assert_eq!(format!("{:?}", secret("t")), "Secret(…)");
    }
}
