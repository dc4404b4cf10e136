//! The grammar of the command line. Texts of the help are not here but in `cli.ftl`: see [`super::help`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::values::{Day, LessonAt};

mod entry;
mod server;

pub use entry::{Absent, Apply, EntryOptions, LessonPage, Mark, Sending};
pub use server::{Archive, Decision, Demo, JournalAt, LessonChange, LoginAt, School, Serve, User};

/// The whole command line.
#[derive(Debug, Default, Parser)]
#[command(name = "zvonok", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Line {
    /// Settings for this start.
    #[command(flatten)]
    pub common: Common,
    /// What to do; nothing: open the journal.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings for this start, on every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Address of the server.
    #[arg(long, global = true, display_order = 900, value_name = "URL")]
    pub server: Option<String>,
    /// Name at sign-in.
    #[arg(long, global = true, display_order = 901, value_name = "NAME")]
    pub user: Option<String>,
    /// Language of the texts.
    #[arg(long, global = true, display_order = 902, value_name = "LANG", value_parser = ["ru", "en", "ro"])]
    pub lang: Option<String>,
    /// Theme of the screens.
    #[arg(long, global = true, display_order = 903, value_name = "THEME")]
    pub theme: Option<String>,
    /// Signs of the screens from plain letters.
    #[arg(long, global = true, display_order = 904)]
    pub ascii: bool,
    /// Plain lines instead of screens.
    #[arg(long, global = true, display_order = 905)]
    pub plain: bool,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The training school.
    Demo(Demo),
    /// Sign in.
    Login(Login),
    /// Sign out.
    Logout,
    /// Who is signed in.
    Whoami(Json),
    /// Where the own account is signed in.
    Sessions(Sessions),
    /// One-time codes of the own sign-in.
    Codes(Codes),
    /// Change the own password.
    Passwd,
    /// The PIN of the locked screens.
    Pin(Pin),
    /// What is kept no longer than its purpose.
    Purge(Purge),
    /// The day's lessons.
    Today(Today),
    /// A journal page.
    Show(Show),
    /// One cell.
    Mark(Mark),
    /// Roll call by exceptions.
    Absent(Absent),
    /// The lesson page.
    Lesson(LessonPage),
    /// Entries as JSON Lines.
    Apply(Apply),
    /// What is not in the journal yet.
    Queue(Json),
    /// Papers to be printed.
    #[command(subcommand)]
    Print(Print),
    /// Send now.
    Push(Push),
    /// Deadlines.
    Status(Status),
    /// The rule engine on cases.
    Check(Check),
    /// The rules of a profile.
    Rules(Rules),
    /// The journal server.
    Serve(Serve),
    /// Administration of a server's data.
    #[command(subcommand)]
    School(School),
    /// The settings.
    #[command(subcommand)]
    Config(Config),
    /// What is wrong with this machine.
    Doctor(Json),
    /// Completions for a shell.
    Completions(Completions),
    /// Manual pages.
    Man(Man),
    /// The help of a command.
    Help(Help),
}

/// `--json` alone.
#[derive(Debug, Args)]
pub struct Json {
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
}

/// `login`.
#[derive(Debug, Args)]
pub struct Login {
    /// The store whose key is lost is set aside and a new one begun.
    #[arg(long)]
    pub start_over: bool,
}

/// `sessions`.
#[derive(Debug, Args)]
pub struct Sessions {
    /// Ends the session of this id, or of its first letters.
    #[arg(long, value_name = "SESSION", conflicts_with = "others")]
    pub end: Vec<String>,
    /// Ends all but the one that asks.
    #[arg(long)]
    pub others: bool,
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
}

/// `codes`.
#[derive(Debug, Args)]
pub struct Codes {
    /// Begins with them: shows the secret for the phone.
    #[arg(long, conflicts_with_all = ["off", "code"])]
    pub on: bool,
    /// Ends them.
    #[arg(long)]
    pub off: bool,
    /// The code that the phone shows.
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
}

/// `pin`.
#[derive(Debug, Args)]
pub struct Pin {
    /// The PIN is forgotten: only the password opens.
    #[arg(long)]
    pub remove: bool,
}

/// `purge`.
#[derive(Debug, Args)]
pub struct Purge {
    /// Only how much would go.
    #[arg(long)]
    pub dry_run: bool,
    /// JSON instead of sentences.
    #[arg(long)]
    pub json: bool,
}

