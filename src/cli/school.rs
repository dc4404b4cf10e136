//! `zvonok school …`: the administration of a server's data, beside the running server or without it.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::args::{LessonChange as Change, LoginAt, School as What, User as UserCommand};
use super::exit::{Exit, Failure, Outcome};
use super::names::{class_key, with_group};
use super::table::Table;
use super::values::{Day, LessonAt};
use super::{Program, archive, complain, journal, names, wording};
use crate::domain::{Role, School, SchoolId, Zone};
use crate::school::{self, Problem};
use crate::server::{
    ImportError, ImportReport, LessonChange, LessonChangeError, Logins, NewUser, Place as JournalPlace, Storage,
    StorageError, TotpSecret, Trial, UserError,
};
use crate::strings::FluentValue;

pub(super) fn run(program: &Program, what: What) -> Outcome {
    match what {
        What::Import { dir, dry_run, data } => {
            let trial = if dry_run { Trial::DryRun } else { Trial::Apply };
            import(program, &dir, trial, &data)
        }
        What::User(command) => user(program, command),
        What::Corrections { at, decision, json } => journal::corrections(program, &at, &decision, json),
        What::Verify { head, data } => journal::verify(program, &data, head.as_deref()),
        What::Backup { file, data } => journal::backup(program, &data, &file),
        What::Archive(command) => archive::run(program, command),
        What::Restore { file, data } => journal::restore(program, &data, &file),
        What::Lesson { date, class, number, change, group, school, data } => {
            let place = Place { day: date, class, number, group };
            lesson(program, &data, school.as_deref(), &place, change)
        }
    }
}

pub(super) fn open(program: &Program, data: &Path) -> Result<Storage, Failure> {
    place(data, None).and_then(Storage::open_at).map_err(|error| storage_failure(program, data, error))
}

/// Where the journal of a server's folder is kept.
pub(super) fn place(data: &Path, database: Option<&str>) -> Result<JournalPlace, StorageError> {
    JournalPlace::of(data, database, super::variable("ZVONOK_DATABASE_PASSWORD_FILE").as_deref().map(Path::new))
}

pub(super) fn storage_failure(program: &Program, data: &Path, error: StorageError) -> Failure {
    let args = [("data", data.display().to_string().into()), ("why", error.to_string().into())];
    program.fail_with(Exit::Usage, "fail-server-data", &args).because(error)
}

fn import(program: &Program, dir: &Path, trial: Trial, data: &Path) -> Outcome {
    let school = match school::read(dir) {
        Ok(school) => school,
        Err(problems) => {
            for problem in &problems {
                complain(&problem_line(program, dir, problem));
            }
            let args = [("count", problems.len().into())];
            return Err(program.fail_with(Exit::Remarks, "import-nothing", &args));
        }
    };
    let name = school.school.name.clone();
    let report = open(program, data)?.import(school, Logins::Closed, trial, super::system_now());
    let report = report.map_err(|error| {
        let (key, what) = match &error {
            ImportError::Storage(inner) => return storage_failure(program, data, inner.clone()),
            ImportError::NoProfile(name) => ("import-no-profile", name.clone()),
            ImportError::NoZone(name) => ("import-no-zone", name.clone()),
            ImportError::LoginTaken(login) => ("import-login-taken", login.clone()),
        };
        program.fail_with(Exit::Remarks, key, &[("what", what.into())]).because(error)
    })?;
    program.print(&report_text(program, &name, trial, &report))?;
    Ok(if report.vanished.is_empty() { Exit::Done } else { Exit::Remarks })
}

/// File, line, column, what is wrong, and what was probably meant.
fn problem_line(program: &Program, dir: &Path, problem: &Problem) -> String {
    let mut place = dir.join(&problem.file).display().to_string();
    if let Some(line) = problem.line {
        let _ = write!(place, ":{line}");
    }
    if let Some(column) = &problem.column {
        let _ = write!(place, " [{column}]");
    }
    let args = problem.what.args().map(|(name, value)| (name, FluentValue::from(value)));
    let mut line = format!("{place}: {}", program.say_with(problem.what.key(), &args));
    if let Some(guess) = &problem.guess {
        line.push(' ');
        line.push_str(&program.say_with("school-hint", &[("guess", FluentValue::from(guess.as_str()))]));
    }
    line
}

fn report_text(program: &Program, name: &str, trial: Trial, report: &ImportReport) -> String {
    let head = match (trial, report.is_nothing()) {
        (_, true) => "import-same",
        (Trial::DryRun, false) => "import-would",
        (Trial::Apply, false) => "import-done",
    };
    let mut text = format!("{}\n", program.say_with(head, &[("school", name.to_owned().into())]));
    let mut table =
        Table::with_heads(["what", "added", "changed", "ended"].map(|head| program.say(&format!("import-{head}"))));
    for (kind, counted) in report.kinds() {
        if !counted.is_nothing() {
            let counts = [counted.added, counted.changed, counted.ended].map(|count| count.to_string());
            table.row([program.say(&format!("import-kind-{kind}"))].into_iter().chain(counts));
        }
    }
    if !report.is_nothing() {
        text.push_str(&table.text());
    }
    for vanished in &report.vanished {
        let args = [("lesson", wording::lesson(program, &vanished.lesson).into()), ("count", vanished.entries.into())];
        let _ = writeln!(text, "! {}", program.say_with("import-vanished", &args));
    }
    text
}

