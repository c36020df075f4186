//! A map drawn closer together, for a sheet on which it would be too small to read as it stands.
//!
//! Distances shrink, text does not. What stood left of something still stands no further right, and what stood
//! above it no further down; cards keep room between them for the flows. The order in which the map gives way:
//! first its distances, by which labels without room become numbers, then the second line of facts, then the
//! first, then cards become compact. What stands about in rows and columns is set in even rows and columns.
//! Changes the picture alone, never the map. Where cards cannot stand is found out by their sizes, without
//! drawing; how much is drawn for one page is bounded, so that a map of thousands is not tried at all.

use super::figure;
use crate::{
    eval::Evaluation,
    map::{Actor, Map, Note, Point, RecordId, Rect, Zone, ZoneId},
    scene::{self, Form, Gaps, Item, Layer, Scene, Table, View, check},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    sync::Arc,
};

/// A map as it is drawn on a page.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The picture.
    pub scene: Arc<Scene>,
    /// Around its marks, in map units.
    pub marks: Rect,
    /// Its smallest text, in map units.
    pub text: f64,
    /// Cards stand closer together than on the screen.
    pub closer: bool,
    /// How much its cards say.
    pub form: Form,
    /// How many things are on it that must not be on a page. This and what is counted next is 0 where there is too
    /// much on the map to be drawn closer together.
    pub faults: usize,
    /// In how many places two flows cross.
    pub crossings: usize,
    /// How many pairs of flows run upon each other or have a head upon a head.
    pub merged: usize,
    /// How many flows run through the label of another.
    pub cut: usize,
    /// How many more flows cross than as the map stands, for each flow and each crossing that there is.
    pub tangle: f64,
}

impl Drawn {
    /// A picture as it is.
    pub fn new(scene: Scene) -> Drawn {
        let (marks, text) = (figure::marks(&scene), figure::smallest_text(&scene));
        let few = scene.items.len() <= COUNTED;
        let found = if few { check::check(&scene.items) } else { check::Report::default() };
        let merged = found.flows_on_flows.len() + found.heads_on_heads.len();
        let overlaps = [
            &found.cards_on_cards,
            &found.labels_on_labels,
            &found.labels_on_cards,
            &found.labels_on_titles,
            &found.flows_over_cards,
        ];
        let strangers = if few { strangers(&scene) } else { 0 };
        let faults = overlaps.map(Vec::len).iter().sum::<usize>() + strangers;
        Drawn {
            scene: scene.into(),
            marks,
            text,
            closer: false,
            form: Form::Full,
            faults,
            crossings: found.crossings,
            merged,
            cut: found.flows_over_labels.len(),
            tangle: 0.0,
        }
    }

    /// More flows cross than a few.
    pub fn is_tangled(&self) -> bool {
        self.tangle > FEW
    }

    /// What a reader loses, in crossings: those that there are, flows that cannot be told apart for a while or go
    /// through a label, labels that are numbers, and cards that say less.
    pub fn loss(&self) -> f64 {
        let numbered = NUMBER * self.scene.numbered.len() as f64;
        let unclear = MERGED * self.merged as f64 + CUT * self.cut as f64;
        self.crossings as f64 + unclear + numbered + SAID_LESS * steps(self.form)
    }
}

/// How many crossings it is worth that two flows are told apart, that a flow goes through no label, that cards say one
/// thing more, and that a label stands on the map.
const MERGED: f64 = 4.0;
const CUT: f64 = 0.2;
const SAID_LESS: f64 = 3.0;
const NUMBER: f64 = 0.4;

/// How much less cards say in a form than in the fullest.
fn steps(form: Form) -> f64 {
    match form {
        Form::Full => 0.0,
        Form::OneFact => 1.0,
        Form::Named => 2.0,
        Form::Compact(_) => 3.0,
    }
}

/// How much may still be drawn to find a picture that fits, in cards, notes and flows; and the rooms in which it
/// was looked for in vain.
#[derive(Clone, Debug)]
pub struct Patience {
    left: Cell<usize>,
    /// How much of that may go into less tangled pictures than one that would do.
    spare: Cell<usize>,
    in_vain: RefCell<Vec<(f64, f64)>>,
}

impl Patience {
    /// What one page may cost: a map of 60 actors and 150 flows is drawn 42 times at most.
    pub fn of_a_page() -> Patience {
        Patience { left: Cell::new(9_000), spare: Cell::new(4_000), in_vain: RefCell::default() }
    }

