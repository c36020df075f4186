//! Random but repeatable commands, for property tests and for drivers that are killed.

use portolan_core::{
    edit::{Command, Shift},
    map::{
        FindingKey, Kind, Lens, Map, PageSettings, PageSize, Point, RecordId, Rect, Role, SavedView,
        SavedViewId,
    },
};

/// Five numbers that choose one command; small enough for proptest to shrink.
pub type Roll = [u32; 5];

/// The `n`th roll of a seeded sequence (SplitMix64).
pub fn roll(seed: u64, n: u64) -> Roll {
    let mut state = seed ^ n.wrapping_mul(0xd134_2543_de82_ef95);
    std::array::from_fn(|_| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 32) as u32
    })
}

/// A command that may make sense on `map`, or be refused.
pub fn command(map: &Map, roll: Roll) -> Command {
    let [what, a, b, c, d] = roll;
    let at = place(c, d);
    match what % 27 {
        0..=3 => Command::AddActor { name: name(map, a), roles: roles(b), at: (d % 5 != 0).then_some(at) },
        4..=7 => match (actor(map, a), actor(map, b)) {
            (Some(from), Some(to)) => Command::AddFlow { from, to, kind: kind(c) },
            _ => first_actor(),
        },
        8 => match actor(map, a) {
            Some(other) => Command::AddActorWithFlow {
                name: name(map, b),
                at,
                other,
                incoming: b % 2 == 0,
                kind: kind(d),
            },
            None => first_actor(),
        },
        9 => Command::AddZone { title: name(map, a), area: area(b, c) },
        10 => Command::GroupIntoZone {
            title: name(map, a),
            actors: [actor(map, b), actor(map, c)].into_iter().flatten().collect(),
        },
        11 => Command::AddNote { text: format!("note {a}"), at: (b % 2 == 0).then_some(at) },
        12..=16 => set_field(map, a, b, c),
        17..=19 => Command::MoveItems {
            moves: [item(map, a), item(map, b)]
                .into_iter()
                .flatten()
                .map(|i| Shift { item: i, to: at })
                .collect(),
        },
        20 => match map.zones.keys().nth(a as usize % map.zones.len().max(1)) {
            Some(zone) => Command::ResizeZone { zone: *zone, area: area(b, c) },
            None => Command::SetPage { page: page(a) },
        },
        21 => match (map.flows.keys().nth(a as usize % map.flows.len().max(1)), actor(map, b), actor(map, c))
        {
            (Some(flow), Some(from), Some(to)) if d % 2 == 0 => Command::RehangFlow { flow: *flow, from, to },
            (Some(flow), ..) => Command::ReverseFlows { flows: vec![*flow] },
            _ => Command::SetPage { page: page(a) },
        },
        22 if d % 3 == 0 => match (actor(map, a), actor(map, b)) {
            (Some(into), Some(other)) => Command::MergeActors { into, others: vec![other] },
            _ => Command::SetPage { page: page(a) },
        },
        22 => Command::RemoveItems { items: item(map, a).into_iter().collect() },
        23 => judged(map, a, b, c),
        24 => match item(map, a) {
            Some(subject) if b.is_multiple_of(2) => {
                Command::PlaceInterdependency { subject, from: (c % 3 > 0).then_some(c % 7), to: d % 6 }
            }
            subject => Command::SetInterdependency {
                subject: subject.unwrap_or(RecordId::Info),
                field: ["owner", "review", "left out", "rank"][b as usize % 4].into(),
                value: ["", "COO", "2026-12-31", "yes", "2"][c as usize % 5].into(),
            },
        },
        25 if d.is_multiple_of(3) => Command::SaveView { view: saved_view(map, a, b, c, d) },
        25 => registered(map, a, b, c),
        _ => Command::DuplicateItems {
            items: [item(map, a), item(map, b)].into_iter().flatten().collect(),
            by: Point::new(40.0, 24.5),
        },
    }
}

/// A finding pinned, set aside or neither again.
fn judged(map: &Map, a: u32, b: u32, c: u32) -> Command {
    let finding = FindingKey {
        code: ["dependence.loss", "lint.no-number"][a as usize % 2].into(),
        actors: actor(map, b).into_iter().collect(),
        flows: map.flows.keys().nth(c as usize % map.flows.len().max(1)).copied().into_iter().collect(),
    };
    match (a / 2) % 3 {
        0 => Command::PinFinding { finding },
        1 => Command::SetFindingAside { finding, reason: ["signed", " "][b as usize % 2].into() },
        _ => Command::UnmarkFinding { finding },
    }
}

