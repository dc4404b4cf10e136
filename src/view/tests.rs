//! Every screen at every size that matters, as text and as roles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Glyphs, Look, draw, fixture};
use crate::domain::{Role, Severity};
use crate::state::today::Loading;
use crate::state::{Dialog, Link, Notice, Screen, State, TextField, Time};
use crate::strings::{Language, Strings};
use crate::text;
use crate::theme::Theme;

mod everywhere;
mod hints;
mod homework;
mod narrow;
mod oracle;
mod outage;
mod privacy;

const SIZES: [(u16, u16); 5] = [(80, 24), (120, 40), (40, 12), (20, 5), (1, 1)];

fn look(theme: Theme) -> Look {
    Look::new(Strings::new(Language::Russian), theme, Glyphs::UNICODE)
}

fn drawn(state: &State, look: &Look, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let drawn = draw(state, look, &mut buffer);
    if let Some(at) = drawn.cursor {
        buffer[at].set_symbol("█");
    }
    buffer
}

/// The frame as text, trailing blanks cut.
fn as_text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let line = |cells: &[ratatui::buffer::Cell]| {
        let mut line = String::new();
        let mut skip = 0;
        for cell in cells {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            skip = text::grapheme_width(cell.symbol()).saturating_sub(1);
        }
        line.trim_end().to_owned()
    };
    buffer.content.chunks(width).map(line).collect::<Vec<_>>().join("\n")
}

/// A letter a cell for its style, with the legend below: what stands where, in a test that sees no colours.
fn as_styles(buffer: &Buffer) -> String {
    let mut legend: Vec<ratatui::style::Style> = Vec::new();
    let width = usize::from(buffer.area.width);
    let mut lines = Vec::new();
    for cells in buffer.content.chunks(width) {
        let mut line = String::new();
        for cell in cells {
            let plain = cell.style() == ratatui::buffer::Cell::EMPTY.style();
            if plain {
                line.push(if cell.symbol() == " " { ' ' } else { '.' });
                continue;
            }
            let at = legend.iter().position(|known| *known == cell.style()).unwrap_or_else(|| {
                legend.push(cell.style());
                legend.len() - 1
            });
            line.push(char::from(b'a' + u8::try_from(at % 26).expect("small")));
        }
        lines.push(line.trim_end().to_owned());
    }
    for (at, style) in legend.iter().enumerate() {
        let letter = char::from(b'a' + u8::try_from(at % 26).expect("small"));
        lines.push(format!("{letter}: {:?} on {:?} {:?}", style.fg, style.bg, style.add_modifier));
    }
    lines.join("\n")
}

/// Every screen with something in it.
fn screens() -> Vec<(&'static str, State)> {
    let mut help = fixture::grid();
    help.behind.push(Screen::Grid);
    help.screen = Screen::Help;
    let mut journals = fixture::state(Role::Teacher);
    journals.screen = Screen::Journals;
    journals.behind = vec![Screen::Today];
    let page = fixture::page(&["Абрамов Артём"]);
    journals.screens.journals.selected = Some(page.journal.id.clone());
    journals.screens.journals.journals = vec![page.journal];
    vec![
        ("today", fixture::today()),
        ("grid", fixture::grid()),
        ("roll_call", fixture::roll_call()),
        ("lesson", fixture::lesson_form()),
        ("queue", fixture::queue()),
        ("deadlines", fixture::deadlines()),
        ("journals", journals),
        ("sign_in", fixture::nobody()),
        ("help", help),
        ("nothing", fixture::state(Role::Admin)),
        ("review", review()),
        ("rule", rule()),
        ("terms", fixture::terms()),
        ("corrections", fixture::corrections()),
    ]
}

