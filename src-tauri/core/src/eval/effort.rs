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
    let reason = reason(map, money, entry.subject);
    let told = |because: &str| {
        say!(
            "If {stops}, your revenue would fall {loss}{range}{because}.",
            stops = stopped(map, entry.subject),
            loss = words::part(entry.loss),
            range,
            because
        )
    };
    let sentence = told(&reason.as_ref().map_or_else(String::new, |(why, _)| format!(": {why}")));
    // That a loss is no more than a correlation is never left out.
    let brief = if reason.is_some_and(|(_, correlates)| correlates) { String::new() } else { told("") };
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
        brief,
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
/// through, and what it pays; and whether that is no more than a correlation.
fn reason(map: &Snapshot, money: &Leverage, subject: Subject) -> Option<(String, bool)> {
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
    let correlates = left > 0.0;
    let why = if correlates {
        let link = money.on.links.iter().find(|l| l.flow == flow && is_part_of(map, subject, l.by))?;
        let by = map.flows[link.by].flow.kind.said();
        say!(
            "{phi} of what {payer} {pays} hangs on {its} {by} (a correlation, not proof)",
            phi = words::part(link.phi),
            payer,
            pays = map.verb(row.from, say!("pays"), say!("pay")),
            its = of_it,
            by
        )
    } else if of_subject(row.from) {
        match map.us == Some(row.to) {
            true => say!("{amount} a year reaches you through {it}", amount, it = to_it),
            false => say!("{amount} a year goes on from there to {to}", amount, to = map.name(row.to)),
        }
    } else if of_subject(row.to) {
        say!("{amount} a year from {payer} goes to {it} first", amount, payer, it = to_it)
    } else if row.flow.via.iter().any(|&v| map.actor(v).is_some_and(of_subject)) {
        say!("{amount} a year from {payer} comes with {its} help", amount, payer, its = of_it)
    } else {
        say!("{amount} a year from {payer} needs {its} agreement", amount, payer, its = of_it)
    };
    Some((why, correlates))
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
    if sources.is_empty() { grade.said().into() } else { format!("{}, {sources}", grade.said()) }
}

/// What the map says about where to act.
pub(super) fn findings(map: &Snapshot, money: &Leverage) -> Vec<Saying> {
    let unowned: Vec<&Entry> = money.top.iter().filter(|e| owner(map, e.subject).is_empty()).collect();
    let Some(first) = unowned.first() else { return Vec::new() };
    let names = words::list(unowned.iter().map(|e| super::dependence::subject_name(map, e.subject)), 5);
    let all = money.top.len();
    let text = match (unowned.len(), all) {
        (1, 1) => say!("The interdependency that matters most, {names}, has no owner here: name one.", names),
        (n, all) if n == all => {
            say!(
                "None of the top {count} interdependencies has an owner here: name one each for {names}.",
                count = words::count(all),
                names
            )
        }
        (n, all) => say!(
            "{count} of the top {count_2} interdependencies {has} no owner here: {names}.",
            count = words::sentence(&words::count(n)),
            count_2 = words::count(all),
            has = if n == 1 { say!("has") } else { say!("have") },
            names
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
        let text = say!(
            "For 10% more revenue, the {kind} from {from} to {to} would have to grow {elasticity}. The link is a correlation: not proof.",
            kind = row.flow.kind.said(),
            from = map.name(row.from),
            to = map.name(row.to),
            elasticity = words::percent(0.1 / elasticity)
        );
        Saying::new(8, "effort.growth-through-enabler", 0.5 * elasticity.min(1.0), text)
            .value(elasticity, say!("% of revenue for each % of the flow"))
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
