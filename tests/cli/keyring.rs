//! A Secret Service that can be told to be locked, to hang, to refuse and to lie.
//!
//! Its public number in the exchange of keys is one, so that the key of every session is the same: it keeps what it is given as it
//! came, and can give it back to the next session without being able to read it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::bus::{Answer, Body, Call, Reader, Service};

const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const NONE: &str = "/";
const REFUSED: &str = "org.freedesktop.DBus.Error.AccessDenied";

/// What it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It works.
    Well,
    /// There is a bus, and no such service on it.
    Absent,
    /// It is locked, and asks somebody who is not there.
    Locked,
    /// It is locked, and whoever is asked says no.
    Dismissed,
    /// It never says a word.
    Silent,
    /// It lets a session begin, and then never says a word.
    SilentLater,
    /// It refuses everything.
    Refusing,
    /// It says that it has kept what it has not, and finds nothing.
    Forgetful,
    /// It gives back something else than was put in.
    Lying,
}

impl Mood {
    /// Every way of not working.
    pub const BAD: [Self; 8] = [
        Self::Absent,
        Self::Locked,
        Self::Dismissed,
        Self::Silent,
        Self::SilentLater,
        Self::Refusing,
        Self::Forgetful,
        Self::Lying,
    ];
}

/// What stands in it under one name.
struct Kept {
    names: Vec<(String, String)>,
    salt: Vec<u8>,
    sealed: Vec<u8>,
}

struct State {
    mood: Mood,
    items: BTreeMap<String, Kept>,
    made: usize,
}

/// The service.
#[derive(Clone)]
pub struct Keyring(Arc<Mutex<State>>);

impl Keyring {
    /// Opens one at a socket.
    pub fn at(socket: &Path, mood: Mood) -> Self {
        let keyring = Self(Arc::new(Mutex::new(State { mood, items: BTreeMap::new(), made: 0 })));
        crate::bus::open(socket, Arc::new(keyring.clone()));
        keyring
    }

    /// From now on it does this.
    pub fn is(&self, mood: Mood) {
        self.state().mood = mood;
    }

    /// The names under which something stands in it.
    pub fn names(&self) -> Vec<String> {
        let state = self.state();
        let of = |kept: &Kept| kept.names.iter().find(|(what, _)| what == "username").map(|(_, name)| name.clone());
        let mut names: Vec<String> = state.items.values().filter_map(of).collect();
        names.sort();
        names
    }

    /// Everything that stands in it is gone.
    pub fn lose_all(&self) {
        self.state().items.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }
}

impl Service for Keyring {
    fn answer(&self, call: &mut Call) -> Answer {
        let state = &mut *self.state();
        match (state.mood, call.member.as_str()) {
            (Mood::Absent, _) => return Answer::Error("org.freedesktop.DBus.Error.ServiceUnknown"),
            (Mood::Refusing, _) => return Answer::Error(REFUSED),
            (Mood::Silent, _) => return Answer::Silence,
            (Mood::SilentLater, member) if member != "OpenSession" => return Answer::Silence,
            _ => {}
        }
        state.answer(call)
    }
}

impl State {
    fn is_locked(&self) -> bool {
        matches!(self.mood, Mood::Locked | Mood::Dismissed)
    }

    fn answer(&mut self, call: &mut Call) -> Answer {
        match call.member.as_str() {
            "OpenSession" => Answer::Results("vo", Body::default().types("ay").bytes(&[1]).text("/session/1")),
            "SearchItems" => {
                let wanted = call.body.dictionary(Reader::text);
                let has = |kept: &Kept| wanted.iter().all(|name| kept.names.contains(name));
                let mut found: Vec<String> =
                    self.items.iter().filter(|(_, kept)| has(kept)).map(|(path, _)| path.clone()).collect();
                found.retain(|_| self.mood != Mood::Forgetful);
                let none = Vec::new();
                let (free, locked) = if self.is_locked() { (&none, &found) } else { (&found, &none) };
                Answer::Results("aoao", Body::default().paths(free).paths(locked))
            }
            "ReadAlias" => Answer::Results("o", Body::default().text(COLLECTION)),
            "Get" => Answer::Results("v", Body::default().types("b").number(self.is_locked().into())),
            "Unlock" if self.is_locked() => Answer::Results("aoo", Body::default().paths(&[]).text("/prompt/1")),
            "Unlock" => Answer::Results("aoo", Body::default().paths(&call.body.paths()).text(NONE)),
            "Prompt" if self.mood == Mood::Dismissed => Answer::Signal {
                path: call.path.clone(),
                interface: "org.freedesktop.Secret.Prompt",
                member: "Completed",
                types: "bv",
                body: Body::default().number(1).types("s").text(""),
            },
            "Prompt" => Answer::Results("", Body::default()),
            _ if self.is_locked() => Answer::Error("org.freedesktop.Secret.Error.IsLocked"),
            "CreateItem" => {
                let mut names = Vec::new();
                call.body.dictionary(|value| match value.types().as_str() {
                    "a{ss}" => names = value.dictionary(Reader::text),
                    _ => drop(value.text()),
                });
                let (salt, sealed) = secret(&mut call.body);
                self.made += 1;
                let path = format!("{COLLECTION}/{}", self.made);
                if self.mood != Mood::Forgetful {
                    self.items.insert(path.clone(), Kept { names, salt, sealed });
                }
                Answer::Results("oo", Body::default().text(&path).text(NONE))
            }
            _ => self.answer_of_item(call),
        }
    }

    fn answer_of_item(&mut self, call: &mut Call) -> Answer {
        let lies = self.mood == Mood::Lying;
        let Some(kept) = self.items.get_mut(&call.path) else {
            return Answer::Error("org.freedesktop.Secret.Error.NoSuchObject");
        };
        match call.member.as_str() {
            "GetSecret" => {
                let mut salt = kept.salt.clone();
                // One bit of the first letter.
                salt[0] ^= u8::from(lies);
                let secret = Body::default().structure().text("/session/1").bytes(&salt).bytes(&kept.sealed);
                Answer::Results("(oayays)", secret.text("text/plain"))
            }
            "SetSecret" => {
                (kept.salt, kept.sealed) = secret(&mut call.body);
                Answer::Results("", Body::default())
            }
            "Delete" => {
                self.items.remove(&call.path);
                Answer::Results("o", Body::default().text(NONE))
            }
            _ => Answer::Error("org.freedesktop.DBus.Error.UnknownMethod"),
        }
    }
}

/// A secret as it is handed over: with what it was sealed, and itself.
fn secret(from: &mut Reader) -> (Vec<u8>, Vec<u8>) {
    from.begin(8);
    from.text();
    let secret = (from.bytes(), from.bytes());
    from.text();
    secret
}
