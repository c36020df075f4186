//! The notation as a whole: every map comes back from its text, and no text does harm.

use portolan_core::{
    map::{
        Accounts, Actor, ActorId, Agreement, AgreementId, AgreementKind, Dataset, DatasetId, Deal, DealId,
        Decision, DecisionId, Enabler, Evidence, Flow, FlowId, GateState, InterdependencyEntry,
        InterdependencyId, Kind, Layer, Lens, Light, Map, MapInfo, Mark, MarkId, Member, Micros, Move,
        MoveId, Note, NoteId, Outcome, PageLayout, PagePart, PageSettings, PageSize, PartnerFigures, Period,
        Point, Quantity, Rapid, Rate, Rect, Role, SavedView, SavedViewId, Setting, SettingName, Stage,
        Transform, Wording, Zone, ZoneId,
    },
    notation,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::time::{Duration, Instant};

/// What a text is made into.
fn map_of(text: &str) -> Map {
    let mut map = Map::default();
    let reading = notation::read(&map, text);
    assert_eq!(reading.problems, [], "{text}");
    reading.diff.apply_to(&mut map);
    map
}

/// Texts that are hard on a notation.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{2,8}( [a-z]{2,6})?",
        1 => select(&[
            "A -money-> B", "{owner CFO}", "say \"hi\"", "# zone", "- bullet", "a;b", "a, b", "c:\\new", "//", "us",
            "map x", "he decides much", "5 to 9", "40k/y", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
            "caf\u{e9}", "e\u{301}", "a\u{0}b", "two\nlines", "tab\there", "\u{201c}curly\u{201d}", "of and to", "about us",
            "known", "30d", "contract", "via x", "90%", "A #2", "16:9", "-x", "a -x", "a->b", "->", "<-", "\u{2028}", "at source",
            "from sensitivity", "x alone", "\u{feff}bom", "1,200", "3D models", "once a day", "\"", "\\",
        ][..]).prop_map(str::to_owned),
        1 => "\\PC{1,12}".prop_map(|s| s.trim().to_owned()).prop_filter("not empty", |s| !s.is_empty()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 2 => hostile()]
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (2000..2100, 1..13, 1..29).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"))
    ]
}

fn share() -> impl Strategy<Value = Option<f64>> {
    option::of(prop_oneof![(0..=100_u32).prop_map(|p| f64::from(p) / 100.0), 0.0..=1.0])
}

fn number() -> impl Strategy<Value = Option<f64>> {
    option::of(prop_oneof![(0..400_u32).prop_map(f64::from), 0.0..1e9])
}

fn scale() -> impl Strategy<Value = Option<u8>> {
    option::of(1..=5_u8)
}

fn light() -> impl Strategy<Value = Option<Light>> {
    option::of(select(Light::ALL))
}

fn point() -> impl Strategy<Value = Option<Point>> {
    option::of((-1e4..1e4, -1e4..1e4).prop_map(|(x, y)| Point::new(x, y)))
}

fn quantity(kind: Kind) -> impl Strategy<Value = Option<Quantity>> {
    let unit = match kind {
        Kind::Money => prop_oneof![Just(String::new()), "[A-Z]{3}"].boxed(),
        _ => prop_oneof!["[a-z]{1,8}", hostile()].boxed(),
    };
    let amount = prop_oneof![
        0..9_000_000_i64,
        (0..9_000_i64).prop_map(|k| k * 1_000_000_000),
        0..9_000_000_000_000_000_000_i64
    ];
    option::of((amount, unit, select(Period::ALL)).prop_map(|(amount, unit, period)| Quantity {
        amount: Micros(amount),
        unit,
        period,
    }))
}

/// Some of `0..n`, each once, in any order.
fn some_of(n: usize) -> impl Strategy<Value = Vec<usize>> {
    vec(0..n, 0..3).prop_map(|mut all| {
        let mut seen = Vec::new();
        all.retain(|x| {
            !seen.contains(x) && {
                seen.push(*x);
                true
            }
        });
        all
    })
}

