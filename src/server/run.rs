//! The server as a thing that is started and stopped: listener, connections, its own thread and runtime.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use hyper::server::conn::http1;
use hyper::service::Service as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use super::http::{App, Peer};
use super::routes::router;
use super::storage::{Place, Storage, StorageError};
use super::tls::Certificate;

/// How long a stop waits for requests that are being answered.
const STOP_TIME: Duration = Duration::from_secs(5);
/// Largest head of a request, in bytes.
const HEAD_MAX: usize = 32 * 1024;

/// The clock of a server: the machine's, or that of a training school.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The machine's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| SystemTime::now().into())
}

/// What a server needs to start.
#[derive(Clone)]
pub struct Options {
    /// Where the journal is kept; a folder is made if it is missing.
    pub data: Place,
    /// Where to listen. Port 0 takes a free one; see [`Running::addr`].
    pub listen: SocketAddr,
    /// Its clock.
    pub clock: Clock,
    /// Whether addresses beyond this machine may be listened on.
    pub exposure: Exposure,
    /// How it serves.
    pub serving: Serving,
}

/// How a server serves: for whom, under which certificate, and what it says of it.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// The proxies that may connect; empty: whoever reaches the address may. This machine always may.
    pub proxies: Vec<IpAddr>,
    /// The certificate; without one it speaks plain HTTP.
    pub certificate: Option<Certificate>,
    /// Where the lines about requests go.
    pub log: Log,
    /// What nobody may take more of.
    pub limits: Limits,
}

/// What nobody may take more of, so that others are served.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a client may take to send the head of a request, the wait for the next request and a handshake included.
    pub head: Duration,
    /// Longest that a request may take, its body included. Long polls add what they asked to wait.
    pub request: Duration,
    /// Connections at once.
    pub connections: usize,
    /// Connections of one address at once; a school behind one address needs as many as its teachers have programs. Not for
    /// proxies, which speak for many.
    pub of_an_address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), request: Duration::from_secs(30), connections: 1024, of_an_address: 512 }
    }
}

/// Where the lines about requests go: one JSON object a line, with accounts by id and routes without ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Log {
    /// Nowhere.
    #[default]
    Off,
    /// To standard error.
    Stderr,
}

impl Options {
    /// A server on a free loopback port with the machine's clock.
    #[must_use]
    pub fn local(data: PathBuf) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            clock: system_clock(),
            exposure: Exposure::Loopback,
            serving: Serving::default(),
        }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("data", &self.data)
            .field("listen", &self.listen)
            .field("exposure", &self.exposure)
            .finish_non_exhaustive()
    }
}

/// Who can reach the server. Without a certificate it speaks plain HTTP, so that passwords must not leave the machine as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// This machine only: any other address is refused at the start.
    Loopback,
    /// Any address: a proxy with TLS stands before it, which the administrator names ([`Serving::proxies`]) unless it is on this
    /// machine. What it says of who asks is believed.
    BehindProxy,
    /// Any address: what is there is invented, and its passwords are known to everybody.
    Anywhere,
}

/// Why a server did not start.
#[derive(Debug)]
pub enum StartError {
    /// The journal cannot be opened.
    Storage(StorageError),
    /// The address cannot be listened on.
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The address is reachable from other machines, and no proxy was named that stands before it.
    Exposed(SocketAddr),
    /// The operating system gives no thread.
    Thread(std::io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Storage(error) => error.fmt(f),
            Self::Listen { address, source } => write!(f, "{address}: {source}"),
            Self::Exposed(address) => {
                write!(f, "{address} can be reached from other machines, and plain HTTP would show passwords there")
            }
            Self::Thread(source) => write!(f, "no thread for the server: {source}"),
        }
    }
}

impl std::error::Error for StartError {}

