//! Question 7: where is trust missing under the money or the data that flows?
//!
//! Trust of one actor in another: the best product over paths of at most three steps, 0.8 for each step
//! after the first. It is an interval: evidence u leaves an arc between t (1 - u) and t + u (1 - t), and
//! both ends go along the path. Where no path is drawn, trust is not recorded, which is not the same as
//! too little.

use super::{
    TrustGap,
    data::Carried,
    findings::Saying,
    paths::{Factors, Path, Reach, Ways},
    snapshot::Snapshot,
    words,
};
use crate::map::Kind;
use std::collections::BTreeMap;

/// Trust between all actors, worked out as it is asked for.
pub(super) struct Trust {
    factors: Factors,
    reach: Reach,
    ways: BTreeMap<usize, Ways>,
}

impl Trust {
    /// The trust drawn on a map.
    pub fn new(map: &Snapshot) -> Trust {
        let mut factors = Factors::default();
        for (number, row) in map.flows.iter().enumerate().filter(|(_, r)| r.flow.kind == Kind::Trust) {
            factors.add(row.from, row.to, row.weight, number, f64::max);
        }
        let reach = Reach { steps: 3, decay: map.config.trust_decay, floor: 0.0 };
        Trust { factors, reach, ways: BTreeMap::new() }
    }

    /// How much one actor trusts another; `None` where no path is drawn.
    pub fn of(&mut self, truster: usize, trusted: usize) -> Option<Path> {
        let Trust { factors, reach, ways } = self;
        ways.entry(trusted).or_insert_with(|| factors.ways_to(trusted, *reach, None)).from(truster)
    }

    /// The ends of the interval of a path.
    pub fn interval(&self, map: &Snapshot, path: &Path) -> (f64, f64) {
        let steps = path.actors.windows(2).filter_map(|w| self.factors.between(w[0], w[1]));
        let ends = |factor: &super::paths::Factor| {
            let surest = |&f: &usize| map.flows[f].weight >= factor.value;
            let flow = factor.flows.iter().copied().filter(surest).min_by_key(|&f| map.flows[f].evidence);
            let open = flow.map_or(0.0, |f| map.config.trust_open.of(map.flows[f].evidence));
            (factor.value * (1.0 - open), factor.value + open * (1.0 - factor.value))
        };
        let decay = self.reach.decay.powi(path.actors.len() as i32 - 2);
        let (lo, hi) = steps.map(ends).fold((1.0, 1.0), |(lo, hi), (l, h)| (lo * l, hi * h));
        (lo * decay, hi * decay)
    }

    /// The flows a path rests on.
    pub fn flows_of(&self, path: &Path) -> Vec<usize> {
        self.factors.flows_of(path)
    }
}

/// A flow with less trust under it than it needs.
pub(super) struct Gap {
    /// Who should trust.
    pub from: usize,
    /// Whom.
    pub to: usize,
    /// The flow that needs it.
    pub flow: usize,
    /// Trust needed.
    pub needed: f64,
    /// The trust there is; `None` where none is recorded.
    pub have: Option<Path>,
    /// The gap times what is at stake.
    pub weight: f64,
    /// Share of the payer's money, or 0 for data.
    pub share: f64,
    /// The trust that a dataset's origin needs in one of its holders, rather than that between the ends.
    pub origin: bool,
}

/// Where trust is missing, money and data each by weight.
pub(super) fn gaps(map: &Snapshot, trust: &mut Trust, data: &Carried) -> Vec<Gap> {
    let mut found = money_gaps(map, trust);
    found.extend(data_gaps(map, trust, data));
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.flow.cmp(&b.flow)));
    found
}

fn gap(trust: &mut Trust, from: usize, to: usize, flow: usize, needed: f64, stake: f64) -> Option<Gap> {
    let have = trust.of(from, to);
    let missing = needed - have.as_ref().map_or(0.0, |p| p.value);
    let lacks = have.is_none() || missing > 1e-9;
    let weight = missing.max(0.0) * stake;
    lacks.then_some(Gap { from, to, flow, needed, have, weight, share: 0.0, origin: false })
}

