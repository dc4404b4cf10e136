//! The first line: where one is, what time it is at the school, how many entries wait, how the link is.

use chrono::NaiveDateTime;

use super::canvas::{Canvas, narrow};
use super::dates;
use crate::state::Time;
use crate::strings::{FluentValue, Strings};
use crate::text;
use crate::theme::Role;

/// The right end of the first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// School time; unknown until the school is known.
    pub now: Option<NaiveDateTime>,
    /// Whether the school or its time is invented.
    pub time: Time,
    /// How many entries are not in the journal yet.
    pub waiting: usize,
    /// The worst that happened to one of them.
    pub worst: Role,
    /// How the link is.
    pub link: Link,
}

/// How the link to the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Nothing was asked yet.
    Unknown,
    /// The last question was answered.
    Up,
    /// No answer since then, school time.
    Down(NaiveDateTime),
    /// The server of the training school was stopped.
    Cut,
    /// The server wants a sign-in first.
    SignIn,
}

type Piece = (String, Role);

/// Draws the first line: a title, what belongs to it (the last goes first where there is no room), the corner.
pub fn draw(canvas: &mut Canvas<'_>, strings: &Strings, title: &str, details: &[&str], corner: &Corner) {
    let width = usize::from(canvas.area().width);
    let corners = corners(strings, canvas.glyphs, corner);
    // Room for the title, then for all details and a shorter corner, then for fewer details, then for the title alone.
    let left = |count: usize| -> usize {
        1 + text::width(title) + details[..count].iter().map(|detail| 2 + text::width(detail)).sum::<usize>()
    };
    let right = |corner: &[Piece]| corner.iter().map(|(words, _)| text::width(words)).sum::<usize>() + 1;
    let fits = |count: usize, corner: &[Piece]| left(count) + 2 + right(corner) <= width;
    let generous = 3;
    let choice = (0..=details.len())
        .rev()
        .flat_map(|count| corners.iter().take(generous).map(move |corner| (count, corner)))
        .chain(corners.iter().skip(generous).map(|corner| (details.len().min(1), corner)))
        .chain(corners.iter().skip(generous).map(|corner| (0, corner)))
        .find(|(count, corner)| fits(*count, corner));
    let (count, corner) = choice.map_or((0, None), |(count, corner)| (count, Some(corner)));
    let mut x = canvas.text(1, 0, narrow(width), title, Role::Title);
    for detail in &details[..count] {
        x = canvas.text(x + 2, 0, narrow(width), detail, Role::Text);
    }
    let Some(corner) = corner else { return };
    let mut x = narrow(width - right(corner));
    for (words, role) in corner {
        x = canvas.text(x, 0, narrow(width), words, *role);
    }
}

/// The corner from the longest to the shortest.
fn corners(strings: &Strings, glyphs: super::Glyphs, corner: &Corner) -> Vec<Vec<Piece>> {
    let waiting_role = if corner.waiting == 0 { Role::Muted } else { corner.worst };
    let waits = |space: &str| (format!("{}{space}{}", glyphs.transfer, corner.waiting), waiting_role);
    let (sign, role, words) = match corner.link {
        Link::Up => (glyphs.online, Role::Online, strings.get("link-up").into_owned()),
        Link::Unknown => (glyphs.offline, Role::Muted, strings.get("link-unknown").into_owned()),
        Link::Cut => (glyphs.offline, Role::Offline, strings.get("link-cut").into_owned()),
        Link::SignIn => (glyphs.offline, Role::Warning, strings.get("link-sign-in").into_owned()),
        Link::Down(since) => {
            let since = since.format("%H:%M").to_string();
            let words = strings.with("link-down-since", &[("time", FluentValue::from(since))]);
            (glyphs.offline, Role::Offline, words)
        }
    };
    let long = (format!("{sign} {words}"), role);
    let brief_words = match corner.link {
        Link::Down(_) | Link::Cut => strings.get("link-down").into_owned(),
        Link::Up | Link::Unknown | Link::SignIn => words,
    };
    let brief = (format!("{sign} {brief_words}"), role);
    let alone = (sign.to_string(), role);
    let gap = |cells: usize| (" ".repeat(cells), Role::Text);
    let Some(now) = corner.now else { return vec![vec![long], vec![brief], vec![alone]] };
    let time = (now.format("%H:%M").to_string(), Role::Text);
    let long_date = (dates::long(strings, now.date()) + " ", Role::Text);
    let short_date = (dates::short(now.date()) + " ", Role::Text);
    let training = (strings.get("training-time").into_owned() + " ", Role::Warning);
    let is_training = corner.time == Time::Training;
    let only = |pieces: Vec<Option<Piece>>| pieces.into_iter().flatten().collect::<Vec<Piece>>();
    let told = |piece: &Piece| is_training.then(|| piece.clone());
    let untold = |piece: &Piece| (!is_training).then(|| piece.clone());
    let middle = |pieces: Vec<Option<Piece>>, link: &Piece| {
        let mut all = only(pieces);
        all.extend([time.clone(), gap(2), waits(" "), gap(2), link.clone()]);
        all
    };
    vec![
        middle(vec![told(&training), Some(long_date)], &long),
        middle(vec![told(&training), untold(&short_date)], &long),
        middle(vec![told(&training), untold(&short_date)], &brief),
        middle(vec![told(&training)], &alone),
        vec![time.clone(), gap(2), waits(" "), gap(2), alone.clone()],
        vec![time, gap(1), waits(""), gap(1), alone.clone()],
        vec![waits(""), gap(1), alone],
    ]
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::strings::Language;
    use crate::theme::Theme;
    use crate::view::Glyphs;

    fn line(width: u16, link: Link, time: Time, details: &[&str]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let theme = Theme::mono();
        let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).and_then(|day| day.and_hms_opt(11, 7, 0)).expect("a time");
        let corner = Corner { now: Some(now), time, waiting: 2, worst: Role::Waiting, link };
        let strings = Strings::new(Language::Russian);
        draw(&mut Canvas::new(&mut buffer, &theme, Glyphs::UNICODE), &strings, "Журнал", details, &corner);
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(text::width(&text), usize::from(width));
        text
    }

    #[test]
    fn the_title_stays_and_the_rest_makes_room() {
        let details = ["7А", "Русский язык", "II четверть"];
        let down = Link::Down(
            chrono::NaiveDate::from_ymd_opt(2026, 11, 20).and_then(|day| day.and_hms_opt(10, 40, 0)).expect("a time"),
        );
        insta::assert_snapshot!(
            [
                line(100, Link::Up, Time::Real, &details),
                line(80, Link::Up, Time::Real, &details),
                line(80, Link::Up, Time::Training, &details),
                line(80, down, Time::Training, &details),
                line(80, Link::Cut, Time::Real, &details),
                line(60, Link::Up, Time::Real, &details),
                line(40, Link::Up, Time::Training, &details),
                line(20, Link::Unknown, Time::Real, &details),
                line(8, Link::Up, Time::Real, &details),
                line(3, Link::Up, Time::Real, &details),
            ]
            .join("|\n")
        );
    }
}