fn actor(zones: usize) -> impl Strategy<Value = Actor> {
    let words = (vec(select(Role::ALL), 0..3), option::of(select(Stage::ALL)), light(), any::<[bool; 2]>());
    let texts = [text(), text(), text(), text()];
    let outcomes = vec((hostile(), -500i32..500, 0.0..500.0), 0..3);
    let lists = (vec((hostile(), share()), 0..3), vec(hostile(), 0..3), outcomes);
    let figures = (
        option::of((any::<u32>(), any::<u32>())),
        option::of(-100i32..100),
        [number(), number(), number()],
        [share(), share()],
    );
    let numbers = (option::of(any::<u32>()), number(), point(), option::of(0..zones), figures);
    (words, texts, lists, numbers).prop_map(
        |((roles, stage, state, [group, locked]), texts, (members, can, outcomes), numbers)| {
            let mut roles = roles;
            roles.dedup();
            if roles.len() == 3 && roles[0] == roles[2] {
                roles.pop();
            }
            let [owner, boundary, fact, remark] = texts;
            let (count, dwell_days, position, zone, (certified, nps, days, margins)) = numbers;
            let outcomes = outcomes.into_iter();
            let outcomes =
                outcomes.map(|(name, before, after)| Outcome { name, before: f64::from(before), after });
            Actor {
                roles,
                stage,
                state,
                group,
                locked,
                owner,
                boundary,
                fact,
                remark,
                members: members.into_iter().map(|(name, share)| Member { name, share }).collect(),
                capabilities: can,
                count,
                dwell_days,
                figures: PartnerFigures {
                    certified: certified.map(|c| c.0),
                    certified_target: certified.map(|c| c.1),
                    nps: nps.map(f64::from),
                    days_without: days[0],
                    days_with: days[1],
                    days_to_value: days[2],
                    margin: margins[0],
                    margin_target: margins[1],
                },
                outcomes: outcomes.collect(),
                position,
                zone: zone.map(|z| ZoneId(z as u32)),
                ..Actor::new(ActorId(0), "")
            }
        },
    )
}

fn flow(actors: usize) -> impl Strategy<Value = Flow> {
    let ends = (0..actors, 0..actors, select(Kind::ALL));
    ends.prop_flat_map(move |(from, to, kind)| {
        let general =
            (text(), quantity(kind), scale(), select(Evidence::ALL), text(), date(), text(), text());
        let depends = (some_of(actors), number(), number(), scale(), scale(), option::of(any::<u32>()));
        (general, depends, of_kind(kind)).prop_map(move |(general, depends, of_kind)| {
            let (label, quantity, strength, evidence, source, evidence_date, owner, remark) = general;
            let (via, delay_days, capacity, benefit, cost, count) = depends;
            Flow {
                from: ActorId(from as u32),
                to: ActorId(to as u32),
                kind,
                label,
                quantity,
                strength,
                evidence,
                source,
                evidence_date,
                owner,
                remark,
                via: via.into_iter().map(|a| ActorId(a as u32)).collect(),
                delay_days,
                capacity,
                benefit,
                cost,
                count,
                ..of_kind
            }
        })
    })
}

/// The fields that only this kind has; references are drawn later.
fn of_kind(kind: Kind) -> impl Strategy<Value = Flow> {
    let shares = [share(), share(), share(), share()];
    let words = (
        option::of(select(Layer::ALL)),
        option::of(select(Transform::ALL)),
        option::of(select(Rapid::ALL)),
        option::of(select(GateState::ALL)),
    );
    (shares, any::<[bool; 9]>(), words).prop_map(
        move |([a, b, c, d], on, (layer, transform, rapid, gate))| {
            let empty = Flow::new(FlowId(0), ActorId(0), ActorId(0), kind);
            match kind {
                Kind::Money => Flow { layer, rate: a, incremental_share: b, contribution_margin: c, ..empty },
                Kind::Trust => Flow { score: d, ..empty },
                Kind::Decision => Flow { rapid, gate, ..empty },
                Kind::Data => Flow {
                    transform,
                    both_ways: on[0],
                    contract: on[1],
                    consent: on[2],
                    shared_auth: on[3],
                    error_handling: on[4],
                    co_owner_from: on[5],
                    co_owner_to: on[6],
                    write: on[7],
                    attestation: on[8],
                    use_share: d,
                    ..empty
                },
                _ => empty,
            }
        },
    )
}