    /// Whether a room is no larger than one in which nothing was found.
    fn knows_better(&self, room: (f64, f64)) -> bool {
        self.in_vain.borrow().iter().any(|known| room.0 <= known.0 && room.1 <= known.1)
    }

    /// Takes the cost of a drawing; `false` where it is too much.
    fn lasts_for(&self, map: &Map) -> bool {
        let left = self.left.get().checked_sub(cost(map));
        self.left.set(left.unwrap_or(self.left.get()));
        left.is_some()
    }
}

/// What drawing a map costs: its cards, notes and flows.
fn cost(map: &Map) -> usize {
    map.actors.len() + map.notes.len() + map.flows.len()
}

/// Things on a map beyond which crossings are not counted: it is not drawn closer together.
const COUNTED: usize = 2_000;
/// Cards and notes beyond which no sheet is searched for a way to draw them closer.
const MOST: usize = 400;

/// How many more crossings a map that is drawn closer may have, for each of its flows and of its crossings, without
/// being called tangled.
const FEW: f64 = 0.05;
/// Room between cards across and down, in map units: tried from generous to tight.
const GAPS: [(f64, f64); 3] = [(100.0, 52.0), (66.0, 38.0), (44.0, 28.0)];
/// The same for compact cards that do not stand in rows and columns.
const COMPACT_GAPS: [(f64, f64); 2] = [(34.0, 28.0), (22.0, 20.0)];
/// Around a zone's cards, and above them for its title.
const ZONE: (f64, f64) = (30.0, 50.0);
/// The least room between even columns and rows, for full cards and for compact ones, and the most.
const NARROW: (f64, f64) = (44.0, 28.0);
const NARROWEST: (f64, f64) = (18.0, 18.0);
const WIDEST: (f64, f64) = (400.0, 300.0);
/// How far apart things may stand that count as one column, and as one row, in map units.
const COLUMN: [f64; 6] = [8.0, 30.0, 60.0, 90.0, 130.0, 170.0];
const ROW: [f64; 6] = [8.0, 20.0, 34.0, 50.0, 70.0, 95.0];

/// How many ways are tried for each form.
const WAYS: usize = 3;

/// A way to stand closer together in a room of a size; `None` where there is not room enough.
type Arrange<'a> = Box<dyn Fn((f64, f64)) -> Option<Places> + 'a>;

/// The middles of cards and notes.
type Places = BTreeMap<RecordId, Point>;

/// The map so close together that its marks fit into `room`, which is in map units; `None` where it cannot be
/// without cards or labels running over one another, or where patience ends.
///
/// Of the ways in which cards can stand there and of what they may say the one is taken in which a reader loses least
/// ([`Drawn::loss`]), if no more flows cross than as the map stands but a few ([`FEW`] for each flow and each crossing
/// that there is), or `worth` for each.
pub fn draw(
    map: &Map,
    evaluation: &Evaluation,
    room: (f64, f64),
    as_is: &Drawn,
    worth: f64,
    patience: &Patience,
) -> Option<Drawn> {
    let many = as_is.scene.items.len() > COUNTED;
    if many || patience.left.get() < cost(map) || cost(map) == 0 || patience.knows_better(room) {
        return None;
    }
    let mut best: Option<Drawn> = None;
    for form in Form::all(map) {
        // Cards that say less would not be worth it even if no flows crossed.
        if best.as_ref().is_some_and(|best| best.loss() <= SAID_LESS * steps(form)) {
            break;
        }
        let pieces = pieces(map, &as_is.scene, form);
        let fitting = ways(&pieces, form, scene::zone_margin(map, form))
            .into_iter()
            .filter(|way| way(room).is_some())
            .take(WAYS);
        for way in fitting {
            let before = patience.left.get();
            if best.is_some() && patience.spare.get() == 0 {
                return best;
            }
            let drawn = fitted(map, evaluation, room, form, &way, patience);
            if best.is_some() {
                let spent = before - patience.left.get();
                patience.spare.set(patience.spare.get().saturating_sub(spent));
            }
            let Some(drawn) = drawn else { continue };
            if drawn.faults > as_is.faults {
                continue;
            }
            let more = drawn.crossings.saturating_sub(as_is.crossings) as f64;
            let tangle = more / (as_is.crossings + map.flows.len()).max(1) as f64;
            let drawn = Drawn { tangle, ..drawn };
            let may = !drawn.is_tangled() || drawn.tangle <= worth;
            if may && best.as_ref().is_none_or(|best| drawn.loss() < best.loss()) {
                best = Some(drawn);
            }
        }
    }
    if best.is_none() {
        patience.in_vain.borrow_mut().push(room);
    }
    best
}

