//! «План»: what of the year's plan is passed, what is next, what was left out, and by how much the journal lags behind.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::window::window;
use super::{Look, frame};
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::week::{PlanState, Progress};
use crate::strings::FluentValue;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let title = strings.get("title-plan");
    let Some(book) = state.screens.plan.journal.as_ref().and_then(|journal| state.book(journal)) else {
        let body = frame::draw(canvas, state, look, &title, &[]);
        frame::empty(canvas, &body, &strings.get("grid-asked"));
        return;
    };
    let page = book.page();
    let details = [page.journal.class_name.as_str(), &page.journal.subject];
    let body = frame::draw(canvas, state, look, &title, &details);
    if page.plan.is_empty() {
        frame::empty(canvas, &body, &strings.get("plan-empty"));
        return;
    }
    let width = canvas.area().width;
    let plan = PlanState::of(book, state.clock().unwrap_or_default());
    let args = [
        ("used", FluentValue::from(plan.used)),
        ("hours", plan.hours.into()),
        ("left", plan.hours.saturating_sub(plan.used).into()),
        ("lessons", plan.to_come.into()),
    ];
    let mut y = body.start;
    canvas.text(1, y, width.saturating_sub(2), &strings.with("plan-summary", &args), Role::Text);
    y += 1;
    if plan.without_topic > 0 && y + 2 < body.end {
        let said = strings.with("plan-lags", &[("n", plan.without_topic.into())]);
        canvas.text(1, y, width.saturating_sub(2), &said, Role::Warning);
        y += 1;
    }
    y += u16::from(body.len() >= 10);
    let next = plan.items.iter().position(|(_, progress)| *progress == Progress::Next);
    let selected = state.screens.plan.selected.as_ref();
    let at = selected.and_then(|id| plan.items.iter().position(|(of, _)| of == id)).or(next).unwrap_or(0);
    for place in window(at, plan.items.len(), usize::from(body.end.saturating_sub(y))) {
        let (item, progress) = (&page.plan[place], plan.items[place].1);
        let (sign, role) = match progress {
            Progress::Passed => (canvas.glyphs.done, Role::Muted),
            Progress::Next => (canvas.glyphs.pointer, Role::Title),
            Progress::Begun => (canvas.glyphs.waiting, Role::Text),
            Progress::Skipped => ('!', Role::Warning),
            Progress::Ahead => (' ', Role::Text),
        };
        canvas.place(Rect::new(0, y, width, 1), || Place::Item(item.id.clone()));
        canvas.sign(2, y, sign, role);
        canvas.right(8, y, 4, &item.n.to_string(), Role::Muted);
        let hours = format!("{}/{}", item.used.min(item.hours), item.hours);
        let begins = canvas.right(width.saturating_sub(2), y, 7, &hours, Role::Muted);
        canvas.text(10, y, begins.saturating_sub(12), &item.topic, role);
        if place == at {
            canvas.look(1, y, width.saturating_sub(2), Role::Focus);
        }
        y += 1;
    }
}
