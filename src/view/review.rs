//! «Проверка»: remarks grouped by lesson, what was counted, and what could not be seen.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::window::window;
use super::{Look, dates, frame};
use crate::domain::{Severity, Target};
use crate::entry::Survey;
use crate::regulation::{LessonReview, Remark, Standing};
use crate::state::pointer::Place;
use crate::state::review::{Pointed, Shown};
use crate::state::today::Loading;
use crate::state::{Link, State};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// A line of the list.
enum Line<'a> {
    Lesson(&'a LessonReview),
    Remark(&'a Remark),
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let review = &state.screens.review;
    let span = review
        .survey
        .as_ref()
        .map(|survey| format!("{}–{}", survey.span.from.format("%d.%m"), survey.span.to.format("%d.%m")));
    let details: Vec<&str> = span.as_deref().into_iter().collect();
    let body = frame::draw(canvas, state, look, &strings.get("title-review"), &details);
    let Some(survey) = &review.survey else {
        let key = if review.loading == Loading::Missing { "review-missing" } else { "review-loading" };
        return frame::empty(canvas, &body, &strings.get(key));
    };
    let width = canvas.area().width;
    let mut y = body.start;
    for (words, role) in head(state, look, survey) {
        canvas.text(1, y, width.saturating_sub(2), &words, role);
        y += 1;
    }
    let remarks = review.remarks();
    if remarks.is_empty() {
        let everything = survey.found.lessons.is_empty();
        let key = if everything { "review-clean" } else { "review-filtered" };
        let said = strings.with(key, &[("lessons", FluentValue::from(survey.found.checked))]);
        return frame::empty(canvas, &(y..body.end), &said);
    }
    let (lines, at) = lines(&remarks, review.selected.as_ref());
    let told = remarks.iter().find(|(_, remark)| review.selected.as_ref() == Some(&Pointed::at(remark)));
    // The chosen remark is said in full below the list, since a line may cut it.
    let below: u16 = if body.end.saturating_sub(y) >= 8 { 3 } else { 0 };
    let room = usize::from(body.end.saturating_sub(y + below)).max(1);
    for place in window(at, lines.len(), room) {
        match &lines[place] {
            Line::Lesson(lesson) => {
                canvas.text(1, y, width.saturating_sub(2), &lesson_words(look, lesson), Role::Heading);
            }
            Line::Remark(remark) => {
                canvas.place(Rect::new(0, y, width, 1), || Place::Remark(Pointed::at(remark)));
                row(canvas, look, y, remark, place == at);
            }
        }
        y += 1;
    }
    if let (true, Some((lesson, remark))) = (below > 0, told) {
        in_full(canvas, look, body.end - below, (lesson, remark));
    }
}

/// What was counted, and what the list leaves out.
fn head(state: &State, look: &Look, survey: &Survey) -> Vec<(String, Role)> {
    let (strings, review) = (&look.strings, &state.screens.review);
    let counts = survey.counts();
    let counted = strings.with(
        "review-counts",
        &[
            ("lessons", counts.lessons.into()),
            ("refused", counts.refused.into()),
            ("late", counts.late.into()),
            ("missing", counts.missing.into()),
            ("waiting", counts.waiting.into()),
            ("warnings", (counts.warnings + counts.hints).into()),
        ],
    );
    let mut lines = vec![(counted, Role::Text)];
    let mut filters: Vec<String> = Vec::new();
    match review.shown {
        Shown::All => {}
        Shown::Weighty => filters.push(strings.get("review-shown-weighty").into_owned()),
        Shown::Refused => filters.push(strings.get("review-shown-refused").into_owned()),
    }
    for (key, letters) in [("filter-class", &review.class), ("filter-teacher", &review.teacher)] {
        if !letters.is_empty() {
            filters.push(strings.with(key, &[("letters", FluentValue::from(letters.as_str()))]));
        }
    }
    if !filters.is_empty() {
        lines.push((filters.join(" · "), Role::Warning));
    }
    if !survey.unseen.is_empty() {
        let offline = matches!(state.program.link, Link::Down { .. } | Link::SignInNeeded);
        let key = if offline || !review.partial { "review-unseen" } else { "review-reading" };
        lines.push((strings.with(key, &[("pages", survey.unseen.len().into())]), Role::Warning));
    }
    lines
}

/// The lines of the list and the place of the chosen one.
fn lines<'a>(remarks: &[(&'a LessonReview, &'a Remark)], selected: Option<&Pointed>) -> (Vec<Line<'a>>, usize) {
    let (mut lines, mut at) = (Vec::new(), 1);
    let mut last: Option<&LessonReview> = None;
    for (lesson, remark) in remarks {
        if !last.is_some_and(|last| std::ptr::eq(last, *lesson)) {
            lines.push(Line::Lesson(lesson));
            last = Some(lesson);
        }
        if selected == Some(&Pointed::at(remark)) {
            at = lines.len();
        }
        lines.push(Line::Remark(remark));
    }
    (lines, at)
}