/// The map as it is drawn closer together in one way, where it fits into a room.
fn fitted(
    map: &Map,
    evaluation: &Evaluation,
    room: (f64, f64),
    form: Form,
    way: &Arrange<'_>,
    patience: &Patience,
) -> Option<Drawn> {
    let view = View { form, ..View::default() };
    let mut target = room;
    for _ in 0..3 {
        let places = way(target)?;
        if !patience.lasts_for(map) {
            return None;
        }
        let scene = scene::compose(&moved(map, &places), Some(evaluation), &view);
        let marks = figure::marks(&scene);
        let over = (marks.w - room.0, marks.h - room.1);
        if over.0 <= 0.5 && over.1 <= 0.5 {
            return Some(Drawn { closer: true, form, ..Drawn::new(scene) });
        }
        target = (target.0 - over.0.max(0.0), target.1 - over.1.max(0.0));
    }
    None
}

/// Whether the cards would have room, drawn closer together; flows and labels are not asked.
pub fn may_fit(map: &Map, room: (f64, f64), as_is: &Scene) -> bool {
    map.actors.len() + map.notes.len() <= MOST
        && Form::all(map).into_iter().any(|form| {
            let pieces = pieces(map, as_is, form);
            ways(&pieces, form, scene::zone_margin(map, form)).iter().any(|way| way(room).is_some())
        })
}

/// The ways in which pieces can stand closer together, the best first.
fn ways(pieces: &[Piece], form: Form, margin: (f64, f64)) -> Vec<Arrange<'_>> {
    let loose = |gaps: &'static [(f64, f64)]| {
        gaps.iter().map(|gap| -> Arrange<'_> { Box::new(move |room| arranged(pieces, room, *gap)) })
    };
    let narrow = if form.is_compact() { NARROWEST } else { NARROW };
    let gaps = Gaps { narrow, wide: WIDEST };
    let even =
        |steps: usize| -> Arrange<'_> { Box::new(move |room| in_rows(pieces, gaps, margin, room, steps)) };
    if form.is_compact() {
        return std::iter::once(even(COLUMN.len())).chain(loose(&COMPACT_GAPS)).collect();
    }
    std::iter::once(even(1)).chain(loose(&GAPS)).collect()
}

/// The middles of all pieces in even columns and rows that fill a room: of the first `steps` ways to count what
/// stands about in a line as one, the one that leaves most room between them.
fn in_rows(
    pieces: &[Piece],
    gaps: Gaps,
    margin: (f64, f64),
    room: (f64, f64),
    steps: usize,
) -> Option<Places> {
    let zones = zones(pieces);
    let columns: Vec<Vec<usize>> = COLUMN[..steps].iter().map(|t| lined_up(pieces, |p| p.at.x, *t)).collect();
    let rows: Vec<Vec<usize>> = ROW[..steps].iter().map(|t| lined_up(pieces, |p| p.at.y, *t)).collect();
    let mut best: Option<(f64, Vec<Point>)> = None;
    for (column, row) in columns.iter().flat_map(|c| rows.iter().map(move |r| (c, r))) {
        let cells: Vec<(usize, usize)> = column.iter().copied().zip(row.iter().copied()).collect();
        let mut taken = cells.clone();
        taken.sort_unstable();
        if taken.windows(2).any(|w| w[0] == w[1]) {
            continue;
        }
        let (points, share) = in_cells(pieces, &cells, &zones, gaps, margin, (room.0 - 8.0, room.1 - 8.0));
        if share >= 0.0 && best.as_ref().is_none_or(|(most, _)| share > *most + 1e-9) {
            best = Some((share, points));
        }
    }
    best.map(|(_, points)| pieces.iter().map(|p| p.id).zip(points).collect())
}

/// Between the lowest cards and notes that stand below them all, in map units: no flow needs room there.
const OVER_NOTES: f64 = 30.0;