/// The school that is meant: the named one, or the only one of the server.
pub(super) fn school_of(program: &Program, storage: &Storage, data: &Path, named: Option<&str>) -> Result<School, Failure> {
    let mut schools = storage.schools().map_err(|error| storage_failure(program, data, error))?;
    if let Some(named) = named {
        schools.retain(|school| school.id.as_str() == named || school.name == named);
    }
    match schools.len() {
        1 => Ok(schools.remove(0)),
        0 => Err(program.fail(Exit::Usage, "fail-no-school")),
        _ => {
            let ids: Vec<&str> = schools.iter().map(|school| school.id.as_str()).collect();
            Err(program.fail_with(Exit::Usage, "fail-several-schools", &[("names", ids.join(", ").into())]))
        }
    }
}

#[derive(Debug, Serialize)]
struct UserJson<'a> {
    id: &'a str,
    login: Option<&'a str>,
    name: &'a str,
    role: Role,
    disabled: bool,
    must_change_password: bool,
    has_password: bool,
}

fn user(program: &Program, command: UserCommand) -> Outcome {
    match command {
        UserCommand::Add { login, name, role, account, school, data } => {
            let wanted = role.replace('-', "_");
            let role = Role::ALL.into_iter().find(|role| role.name() == wanted).ok_or_else(|| {
                let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
                let args = [("role", role.clone().into()), ("names", names.join(", ").into())];
                program.fail_with(Exit::Usage, "fail-no-such-role", &args)
            })?;
            let storage = open(program, &data)?;
            let school = school_of(program, &storage, &data, school.as_deref())?;
            let account = account.map(crate::domain::AccountId::new);
            let new = NewUser { login: login.clone(), name, role, account };
            let password = storage.add_user(&school.id, new).map_err(|error| user_failure(program, &data, &login, error))?;
            told_password(program, "user-added", &login, password.as_str())
        }
        UserCommand::List { json, school, data } => list(program, json, school.as_deref(), &data),
        UserCommand::Disable(of) => {
            let (storage, school) = school_at(program, &of)?;
            storage
                .disable_user(&school.id, &of.login)
                .map_err(|error| user_failure(program, &of.data, &of.login, error))?;
            program.print(&format!("{}\n", program.say_with("user-disabled", &[("login", of.login.into())])))?;
            Ok(Exit::Done)
        }
        UserCommand::Totp { of, off } => codes(program, &of, off),
        UserCommand::Join(of) => {
            let (storage, school) = school_at(program, &of)?;
            storage
                .join_district(&school.id, &of.login)
                .map_err(|error| user_failure(program, &of.data, &of.login, error))?;
            let args = [("login", of.login.into()), ("school", school.name.into())];
            program.print(&format!("{}\n", program.say_with("user-joined", &args)))?;
            Ok(Exit::Done)
        }
        UserCommand::Password(of) => {
            let (storage, school) = school_at(program, &of)?;
            let reset = storage.reset_password(&school.id, &of.login);
            let password = reset.map_err(|error| user_failure(program, &of.data, &of.login, error))?;
            told_password(program, "user-password", &of.login, password.as_str())
        }
    }
}

/// The storage, and the school that a login is meant of.
fn school_at(program: &Program, of: &LoginAt) -> Result<(Storage, School), Failure> {
    let storage = open(program, &of.data)?;
    let school = school_of(program, &storage, &of.data, of.school.as_deref())?;
    Ok((storage, school))
}

/// One-time codes from the next sign-in on, or none any more.
fn codes(program: &Program, of: &LoginAt, off: bool) -> Outcome {
    let (storage, school) = school_at(program, of)?;
    let set = storage.set_codes(&school.id, &of.login, (!off).then(TotpSecret::generate));
    let secret = set.map_err(|error| user_failure(program, &of.data, &of.login, error))?;
    let name = FluentValue::from(of.login.clone());
    let text = match &secret {
        None => program.say_with("user-totp-off", &[("login", name)]),
        Some(secret) => {
            let args = [("login", name), ("secret", secret.text().into()), ("address", secret.address(&of.login).into())];
            program.say_with("user-totp", &args)
        }
    };
    program.print(&format!("{text}\n"))?;
    Ok(Exit::Done)
}

/// The only time that a one-time password is shown.
fn told_password(program: &Program, key: &str, login: &str, password: &str) -> Outcome {
    let args = [("login", login.to_owned().into()), ("password", password.to_owned().into())];
    program.print(&format!("{}\n", program.say_with(key, &args)))?;
    Ok(Exit::Done)
}

