//! Question 8: where does one more unit of effort reach furthest? The top list in sentences.

use super::Sureness;
use super::{
    Interdependency,
    dependence::{owner, stopped},
    findings::{Saying, sureness},
    leverage::Subject,
    snapshot::Snapshot,
    top::{Entry, Leverage},
    words,
};
use crate::map::{Evidence, Kind};

/// The top list for people.
pub(super) fn top(map: &Snapshot, money: &Leverage) -> Vec<Interdependency> {
    let entries = money.top.iter().enumerate();
    entries.map(|(i, entry)| interdependency(map, money, i as u32 + 1, entry)).collect()
}

pub(super) fn interdependency(map: &Snapshot, money: &Leverage, rank: u32, entry: &Entry) -> Interdependency {
    let flows = money.rests_on(map, entry.subject);
    let range = words::percent_range(entry.range.map(|r| (r.lo, r.hi)));
    let because = reason(map, money, entry.subject).map_or_else(String::new, |r| format!(": {r}"));
    let sentence = format!(
        "If {}, your revenue would fall {}{range}{because}.",
        stopped(map, entry.subject),
        words::percent(entry.loss)
    );
    let actors = match entry.subject {
        Subject::Actor(a) => vec![a],
        Subject::Flow(f) => vec![map.flows[f].from],
    };
    Interdependency {
        rank,
        subject: super::lint::record(map, entry.subject),
        metric: "revenue".into(),
        loss: entry.loss,
        lo: entry.range.map(|r| r.lo),
        hi: entry.range.map(|r| r.hi),
        support: entry.range.map(|r| r.support),
        support_interval: entry.range.map(|r| r.support_interval),
        tied_with_next: entry.tied_with_next,
        sentence,
        evidence: evidence(map, &flows),
        owner: owner(map, entry.subject).to_owned(),
        review: String::new(),
        state: None,
        by_hand: false,
        proposed: Some(rank),
        actors: map.actor_ids(actors),
        flows: map.flow_ids(flows),
    }
}

/// Why that much would be lost: the largest of what goes through it, what it makes possible, what it lets
/// through, and what it pays.
fn reason(map: &Snapshot, money: &Leverage, subject: Subject) -> Option<String> {
    let reaching = money.reaching.as_ref()?;
    let parts = money.on.parts();
    let left = money.on.after(map, &[subject], &parts);
    let arcs = left.iter().filter_map(|(&f, &left)| Some((f, left, money.on.arc(f)?)));
    let lost = arcs.map(|(f, left, arc)| ((1.0 - left) * reaching.carried(&money.graph, arc), f, left));
    let (_, flow, left) =
        lost.filter(|l| l.0 > 0.0).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let row = &map.flows[flow];
    let amount = words::money(row.amount.yearly(), &map.map.info.currency);
    let payer = map.name(row.from);
    let (of_it, to_it) = match subject {
        Subject::Actor(a) => (map.its(a), map.object(a)),
        Subject::Flow(_) => ("this", "it"),
    };
    let of_subject = |a| subject == Subject::Actor(a);
    Some(if left > 0.0 {
        let link = money.on.links.iter().find(|l| l.flow == flow && is_part_of(map, subject, l.by))?;
        let by = map.flows[link.by].flow.kind.word();
        format!(
            "{} of what {payer} {} hangs on {} {by} (a correlation, not proof)",
            words::percent(link.phi),
            map.verb(row.from, "pays", "pay"),
            of_it
        )
    } else if of_subject(row.from) {
        match map.us == Some(row.to) {
            true => format!("{amount} a year reaches you through {to_it}"),
            false => format!("{amount} a year goes on from there to {}", map.name(row.to)),
        }
    } else if of_subject(row.to) {
        format!("{amount} a year from {payer} goes to {to_it} first")
    } else if row.flow.via.iter().any(|&v| map.actor(v).is_some_and(of_subject)) {
        format!("{amount} a year from {payer} comes with {of_it} help")
    } else {
        format!("{amount} a year from {payer} needs {of_it} agreement")
    })
}

fn is_part_of(map: &Snapshot, subject: Subject, flow: usize) -> bool {
    match subject {
        Subject::Flow(f) => f == flow,
        Subject::Actor(a) => {
            let row = &map.flows[flow];
            let through = row.flow.via.iter().any(|&v| map.actor(v) == Some(a));
            row.from == a || row.to == a || through
        }
    }
}

