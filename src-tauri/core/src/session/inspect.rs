//! The fields of selected records, as the inspector shows them.

use crate::{
    api::{FieldAsked, FieldValue},
    map::{Map, Record, RecordId, fields},
};

/// The fields that all of `items` have, with their values; `mixed` where these differ.
pub(super) fn inspect(map: &Map, items: &[RecordId]) -> Vec<FieldValue> {
    let records: Vec<Record> = items.iter().filter_map(|id| map.get(*id)).collect();
    let Some((first, others)) = records.split_first() else { return Vec::new() };
    let mut shared = fields::fields_of(map, first);
    for other in others {
        let theirs = fields::fields_of(map, other);
        shared.retain(|field| theirs.iter().any(|f| f.word == field.word));
    }
    let value_of = |field: fields::Field| {
        let value = fields::read(map, first, field.word);
        let mixed = others.iter().any(|r| fields::read(map, r, field.word) != value);
        FieldValue {
            field: field.word.into(),
            label: field.label.into(),
            help: field.help.into(),
            input: field.input,
            group: field.group.into(),
            value: if mixed { String::new() } else { value },
            mixed,
        }
    };
    shared.into_iter().map(value_of).collect()
}

/// What one field of a record holds.
pub(super) fn read(map: &Map, asked: &FieldAsked) -> String {
    map.get(asked.record).map_or_else(String::new, |record| fields::read(map, &record, &asked.field))
}