/// The check of the fixture's page.
pub(crate) fn review() -> State {
    use crate::domain::roster::DateSpan;
    use crate::entry::{Glass, Part, Scope, Sight, Survey};
    let mut state = fixture::state(Role::Teacher);
    let page = fixture::page(&["Абрамов Артём", "Белова Софья", "Громова Мария"]);
    let span = DateSpan { from: fixture::date(11, 9), to: fixture::date(11, 20) };
    let desk = state.desk.as_ref().expect("somebody sits here");
    let glass = Glass {
        account: &desk.account,
        profile: &desk.profile,
        school: &desk.school,
        calendar: &desk.calendar,
        periods: &desk.periods,
        now: fixture::now(),
        span,
        waiting: &[],
    };
    let sight = Sight { journal: page.journal.clone(), period: page.period.clone(), part: Part::Whole };
    let found = crate::regulation::in_order([glass.look(&sight, page)]);
    let survey = Survey { span, scope: Scope::Own, now: fixture::now(), pages: 1, found, unseen: Vec::new() };
    state.screen = Screen::Review;
    state.behind.push(Screen::Today);
    state.screens.review.loading = Loading::Here;
    state.screens.review.survey = Some(survey);
    let first = state.screens.review.remarks().get(1).map(|(_, remark)| crate::state::review::Pointed::at(remark));
    state.screens.review.selected = first;
    state
}

/// A rule with a quote, over the grid.
fn rule() -> State {
    let mut state = fixture::grid();
    state.behind.push(Screen::Grid);
    state.screen = Screen::Rule;
    state.screens.rule.findings =
        vec![fixture::finding("STD-6.3-21", Severity::Error, "6.3 ¶11"), fixture::finding("ZV-ACCESS", Severity::Error, "")];
    state.screens.rule.allowed = vec![("allowed-cell", "2, 3, 4, 5, н".to_owned())];
    state
}

#[test]
fn screens_at_every_size() {
    let look = look(Theme::mono());
    for (name, state) in screens() {
        for (width, height) in SIZES {
            let text = as_text(&drawn(&state, &look, width, height));
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), text);
        }
    }
}

#[test]
fn screens_in_the_dark_theme() {
    let look = look(Theme::dark());
    for (name, state) in screens() {
        insta::assert_snapshot!(format!("{name}_dark"), as_styles(&drawn(&state, &look, 80, 24)));
    }
}

#[test]
fn nothing_panics_at_any_size() {
    let look = look(Theme::dark());
    let mut states: Vec<State> = screens().into_iter().map(|(_, state)| state).collect();
    states.extend(dialogs().into_iter().map(|(_, state)| state));
    states.extend(empty().into_iter().map(|(_, state)| state));
    for state in &states {
        for width in (1..36).chain([40, 57, 64, 79, 100, 140, 200]) {
            for height in (1..14).chain([24, 60]) {
                drawn(state, &look, width, height);
            }
        }
    }
}

