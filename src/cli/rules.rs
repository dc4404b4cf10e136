//! `zvonok rules [ID]`: the rules of a profile with clause, severity, and what the program does about each.

use super::args::Rules;
use super::exit::{Exit, Outcome};
use super::{Program, check};
use crate::domain::Severity;
use crate::regulation::Profile;
use crate::regulation::catalogue::{self, Rule};
use crate::strings::FluentValue;
use crate::view::rule::{Part, card};
use std::fmt::Write as _;

pub(super) fn run(program: &Program, args: &Rules) -> Outcome {
    if args.markdown {
        program.print(&catalogue::markdown())?;
        return Ok(Exit::Done);
    }
    let named = args.profile.as_deref().map(|name| check::profile(program, name)).transpose()?;
    if let Some(id) = &args.id {
        return one(program, id, named.as_ref(), args.json);
    }
    if args.json {
        let rules: Vec<&Rule> = match &named {
            Some(profile) => catalogue::of_profile(profile).collect(),
            None => catalogue::all().iter().collect(),
        };
        let rules: Vec<&Rule> = rules.into_iter().chain(catalogue::own()).collect();
        program.print_json(&rules)?;
        return Ok(Exit::Done);
    }
    let profile = match named {
        Some(profile) => profile,
        None => check::profile(program, "standard")?,
    };
    program.print(&text(program, &profile, args.all))?;
    Ok(Exit::Done)
}

fn one(program: &Program, id: &str, profile: Option<&Profile>, json: bool) -> Outcome {
    let Some(rule) = catalogue::find(&id.to_uppercase()) else {
        return Err(program.fail_with(Exit::Usage, "fail-no-such-rule", &[("rule", FluentValue::from(id))]));
    };
    // A rule is the regulation of those only whose text has it; the program's own hold for all.
    if let Some(profile) = profile.filter(|_| rule.text.is_some())
        && !catalogue::of_profile(profile).any(|of_profile| of_profile.id == rule.id)
    {
        let args = [("rule", rule.id.to_string().into()), ("profile", profile.name().to_owned().into())];
        return Err(program.fail_with(Exit::Usage, "fail-not-of-profile", &args));
    }
    if json {
        program.print_json(rule)?;
        return Ok(Exit::Done);
    }
    let mut text = format!("{}{}\n", line_head(program, rule), done(program, rule));
    for (part, words) in card(&program.strings, rule, profile) {
        let _ = match part {
            Part::Title => writeln!(text, "{words}\n"),
            Part::Quote => writeln!(text, "\n  > {words}\n"),
            Part::Line => writeln!(text, "    {}", words.trim()),
            Part::Source | Part::Text => writeln!(text, "{words}"),
        };
    }
    program.print(&text)?;
    Ok(Exit::Done)
}

fn text(program: &Program, profile: &Profile, all: bool) -> String {
    let rules: Vec<&Rule> = catalogue::of_profile(profile).collect();
    let shown: Vec<&&Rule> = rules.iter().filter(|rule| all || rule.done()).collect();
    let mut text = program.say_with(
        "rules-head",
        &[
            ("profile", profile.name().to_owned().into()),
            ("title", profile.title().to_owned().into()),
            ("done", rules.iter().filter(|rule| rule.done()).count().into()),
            ("all", rules.len().into()),
        ],
    );
    text.push('\n');
    for rule in shown {
        text.push_str(&line(program, rule));
    }
    text.push_str(&overlay(program, profile));
    let _ = write!(text, "\n{}\n", program.say("rules-own"));
    catalogue::own().iter().filter(|rule| all || rule.done()).for_each(|rule| text.push_str(&line(program, rule)));
    text
}

/// What the profile says of personal data and of the archive, and what of it nobody acts on yet.
fn overlay(program: &Program, profile: &Profile) -> String {
    let lines = profile.overlay();
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", program.say("rules-overlay"));
    for line in lines {
        let clause =
            if line.clause.is_empty() { String::new() } else { format!(" · {}", program.strings.clause(&line.clause)) };
        let acted = if line.acted_on { String::new() } else { program.say("rules-shown-only") };
        let _ = writeln!(text, "  {}.{} = {}{clause}{acted}", line.section, line.key, line.value);
    }
    text
}

/// A rule in two lines: what it demands, and what the program does about it.
fn line(program: &Program, rule: &Rule) -> String {
    format!("{}{}\n  {}\n  → {}\n", line_head(program, rule), done(program, rule), rule.rule, rule.how)
}

fn line_head(program: &Program, rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    };
    let clause = program.strings.clause(&rule.clause);
    let clause = if clause.is_empty() { String::new() } else { format!(" · {clause}") };
    format!("{}{clause} · {} · {}", rule.id, program.say(severity), rule.by.title())
}

fn done(program: &Program, rule: &Rule) -> String {
    if rule.done() { String::new() } else { program.say("rules-not-yet") }
}
