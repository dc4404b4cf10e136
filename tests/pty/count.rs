//! A lesson's cost in keys, on the real program and the real server: from «Сегодня» until everything is in the journal and
//! «Сегодня» shows it.

use zvonok::keys::layout::to_latin;

use crate::terminal::{Line, Terminal};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Latin,
    Russian,
}

/// Somebody at a keyboard, whose keys are counted.
struct Hands {
    terminal: Terminal,
    layout: Layout,
    keys: usize,
}

impl Hands {
    fn at(layout: Layout) -> Self {
        Self { terminal: Terminal::demo_on((80, 24), "xterm-256color", Line::Fast), layout, keys: 0 }
    }

    /// A key that is no letter.
    fn key(&mut self, bytes: &[u8]) {
        self.keys += 1;
        self.terminal.press(bytes);
    }

    /// Letters and digits as this keyboard gives them, a key each.
    fn keys(&mut self, places: &str) {
        for c in places.chars() {
            let typed = if self.layout == Layout::Latin { to_latin(c) } else { c };
            self.key(typed.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// Text as it is to be, a key a letter.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            self.key(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

const ENTER: &[u8] = b"\r";
const ESC: &[u8] = b"\x1b";
const CTRL_T: &[u8] = b"\x14";

/// Four columns of «Сегодня» in the row of the lesson that runs: roll, marks, topic, homework.
fn row(screen: &str) -> Vec<String> {
    let row = screen.lines().find(|line| line.contains("10:30") && line.contains("5А")).unwrap_or_default();
    row.split_whitespace().skip_while(|word| *word != "12").skip(1).take(4).map(str::to_owned).collect()
}

#[test]
fn a_standard_lesson_of_thirty_is_in_the_journal_after_sixty_keys_at_most() {
    for layout in [Layout::Latin, Layout::Russian] {
        let mut hands = Hands::at(layout);
        assert_eq!(row(&hands.terminal.now()), ["·", "·", "·", "·"], "nothing is entered yet");
        // Three are absent: two by their numbers, one whom the lesson before has named already.
        hands.keys("п3 17");
        hands.key(ENTER);
        // Eight marks in the order in which the notebooks lie.
        hands.key(ENTER);
        hands.keys("сж5се4т5ф3до5зи4ло4ми3");
        hands.key(ESC);
        hands.terminal.wait("the pile to be closed", |screen| screen.contains("Журнал") && !screen.contains("Чья тетрадь"));
        hands.key(ESC);
        hands.terminal.wait("the day", |screen| screen.contains("Сегодня"));
        // The next topic of the plan, and a homework of twenty letters.
        hands.keys("у");
        hands.key(CTRL_T);
        hands.text("Упр. 214, правило §3");
        hands.key(ENTER);
        hands.terminal.wait("everything in the journal", |screen| {
            let head = screen.lines().next().unwrap_or_default();
            head.contains("Сегодня") && head.contains("⇅ 0") && row(screen) == ["✓", "8", "✓", "✓"]
        });
        assert!(hands.keys <= 60, "{layout:?}: {} keys", hands.keys);
        // The journal says the same to whoever looks anew.
        let mut terminal = hands.terminal;
        terminal.press(ENTER);
        terminal.wait("the absences", |screen| {
            let at = screen.lines().nth(1).and_then(|heads| heads.chars().position(|c| c == '▸'));
            at.is_some_and(|at| {
                let cell = |line: &str| line.chars().skip(at + 1).take(4).collect::<String>().trim().to_owned();
                let cells: Vec<String> = screen.lines().skip(4).take(16).map(cell).collect();
                (cells[2].as_str(), cells[4].as_str(), cells[6].as_str()) == ("н", "5", "5")
            })
        });
        terminal.press(b"\x1b[21~");
        terminal.end_of_work();
    }
}