/// Each pair that pays: what is needed grows with the part of the payer's money that goes there.
fn money_gaps(map: &Snapshot, trust: &mut Trust) -> Vec<Gap> {
    let mut pays: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    let mut out = vec![0.0; map.actors.len()];
    let money = map.flows.iter().enumerate().filter(|(_, r)| r.flow.kind == Kind::Money && !r.is_loop());
    for (number, row) in money {
        pays.entry((row.from, row.to)).or_insert((0.0, number)).0 += row.amount.yearly();
        out[row.from] += row.amount.yearly();
    }
    let whole = out.iter().sum::<f64>().max(1e-9);
    let mut found = Vec::new();
    for ((from, to), (amount, flow)) in pays {
        let share = if out[from] > 0.0 { amount / out[from] } else { 0.0 };
        let config = map.config;
        let needed = if share >= config.trust_large_share - 1e-9 {
            config.trust_for_much
        } else {
            config.trust_for_money
        };
        let gap = gap(trust, from, to, flow, needed, amount / whole);
        found.extend(gap.map(|g| Gap { share, ..g }));
    }
    found
}

/// Each data flow, and each origin with the holders of its data.
fn data_gaps(map: &Snapshot, trust: &mut Trust, data: &Carried) -> Vec<Gap> {
    let mut found = Vec::new();
    for arc in &data.arcs {
        let home = |c: &usize| data.sets[*c].origin == Some(arc.to);
        if !arc.listed.is_empty() && arc.listed.iter().all(home) {
            continue;
        }
        let z = data.delivered(map, arc);
        let needed = map.config.trust_for_sensitivity * f64::from(z);
        found.extend(gap(trust, arc.from, arc.to, arc.flow, needed, f64::from(z) / 4.0));
    }
    for (c, set) in data.sets.iter().enumerate() {
        let Some(origin) = set.origin else { continue };
        let reach = data.holders(c).count() as f64 / map.actors.len().max(1) as f64;
        for (holder, held) in data.holders(c).filter(|&(h, _)| h != origin) {
            let Some(flow) = held.arc.map(|a| data.arcs[a].flow) else { continue };
            let straight = data.arcs.iter().any(|a| a.from == origin && a.to == holder);
            if held.z < 2 || straight || trust.of(origin, holder).is_none() {
                continue;
            }
            let z = f64::from(held.z);
            let needed = map.config.trust_for_sensitivity * z;
            let gap = gap(trust, origin, holder, flow, needed, z / 4.0 * reach);
            found.extend(gap.map(|g| Gap { origin: true, ..g }));
        }
    }
    found
}

/// The gaps for people and machines.
pub(super) fn views(map: &Snapshot, trust: &Trust, gaps: &[Gap]) -> Vec<TrustGap> {
    let view = |gap: &Gap| {
        let interval = gap.have.as_ref().map(|p| trust.interval(map, p));
        TrustGap {
            from: map.actors[gap.from].id,
            to: map.actors[gap.to].id,
            flow: map.flows[gap.flow].flow.id,
            needed: gap.needed,
            have: gap.have.as_ref().map(|p| p.value),
            lo: interval.map(|i| i.0),
            hi: interval.map(|i| i.1),
            path: gap.have.as_ref().map_or_else(Vec::new, |p| map.actor_ids(p.actors.iter().copied())),
            reason: reason(map, gap).into(),
        }
    };
    gaps.iter().map(view).collect()
}

fn reason(map: &Snapshot, gap: &Gap) -> &'static str {
    match (gap.have.is_some(), gap.origin, map.flows[gap.flow].flow.kind) {
        (false, _, _) => say!("trust is not recorded"),
        (true, true, _) => say!("data travels farther than trust"),
        (true, _, Kind::Money) => say!("less trust than the money needs"),
        (true, ..) => say!("less trust than the data needs"),
    }
}

/// What the map says about trust.
pub(super) fn findings(map: &Snapshot, trust: &Trust, gaps: &[Gap]) -> Vec<Saying> {
    let weight = |gap: &Gap| 0.5 + gap.weight.min(1.0) / 2.0;
    let low = gaps.iter().filter_map(|g| Some((g, g.have.as_ref()?)));
    let mut said: Vec<Saying> = low
        .take(8)
        .map(|(gap, path)| {
            Saying::new(7, "trust.too-low", weight(gap), too_low(map, gap, path))
                .value(path.value, "trust")
                .actors(path.actors.iter().copied())
                .flows(trust.flows_of(path))
                .flows([gap.flow])
        })
        .collect();
    let silent: Vec<&Gap> = gaps.iter().filter(|g| g.have.is_none()).collect();
    said.extend(not_recorded(map, &silent));
    said
}