/// Names that no two records share, whatever their case.
fn distinct(names: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let free = |name: String, seen: &mut std::collections::HashSet<String>| {
        let mut name = name.trim().to_owned();
        while name.is_empty() || !seen.insert(name.to_lowercase()) {
            name = format!("{name} x").trim().to_owned();
        }
        name
    };
    names.into_iter().map(|n| free(n, &mut seen)).collect()
}

fn info() -> impl Strategy<Value = MapInfo> {
    let rates = vec(("[A-Z]{3}", 0.001..1000.0, date()), 0..3);
    let order = vec(select(PagePart::ALL), 0..4);
    let wording = vec((text(), text()), 0..2);
    let page = (select(PageSize::ALL), any::<[bool; 7]>(), select(PageLayout::ALL), order, wording);
    let settings = vec((select(SettingName::ALL), 0.0..500.0), 0..3);
    let accounts = option::of((0u32..400, 0u32..400));
    (text(), text(), text(), date(), "[A-Z]{3}", rates, page, settings, accounts).prop_map(
        |(
            title,
            question,
            author,
            date,
            currency,
            rates,
            (size, [portrait, top, findings, moves, legend, agreements, grey], layout, mut order, wording),
            settings,
            accounts,
        )| {
            let mut rates: Vec<Rate> =
                rates.into_iter().map(|(currency, value, date)| Rate { currency, value, date }).collect();
            rates.dedup_by(|a, b| a.currency == b.currency);
            order.sort_unstable();
            order.dedup();
            let wording = wording.into_iter().map(|(said, own)| Wording { said, own }).collect();
            #[rustfmt::skip]
            let page = PageSettings { size, portrait, top, findings, moves, legend, agreements, grey, layout, order, wording, scenario: None };
            let mut settings: Vec<Setting> = settings
                .into_iter()
                .map(|(name, value)| Setting { name, value: name.sort().nearest(value) })
                .collect();
            settings.sort_by_key(|s| s.name);
            settings.dedup_by_key(|s| s.name);
            let accounts = accounts.map(|(a, b)| Accounts { connected: a.min(b), active: a.max(b) });
            MapInfo { title, question, author, date, us: None, currency, rates, page, settings, accounts }
        },
    )
}

fn maps() -> impl Strategy<Value = Map> {
    let sizes = (2..6_usize, 0..8_usize);
    sizes.prop_flat_map(|(actors, flows)| {
        let names = (vec(hostile(), actors), vec(hostile(), 2), vec(hostile(), 2), vec(hostile(), 2));
        let records = (vec(actor(2), actors), vec(flow(actors), flows), vec(0..1000_usize, 40));
        (info(), names, records, vec((text(), point(), any::<bool>()), 0..3), vec(register(), 0..3)).prop_map(
            |(info, names, (actors, flows, draws), notes, registers)| {
                build(info, names, actors, flows, &draws, notes, registers)
            },
        )
    })
}

type Register =
    (String, (Vec<AgreementKind>, Option<bool>, Option<f64>, bool, Option<Light>), String, String, i64);

fn register() -> impl Strategy<Value = Register> {
    let kinds = vec(select(AgreementKind::ALL), 0..2);
    (
        text(),
        (kinds, option::of(any::<bool>()), number(), any::<bool>(), light()),
        date(),
        text(),
        0..9_000_000_000_000_i64,
    )
}