/// Everything that can lie over a screen.
fn dialogs() -> Vec<(&'static str, State)> {
    use crate::action::Action;
    use crate::entry::{Answers, Need, Spot};
    use crate::state::dialog::{Ask, Attempt, Choice, FilterBy, PastedCell, Then};
    let spot = || Spot { work: crate::domain::WorkId::first_of(&"g20".into()), pupil: "p3".into() };
    let over = |mut state: State, dialog| {
        state.dialog = Some(dialog);
        state
    };
    let ask = |needs| {
        Dialog::Ask(Box::new(Ask {
            findings: vec![fixture::finding("ZV-REPLACE", Severity::Warning, "6.3 ¶7")],
            needs,
            line: TextField::new("задержали в больнице"),
            answers: Answers::default(),
            attempt: Attempt::Cell { spot: spot(), text: "5".to_owned(), then: Then::Down },
            journal: "7А-Русский язык".into(),
        }))
    };
    let conflict = crate::domain::OperationId([17; 16]);
    let find = Dialog::FindPupil { query: TextField::new("ёл"), found: vec!["p6".into(), "p2".into()], chosen: 0 };
    let pasted = |at: usize| PastedCell { spot: spot(), name: format!("Ученик {at}"), text: "5/4".to_owned() };
    let actions = Dialog::Actions {
        query: TextField::new("с"),
        found: vec![Action::Deadlines, Action::Today, Action::Queue],
        chosen: 1,
    };
    vec![
        ("ask_second_key", over(fixture::grid(), ask(Need::SecondKey))),
        ("ask_reason", over(fixture::grid(), ask(Need::Reason))),
        ("quit", over(fixture::grid(), Dialog::Quit { waiting: 5, undecided: 1 })),
        ("give_up", over(fixture::queue(), Dialog::GiveUp(conflict))),
        ("conflict", over(fixture::queue(), Dialog::Conflict { operation: conflict, choice: Choice::Theirs })),
        (
            "conflicts",
            over(fixture::queue(), Dialog::Conflicts { operations: vec![conflict, conflict], choice: Choice::Mine }),
        ),
        ("find", over(fixture::grid(), find)),
        ("filter", over(fixture::deadlines(), Dialog::Filter { by: FilterBy::Class, line: TextField::new("7") })),
        (
            "decline",
            over(
                fixture::corrections(),
                Dialog::Decide {
                    request: crate::domain::OperationId([32; 16]),
                    answer: crate::protocol::Answer::Decline,
                    line: TextField::new("Нет работы с исправлением"),
                },
            ),
        ),
        ("paste", over(fixture::grid(), Dialog::Paste((1..=24).map(pasted).collect()))),
        ("actions", over(fixture::today(), actions)),
        ("history", over(fixture::grid(), history(Loading::Here))),
        ("history_offline", over(fixture::grid(), history(Loading::Missing))),
        ("not_kept", over(fixture::grid(), Dialog::NotKept { why: "grid-asked".to_owned() })),
    ]
}

/// A mark that was given, changed by a substitute, and taken away; without a link only the present version is known.
fn history(loading: Loading) -> Dialog {
    use crate::domain::{Fact, Target, Value};
    use crate::protocol::{HistoryOf, HistoryPlace};
    let state = fixture::grid();
    let page = state.open_book().expect("a book").page();
    let given = page.facts.iter().find(|fact| matches!(fact.value, Some(Value::Marks { .. }))).expect("a mark");
    let Target::Marks { work, pupil } = &given.target else { panic!("marks are of a work") };
    let says = |text: &str| Some(Value::Marks { marks: text.parse().expect("marks"), creates: None });
    let changed = Fact { value: says("4"), on_behalf_of: Some(given.author.clone()), ..given.clone() };
    let taken = Fact { value: None, reason: Some("ошибка строкой".to_owned()), ..given.clone() };
    let first = Fact { value: says("5"), ..given.clone() };
    let lesson = page.works.iter().find(|of| of.id == *work).and_then(|of| of.lesson.clone()).expect("a lesson");
    let all = vec![taken, changed, first];
    let versions = if loading == Loading::Here { all } else { all[..1].to_vec() };
    let place = HistoryPlace::Lesson(lesson);
    let of = HistoryOf { journal: page.journal.id.clone(), place, pupil: Some(pupil.clone()) };
    let pupil = pupil.clone();
    Dialog::History(Box::new(crate::state::history::History { of, pupil, versions, chosen: 0, loading, generation: 1 }))
}

#[test]
fn what_lies_over_a_screen() {
    let look = look(Theme::mono());
    for (name, state) in dialogs() {
        insta::assert_snapshot!(format!("over_{name}"), as_text(&drawn(&state, &look, 80, 24)));
    }
    let state = dialogs().swap_remove(1).1;
    insta::assert_snapshot!("over_ask_reason_40x12", as_text(&drawn(&state, &look, 40, 12)));
}

