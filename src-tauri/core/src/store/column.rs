//! How a field of a record becomes columns of a row and back.

use crate::map::{
    Accounts, ActorId, AgreementId, DatasetId, DealId, DecisionId, Evidence, FlowId, GateState,
    InterdependencyId, Kind, Layer, Lens, Light, MarkId, Micros, MoveId, NoteId, PageLayout, PageSettings,
    PageSize, PartnerFigures, Period, Point, Quantity, Rapid, RecordId, Rect, SavedViewId, ScenarioId, Stage,
    Transform, ZoneId,
};
use rusqlite::types::{Type, Value};
use serde::{Serialize, de::DeserializeOwned};

/// The columns of a row being read, left to right.
pub(super) struct Cells<'a> {
    row: &'a rusqlite::Row<'a>,
    next: usize,
}

impl<'a> Cells<'a> {
    pub(super) fn new(row: &'a rusqlite::Row<'a>) -> Cells<'a> {
        Cells { row, next: 0 }
    }

    /// The next columns as a field.
    pub(super) fn take<C: Column>(&mut self) -> rusqlite::Result<C> {
        C::get(self)
    }

    fn plain<T: rusqlite::types::FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    fn unreadable(&self, why: String) -> rusqlite::Error {
        rusqlite::Error::FromSqlConversionFailure(self.next - 1, Type::Text, why.into())
    }
}

/// A field that is kept in one or more columns.
pub(super) trait Column: Sized {
    /// How many columns.
    const WIDTH: usize = 1;
    fn put(&self, row: &mut Vec<Value>);
    fn get(cells: &mut Cells) -> rusqlite::Result<Self>;
}

macro_rules! plain {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn put(&self, row: &mut Vec<Value>) {
                row.push(Value::from(self.clone()));
            }
            fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
                cells.plain()
            }
        }
    )+};
}
plain!(String, bool, f64, u8, u32, i64);

macro_rules! numbered {
    ($($type:ident),+) => {$(
        impl Column for $type {
            fn put(&self, row: &mut Vec<Value>) {
                row.push(Value::from(self.0));
            }
            fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
                cells.plain().map($type)
            }
        }
    )+};
}
numbered!(
    ActorId,
    AgreementId,
    FlowId,
    ZoneId,
    NoteId,
    DecisionId,
    DatasetId,
    DealId,
    MoveId,
    InterdependencyId,
    MarkId,
    ScenarioId,
    SavedViewId,
    Micros
);

macro_rules! words {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn put(&self, row: &mut Vec<Value>) {
                row.push(Value::from(self.word().to_owned()));
            }
            fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
                let word: String = cells.plain()?;
                word.parse().map_err(|_| cells.unreadable(say!("unknown word \u{201c}{word}\u{201d}", word)))
            }
        }
    )+};
}
words!(Evidence, GateState, Kind, Layer, Lens, Light, PageLayout, PageSize, Period, Rapid, Stage, Transform);

macro_rules! together {
    ($($type:ident { $($field:ident: $column:ty),+ })+) => {$(
        impl Column for $type {
            const WIDTH: usize = 0 $(+ <$column as Column>::WIDTH)+;
            fn put(&self, row: &mut Vec<Value>) {
                $(self.$field.put(row);)+
            }
            fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
                Ok($type { $($field: cells.take()?),+ })
            }
        }
    )+};
}
together! {
    Point { x: f64, y: f64 }
    Rect { x: f64, y: f64, w: f64, h: f64 }
    Quantity { amount: Micros, unit: String, period: Period }
    Accounts { connected: u32, active: u32 }
    PartnerFigures {
        certified: Option<u32>, certified_target: Option<u32>, nps: Option<f64>, days_without: Option<f64>,
        days_with: Option<f64>, margin: Option<f64>, margin_target: Option<f64>, days_to_value: Option<f64>
    }
}

/// The columns of the first file version; the later ones stand at the end of their table.
impl Column for PageSettings {
    const WIDTH: usize = 6;
    fn put(&self, row: &mut Vec<Value>) {
        self.size.put(row);
        [self.portrait, self.top, self.findings, self.moves, self.legend].iter().for_each(|b| b.put(row));
    }
    fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
        Ok(PageSettings {
            size: cells.take()?,
            portrait: cells.take()?,
            top: cells.take()?,
            findings: cells.take()?,
            moves: cells.take()?,
            legend: cells.take()?,
            ..PageSettings::default()
        })
    }
}

/// The word for the table and the number.
impl Column for RecordId {
    const WIDTH: usize = 2;
    fn put(&self, row: &mut Vec<Value>) {
        row.extend([Value::from(self.table().to_owned()), Value::from(self.number())]);
    }
    fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
        let (table, number): (String, u32) = (cells.plain()?, cells.plain()?);
        RecordId::from_parts(&table, number)
            .ok_or_else(|| cells.unreadable(say!("unknown table \u{201c}{table}\u{201d}", table)))
    }
}

/// Absent is NULL in all columns.
impl<C: Column> Column for Option<C> {
    const WIDTH: usize = C::WIDTH;
    fn put(&self, row: &mut Vec<Value>) {
        match self {
            Some(value) => value.put(row),
            None => row.extend(std::iter::repeat_n(Value::Null, C::WIDTH)),
        }
    }
    fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
        for column in cells.next..cells.next + C::WIDTH {
            if cells.row.get_ref(column)? != rusqlite::types::ValueRef::Null {
                return C::get(cells).map(Some);
            }
        }
        cells.next += C::WIDTH;
        Ok(None)
    }
}

/// Lists are JSON text.
impl<T: Serialize + DeserializeOwned> Column for Vec<T> {
    fn put(&self, row: &mut Vec<Value>) {
        // Records hold nothing that JSON cannot say.
        row.push(Value::from(serde_json::to_string(self).unwrap_or_default()));
    }
    fn get(cells: &mut Cells) -> rusqlite::Result<Self> {
        let text: String = cells.plain()?;
        serde_json::from_str(&text).map_err(|e| cells.unreadable(e.to_string()))
    }
}
