//! «Правило»: what a rule demands, where it stands, and what would be allowed. The command `rules ID` says the same.

use super::canvas::Canvas;
use super::{Look, frame};
use crate::domain::{Finding, Severity};
use crate::regulation::Profile;
use crate::regulation::catalogue::{self, Rule};
use crate::state::State;
use crate::strings::{FluentValue, Strings};
use crate::text;
use crate::theme;

/// What a part of a rule's card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the rule demands.
    Title,
    /// Where it stands, how much it weighs.
    Source,
    /// The exact words of the document.
    Quote,
    /// A plain sentence.
    Text,
    /// A line of a profile.
    Line,
}

/// A rule in full: what it demands, document and clause, the quote, which line of which profile sets it, what the program
/// does about it. `None` as the profile: the text's own.
#[must_use]
pub fn card(strings: &Strings, rule: &Rule, profile: Option<&Profile>) -> Vec<(Part, String)> {
    let mut card = vec![(Part::Title, rule.rule.clone())];
    let severity = match rule.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    };
    let severity = strings.get(severity).into_owned();
    if let Some(document) = rule.document() {
        let order = if document.order.is_empty() { String::new() } else { format!(", {}", document.order) };
        card.push((Part::Source, format!("{}{order}", document.title)));
        // «Пункт» stands before it already.
        let bare = rule.clause.strip_prefix('¶').or_else(|| rule.clause.strip_prefix("p.")).unwrap_or(&rule.clause);
        let clause = strings.clause(bare);
        let args = [("clause", FluentValue::from(clause)), ("severity", severity.into())];
        card.push((Part::Source, strings.with("rule-clause", &args)));
        card.push((Part::Quote, format!("«{}»", rule.quote)));
    } else {
        let args = [("severity", FluentValue::from(severity))];
        card.push((Part::Source, strings.with("rule-own", &args)));
    }
    let lines = catalogue::lines_in_force(rule, profile);
    for line in &lines {
        let key = if line.is_built_in { "rule-line-built-in" } else { "rule-line-school" };
        let args = [("profile", FluentValue::from(line.profile.as_str())), ("line", line.number.to_string().into())];
        card.push((Part::Text, strings.with(key, &args)));
        card.push((Part::Line, line.text.clone()));
    }
    if lines.is_empty() && rule.text.is_some() {
        card.push((Part::Text, strings.get("rule-no-line").into_owned()));
    }
    card.push((Part::Text, format!("{}: {}", rule.by.title(), rule.how)));
    card
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let shown = &state.screens.rule;
    let Some(finding) = shown.findings.get(shown.at) else { return };
    let of = (shown.findings.len() > 1).then(|| {
        let args = [("at", FluentValue::from(shown.at + 1)), ("of", shown.findings.len().into())];
        strings.with("rule-of", &args)
    });
    let details: Vec<&str> = std::iter::once(finding.rule.as_str()).chain(of.as_deref()).collect();
    let body = frame::draw(canvas, state, look, &strings.get("title-rule"), &details);
    let width = canvas.area().width;
    let lines = lines(state, look, finding, usize::from(width.saturating_sub(4)));
    let first = shown.scroll.min(lines.len().saturating_sub(body.len()));
    for (y, (x, words, role)) in body.clone().zip(&lines[first..]) {
        canvas.text(*x, y, width.saturating_sub(x + 1), words, *role);
    }
    if first + body.len() < lines.len() {
        canvas.sign(width - 1, body.end - 1, canvas.glyphs.more_down, theme::Role::Muted);
    }
    if first > 0 {
        canvas.sign(width - 1, body.start, canvas.glyphs.more_up, theme::Role::Muted);
    }
}

type Drawn = (u16, String, theme::Role);

/// The card as lines of the screen: what was found here first, then the rule, then what is allowed.
fn lines(state: &State, look: &Look, finding: &Finding, room: usize) -> Vec<Drawn> {
    use theme::Role::{Heading, Key, Muted, Refused, Text, Warning};
    let strings = &look.strings;
    let mut lines: Vec<Drawn> = Vec::new();
    let mut put = |x: u16, words: &str, role| {
        let words = text::clean(words);
        let room = room.saturating_sub(usize::from(x)).max(10);
        lines.extend(text::wrap(&words, room).into_iter().map(|line| (x, line.to_owned(), role)));
    };
    let weight = match finding.severity {
        Severity::Error => Refused,
        Severity::Warning => Warning,
        Severity::Info => Text,
    };
    put(1, &strings.finding(finding), weight);
    for (key, value) in allowed(state, finding) {
        put(1, &strings.with(key, &[("value", FluentValue::from(value))]), Key);
    }
    put(1, " ", Text);
    let Some(rule) = catalogue::find(finding.rule.as_str()) else {
        put(1, &strings.get("rule-unknown"), Muted);
        return lines;
    };
    let profile = state.desk.as_ref().map(|desk| &desk.profile);
    for (part, words) in card(strings, rule, profile) {
        match part {
            Part::Title => put(1, &words, Heading),
            Part::Source => put(1, &words, Text),
            Part::Quote => {
                put(3, &words, Text);
                put(1, " ", Text);
            }
            Part::Text => put(1, &words, Muted),
            Part::Line => put(3, &words, Muted),
        }
    }
    lines
}

/// What would be allowed instead: what the engine takes at the place, and what the finding itself names.
fn allowed<'a>(state: &'a State, finding: &'a Finding) -> Vec<(&'static str, &'a str)> {
    let of_place = state.screens.rule.allowed.iter().map(|(key, value)| (*key, value.as_str()));
    let named = [
        ("topic", "allowed-topic"),
        ("expected", "allowed-number"),
        ("proposed", "allowed-mark"),
        ("code", "allowed-code"),
        ("due", "allowed-due"),
    ];
    let of_finding = named.into_iter().filter_map(|(arg, key)| {
        let value = finding.args.get(arg).filter(|value| *value != "none" && !value.is_empty())?;
        Some((key, value.as_str()))
    });
    let mut all: Vec<(&'static str, &str)> = Vec::new();
    for (key, value) in of_place.chain(of_finding) {
        if all.iter().all(|(known, _)| *known != key) {
            all.push((key, value));
        }
    }
    all
}
