//! `zvonok school corrections`, `verify`, `backup`, `restore`: what the administration does with the journal itself.

use std::fmt::Write as _;
use std::path::Path;

use super::Program;
use super::args::{Decision, JournalAt};
use super::exit::{Exit, Failure, Outcome};
use super::school::{open, school_of, storage_failure, user_failure};
use super::table::Table;
use crate::domain::{Digest, Target, Value};
use crate::protocol::{Answer, Correction};
use crate::server::{BackupError, Place, Storage, Tampering};

/// Lists open requests, or answers one.
pub(super) fn corrections(program: &Program, at: &JournalAt, decision: &Decision, json: bool) -> Outcome {
    let storage = open(program, &at.data)?;
    let school = school_of(program, &storage, &at.data, at.school.as_deref())?.id;
    let (id, answer) = match (&decision.approve, &decision.decline) {
        (Some(id), _) => (id, Answer::Approve),
        (None, Some(id)) => (id, Answer::Decline),
        (None, None) => {
            let open = storage.open_corrections(&school).map_err(|error| storage_failure(program, &at.data, error))?;
            if json {
                program.print_json(&open)?;
            } else {
                program.print(&listed(program, &open))?;
            }
            return Ok(Exit::Done);
        }
    };
    let not = |key: &str| program.fail(Exit::Remarks, key);
    let id = id.parse().map_err(|_| not("correction-not-found"))?;
    let login = decision.by.clone().unwrap_or_default();
    let reason = decision.reason.clone().unwrap_or_default();
    let decided = storage
        .decide_as(&school, &login, id, (answer, reason), super::system_now())
        .map_err(|error| user_failure(program, &at.data, &login, error))?;
    let decided = decided.map_err(|key| not(&key))?;
    let key = if answer == Answer::Approve { "correction-approved" } else { "correction-declined" };
    program.print(&format!("{}\n", program.say_with(key, &[("who", decided.asker.short_name.into())])))?;
    Ok(Exit::Done)
}

fn listed(program: &Program, open: &[Correction]) -> String {
    if open.is_empty() {
        return format!("{}\n", program.say("correction-none"));
    }
    let heads = ["id", "who", "where", "pupil", "was", "asked", "why"];
    let mut table = Table::with_heads(heads.map(|head| program.say(&format!("correction-head-{head}"))));
    for asked in open {
        let date = match (&asked.operation.target, asked.date) {
            (Target::Term { period, .. }, _) => period.to_string(),
            (_, date) => date.map(|date| date.format("%d.%m").to_string()).unwrap_or_default(),
        };
        table.row([
            asked.operation.id.to_string(),
            asked.asker.short_name.clone(),
            format!("{} {} {date}", asked.journal.class_name, asked.journal.subject),
            asked.pupil.clone().unwrap_or_default(),
            text(asked.present.as_ref().and_then(|fact| fact.value.as_ref())),
            text(asked.operation.value.as_ref()),
            asked.operation.explanation.clone().unwrap_or_default(),
        ]);
    }
    table.text()
}

/// What a correction is about, in a cell of a table.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::Marks { marks, .. }) => marks.to_string(),
        Some(Value::Term { mark }) => mark.to_string(),
        Some(Value::Absent) => "н".to_owned(),
        Some(_) => "…".to_owned(),
        None => "—".to_owned(),
    }
}

/// Looks for changes behind the program's back.
pub(super) fn verify(program: &Program, data: &Path, head: Option<&str>) -> Outcome {
    let expected: Option<Digest> =
        head.map(|head| head.parse().map_err(|_| program.fail(Exit::Usage, "verify-bad-head"))).transpose()?;
    let storage = open(program, data)?;
    let found = storage.verify(expected).map_err(|error| storage_failure(program, data, error))?;
    let mut text = String::new();
    for fault in &found.faults {
        let (key, what) = match fault {
            Tampering::Table(name) => ("verify-table", name.clone()),
            Tampering::Version(seq) => ("verify-version", seq.to_string()),
            Tampering::Line(seq) => ("verify-line", seq.to_string()),
            Tampering::Root => ("verify-root", String::new()),
            Tampering::Schema(name) => ("verify-schema", name.clone()),
            Tampering::Head => ("verify-head", String::new()),
            Tampering::Damaged(why) => ("verify-damaged", why.clone()),
        };
        let _ = writeln!(text, "! {}", program.say_with(key, &[("what", what.into())]));
    }
    let args = [
        ("rows", found.rows.to_string().into()),
        ("lines", found.lines.to_string().into()),
        ("head", found.head.to_string().into()),
    ];
    let key = if found.faults.is_empty() { "verify-good" } else { "verify-bad" };
    let _ = writeln!(text, "{}", program.say_with(key, &args));
    program.print(&text)?;
    remind(program, &storage, data)?;
    Ok(if found.faults.is_empty() { Exit::Done } else { Exit::Remarks })
}

/// Copies the journal into a new file.
pub(super) fn backup(program: &Program, data: &Path, to: &Path) -> Outcome {
    let storage = open(program, data)?;
    storage.backup(to, super::system_now()).map_err(|error| backup_failure(program, data, to, error))?;
    program.print(&format!("{}\n", program.say_with("backup-done", &[("path", to.display().to_string().into())])))?;
    Ok(Exit::Done)
}

/// Puts a backup into an empty folder.
pub(super) fn restore(program: &Program, data: &Path, from: &Path) -> Outcome {
    let place = super::school::place(data, None).map_err(|error| storage_failure(program, data, error))?;
    if let Place::Postgres { .. } = place {
        return Err(backup_failure(program, data, from, BackupError::OfTheDatabase));
    }
    Storage::restore(from, data).map_err(|error| backup_failure(program, data, from, error))?;
    program.print(&format!("{}\n", program.say_with("restore-done", &[("data", data.display().to_string().into())])))?;
    Ok(Exit::Done)
}

/// Says that a backup is due. On standard error: it is not what was asked for. A database has its own tools for that.
pub(super) fn remind(program: &Program, storage: &Storage, data: &Path) -> Result<(), Failure> {
    if storage.is_in_a_database() {
        return Ok(());
    }
    let failed = |error| storage_failure(program, data, error);
    let (last, term) = (storage.last_backup().map_err(failed)?, storage.backup_term().map_err(failed)?);
    let due = last.is_none_or(|last| last + term < super::system_now());
    if due && !storage.schools().map_err(failed)?.is_empty() {
        let days = term.num_days();
        let last = last.map(|last| last.format("%d.%m.%Y").to_string());
        let key = if last.is_some() { "backup-due" } else { "backup-never" };
        let args = [("days", days.into()), ("last", last.unwrap_or_default().into())];
        super::complain(&program.say_with(key, &args));
    }
    Ok(())
}

/// What to say of a copy that was not made or not put back.
pub(super) fn backup_failure(program: &Program, data: &Path, path: &Path, error: BackupError) -> Failure {
    let key = match error {
        BackupError::Storage(error) => return storage_failure(program, data, error),
        BackupError::Exists(_) => "fail-backup-exists",
        BackupError::NotAJournal(_) => "fail-not-a-journal",
        BackupError::OfTheDatabase => "fail-backup-of-database",
        BackupError::Io(_) => "fail-backup-io",
    };
    let args = [("path", path.display().to_string().into()), ("why", error.to_string().into())];
    program.fail_with(Exit::Remarks, key, &args).because(error)
}
