//! What each command does, as tables: the map before, the command, the map after, both in the notation.

use portolan_core::{
    Code, Error,
    edit::{Command, Diff, Shift, apply, try_out},
    map::{ActorId, FlowId, Kind, Lens, Map, Point, RecordId, Rect, Role, SavedView, SavedViewId},
    notation,
};

fn map_of(text: &str) -> Map {
    let reading = notation::read(&Map::default(), text);
    assert_eq!(reading.problems, [], "{text}");
    let mut map = Map::default();
    reading.diff.apply_to(&mut map);
    map
}

fn after(map: &Map, diff: &Diff) -> Map {
    let mut map = map.clone();
    diff.apply_to(&mut map);
    map
}

/// Applies the command that `choose` makes for the map of `before`, and compares with the map of `expected`.
fn check(before: &str, choose: impl Fn(&Map) -> Command, expected: &str) {
    let map = map_of(before);
    let command = choose(&map);
    let diff = apply(&map, &command).unwrap_or_else(|e| panic!("{command:?}: {e:?}"));
    let found = after(&map, &diff);
    assert_eq!(notation::print(&found), notation::print(&map_of(expected)), "after {command:?}");
    assert!(after(&found, &diff.reversed()).records().eq(map.records()), "undo of {command:?}");
    let mut tried = map.clone();
    assert_eq!(try_out(&mut tried, &command), Ok(diff), "{command:?} tried on the map itself");
    assert_eq!(tried, map, "the map after {command:?} was tried");
}

fn refused(before: &str, choose: impl Fn(&Map) -> Command) -> Error {
    let map = map_of(before);
    let command = choose(&map);
    let error = apply(&map, &command).expect_err("this makes no sense");
    assert_eq!(error.code, Code::Refused);
    let mut tried = map.clone();
    assert_eq!(try_out(&mut tried, &command).as_ref(), Err(&error));
    assert_eq!(tried, map, "the map after {command:?} was refused");
    error
}

fn id(map: &Map, name: &str) -> ActorId {
    map.actor_named(name).unwrap_or_else(|| panic!("no {name}")).id
}

/// The flow whose label or ends are these ("Acme > Us").
fn flow(map: &Map, ends: &str) -> FlowId {
    let named = |f: &FlowId| format!("{} > {}", map.name(map.flows[f].from), map.name(map.flows[f].to));
    map.flows.keys().copied().find(|f| named(f) == ends).unwrap_or_else(|| panic!("no {ends}"))
}

fn add(name: &str) -> Command {
    Command::AddActor { name: name.into(), roles: vec![], at: None }
}

fn set(target: impl Into<RecordId>, field: &str, value: &str) -> Command {
    Command::SetField { targets: vec![target.into()], field: field.into(), value: value.into() }
}

fn shift(item: impl Into<RecordId>, x: f64, y: f64) -> Command {
    Command::MoveItems { moves: vec![Shift { item: item.into(), to: Point::new(x, y) }] }
}

fn remove(item: impl Into<RecordId>) -> Command {
    Command::RemoveItems { items: vec![item.into()] }
}

#[test]
fn actors_get_names_of_their_own() {
    check("Acme", |_| add("  Beta   Ltd "), "Acme\nBeta Ltd");
    check("Acme\nUs", |_| add(""), "Acme\nUs\nActor 3");
    check("Actor 2", |_| add(""), "Actor 2\nActor 3");
    let error = refused("Acme", |_| add("acme"));
    assert!(error.message.contains("Acme"));
    let error = refused("Acme\nUs", |m| set(id(m, "Us"), "name", "Acme"));
    assert!(error.message.contains("Acme"));
}

#[test]
fn the_first_own_organisation_becomes_us() {
    let own = |name: &str| Command::AddActor { name: name.into(), roles: vec![Role::Own], at: None };
    check("Acme", |_| own("We"), "us We\nAcme\nWe : own organisation");
    check("us Acme\nAcme", |_| own("We"), "us Acme\nAcme\nWe : own organisation");
    check("Acme", |m| set(id(m, "Acme"), "roles", "own organisation"), "us Acme\nAcme : own organisation");
}

