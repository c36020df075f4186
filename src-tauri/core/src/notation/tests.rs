//! The grammar by example: what each statement means, and what is said of the ones that mean nothing.

use super::*;
use crate::map::{Evidence, Flow, Kind, Layer, Rapid, Role};

fn map_of(text: &str) -> Map {
    let reading = read(&Map::default(), text);
    assert_eq!(reading.problems, [], "{text}");
    let mut map = Map::default();
    reading.diff.apply_to(&mut map);
    map
}

/// The text that a text becomes once read and printed.
fn again(text: &str) -> String {
    print(&map_of(text))
}

fn flows(map: &Map) -> Vec<&Flow> {
    map.flows.values().map(|f| &**f).collect()
}

/// `from kind to` of every flow.
fn ends(map: &Map) -> Vec<String> {
    flows(map).iter().map(|f| format!("{} {} {}", map.name(f.from), f.kind, map.name(f.to))).collect()
}

#[test]
fn the_examples_of_the_speed_lane_are_understood() {
    let map = map_of(
        "Acme\nAcme : gatekeeper, platform\nAcme -money 40k/y-> Us\nAcme -> Us : data claims history\n\
         Hospital -data de-identified outcomes-> Us -data benchmarks-> Hospital\nHospital <-data-> Us\n\
         Analyst -trust 4-> Us\nCIO decides buy ; Procurement agrees buy {30d}\n\
         Shop -money 300k/y-> Us {via Integrator, gate Certification, delay 120d, estimated, source \"CRM export\"}\n\
         # Where demand forms\nBuyer : customer",
    );
    assert_eq!(
        ends(&map),
        [
            "Acme money Us",
            "Acme data Us",
            "Hospital data Us",
            "Us data Hospital",
            "Hospital data Us",
            "Analyst trust Us",
            "CIO decision CIO",
            "Procurement decision CIO",
            "Shop money Us",
            "Certification decision Shop",
        ]
    );
    let acme = map.actor_named("acme").unwrap();
    assert_eq!(acme.roles, [Role::Gatekeeper, Role::Platform]);
    let all = flows(&map);
    assert_eq!(all[0].quantity.as_ref().unwrap().text(Kind::Money), "40k/y");
    assert_eq!(all[1].label, "claims history");
    assert_eq!((all[2].label.as_str(), all[3].label.as_str()), ("de-identified outcomes", "benchmarks"));
    assert!(all[4].both_ways);
    assert_eq!(all[5].strength, Some(4));
    assert_eq!((all[7].rapid, all[7].delay_days), (Some(Rapid::Agree), Some(30.0)));
    assert_eq!(
        (all[8].delay_days, all[8].evidence, all[8].source.as_str()),
        (Some(120.0), Evidence::Estimated, "CRM export")
    );
    assert_eq!(all[8].gates, [all[9].id]);
    assert_eq!(map.name(all[8].via[0]), "Integrator");
    assert_eq!(map.zones.len(), 1);
    assert!(map.actor_named("Buyer").unwrap().zone.is_some() && acme.zone.is_none());
}

