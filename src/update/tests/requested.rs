//! A correction that waits for approval: the journal holds the former mark, and the screens say so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bench::*;
use crate::domain::WorkKind;
use crate::entry::tests::fixture::*;
use crate::entry::{Caption, Told};
use crate::event::Reply;
use crate::outbox::Life;
use crate::strings::{Language, Strings};
use crate::theme::Theme;
use crate::view::{Glyphs, Look, draw};

pub fn shown(bench: &Bench) -> String {
    let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    draw(&bench.state, &look, &mut buffer);
    let line = |y| (0..80).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
    (0..24).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_correction_that_waits_for_approval_names_what_the_journal_holds() {
    for layout in LAYOUTS {
        let mut page = page(5);
        page.works.push(work("l20:1", "l20", WorkKind::Oral));
        page.facts = vec![marks("l20:1", 1, "4")];
        let mut bench = Bench::grid(page.clone(), "standard", layout);
        bench.press("5");
        bench.agree();
        bench.recorded();
        bench.lives(Life::Requested);
        bench.press("Up");
        let text = shown(&bench);
        assert!(text.contains("4±") && text.contains("ждёт согласования: 5"), "{layout:?}\n{text}");

        let entries: Vec<_> = bench.state.waiting.entries().cloned().collect();
        let lines = entries.into_iter().map(|entry| {
            let caption = Caption::of(&page, &entry.operation);
            Told { entry, caption, carry: None }
        });
        bench.reply(Reply::Queue(lines.collect()));
        bench.press("F6");
        let text = shown(&bench);
        assert!(text.contains('±') && text.contains("ждёт согласования · в журнале: 4"), "{layout:?}\n{text}");
    }
}
