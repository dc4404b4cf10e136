//! The way of a question over HTTP, with limits on everything.
//!
//! Connecting takes at most 5 s, silence 10 s, the whole 30 s; a long poll is exempt from the last two. An answer has at
//! most 8 MiB, and counts only with the media type that was promised. The client is built at the first question, because
//! reading the computer's certificates takes longer than a first screen may.

use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Response, Url};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::carrier::{Carried, Carrier, Question, Reply, Waiting, no_answer};
use super::error::{AddressError, Obstacle};
use super::pin::{self, Pins};
use super::{RemoteError, Settings};

/// How long a question may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Until there is a connection.
    pub connect: Duration,
    /// Without a byte.
    pub silence: Duration,
    /// From the first byte of the question to the last of the answer.
    pub whole: Duration,
}

impl Limits {
    /// For a line that is slow but alive.
    pub(super) const USUAL: Self =
        Self { connect: Duration::from_secs(5), silence: Duration::from_secs(10), whole: Duration::from_secs(30) };
}

/// Longest answer that is read.
pub(super) const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// A server reached over HTTP.
pub(super) struct Http {
    root: Url,
    ca_file: Option<PathBuf>,
    pins: Option<Pins>,
    limits: Limits,
    client: OnceLock<Client>,
    /// For long polls, which are silent on purpose.
    patient: OnceLock<Client>,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("root", &self.root.as_str()).finish_non_exhaustive()
    }
}

impl Http {
    pub(super) fn new(settings: &Settings, limits: Limits) -> Result<Self, RemoteError> {
        let mut root = Url::parse(settings.url.trim()).map_err(|_| RemoteError::Address(AddressError::NotAnAddress))?;
        if root.cannot_be_a_base() || root.host_str().is_none() || !matches!(root.scheme(), "http" | "https") {
            return Err(RemoteError::Address(AddressError::NotAnAddress));
        }
        if root.scheme() == "http" && !is_loopback(&root) {
            return Err(RemoteError::Address(AddressError::NotSecure));
        }
        root.set_query(None);
        root.set_fragment(None);
        let ca_file = settings.ca_file.clone();
        let pins = settings.pin.as_deref().map(|pin| Pins::parse(pin).ok_or(RemoteError::Pins)).transpose()?;
        Ok(Self { root, ca_file, pins, limits, client: OnceLock::new(), patient: OnceLock::new() })
    }

    async fn send(&self, question: Question) -> Result<Reply, RemoteError> {
        let (client, whole) = match question.waiting {
            Waiting::Usual => (self.client()?, self.limits.whole),
            Waiting::Seconds(seconds) => (self.patient()?, Duration::from_secs(seconds.into()) + self.limits.silence),
        };
        let url = question.at(self.root.clone())?;
        let mut request = client.request(question.method, url).timeout(whole);
        if let Some(token) = question.token {
            request = request.header(AUTHORIZATION, token);
        }
        if let Some(body) = question.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let mut response = request.send().await.map_err(of_reqwest)?;
        let body = read_body(&mut response).await;
        Ok(Reply { status: response.status().as_u16(), headers: response.headers().clone(), body })
    }

    fn client(&self) -> Result<&Client, RemoteError> {
        cached(&self.client, || self.build(self.limits.silence))
    }

    fn patient(&self) -> Result<&Client, RemoteError> {
        // The limit of the whole is set for each question.
        cached(&self.patient, || self.build(Duration::from_secs(24 * 3600)))
    }

    fn build(&self, silence: Duration) -> Result<Client, RemoteError> {
        // Another part of the program, or a test, may have installed it before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let base = || self.bounded(silence);
        if self.root.scheme() == "http" {
            // No certificate is ever looked at.
            return base().tls_certs_only([]).build().map_err(of_reqwest);
        }
        if let Some(pins) = self.pins.clone() {
            let tls =
                pin::config(pins, self.own_authorities()?).map_err(|error| RemoteError::Certificates(error.to_string()))?;
            return base().tls_backend_preconfigured(tls).build().map_err(of_reqwest);
        }
        let own = self.own_certificates()?;
        // A computer without certificates of its own gets those that came with the program.
        base().tls_certs_merge(own.clone()).build().or_else(|_| {
            let built_in = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter_map(|der| Certificate::from_der(der).ok());
            base().tls_certs_only(built_in.chain(own)).build().map_err(of_reqwest)
        })
    }

