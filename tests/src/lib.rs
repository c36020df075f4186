//! Integration tests live beside this file; here is what several of them use.

mod book;
mod random;

pub use book::Book;
pub use random::{Roll, command, roll};

use portolan_core::map::{Map, Record};

/// A number that is the same for equal maps and differs for different ones, on every machine (FNV-1a of
/// the records as JSON).
pub fn digest(map: &Map) -> u64 {
    let records: Vec<Record> = map.records().collect();
    let bytes = serde_json::to_vec(&records).expect("records are plain data");
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
