//! Who relates to whom, and where each would like to stand: the part of a map that tidy looks at.

use crate::map::{ActorId, Kind, Map, Point, Role};
use std::collections::BTreeMap;

/// The actors to arrange, by their place in a list, and what holds them together.
pub(super) struct Links {
    /// Pairs of related actors with how strongly they are drawn together; the smaller place first.
    pub pairs: Vec<(usize, usize, f64)>,
    /// How many flows each pair has.
    pub flows: Vec<u32>,
    /// For each actor the pairs it is in.
    pub of: Vec<Vec<usize>>,
    /// For each actor its zone, numbered from 0.
    pub zone: Vec<Option<usize>>,
    /// The members of each zone.
    pub zones: Vec<Vec<usize>>,
    /// For each actor the side it belongs on: 0 left (demand) to 1 right (supply); `None` for anywhere.
    pub side: Vec<Option<f64>>,
    /// For each actor how high it belongs: 0 top (those who set rules) to 1 bottom.
    pub height: Vec<Option<f64>>,
    /// For each pair how clearly its first actor stands before its second on the way from demand to supply;
    /// below 0 where it stands after.
    pub before: Vec<f64>,
    /// The place of us, if we are among the actors.
    pub us: Option<usize>,
}

impl Links {
    /// What relates the given actors of a map.
    pub fn new(map: &Map, actors: &[ActorId]) -> Links {
        let place: BTreeMap<ActorId, usize> = actors.iter().enumerate().map(|(at, &id)| (id, at)).collect();
        let mut count: BTreeMap<(usize, usize), (u32, f64)> = BTreeMap::new();
        for flow in map.flows.values() {
            if let (Some(&a), Some(&b)) = (place.get(&flow.from), place.get(&flow.to))
                && a != b
            {
                let entry = count.entry((a.min(b), a.max(b))).or_default();
                entry.0 += 1;
                entry.1 += if a < b { towards_supply(flow.kind) } else { -towards_supply(flow.kind) };
            }
        }
        let pairs: Vec<(usize, usize, f64)> =
            count.iter().map(|(&(a, b), &(n, _))| (a, b, 1.0 + 0.25 * f64::from(n.min(5) - 1))).collect();
        let flows = count.values().map(|&(n, _)| n).collect();
        let before = count.values().map(|&(_, votes)| votes.clamp(-1.0, 1.0)).collect();
        let mut of = vec![Vec::new(); actors.len()];
        for (at, &(a, b, _)) in pairs.iter().enumerate() {
            of[a].push(at);
            of[b].push(at);
        }
        let (zone, zones) = zones(map, actors);
        let side = actors.iter().map(|id| side(map, *id)).collect();
        let height = actors.iter().map(|id| height(map, *id)).collect();
        let us = map.info.us.and_then(|us| place.get(&us).copied());
        Links { pairs, flows, of, zone, zones, side, height, before, us }
    }

    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// The other end of a pair.
    pub fn other(&self, pair: usize, actor: usize) -> usize {
        let (a, b, _) = self.pairs[pair];
        if a == actor { b } else { a }
    }

    /// The actors in the order in which a walk along the flows reaches them from us, or from the actor
    /// with the most relations.
    pub fn outwards_from_us(&self) -> Vec<usize> {
        let mut starts: Vec<usize> = (0..self.len()).collect();
        starts.sort_by_key(|&a| (Some(a) != self.us, std::cmp::Reverse(self.of[a].len()), a));
        let mut seen = vec![false; self.len()];
        let mut order = Vec::with_capacity(self.len());
        for start in starts {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut next = order.len();
            order.push(start);
            while next < order.len() {
                for &pair in &self.of[order[next]] {
                    let other = self.other(pair, order[next]);
                    if !std::mem::replace(&mut seen[other], true) {
                        order.push(other);
                    }
                }
                next += 1;
            }
        }
        order
    }
}

fn zones(map: &Map, actors: &[ActorId]) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let number: BTreeMap<_, usize> = map.zones.keys().enumerate().map(|(at, &id)| (id, at)).collect();
    let of: Vec<Option<usize>> =
        actors.iter().map(|id| map.actors[id].zone.and_then(|zone| number.get(&zone).copied())).collect();
    let mut members = vec![Vec::new(); number.len()];
    for (actor, zone) in of.iter().enumerate() {
        if let Some(zone) = zone {
            members[*zone].push(actor);
        }
    }
    (of, members)
}

/// How clearly a flow of a kind runs from demand towards supply: its start stands before its end.
fn towards_supply(kind: Kind) -> f64 {
    match kind {
        Kind::Money => 1.0,
        Kind::Product => -1.0,
        Kind::Attention | Kind::Trust => 0.5,
        Kind::Data | Kind::Decision => 0.25,
    }
}

fn side(map: &Map, id: ActorId) -> Option<f64> {
    if map.info.us == Some(id) {
        return Some(0.55);
    }
    map.actors[&id].roles.first().and_then(|role| match role {
        Role::Customer | Role::User | Role::Payer | Role::Decider => Some(0.0),
        Role::Intermediary | Role::Influencer | Role::Community => Some(0.3),
        Role::Own => Some(0.55),
        Role::Supplier | Role::Developer | Role::Complement | Role::DataSource | Role::Investor => Some(1.0),
        Role::Substitute | Role::Platform | Role::Gatekeeper | Role::Regulator | Role::DataSink => None,
    })
}

fn height(map: &Map, id: ActorId) -> Option<f64> {
    if map.info.us == Some(id) {
        return Some(0.5);
    }
    map.actors[&id].roles.first().and_then(|role| match role {
        Role::Regulator | Role::Gatekeeper => Some(0.0),
        Role::Substitute | Role::DataSink => Some(1.0),
        _ => None,
    })
}

/// How far `p` is from the straight line between `a` and `b`.
pub(super) fn distance(p: Point, (a, b): (Point, Point)) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy)
}