/// «18.11 ср · 3-й урок · 7А Русский язык · Орлова Е. В.»
fn lesson_words(look: &Look, lesson: &LessonReview) -> String {
    let subject = match &lesson.group {
        Some(group) => format!("{} · {group}", lesson.subject),
        None => lesson.subject.clone(),
    };
    let key = if lesson.number.is_some() { "review-lesson" } else { "review-period" };
    let args = [
        ("date", FluentValue::from(dates::short(lesson.date))),
        ("number", lesson.number.unwrap_or_default().to_string().into()),
        ("class", lesson.class.as_str().into()),
        ("subject", subject.into()),
        ("teacher", lesson.teacher.short_name.as_str().into()),
    ];
    look.strings.with(key, &args)
}

fn row(canvas: &mut Canvas<'_>, look: &Look, y: u16, remark: &Remark, is_chosen: bool) {
    let width = canvas.area().width;
    let (sign, role) = sign(canvas, remark);
    canvas.sign(3, y, sign, role);
    let state_word = look.strings.get(&format!("standing-{}", remark.standing.name())).into_owned();
    let begins = canvas.right(width - 1, y, 12, &state_word, role);
    canvas.text(5, y, begins.saturating_sub(7), &words(look, remark), Role::Text);
    if is_chosen {
        canvas.look(2, y, width.saturating_sub(3), Role::Focus);
        canvas.sign(1, y, canvas.glyphs.pointer, Role::Focus);
    }
}

/// Who, and what is wrong.
fn words(look: &Look, remark: &Remark) -> String {
    let said = look.strings.remark(remark.standing.name(), remark.target.kind(), &remark.finding);
    match &remark.pupil {
        Some(pupil) => format!("{} {}: {said}", pupil.number, pupil.name),
        None => said,
    }
}

/// The sign tells the weight without colour: refused, late or missing, open, a warning, a hint.
fn sign(canvas: &Canvas<'_>, remark: &Remark) -> (char, Role) {
    match (remark.standing, remark.finding.severity) {
        (_, Severity::Error) => ('!', Role::Refused),
        (Standing::Late | Standing::Missing, _) => ('!', Role::DeadlineOver),
        (Standing::Waiting, _) => (canvas.glyphs.waiting, Role::Text),
        (Standing::Entry, Severity::Warning) => ('?', Role::Warning),
        (Standing::Entry, Severity::Info) => (' ', Role::Muted),
    }
}

/// The chosen remark in full, with its rule and its clause.
fn in_full(canvas: &mut Canvas<'_>, look: &Look, y: u16, (lesson, remark): (&LessonReview, &Remark)) {
    let width = canvas.area().width;
    canvas.rule(y);
    let room = usize::from(width.saturating_sub(2));
    let words = words(look, remark);
    let said = text::clean(&words);
    let broken = text::wrap(&said, room);
    let clause = look.strings.clause(&remark.finding.clause);
    let source = [clause.as_str(), remark.finding.rule.as_str()].into_iter().filter(|part| !part.is_empty());
    let source = source.collect::<Vec<_>>().join(" · ");
    if let [only] = broken[..] {
        canvas.text(1, y + 1, width.saturating_sub(2), only, Role::Text);
        let place = if matches!(remark.target, Target::Term { .. }) { String::new() } else { lesson_words(look, lesson) };
        let begins = canvas.right(width - 1, y + 2, width / 2, &source, Role::Muted);
        canvas.text(1, y + 2, begins.saturating_sub(3), &place, Role::Muted);
        return;
    }
    let first = broken.first().copied().unwrap_or_default();
    canvas.text(1, y + 1, width.saturating_sub(2), first, Role::Text);
    let begins = canvas.right(width - 1, y + 2, width / 2, &source, Role::Muted);
    canvas.text(1, y + 2, begins.saturating_sub(3), said[first.len()..].trim_start(), Role::Text);
}