#[test]
fn flows_are_added_hung_elsewhere_and_turned_around() {
    let adding = |m: &Map, kind| Command::AddFlow { from: id(m, "Acme"), to: id(m, "Us"), kind };
    check("Acme\nUs", |m| adding(m, Kind::Money), "Acme -money-> Us");
    check("Acme -money-> Us", |m| adding(m, Kind::Money), "Acme -money-> Us\nAcme -money-> Us");
    check(
        "Acme -money-> Us\nShop",
        |m| Command::RehangFlow { flow: flow(m, "Acme > Us"), from: id(m, "Shop"), to: id(m, "Us") },
        "Acme\nUs\nShop\nShop -money-> Us",
    );
    check(
        "Acme -data-> Us {owner at source}",
        |m| Command::ReverseFlows { flows: vec![flow(m, "Acme > Us")] },
        "Acme\nUs\nUs -data-> Acme {owner at recipient}",
    );
}

#[test]
fn actors_made_one_have_the_flows_roles_and_registers_of_all() {
    let merge = |into: &'static str, others: &'static [&'static str]| {
        move |m: &Map| Command::MergeActors {
            into: id(m, into),
            others: others.iter().map(|name| id(m, name)).collect(),
        }
    };
    check(
        "us Us\nUs\nChief : decider {at 10 20}\nCIO : influencer, decider {fact \"Signs\", at 50 60}\nShop\n\
         decision buy about CIO\ndataset claims from CIO\n\
         CIO -trust 4-> Us\nUs -product-> Chief\nCIO -data-> Chief\nShop -money-> Us {via CIO, Chief}\n\
         CIO -decision-> Chief {agree, on buy}\n\
         agreement \"Terms\" between CIO and Us {changed by CIO alone}\ndeal \"North\" 80k touched by CIO, Chief, Us\n\
         move \"Ask\" {concerns CIO, Chief}\ninterdependency CIO {owner COO}",
        merge("Chief", &["CIO"]),
        "us Us\nUs\nChief : decider, influencer {fact \"Signs\", at 10 20}\nShop\n\
         decision buy about Chief\ndataset claims from Chief\n\
         Chief -trust 4-> Us\nUs -product-> Chief\nShop -money-> Us {via Chief}\n\
         Chief -decision-> Chief {agree, on buy}\n\
         agreement \"Terms\" between Chief and Us {changed by Chief alone}\ndeal \"North\" 80k touched by Chief, Us\n\
         move \"Ask\" {concerns Chief}\ninterdependency Chief {owner COO}",
    );
    check("us B\nA\nB\nC", merge("A", &["B", "C"]), "us A\nA");
    refused("A\nB", merge("A", &["A"]));
}

#[test]
fn only_a_decision_right_leads_to_where_it_starts() {
    let own = |kind| move |m: &Map| Command::AddFlow { from: id(m, "CIO"), to: id(m, "CIO"), kind };
    check("CIO", own(Kind::Decision), "CIO -decision-> CIO {decide}");
    for kind in [Kind::Money, Kind::Data, Kind::Trust, Kind::Attention, Kind::Product] {
        assert!(refused("CIO", own(kind)).message.contains("CIO"));
    }
    refused("CIO -decision-> CIO", |m| set(flow(m, "CIO > CIO"), "kind", "money"));
}

#[test]
fn a_flow_dropped_on_empty_space_makes_the_actor() {
    let drop_flow = |incoming| {
        move |m: &Map| Command::AddActorWithFlow {
            name: "Shop".into(),
            at: Point::new(40.0, 80.0),
            other: id(m, "Acme"),
            incoming,
            kind: Kind::Trust,
        }
    };
    check("Acme", drop_flow(false), "Acme\nShop {at 40 80}\nAcme -trust-> Shop");
    check("Acme", drop_flow(true), "Acme\nShop {at 40 80}\nShop -trust-> Acme");
}

#[test]
fn deleting_an_actor_removes_its_flows_and_every_mention() {
    check(
        "us Acme\nAcme\nShop\nUs\ndecision buy about Acme\ndataset claims from Acme\nShop -data-> Us {via Acme}\n\
         Acme -money-> Us\nUs -product-> Acme\nagreement \"Terms\" between Acme and Us {changed by Acme alone}\n\
         deal \"Northwind\" 80k touched by Acme, Us",
        |m| remove(id(m, "Acme")),
        "Shop\nUs\ndecision buy\ndataset claims\nShop -data-> Us\nagreement \"Terms\" between Us\n\
         deal \"Northwind\" 80k touched by Us",
    );
}