/// States with nothing to show.
fn empty() -> Vec<(&'static str, State)> {
    use crate::state::today::Loading;
    let mut today_missing = fixture::state(Role::Teacher);
    today_missing.screens.today.loading = Loading::Missing;
    today_missing.program.link = Link::Down { since: fixture::now() };
    let mut today_none = fixture::state(Role::Teacher);
    today_none.screens.today.loading = Loading::Here;
    let mut page_missing = fixture::state(Role::Teacher);
    page_missing.screen = Screen::Grid;
    page_missing.screens.grid.loading = Loading::Missing;
    let mut queue = fixture::state(Role::Teacher);
    queue.screen = Screen::Queue;
    queue.behind = vec![Screen::Today];
    let mut journals = fixture::state(Role::Teacher);
    journals.screen = Screen::Journals;
    journals.behind = vec![Screen::Today];
    journals.screens.journals.loading = Loading::Here;
    let mut corrections_none = fixture::corrections();
    corrections_none.screens.corrections.list.clear();
    let mut corrections_missing = fixture::corrections();
    corrections_missing.screens.corrections = crate::state::Requests { loading: Loading::Missing, ..Default::default() };
    corrections_missing.program.link = Link::Down { since: fixture::now() };
    let mut terms_asked = fixture::state(Role::Teacher);
    terms_asked.screen = Screen::Terms;
    let mut terms_none = fixture::terms();
    terms_none.info.periods.clear();
    vec![
        ("corrections_none", corrections_none),
        ("corrections_missing", corrections_missing),
        ("terms_asked", terms_asked),
        ("terms_no_periods", terms_none),
        ("today_asked", fixture::state(Role::Teacher)),
        ("today_missing", today_missing),
        ("today_no_lessons", today_none),
        ("page_missing", page_missing),
        ("no_pupils", fixture::grid_of(&[])),
        ("queue_empty", queue),
        ("journals_none", journals),
        ("deadlines_asked", fixture::state(Role::Deputy)),
    ]
}

#[test]
fn an_empty_place_says_what_to_do() {
    let look = look(Theme::mono());
    for (name, state) in empty() {
        insta::assert_snapshot!(format!("empty_{name}"), as_text(&drawn(&state, &look, 80, 12)));
    }
}

#[test]
fn the_status_line_says_why_with_the_clause() {
    let look = look(Theme::mono());
    let mut state = fixture::grid();
    state.notice = Some(Notice::Refused(vec![fixture::finding("ZV-CELL", Severity::Error, "6.3 ¶11")]));
    let grid = as_text(&drawn(&state, &look, 80, 24));
    let mut state = fixture::today();
    state.notice = Some(Notice::Failed("today-missing".to_owned()));
    let today = as_text(&drawn(&state, &look, 80, 24));
    let bottom = |text: &str| text.lines().skip(19).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("status_line", format!("{}\n\n{}", bottom(&grid), bottom(&today)));
}

#[test]
fn what_is_between_us_and_the_server_is_said_to_its_end() {
    let kinds = [
        "remote-connect",
        "remote-time-out",
        "remote-name",
        "remote-certificate",
        "remote-certificate-time",
        "remote-certificate-pin",
        "remote-pin",
        "remote-ca-file",
        "remote-no-answer",
        "remote-broken",
        "remote-sign-in",
        "remote-refused",
        "remote-too-large",
        "remote-not-now",
        "remote-failing",
        "remote-conflict",
        "remote-incompatible",
        "sync-sign-in-needed",
        "sync-wrong-password",
    ];
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for language in [Language::Russian, Language::English] {
        let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
        let look = look.for_server("https://journal.school-7.example");
        for kind in kinds {
            let sentence = look.failure(kind);
            assert!(sentence.ends_with('.') && !sentence.contains("remote-"), "{sentence}");
            let mut today = fixture::today();
            today.notice = Some(Notice::Failed(kind.to_owned()));
            let mut sign_in = fixture::nobody();
            sign_in.screens.sign_in.problem = Some(kind.to_owned());
            for state in [today, sign_in] {
                let text = squeezed(&as_text(&drawn(&state, &look, 80, 24)));
                assert!(text.contains(&squeezed(&sentence)), "{sentence}\n{text}");
            }
        }
    }
}

