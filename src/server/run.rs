//! The server as a thing that is started and stopped: listener, connections, its own thread and runtime.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
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

/// How long a client may take to send the head of a request, the wait for the next request included.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a stop waits for requests that are being answered.
const STOP_TIME: Duration = Duration::from_secs(5);
/// Largest head of a request, in bytes.
const HEAD_MAX: usize = 32 * 1024;
/// Connections at once.
const CONNECTIONS: usize = 1024;

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
    /// The proxies that may connect; empty: any address may. Loopback always may.
    pub proxies: Vec<IpAddr>,
    /// The certificate; without one it speaks plain HTTP.
    pub certificate: Option<Certificate>,
    /// Where the lines about requests go.
    pub log: Log,
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
    /// Any address: the administrator says that a proxy with TLS stands before it.
    BehindProxy,
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
    /// The address is reachable from other machines, and nobody said that a proxy stands before it.
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
    if exposure == Exposure::Loopback && serving.certificate.is_none() && !listen.ip().is_loopback() {
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
    let app = Arc::new(App::new(storage.clone(), clock, stopping.clone()).with_log(serving.log));
    let door = Door { exposure, serving };
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
}

impl Door {
    fn lets_in(&self, address: IpAddr) -> bool {
        let proxies = &self.serving.proxies;
        proxies.is_empty() || address.is_loopback() || proxies.contains(&address)
    }

    /// Who asks: whoever connects, or whom the proxy names last.
    fn client(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        if self.exposure == Exposure::Loopback {
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
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
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
        let (router, door, watcher) = (router.clone(), Arc::clone(&door), graceful.watcher());
        tokio::spawn(async move {
            match &door.serving.certificate {
                None => converse(stream, address, router, &door, watcher).await,
                Some(certificate) => {
                    let acceptor = TlsAcceptor::from(Arc::clone(&certificate.0));
                    // Who does not finish the handshake in time takes a place from others.
                    if let Ok(Ok(stream)) = tokio::time::timeout(HEAD_TIME, acceptor.accept(stream)).await {
                        converse(stream, address, router, &door, watcher).await;
                    }
                }
            }
            drop(permit);
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
    let (inner, door) = (TowerToHyperService::new(router), Arc::clone(door));
    let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
        let peer = Peer(door.client(address, request.headers()));
        request.extensions_mut().insert(peer);
        inner.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
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
