//! An operation as it arrived: what this program reads of it, and all that was said.
//!
//! Whether a repeat is the same operation is asked of the JSON value that arrived, fields that this program does not know
//! included: so an operation keeps its identity when the protocol grows, on either side. The value is written in one
//! canonical way (sorted keys, no spaces), so that a client may lay out its JSON as it likes.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::domain::{Operation, OperationId};

/// An operation with everything that its sender said of it.
#[derive(Debug, Clone)]
pub(super) struct Received {
    /// What this program reads of it.
    pub(super) operation: Operation,
    /// All of it, canonical: kept with the version, and compared when the id comes again.
    pub(super) body: String,
    /// How often its sender asked for a new judgement: said of the batch, not part of the operation.
    pub(super) again: u32,
}

impl<'de> Deserialize<'de> for Received {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let operation = Operation::deserialize(&value).map_err(serde::de::Error::custom)?;
        Ok(Self { operation, body: canonical(&value), again: 0 })
    }
}

/// A batch as it arrived.
#[derive(Debug, Deserialize)]
pub(super) struct ReceivedBatch {
    /// In the order in which they were made.
    operations: Vec<Received>,
    /// See [`crate::protocol::Batch::again`].
    #[serde(default)]
    again: BTreeMap<OperationId, u32>,
    /// See [`crate::protocol::Batch::cursor`].
    #[serde(default)]
    pub(super) cursor: Option<String>,
}

impl ReceivedBatch {
    /// The operations, each with what the batch says of it.
    pub(super) fn operations(self) -> Vec<Received> {
        let Self { operations, again, .. } = self;
        let said =
            |received: Received| Received { again: again.get(&received.operation.id).copied().unwrap_or(0), ..received };
        operations.into_iter().map(said).collect()
    }
}

/// The one spelling of a JSON value: sorted keys (the map of `serde_json` is a tree), no spaces.
fn canonical(value: &serde_json::Value) -> String {
    value.to_string()
}

/// The canonical spelling of a JSON text; as it is where it is not JSON.
pub(super) fn canonical_text(text: &str) -> String {
    serde_json::from_str(text).map_or_else(|_| text.to_owned(), |value| canonical(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_order_of_keys_say_nothing_and_unknown_fields_do() {
        let same = [r#"{"b": [1, 2.5], "a": {"d": null, "c": "н"}}"#, r#"{"a":{"c":"\u043d","d":null},"b":[1,2.5]}"#];
        assert_eq!(canonical_text(same[0]), canonical_text(same[1]));
        assert_eq!(canonical_text(same[0]), r#"{"a":{"c":"н","d":null},"b":[1,2.5]}"#);
        assert_ne!(canonical_text(r#"{"a": 1}"#), canonical_text(r#"{"a": 1, "later": true}"#));
        let large = r#"{"boot_id":18446744073709551615,"ms":-9223372036854775808}"#;
        assert_eq!(canonical_text(large), large, "no number loses a digit");
    }
}
