//! Where the token of a session and the key of the store are kept: a ladder of places, of which one is chosen once,
//! remembered and shown.
//!
//! Never in plain text, and never silently one rung lower: when the chosen place fails, the caller is told and asks the
//! person. The key must outlive the computer's restart, or the queue would be lost with it: the keyring of the desktop keeps
//! it; in the key file it stands under the pass-phrase; with the other two places it stands in a file under the password of
//! the account, written when the server has found the password right.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fmt, fs, io};

use zeroize::Zeroizing;

mod file;
mod key;
mod ring;
mod verifier;

pub use key::Key;
pub use verifier::Verifier;

/// A text that is wiped from memory when it goes, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The same without its last word and the blank before it: a password, where a one-time code was typed behind it.
    #[must_use]
    pub fn without_last_word(&self) -> Self {
        Self::new(self.0.rsplit_once(' ').map_or(self.0.as_str(), |(first, _)| first.trim_end()).to_owned())
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
    /// The key of the store stands under the password of the account, which must be typed first.
    PasswordNeeded,
    /// The password does not open the key of the store. It may be that of before a change elsewhere.
    WrongPassword,
    /// The place works, and the key of the store is not in it.
    KeyGone(Place),
    /// No place was chosen yet: a key that is made now would be lost with the run of the program.
    NoPlace,
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
            Self::PasswordNeeded => "password-needed",
            Self::WrongPassword => "wrong-password",
            Self::KeyGone(_) => "key-gone",
            Self::NoPlace => "no-place",
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
            Self::PasswordNeeded => f.write_str("the key of the store needs the password"),
            Self::WrongPassword => f.write_str("the password does not open the key of the store"),
            Self::KeyGone(place) => write!(f, "{} does not have the key of the store", place.name()),
            Self::NoPlace => f.write_str("no place for the key of the store was chosen"),
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

/// A key of a store, and whether it outlives the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreKey {
    /// It does.
    Kept(Key),
    /// It was made just now; from the next sign-in on it does. A store in which something was entered must not be sealed
    /// with it before.
    New(Key),
}

/// Whether a store was sealed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// It was: only its own key opens it.
    Already,
    /// It was not, or there is none: any key will do.
    NotYet,
}

/// The place of one owner's token and of the key of the store. Cheap to clone; all clones are one vault.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// `None`: in memory only.
    owner: Option<Owner>,
    /// Held while a key is looked for or kept, so that two of them are never made.
    keeping: Mutex<()>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    place: Option<Place>,
    token: Option<Secret>,
    /// The pass-phrase of the key file, else the password, once it has opened the key or the server has taken it.
    phrase: Option<Secret>,
    key: Option<StoreKey>,
}

/// What a token is sealed together with.
const TOKEN: &[u8] = b"zvonok token v2";

/// What a file remembers of the choice.
#[derive(serde::Serialize, serde::Deserialize)]
struct Choice {
    place: Place,
}

