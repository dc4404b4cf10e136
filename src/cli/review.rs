//! `zvonok check --from D --to D`: the rule engine over the journals that the account reads.
//!
//! Text is grouped by lesson; `--json` has stable fields (`docs/cli.md`) and Russian messages, as `check` on cases has. What
//! could not be seen without a server is said on standard error and ends with 3.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::args::Check;
use super::client::{Client, PATIENCE, Seat};
use super::exit::{Exit, Failure, Outcome};
use super::names::{class_key, with_group};
use super::{Program, complain, names, wording};
use crate::domain::roster::DateSpan;
use crate::domain::{Finding, Journal, Severity, Target};
use crate::entry::{Counts, Scope, Survey, Unseen, current_period, fold};
use crate::regulation::{LessonReview, Remark, Standing};
use crate::strings::{Language, Strings};
use crate::sync::survey::{Asker, Wanted, cached};
use crate::sync::{SyncError, once};

/// How long all pages together may take.
const ALL_PAGES: std::time::Duration = std::time::Duration::from_secs(300);

pub(super) fn run(program: &Program, args: &Check) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    if Scope::of(&seat.account).is_none() {
        return Err(program.fail(Exit::Usage, "fail-check-role"));
    }
    let now = client.now()?;
    let span = span(program, &seat, args, now)?;
    let mut survey = survey(program, &client, seat, args, span, now)?;
    survey.retain(|lesson| args.teacher.as_deref().is_none_or(|typed| is_named(lesson, typed)));
    if args.json {
        program.print_json(&json(&survey))?;
    } else {
        program.print(&text(program, &survey))?;
    }
    let exit = if survey.weighs() { Exit::Remarks } else { Exit::Done };
    if survey.unseen.is_empty() {
        return Ok(exit);
    }
    complain(&unseen(program, &survey.unseen));
    Ok(exit.or(Exit::Unreachable))
}

fn is_named(lesson: &LessonReview, typed: &str) -> bool {
    fold(&lesson.teacher.short_name).starts_with(&fold(typed))
}

/// The days that are asked for: from the beginning of the current quarter to today where one is left out.
fn span(program: &Program, seat: &Seat, args: &Check, now: DateTime<Utc>) -> Result<DateSpan, Failure> {
    let today = seat.today(now);
    let date = |day: Option<super::values::Day>| day.map(|day| names::date(program, day, today)).transpose();
    let to = date(args.to)?.unwrap_or(today);
    let begin = || current_period(&seat.info.periods, to).map_or(to, |period| period.start);
    let from = date(args.from)?.unwrap_or_else(begin);
    if from > to {
        return Err(program.fail(Exit::Usage, "fail-check-span"));
    }
    Ok(DateSpan { from, to })
}

/// From the server where it answers, else from what was read before.
fn survey(
    program: &Program,
    client: &Client<'_>,
    seat: Seat,
    args: &Check,
    span: DateSpan,
    now: DateTime<Utc>,
) -> Result<Survey, Failure> {
    let answer = client.ask(PATIENCE, once::journals);
    let is_reached = answer.is_ok();
    let journals = match answer {
        Ok(journals) => journals.journals,
        Err(error) => match client.fail(error) {
            failure if failure.exit == Exit::Unreachable => {
                let kept = client.setup.store.journals().map_err(|error| client.fail(error))?;
                kept.ok_or(failure)?.value.journals
            }
            failure => return Err(failure),
        },
    };
    let wanted = Wanted { span, classes: classes(program, &journals, args)?, now };
    let asker = Asker { account: seat.account, info: seat.info, profile: seat.profile };
    let fail = |error: SyncError| client.fail(error);
    if !is_reached {
        return cached(&client.setup, &asker, &journals, &wanted).map_err(fail);
    }
    let question = move |setup: &crate::sync::Setup| once::survey(setup, &asker, &journals, &wanted);
    client.ask(ALL_PAGES, question).map_err(fail)
}