pub(super) fn user_failure(program: &Program, data: &Path, login: &str, error: UserError) -> Failure {
    let key = match error {
        UserError::Storage(error) => return storage_failure(program, data, error),
        UserError::NoSchool => "fail-no-school",
        UserError::NoAccount => "fail-no-account",
        UserError::LoginTaken => "fail-login-taken",
        UserError::HasLogin => "fail-has-login",
        UserError::BadLogin => "fail-bad-login",
    };
    program.fail_with(Exit::Remarks, key, &[("login", login.to_owned().into())])
}

fn list(program: &Program, json: bool, school: Option<&str>, data: &Path) -> Outcome {
    let storage = open(program, data)?;
    let school: SchoolId = school_of(program, &storage, data, school)?.id;
    let users = storage.users(&school).map_err(|error| storage_failure(program, data, error))?;
    if json {
        let rows: Vec<UserJson<'_>> = users
            .iter()
            .map(|user| UserJson {
                id: user.account.id.as_str(),
                login: Some(user.account.login.as_str()).filter(|login| !login.is_empty()),
                name: &user.account.name,
                role: user.account.role,
                disabled: user.disabled,
                must_change_password: user.must_change_password,
                has_password: user.has_password,
            })
            .collect();
        program.print_json(&rows)?;
        return Ok(Exit::Done);
    }
    let mut table =
        Table::with_heads(["login", "name", "role", "state", "id"].map(|head| program.say(&format!("user-head-{head}"))));
    for user in &users {
        let state = match (user.disabled, user.has_password, user.must_change_password) {
            (true, _, _) => "user-state-closed",
            (_, false, _) => "user-state-no-password",
            (_, _, true) => "user-state-one-time",
            _ => "user-state-open",
        };
        table.row([
            user.account.login.clone(),
            user.account.name.clone(),
            program.say(&format!("role-{}", user.account.role.name().replace('_', "-"))),
            program.say(state),
            user.account.id.to_string(),
        ]);
    }
    program.print(&table.text())?;
    Ok(Exit::Done)
}

/// Where a lesson stands in the timetable.
struct Place {
    day: Day,
    class: String,
    number: u8,
    group: Option<String>,
}

fn lesson(program: &Program, data: &Path, school: Option<&str>, place: &Place, change: Change) -> Outcome {
    let storage = open(program, data)?;
    let school = school_of(program, &storage, data, school)?;
    let now = super::system_now();
    let zone = Zone::parse(&school.zone).ok_or_else(|| program.fail(Exit::Defect, "fail-no-school"))?;
    let today = zone.local(now).date();
    let day = names::date(program, place.day, today)?;
    let broken = |error| storage_failure(program, data, error);
    let found = storage.lessons_at(&school.id, day, &class_key(&place.class), place.number).map_err(broken)?;
    let mut found: Vec<_> =
        found.into_iter().filter(|lesson| names::group_matches(lesson.group.as_deref(), place.group.as_deref())).collect();
    let args = [
        ("class", place.class.clone().into()),
        ("number", place.number.to_string().into()),
        ("date", day.format("%d.%m.%Y").to_string().into()),
    ];
    let lesson = match found.len() {
        1 => found.remove(0),
        0 => return Err(program.fail_with(Exit::Usage, "fail-no-lesson-there", &args)),
        _ => {
            let groups: Vec<String> =
                found.iter().map(|lesson| with_group(&lesson.subject, lesson.group.as_deref())).collect();
            let mut args = args.to_vec();
            args.push(("names", groups.join(", ").into()));
            return Err(program.fail_with(Exit::Usage, "fail-several-lessons-there", &args));
        }
    };
    let change = match (change.moved, change.substitute) {
        (Some(LessonAt { day, number }), _) => LessonChange::Move { date: names::date(program, day, today)?, number },
        (None, Some(login)) => {
            let users = storage.users(&school.id).map_err(broken)?;
            let user = users.into_iter().find(|user| user.account.login == login);
            let user = user.ok_or_else(|| user_failure(program, data, &login, UserError::NoAccount))?;
            LessonChange::Substitute(Some(user.account.id))
        }
        (None, None) => LessonChange::Cancel,
    };
    let changed = storage.change_lesson(&school.id, &lesson.id, change, now).map_err(|error| {
        let key = match error {
            LessonChangeError::Storage(error) => return storage_failure(program, data, error),
            LessonChangeError::NoTeacher => "fail-not-a-teacher",
            LessonChangeError::NoBell => "fail-no-bell",
            LessonChangeError::OutsideYear => "fail-outside-year",
            _ => "fail-no-lesson-there",
        };
        program.fail_with(Exit::Remarks, key, &args)
    })?;
    let mut text = wording::lesson(program, &changed);
    if changed.cancelled {
        text = program.say_with("today-cancelled", &[("subject", text.into())]);
    } else if let Some(substitute) = &changed.substitute {
        text =
            program.say_with("today-replaced", &[("subject", text.into()), ("who", substitute.short_name.clone().into())]);
    }
    program.print(&format!("{text}\n"))?;
    Ok(Exit::Done)
}
