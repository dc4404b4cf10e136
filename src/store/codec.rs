//! How a body is written: its first byte says how the rest is to be read.
//!
//! Everything that may hold personal data goes through here, so that sealing needs no other change of the store. A store
//! of a program that seals is refused by this one in words, never read as something else.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The rest is JSON.
const PLAIN: u8 = 0;
/// The rest is sealed.
const SEALED: u8 = 1;

/// Writes a body.
pub(super) fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let mut body = vec![PLAIN];
    serde_json::to_writer(&mut body, value).expect("our types have no maps with keys other than text");
    body
}

/// Reads a body of a table.
pub(super) fn decode<T: DeserializeOwned>(table: &'static str, body: &[u8]) -> Result<T, StoreError> {
    match body.split_first() {
        // The cause is said without the contents, which may hold names.
        Some((&PLAIN, json)) => serde_json::from_slice(json)
            .map_err(|error| StoreError::Body { table, cause: format!("{:?} at {}", error.classify(), error.column()) }),
        Some((&SEALED, _)) => Err(StoreError::Sealed),
        Some((codec, _)) => Err(StoreError::Body { table, cause: format!("unknown codec {codec}") }),
        None => Err(StoreError::Body { table, cause: "empty".to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_reads_back_and_nothing_else_is_one() {
        assert_eq!(decode::<Vec<u8>>("t", &encode(&vec![1_u8, 2])).ok(), Some(vec![1, 2]));
        assert!(matches!(decode::<u8>("t", &[SEALED, 1, 2]), Err(StoreError::Sealed)));
        for torn in [&[][..], &[PLAIN], &[PLAIN, b'['], &[7, b'1']] {
            assert!(matches!(decode::<Vec<u8>>("t", torn), Err(StoreError::Body { table: "t", .. })), "{torn:?}");
        }
    }
}