/// A new agreement, deal or move.
fn registered(map: &Map, a: u32, b: u32, c: u32) -> Command {
    let actors: Vec<_> = actor(map, b).into_iter().collect();
    let flows = map.flows.keys().nth(c as usize % map.flows.len().max(1)).copied().into_iter().collect();
    let text = if b.is_multiple_of(3) { String::new() } else { format!("entry {}", b % 9) };
    match a % 3 {
        0 => Command::AddAgreement { title: text, parties: actors },
        1 => Command::AddDeal { name: text, touches: actors },
        _ => Command::AddMove { text, actors, flows },
    }
}

/// A way of looking, some of them no good.
fn saved_view(map: &Map, a: u32, b: u32, c: u32, d: u32) -> SavedView {
    SavedView {
        lens: Lens::ALL.get(a as usize % 12).copied(),
        kinds: Kind::ALL.iter().copied().filter(|k| (b >> (*k as u32)) & 1 == 1).collect(),
        around: actor(map, c).into_iter().collect(),
        steps: (c % 4) as u8,
        hides: d.is_multiple_of(2),
        area: Some(area(c, d)).filter(|_| b.is_multiple_of(3)),
        ..SavedView::new(SavedViewId(0), if a.is_multiple_of(5) { String::new() } else { name(map, b) })
    }
}

fn first_actor() -> Command {
    Command::AddActor { name: String::new(), roles: vec![Role::Own], at: None }
}

fn actor(map: &Map, n: u32) -> Option<portolan_core::map::ActorId> {
    map.actors.keys().nth(n as usize % map.actors.len().max(1)).copied()
}

/// Any record but the map's own; now and then one that is not there.
fn item(map: &Map, n: u32) -> Option<RecordId> {
    let items = map.records().count() - 1;
    if n.is_multiple_of(31) {
        return RecordId::from_parts("actor", n);
    }
    map.records().nth(1 + n as usize % items.max(1)).map(|r| r.id())
}

/// A new name, the empty name, or one that is in use.
fn name(map: &Map, n: u32) -> String {
    match n % 7 {
        0 => String::new(),
        1 => actor(map, n / 7).map(|id| map.name(id).to_owned()).unwrap_or_default(),
        _ => format!(
            "\u{c5}cme \u{201c}{}\u{201d}, {}",
            n % 1000,
            ["Ltd", "医院", "مستشفى", "😀"][n as usize % 4]
        ),
    }
}

fn roles(n: u32) -> Vec<Role> {
    (0..n % 3).map(|i| Role::ALL[(n / 3 + i * 5) as usize % Role::ALL.len()]).collect()
}

fn kind(n: u32) -> Kind {
    Kind::ALL[n as usize % Kind::ALL.len()]
}

/// A place with a fraction that needs all digits of a double.
fn place(x: u32, y: u32) -> Point {
    Point::new(f64::from(x % 4000) / 3.0 - 600.0, f64::from(y % 3000) / 7.0 - 200.0)
}

fn area(n: u32, m: u32) -> Rect {
    let at = place(n, m);
    Rect::new(at.x, at.y, f64::from(n % 900) + 40.1, f64::from(m % 700) + 30.3)
}

fn page(n: u32) -> PageSettings {
    PageSettings {
        size: PageSize::ALL[n as usize % PageSize::ALL.len()],
        portrait: n.is_multiple_of(2),
        ..PageSettings::default()
    }
}

/// A field of some record, with text that may fit it.
fn set_field(map: &Map, n: u32, which: u32, value: u32) -> Command {
    let target = item(map, n).unwrap_or(RecordId::Info);
    let partner = actor(map, value).map(|a| map.name(a).to_owned()).unwrap_or_default();
    let number = format!("{}", f64::from(value % 1000) / 7.0);
    let choices: &[(&str, &str)] = match target {
        RecordId::Actor(_) => &[
            ("name", "Renamed"),
            ("owner", "CFO"),
            ("roles", "own organisation, platform"),
            ("dwell", &number),
            ("locked", "yes"),
            ("zone", ""),
            ("members", "Alpha 40%, Gamma"),
        ],
        RecordId::Flow(_) => &[
            ("label", "claims history"),
            ("strength", "4"),
            ("kind", "decision"),
            ("kind", "money"),
            ("delay", &number),
            ("via", &partner),
            ("evidence", "known"),
            ("source", "CRM export"),
        ],
        _ => &[("title", "What matters"), ("author", "Strategy team"), ("us", &partner), ("text", "Thought")],
    };
    let (field, value) = choices[which as usize % choices.len()];
    Command::SetField { targets: vec![target], field: field.into(), value: value.into() }
}
