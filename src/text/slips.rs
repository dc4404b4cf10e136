//! How far a word is from the one that was meant.

/// How many letters must be put in, left out, replaced or swapped with the next one to make one word of the other (optimal
/// string alignment).
#[must_use]
pub fn slips(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut left = None;
    for (i, letter) in from.chars().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, &other) in to.iter().enumerate() {
            let mut best = (last[j] + usize::from(letter != other)).min(last[j + 1] + 1).min(row[j] + 1);
            if j > 0 && letter == to[j - 1] && left == Some(other) {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        left = Some(letter);
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn what_a_hand_does_wrong_is_counted() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "урок", 4),
            ("урок", "", 4),
            ("урок", "урок", 0),
            ("урк", "урок", 1),
            ("уурок", "урок", 1),
            ("урак", "урок", 1),
            ("уркo", "урок", 2),
            ("уорк", "урок", 1),
            ("Химия", "физика", 4),
        ] {
            assert_eq!(slips(from, to), expected, "{from} {to}");
            assert_eq!(slips(to, from), expected, "{to} {from}");
        }
    }
}