/// A map from its parts; `draws` decides who refers to whom. Identities are in the order of the text.
fn build(
    mut info: MapInfo,
    (names, zones, decisions, datasets): (Vec<String>, Vec<String>, Vec<String>, Vec<String>),
    actors: Vec<Actor>,
    flows: Vec<Flow>,
    draws: &[usize],
    notes: Vec<(String, Option<Point>, bool)>,
    registers: Vec<Register>,
) -> Map {
    let mut map = Map::default();
    let mut draws = draws.iter().copied().cycle();
    let mut draw = move |n: usize| draws.next().unwrap_or(0) % n.max(1);
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        next
    };
    let zones: Vec<Zone> = distinct(zones)
        .into_iter()
        .map(|title| Zone { id: ZoneId(fresh()), title, area: Some(Rect::new(1.5, -2.0, 30.0, 40.25)) })
        .collect();
    let ids: Vec<ActorId> = actors.iter().map(|_| ActorId(fresh())).collect();
    for ((actor, name), id) in actors.into_iter().zip(distinct(names)).zip(&ids) {
        let zone = actor.zone.map(|z| zones[z.0 as usize].id);
        map.put(Actor { id: *id, name, zone, ..actor }.into());
    }
    info.us = Some(ids[draw(ids.len())]).filter(|_| draw(2) == 0);
    map.put(info.into());
    for zone in zones {
        map.put(zone.into());
    }
    let datasets: Vec<DatasetId> = distinct(datasets)
        .into_iter()
        .map(|name| {
            let dataset = Dataset {
                id: DatasetId(fresh()),
                name,
                origin: Some(ids[draw(ids.len())]).filter(|_| draw(2) == 0),
                sensitivity: draw(5) as u8,
            };
            let id = dataset.id;
            map.put(dataset.into());
            id
        })
        .collect();
    let decisions: Vec<DecisionId> = distinct(decisions)
        .into_iter()
        .map(|title| {
            let decision = Decision {
                id: DecisionId(fresh()),
                title,
                subject: Some(ids[draw(ids.len())]).filter(|_| draw(2) == 0),
            };
            let id = decision.id;
            map.put(decision.into());
            id
        })
        .collect();
    let flow_ids: Vec<FlowId> = flows.iter().map(|_| FlowId(fresh())).collect();
    for (mut flow, id) in flows.into_iter().zip(&flow_ids) {
        flow.id = *id;
        (flow.from, flow.to) = (ids[flow.from.0 as usize], ids[flow.to.0 as usize]);
        flow.via = flow.via.iter().map(|a| ids[a.0 as usize]).collect();
        let mut any = |n: usize| flow_ids.get(draw(flow_ids.len() + n)).copied();
        flow.gates = any(4).into_iter().collect();
        flow.enablers =
            any(4).into_iter().map(|flow| Enabler { flow, phi: 0.7, evidence: Evidence::Known }).collect();
        flow.fee_of = any(4).filter(|_| flow.kind == Kind::Money);
        if flow.kind == Kind::Data {
            flow.datasets = datasets.iter().copied().take(draw(3)).collect();
        }
        if flow.kind == Kind::Decision {
            flow.decision = decisions.get(draw(3)).copied();
        }
        map.put(flow.into());
    }
    for (at, (title, (kinds, strict, notice_days, tested, state), date, owner, amount)) in
        registers.into_iter().enumerate()
    {
        let one = ids[at % ids.len()];
        let covers: Vec<FlowId> = flow_ids.iter().copied().take(at).collect();
        let (agreement, deal, step) =
            (AgreementId(100 + at as u32), DealId(200 + at as u32), MoveId(300 + at as u32));
        let parties = ids.iter().copied().take(at + 1).collect();
        let changed_alone_by = Some(one).filter(|_| tested);
        map.put(
            Agreement {
                id: agreement,
                title: title.clone(),
                kinds,
                parties,
                covers: covers.clone(),
                strict,
                changed_alone_by,
                notice_days,
                tested,
                review: date.clone(),
                owner: owner.clone(),
                state,
            }
            .into(),
        );
        let amount = Some(Quantity { amount: Micros(amount), unit: "EUR".into(), period: Period::Once })
            .filter(|_| !tested);
        map.put(
            Deal {
                id: deal,
                name: title.clone(),
                amount,
                date: date.clone(),
                touches: vec![one, ids[0], one],
            }
            .into(),
        );
        map.put(
            Move { id: step, text: title, owner, due: date, state, actors: vec![one], flows: covers }.into(),
        );
    }
    for (at, flow) in flow_ids.iter().enumerate() {
        let subject = if at % 2 == 0 { (*flow).into() } else { ids[at % ids.len()].into() };
        if map.interdependencies.values().any(|e| e.subject == subject) {
            continue;
        }
        let entry = InterdependencyEntry {
            rank: Some(at as u32 + 1).filter(|_| at % 3 == 0),
            left_out: at % 4 == 1,
            owner: map.agreements.values().next().map_or(String::new(), |a| a.owner.clone()),
            review: "2026-09-30".into(),
            evidence: map.agreements.values().last().map_or(String::new(), |a| a.title.clone()),
            state: Some(Light::Yellow).filter(|_| at % 2 == 1),
            ..InterdependencyEntry::new(InterdependencyId(500 + at as u32), subject)
        };
        map.put(entry.into());
        let reason = map.deals.values().next().map_or(String::new(), |d| d.name.clone());
        let mark = Mark {
            id: MarkId(600 + at as u32),
            code: "dependence.loss".into(),
            actors: ids.iter().copied().take(at).collect(),
            flows: flow_ids.iter().copied().take(at).collect(),
            pinned: reason.is_empty(),
            reason,
        };
        map.put(mark.into());
    }
    for (at, deal) in map.deals.values().map(|d| d.name.clone()).enumerate().collect::<Vec<_>>() {
        let name = deal.trim().to_owned();
        if name.is_empty() || map.saved_views.values().any(|v| v.name == name) {
            continue;
        }
        let view = SavedView {
            lens: Lens::ALL.get(at * 3 % 11).copied(),
            kinds: Kind::ALL.iter().copied().filter(|k| (*k as usize + at).is_multiple_of(3)).collect(),
            around: ids.iter().copied().take(at).collect(),
            steps: 1 + (at % 2) as u8,
            hides: at % 2 == 1,
            area: Some(Rect::new(-10.5, 3.0, 400.0, 1.25)).filter(|_| at % 2 == 0),
            ..SavedView::new(SavedViewId(700 + at as u32), name)
        };
        map.put(view.into());
    }
    for (at, (text, position, parked)) in notes.into_iter().enumerate() {
        map.put(Note { id: NoteId(400 + at as u32), text, position, parked }.into());
    }
    map
}

