//! Ports for some bundles while all others keep theirs: for a picture that is on the move.

use super::{
    Port, Setting,
    ports::{even, order, share},
    wish::{Wish, usable, wishes_of},
};
use crate::scene::route::Turn;
use std::collections::{BTreeMap, BTreeSet};

/// Between an end that is put among others and its neighbours, at least.
const GAP: f64 = 4.0;

/// Finds the ports of the bundles `anew` (in order), among which are all that hang on cards that moved. At
/// those cards the sides are shared out as ever; elsewhere an end takes what the others leave free, and where
/// neither card moved it stays as long as it leaves through the same side. `hanging` has the bundles at each card.
pub(in crate::scene) fn ports_anew(
    setting: Setting,
    anew: &[usize],
    moved: &BTreeSet<usize>,
    hanging: &[Vec<usize>],
    ways: &[Vec<Turn>],
    out: &mut [[Port; 2]],
) {
    let mut free: BTreeMap<usize, Vec<Wish>> = BTreeMap::new();
    let mut fixed: Vec<(usize, Wish)> = Vec::new();
    for &i in anew {
        let bundle = &setting.bundles[i];
        let ends = [bundle.a, bundle.b];
        for wish in wishes_of(setting, i, &ways[i]).into_iter().filter(|_| bundle.a != bundle.b) {
            let card = ends[wish.end];
            if moved.contains(&card) {
                free.entry(card).or_default().push(wish);
            } else if ends.iter().any(|c| moved.contains(c))
                || out[i][wish.end].side != wish.side
                || wish.room.is_some()
            {
                fixed.push((card, wish));
            }
        }
    }
    let shared = free.into_iter().flat_map(|(card, wishes)| share(setting, card, wishes)).collect();
    order(setting, shared, ways, out);
    fixed.sort_by(|(c, a), (d, b)| (c, a.side).cmp(&(d, b.side)).then(a.along.total_cmp(&b.along)));
    for at in 0..fixed.len() {
        let (card, wish) = &fixed[at];
        let later = |i: usize| fixed[at..].iter().take_while(|(c, _)| c == card).any(|(_, w)| w.bundle == i);
        let others = hanging[*card].iter().copied().filter(|&i| !later(i));
        out[wish.bundle][wish.end] = between(setting, *card, wish, others, out);
    }
    anew.iter().for_each(|&i| even(&mut out[i]));
}

/// The ports that a bundle would have if it were alone.
pub(in crate::scene) fn wished(setting: Setting, i: usize, way: &[Turn]) -> [Port; 2] {
    let cards = [setting.bundles[i].a, setting.bundles[i].b];
    wishes_of(setting, i, way).map(|wish| between(setting, cards[wish.end], &wish, [].into_iter(), &[]))
}

/// The place for an end on its side nearest to where it wishes to be, between the ends of `others`.
fn between(
    setting: Setting,
    card: usize,
    wish: &Wish,
    others: impl Iterator<Item = usize>,
    ports: &[[Port; 2]],
) -> Port {
    let room = |half: f64, span: f64, tight: f64| half + span * (tight - 1.0) / 2.0;
    let taken = others.filter_map(|i| {
        let bundle = &setting.bundles[i];
        let end = usize::from(bundle.b == card);
        let port = ports[i][end];
        let half = room(bundle.ends[end], bundle.span(), port.tight) + GAP;
        (port.side == wish.side && bundle.a != bundle.b).then_some((port.along - half, port.along + half))
    });
    let mut taken: Vec<(f64, f64)> = taken.collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let stretch = wish.room.unwrap_or_else(|| usable(wish.side, &setting.cards[card], setting.ears[card]));
    let (mut from, end) = stretch;
    taken.push((end, end));
    let half = room(wish.half, wish.span, 1.0);
    // Where it has room the nearest place, else the widest.
    let mut best: Option<((bool, f64), f64, f64)> = None;
    for (start, next) in taken {
        let wide = start.min(end) - from;
        let fits = wide >= 2.0 * half;
        let inner = half.min(wide / 2.0);
        let along =
            if fits { wish.along.clamp(from + inner, from + wide - inner) } else { from + wide / 2.0 };
        let worth = (fits, if fits { -(along - wish.along).abs() } else { wide });
        if wide > 0.0 && best.is_none_or(|(w, ..)| worth > w) {
            best = Some((worth, along, wide));
        }
        from = from.max(next);
    }
    let (along, wide) =
        best.map_or((wish.along.max(stretch.0).min(stretch.1), 0.0), |(_, along, wide)| (along, wide));
    let tight = if wide >= 2.0 * half { 1.0 } else { (wide / (2.0 * half)).max(0.3) };
    Port { side: wish.side, along, tight }
}
