//! Text for the clipboard of the computer where the terminal stands (OSC 52): it works over SSH, and terminals that do not
//! know it show nothing.

/// The longest text that is handed over, bytes: terminals drop longer ones.
const LIMIT: usize = 48 * 1024;

/// The sequence that sets the clipboard; empty where the text is too long.
#[must_use]
pub fn set(text: &str) -> Vec<u8> {
    if text.len() > LIMIT {
        return Vec::new();
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    encode(text.as_bytes(), &mut bytes);
    bytes.push(0x07);
    bytes
}

/// Base64 with padding (RFC 4648).
fn encode(text: &[u8], to: &mut Vec<u8>) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in text.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            to.push(if at <= three.len() { letter } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn the_text_is_base64_between_the_marks() {
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("5\n4", "NQo0"), ("н", "0L0=")] {
            assert_eq!(set(text), format!("\x1b]52;c;{code}\x07").into_bytes(), "{text:?}");
        }
        assert_eq!(set(&"5\n".repeat(100_000)), Vec::<u8>::new());
    }
}