impl From<StorageError> for StartError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// A server at work. Dropping it stops it.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    scheme: &'static str,
    storage: Storage,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a client takes it (`http://127.0.0.1:8080`).
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Its journal, for administration beside the protocol.
    #[must_use]
    pub const fn storage(&self) -> &Storage {
        &self.storage
    }

    /// How many long polls wait for a change at this moment.
    #[must_use]
    pub fn polls(&self) -> usize {
        self.storage.listeners()
    }

    /// Stops it: no new connection is taken, what was begun is answered (5 s at most), the file is closed. The same address
    /// may be listened on again at once.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A server thread that panicked has stopped as well.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Starts a server on a thread of its own; returns when it listens.
///
/// # Errors
/// The journal cannot be opened, the address cannot be listened on, or it would expose plain HTTP.
pub fn start(options: Options) -> Result<Running, StartError> {
    let Options { data, listen, clock, exposure, serving } = options;
    let is_named = exposure == Exposure::Anywhere || (exposure == Exposure::BehindProxy && !serving.proxies.is_empty());
    if !is_named && serving.certificate.is_none() && !listen.ip().is_loopback() {
        return Err(StartError::Exposed(listen));
    }
    let failed = |source| StartError::Listen { address: listen, source };
    let listener = TcpListener::bind(listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let storage = Storage::open_at(data)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("journal-server")
        .enable_all()
        .build()
        .map_err(StartError::Thread)?;
    let (stop, stopping) = watch::channel(false);
    let scheme = if serving.certificate.is_some() { "https" } else { "http" };
    let app = App::new(storage.clone(), clock, stopping.clone()).with(serving.log, serving.limits.request);
    let app = Arc::new(app);
    let door = Door { exposure, serving, present: Mutex::default() };
    let thread = std::thread::Builder::new()
        .name("journal-server".to_owned())
        .spawn(move || {
            runtime.block_on(serve(listener, app, door, stopping));
            runtime.shutdown_timeout(STOP_TIME);
        })
        .map_err(StartError::Thread)?;
    Ok(Running { address, scheme, storage, stop, thread: Some(thread) })
}

/// Who may come in, and how.
struct Door {
    exposure: Exposure,
    serving: Serving,
    /// How many connections each address has.
    present: Mutex<HashMap<IpAddr, usize>>,
}

/// The seat that a connection has among those of its address; free again when it goes.
struct Seat {
    door: Arc<Door>,
    address: IpAddr,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut present = self.door.present.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = present.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                present.remove(&self.address);
            }
        }
    }
}

impl Door {
    fn lets_in(&self, address: IpAddr) -> bool {
        let proxies = &self.serving.proxies;
        proxies.is_empty() || address.is_loopback() || proxies.contains(&address)
    }

    /// A place for a connection; `None`: its address has as many as one may have.
    fn place(self: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        let count = present.entry(address).or_default();
        if *count >= self.serving.limits.of_an_address && !self.is_proxy(address) {
            return None;
        }
        *count += 1;
        Some(Seat { door: Arc::clone(self), address })
    }

    /// Whether an address may be that of a proxy, which speaks for many: without a certificate only proxies and this machine connect.
    fn is_proxy(&self, address: IpAddr) -> bool {
        self.serving.certificate.is_none() || self.serving.proxies.contains(&address)
    }

    /// Who asks: whoever connects, or whom the proxy names last.
    fn client(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        if self.exposure != Exposure::BehindProxy {
            return connected;
        }
        let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let last = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|address| address.trim().parse().ok());
        last.unwrap_or(connected)
    }
}

async fn serve(listener: TcpListener, app: Arc<App>, door: Door, mut stopping: watch::Receiver<bool>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let router = router(app);
    let connections = Arc::new(Semaphore::new(door.serving.limits.connections));
    let graceful = GracefulShutdown::new();
    let door = Arc::new(door);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &connections) => accepted,
            _ = stopping.wait_for(|stop| *stop) => break,
        };
        let Some((stream, address, permit)) = accepted else { continue };
        if !door.lets_in(address) {
            continue;
        }
        let Some(place) = door.place(address) else { continue };
        let (router, door, watcher) = (router.clone(), Arc::clone(&door), graceful.watcher());
        tokio::spawn(async move {
            match &door.serving.certificate {
                None => converse(stream, address, router, &door, watcher).await,
                Some(certificate) => {
                    let acceptor = TlsAcceptor::from(Arc::clone(&certificate.0));
                    // Who does not finish the handshake in time takes a place from others.
                    if let Ok(Ok(stream)) = tokio::time::timeout(door.serving.limits.head, acceptor.accept(stream)).await {
                        converse(stream, address, router, &door, watcher).await;
                    }
                }
            }
            drop((place, permit));
        });
    }
    drop(listener);
    // Whoever is still being answered after this time is cut off; nothing half written is left in the journal.
    let _ = tokio::time::timeout(STOP_TIME, graceful.shutdown()).await;
}

