//! Every table with every field filled in: what is written comes back.

use super::*;
use crate::{
    map::{
        Accounts, ActorId, AgreementId, AgreementKind, DatasetId, DealId, DecisionId, Enabler, Evidence,
        FlowId, GateState, InterdependencyId, Kind, Layer, Lens, Light, MarkId, Member, Micros, MoveId,
        NoteId, Outcome, PageLayout, PagePart, PageSettings, PageSize, PartnerFigures, Patch, Period, Point,
        Quantity, Rapid, Rate, Rect, Role, SavedViewId, ScenarioId, Setting, SettingName, Stage, Transform,
        Wording, ZoneId,
    },
    store::schema,
};

fn database() -> Connection {
    let database = Connection::open_in_memory().unwrap();
    schema::create(&database).unwrap();
    database
}

fn quantity(units: f64) -> Option<Quantity> {
    Some(Quantity { amount: Micros::from_units(units).unwrap(), unit: "EUR".into(), period: Period::Quarter })
}

/// A row of every table; each value differs from its neighbours, so that swapped columns show.
fn full() -> Map {
    let mut map = Map::default();
    map.put(info().into());
    map.put(actor().into());
    map.put(flow().into());
    map.put(
        Zone { id: ZoneId(3), title: "Demand".into(), area: Some(Rect::new(0.1, -2.5, 30.25, 4e3)) }.into(),
    );
    map.put(
        Note {
            id: NoteId(4),
            text: "two\nlines".into(),
            position: Some(Point::new(-1.5, 1.0 / 3.0)),
            parked: true,
        }
        .into(),
    );
    map.put(Decision { id: DecisionId(5), title: "buy".into(), subject: Some(ActorId(1)) }.into());
    map.put(
        Dataset { id: DatasetId(6), name: "claims".into(), origin: Some(ActorId(1)), sensitivity: 4 }.into(),
    );
    map.put(agreement().into());
    let deal = Deal {
        id: DealId(8),
        name: "Northwind".into(),
        amount: quantity(80e3),
        date: "2026-03-31".into(),
        touches: vec![ActorId(1), ActorId(1)],
    };
    map.put(deal.into());
    let next = Move {
        id: MoveId(9),
        text: "Certify".into(),
        owner: "CTO".into(),
        due: "2026-12-31".into(),
        state: Some(Light::Yellow),
        actors: vec![ActorId(1)],
        flows: vec![FlowId(2)],
    };
    map.put(next.into());
    let entry = InterdependencyEntry {
        id: InterdependencyId(10),
        subject: FlowId(2).into(),
        rank: Some(3),
        left_out: true,
        owner: "CRO".into(),
        review: "2026-09-30".into(),
        evidence: "CRM".into(),
        state: Some(Light::Red),
        remark: "ask again".into(),
    };
    map.put(entry.into());
    let mark = Mark {
        id: MarkId(11),
        code: "dependence.loss".into(),
        actors: vec![ActorId(1)],
        flows: vec![FlowId(2)],
        pinned: false,
        reason: "signed".into(),
    };
    map.put(mark.into());
    let mut scenario = Scenario::new(ScenarioId(12), "Shut out");
    scenario.put(Patch::Remove { target: FlowId(2).into(), reroute: 0.25 });
    scenario.put(Patch::Delay { target: ActorId(1).into(), days: 0.1 });
    scenario.put(Patch::Scale { target: ActorId(1).into(), factor: 0.3 });
    let set = |field: &str, value: &str| Patch::Set {
        target: AgreementId(7).into(),
        field: field.into(),
        value: value.into(),
    };
    scenario.put(set("notice", "7d"));
    scenario.put(set("title", "\"x\""));
    scenario.put(Patch::Add { record: Actor::new(ActorId(13), "New").into() });
    map.put(scenario.into());
    let view = SavedView {
        id: SavedViewId(14),
        name: "Money for the board".into(),
        lens: Some(Lens::Kept),
        kinds: vec![Kind::Money],
        around: vec![ActorId(1)],
        steps: 2,
        hides: true,
        area: Some(Rect::new(1.0, 2.0, 300.0, 200.0)),
    };
    map.put(view.into());
    map
}

fn info() -> MapInfo {
    MapInfo {
        title: "Who holds our route?".into(),
        question: "What if?".into(),
        author: "Strategy".into(),
        date: "2026-11-20".into(),
        us: Some(ActorId(1)),
        currency: "EUR".into(),
        rates: vec![Rate { currency: "USD".into(), value: 0.92, date: "2026-11-01".into() }],
        page: PageSettings {
            size: PageSize::Wide,
            portrait: true,
            top: false,
            findings: true,
            moves: false,
            legend: true,
            layout: PageLayout::Kinds,
            grey: true,
            agreements: true,
            order: vec![PagePart::Moves, PagePart::Top],
            wording: vec![Wording { said: "We lose 31%.".into(), own: "A third.".into() }],
            scenario: Some(ScenarioId(12)),
        },
        settings: vec![Setting { name: SettingName::NoticeDays, value: 60.5 }],
        accounts: Some(Accounts { connected: 120, active: 400 }),
    }
}