/// The middles of all pieces in the cells of a table, and the share of the way from the narrowest to the widest gaps.
/// A last row of nothing but notes stands close below the others.
fn in_cells(
    pieces: &[Piece],
    cells: &[(usize, usize)],
    zones: &[Vec<usize>],
    gaps: Gaps,
    margin: (f64, f64),
    room: (f64, f64),
) -> (Vec<Point>, f64) {
    let sizes: Vec<(f64, f64)> = pieces.iter().map(|p| p.size).collect();
    let laid = |count: usize, high: f64| {
        let table = Table { cells: &cells[..count], sizes: &sizes[..count], zones, margin };
        table.laid(gaps, (room.0, high))
    };
    let (mut points, share) = laid(pieces.len(), room.1);
    // Notes come after cards, and below all of these in order.
    let last = cells.iter().map(|c| c.1).max().unwrap_or(0);
    let above = cells.iter().position(|c| c.1 == last).unwrap_or(0);
    let below = above..pieces.len();
    let alone = above > 0 && below.clone().all(|i| cells[i].1 == last && pieces[i].is_note());
    if !alone {
        return (points, share.0.min(share.1));
    }
    let high = below.clone().map(|i| sizes[i].1).fold(0.0, f64::max);
    let (others, down) = laid(above, room.1 - OVER_NOTES - high);
    let reach =
        |i: usize| others[i].y + sizes[i].1 / 2.0 + if pieces[i].zone.is_some() { margin.0 } else { 0.0 };
    let bottom = (0..above).map(reach).fold(f64::NEG_INFINITY, f64::max);
    for (i, point) in points.iter_mut().enumerate() {
        point.y = if below.contains(&i) { bottom + OVER_NOTES + high / 2.0 } else { others[i].y };
    }
    (points, share.0.min(down.1))
}

/// The number of the line that each piece is in: a line ends where the next would be too far from its first.
fn lined_up(pieces: &[Piece], along: fn(&Piece) -> f64, reach: f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|a, b| along(&pieces[*a]).total_cmp(&along(&pieces[*b])).then(a.cmp(b)));
    let mut lines = vec![0; pieces.len()];
    let (mut line, mut first) = (0, f64::NEG_INFINITY);
    for at in order {
        let here = along(&pieces[at]);
        if here > first + reach {
            line += usize::from(first.is_finite());
            first = here;
        }
        lines[at] = line;
    }
    lines
}

/// The members of each zone.
fn zones(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(zone) = piece.zone {
            members.entry(zone).or_default().push(at);
        }
    }
    members.into_values().collect()
}

/// Cards that stand in a zone's region without being in the zone cannot be told from members.
fn strangers(scene: &Scene) -> usize {
    let zones = scene.items.iter().filter(|i| i.layer == Layer::Zone);
    zones
        .flat_map(|z| {
            scene.items.iter().filter(move |i| {
                i.layer == Layer::Card && z.rect.overlaps(&i.rect) && !z.rect.covers(&i.rect)
            })
        })
        .count()
}

/// A card or a note: its middle, its size, and the zone it is in.
struct Piece {
    id: RecordId,
    at: Point,
    size: (f64, f64),
    zone: Option<u32>,
    /// The region it stands in: its zone's, else its own.
    region: Rect,
}

/// The pieces of a scene, cards in the size they have in a form.
fn pieces(map: &Map, scene: &Scene, form: Form) -> Vec<Piece> {
    let sizes = if form == Form::Full { BTreeMap::new() } else { scene::card_sizes(map, form) };
    let size = |item: &Item| match item.id {
        RecordId::Actor(id) => sizes.get(&id).copied(),
        _ => None,
    };
    let zone = |id: RecordId| match id {
        RecordId::Actor(id) => map.actors.get(&id).and_then(|a| a.zone).map(|z| z.0),
        _ => None,
    };
    let region = |item: &Item| {
        let zones = scene.items.iter().filter(|i| i.layer == Layer::Zone);
        let own = |z: &&Item| zone(item.id).is_some_and(|n| z.id == RecordId::Zone(ZoneId(n)));
        zones.clone().find(own).map_or(item.rect, |z| z.rect)
    };
    let standing = scene.items.iter().filter(|i| matches!(i.layer, Layer::Card | Layer::Note));
    let mut pieces: Vec<Piece> = standing
        .map(|i| Piece {
            id: i.id,
            at: i.rect.center(),
            size: size(i).unwrap_or((i.rect.w, i.rect.h)),
            zone: zone(i.id),
            region: region(i),
        })
        .collect();
    // Cards first, then notes from above to below.
    let place = |p: &Piece| if p.is_note() { p.at.y } else { f64::NEG_INFINITY };
    pieces.sort_by(|a, b| place(a).total_cmp(&place(b)));
    pieces
}