#[test]
fn a_whole_map_is_kept_as_text() {
    let text = "\
map \"Who holds our route to market?\"
question \"What if the store changes its rules?\"
author \"Strategy team\"
date 2026-11-20
us Us
currency EUR
fx USD 0.92 2026-11-01
page a3, portrait, no findings

Us : own organisation {at 400 200}

# Where demand forms {area 0 0 300 400}
Buyers : customer, payer {fact \"Mid-market firms\", group, members Alpha 40%, \"Beta, Inc\" 25%, at 120 80, locked}
CIO : decider

dataset claims history from Buyers sensitivity 3
decision buy about Buyers

Buyers -money 300k/y-> Us {layer product, delay 120d, via CIO, gate Store, enabled by Store -data-> Us 70% estimated, estimated, source \"CRM export\", owner CFO}
Buyers -money USD 5k/month support-> Us
Store <-data \"4 feeds\"-> Us {carries claims history, de-identified, contract, owner at source}
CIO decides buy {strength 5, known}
Store agrees buy : listing {unmet, delay 90d}
Us -decision-> Buyers {recommend, on buy}

agreement \"API terms\" between Store and Us {terms of access, covers Store -data-> Us, changed by Store, notice 30d, yellow}
deal \"Northwind\" 80k touched by Store, Us {date 2026-03-01}
move \"Certify\" {owner CFO, due 2026-12-31, red, concerns Store, flows Buyers -money-> Us, Buyers -money-> Us #2}
note \"Prices are under review\\nuntil May\" {at 20 600}
note \"Ask about Poland\" {parked}
";
    let text = text.replace(
        "Us : own organisation {at 400 200}\n",
        "Us : own organisation {at 400 200}\nStore : platform\n",
    );
    assert_eq!(again(&text), text);
}

#[test]
fn another_amount_through_somebody_is_another_flow_and_the_same_said_again_is_none() {
    let mut map = Map::default();
    let lines = ["Buyer -money 900k/y-> Us", "Buyer -money 400k/y-> Us {via Agency}"];
    for line in lines.into_iter().chain(lines) {
        let reading = read(&map, line);
        assert_eq!(reading.problems, []);
        reading.diff.apply_to(&mut map);
    }
    let flows: Vec<_> =
        map.flows.values().map(|f| (f.quantity.clone().unwrap().text(f.kind), f.via.len())).collect();
    assert_eq!(flows, [("900k/y".to_owned(), 0), ("400k/y".to_owned(), 1)]);
    read(&map, "Buyer -money 900k/y-> Us {via Agency}").diff.apply_to(&mut map);
    assert_eq!(
        map.flows.values().filter(|f| f.via.len() == 1).count(),
        2,
        "the same amount is the same flow"
    );
}

#[test]
fn what_is_not_understood_is_told_with_its_place_and_the_nearest_sense() {
    for (line, column, length, nearest) in [
        ("Acme -mony 40k/y-> Us", 7, 4, "money"),
        ("Acme -> Us", 6, 2, "-money->"),
        ("Acme -money 30k-> Us", 13, 3, "30k/y"),
        ("Acme -money 40k/y Us", 6, 15, "-money 40k/y Us->"),
        ("Acme : gatekeper", 8, 9, "gatekeeper"),
        ("Acme {stge enable}", 7, 11, "stage"),
        ("Acme {stage enabel}", 13, 6, "enable"),
        ("Acme -data-> Us {contrct}", 18, 7, "contract"),
        ("Acme -trust 4-> Us {contract}", 21, 8, ""),
        ("Acme {owner CFO", 6, 10, "}"),
        ("-money-> Us", 1, 1, "Acme -money-> Us"),
        ("Acme, Beta", 5, 1, "\"Acme, Beta\""),
        ("Acme \"x", 6, 2, "\"x\""),
        ("currency dollar", 10, 6, "USD"),
        ("A -data-> B {covers x}", 14, 8, ""),
    ] {
        let reading = read(&Map::default(), line);
        let problem = reading.problems.first().unwrap_or_else(|| panic!("{line} was understood"));
        assert_eq!(
            (problem.line, problem.column, problem.length, problem.nearest.as_str()),
            (1, column, length, nearest),
            "{line}: {problem:?}"
        );
    }
}

#[test]
fn lines_that_are_understood_go_in_and_a_failed_one_leaves_nothing_behind() {
    let reading = read(&Map::default(), "Acme : customer\nNew -mony-> Newer\nBeta {via x}\nGamma");
    let mut map = Map::default();
    reading.diff.apply_to(&mut map);
    let names: Vec<&str> = map.actors.values().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Acme", "Gamma"]);
    assert_eq!(reading.problems.iter().map(|p| p.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn reading_the_same_text_twice_changes_nothing() {
    let text = "A : customer\nA -money 1k/y-> B\nA -money 2k/y-> B\nA <-trust-> B\nC decides x\nB agrees x\nnote \"n\"\ndeal \"d\" 5k";
    let mut map = map_of(text);
    assert_eq!(map.flows.len(), 6);
    let reading = read(&map, text);
    assert!(reading.diff.is_empty(), "{:?}", reading.diff);
    let changed = read(&map, "A -money 3k/y-> B {known}");
    changed.diff.apply_to(&mut map);
    assert_eq!(flows(&map)[0].quantity.as_ref().unwrap().text(Kind::Money), "3k/y");
    assert_eq!(map.flows.len(), 6);
}

#[test]
fn effects_are_plain_sentences() {
    let reading = read(&Map::default(), "Acme -money 40k/y-> Us {layer product}");
    assert_eq!(reading.effects, ["new actor Acme", "new actor Us", "money Acme to Us, $40k/yr"]);
}

#[test]
fn rights_go_to_the_decider_wherever_it_is_said_who_that_is() {
    let map = map_of("Procurement agrees buy\nCIO decides buy\nLegal agrees hire\ndecision hire about Staff");
    assert_eq!(ends(&map), ["Procurement decision CIO", "CIO decision CIO", "Legal decision Staff"]);
    let alone = map_of("Legal agrees hire");
    assert_eq!(ends(&alone), ["Legal decision Who decides on hire"]);
}

#[test]
fn us_is_the_own_organisation_by_whatever_name_unless_somebody_is_called_so() {
    let mut map = map_of("us Our firm");
    let reading = read(&map, "Acme -money 40k/y-> Us\nus -product-> Acme");
    reading.diff.apply_to(&mut map);
    assert_eq!(ends(&map), ["Acme money Our firm", "Our firm product Acme"]);
    let named = read(&map, "Us : platform\nAcme -trust 4-> Us");
    named.diff.apply_to(&mut map);
    assert_eq!(ends(&map)[2], "Acme trust Us");
    assert_eq!(again(&print(&map)), print(&map));
    assert_eq!(ends(&map_of("Acme -money 40k/y-> Us")), ["Acme money Us"]);
}

#[test]
fn copies_take_new_names_and_their_flows_with_them() {
    let map = map_of(
        "currency EUR\nShop : customer {at 10 20}\nUs\nShop -money 5k/y-> Us {via Partner}\nShop -trust 3-> Partner",
    );
    let items: Vec<RecordId> = map.actors.values().take(2).map(|a| a.id.into()).collect();
    let text = print_items(&map, &items);
    assert_eq!(text, "Shop : customer {at 10 20}\nUs\n\nShop -money EUR 5k/y-> Us {via Partner}\n");
    let mut pasted = map.clone();
    let reading = read_copy(&map, &text);
    assert_eq!(reading.problems, []);
    reading.diff.apply_to(&mut pasted);
    assert_eq!(ends(&pasted)[2..], ["Shop 2 money Us 2"]);
    let copy = flows(&pasted)[2];
    assert_eq!(pasted.name(copy.via[0]), "Partner");
    assert_eq!(copy.quantity.as_ref().unwrap().unit, "");
    assert_eq!(pasted.info, map.info);
}

#[test]
fn a_pasted_list_with_bullets_is_a_list_of_actors() {
    let map = map_of("- Acme\r\n* Beta\r\n\u{2022} Gamma\r\n\r\n// done\r\n");
    let names: Vec<&str> = map.actors.values().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Acme", "Beta", "Gamma"]);
}

#[test]
fn fields_may_be_named_in_any_order_and_cleared() {
    let mut map = map_of(
        "A -money 5k/y-> B {platform fee, owner Chief of sales, dated 2026-01-31}"
            .replace("platform fee", "layer platform fee")
            .as_str(),
    );
    assert_eq!(flows(&map)[0].layer, Some(Layer::PlatformFee));
    read(&map, "A -money-> B {owner \"\"}").diff.apply_to(&mut map);
    assert_eq!(flows(&map)[0].owner, "");
    assert_eq!(flows(&map)[0].evidence_date, "2026-01-31");
}

#[test]
fn a_strength_is_read_as_it_stands_on_the_map() {
    let mut map = Map::default();
    for line in ["Analyst -trust 4/5?-> Us", "Shop -data 2/5 reports-> Us", "Bank -trust-> Us {strength 3/5}"]
    {
        let reading = read(&map, line);
        assert_eq!(reading.problems, [], "{line}");
        reading.diff.apply_to(&mut map);
    }
    let said: Vec<_> = flows(&map).iter().map(|f| (f.strength, f.label.clone(), f.evidence)).collect();
    let label = String::from;
    assert_eq!(
        said,
        [
            (Some(4), label(""), Evidence::Assumed),
            (Some(2), label("reports"), Evidence::Assumed),
            (Some(3), label(""), Evidence::Assumed),
        ]
    );
    assert_eq!(read(&map, "Shop -trust 6/5-> Us").problems.len(), 1);
}

#[test]
fn what_is_said_of_us_where_we_are_named_is_said_of_the_actor() {
    let map = map_of("us Our firm : supplier {at 40 80, stage recruit}\nus \"A {b}\"");
    let firm = map.actor_named("Our firm").unwrap();
    assert_eq!(firm.position, Some(crate::map::Point::new(40.0, 80.0)));
    assert!(firm.roles.contains(&Role::Supplier), "{:?}", firm.roles);
    assert_eq!(map.info.us, Some(map.actor_named("A {b}").unwrap().id));
    let reading = read(&Map::default(), "us Our firm {colour blue}");
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.effects);
}

#[test]
fn the_rows_of_a_table_are_flows_and_one_that_is_wrong_is_told_as_a_whole() {
    let text = "From;To;Amount;Kind\nBuyer;Seller;5.000;money\nSeller;Bank;7;mony\nBank;Buyer;4;trust\n";
    let reading = read(&Map::default(), text);
    assert_eq!(
        reading.effects,
        [
            "new actor Buyer",
            "new actor Seller",
            "money Buyer to Seller, $5,000/yr",
            "new actor Bank",
            "trust Bank to Buyer, strength 4"
        ]
    );
    let [problem] = reading.problems.as_slice() else { panic!("{:?}", reading.problems) };
    assert_eq!((problem.line, problem.column, problem.length, problem.nearest.as_str()), (3, 15, 4, "money"));
    let table = reading.table.unwrap();
    assert_eq!(table.titles, Some(1));
    assert_eq!(
        table.told,
        "A table: from, to, amount, kind. Amounts are by the year where nothing else is said."
    );
    assert_eq!(read(&Map::default(), "Acme -money 5k/y-> Us").table, None);
}
