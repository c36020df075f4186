//! Draws maps in the notation as PNG and measures their pictures:
//! `cargo run --example scene_png -- OUT_FOLDER FILE...`; `--tidy` arranges them first.

use portolan_core::{
    eval::{EvalConfig, evaluate},
    map::{Map, Point, Record, RecordId},
    notation,
    page::{Sheet, png},
    scene::{self, Item, Segment, Shape, View, check::check},
};
use std::{env, fs, path::Path, sync::Arc};

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let tidy = args.iter().any(|a| a == "--tidy");
    let evaluated = args.iter().any(|a| a == "--evaluate");
    let mut files = args.iter().filter(|a| !a.starts_with("--"));
    let out = files.next().expect("a folder to write to");
    for file in files {
        let text = fs::read_to_string(file).expect("a readable file");
        let mut map = Map::default();
        let reading = notation::read(&map, &text);
        for problem in &reading.problems {
            println!("{file}:{}: {}", problem.line, problem.reason);
        }
        reading.diff.apply_to(&mut map);
        let shifts = if tidy { scene::tidy(&map, &[]) } else { scene::place(&map) };
        for shift in shifts {
            if let (RecordId::Actor(_), Some(Record::Actor(actor))) = (shift.item, map.get(shift.item)) {
                let mut actor = actor.as_ref().clone();
                actor.position = Some(shift.to);
                map.put(Record::Actor(Arc::new(actor)));
            }
        }
        let evaluation = evaluated.then(|| evaluate(&map, &EvalConfig::default()));
        let scene = scene::compose(&map, evaluation.as_ref(), &View::default());
        let name = Path::new(file).file_stem().expect("a file name").to_string_lossy().into_owned();
        println!(
            "{name}: {} actors, {} flows, {:.0} x {:.0}, {} numbered, {:?}",
            map.actors.len(),
            map.flows.len(),
            scene.bounds.w,
            scene.bounds.h,
            scene.numbered.len(),
            check(&scene.items)
        );
        let b = scene.bounds;
        let items = scene::painting_order(&scene.items).iter().map(|i| moved(i, -b.x, -b.y)).collect();
        let sheet = Sheet { width: b.w, height: b.h, items, ..Sheet::default() };
        let bytes = png(&sheet, (b.w * 1.3) as u32, false).expect("a picture");
        fs::write(Path::new(out).join(format!("{name}.png")), bytes).expect("a writable folder");
    }
}

fn moved(item: &Item, dx: f64, dy: f64) -> Item {
    let at = |p: &Point| Point::new(p.x + dx, p.y + dy);
    let mut item = item.clone();
    for shape in &mut item.shapes {
        match shape {
            Shape::Box { rect, .. } => (rect.x, rect.y) = (rect.x + dx, rect.y + dy),
            Shape::Text(line) => line.at = at(&line.at),
            Shape::Icon { at: corner, .. } => *corner = at(corner),
            Shape::Path { path, .. } => {
                for segment in path {
                    *segment = match segment {
                        Segment::Move { p } => Segment::Move { p: at(p) },
                        Segment::Line { p } => Segment::Line { p: at(p) },
                        Segment::Cubic { a, b, p } => Segment::Cubic { a: at(a), b: at(b), p: at(p) },
                        Segment::Close => Segment::Close,
                    };
                }
            }
        }
    }
    item
}
