//! Judges tidy beside Graphviz on the same maps in one run: `cargo run --release --example tidy_judge -- FILE...`.
//!
//! All are measured the same way. `lines`: crossings of straight lines from middle to middle, one for each pair of
//! related actors, and `under` the cards that those pass over. `drawn`: crossings of the flows as they are drawn on
//! an A4 page with panel, `alone` on A4 with the map only, and `over` the flows over cards there. `length`: of all
//! straight lines, in widths of a card. `uneven`: how much the distances to the nearest neighbour vary. Text is
//! the smallest on A4 with panel, on A4 with the map only and on A3 with panel, however the page has to degrade
//! to reach it. Last, on how many maps each of our manners is better, as good and worse than the better of the
//! two of Graphviz. Without files the samples, the maps of `../shared/realmaps` where there are any, and generated
//! ones are judged. Where Graphviz is not installed, ours are measured alone.

use portolan_core::{
    eval,
    map::{
        Actor, ActorId, Flow, FlowId, Kind, Map, MapInfo, PageLayout, PageSettings, PageSize, Point,
        RecordId, Role,
    },
    notation, page,
    scene::{self, Manner, Tidying, check::check},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Width of a card in map units, and about its height.
const CARD: (f64, f64) = (168.0, 60.0);

/// Who is compared with.
const GRAPHVIZ: [&str; 2] = ["dot", "sfdp"];

type Places = BTreeMap<ActorId, Point>;

/// What is measured of an arrangement; less is better in all but the three sizes of text.
const MEASURES: [&str; 11] =
    ["lines", "under", "drawn", "alone", "over", "length", "uneven", "A4", "A4 alone", "A3", "ms"];
/// Where the sizes of text begin and end among these.
const TEXTS: std::ops::Range<usize> = 7..10;
/// Differences below this share are none.
const ALIKE: f64 = 0.02;

type Measured = [f64; MEASURES.len()];

fn main() {
    let files: Vec<PathBuf> = env::args().skip(1).map(PathBuf::from).collect();
    let (files, invented): (_, Vec<_>) =
        if files.is_empty() { (usual_files(), generated().collect()) } else { (files, Vec::new()) };
    for program in GRAPHVIZ.iter().filter(|p| !is_there(p)) {
        println!("Graphviz's {program} is not installed: its arrangements are left out.");
    }
    let heads: String = MEASURES.iter().map(|m| format!("{m:>9}")).collect();
    println!("{:28} {:5}{heads}", "map", "by");
    let maps = files.iter().filter_map(|file| Some((stem(file), read(file)?)));
    let mut all: Vec<Vec<(String, Measured)>> = Vec::new();
    for (name, map) in maps.chain(invented) {
        let mut rows = Vec::new();
        for (by, arranged) in arrangements(&map) {
            let row = measured(&map, &arranged);
            let told: String = row.iter().map(|v| format!("{:>9}", told(*v))).collect();
            println!("{:28} {by:5}{told}", name.chars().take(28).collect::<String>());
            rows.push((by, row));
        }
        all.push(rows);
    }
    compare(&all);
}

fn told(value: f64) -> String {
    if value.fract() == 0.0 || value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// On how many maps each of our manners is better, as good and worse than the better of Graphviz's.
fn compare(all: &[Vec<(String, Measured)>]) {
    let theirs = |by: &str| GRAPHVIZ.contains(&by);
    let Some(first) = all.iter().find(|rows| rows.iter().any(|(by, _)| theirs(by))) else { return };
    println!("\nbetter / as good / worse than the better of dot and sfdp, in maps");
    for (by, _) in first.iter().filter(|(by, _)| !theirs(by)) {
        let counts = (0..MEASURES.len()).map(|at| {
            let mut count = [0; 3];
            for rows in all {
                let sign = if TEXTS.contains(&at) { -1.0 } else { 1.0 };
                let of = |ours: bool| {
                    let some = rows.iter().filter(move |(who, _)| if ours { who == by } else { theirs(who) });
                    some.map(|(_, row)| sign * row[at]).fold(f64::INFINITY, f64::min)
                };
                let (ours, best) = (of(true), of(false));
                let near = ALIKE * best.abs().max(1e-9);
                count[if ours < best - near { 0 } else { 1 + usize::from(ours > best + near) }] += 1;
            }
            format!("{:>9}", count.map(|n| n.to_string()).join("/"))
        });
        println!("{:28} {by:5}{}", "", counts.collect::<String>());
    }
}

fn usual_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = ["tests/samples", "../shared/realmaps"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flat_map(|folder| folder.filter_map(|f| Some(f.ok()?.path())))
        .filter(|file| file.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The map of a text, without places.
fn read(file: &Path) -> Option<Map> {
    let mut map = Map::default();
    notation::read(&map, &fs::read_to_string(file).ok()?).diff.apply_to(&mut map);
    let actors: Vec<Actor> = map.actors.values().map(|a| (**a).clone()).collect();
    for actor in actors {
        map.put(Actor { position: None, ..actor }.into());
    }
    Some(map)
}

/// Maps of 10 to 60 actors, the same on every machine.
fn generated() -> impl Iterator<Item = (String, Map)> {
    let sizes = [(10, 17), (20, 30), (30, 45), (40, 60), (60, 60), (60, 150)];
    sizes
        .into_iter()
        .map(|(actors, flows)| (format!("generated {actors}/{flows}"), random_map(actors, flows)))
}

fn random_map(actors: u32, flows: u32) -> Map {
    let mut state = actors * 1000 + flows;
    let mut draw = |n: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % n
    };
    let roles = [Role::Customer, Role::Intermediary, Role::Complement, Role::Supplier, Role::Platform];
    let mut map = Map::default();
    for n in 0..actors {
        let mut actor = Actor::new(ActorId(n + 1), format!("Partner number {n}"));
        actor.roles = vec![if n == 0 { Role::Own } else { roles[n as usize % roles.len()] }];
        map.put(actor.into());
    }
    map.put(MapInfo { us: Some(ActorId(1)), ..MapInfo::default() }.into());
    for n in 0..flows {
        let from = if n + 1 < actors { n + 1 } else { draw(actors) };
        let near = [0, from.saturating_sub(1 + draw(5)), from.saturating_sub(1 + draw(9))][draw(3) as usize];
        if near != from {
            let kind = Kind::ALL[draw(6) as usize];
            map.put(Flow::new(FlowId(actors + n + 1), ActorId(from + 1), ActorId(near + 1), kind).into());
        }
    }
    map
}

/// The pages for which each map is arranged and on which it is measured.
const PAGES: [(PageSize, PageLayout); 3] =
    [(PageSize::A4, PageLayout::Panel), (PageSize::A4, PageLayout::Alone), (PageSize::A3, PageLayout::Panel)];

fn settings((size, layout): (PageSize, PageLayout)) -> PageSettings {
    PageSettings { size, layout, ..PageSettings::default() }
}

/// How a map is arranged for each page, and milliseconds for the first.
type Arranged = ([Places; PAGES.len()], f64);

/// The map as tidy arranges it in each manner for each page, and as Graphviz does, which knows no page.
fn arrangements(map: &Map) -> Vec<(String, Arranged)> {
    let tidied = |manner: Manner, page| {
        let tidying = Tidying { manner, ..Tidying::default() };
        let shifts = scene::tidy_for(map, &tidying, &settings(page), &mut |_| true).unwrap_or_default();
        let places = shifts.into_iter().filter_map(|s| match s.item {
            RecordId::Actor(id) => Some((id, s.to)),
            _ => None,
        });
        places.collect::<Places>()
    };
    let mut out = Vec::new();
    for manner in [Manner::Best, Manner::Way, Manner::Free] {
        let begun = Instant::now();
        let first = tidied(manner, PAGES[0]);
        let ms = begun.elapsed().as_secs_f64() * 1000.0;
        let places = [first, tidied(manner, PAGES[1]), tidied(manner, PAGES[2])];
        out.push((format!("{manner:?}"), (places, ms)));
    }
    for program in GRAPHVIZ {
        let begun = Instant::now();
        if let Some(places) = graphviz(program, map) {
            let ms = begun.elapsed().as_secs_f64() * 1000.0;
            out.push((program.to_owned(), (PAGES.map(|_| places.clone()), ms)));
        }
    }
    out
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn graphviz(program: &str, map: &Map) -> Option<Places> {
    let mut graph = String::from("digraph { rankdir=LR; overlap=prism; node [shape=box fixedsize=true");
    graph += &format!(" width={} height={}];\n", CARD.0 / 72.0, CARD.1 / 72.0);
    for id in map.actors.keys() {
        graph += &format!("{};\n", id.0);
    }
    for flow in map.flows.values() {
        graph += &format!("{} -> {};\n", flow.from.0, flow.to.0);
    }
    graph += "}\n";
    let mut child = Command::new(program)
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(graph.as_bytes()).ok()?;
    let told = String::from_utf8(child.wait_with_output().ok()?.stdout).ok()?;
    let node = |line: &str| {
        let mut words = line.split_whitespace();
        (words.next()? == "node").then_some(())?;
        let id = ActorId(words.next()?.parse().ok()?);
        let mut inches = || words.next()?.parse::<f64>().ok().map(|v| v * 72.0);
        Some((id, Point::new(inches()?, -inches()?)))
    };
    Some(told.lines().filter_map(node).collect())
}

fn measured(map: &Map, (all, ms): &Arranged) -> Measured {
    let places = &all[0];
    let pairs: BTreeSet<(ActorId, ActorId)> =
        map.flows.values().filter(|f| f.from != f.to).map(|f| (f.from.min(f.to), f.from.max(f.to))).collect();
    let lines: Vec<(Point, Point)> = pairs.iter().map(|(a, b)| (places[a], places[b])).collect();
    let crossings: usize =
        (0..lines.len()).map(|i| lines[..i].iter().filter(|other| cross(lines[i], **other)).count()).sum();
    let under: usize = pairs
        .iter()
        .zip(&lines)
        .map(|((a, b), line)| {
            places.iter().filter(|(id, at)| *id != a && *id != b && passes(*line, **at)).count()
        })
        .sum();
    let length: f64 = lines.iter().map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).sum();
    let on = |at: usize| {
        let map = placed(map, &all[at]);
        let says = eval::evaluate(&map, &Default::default());
        check(&page::compose(&map, &says, &settings(PAGES[at])).items)
    };
    let pages = [on(0), on(1), on(2)];
    let [a4, alone, a3] = pages.each_ref().map(|page| f64::from(page.smallest_text.unwrap_or(0.0)));
    let count = |n: usize| n as f64;
    let over = count(pages[0].flows_over_cards.len());
    let drawn = [0, 1].map(|at| count(pages[at].crossings));
    let (length, uneven) = (length / CARD.0, unevenness(places));
    [count(crossings), count(under), drawn[0], drawn[1], over, length, uneven, a4, alone, a3, ms.round()]
}

fn placed(map: &Map, places: &Places) -> Map {
    let mut map = map.clone();
    for (id, at) in places {
        let actor = Actor { position: Some(*at), ..(*map.actors[id]).clone() };
        map.put(actor.into());
    }
    map
}

/// How much the distances to the nearest neighbour vary: their deviation by their mean; 0 is even.
fn unevenness(places: &Places) -> f64 {
    let at: Vec<Point> = places.values().copied().collect();
    let nearest: Vec<f64> = (0..at.len())
        .map(|i| {
            let others = at.iter().enumerate().filter(|(j, _)| *j != i);
            others.map(|(_, p)| (p.x - at[i].x).hypot(p.y - at[i].y)).fold(f64::INFINITY, f64::min)
        })
        .collect();
    let n = nearest.len() as f64;
    let mean = nearest.iter().sum::<f64>() / n;
    (nearest.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / n).sqrt() / mean
}

fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let turn = |o: Point, p: Point, q: Point| (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

/// Whether a straight line runs over the card around a point.
fn passes((a, b): (Point, Point), at: Point) -> bool {
    let (mx, my) = ((a.x + b.x) / 2.0 - at.x, (a.y + b.y) / 2.0 - at.y);
    let (ex, ey) = ((b.x - a.x) / 2.0, (b.y - a.y) / 2.0);
    let (hx, hy) = (CARD.0 / 2.0, CARD.1 / 2.0);
    mx.abs() < ex.abs() + hx
        && my.abs() < ey.abs() + hy
        && (mx * ey - my * ex).abs() < hx * ey.abs() + hy * ex.abs()
}
