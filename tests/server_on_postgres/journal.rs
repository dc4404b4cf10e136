//! An empty journal of its own for each test: a database of the cluster that all tests share.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use zvonok::server::{Place, Postgres};

use crate::cluster::Cluster;

/// Where a journal is kept while it is needed.
pub struct Journal {
    database: String,
    folder: tempfile::TempDir,
}

impl Journal {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let database = format!("journal_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster().create(&database);
        Self { database, folder: tempfile::tempdir().unwrap() }
    }

    /// The same journal for another server.
    pub fn same(&self) -> Self {
        Self { database: self.database.clone(), folder: tempfile::tempdir().unwrap() }
    }

    pub fn place(&self) -> Place {
        let address = Postgres::parse(&cluster().address(&self.database), None).unwrap();
        Place::Postgres { address, folder: self.folder.path().to_owned() }
    }

    /// Does something to the database as any tool could.
    pub fn behind(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    pub fn client(&self) -> postgres::Client {
        cluster().client(&self.database)
    }
}

pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let Some(cluster) = Cluster::start().unwrap() else {
            crate::absent::say("the server was");
            // Nothing here can be held without a database.
            std::process::exit(0);
        };
        cluster
    })
}
