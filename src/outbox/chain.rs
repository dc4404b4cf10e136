//! How the entries of one device are numbered and linked, so that a hole or a later change can be seen.
//!
//! Every operation carries the digest of the one before it. The digest leaves out the operation's own `base`, because an
//! operation that never left the device may be re-based when the one before it is replaced or refused; everything that a
//! person meant is in it.

use sha2::{Digest as _, Sha256};

use crate::domain::{Digest, Operation};

/// The digest of an operation that the next one of its device carries: SHA-256 of its JSON without `base`.
///
/// # Panics
/// Never: an operation can always be written as JSON.
#[must_use]
pub fn digest(operation: &Operation) -> Digest {
    let plain = Operation { base: None, ..operation.clone() };
    let json = serde_json::to_vec(&plain).expect("an operation has no maps with keys other than text");
    Digest(Sha256::digest(&json).into())
}

/// Whether each operation follows the one before it: numbers without gaps, digests that match.
#[must_use]
pub fn is_unbroken<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> bool {
    let mut before: Option<&Operation> = None;
    for operation in operations {
        if let Some(before) = before
            && (operation.seq != before.seq + 1 || operation.prev_hash != digest(before))
        {
            return false;
        }
        before = Some(operation);
    }
    true
}
