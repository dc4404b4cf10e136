//! Arguments of the commands that run a server or administer its data.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::values::{At, Day, DemoRole, DemoSize, LessonAt};

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
    /// The first-day trainer.
    #[arg(long, conflicts_with_all = ["serve_only", "offline", "role"])]
    pub lesson: bool,
    /// The server without the screens.
    #[arg(long)]
    pub serve_only: bool,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", requires = "serve_only")]
    pub listen: Option<std::net::SocketAddr>,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Folder of the data.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// Database for the journal instead of a file in the folder, which remembers it.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8750")]
    pub listen: std::net::SocketAddr,
    /// Allows addresses beyond this machine.
    #[arg(long)]
    pub behind_proxy: bool,
    /// A proxy that may connect; nobody else but this machine may then.
    #[arg(long, value_name = "IP", requires = "behind_proxy")]
    pub proxy: Vec<std::net::IpAddr>,
    /// Certificate with its chain, PEM.
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with = "behind_proxy")]
    pub certificate: Option<PathBuf>,
    /// Key of the certificate, PEM.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub key: Option<PathBuf>,
    /// A line of JSON about each request, on standard error.
    #[arg(long)]
    pub log: bool,
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
    /// Requests for corrections.
    Corrections {
        /// Which school.
        #[command(flatten)]
        at: JournalAt,
        /// The answer to one of them.
        #[command(flatten)]
        decision: Decision,
        /// JSON instead of a table.
        #[arg(long, conflicts_with_all = ["approve", "decline"])]
        json: bool,
    },
    /// Looks for changes behind the program's back.
    Verify {
        /// The hash of the last line of the audit log, noted earlier.
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// Copies the journal.
    Backup {
        /// The new file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
    /// Archives of a school year.
    #[command(subcommand)]
    Archive(Archive),
    /// Puts a copy into an empty folder.
    Restore {
        /// The copy.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Folder of the server's data.
        #[arg(long, value_name = "DATA")]
        data: PathBuf,
    },
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

/// `school archive`.
#[derive(Debug, Subcommand)]
pub enum Archive {
    /// Puts a year's journals into folders.
    Create {
        /// The folders.
        #[arg(value_name = "DIR", required = true)]
        places: Vec<PathBuf>,
        /// The year in which the school year began.
        #[arg(long, value_name = "YEAR")]
        year: Option<i32>,
        /// Which school.
        #[command(flatten)]
        at: JournalAt,
    },
    /// Looks whether an archive is as it was made.
    Verify {
        /// Its folder.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// SHA-256 of the key, noted when it was made.
        #[arg(long, value_name = "HASH")]
        key: Option<String>,
    },
}

/// Which journal.
#[derive(Debug, Args)]
pub struct JournalAt {
    /// Which school, where there are several.
    #[arg(long, value_name = "SCHOOL")]
    pub school: Option<String>,
    /// Folder of the server's data.
    #[arg(long, value_name = "DATA")]
    pub data: PathBuf,
}

/// The answer to a request for a correction.
#[derive(Debug, Args)]
pub struct Decision {
    /// Approves the request.
    #[arg(long, value_name = "REQUEST", requires = "by", conflicts_with = "decline")]
    pub approve: Option<String>,
    /// Declines the request.
    #[arg(long, value_name = "REQUEST", requires = "by", requires = "reason")]
    pub decline: Option<String>,
    /// Login of who decided.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
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
    Disable(LoginAt),
    /// One-time codes.
    Totp {
        /// Whose.
        #[command(flatten)]
        of: LoginAt,
        /// No more codes.
        #[arg(long)]
        off: bool,
    },
    /// A login of the district in one more school.
    Join(LoginAt),
    /// A new password.
    Password(LoginAt),
}

/// A login of a school on this server.
#[derive(Debug, Args)]
pub struct LoginAt {
    /// What is typed at sign-in.
    #[arg(value_name = "NAME")]
    pub login: String,
    /// Which school, where there are several.
    #[arg(long, value_name = "SCHOOL")]
    pub school: Option<String>,
    /// Folder of the server's data.
    #[arg(long, value_name = "DATA")]
    pub data: PathBuf,
}
