//! Where the token of a session is kept: a ladder of places, of which one is chosen once, remembered and shown.
//!
//! Never in plain text, and never silently one rung lower: when the chosen place fails, the caller is told and asks the person.

use std::fmt;
use std::path::PathBuf;

use zeroize::Zeroizing;

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

/// The place of one owner's token. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Vault {}

impl Vault {
    /// A vault in memory only, for the demonstration and for tests: nothing outlives the program.
    #[must_use]
    pub fn in_memory() -> Self {
        unimplemented!()
    }

    /// The vault of an owner: at the place that was chosen before, or at none yet. Touches nothing but the file of the choice.
    pub fn open(_owner: Owner) -> Result<Self, SecretError> {
        unimplemented!()
    }

    /// Where the token is kept; `None`: not chosen yet.
    #[must_use]
    pub fn describe(&self) -> Option<Place> {
        unimplemented!()
    }

    /// Tries every rung by a round trip, at most three seconds each.
    #[must_use]
    pub fn probe(&self) -> Vec<Probe> {
        unimplemented!()
    }

    /// The best rung that works without asking for a pass-phrase: what is proposed at the first sign-in.
    #[must_use]
    pub fn proposal(&self) -> Place {
        unimplemented!()
    }

    /// Chooses a place and remembers the choice. What an earlier place held is forgotten there.
    pub fn choose(&self, _place: Place) -> Result<(), SecretError> {
        unimplemented!()
    }

    /// Hands over the pass-phrase of the key file, for this run of the program.
    pub fn unlock(&self, _passphrase: Secret) -> Result<(), SecretError> {
        unimplemented!()
    }

    /// The token, if there is one.
    pub fn get(&self) -> Result<Option<Secret>, SecretError> {
        unimplemented!()
    }

    /// Keeps the token. While no place is chosen it is kept in memory.
    pub fn put(&self, _token: &Secret) -> Result<(), SecretError> {
        unimplemented!()
    }

    /// Forgets the token.
    pub fn forget(&self) -> Result<(), SecretError> {
        unimplemented!()
    }
}
