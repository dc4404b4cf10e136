//! Which part of a long list is shown. A function of the cursor alone: nothing is remembered between frames.

use std::ops::Range;

/// The lines that are shown of `total`, with room for `room`, so that `cursor` is among them.
///
/// The window jumps half a page at a time: a slow line carries a whole window once for many keys, and the place that the
/// cursor came from stays in sight.
#[must_use]
pub fn window(cursor: usize, total: usize, room: usize) -> Range<usize> {
    if room == 0 {
        return 0..0;
    }
    let cursor = cursor.min(total.saturating_sub(1));
    let half = (room / 2).max(1);
    let first = if room == 1 { cursor } else { (cursor / half).saturating_sub(1) * half };
    // An odd line of the room belongs to neither half; the last page is full.
    let first = first.min(total.saturating_sub(room));
    first..total.min(first + room)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn jumps_are_half_a_page() {
        let shown: Vec<usize> = (0..30).map(|cursor| window(cursor, 30, 16).start).collect();
        assert_eq!(shown[..16], [0; 16]);
        assert_eq!(shown[16..24], [8; 8]);
        assert_eq!(shown[24..], [14; 6]);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(cursor in 0usize..200, total in 1usize..200, room in 1usize..60) {
            let cursor = cursor % total;
            let shown = window(cursor, total, room);
            prop_assert!(shown.contains(&cursor), "{shown:?} without {cursor}");
            prop_assert_eq!(shown.len(), total.min(room), "no line of the room is wasted");
        }
    }
}
