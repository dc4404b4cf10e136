//! A connection to a journal server that is kept open: HTTP/1.1 with nothing but the standard library.

use std::io::{BufRead as _, BufReader, Error, ErrorKind, Read as _, Result, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zvonok::protocol::{Session, SignIn};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(40);

/// One connection, and the token of one session.
pub struct Line {
    stream: BufReader<TcpStream>,
    token: String,
}

/// An answer that is not the one promised.
fn broken(why: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidData, why.into())
}

impl Line {
    /// Connects, without a session.
    pub fn open(address: SocketAddr, token: &str) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), token: token.to_owned() })
    }

    /// Signs in and gives the token.
    pub fn sign_in(address: SocketAddr, login: &str, password: &str) -> Result<String> {
        let asked = SignIn { login: login.to_owned(), password: password.to_owned(), code: None, machine: None };
        let mut line = Self::open(address, "")?;
        // Signing in is dear on purpose, and only so many may at once.
        for _ in 0..200 {
            let (status, body) = line.ask("POST", "/v1/sessions", &serde_json::to_vec(&asked)?)?;
            match status {
                200 => return Ok(serde_json::from_slice::<Session>(&body)?.token),
                429 | 503 => std::thread::sleep(Duration::from_millis(100)),
                status => return Err(broken(format!("sign-in: {status} {}", String::from_utf8_lossy(&body)))),
            }
        }
        Err(broken("nobody may sign in"))
    }

    /// Asks for what is answered 200.
    pub fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T> {
        self.done("GET", path, &[])
    }

    /// Posts what is answered 200.
    #[allow(dead_code, reason = "the tests of several servers ask")]
    pub fn post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<T> {
        self.done("POST", path, &serde_json::to_vec(body)?)
    }

    /// Asks for what is answered 200, or 503: `None`.
    #[allow(dead_code, reason = "only the generator is turned away")]
    pub fn try_get<T: DeserializeOwned>(&mut self, path: &str) -> Result<Option<T>> {
        self.tried("GET", path, &[])
    }

    /// The same of what is posted.
    #[allow(dead_code, reason = "only the generator is turned away")]
    pub fn try_post<T: DeserializeOwned>(&mut self, path: &str, body: &impl Serialize) -> Result<Option<T>> {
        self.tried("POST", path, &serde_json::to_vec(body)?)
    }

    fn done<T: DeserializeOwned>(&mut self, method: &str, path: &str, body: &[u8]) -> Result<T> {
        let found = self.tried(method, path, body)?;
        found.ok_or_else(|| broken(format!("{method} {path}: turned away (503)")))
    }

    fn tried<T: DeserializeOwned>(&mut self, method: &str, path: &str, body: &[u8]) -> Result<Option<T>> {
        match self.ask(method, path, body)? {
            (200, body) => Ok(Some(serde_json::from_slice(&body)?)),
            (503, _) => Ok(None),
            (status, body) => Err(broken(format!("{method} {path}: {status} {}", String::from_utf8_lossy(&body)))),
        }
    }

    /// Status and body of an answer.
    pub fn ask(&mut self, method: &str, path: &str, body: &[u8]) -> Result<(u16, Vec<u8>)> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: journal\r\nAuthorization: Bearer {}\r\n", self.token);
        if !body.is_empty() {
            request += "Content-Type: application/json\r\n";
        }
        let mut request = request.into_bytes();
        write!(request, "Content-Length: {}\r\n\r\n", body.len())?;
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request)?;
        self.answer()
    }

    fn answer(&mut self) -> Result<(u16, Vec<u8>)> {
        let mut first = String::new();
        if self.stream.read_line(&mut first)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| broken("no status"))?;
        let mut length = 0;
        loop {
            let mut head = String::new();
            if self.stream.read_line(&mut head)? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            let head = head.trim_end().to_lowercase();
            if head.is_empty() {
                break;
            }
            if let Some(said) = head.strip_prefix("content-length:") {
                length = said.trim().parse().map_err(|_| broken("no length"))?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, body))
    }
}