#[test]
fn deleting_a_flow_opens_the_gates_it_was() {
    check(
        "Board\nShop\nUs\nShop -money-> Us {gate Board}",
        |m| remove(flow(m, "Board > Shop")),
        "Board\nShop\nUs\nShop -money-> Us",
    );
}

#[test]
fn deleting_a_zone_keeps_its_actors() {
    check("# Demand\nAcme", |m| remove(*m.zones.keys().next().unwrap()), "Acme");
}

#[test]
fn what_is_gone_cannot_be_removed_and_the_map_never() {
    refused("Acme", |_| remove(ActorId(99)));
    refused("Acme", |_| remove(RecordId::Info));
}

/// A zone with a region, an actor in it, one outside, and a zone that hugs its actor.
const ZONES: &str =
    "Outside {at 900 50}\n# Region {area 0 0 400 300}\nInside {at 200 150}\n# Hug\nHeld {at 900 600}";

fn zone_of(map: &Map, name: &str) -> Option<String> {
    map.actor_named(name).unwrap().zone.map(|z| map.zones[&z].title.clone())
}

fn moved(name: &str, x: f64, y: f64) -> Map {
    let map = map_of(ZONES);
    let diff = apply(&map, &shift(id(&map, name), x, y)).unwrap();
    after(&map, &diff)
}

#[test]
fn an_actor_belongs_to_the_region_it_lies_in() {
    assert_eq!(zone_of(&moved("Outside", 10.0, 10.0), "Outside").as_deref(), Some("Region"));
    assert_eq!(zone_of(&moved("Inside", 390.0, 10.0), "Inside").as_deref(), Some("Region"));
    assert_eq!(zone_of(&moved("Inside", 401.0, 10.0), "Inside"), None);
    assert_eq!(zone_of(&moved("Held", 900.0, 900.0), "Held").as_deref(), Some("Hug"), "a hug goes along");
    assert_eq!(zone_of(&moved("Held", 100.0, 100.0), "Held").as_deref(), Some("Region"));
}

fn zone(map: &Map, title: &str) -> portolan_core::map::ZoneId {
    map.zones.values().find(|z| z.title == title).unwrap().id
}

#[test]
fn a_zone_takes_its_actors_along() {
    let map = map_of(ZONES);
    let diff = apply(&map, &shift(zone(&map, "Region"), 1000.0, 10.0)).unwrap();
    let map = after(&map, &diff);
    assert_eq!(map.actor_named("Inside").unwrap().position, Some(Point::new(1200.0, 160.0)));
    assert_eq!(zone_of(&map, "Inside").as_deref(), Some("Region"));
    assert_eq!(map.actor_named("Outside").unwrap().position, Some(Point::new(900.0, 50.0)));
    refused(ZONES, |m| shift(zone(m, "Hug"), 0.0, 0.0));
}

#[test]
fn a_resized_zone_gathers_and_lets_go() {
    let map = map_of(ZONES);
    let area = Rect::new(850.0, 0.0, 100.0, 700.0);
    let diff = apply(&map, &Command::ResizeZone { zone: zone(&map, "Region"), area }).unwrap();
    let map = after(&map, &diff);
    assert_eq!(zone_of(&map, "Outside").as_deref(), Some("Region"));
    assert_eq!(zone_of(&map, "Inside"), None);
    assert_eq!(zone_of(&map, "Held").as_deref(), Some("Hug"), "another zone's actor stays there");
}

#[test]
fn zones_are_drawn_around_actors_and_grouped_from_them() {
    check(
        "Acme {at 10 10}\nFar {at 900 900}",
        |_| Command::AddZone { title: "Demand".into(), area: Rect::new(0.0, 0.0, 100.0, 100.0) },
        "Far {at 900 900}\n# Demand {area 0 0 100 100}\nAcme {at 10 10}",
    );
    check(
        "Acme\nUs\nShop",
        |m| Command::GroupIntoZone { title: String::new(), actors: vec![id(m, "Acme"), id(m, "Us")] },
        "Shop\n# Zone 1\nAcme\nUs",
    );
    refused("Acme", |_| Command::GroupIntoZone { title: "Nobody".into(), actors: vec![] });
}