impl Piece {
    fn is_note(&self) -> bool {
        matches!(self.id, RecordId::Note(_))
    }
}

/// The middles of all pieces within a room of this size, in the order they have on the map; `None` where
/// there is not room enough.
fn arranged(pieces: &[Piece], room: (f64, f64), gap: (f64, f64)) -> Option<Places> {
    // What reaches beyond the outermost cards: badges, bends of flows, zones.
    let inside = (room.0 - 8.0, room.1 - 8.0);
    let span = |of: fn(&Piece) -> f64| {
        let (low, high) = pieces
            .iter()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        (low, (high - low).max(1.0))
    };
    let (left, wide) = span(|p| p.at.x);
    let (top, high) = span(|p| p.at.y);
    let largest = |of: fn(&Piece) -> f64| pieces.iter().map(of).fold(0.0, f64::max);
    let shrink = (
        ((inside.0 - largest(|p| p.size.0)) / wide).min(1.3),
        ((inside.1 - largest(|p| p.size.1)) / high).min(1.3),
    );
    if shrink.0 <= 0.0 || shrink.1 <= 0.0 {
        return None;
    }
    let apart = |a: &Piece, b: &Piece| {
        let (mut x, mut y) = ((a.size.0 + b.size.0) / 2.0 + gap.0, (a.size.1 + b.size.1) / 2.0 + gap.1);
        if a.zone != b.zone {
            let zoned = [a, b].iter().filter(|p| p.zone.is_some()).count() as f64;
            x = x.max((a.size.0 + b.size.0) / 2.0 + zoned * ZONE.0 + 14.0);
            let lower = if a.at.y > b.at.y { a } else { b };
            let head = if lower.zone.is_some() { ZONE.1 - ZONE.0 } else { 0.0 };
            y = y.max((a.size.1 + b.size.1) / 2.0 + zoned * ZONE.0 + head + 14.0);
        }
        (x, y)
    };
    // Two regions are kept apart as they stand; within one, and where regions overlap, each pair along the
    // way in which it stands further apart for its size.
    let across = |a: &Piece, b: &Piece| {
        let (p, q) = (&a.region, &b.region);
        let between = (p.x.max(q.x) - p.right().min(q.right()), p.y.max(q.y) - p.bottom().min(q.bottom()));
        if a.zone != b.zone && between.0.max(between.1) >= 0.0 {
            return between.0 * shrink.0 >= between.1 * shrink.1;
        }
        let (x, y) = apart(a, b);
        (a.at.x - b.at.x).abs() * shrink.0 / x >= (a.at.y - b.at.y).abs() * shrink.1 / y
    };
    let head = |p: &Piece| if p.zone.is_some() { ZONE } else { (0.0, 0.0) };
    let x = along(
        pieces,
        inside.0,
        |p| (p.at.x, (p.at.x - left) * shrink.0 + (inside.0 - wide * shrink.0) / 2.0),
        |p| (p.size.0 / 2.0 + head(p).0, p.size.0 / 2.0 + head(p).0),
        |a, b| across(a, b).then(|| apart(a, b).0),
    )?;
    let y = along(
        pieces,
        inside.1,
        |p| (p.at.y, (p.at.y - top) * shrink.1 + (inside.1 - high * shrink.1) / 2.0),
        |p| (p.size.1 / 2.0 + head(p).1, p.size.1 / 2.0 + head(p).0),
        |a, b| (!across(a, b)).then(|| apart(a, b).1),
    )?;
    let place = |(i, p): (usize, &Piece)| (p.id, Point::new(x[i].round(), y[i].round()));
    Some(pieces.iter().enumerate().map(place).collect())
}

