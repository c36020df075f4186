//! Judges tidy beside Graphviz on the same maps in one run: `cargo run --release --example tidy_judge -- FILE...`.
//!
//! Crossings are counted the same way for all, between straight lines from middle to middle, once for each pair
//! of related actors; and as the flows are drawn on an A4 page with panel, with the flows over cards there. Text
//! is the smallest on that page, on A4 with the map only and on A3 with panel, however the page has to degrade
//! to reach it. Without files the samples, the maps of `../shared/realmaps` where there are any, and
//! generated ones are judged. Graphviz is left out where it is not installed.

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

type Places = BTreeMap<ActorId, Point>;

fn main() {
    let files: Vec<PathBuf> = env::args().skip(1).map(PathBuf::from).collect();
    let files = if files.is_empty() { usual_files() } else { files };
    let maps = files.iter().filter_map(|file| Some((stem(file), read(file)?)));
    println!(
        "{:28} {:10} {:>6} {:>6} {:>5} {:>5} {:>7} {:>6} {:>5} {:>5} {:>5} {:>6}",
        "map", "by", "cross", "drawn", "under", "over", "length", "even", "A4", "alone", "A3", "ms"
    );
    for (name, map) in maps.chain(generated()) {
        for (by, places, ms) in arrangements(&map) {
            report(&name, &by, &map, &places, ms);
        }
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

/// The map as tidy arranges it in each manner, and as Graphviz does; with milliseconds.
fn arrangements(map: &Map) -> Vec<(String, Places, f64)> {
    let mut out = Vec::new();
    for manner in [Manner::Best, Manner::Way, Manner::Free] {
        let begun = Instant::now();
        let tidying = Tidying { manner, ..Tidying::default() };
        let shifts = scene::tidy_while(map, &tidying, &mut |_| true).unwrap_or_default();
        let ms = begun.elapsed().as_secs_f64() * 1000.0;
        let places = shifts.into_iter().filter_map(|s| match s.item {
            RecordId::Actor(id) => Some((id, s.to)),
            _ => None,
        });
        out.push((format!("{manner:?}"), places.collect(), ms));
    }
    for program in ["dot", "sfdp"] {
        let begun = Instant::now();
        if let Some(places) = graphviz(program, map) {
            out.push((program.to_owned(), places, begun.elapsed().as_secs_f64() * 1000.0));
        }
    }
    out
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

fn report(name: &str, by: &str, map: &Map, places: &Places, ms: f64) {
    let pairs: BTreeSet<(ActorId, ActorId)> =
        map.flows.values().filter(|f| f.from != f.to).map(|f| (f.from.min(f.to), f.from.max(f.to))).collect();
    let lines: Vec<(Point, Point)> = pairs.iter().map(|(a, b)| (places[a], places[b])).collect();
    let crossings: usize =
        (0..lines.len()).map(|i| lines[..i].iter().filter(|other| cross(lines[i], **other)).count()).sum();
    let over: usize = pairs
        .iter()
        .zip(&lines)
        .map(|((a, b), line)| {
            places.iter().filter(|(id, at)| *id != a && *id != b && passes(*line, **at)).count()
        })
        .sum();
    let lengths: Vec<f64> = lines.iter().map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).collect();
    let map = placed(map, places);
    let says = eval::evaluate(&map, &Default::default());
    let on = |size, layout| {
        let settings = PageSettings { size, layout, ..PageSettings::default() };
        check(&page::compose(&map, &says, &settings).items)
    };
    let pages = [
        on(PageSize::A4, PageLayout::Panel),
        on(PageSize::A4, PageLayout::Alone),
        on(PageSize::A3, PageLayout::Panel),
    ];
    let [a4, alone, a3] = pages.each_ref().map(|page| page.smallest_text.unwrap_or(0.0));
    println!(
        "{:28} {by:10} {crossings:6} {:6} {over:5} {:5} {:7.0} {:6.2} {a4:5.1} {alone:5.1} {a3:5.1} {ms:6.0}",
        name.chars().take(28).collect::<String>(),
        pages[0].crossings,
        pages[0].flows_over_cards.len(),
        lengths.iter().sum::<f64>(),
        unevenness(places),
    );
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
