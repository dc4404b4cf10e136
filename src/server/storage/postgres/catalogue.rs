//! Compares the schema of a database with that of a new one.

use std::collections::BTreeSet;

use postgres::Client;

use super::super::StorageError;
use super::super::verify::Tampering;
use super::{GREETING, MIGRATIONS, Postgres, SCHEMA};

/// The schema in which the tables are made anew to compare with; it is never committed.
const FRESH: &str = "zvonok_fresh";

/// Every column, key, index, function and trigger of a schema, in words that do not name the schema.
const CATALOGUE: &str = "
    SELECT c.relname::text, concat_ws(' ', 'column', a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation,
            a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'r'
    UNION ALL SELECT conname::text, concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = $1::text::regnamespace
    UNION ALL SELECT c.relname::text, 'index ' || pg_get_indexdef(c.oid)
        FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'i'
    UNION ALL SELECT c.relname::text, 'relation ' || c.relkind::text
        FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind NOT IN ('r', 'i')
    UNION ALL SELECT p.proname::text, 'function ' || pg_get_functiondef(p.oid)
        FROM pg_proc p WHERE p.pronamespace = $1::text::regnamespace
    UNION ALL SELECT t.tgname::text, concat_ws(' ', 'trigger', t.tgenabled::text, pg_get_triggerdef(t.oid))
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = $1::text::regnamespace AND NOT t.tgisinternal
    UNION ALL SELECT r.rulename::text, 'rule ' || pg_get_ruledef(r.oid)
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = $1::text::regnamespace";

/// Where the schema differs from that of a new database.
pub(in crate::server::storage) fn schema_faults(address: &Postgres) -> Result<Vec<Tampering>, StorageError> {
    let mut client = address.connect()?;
    client.batch_execute(GREETING)?;
    let found = catalogue(&mut client, SCHEMA)?;
    let mut fresh = client.transaction()?;
    fresh.batch_execute(&format!("CREATE SCHEMA {FRESH}; SET LOCAL search_path = {FRESH}"))?;
    for sql in MIGRATIONS {
        fresh.batch_execute(sql)?;
    }
    let rows = fresh.query(CATALOGUE, &[&FRESH])?;
    fresh.rollback()?;
    let made: BTreeSet<(String, String)> = read(&rows, FRESH)?;
    let other: BTreeSet<&str> = made.symmetric_difference(&found).map(|(name, _)| name.as_str()).collect();
    Ok(other.into_iter().map(|name| Tampering::Schema(name.to_owned())).collect())
}

fn catalogue(client: &mut Client, schema: &str) -> Result<BTreeSet<(String, String)>, StorageError> {
    let rows = client.query(CATALOGUE, &[&schema])?;
    read(&rows, schema)
}

fn read(rows: &[postgres::Row], schema: &str) -> Result<BTreeSet<(String, String)>, StorageError> {
    let prefix = format!("{schema}.");
    let mut read = BTreeSet::new();
    for row in rows {
        let (name, says): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        read.insert((name, says.replace(&prefix, "")));
    }
    Ok(read)
}
