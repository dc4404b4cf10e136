//! Which part of a long list is shown.
//!
//! Only pixels depend on it: what a window showed before is remembered so that it stays as long as the cursor is inside,
//! and nothing else may ever ask for it.

use std::ops::Range;

/// The lines that are shown of `total`, with room for `room`, so that `cursor` is among them; for lists without a memory.
#[must_use]
pub fn window(cursor: usize, total: usize, room: usize) -> Range<usize> {
    moved(None, cursor, total, room)
}

/// The lines that are shown of `total`, when the first of them was `before`.
///
/// The window jumps half a page at a time: a slow line carries a whole window once for many keys, and the place that the
/// cursor came from stays in sight.
#[must_use]
pub fn moved(before: Option<usize>, cursor: usize, total: usize, room: usize) -> Range<usize> {
    if room == 0 {
        return 0..0;
    }
    let cursor = cursor.min(total.saturating_sub(1));
    let half = (room / 2).max(1);
    let last = total.saturating_sub(room);
    let anew = || if room == 1 { cursor } else { (cursor / half).saturating_sub(1) * half };
    let first = match before {
        Some(first) if (first..first + room).contains(&cursor) => first,
        Some(first) if cursor >= first + room && cursor < first + room + half => first + half,
        Some(first) if cursor < first && cursor + half >= first => first.saturating_sub(half),
        _ => anew(),
    };
    // The last page is full.
    let first = first.min(last);
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

    #[test]
    fn a_window_stays_while_the_cursor_is_inside() {
        // To the last of 40 with room for 15, and back.
        let mut first = None;
        let mut shown = Vec::new();
        for cursor in (0..40).chain((0..39).rev()) {
            first = Some(moved(first, cursor, 40, 15).start);
            shown.extend(first);
        }
        shown.dedup();
        assert_eq!(shown, [0, 7, 14, 21, 25, 18, 11, 4, 0]);
    }

    proptest! {
        #[test]
        fn a_moved_window_shows_the_cursor(
            before in prop::option::of(0usize..200), cursor in 0usize..200, total in 1usize..200, room in 1usize..60,
        ) {
            let cursor = cursor % total;
            let shown = moved(before, cursor, total, room);
            prop_assert!(shown.contains(&cursor), "{shown:?} without {cursor}");
            prop_assert_eq!(shown.len(), total.min(room), "no line of the room is wasted");
        }

        #[test]
        fn the_cursor_is_always_in_sight(cursor in 0usize..200, total in 1usize..200, room in 1usize..60) {
            let cursor = cursor % total;
            let shown = window(cursor, total, room);
            prop_assert!(shown.contains(&cursor), "{shown:?} without {cursor}");
            prop_assert_eq!(shown.len(), total.min(room), "no line of the room is wasted");
        }
    }
}
