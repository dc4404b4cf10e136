//! The journal server as a process of its own.

use std::io::{BufRead as _, BufReader, Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server that is killed with this value.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts `zvonok serve` and waits until it listens. Port 0 takes a free one.
    pub fn start(program: &Path, data: &Path, port: u16) -> Result<Self> {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", data).env("LANG", "ru_RU.UTF-8").env("ZVONOK_HOME", data.join("home"));
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(data);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut said = String::new();
        let stdout = child.stdout.take().ok_or(ErrorKind::BrokenPipe)?;
        BufReader::new(stdout).read_line(&mut said)?;
        let address = said.split("http://").nth(1).and_then(|rest| {
            rest.split(char::is_whitespace).next().and_then(|address| address.trim_end_matches('.').parse().ok())
        });
        let Some(address) = address else {
            let _ = child.kill();
            let status = child.wait()?;
            return Err(Error::other(format!("the server did not start ({status}): {said:?}")));
        };
        Ok(Self { child, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL: nothing that it could still do counts.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