impl Vault {
    /// A vault in memory only, for tests: nothing outlives the program.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::of(None, Some(Place::Nowhere))
    }

    /// The vault of the training school: a token in memory, and a key that is no secret, as its data are invented and its
    /// password is public. A training school that is kept opens again without a question.
    #[must_use]
    pub fn of_training() -> Self {
        let vault = Self::in_memory();
        vault.state().key = Some(StoreKey::Kept(Key::of_training()));
        vault
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
        Self { inner: Arc::new(Inner { owner, keeping: Mutex::new(()), state: Mutex::new(state) }) }
    }

    /// Whether anything of it outlives the program.
    #[must_use]
    pub fn outlives_the_program(&self) -> bool {
        self.inner.owner.is_some()
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

    /// Chooses a place and remembers the choice; it is tried first. A token and a key that are known move there, and are
    /// forgotten where they were.
    pub fn choose(&self, place: Place) -> Result<(), SecretError> {
        let Some(owner) = &self.inner.owner else { return Ok(()) };
        self.try_place(place)?;
        let before = self.describe();
        if before == Some(place) {
            return Ok(());
        }
        let (token, key) = (self.get().ok().flatten(), self.known_key());
        if let Some(key) = key.filter(|_| before.is_some()) {
            self.keep_key_at(owner, place, &key)?;
        }
        if let Some(token) = &token {
            self.put_at(owner, place, token)?;
        }
        let json = serde_json::to_vec(&Choice { place }).map_err(|error| SecretError::File(error.to_string()))?;
        file::write(&owner.choice_file(), &json)?;
        self.state().place = Some(place);
        if let Some(before) = before {
            // What cannot be reached any more cannot be wiped; the server ends the session at its term.
            let _ = Self::forget_at(owner, before);
            if before == Place::Keyring || before == Place::Kernel {
                let _ = ring::forget(before, &owner.key_label());
            }
            if place == Place::Keyring {
                let _ = file::remove(&owner.key_file());
            }
        }
        Ok(())
    }

    /// Hands over the pass-phrase of the key file, or the password where the key of the store stands under it, for this run
    /// of the program. A wrong one is told at once where there is a key. A pass-phrase for which there is none yet makes
    /// one.
    pub fn unlock(&self, phrase: Secret) -> Result<(), SecretError> {
        let Some(owner) = &self.inner.owner else { return Ok(()) };
        let _one_at_a_time = self.keeping();
        let is_file = self.describe() == Some(Place::KeyFile);
        match file::read(&owner.key_file())? {
            Some(sealed) => {
                let wrong = if is_file { SecretError::WrongPassphrase } else { SecretError::WrongPassword };
                let opened = file::open(&sealed, phrase.reveal());
                let text = opened.map_err(|error| if error == SecretError::WrongPassphrase { wrong } else { error })?;
                let key = Key::from_secret(&text).ok_or_else(file::damaged)?;
                if self.describe() == Some(Place::Kernel) {
                    // Next time nobody is asked. Where it does not work, the password is asked for.
                    let _ = ring::put(Place::Kernel, &owner.key_label(), &text, ring::SILENT);
                }
                let mut state = self.state();
                (state.key, state.phrase) = (Some(StoreKey::Kept(key)), Some(phrase));
            }
            None if is_file => {
                let key = self.known_key().map_or_else(Key::random, Ok)?;
                file::write(&owner.key_file(), &file::seal(&key.to_secret(), phrase.reveal())?)?;
                let mut state = self.state();
                (state.key, state.phrase) = (Some(StoreKey::Kept(key)), Some(phrase));
            }
            // Nobody knows whether the password is right: the key is kept when the server has said so.
            None => {}
        }
        Ok(())
    }

    /// The key of the store. Where none was ever made, a new one; it outlives the program from the sign-in on, at which
    /// [`Self::keep_key`] is called. Where a person must type something first, that is the error: [`Self::unlock`], then again.
    pub fn key(&self, store: impl FnOnce() -> Sealed) -> Result<StoreKey, SecretError> {
        let _one_at_a_time = self.keeping();
        if let Some(key) = &self.state().key {
            return Ok(key.clone());
        }
        let found = match (&self.inner.owner, self.describe()) {
            (Some(owner), Some(place)) => Self::find_key(owner, place, store)?,
            // What is entered under a key that is kept nowhere can never be read again.
            (Some(_), None) => return Err(SecretError::NoPlace),
            (None, _) => None,
        };
        let key = match found {
            Some(key) => StoreKey::Kept(key),
            None => StoreKey::New(Key::random()?),
        };
        self.state().key = Some(key.clone());
        Ok(key)
    }

    /// The key, if it was found or made in this run of the program.
    fn known_key(&self) -> Option<Key> {
        self.state().key.clone().map(|(StoreKey::Kept(key) | StoreKey::New(key))| key)
    }

    /// The key at a place; `None`: there never was one.
    fn find_key(owner: &Owner, place: Place, store: impl FnOnce() -> Sealed) -> Result<Option<Key>, SecretError> {
        if let Place::Keyring | Place::Kernel = place {
            let found = ring::get(place, &owner.key_label())?;
            if let Some(key) = found.and_then(|text| Key::from_secret(&text)) {
                return Ok(Some(key));
            }
        }
        let is_there = owner.key_file().exists();
        match place {
            Place::KeyFile if is_there => Err(SecretError::PassphraseNeeded),
            Place::Kernel | Place::Nowhere if is_there => Err(SecretError::PasswordNeeded),
            _ if store() == Sealed::Already => Err(SecretError::KeyGone(place)),
            Place::KeyFile => Err(SecretError::PassphraseNeeded),
            Place::Keyring => Self::make_key(owner, place).map(Some),
            Place::Kernel | Place::Nowhere => Ok(None),
        }
    }

    /// Makes a key in a keyring. Of two processes that come at the same time one makes it and the other reads it.
    fn make_key(owner: &Owner, place: Place) -> Result<Key, SecretError> {
        let _one_process_at_a_time = file::lock(&owner.files())?;
        if let Some(key) = ring::get(place, &owner.key_label())?.and_then(|text| Key::from_secret(&text)) {
            return Ok(key);
        }
        let key = Key::random()?;
        // Nobody was asked: a keyring that is locked here is none that the choice has just tried.
        ring::put(place, &owner.key_label(), &key.to_secret(), ring::SILENT)?;
        Ok(key)
    }

    /// Keeps the key of the store where it outlives the program. `password` was found right by the server just now.
    pub fn keep_key(&self, password: &Secret) -> Result<(), SecretError> {
        let Some(owner) = &self.inner.owner else { return Ok(()) };
        let place = self.describe().ok_or(SecretError::NoPlace)?;
        if matches!(place, Place::Keyring | Place::KeyFile) {
            return Ok(());
        }
        let _one_at_a_time = self.keeping();
        let (key, known) = (self.known_key(), self.state().phrase.clone());
        let Some(key) = key else { return Ok(()) };
        if known.as_ref() == Some(password) && owner.key_file().exists() {
            return Ok(());
        }
        self.state().phrase = Some(password.clone());
        self.keep_key_at(owner, place, &key)?;
        self.state().key = Some(StoreKey::Kept(key));
        Ok(())
    }

    fn keep_key_at(&self, owner: &Owner, place: Place, key: &Key) -> Result<(), SecretError> {
        let text = key.to_secret();
        if place != Place::Keyring {
            let needed = if place == Place::KeyFile { SecretError::PassphraseNeeded } else { SecretError::PasswordNeeded };
            let phrase = self.state().phrase.clone().ok_or(needed)?;
            file::write(&owner.key_file(), &file::seal(&text, phrase.reveal())?)?;
        }
        if matches!(place, Place::Keyring | Place::Kernel) {
            ring::put(place, &owner.key_label(), &text, ring::PERSON)?;
        }
        Ok(())
    }

    /// Forgets the key of the store: what is sealed with it stays sealed for ever.
    ///
    /// # Errors
    /// The place cannot be written; the key may still be there.
    pub fn destroy_key(&self) -> Result<(), SecretError> {
        let _one_at_a_time = self.keeping();
        let mut state = self.state();
        (state.key, state.phrase) = (None, None);
        let (Some(owner), Some(place)) = (&self.inner.owner, state.place) else { return Ok(()) };
        drop(state);
        file::remove(&owner.key_file())?;
        if matches!(place, Place::Keyring | Place::Kernel) {
            ring::forget(place, &owner.key_label())?;
        }
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
            Place::KeyFile => match (file::read(&owner.token_file())?, self.known_key()) {
                (None, _) => None,
                (Some(_), None) => return Err(SecretError::PassphraseNeeded),
                // One that another key sealed is of no use to anybody.
                (Some(sealed), Some(key)) => {
                    let clear = key.open(TOKEN, &sealed);
                    clear.and_then(|clear| String::from_utf8(clear.to_vec()).ok()).map(Secret::new)
                }
            },
        };
        self.state().token.clone_from(&token);
        Ok(token)
    }

    /// Whether a token is there, as far as that can be said at once; `None` where the keyring of a desktop would have to be
    /// asked, which may wait for a person, or where the place does not answer.
    #[must_use]
    pub fn holds_token(&self) -> Option<bool> {
        let known = self.state().token.is_some();
        match self.describe() {
            _ if known => Some(true),
            Some(Place::Keyring) => None,
            None | Some(Place::Kernel | Place::KeyFile | Place::Nowhere) => self.get().ok().map(|token| token.is_some()),
        }
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
            Place::Keyring | Place::Kernel => ring::put(place, &owner.label(), token, ring::PERSON),
            Place::KeyFile => {
                let key = self.known_key().ok_or(SecretError::PassphraseNeeded)?;
                file::write(&owner.token_file(), &key.seal(TOKEN, token.reveal().as_bytes()))
            }
        }
    }

    /// Forgets the token, in memory and at the place.
    pub fn forget(&self) -> Result<(), SecretError> {
        self.state().token = None;
        match (&self.inner.owner, self.describe()) {
            (Some(owner), Some(place)) => {
                if place == Place::Kernel {
                    // Signed out, the store opens for the password only.
                    let _ = ring::forget(place, &owner.key_label());
                }
                Self::forget_at(owner, place)
            }
            _ => Ok(()),
        }
    }

    fn forget_at(owner: &Owner, place: Place) -> Result<(), SecretError> {
        match place {
            Place::Nowhere => Ok(()),
            Place::Keyring | Place::Kernel => ring::forget(place, &owner.label()),
            Place::KeyFile => file::remove(&owner.token_file()),
        }
    }

    fn keeping(&self) -> MutexGuard<'_, ()> {
        self.inner.keeping.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// What the key of the owner's store is called in a keyring.
    fn key_label(&self) -> String {
        format!("{} (key)", self.label())
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

    fn token_file(&self) -> PathBuf {
        self.files().join("token.sealed")
    }

    fn key_file(&self) -> PathBuf {
        self.files().join("key.sealed")
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
mod tests;
