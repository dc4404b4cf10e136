//! The journal server of the training school, which a key stops and starts: the port is closed and opened again, and the
//! journal is the same.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::{self, Options, Running, StartError};
use crate::state::DemoServer;

/// A server that can be stopped and started again at the same address. All clones are one server.
#[derive(Debug, Clone)]
pub(super) struct Switched {
    options: Options,
    running: Arc<Mutex<Option<Running>>>,
}

impl Switched {
    /// Takes a running server over; `options` are those that it was started with.
    pub fn new(running: Running, options: Options) -> Self {
        let options = Options { listen: running.addr(), ..options };
        Self { options, running: Arc::new(Mutex::new(Some(running))) }
    }

    /// Stops it if it runs, starts it if it does not; says how it is then. A start fails where something else has taken the
    /// address meanwhile.
    pub fn toggle(&self) -> Result<DemoServer, StartError> {
        let mut running = self.running();
        if let Some(server) = running.take() {
            server.stop();
            return Ok(DemoServer::Stopped);
        }
        *running = Some(server::start(self.options.clone())?);
        Ok(DemoServer::Running)
    }

    /// Stops it for good.
    pub fn stop(&self) {
        if let Some(server) = self.running().take() {
            server.stop();
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        // Whoever panicked with it left it running or gone.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::school::SchoolData;
    use crate::server::{Logins, Trial};

    #[test]
    fn the_port_is_closed_and_opened_again_with_the_same_journal() {
        let home = tempfile::tempdir().expect("a folder");
        let options = Options::local(home.path().to_owned());
        let running = server::start(options.clone()).expect("a server");
        let (address, now) = (running.addr(), (options.clock)());
        running.storage().import(SchoolData::embedded(), Logins::Training, Trial::Apply, now).expect("a school");
        let school = running.storage().schools().expect("schools");
        let switched = Switched::new(running, options);
        for _ in 0..2 {
            assert_eq!(switched.toggle().expect("stopped"), DemoServer::Stopped);
            assert!(TcpStream::connect(address).is_err(), "nobody listens");
            assert_eq!(switched.toggle().expect("started"), DemoServer::Running);
            assert!(TcpStream::connect(address).is_ok());
            let known = switched.running().as_ref().map(|running| running.storage().schools().expect("schools"));
            assert_eq!(known.as_ref(), Some(&school));
        }
        switched.stop();
        assert!(TcpStream::connect(address).is_err());
    }
}
