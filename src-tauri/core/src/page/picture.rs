//! A part of the map alone, as it is drawn, on a sheet of its own size: to be shown in another program.

use super::{Sheet, figure};
use crate::{
    language,
    map::{Kind, Map, RecordId, Rect},
    scene::{Ink, Item, Layer, Shape},
};
use std::collections::BTreeSet;

/// Points for a map unit: the text of cards is then about as large as that of a letter.
const SCALE: f64 = 0.75;
/// Air around it, in map units.
const AIR: f64 = 12.0;

/// The chosen records of a map that is drawn as `items`: with a flow come the actors it joins, with a zone those in
/// it, and with actors the flows between them that are of the kinds shown. `None` where nothing of it is drawn.
pub fn compose(map: &Map, items: &[Item], chosen: &[RecordId], shown: &[Kind]) -> Option<Sheet> {
    let whole = with_what_belongs(map, chosen, shown);
    let mut items: Vec<Item> = items.iter().filter(|item| whole.contains(&item.id)).cloned().collect();
    if !items.iter().any(|item| item.layer == Layer::Zone) {
        items.iter_mut().for_each(stand_on_paper);
    }
    let marks = figure::around(&items)?.inflate(AIR);
    let (width, height) = (marks.w * SCALE, marks.h * SCALE);
    let mut sheet = Sheet {
        width,
        height,
        title: map.info.title.clone(),
        language: language::current().tag().into(),
        ..Sheet::default()
    };
    figure::print(&mut sheet, &items, &marks, &Rect::new(0.0, 0.0, width, height), SCALE);
    Some(sheet)
}

/// Labels that stood in a zone have its colour behind them; where no zone is drawn that would be a stain.
fn stand_on_paper(item: &mut Item) {
    for shape in &mut item.shapes {
        if let Shape::Box { fill: Some(fill), .. } = shape
            && *fill == Ink::Zone
        {
            *fill = Ink::Paper;
        }
    }
}

fn with_what_belongs(map: &Map, chosen: &[RecordId], shown: &[Kind]) -> BTreeSet<RecordId> {
    let mut whole: BTreeSet<RecordId> = chosen.iter().copied().collect();
    let inside = map.actors.values().filter(|a| a.zone.is_some_and(|z| chosen.contains(&z.into())));
    whole.extend(inside.map(|a| RecordId::from(a.id)));
    let joined = map.flows.values().filter(|f| chosen.contains(&f.id.into()));
    whole.extend(joined.flat_map(|f| [RecordId::from(f.from), f.to.into()]));
    let between = map.flows.values().filter(|f| {
        shown.contains(&f.kind) && whole.contains(&f.from.into()) && whole.contains(&f.to.into())
    });
    let between: Vec<RecordId> = between.map(|f| f.id.into()).collect();
    whole.extend(between);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        notation,
        scene::{self, View},
    };

    const MAP: &str = "us Us {at 600 0}\n# Demand\nBuyers {at 0 0}\nShop {at 300 0}\nBank {at 600 300}\n\
                       Buyers -money 3k/y-> Shop\nBuyers -data needs-> Shop\nShop -money 1k/y-> Bank\n";

    fn names(chosen: &[&str], shown: &[Kind]) -> Vec<String> {
        let mut map = Map::default();
        let reading = notation::read(&map, MAP);
        assert!(reading.problems.is_empty());
        reading.diff.apply_to(&mut map);
        let items = scene::compose(&map, None, &View::default()).items;
        let named = |id: &RecordId| match id {
            RecordId::Zone(id) => map.zones[id].title.clone(),
            RecordId::Actor(id) => map.actors[id].name.clone(),
            RecordId::Flow(id) => map.flows[id].kind.word().into(),
            other => format!("{other:?}"),
        };
        let chosen: Vec<RecordId> =
            items.iter().map(|i| i.id).filter(|id| chosen.contains(&named(id).as_str())).collect();
        let Some(sheet) = compose(&map, &items, &chosen, shown) else { return Vec::new() };
        let page = Rect::new(0.0, 0.0, sheet.width, sheet.height);
        assert!(
            sheet.items.iter().all(|i| i.layer == Layer::Flow || page.union(&i.rect) == page),
            "all is on it"
        );
        let is_zone = |i: &Item| i.layer == Layer::Zone;
        let is_stained = |s: &Shape| matches!(s, Shape::Box { fill: Some(Ink::Zone), .. });
        let stained = sheet.items.iter().any(|i| i.shapes.iter().any(is_stained));
        assert_eq!(stained, sheet.items.iter().any(is_zone), "the colour of zones is there where zones are");
        let mut names: Vec<String> = sheet.items.iter().map(|i| named(&i.id)).collect();
        names.sort();
        // A flow is painted in two parts: its stroke, and later its label.
        names.dedup();
        names
    }

    #[test]
    fn flows_come_with_their_actors_and_actors_with_what_flows_between_them() {
        assert_eq!(names(&["Buyers", "Shop"], Kind::ALL), ["Buyers", "Shop", "data", "money"]);
        assert_eq!(names(&["Buyers", "Shop"], &[Kind::Data]), ["Buyers", "Shop", "data"]);
        assert_eq!(names(&["Buyers", "Bank"], Kind::ALL), ["Bank", "Buyers"]);
        assert_eq!(names(&["data"], &[Kind::Data]), ["Buyers", "Shop", "data"]);
        assert_eq!(names(&["nobody"], Kind::ALL), Vec::<String>::new());
    }

    #[test]
    fn a_zone_comes_with_all_that_is_in_it() {
        assert_eq!(names(&["Demand"], &[]), ["Bank", "Buyers", "Demand", "Shop"]);
    }
}