fn too_low(map: &Snapshot, gap: &Gap, path: &Path) -> String {
    let (from, to) = (map.name(gap.from), map.name(gap.to));
    let middle = &path.actors[1..path.actors.len() - 1];
    let through = match middle {
        [] => String::new(),
        _ => {
            say!(
                ", and comes second hand, through {names}",
                names = words::list(middle.iter().map(|&a| map.name(a)), 2)
            )
        }
    };
    let level = level(path.value, gap.needed);
    let it = map.its(gap.from);
    let part = if gap.share > 0.9999 { say!("all").to_owned() } else { words::part(gap.share) };
    let subject = words::sentence(from);
    let (sends, pays) =
        (map.verb(gap.from, say!("sends"), say!("send")), map.verb(gap.from, say!("pays"), say!("pay")));
    match (gap.origin, map.flows[gap.flow].flow.kind) {
        (true, _) => say!(
            "Data that began with {from} ends up with {to}, but {it} trust in {to} is {level}{through}.",
            from,
            to,
            it,
            level,
            through
        ),
        (_, Kind::Money) if gap.share > 0.0 => {
            say!(
                "{subject} {sends} {part} of {it} money to {to}, but {it} trust in {to} is {level}{through}.",
                subject,
                sends,
                part,
                it,
                to,
                level,
                through
            )
        }
        (_, Kind::Money) => {
            say!(
                "{subject} {pays} {to}, but {it} trust in {to} is {level}{through}.",
                subject,
                pays,
                to,
                it,
                level,
                through
            )
        }
        _ => {
            say!(
                "{subject} {sends} data to {to}, but {it} trust in {to} is {level}{through}.",
                subject,
                sends,
                to,
                it,
                level,
                through
            )
        }
    }
}

/// "weak where strong trust is needed": strengths rank and do not measure, so words, and no numbers.
fn level(have: f64, needed: f64) -> String {
    let have = match have {
        v if v >= 0.5 => say!("only moderate"),
        v if v >= 0.2 => say!("weak"),
        _ => say!("very weak"),
    };
    let needed = match needed {
        v if v > 0.7 => say!("very strong"),
        v if v >= 0.55 => say!("strong"),
        v if v >= 0.35 => "moderate",
        _ => say!("some"),
    };
    say!("{have} where {needed} trust is needed", have, needed)
}

/// One sentence for all flows under which nobody drew trust.
fn not_recorded(map: &Snapshot, gaps: &[&Gap]) -> Option<Saying> {
    let mut pairs: Vec<(usize, usize)> = gaps.iter().map(|g| (g.from, g.to)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut flows: Vec<usize> = gaps.iter().flat_map(|gap| needing(map, gap)).collect();
    flows.sort_unstable();
    flows.dedup();
    let listed = words::list_of(&pairs, 3, |&(a, b)| {
        say!("{whose} trust in {name}", whose = map.whose(a), name = map.name(b))
    });
    let text = match pairs.len() {
        0 => return None,
        1 => words::sentence(&say!("{listed} is not recorded, yet money or data flows.", listed)),
        _ => say!(
            "Trust is not recorded under {count} flows of money or data: {listed}.",
            count = words::count(flows.len()),
            listed
        ),
    };
    let weight = 0.35 + 0.1 * (pairs.len() as f64 / map.actors.len().max(1) as f64).min(1.0);
    let actors = pairs.iter().flat_map(|&(a, b)| [a, b]);
    Some(Saying::new(7, "trust.not-recorded", weight, text).actors(actors).flows(flows).drawn())
}

/// The flows that need the trust of a gap: all money that one pays the other counts as one payment.
fn needing(map: &Snapshot, gap: &Gap) -> Vec<usize> {
    match map.flows[gap.flow].flow.kind {
        Kind::Money => map.out(Kind::Money, gap.from).filter(|&f| map.flows[f].to == gap.to).collect(),
        _ => vec![gap.flow],
    }
}
