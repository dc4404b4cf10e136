//! Hears of what other processes write.

use std::sync::Weak;
use std::time::Duration;

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator as _;
use tokio::sync::watch;

use super::Postgres;

/// How often it looks whether anybody still wants to know, and tries again where the connection was lost.
const GLANCE: Duration = Duration::from_secs(1);

/// Counts up whenever anybody has written, until nobody holds the other end. A thread of its own.
pub(in crate::server::storage) fn listen(address: &Postgres, told: Weak<watch::Sender<u64>>) -> std::io::Result<()> {
    let address = address.clone();
    std::thread::Builder::new().name("journal-ear".to_owned()).spawn(move || {
        while told.strong_count() > 0 {
            let heard = address.connect().and_then(|client| hear(client, &told));
            if heard.is_err() {
                std::thread::sleep(GLANCE);
            }
        }
    })?;
    Ok(())
}

fn hear(mut client: Client, told: &Weak<watch::Sender<u64>>) -> Result<(), postgres::Error> {
    client.batch_execute("LISTEN zvonok")?;
    // Something may have been written before.
    tell(told);
    while told.strong_count() > 0 {
        if client.notifications().timeout_iter(GLANCE).next()?.is_some() {
            // One for all that came together.
            while client.notifications().iter().next()?.is_some() {}
            tell(told);
        }
        if client.is_closed() {
            return Ok(());
        }
    }
    Ok(())
}

fn tell(told: &Weak<watch::Sender<u64>>) {
    if let Some(told) = told.upgrade() {
        told.send_modify(|count| *count += 1);
    }
}
