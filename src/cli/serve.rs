//! `zvonok serve`: the journal server, until SIGTERM or SIGINT.

use super::Program;
use super::args::Serve;
use super::exit::{Exit, Failure, Outcome};
use crate::server::{self, Certificate, Exposure, Limits, Log, Options, Running, Serving, StartError};
use crate::strings::FluentValue;

pub(super) fn run(program: &Program, args: &Serve) -> Outcome {
    let exposure = if args.behind_proxy { Exposure::BehindProxy } else { Exposure::Loopback };
    let certificate = match (&args.certificate, &args.key) {
        (Some(chain), Some(key)) => Some(
            Certificate::read(chain, key)
                .map_err(|why| program.fail_with(Exit::Usage, "fail-server-certificate", &[("why", why.into())]))?,
        ),
        _ => None,
    };
    let log = if args.log { Log::Stderr } else { Log::Off };
    let serving = Serving { proxies: args.proxy.clone(), certificate, log, limits: Limits::default() };
    let failed = |error| super::school::storage_failure(program, &args.data, error);
    let place = super::school::place(&args.data, args.database.as_deref()).map_err(failed)?;
    let options = Options { data: place.clone(), listen: args.listen, clock: server::system_clock(), exposure, serving };
    // The signals first: one that comes while the journal is opened must not be lost.
    let signals = Signals::new(program)?;
    let running = start(program, options)?;
    if let Some(address) = &args.database {
        place.remember(address).map_err(failed)?;
    }
    super::journal::remind(program, running.storage(), &args.data)?;
    program.print(&format!("{}\n", program.say_with("serve-listens", &[("url", running.url().into())])))?;
    signals.wait();
    running.stop();
    Ok(Exit::Done)
}

/// Starts a server and puts into words why it did not start.
pub(super) fn start(program: &Program, options: Options) -> Result<Running, Failure> {
    let data = FluentValue::from(options.data.to_string());
    server::start(options).map_err(|error| {
        let why = FluentValue::from(match &error {
            StartError::Listen { source, .. } | StartError::Thread(source) => source.to_string(),
            other => other.to_string(),
        });
        let (exit, key, address) = match &error {
            StartError::Storage(_) => (Exit::Usage, "fail-server-data", String::new()),
            StartError::Listen { address, .. } => (Exit::Usage, "fail-server-listen", address.to_string()),
            StartError::Exposed(address) => (Exit::Usage, "fail-server-exposed", address.to_string()),
            StartError::Thread(_) => (Exit::Defect, "fail-server-thread", String::new()),
        };
        program.fail_with(exit, key, &[("data", data), ("why", why), ("address", address.into())]).because(error)
    })
}

/// SIGTERM and SIGINT, caught from the moment of making on.
pub(super) struct Signals(signal_hook::iterator::Signals);

impl Signals {
    pub fn new(program: &Program) -> Result<Self, Failure> {
        use signal_hook::consts::{SIGINT, SIGTERM};
        signal_hook::iterator::Signals::new([SIGINT, SIGTERM])
            .map(Self)
            .map_err(|error| program.fail(Exit::Defect, "fail-server-thread").because(error))
    }

    /// Waits for one of them.
    pub fn wait(mut self) {
        let _ = self.0.forever().next();
    }
}
