//! Looks into a journal without the program: the file of a folder, or the database that the folder names.

use std::path::Path;
use std::sync::OnceLock;

use postgres::{Client, NoTls};

use crate::cluster::Cluster;

/// The cluster of these tests. `None`: there is none on this machine, which is said aloud.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| Cluster::start().expect("it starts"));
    if cluster.is_none() {
        crate::absent::say("servers were");
    }
    cluster.as_ref()
}

/// Lets a folder name a new database.
pub fn in_a_database(cluster: &Cluster, data: &Path, name: &str) {
    cluster.create(name);
    std::fs::create_dir_all(data).expect("a folder");
    std::fs::write(data.join("database"), cluster.address(name)).expect("written");
}

/// The operations in the journal, in the order of writing.
pub fn written(data: &Path) -> Vec<[u8; 16]> {
    let sql = "SELECT operation FROM versions WHERE body IS NOT NULL ORDER BY seq";
    if let Some(mut client) = client(data) {
        let rows = client.query(sql, &[]).expect("versions");
        return rows.iter().map(|row| row.get::<_, &[u8]>(0).try_into().expect("an id")).collect();
    }
    let journal = rusqlite::Connection::open(data.join("journal.sqlite3")).expect("the journal");
    let mut statement = journal.prepare(sql).expect("the table");
    let rows = statement.query_map([], |row| row.get(0)).expect("versions");
    rows.collect::<Result<_, _>>().expect("versions can be read")
}

/// Every fact of the journal, as JSON of its target, and the operation that it shows. Works are left out: marks make them.
pub fn shown(data: &Path) -> Vec<(String, [u8; 16])> {
    let sql = "SELECT v.target, v.operation FROM present p JOIN versions v ON v.seq = p.seq
         WHERE v.body IS NOT NULL AND p.kind <> 'work'";
    if let Some(mut client) = client(data) {
        let rows = client.query(sql, &[]).expect("rows");
        return rows.iter().map(|row| (row.get(0), row.get::<_, &[u8]>(1).try_into().expect("an id"))).collect();
    }
    let journal = rusqlite::Connection::open(data.join("journal.sqlite3")).expect("the journal");
    let mut statement = journal.prepare(sql).expect("the tables");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows can be read")
}

fn client(data: &Path) -> Option<Client> {
    let address = std::fs::read_to_string(data.join("database")).ok()?;
    let mut client = Client::connect(address.trim(), NoTls).expect("it answers");
    client.batch_execute("SET search_path = zvonok").expect("a setting");
    Some(client)
}
