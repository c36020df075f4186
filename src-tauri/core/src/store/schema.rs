//! What a document's database looks like, version by version, and whether a file looks like that.

use super::table;
use rusqlite::{Connection, Result};
use std::collections::BTreeSet;

/// "Port": the application id in the file's header.
pub(super) const APPLICATION_ID: i32 = 0x506f_7274;

/// The file version this program writes.
pub(super) const VERSION: i32 = 3;

/// What leads to each version from the one before it, from version 1 on.
const STEPS: [&[&str]; VERSION as usize] = [table::VERSION_1, table::VERSION_2, table::VERSION_3];

/// The oldest program, by its file version, that can read what this one writes: versions 2 and 3 add tables
/// and columns and change none. Where the history tells of what an older program does not know, that one
/// still says so.
const READABLE_FROM: i32 = 1;

/// Makes an empty database a document of this version.
pub(super) fn create(database: &Connection) -> Result<()> {
    create_version(database, VERSION)
}

fn create_version(database: &Connection, version: i32) -> Result<()> {
    lead(database, 0, version)?;
    table::document::begin(database, READABLE_FROM)?;
    database.pragma_update(None, "application_id", APPLICATION_ID)?;
    database.pragma_update(None, "user_version", version)
}

/// Brings a sound document of an older version to this one; the caller holds the transaction.
pub(super) fn migrate(database: &Connection, from: i32) -> Result<()> {
    lead(database, from, VERSION)?;
    table::document::set_readable_from(database, READABLE_FROM)?;
    database.pragma_update(None, "user_version", VERSION)
}

fn lead(database: &Connection, from: i32, to: i32) -> Result<()> {
    let steps = &STEPS[from as usize..to as usize];
    steps.iter().copied().flatten().try_for_each(|sql| database.execute_batch(sql))
}

/// One thing in a database: what sort, its name, the table it is on, and the SQL that made it.
type Thing = (String, String, String, Option<String>);

fn things(database: &Connection) -> Result<BTreeSet<Thing>> {
    let mut statement = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    rows.collect()
}

/// Compares a database with what its version, this or an older one, makes; the answer names what is there
/// and should not be, or is missing.
pub(super) fn strange(database: &Connection, version: i32) -> Result<Option<String>> {
    let pattern = Connection::open_in_memory()?;
    create_version(&pattern, version)?;
    let (found, expected) = (things(database)?, things(&pattern)?);
    let named = |(sort, name, _, _): &Thing| say!("the {sort} \u{201c}{name}\u{201d}", sort, name);
    if let Some(extra) = found.difference(&expected).next() {
        return Ok(Some(say!("it holds {extra}, which Portolan did not put there", extra = named(extra))));
    }
    Ok(expected.difference(&found).next().map(|lost| say!("{lost} is missing", lost = named(lost))))
}

/// The same for a newer version, of which only so much is known: it may hold plain tables and indexes.
pub(super) fn strange_for_newer(database: &Connection) -> Result<Option<String>> {
    let plain = |(sort, _, _, sql): &Thing| match sort.as_str() {
        "table" => sql.as_ref().is_some_and(|s| s.starts_with("CREATE TABLE ")),
        "index" => true,
        _ => false,
    };
    let odd = things(database)?.into_iter().find(|t| !plain(t));
    Ok(odd.map(|(sort, name, _, _)| {
        say!("it holds the {sort} \u{201c}{name}\u{201d}, which Portolan did not put there", sort, name)
    }))
}