/// The classes that are asked for, as the school writes them; empty: all.
fn classes(program: &Program, journals: &[Journal], args: &Check) -> Result<Vec<String>, Failure> {
    let Some(typed) = args.class.as_deref() else { return Ok(Vec::new()) };
    let same = journals.iter().filter(|journal| class_key(&journal.class_name) == class_key(typed));
    let mut found: Vec<String> = same.map(|journal| journal.class_name.clone()).collect();
    found.dedup();
    if found.is_empty() {
        return Err(program.fail_with(Exit::Usage, "fail-check-class", &[("class", typed.to_owned().into())]));
    }
    Ok(found)
}

fn unseen(program: &Program, unseen: &[Unseen]) -> String {
    let in_words =
        |page: &Unseen| format!("{} {} ({})", page.class, with_group(&page.subject, page.group.as_deref()), page.period);
    let names: Vec<String> = unseen.iter().map(in_words).collect();
    program.say_with("check-unseen", &[("pages", unseen.len().into()), ("names", names.join("; ").into())])
}

#[derive(Debug, Serialize)]
struct SurveyJson<'a> {
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
    scope: Scope,
    counts: Counts,
    lessons: Vec<LessonJson<'a>>,
    unseen: &'a [Unseen],
}

#[derive(Debug, Serialize)]
struct LessonJson<'a> {
    /// `null`: marks of the period, or of the column «Тетрадь».
    lesson: Option<&'a str>,
    journal: &'a str,
    period: &'a str,
    date: NaiveDate,
    number: Option<u8>,
    class: &'a str,
    subject: &'a str,
    group: Option<&'a str>,
    teacher: &'a str,
    findings: Vec<RemarkJson<'a>>,
}

#[derive(Debug, Serialize)]
struct RemarkJson<'a> {
    rule: &'a str,
    severity: Severity,
    clause: &'a str,
    message: String,
    /// `entry`, `late`, `missing` or `waiting`.
    state: Standing,
    /// The kind of fact: `marks`, `absence`, `reason`, `topic`, `homework`, `attendance`, `term`.
    fact: &'static str,
    work: Option<&'a str>,
    pupil: Option<PupilJson<'a>>,
    due: Option<DateTime<Utc>>,
    made_at: Option<DateTime<Utc>>,
    also: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct PupilJson<'a> {
    id: &'a str,
    number: u16,
    name: &'a str,
}

fn json(survey: &Survey) -> SurveyJson<'_> {
    // The messages are Russian whatever the program speaks: they are a contract.
    let russian = Strings::new(Language::Russian);
    let lessons = survey.found.lessons.iter().map(|lesson| LessonJson {
        lesson: lesson.lesson.as_ref().map(crate::domain::LessonId::as_str),
        journal: lesson.journal.as_str(),
        period: lesson.period.as_str(),
        date: lesson.date,
        number: lesson.number,
        class: &lesson.class,
        subject: &lesson.subject,
        group: lesson.group.as_deref(),
        teacher: &lesson.teacher.short_name,
        findings: lesson.remarks.iter().map(|remark| remark_json(&russian, remark)).collect(),
    });
    SurveyJson {
        from: survey.span.from,
        to: survey.span.to,
        now: survey.now,
        scope: survey.scope,
        counts: survey.counts(),
        lessons: lessons.collect(),
        unseen: &survey.unseen,
    }
}

fn remark_json<'a>(russian: &Strings, remark: &'a Remark) -> RemarkJson<'a> {
    let work = match &remark.target {
        Target::Marks { work, .. } => Some(work.as_str()),
        _ => None,
    };
    let person = remark.target.pupil().zip(remark.pupil.as_ref());
    RemarkJson {
        rule: remark.finding.rule.as_str(),
        severity: remark.finding.severity,
        clause: &remark.finding.clause,
        message: russian.remark(remark.standing.name(), remark.target.kind(), &remark.finding),
        state: remark.standing,
        fact: remark.target.kind(),
        work,
        pupil: person.map(|(id, named)| PupilJson { id: id.as_str(), number: named.number, name: &named.name }),
        due: remark.due,
        made_at: remark.made,
        also: remark.also.iter().map(crate::domain::RuleId::as_str).collect(),
    }
}

