//! The map: its records and the tables that hold them.
//!
//! Knows nothing of files, pictures, evaluation or the text notation. A map is cheap to clone (records
//! are shared), so a background evaluation takes a clone and never blocks an edit. Iteration is always
//! in order of identity: the same map gives the same bytes.

mod actor;
mod amount;
pub mod fields;
mod flow;
mod ids;
mod info;
mod judged;
mod lens;
mod quantity;
pub(crate) mod quote;
mod registers;
mod said;
mod saved_view;
mod scenario;
mod settings;
mod sheet;
mod unfit;
mod word;

pub use actor::{Actor, Member, Outcome, PartnerFigures, Role, Stage};
pub(crate) use amount::{Amount, of_five};
pub use flow::{Enabler, Evidence, Flow, GateState, Kind, Layer, Rapid, Transform};
pub use ids::*;
pub use info::{Accounts, MapInfo, PageLayout, PagePart, PageSettings, PageSize, Rate, Wording};
pub use judged::{FindingKey, InterdependencyEntry, Mark};
pub use lens::Lens;
pub use quantity::{Micros, Period, Quantity, short_money, short_number};
pub use registers::{Agreement, AgreementKind, Dataset, Deal, Decision, Light, Move};
pub use said::vocabulary;
pub use saved_view::SavedView;
pub use scenario::{Patch, Scenario};
pub use settings::{Setting, SettingName, SettingSort};
pub use sheet::{Note, Point, Rect, Zone};
pub use unfit::{Unfit, nearest};
pub(crate) use word::Word;

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use ts_rs::TS;

/// One table of a map: records by identity, in order.
pub type Table<I, R> = BTreeMap<I, Arc<R>>;

macro_rules! tables {
    ($($table:ident: $record:ident($id:ident) = $tag:literal),+ $(,)?) => {
        /// One ecosystem seen from one organisation.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Map {
            /// Title, frame and settings.
            pub info: Arc<MapInfo>,
            $(
                #[doc = concat!("All records of the table `", stringify!($table), "`.")]
                pub $table: Table<$id, $record>,
            )+
            /// The highest identity ever given out in this map.
            pub last_id: u32,
        }

        /// A record of any table.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
        #[serde(tag = "table", content = "record")]
        #[ts(export)]
        pub enum Record {
            /// The map's own record.
            #[serde(rename = "info")]
            Info(Arc<MapInfo>),
            $(
                #[doc = concat!("A record of the table `", stringify!($table), "`.")]
                #[serde(rename = $tag)]
                $record(Arc<$record>),
            )+
        }

        /// The identity of a record of any table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(tag = "table", content = "id")]
        #[ts(export)]
        pub enum RecordId {
            /// The map's own record.
            #[serde(rename = "info")]
            Info,
            $(
                #[doc = concat!("A record of the table `", stringify!($table), "`.")]
                #[serde(rename = $tag)]
                $record($id),
            )+
        }

        impl RecordId {
            /// The word for the table: `info`, `actor`, `flow`, ...
            pub const fn table(self) -> &'static str {
                match self { RecordId::Info => "info", $(RecordId::$record(_) => $tag),+ }
            }

            /// The bare number; 0 for the map's own record.
            pub const fn number(self) -> u32 {
                match self { RecordId::Info => 0, $(RecordId::$record(id) => id.0),+ }
            }

            /// The identity with this table word and number.
            pub fn from_parts(table: &str, number: u32) -> Option<RecordId> {
                match table {
                    "info" => Some(RecordId::Info),
                    $($tag => Some(RecordId::$record($id(number))),)+
                    _ => None,
                }
            }
        }

        impl Record {
            /// Whose record it is.
            pub fn id(&self) -> RecordId {
                match self { Record::Info(_) => RecordId::Info, $(Record::$record(r) => RecordId::$record(r.id)),+ }
            }
        }

        impl Map {
            /// The record with this identity.
            pub fn get(&self, id: RecordId) -> Option<Record> {
                match id {
                    RecordId::Info => Some(Record::Info(self.info.clone())),
                    $(RecordId::$record(id) => self.$table.get(&id).cloned().map(Record::$record),)+
                }
            }

            /// Whether there is a record with this identity.
            pub fn contains(&self, id: RecordId) -> bool {
                match id {
                    RecordId::Info => true,
                    $(RecordId::$record(id) => self.$table.contains_key(&id),)+
                }
            }

            /// Stores a record in place of the one with its identity, which is returned.
            pub fn put(&mut self, record: Record) -> Option<Record> {
                self.last_id = self.last_id.max(record.last_id());
                match record {
                    Record::Info(r) => Some(Record::Info(std::mem::replace(&mut self.info, r))),
                    $(Record::$record(r) => self.$table.insert(r.id, r).map(Record::$record),)+
                }
            }

            /// Takes a record out; the map's own record stays and answers `None`.
            pub fn take(&mut self, id: RecordId) -> Option<Record> {
                match id {
                    RecordId::Info => None,
                    $(RecordId::$record(id) => self.$table.remove(&id).map(Record::$record),)+
                }
            }

            /// Every record: the map's own first, then table by table in order of identity.
            pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
                std::iter::once(Record::Info(self.info.clone()))
                    $(.chain(self.$table.values().cloned().map(Record::$record)))+
            }
        }

        $(
            impl From<$record> for Record {
                fn from(record: $record) -> Record {
                    Record::$record(Arc::new(record))
                }
            }
            impl From<$id> for RecordId {
                fn from(id: $id) -> RecordId {
                    RecordId::$record(id)
                }
            }
        )+
    };
}

tables! {
    actors: Actor(ActorId) = "actor",
    flows: Flow(FlowId) = "flow",
    zones: Zone(ZoneId) = "zone",
    notes: Note(NoteId) = "note",
    decisions: Decision(DecisionId) = "decision",
    datasets: Dataset(DatasetId) = "dataset",
    agreements: Agreement(AgreementId) = "agreement",
    deals: Deal(DealId) = "deal",
    moves: Move(MoveId) = "move",
    interdependencies: InterdependencyEntry(InterdependencyId) = "interdependency",
    marks: Mark(MarkId) = "mark",
    scenarios: Scenario(ScenarioId) = "scenario",
    saved_views: SavedView(SavedViewId) = "saved_view",
}

impl From<MapInfo> for Record {
    fn from(info: MapInfo) -> Record {
        Record::Info(Arc::new(info))
    }
}

impl Map {
    /// The name of an actor; empty for one that is not on the map.
    pub fn name(&self, id: ActorId) -> &str {
        self.actors.get(&id).map_or("", |a| a.name.as_str())
    }

    /// The organisation whose map this is: the one said to be, else the first with the role of it.
    pub fn us(&self) -> Option<ActorId> {
        let stated = self.info.us.filter(|id| self.actors.contains_key(id));
        stated.or_else(|| self.actors.values().find(|a| a.is(Role::Own)).map(|a| a.id))
    }

    /// The actor with this name, without regard to case or outer blanks.
    pub fn actor_named(&self, name: &str) -> Option<&Arc<Actor>> {
        let wanted = name.trim().to_lowercase();
        self.actors.values().find(|a| a.name.to_lowercase() == wanted)
    }
}
