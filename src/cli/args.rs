//! The grammar of the command line. Texts of the help are not here but in `cli.ftl`: see [`super::help`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::values::{At, Day, DemoRole, DemoSize, LessonAt};

/// The whole command line.
#[derive(Debug, Parser)]
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
    #[arg(long, global = true, display_order = 902, value_name = "LANG", value_parser = ["ru", "en"])]
    pub lang: Option<String>,
    /// Theme of the screens.
    #[arg(long, global = true, display_order = 903, value_name = "THEME")]
    pub theme: Option<String>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The training school.
    Demo(Demo),
    /// Sign in.
    Login,
    /// Sign out.
    Logout,
    /// Who is signed in.
    Whoami(Json),
    /// Change the own password.
    Passwd,
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

/// `demo`.
#[derive(Debug, Default, Args)]
pub struct Demo {
    /// Who opens it.
    #[arg(long = "as", value_enum, default_value = "teacher", value_name = "ROLE")]
    pub role: DemoRole,
    /// How large the school is.
    #[arg(long, value_enum, default_value = "small", value_name = "SIZE")]
    pub size: DemoSize,
    /// When the clock starts.
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<At>,
    /// Keeps the data for the next start.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Without a link to the server.
    #[arg(long, conflicts_with = "serve_only")]
    pub offline: bool,
    /// The server without the screens.
    #[arg(long)]
    pub serve_only: bool,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", requires = "serve_only")]
    pub listen: Option<std::net::SocketAddr>,
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

/// What goes with every entry.
#[derive(Debug, Clone, Default, Args)]
pub struct EntryOptions {
    /// A comment on the cell.
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
    /// Why it is late or off the plan.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// The explanation of a correction.
    #[arg(long, value_name = "TEXT")]
    pub explanation: Option<String>,
    /// Answers every warning with yes.
    #[arg(long)]
    pub yes: bool,
    /// How it is sent.
    #[command(flatten)]
    pub sending: Sending,
}

/// How entries are sent after they are on disk.
#[derive(Debug, Clone, Default, Args)]
pub struct Sending {
    /// Not now.
    #[arg(long, conflicts_with = "wait")]
    pub no_push: bool,
    /// Until the server has answered.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "60")]
    pub wait: Option<u32>,
}

/// `mark`.
#[derive(Debug, Args)]
pub struct Mark {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The subject, or its first letters.
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// List number, or the first letters of the surname.
    #[arg(value_name = "PUPIL")]
    pub pupil: String,
    /// What is entered.
    #[arg(value_name = "VALUE")]
    pub value: String,
    /// Which work of the lesson, where it has several.
    #[arg(long, value_name = "KIND")]
    pub work: Option<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `absent`.
#[derive(Debug, Args)]
pub struct Absent {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// Who is absent.
    #[arg(value_name = "PUPIL")]
    pub pupils: Vec<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `lesson`.
#[derive(Debug, Args)]
pub struct LessonPage {
    /// The class.
    #[arg(value_name = "CLASS")]
    pub class: String,
    /// The lesson.
    #[arg(value_name = "LESSON")]
    pub lesson: LessonAt,
    /// The topic.
    #[arg(long, value_name = "TEXT", conflicts_with = "next_topic")]
    pub topic: Option<String>,
    /// The next topic of the plan.
    #[arg(long)]
    pub next_topic: bool,
    /// The homework.
    #[arg(long, value_name = "TEXT", conflicts_with = "no_homework")]
    pub homework: Option<String>,
    /// «Не задано».
    #[arg(long)]
    pub no_homework: bool,
    /// For when the homework is.
    #[arg(long = "for", value_name = "DATE", requires = "homework")]
    pub due: Option<Day>,
    /// Kind of work.
    #[arg(long, value_name = "KIND")]
    pub work: Option<String>,
    /// What goes with it.
    #[command(flatten)]
    pub options: EntryOptions,
}

/// `apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The file; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How it is sent.
    #[command(flatten)]
    pub sending: Sending,
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
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
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

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Folder of the data.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8750")]
    pub listen: std::net::SocketAddr,
    /// Allows addresses beyond this machine.
    #[arg(long)]
    pub behind_proxy: bool,
}

/// `school`.
#[derive(Debug, Subcommand)]
pub enum School {
    /// Files of a school into the journal.
    Import {
        /// Folder with the files.
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// Shows the difference only.
        #[arg(long)]
        dry_run: bool,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// Accounts.
    #[command(subcommand)]
    User(User),
    /// One lesson of the timetable.
    Lesson {
        /// The date.
        #[arg(value_name = "DATE")]
        date: Day,
        /// The class.
        #[arg(value_name = "CLASS")]
        class: String,
        /// The number of the lesson.
        #[arg(value_name = "NUMBER")]
        number: u8,
        /// What is changed.
        #[command(flatten)]
        change: LessonChange,
        /// Subgroup.
        #[arg(long, value_name = "GROUP")]
        group: Option<String>,
        /// Which school, where there are several.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
}

/// What `school lesson` changes: exactly one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct LessonChange {
    /// Strikes the lesson.
    #[arg(long)]
    pub cancel: bool,
    /// Moves it to `DATE:NUMBER`.
    #[arg(long = "move", value_name = "LESSON")]
    pub moved: Option<LessonAt>,
    /// Login of who gives it instead.
    #[arg(long, value_name = "NAME")]
    pub substitute: Option<String>,
}

/// `school user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// A new account.
    Add {
        /// What is typed at sign-in.
        #[arg(value_name = "NAME")]
        login: String,
        /// Surname, first name, patronymic.
        #[arg(long, value_name = "FULL")]
        name: String,
        /// What it may do.
        #[arg(long, value_name = "ROLE")]
        role: String,
        /// An imported account that has no login yet.
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Which school, where there are several.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// Every account.
    List {
        /// JSON instead of a table.
        #[arg(long)]
        json: bool,
        /// Which school, where there are several.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// Ends an account.
    Disable {
        /// What is typed at sign-in.
        #[arg(value_name = "NAME")]
        login: String,
        /// Which school, where there are several.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// A new password.
    Password {
        /// What is typed at sign-in.
        #[arg(value_name = "NAME")]
        login: String,
        /// Which school, where there are several.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
}

/// `config`.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Where the files lie.
    Path,
    /// What is wrong with the file.
    Check,
    /// Every field.
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
    pub const NAMES: [&str; 23] = [
        "demo",
        "login",
        "logout",
        "whoami",
        "passwd",
        "today",
        "show",
        "mark",
        "absent",
        "lesson",
        "apply",
        "queue",
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
            Self::Login => "login",
            Self::Logout => "logout",
            Self::Whoami(_) => "whoami",
            Self::Passwd => "passwd",
            Self::Today(_) => "today",
            Self::Show(_) => "show",
            Self::Mark(_) => "mark",
            Self::Absent(_) => "absent",
            Self::Lesson(_) => "lesson",
            Self::Apply(_) => "apply",
            Self::Queue(_) => "queue",
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