/// Everything a map says, without its identities: each record as text, references by name.
fn said(map: &Map) -> Vec<String> {
    use portolan_core::map::{Record, fields};
    let mut all = Vec::new();
    for record in map.records() {
        let words = fields::fields_of(map, &record).into_iter();
        let fields: Vec<String> =
            words.map(|f| format!("{}={}", f.word, fields::read(map, &record, f.word))).collect();
        let ends = match &record {
            Record::Flow(f) => format!("{} to {}", map.name(f.from), map.name(f.to)),
            _ => String::new(),
        };
        all.push(format!("{} {ends} {}", record.id().table(), fields.join("\u{1}")));
    }
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_map_comes_back_from_its_text(map in maps()) {
        let text = notation::print(&map);
        let reading = notation::read(&Map::default(), &text);
        prop_assert_eq!(&reading.problems, &[], "{}", text);
        let mut back = Map::default();
        reading.diff.apply_to(&mut back);
        prop_assert_eq!(said(&back), said(&map), "{}", text);
        prop_assert_eq!(notation::print(&back), text);
    }

    #[test]
    fn reading_a_map_s_own_text_changes_nothing(map in maps()) {
        let text = notation::print(&map);
        let reading = notation::read(&map, &text);
        prop_assert_eq!(&reading.problems, &[], "{}", text);
        let mut same = map.clone();
        reading.diff.apply_to(&mut same);
        prop_assert_eq!(said(&same), said(&map), "{}", text);
    }

    #[test]
    fn no_text_does_harm(text in "\\PC{0,200}", caret in 0..200_usize) {
        let map = map_of("Acme -money 40k/y-> Us {via Partner}\nCIO decides buy");
        let reading = notation::read(&map, &text);
        let mut changed = map.clone();
        reading.diff.apply_to(&mut changed);
        let _ = notation::print(&changed);
        prop_assert!(notation::complete(&map, &text, caret).len() <= 8);
    }

    #[test]
    fn no_line_of_marks_does_harm(
        parts in vec(select(&[
            "Acme", " ", "Us", "-", "->", "<-", "-money", "-data ", "{", "}", ":", ",", ";", "\"", "#", "40k/y", "via", "gate ",
            "owner", " decides ", "buy", "agreement ", "between ", "and ", "deal ", "touched by ", "\n", "\\", "//", "enabled by ",
        ][..]), 0..40),
        caret in 0..100_usize,
    ) {
        let text = parts.concat();
        let reading = notation::read(&Map::default(), &text);
        let mut map = Map::default();
        reading.diff.apply_to(&mut map);
        let printed = notation::print(&map);
        let again = notation::read(&Map::default(), &printed);
        prop_assert_eq!(&again.problems, &[], "{} -> {}", text, printed);
        for problem in &reading.problems {
            let line = text.split('\n').nth(problem.line as usize - 1).unwrap_or("").chars().count() as u32;
            prop_assert!(problem.column >= 1 && problem.column <= line + 1, "{:?} in {}", problem, text);
        }
        prop_assert!(notation::complete(&map, &text, caret).len() <= 8);
    }

    #[test]
    fn copies_never_change_what_was_there(map in maps()) {
        let items: Vec<_> = map.actors.keys().map(|id| (*id).into()).collect();
        let text = notation::print_items(&map, &items);
        let reading = notation::read_copy(&map, &text);
        prop_assert_eq!(&reading.problems, &[], "{}", text);
        let mut pasted = map.clone();
        reading.diff.apply_to(&mut pasted);
        prop_assert_eq!(pasted.actors.len(), 2 * map.actors.len());
        prop_assert_eq!(pasted.flows.len(), 2 * map.flows.len(), "{}", text);
        for (id, actor) in &map.actors {
            prop_assert_eq!(&pasted.actors[id], actor);
        }
    }
}