fn text(program: &Program, survey: &Survey) -> String {
    let counts = survey.counts();
    let mut text = program.say_with(
        "check-head",
        &[
            ("from", survey.span.from.format("%d.%m.%Y").to_string().into()),
            ("to", survey.span.to.format("%d.%m.%Y").to_string().into()),
            ("scope", survey.scope.name().into()),
            ("lessons", counts.lessons.into()),
            ("refused", counts.refused.into()),
            ("late", counts.late.into()),
            ("missing", counts.missing.into()),
            ("waiting", counts.waiting.into()),
            ("warnings", counts.warnings.into()),
        ],
    );
    text.push('\n');
    if survey.found.lessons.is_empty() {
        text.push_str(&program.say("check-clean"));
        text.push('\n');
    }
    for lesson in &survey.found.lessons {
        let _ = writeln!(text, "\n{}", heading(program, lesson));
        for (remark, pupils) in gathered(&lesson.remarks) {
            let _ = writeln!(text, "  {}", line(program, remark, &pupils));
        }
    }
    text
}

fn heading(program: &Program, lesson: &LessonReview) -> String {
    let key = if lesson.number.is_some() { "check-lesson" } else { "check-period" };
    program.say_with(
        key,
        &[
            ("date", lesson.date.format("%d.%m.%Y").to_string().into()),
            ("number", lesson.number.unwrap_or_default().to_string().into()),
            ("class", lesson.class.clone().into()),
            ("subject", with_group(&lesson.subject, lesson.group.as_deref()).into()),
            ("teacher", lesson.teacher.short_name.clone().into()),
        ],
    )
}

/// How many pupils of one remark are named in text. JSON names all.
const NAMED: usize = 5;

/// Remarks that say the same of several pupils come together.
fn gathered(remarks: &[Remark]) -> Vec<(&Remark, Vec<String>)> {
    let mut lines: Vec<(&Remark, Vec<String>)> = Vec::new();
    for remark in remarks {
        let named = remark.pupil.as_ref().map(|pupil| format!("{} {}", pupil.number, pupil.name));
        let same = |(other, _): &&mut (&Remark, Vec<String>)| {
            let kind = other.target.kind() == remark.target.kind() && other.standing == remark.standing;
            let work = |remark: &Remark| match &remark.target {
                Target::Marks { work, .. } => Some(work.clone()),
                _ => None,
            };
            kind && named.is_some() && other.finding == remark.finding && work(other) == work(remark)
        };
        match lines.iter_mut().find(same) {
            Some((_, pupils)) => pupils.extend(named),
            None => lines.push((remark, named.into_iter().collect())),
        }
    }
    lines
}

/// The first few pupils, and how many more there are; one too many is no reason to hide a name.
fn named(program: &Program, pupils: &[String]) -> String {
    if pupils.len() <= NAMED + 1 {
        return pupils.join(", ");
    }
    let more = pupils.len() - NAMED;
    let args = [("names", pupils[..NAMED].join(", ").into()), ("more", more.into())];
    program.say_with("check-names-more", &args)
}

fn line(program: &Program, remark: &Remark, pupils: &[String]) -> String {
    let said = program.strings.remark(remark.standing.name(), remark.target.kind(), &remark.finding);
    let who = if pupils.is_empty() { String::new() } else { format!("{}: ", named(program, pupils)) };
    let Finding { rule, clause, severity, .. } = &remark.finding;
    wording::sourced(program, *severity, &format!("{who}{said}"), clause, rule)
}