    fn bounded(&self, silence: Duration) -> ClientBuilder {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json, application/problem+json"));
        let builder = Client::builder()
            .user_agent(concat!("zvonok/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .https_only(self.root.scheme() == "https")
            .connect_timeout(self.limits.connect)
            .read_timeout(silence)
            .pool_max_idle_per_host(2)
            .tcp_keepalive(Duration::from_secs(30));
        if is_loopback(&self.root) { builder.no_proxy() } else { builder }
    }

    /// The same, as TLS takes them.
    fn own_authorities(&self) -> Result<Vec<CertificateDer<'static>>, RemoteError> {
        self.own_certificates()?;
        let Some(path) = &self.ca_file else { return Ok(Vec::new()) };
        let unread = |error: rustls::pki_types::pem::Error| RemoteError::Certificates(error.to_string());
        CertificateDer::pem_file_iter(path).map_err(unread)?.collect::<Result<_, _>>().map_err(unread)
    }

    fn own_certificates(&self) -> Result<Vec<Certificate>, RemoteError> {
        let Some(path) = &self.ca_file else { return Ok(Vec::new()) };
        let pem = std::fs::read(path).map_err(|error| RemoteError::Certificates(error.to_string()))?;
        let found = Certificate::from_pem_bundle(&pem).map_err(|error| RemoteError::Certificates(error.to_string()))?;
        if found.is_empty() {
            return Err(RemoteError::Certificates("no certificate in it".to_owned()));
        }
        Ok(found)
    }
}

impl Carrier for Http {
    fn carry(&self, question: Question) -> Carried<'_> {
        Box::pin(self.send(question))
    }
}

fn cached(cell: &OnceLock<Client>, build: impl FnOnce() -> Result<Client, RemoteError>) -> Result<&Client, RemoteError> {
    if let Some(client) = cell.get() {
        return Ok(client);
    }
    let made = build()?;
    Ok(cell.get_or_init(|| made))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

async fn read_body(response: &mut Response) -> Result<Vec<u8>, RemoteError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(no_answer("it is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn broken(error: reqwest::Error) -> RemoteError {
    RemoteError::Broken { cause: chain(&error.without_url()) }
}

/// Tells what never left from what may have arrived.
fn of_reqwest(error: reqwest::Error) -> RemoteError {
    let error = error.without_url();
    let cause = chain(&error);
    if !(error.is_connect() || error.is_builder()) {
        // Something answers there, and it is not HTTP; the library does not let its error be asked.
        let foreign = cause.contains("invalid HTTP") || cause.contains("message head is too large");
        return if foreign { RemoteError::NoAnswer { cause } } else { RemoteError::Broken { cause } };
    }
    let obstacle = match causes(&error).find_map(obstacle) {
        // Errors of the tunnel have no type that can be named.
        _ if cause.contains("tunnel error") => Obstacle::Proxy,
        Some(obstacle) => obstacle,
        None if error.is_dns() => Obstacle::Name,
        None if error.is_timeout() => Obstacle::TimeOut,
        None => Obstacle::Connect,
    };
    RemoteError::NotReached { obstacle, cause }
}

/// The obstacle that one of the causes of an error tells of.
fn obstacle(error: &(dyn std::error::Error + 'static)) -> Option<Obstacle> {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    use rustls::Error::{General, InvalidCertificate, NoCertificatesPresented};
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(match tls {
            _ if pin::is_not_pinned(tls) => Obstacle::CertificatePin,
            InvalidCertificate(Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }) => {
                Obstacle::CertificateTime
            }
            InvalidCertificate(_) | NoCertificatesPresented | General(_) => Obstacle::Certificate,
            _ => Obstacle::Encryption,
        });
    }
    let code = error.downcast_ref::<std::io::Error>()?.raw_os_error()?;
    is_out_of_descriptors(code).then_some(Obstacle::Descriptors)
}

/// Whether an error number of the system says that there are too many open files, of the process or of the computer.
#[cfg(unix)]
fn is_out_of_descriptors(code: i32) -> bool {
    use rustix::io::Errno;
    [Errno::MFILE, Errno::NFILE].iter().any(|errno| errno.raw_os_error() == code)
}

#[cfg(not(unix))]
fn is_out_of_descriptors(_code: i32) -> bool {
    false
}

/// An error and its causes. One of the system does not name the error in it as its source.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error as &(dyn std::error::Error + 'static)), |error| {
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner.map_or_else(|| error.source(), |inner| Some(inner))
    })
}

/// An error with its causes. The texts of the library hold no personal data; the address was taken out.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