#[test]
fn a_lesson_without_a_plan_says_that_the_topic_is_typed() {
    let mut state = fixture::without_plan(fixture::lesson_form());
    state.screens.lesson.item = None;
    for (width, height) in [(80, 24), (120, 40)] {
        let text = as_text(&drawn(&state, &look(Theme::mono()), width, height));
        assert!(text.contains("плана (КТП) нет — тему наберите сами"), "{text}");
    }
}

#[test]
fn the_cell_under_the_cursor_is_spoken_of_with_its_clause() {
    let look = look(Theme::mono());
    let mut state = fixture::grid();
    state.screens.grid.findings.clear();
    let grid = as_text(&drawn(&state, &look, 80, 24));
    let bottom: Vec<&str> = grid.lines().skip(21).take(2).collect();
    assert!(bottom[0].starts_with(" 4 Громова София · 20 ноября · диктант с грам. заданием № 2"), "{grid}");
    assert!(bottom[1].starts_with(" Две отметки через «/»: за диктант и за задание  "), "{grid}");
    assert!(bottom[1].ends_with("  6.3, абз. 11"), "{grid}");
}

#[test]
fn training_is_said_in_the_first_line() {
    let look = look(Theme::mono());
    let mut state = fixture::grid();
    state.program.time = Time::Training;
    for (width, height) in [(80, 24), (120, 40)] {
        let text = as_text(&drawn(&state, &look, width, height));
        assert!(text.lines().next().is_some_and(|line| line.contains("учебное время")), "{text}");
    }
}

#[test]
fn long_and_decomposed_names_keep_their_column() {
    let look = look(Theme::mono());
    let names = [
        "Константинопольская-Преображенская Александрина",
        "И\u{306}овчев Пе\u{308}тр",
        "日本 Ан",
        "Абрамов \u{202e}\u{1b}[31mАртём",
    ];
    let state = fixture::grid_of(&names);
    insta::assert_snapshot!("names", as_text(&drawn(&state, &look, 80, 14)));
}

#[test]
fn a_font_without_signs_gets_letters_only() {
    for language in Language::ALL {
        let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::ASCII);
        for (name, mut state) in screens().into_iter().chain(dialogs()).chain(empty()) {
            state.program.language = language;
            let text = as_text(&drawn(&state, &look, 80, 24));
            // The test's own sign of the cursor is none of the program's.
            let strange = text.chars().find(|c| !matches!(c, '\n' | ' '..='~' | 'А'..='я' | 'Ё' | 'ё' | '§' | '█'));
            assert_eq!(strange, None, "{} {name}: {text}", language.tag());
        }
    }
    let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::ASCII);
    insta::assert_snapshot!("lesson_letters_only", as_text(&drawn(&fixture::lesson_form(), &look, 80, 24)));
}

#[test]
fn english_has_every_sentence_of_the_screens() {
    let look = Look::new(Strings::new(Language::English), Theme::mono(), Glyphs::UNICODE);
    for (name, state) in screens().into_iter().chain(dialogs()).chain(empty()) {
        let text = as_text(&drawn(&state, &look, 80, 24));
        for line in text.lines() {
            let unknown =
                line.split_whitespace().find(|word| word.len() > 5 && look.strings.get(word) == *word && is_key(word));
            assert_eq!(unknown, None, "{name}: {line}");
        }
    }
    insta::assert_snapshot!("grid_english", as_text(&drawn(&fixture::grid(), &look, 80, 24)));
}

/// Whether a word looks like the key of a sentence.
fn is_key(word: &str) -> bool {
    word.contains('-') && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
}
