//! How a body is written: its first byte says how the rest is to be read.
//!
//! Everything that may hold personal data goes through here. With a key each body is sealed on its own, bound to the store,
//! the table, the kind and the row that it belongs to, so that no row can be put in the place of another. Without a key
//! (a store whose owner has not signed in since it was made by an older program) bodies are plain JSON.

use std::ops::Deref;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use crate::secret::Key;

/// The rest is JSON.
const PLAIN: u8 = 0;
/// The rest is sealed JSON.
const SEALED: u8 = 1;

/// Which row a body belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'r> {
    /// The table.
    pub table: &'static str,
    /// The kind of the row, where the table has kinds.
    pub kind: &'r str,
    /// What the row is found by.
    pub row: &'r [u8],
}

/// What is thought of a plain body in a store that has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    /// Somebody put it there past the program.
    Refused,
    /// It is from before the store was sealed.
    Accepted,
}

/// Writes and reads the bodies of one store. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Codec {
    store: String,
    key: Option<Key>,
    plain: Plain,
}

/// A connection with the codec of its store.
pub(super) struct Db<'c> {
    connection: &'c Connection,
    pub(super) codec: &'c Codec,
}

impl<'c> Db<'c> {
    pub(super) const fn new(connection: &'c Connection, codec: &'c Codec) -> Self {
        Self { connection, codec }
    }
}

impl Deref for Db<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Codec {
    /// The codec of the store with this name; plain without a key.
    pub(super) fn new(store: &str, key: Option<Key>) -> Self {
        Self { store: store.to_owned(), key, plain: Plain::Refused }
    }

    /// The same codec for reading what may be from before the store was sealed.
    pub(super) fn accepting_plain(&self) -> Self {
        Self { plain: Plain::Accepted, ..self.clone() }
    }

    /// Whether bodies are sealed.
    pub(super) const fn seals(&self) -> bool {
        self.key.is_some()
    }

    /// Writes a body.
    pub(super) fn encode<T: Serialize>(&self, place: Place<'_>, value: &T) -> Vec<u8> {
        let Some(key) = &self.key else {
            let mut body = vec![PLAIN];
            serde_json::to_writer(&mut body, value).expect(NO_SUCH_MAPS);
            return body;
        };
        let json = zeroize::Zeroizing::new(serde_json::to_vec(value).expect(NO_SUCH_MAPS));
        self.sealed(key, place, &json)
    }

    /// Reads a body.
    pub(super) fn decode<T: DeserializeOwned>(&self, place: Place<'_>, body: &[u8]) -> Result<T, StoreError> {
        let table = place.table;
        let fault = |cause: &str| StoreError::Body { table, cause: cause.to_owned() };
        // The cause is said without the contents, which may hold names.
        let parse = |json: &[u8]| {
            serde_json::from_slice(json).map_err(|error| fault(&format!("{:?} at {}", error.classify(), error.column())))
        };
        match (body.split_first(), &self.key) {
            (Some((&PLAIN, _)), Some(_)) if self.plain == Plain::Refused => Err(fault("not sealed")),
            (Some((&PLAIN, json)), _) => parse(json),
            (Some((&SEALED, _)), None) => Err(StoreError::Sealed { waiting: 0 }),
            (Some((&SEALED, sealed)), Some(key)) => {
                let json = key.open(&self.about(place), sealed).ok_or_else(|| fault("altered, or in another's place"))?;
                parse(&json)
            }
            (Some((codec, _)), _) => Err(fault(&format!("unknown codec {codec}"))),
            (None, _) => Err(fault("empty")),
        }
    }

    /// A plain body, sealed as it stands; `None` where there is nothing to do.
    pub(super) fn reseal(&self, place: Place<'_>, body: &[u8]) -> Option<Vec<u8>> {
        match (body.split_first(), &self.key) {
            (Some((&PLAIN, json)), Some(key)) => Some(self.sealed(key, place, json)),
            _ => None,
        }
    }

    fn sealed(&self, key: &Key, place: Place<'_>, json: &[u8]) -> Vec<u8> {
        let mut body = key.seal(&self.about(place), json);
        body.insert(0, SEALED);
        body
    }

    /// What a body is sealed together with. No part but the last can hold a zero byte.
    fn about(&self, place: Place<'_>) -> Vec<u8> {
        let parts = [b"zvonok body v1", self.store.as_bytes(), place.table.as_bytes(), place.kind.as_bytes(), place.row];
        parts.join(&0)
    }
}

const NO_SUCH_MAPS: &str = "our types have no maps with keys other than text";

#[cfg(test)]
mod tests {
    use super::*;

    fn place<'r>(kind: &'r str, row: &'r [u8]) -> Place<'r> {
        Place { table: "t", kind, row }
    }

    fn sealing(store: &str) -> Codec {
        Codec::new(store, Some(Key::random().expect("a key")))
    }

    #[test]
    fn a_plain_body_reads_back_and_nothing_else_is_one() {
        let plain = Codec::new("s", None);
        let at = place("k", b"1");
        assert_eq!(plain.decode::<Vec<u8>>(at, &plain.encode(at, &vec![1_u8, 2])).ok(), Some(vec![1, 2]));
        assert!(matches!(plain.decode::<u8>(at, &[SEALED, 1, 2]), Err(StoreError::Sealed { .. })));
        for torn in [&[][..], &[PLAIN], &[PLAIN, b'['], &[7, b'1']] {
            assert!(matches!(plain.decode::<Vec<u8>>(at, torn), Err(StoreError::Body { table: "t", .. })), "{torn:?}");
        }
    }

    #[test]
    fn a_sealed_body_opens_in_its_own_place_only() {
        let codec = sealing("s");
        let body = codec.encode(place("k", b"1"), &"Громова");
        assert_eq!(codec.decode::<String>(place("k", b"1"), &body).ok().as_deref(), Some("Громова"));
        assert!(!body.windows(4).any(|part| "Громова".as_bytes().windows(4).any(|name| name == part)));
        let elsewhere = Codec { store: "other".to_owned(), ..codec.clone() };
        for (codec, at) in [
            (&codec, place("k", b"2")),
            (&codec, place("kk", b"1")),
            (&codec, place("", b"k\x001")),
            (&codec, Place { table: "u", kind: "k", row: b"1" }),
            (&elsewhere, place("k", b"1")),
            (&sealing("s"), place("k", b"1")),
        ] {
            assert!(matches!(codec.decode::<String>(at, &body), Err(StoreError::Body { .. })), "{at:?}");
        }
    }

    #[test]
    fn a_plain_body_in_a_sealed_store_is_refused() {
        let (codec, at) = (sealing("s"), place("k", b"1"));
        let plain = Codec::new("s", None).encode(at, &7);
        assert!(matches!(codec.decode::<u8>(at, &plain), Err(StoreError::Body { .. })));
        assert_eq!(codec.accepting_plain().decode::<u8>(at, &plain).ok(), Some(7));
        let resealed = codec.reseal(at, &plain).expect("it was plain");
        assert_eq!(codec.decode::<u8>(at, &resealed).ok(), Some(7));
        assert_eq!(codec.reseal(at, &resealed), None);
    }
}