#[test]
fn a_view_is_kept_under_its_name_and_one_of_the_same_name_gives_way() {
    let keep = |lens, area| {
        move |m: &Map| Command::SaveView {
            view: SavedView {
                lens: Some(lens),
                kinds: vec![Kind::Money, Kind::Trust],
                around: vec![id(m, "Acme")],
                steps: 2,
                area,
                ..SavedView::new(SavedViewId(0), " For the  board ")
            },
        }
    };
    let part = Some(Rect::new(0.0, -5.0, 800.0, 600.0));
    check(
        "Acme",
        keep(Lens::Kept, part),
        "Acme\nview \"For the board\" {colour by money kept, shows money, trust, around Acme, steps 2, \
         area 0 -5 800 600}",
    );
    check(
        "Acme\nview \"For the board\" {colour by role, hides the rest}",
        keep(Lens::Days, None),
        "Acme\nview \"For the board\" {colour by days to us, shows money, trust, around Acme, steps 2}",
    );
}

#[test]
fn a_view_is_renamed_but_not_to_a_name_that_is_taken_and_deleted() {
    const TWO: &str = "view \"One\" {colour by role}\nview \"Two\" {colour by zone}";
    let view = |m: &Map, name: &str| m.saved_views.values().find(|v| v.name == name).unwrap().id;
    check(TWO, |m| set(view(m, "Two"), "name", "Three"), &TWO.replace("Two", "Three"));
    refused(TWO, |m| set(view(m, "Two"), "name", "One"));
    check(TWO, |m| remove(view(m, "One")), "view \"Two\" {colour by zone}");
}

#[test]
fn a_view_forgets_an_actor_that_goes() {
    check(
        "Acme\nBeta\nview \"Near\" {around Acme, Beta}",
        |m| remove(id(m, "Acme")),
        "Beta\nview \"Near\" {around Beta}",
    );
}

#[test]
fn locked_actors_stay() {
    check("Acme {at 1 2, locked}", |m| shift(id(m, "Acme"), 5.0, 5.0), "Acme {at 1 2, locked}");
}

#[test]
fn copies_have_names_of_their_own_and_the_flows_among_them() {
    check(
        "Acme {at 0 0}\nUs {at 400 0}\nShop\nAcme -money 40k/y-> Us\nAcme -data-> Shop",
        |m| Command::DuplicateItems {
            items: vec![id(m, "Acme").into(), id(m, "Us").into()],
            by: Point::new(40.0, 60.0),
        },
        "Acme {at 0 0}\nUs {at 400 0}\nShop\nAcme 2 {at 40 60}\nUs 2 {at 440 60}\n\
         Acme -money 40k/y-> Us\nAcme -data-> Shop\nAcme 2 -money 40k/y-> Us 2",
    );
    check(
        "Acme\nAcme 2",
        |m| Command::DuplicateItems { items: vec![id(m, "Acme 2").into()], by: Point::default() },
        "Acme\nAcme 2\nAcme 3",
    );
}

#[test]
fn one_field_is_set_on_many_or_on_none() {
    let both = |m: &Map, value: &str| Command::SetField {
        targets: vec![id(m, "Acme").into(), id(m, "Us").into()],
        field: "owner".into(),
        value: value.into(),
    };
    check("Acme\nUs", |m| both(m, "CFO"), "Acme {owner CFO}\nUs {owner CFO}");
    refused("Acme\nUs", |m| set(id(m, "Acme"), "strength", "3"));
    refused("Acme -trust-> Us", |m| set(flow(m, "Acme > Us"), "strength", "9"));
}

#[test]
fn every_command_has_a_label_for_undo() {
    let map = map_of("Acme");
    assert_eq!(add("").label(), "add actor");
    assert_eq!(set(id(&map, "Acme"), "name", "Us").label(), "rename");
    assert_eq!(remove(id(&map, "Acme")).label(), "remove");
}