/// Places along one way, from 0 to `room`: as near to the wished ones as distances allow. `wish` gives where a
/// piece stands on the map and where it should stand, `reach` how far it reaches before and after its
/// middle, `apart` how far two must stand apart.
fn along(
    pieces: &[Piece],
    room: f64,
    wish: impl Fn(&Piece) -> (f64, f64),
    reach: impl Fn(&Piece) -> (f64, f64),
    apart: impl Fn(&Piece, &Piece) -> Option<f64>,
) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|a, b| wish(&pieces[*a]).0.total_cmp(&wish(&pieces[*b]).0).then(a.cmp(b)));
    // From the far end: the last place that leaves room for all that must come after.
    let mut latest = vec![0.0_f64; pieces.len()];
    for (n, &i) in order.iter().enumerate().rev() {
        let after = order[n + 1..].iter();
        let limits = after.filter_map(|&j| Some(latest[j] - apart(&pieces[i], &pieces[j])?));
        latest[i] = limits.fold(room - reach(&pieces[i]).1, f64::min);
    }
    let mut at = vec![0.0_f64; pieces.len()];
    for (n, &i) in order.iter().enumerate() {
        let before = order[..n].iter();
        let limits = before.filter_map(|&j| Some(at[j] + apart(&pieces[j], &pieces[i])?));
        let earliest = limits.fold(reach(&pieces[i]).0, f64::max);
        if earliest > latest[i] + 0.01 {
            return None;
        }
        at[i] = wish(&pieces[i]).1.clamp(earliest, latest[i].max(earliest));
    }
    Some(at)
}

/// The map with its cards and notes at other places; zones hug their actors.
fn moved(map: &Map, places: &Places) -> Map {
    let mut map = map.clone();
    let actors: Vec<Arc<Actor>> = map.actors.values().cloned().collect();
    for actor in &actors {
        if let Some(at) = places.get(&actor.id.into()) {
            map.put(Actor { position: Some(*at), ..(**actor).clone() }.into());
        }
    }
    let notes: Vec<Arc<Note>> = map.notes.values().cloned().collect();
    for note in &notes {
        if let (Some(at), Some(size)) = (places.get(&note.id.into()), scene::note_size(note)) {
            let corner = Point::new(at.x - size.0 / 2.0, at.y - size.1 / 2.0);
            map.put(Note { position: Some(corner), ..(**note).clone() }.into());
        }
    }
    let inhabited = |z: &Zone| actors.iter().any(|a| a.zone == Some(z.id));
    let zones: Vec<Zone> = map.zones.values().map(|z| (**z).clone()).filter(inhabited).collect();
    for zone in zones {
        map.put(Zone { area: None, ..zone }.into());
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIGHT: Gaps = Gaps { narrow: NARROWEST, wide: WIDEST };
    use crate::map::ActorId;

    fn piece(id: u32, x: f64, y: f64) -> Piece {
        let region = Rect::new(x - 50.0, y - 15.0, 100.0, 30.0);
        Piece { id: ActorId(id).into(), at: Point::new(x, y), size: (100.0, 30.0), zone: None, region }
    }

    #[test]
    fn notes_below_all_cards_stand_close_below_them_and_the_cards_take_the_room() {
        let note = |y: f64| Piece { id: crate::map::NoteId(9).into(), ..piece(9, 0.0, y) };
        let places = |last: Piece| {
            let pieces = [piece(1, 0.0, 0.0), piece(2, 0.0, 200.0), last];
            let places = in_rows(&pieces, TIGHT, (13.0, 27.0), (300.0, 408.0), COLUMN.len()).unwrap();
            pieces.map(|p| places[&p.id].y)
        };
        let [top, middle, below] = places(note(600.0));
        assert_eq!(below - middle, 30.0 + OVER_NOTES);
        assert!(middle - top > 4.0 * OVER_NOTES, "{top} {middle}");
        let [top, middle, below] = places(piece(3, 0.0, 600.0));
        assert_eq!(below - middle, middle - top, "a card needs as much room as the others");
    }

    #[test]
    fn what_stands_about_in_a_line_is_set_in_one_and_keeps_its_order() {
        let pieces =
            [piece(1, 0.0, 12.0), piece(2, 310.0, 0.0), piece(3, 14.0, 240.0), piece(4, 300.0, 250.0)];
        let places = in_rows(&pieces, TIGHT, (13.0, 27.0), (300.0, 120.0), COLUMN.len()).unwrap();
        let at = |id: u32| places[&ActorId(id).into()];
        assert_eq!((at(1).x, at(2).x, at(1).y, at(3).y), (at(3).x, at(4).x, at(2).y, at(4).y));
        assert!(at(1).x < at(2).x && at(1).y < at(3).y);
        assert!(in_rows(&pieces, TIGHT, (13.0, 27.0), (200.0, 120.0), COLUMN.len()).is_none());
    }
}