/// `today`.
#[derive(Debug, Args)]
pub struct Today {
    /// Another day.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Day>,
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The subject, or its first letters.
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// The subgroup.
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
}

/// `print …`.
#[derive(Debug, Subcommand)]
pub enum Print {
    /// What was made while the server could not be reached.
    Statement(PrintStatement),
    /// The temporary journal of a lesson.
    Temporary(PrintTemporary),
    /// The lines for the register of substituted lessons.
    Substitutions(PrintSubstitutions),
}

/// `print substitutions`.
#[derive(Debug, Args)]
pub struct PrintSubstitutions {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// Last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
    /// Where the paper goes; without it to the standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<std::path::PathBuf>,
}

/// `print statement`.
#[derive(Debug, Args)]
pub struct PrintStatement {
    /// First day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// Where the paper goes; without it to the standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<std::path::PathBuf>,
}

/// `print temporary`.
#[derive(Debug, Args)]
pub struct PrintTemporary {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// Empty cells, for the pen.
    #[arg(long)]
    pub blank: bool,
    /// Where the paper goes; without it to the standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<std::path::PathBuf>,
}

/// `push`.
#[derive(Debug, Args)]
pub struct Push {
    /// How long to wait.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub wait: u32,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Another day.
    #[arg(long, value_name = "DATE")]
    pub date: Option<Day>,
    /// One class.
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// One teacher.
    #[arg(long, value_name = "TEACHER")]
    pub teacher: Option<String>,
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// Repeats it until interrupted.
    #[arg(long)]
    pub watch: bool,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files with cases; `-` is standard input.
    #[arg(value_name = "FILE", required_unless_present_any = ["from", "to"], conflicts_with_all = ["from", "to", "class", "teacher"])]
    pub files: Vec<PathBuf>,
    /// The own journals from this day.
    #[arg(long, value_name = "DATE", conflicts_with = "profile")]
    pub from: Option<Day>,
    /// The own journals up to this day.
    #[arg(long, value_name = "DATE", conflicts_with = "profile")]
    pub to: Option<Day>,
    /// One class.
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// One teacher.
    #[arg(long, value_name = "TEACHER")]
    pub teacher: Option<String>,
    /// Overrides the profile of the cases.
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// One JSON answer a line.
    #[arg(long)]
    pub json: bool,
}

/// `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// One rule.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Which profile.
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Also the rules about which the program does nothing yet.
    #[arg(long)]
    pub all: bool,
    /// JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// The whole catalogue as a page for the documentation.
    #[arg(long, conflicts_with_all = ["json", "id"])]
    pub markdown: bool,
}

/// `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Where the files lie.
    Path,
    /// What is wrong with the file.
    Check,
    /// Every field.
    Fields,
    /// Every key.
    Keys,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Where the pages go.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// `help`.
#[derive(Debug, Args)]
pub struct Help {
    /// Of which command.
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

impl Command {
    /// Names of all commands, for the hint where help is.
    pub const NAMES: [&str; 28] = [
        "demo",
        "login",
        "logout",
        "whoami",
        "sessions",
        "codes",
        "passwd",
        "pin",
        "purge",
        "today",
        "show",
        "mark",
        "absent",
        "lesson",
        "apply",
        "queue",
        "print",
        "push",
        "status",
        "check",
        "rules",
        "serve",
        "school",
        "config",
        "doctor",
        "completions",
        "man",
        "help",
    ];

    /// The command's name as it is typed.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Demo(_) => "demo",
            Self::Login(_) => "login",
            Self::Logout => "logout",
            Self::Whoami(_) => "whoami",
            Self::Sessions(_) => "sessions",
            Self::Codes(_) => "codes",
            Self::Passwd => "passwd",
            Self::Pin(_) => "pin",
            Self::Purge(_) => "purge",
            Self::Today(_) => "today",
            Self::Show(_) => "show",
            Self::Mark(_) => "mark",
            Self::Absent(_) => "absent",
            Self::Lesson(_) => "lesson",
            Self::Apply(_) => "apply",
            Self::Queue(_) => "queue",
            Self::Print(_) => "print",
            Self::Push(_) => "push",
            Self::Status(_) => "status",
            Self::Check(_) => "check",
            Self::Rules(_) => "rules",
            Self::Serve(_) => "serve",
            Self::School(_) => "school",
            Self::Config(_) => "config",
            Self::Doctor(_) => "doctor",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
            Self::Help(_) => "help",
        }
    }
}