#[test]
fn a_name_of_64_kib_survives() {
    let name = "\u{1f40c}\"\\ ->".repeat(8 * 1024);
    let mut map = Map::default();
    map.put(Actor::new(ActorId(1), name.clone()).into());
    assert_eq!(map_of(&notation::print(&map)).actors.values().next().unwrap().name, name);
}

/// Time to read a map of so many actors and five times as many flows, and to print it.
fn time(actors: u32) -> (Duration, Duration) {
    let mut text = String::new();
    for flow in 0..actors * 5 {
        let (from, to) = (flow % actors, (flow * 7 + 1) % actors);
        text.push_str(&format!(
            "Actor {from} -money {flow}/y-> Actor {to} {{via Actor 1, known, source CRM}}\n"
        ));
    }
    let start = Instant::now();
    let map = map_of(&text);
    let read = start.elapsed();
    assert_eq!((map.actors.len() as u32, map.flows.len() as u32), (actors, actors * 5));
    let start = Instant::now();
    let printed = notation::print(&map);
    assert!(printed.len() > text.len());
    (read, start.elapsed())
}

#[test]
fn large_maps_are_read_in_one_pass() {
    let (small, _) = time(500);
    let (large, print) = time(4_000);
    eprintln!("read 500 actors, 2,500 flows: {small:?}; 4,000 and 20,000: {large:?}, printed in {print:?}");
    // Eight times as much takes about eight times as long; a quadratic reader would take 64 times.
    assert!(large < small * 30, "{small:?} then {large:?}");
}