/// One connection, to its end.
async fn converse<S>(stream: S, address: IpAddr, router: Router, door: &Arc<Door>, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let head = door.serving.limits.head;
    let (inner, door) = (TowerToHyperService::new(router), Arc::clone(door));
    let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        let peer = Peer(door.client(address, request.headers()));
        request.extensions_mut().insert(peer);
        inner.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(HEAD_MAX)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that breaks is the client's to notice: it asks again with the same operation id.
    let _ = watcher.watch(connection).await;
}

async fn accept(
    listener: &tokio::net::TcpListener,
    connections: &Arc<Semaphore>,
) -> Option<(tokio::net::TcpStream, IpAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(connections).acquire_owned().await.ok()?;
    if let Ok((stream, address)) = listener.accept().await {
        // Without it small answers wait for the acknowledgement of the ones before.
        let _ = stream.set_nodelay(true);
        return Some((stream, address.ip().to_canonical(), permit));
    }
    // Out of file descriptors, most likely: let some connections end first.
    tokio::time::sleep(Duration::from_millis(50)).await;
    None
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn no_address_takes_every_place_but_that_of_a_proxy() {
        let serving = Serving { limits: Limits { of_an_address: 2, ..Limits::default() }, ..Serving::default() };
        let door = |serving| Arc::new(Door { exposure: Exposure::BehindProxy, serving, present: Mutex::default() });
        let fixture = |name: &str| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name);
        let certificate = Certificate::read(&fixture("localhost.pem"), &fixture("key.pem")).expect("a certificate");
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let direct = door(Serving { certificate: Some(certificate), proxies: vec![other], ..serving.clone() });
        let mut held: Vec<Seat> = (0..2).filter_map(|_| direct.place(one)).collect();
        assert_eq!((held.len(), direct.place(one).is_none()), (2, true));
        held.extend((0..9).filter_map(|_| direct.place(other)));
        assert_eq!(held.len(), 11, "a proxy speaks for many");
        held.remove(0);
        assert!(direct.place(one).is_some(), "who goes makes room");
        held.clear();
        assert!(direct.present.lock().expect("no panic").is_empty(), "nothing is kept of who has gone");
        let behind = door(serving);
        assert_eq!((0..9).filter_map(|_| behind.place(one)).collect::<Vec<_>>().len(), 9);
    }

    #[test]
    fn only_a_proxy_comes_in_and_only_it_is_believed() {
        let [here, proxy, stranger, client] = ["127.0.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.9"]
            .map(|text| text.parse::<IpAddr>().expect("an address"));
        let door = |exposure, proxies: &[IpAddr]| {
            let serving = Serving { proxies: proxies.to_vec(), ..Serving::default() };
            Door { exposure, serving, present: Mutex::default() }
        };
        let headers = |said: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", HeaderValue::from_static(said));
            headers
        };
        let named = door(Exposure::BehindProxy, &[proxy]);
        assert_eq!([here, proxy, stranger].map(|address| named.lets_in(address)), [true, true, false]);
        assert_eq!(named.client(proxy, &headers("10.0.0.1, 203.0.113.9")), client, "the last, which the proxy itself wrote");
        assert_eq!(named.client(proxy, &headers("unknown")), proxy);
        assert_eq!(named.client(proxy, &HeaderMap::new()), proxy);
        for exposure in [Exposure::Loopback, Exposure::Anywhere] {
            let open = door(exposure, &[]);
            assert_eq!(open.client(stranger, &headers("203.0.113.9")), stranger, "anybody can write that");
        }
    }
}