/// "estimated, CRM export".
fn evidence(map: &Snapshot, flows: &[usize]) -> String {
    let grade = match sureness(map, flows) {
        Sureness::Sure => Evidence::Known,
        Sureness::Estimated => Evidence::Estimated,
        Sureness::Assumed => Evidence::Assumed,
    };
    let mut sources: Vec<&str> = flows.iter().map(|&f| map.flows[f].flow.source.trim()).collect();
    sources.retain(|s| !s.is_empty());
    sources.sort_unstable();
    sources.dedup();
    let sources = words::list(sources, 2);
    if sources.is_empty() { grade.word().into() } else { format!("{}, {sources}", grade.word()) }
}

/// What the map says about where to act.
pub(super) fn findings(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let unowned: Vec<&Entry> = money.top.iter().filter(|e| owner(map, e.subject).is_empty()).collect();
    let Some(first) = unowned.first() else { return Vec::new() };
    let names = words::list(unowned.iter().map(|e| super::dependence::subject_name(map, e.subject)), 5);
    let all = money.top.len();
    let text = match (unowned.len(), all) {
        (1, 1) => format!("The interdependency that matters most, {names}, has no owner here: name one."),
        (n, all) if n == all => {
            format!(
                "None of the top {} interdependencies has an owner here: name one each for {names}.",
                words::count(all)
            )
        }
        (n, all) => format!(
            "{} of the top {} interdependencies {} no owner here: {names}.",
            words::sentence(&words::count(n)),
            words::count(all),
            if n == 1 { "has" } else { "have" }
        ),
    };
    vec![
        Saying::new(8, "top.nobody-owns-it", first.loss, text)
            .subjects(unowned.iter().map(|e| e.subject))
            .drawn(),
    ]
}

/// How much more of an enabling flow a tenth more revenue takes, if the link is a cause.
pub(super) fn growth(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let Some(reaching) = money.reaching.as_ref().filter(|r| r.total > 0.0) else { return Vec::new() };
    let mut of: std::collections::BTreeMap<usize, (f64, Vec<usize>)> = std::collections::BTreeMap::new();
    for link in &money.on.links {
        if let Some(arc) = money.on.arc(link.flow) {
            let elasticity = link.phi * reaching.carried(&money.graph, arc) / reaching.total;
            let entry = of.entry(link.by).or_default();
            entry.0 += elasticity;
            entry.1.push(link.flow);
        }
    }
    let say = |(by, (elasticity, flows)): (usize, (f64, Vec<usize>))| {
        let row = &map.flows[by];
        let text = format!(
            "For 10% more revenue, the {} from {} to {} would have to grow {}. The link is a correlation: not proof.",
            row.flow.kind.word(),
            map.name(row.from),
            map.name(row.to),
            words::percent(0.1 / elasticity),
        );
        Saying::new(8, "effort.growth-through-enabler", 0.5 * elasticity.min(1.0), text)
            .value(elasticity, "% of revenue for each % of the flow")
            .actors([row.from, row.to])
            .flows(flows)
            .flows([by])
    };
    of.into_iter().filter(|(_, (e, _))| *e > 0.01).map(say).collect()
}

impl Leverage {
    /// The flows that a loss rests on: money that stops or shrinks, and what ties it to the subject.
    pub fn rests_on(&self, map: &Snapshot, subject: Subject) -> Vec<usize> {
        let left = self.on.after(map, &[subject], &self.on.parts());
        let carries = |f: usize| {
            let reaching = self.reaching.as_ref();
            let arc = self.on.arc(f);
            arc.zip(reaching).is_some_and(|(arc, r)| r.carried(&self.graph, arc) > 0.0)
        };
        let mut flows: Vec<usize> = left.keys().copied().filter(|&f| carries(f)).collect();
        let money = flows.clone();
        flows.extend(
            self.on
                .links
                .iter()
                .filter(|l| money.contains(&l.flow) && left.contains_key(&l.by))
                .map(|l| l.by),
        );
        if let Subject::Flow(f) = subject {
            flows.push(f);
        }
        if let Subject::Actor(a) = subject {
            let gates =
                map.out(Kind::Decision, a).filter(|&g| self.on.gated_by(g).any(|f| money.contains(&f)));
            flows.extend(gates);
        }
        flows.sort_unstable();
        flows.dedup();
        flows
    }
}
