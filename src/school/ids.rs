//! Ids of operations that were made before the import: derived, so that a repeated import makes the same ones.

use sha2::{Digest as _, Sha256};

use crate::domain::{OperationId, PupilId, Target, Teller, Value};

/// An operation's id that is the same at every import of the row, and another one when the row says another thing: half a
/// digest of the row's id, half a fast hash of the fact.
pub(super) fn operation_id(row: [u8; 8], target: &Target, value: &Value) -> OperationId {
    let mut hash = Fnv::default();
    hash.add(target.kind());
    match target {
        Target::Absence { lesson, .. } | Target::Reason { lesson, .. } => hash.add(lesson.as_str()),
        Target::Topic { lesson }
        | Target::Homework { lesson }
        | Target::Attendance { lesson }
        | Target::NotHeld { lesson } => {
            hash.add(lesson.as_str());
        }
        Target::Marks { work, .. } | Target::Work { work } => hash.add(work.as_str()),
        Target::Term { journal, period, .. } => {
            hash.add(journal.as_str());
            hash.add(period.as_str());
        }
    }
    hash.add(target.pupil().map_or("", PupilId::as_str));
    match value {
        Value::Absent | Value::Confirmed | Value::NotHeld => {}
        Value::Marks { marks, .. } => {
            hash.0 ^= marks.each().fold(0, |sum, mark| sum * 16 + u64::from(mark.value()));
            hash.add("");
        }
        Value::Reason { code, told_by: Teller::ClassTeacher, .. } => hash.add(code),
        Value::Reason { code, told_by: Teller::Parents, .. } => hash.add(&format!("родители:{code}")),
        Value::Term { mark } => hash.add(&mark.to_string()),
        Value::Topic(topic) => {
            hash.add(&topic.text);
            hash.add(topic.plan_item.as_ref().map_or("", |item| item.as_str()));
        }
        Value::Homework(homework) => hash.add(&homework.text),
        Value::Work(work) => hash.add(&format!("{:?}", work.spec)),
    }
    let mut id = [0; 16];
    id[..8].copy_from_slice(&row);
    id[8..].copy_from_slice(&hash.0.to_be_bytes());
    OperationId(id)
}

/// FNV-1a with 64 bits: fast for short texts. Not against an adversary, who could write the operation anyway.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a text and its end.
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Half a digest of a row's id.
pub(super) fn row_digest(school: &str, id: &str) -> [u8; 8] {
    let digest = Sha256::digest(format!("{school}/{id}"));
    let mut half = [0; 8];
    half.copy_from_slice(&digest[..8]);
    half
}
