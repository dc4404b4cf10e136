//! Notices that another process of the same person has written.

use std::sync::Arc;

use super::Inner;

/// Starts the thread that calls `tell`. It sleeps in the kernel, and ends with the store.
#[cfg(target_os = "linux")]
pub(super) fn start(inner: &Arc<Inner>, tell: impl Fn() + Send + 'static) {
    use super::writer;
    use rustix::fs::inotify;

    let store = Arc::downgrade(inner);
    let Ok(watch) = inotify::init(inotify::CreateFlags::CLOEXEC) else { return };
    if inotify::add_watch(&watch, inner.place.files().bell, inotify::WatchFlags::MODIFY).is_err() {
        return;
    }
    let mut last = inner.writer.wait(writer::data_version).unwrap_or_default();
    // Without a thread the caller notices at the next start.
    let _ = std::thread::Builder::new().name("store-watch".to_owned()).spawn(move || {
        let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
        let mut reader = inotify::Reader::new(watch, &mut buffer);
        loop {
            if reader.next().is_err() {
                return;
            }
            if !reader.is_buffer_empty() {
                continue;
            }
            // Own writes wake this thread too; only the number of the writer's connection tells them apart.
            let Some(inner) = store.upgrade() else { return };
            let Ok(version) = inner.writer.wait(writer::data_version) else { return };
            if version != last {
                last = version;
                tell();
            }
        }
    });
}

/// There is nothing to be started: callers compare [`super::Store::data_version`].
#[cfg(not(target_os = "linux"))]
pub(super) fn start(_inner: &Arc<Inner>, _tell: impl Fn() + Send + 'static) {}
