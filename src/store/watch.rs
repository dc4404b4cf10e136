//! Notices that another process of the same person has written.

use std::sync::Arc;

use super::Inner;

pub(super) use system::Watches;

/// Starts the thread that calls `tell`. It sleeps in the kernel, and ends with the store.
pub(super) fn start(inner: &Arc<Inner>, tell: impl Fn() + Send + 'static) {
    // Without a thread the caller notices at the next start.
    let _ = system::start(inner, tell);
}

#[cfg(target_os = "linux")]
mod system {
    use std::os::fd::OwnedFd;
    use std::sync::{Arc, Mutex, PoisonError};

    use rustix::fs::inotify;

    use super::super::{Inner, writer};

    /// What the threads sleep on.
    #[derive(Debug, Default)]
    pub(in super::super) struct Watches(Mutex<Vec<(Arc<OwnedFd>, i32)>>);

    impl Watches {
        fn keep(&self, watch: Arc<OwnedFd>, bell: i32) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push((watch, bell));
        }

        /// Wakes the threads for the last time: a watch that is removed is told as an event.
        pub(in super::super) fn end(&self) {
            for (watch, bell) in self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
                let _ = inotify::remove_watch(&watch, bell);
            }
        }
    }

    pub(super) fn start(inner: &Arc<Inner>, tell: impl Fn() + Send + 'static) -> std::io::Result<()> {
        let store = Arc::downgrade(inner);
        let watch = Arc::new(inotify::init(inotify::CreateFlags::CLOEXEC)?);
        let bell = inotify::add_watch(&watch, inner.place.files().bell, inotify::WatchFlags::MODIFY)?;
        let mut last = inner.writer.wait(writer::data_version).unwrap_or_default();
        inner.watches.keep(Arc::clone(&watch), bell);
        let thread = std::thread::Builder::new().name("store-watch".to_owned());
        thread.spawn(move || {
            let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
            let mut reader = inotify::Reader::new(watch, &mut buffer);
            while reader.next().is_ok() {
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
        })?;
        Ok(())
    }
}

/// There is nothing to be started: callers compare [`super::Store::data_version`].
#[cfg(not(target_os = "linux"))]
mod system {
    use std::sync::Arc;

    use super::super::Inner;

    /// Nothing sleeps.
    #[derive(Debug, Default)]
    pub(in super::super) struct Watches;

    impl Watches {
        #[expect(clippy::unused_self, reason = "as where there is something to be ended")]
        pub(in super::super) fn end(&self) {}
    }

    #[expect(clippy::unnecessary_wraps, reason = "as where it can fail")]
    pub(super) fn start(_inner: &Arc<Inner>, _tell: impl Fn() + Send + 'static) -> std::io::Result<()> {
        Ok(())
    }
}
