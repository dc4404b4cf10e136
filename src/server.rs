//! The journal server: what acknowledges an entry, and what a school can run by itself.
//!
//! HTTP under `/v1/` ([`crate::protocol`], prose in `docs/api.md`, the document at `/openapi.json`), one `SQLite` file behind
//! [`Storage`], roles and scope in `access`, and the same rule engine as the client. Knows no client module: what the client
//! checks at the key is checked here again at the door. [`start`] runs it on a thread of its own, so that the training
//! school can live inside the client's process; the clock is a parameter, since training has its own time.

mod access;
mod archive;
mod auth;
mod direct;
mod http;
mod judge;
mod metrics;
mod openapi;
mod password;
mod problem;
mod received;
mod routes;
mod run;
mod storage;
mod tls;
mod totp;

pub use access::table as access_table;
pub use archive::{ArchiveChecked, ArchiveFault, ArchiveOrder, Archived, verify_archive};
pub use direct::{Direct, DirectAnswer};
pub use openapi::document;
pub use password::{OneTimePassword, TRAINING_PASSWORD};
pub use run::{Clock, Exposure, Limits, Log, Options, Running, Serving, StartError, start, system_clock};
pub use storage::{
    AddressError, BackupError, Counted, ImportError, ImportReport, LessonChange, LessonChangeError, Logins, NewUser, Place,
    Postgres, Storage, StorageError, Tampering, Trial, User, UserError, Vanished, Verified,
};
pub use tls::Certificate;
pub use totp::TotpSecret;