fn actor() -> Actor {
    Actor {
        id: ActorId(1),
        name: "\u{533b}\u{9662} 'n' \"Ltd\"".into(),
        roles: vec![Role::Own, Role::DataSource],
        group: true,
        count: Some(20),
        members: vec![
            Member { name: "Alpha".into(), share: Some(0.4) },
            Member { name: "B".into(), share: None },
        ],
        capabilities: vec!["tax, payroll".into()],
        dwell_days: Some(0.1),
        owner: "CFO".into(),
        boundary: "the store".into(),
        stage: Some(Stage::Enable),
        state: Some(Light::Red),
        fact: "20 connectors".into(),
        remark: "a\u{0}b".into(),
        position: Some(Point::new(1.0 / 3.0, -2e-7)),
        zone: Some(ZoneId(3)),
        locked: true,
        figures: PartnerFigures {
            certified: Some(6),
            certified_target: Some(8),
            nps: Some(-12.5),
            days_without: Some(60.0),
            days_with: Some(45.0),
            margin: Some(0.24),
            margin_target: Some(0.3),
            days_to_value: Some(33.0),
        },
        outcomes: vec![Outcome { name: "claims days".into(), before: 60.0, after: 45.5 }],
    }
}

fn flow() -> Flow {
    Flow {
        id: FlowId(2),
        from: ActorId(1),
        to: ActorId(1),
        kind: Kind::Decision,
        label: "terms".into(),
        quantity: quantity(40_000.000_001),
        strength: Some(4),
        score: Some(0.7),
        evidence: Evidence::Estimated,
        source: "CRM export".into(),
        evidence_date: "2026-01-31".into(),
        owner: "COO".into(),
        via: vec![ActorId(1)],
        gates: vec![FlowId(2)],
        enablers: vec![Enabler { flow: FlowId(2), phi: 0.3, evidence: Evidence::Known }],
        delay_days: Some(120.5),
        capacity: Some(1e6),
        benefit: Some(5),
        cost: Some(2),
        fee_of: Some(FlowId(2)),
        rate: Some(0.15),
        layer: Some(Layer::RevenueShare),
        incremental_share: Some(0.21),
        contribution_margin: Some(0.62),
        datasets: vec![DatasetId(6)],
        both_ways: true,
        transform: Some(Transform::Deidentified),
        contract: false,
        consent: true,
        shared_auth: false,
        error_handling: true,
        co_owner_from: false,
        co_owner_to: true,
        write: false,
        attestation: true,
        use_share: Some(0.33),
        count: Some(7),
        decision: Some(DecisionId(5)),
        rapid: Some(Rapid::Agree),
        gate: Some(GateState::Unmet),
        remark: "longer".into(),
    }
}

fn agreement() -> Agreement {
    Agreement {
        id: AgreementId(7),
        title: "API terms".into(),
        kinds: vec![AgreementKind::TermsOfAccess, AgreementKind::DataContract],
        parties: vec![ActorId(1)],
        covers: vec![FlowId(2)],
        strict: Some(false),
        changed_alone_by: Some(ActorId(1)),
        notice_days: Some(30.0),
        tested: true,
        review: "2026-06-30".into(),
        owner: "GC".into(),
        state: Some(Light::Green),
    }
}

/// In one transaction, at whose end everything referred to must be there.
fn write_whole(map: &Map, database: &Connection) {
    let whole = database.unchecked_transaction().unwrap();
    map.records().try_for_each(|record| write_record(&record, &whole)).unwrap();
    whole.commit().unwrap();
}

#[test]
fn every_field_of_every_record_reads_back() {
    let (database, map) = (database(), full());
    write_whole(&map, &database);
    assert_eq!(read_map(&database).unwrap(), map);
}

#[test]
fn a_record_written_again_takes_the_place_of_the_first() {
    let (database, map) = (database(), full());
    for _ in 0..2 {
        write_whole(&map, &database);
    }
    let bare = Actor { name: "Bare".into(), ..Actor::new(ActorId(1), "") };
    write_record(&bare.clone().into(), &database).unwrap();
    let found = read_map(&database).unwrap();
    assert_eq!((found.actors.len(), &*found.actors[&ActorId(1)]), (1, &bare));
}

#[test]
fn every_column_belongs_to_a_field() {
    fn columns<R: Row>(database: &Connection) {
        let sql = format!("SELECT name FROM pragma_table_info('{}') ORDER BY cid", R::TABLE);
        let mut statement = database.prepare(&sql).unwrap();
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_>>().unwrap();
        let expected: Vec<&str> =
            std::iter::once("id").chain(R::COLUMNS.iter().copied().flatten().copied()).collect();
        assert_eq!(found, expected);
    }
    let database = database();
    columns::<MapInfo>(&database);
    columns::<Actor>(&database);
    columns::<Flow>(&database);
    columns::<Zone>(&database);
    columns::<Note>(&database);
    columns::<Decision>(&database);
    columns::<Dataset>(&database);
    columns::<Agreement>(&database);
    columns::<Deal>(&database);
    columns::<Move>(&database);
    columns::<InterdependencyEntry>(&database);
    columns::<Mark>(&database);
    columns::<Scenario>(&database);
    columns::<SavedView>(&database);
}
