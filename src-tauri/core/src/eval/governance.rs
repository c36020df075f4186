//! What relations rest on: agreements, rules that one side may change, certificates, escalation paths.

use super::{
    Remark, findings::Saying, leverage::Subject, lint::record, snapshot::Snapshot, top::Leverage, words,
};
use crate::map::{Agreement, AgreementKind, Kind, Light, RecordId};
use std::collections::BTreeSet;

/// Everything said of what relations rest on.
pub(super) struct Governance {
    /// One entry for each subject.
    pub remarks: Vec<Remark>,
    /// The sentences for question 4.
    pub said: Vec<Saying>,
}

/// Who may change the rules under whose feet, and how much stands on them.
pub(super) struct Unilateral {
    /// Who may.
    pub actor: usize,
    /// Share of revenue that is lost with the flows covered.
    pub loss: f64,
    /// Days of notice; 0 where none is agreed.
    pub notice: f64,
    /// The agreement's place among the map's.
    agreement: crate::map::AgreementId,
    flows: Vec<usize>,
}

/// Agreements that the other side may change alone, at short notice.
pub(super) fn unilateral(map: &Snapshot, money: &Leverage) -> Vec<Unilateral> {
    let of = |a: &Agreement| {
        let actor = map.actor(a.changed_alone_by?).filter(|&x| map.us != Some(x))?;
        let notice = a.notice_days.filter(|d| d.is_finite()).unwrap_or(0.0);
        let flows: Vec<usize> = a.covers.iter().filter_map(|&f| map.flow(f)).collect();
        if notice >= map.config.notice_days {
            return None;
        }
        let gone: Vec<Subject> = flows.iter().map(|&f| Subject::Flow(f)).collect();
        let loss = if gone.is_empty() { money.loss[actor].unwrap_or(0.0) } else { money.loss_of(map, &gone) };
        Some(Unilateral { actor, loss, notice, agreement: a.id, flows })
    };
    map.map.agreements.values().filter_map(|a| of(a)).collect()
}

/// What the map says about what relations rest on.
pub(super) fn governance(map: &Snapshot, money: &Leverage) -> Governance {
    let mut found = Governance { remarks: Vec::new(), said: Vec::new() };
    found.goodwill(map, money);
    for rule in unilateral(map, money) {
        found.changed_alone(map, money, &rule);
    }
    for agreement in map.map.agreements.values() {
        found.agreement(map, money, agreement);
    }
    found.register(map);
    found.no_escalation(map, money);
    found
}

impl Governance {
    fn remark(&mut self, rule: &str, subject: impl Into<RecordId>, sentence: String) {
        self.remarks.push(Remark { rule: rule.into(), subject: subject.into(), sentence });
    }

    /// G1: vital flows that no agreement covers.
    fn goodwill(&mut self, map: &Snapshot, money: &Leverage) {
        const RULE: &str = "governance.rests-on-goodwill";
        let covered: BTreeSet<usize> =
            map.map.agreements.values().flat_map(|a| a.covers.iter().filter_map(|&f| map.flow(f))).collect();
        let kinds = [Kind::Money, Kind::Data, Kind::Product];
        let vital = |f: usize| {
            let row = &map.flows[f];
            let ours = map.us.is_some_and(|us| row.from == us || row.to == us);
            let strong = row.flow.strength.is_some_and(|s| s >= map.config.vital_strength);
            // A data contract ticked on the flow is an agreement too.
            let agreed = covered.contains(&f) || row.flow.kind == Kind::Data && row.flow.contract;
            ours && !row.is_loop()
                && kinds.contains(&row.flow.kind)
                && !agreed
                && (strong || carries(map, money, f))
        };
        let flows: Vec<usize> = (0..map.flows.len()).filter(|&f| vital(f)).collect();
        for &f in &flows {
            let text = say!(
                "{flow} rests on goodwill: no agreement covers it.",
                flow = words::sentence(&flow_name(map, f))
            );
            self.remark(RULE, map.flows[f].flow.id, text);
        }
        if flows.is_empty() {
            return;
        }
        let other =
            |&f: &usize| if map.us == Some(map.flows[f].from) { map.flows[f].to } else { map.flows[f].from };
        let mut others: Vec<usize> = flows.iter().map(other).collect();
        others.sort_unstable();
        others.dedup();
        let names = words::list(others.iter().map(|&a| map.name(a)), 3);
        let text = match flows.len() {
            1 => say!("A vital flow with {names} rests on goodwill: no agreement covers it.", names),
            n => say!(
                "{count} vital flows with {names} rest on goodwill: no agreement covers them.",
                count = words::sentence(&words::count(n)),
                names
            ),
        };
        self.said.push(Saying::new(4, RULE, 0.2, text).actors(others).flows(flows).drawn());
    }

    /// G2: rules that the other side can change overnight.
    fn changed_alone(&mut self, map: &Snapshot, money: &Leverage, rule: &Unilateral) {
        const RULE: &str = "governance.changed-alone";
        let name = map.name(rule.actor);
        let notice = match rule.notice {
            0.0 => say!("without notice").to_owned(),
            d => say!("with {d} days' notice", d = words::two_digits(d)),
        };
        let known = money.top.iter().find(|e| e.subject == Subject::Actor(rule.actor));
        let range = known.filter(|e| (e.loss - rule.loss).abs() < 1e-9).and_then(|e| e.range);
        let text = if rule.loss > 0.0 {
            say!(
                "{loss} of your revenue{range} stands on rules that {name} can change alone, {notice}.",
                loss = words::part(rule.loss),
                range = words::percent_range(range.map(|r| (r.lo, r.hi))),
                name,
                notice
            )
        } else {
            let title = map.map.agreements.get(&rule.agreement).map_or("", |a| a.title.as_str());
            say!("{name} can change “{title}” alone, {notice}.", name, title, notice)
        };
        self.remark(RULE, rule.agreement, text.clone());
        let weight = 0.3 + 0.7 * rule.loss;
        self.said.push(
            Saying::new(4, RULE, weight, text)
                .value(rule.loss, say!("share of revenue"))
                .range(range)
                .actors([rule.actor])
                .flows(rule.flows.iter().copied()),
        );
    }

    /// G3, G4 and G6: a state or date that is bad, a certificate without teeth, a promise without a state.
    fn agreement(&mut self, map: &Snapshot, money: &Leverage, agreement: &Agreement) {
        let name = words::quoted(agreement.title.trim());
        let on_top = agreement.parties.iter().any(|&p| is_on_top(map, money, p.into()))
            || agreement.covers.iter().any(|&f| is_on_top(map, money, f.into()));
        let today = map.map.info.date.trim();
        let overdue = !today.is_empty() && !agreement.review.is_empty() && agreement.review.as_str() < today;
        let is = |kind| agreement.kinds.contains(&kind);
        let mut said: Vec<(&'static str, f64, String)> = Vec::new();
        if on_top && agreement.state == Some(Light::Red) {
            said.push((
                "governance.in-trouble",
                0.5,
                say!("{name}, with one of the top interdependencies, is red.", name),
            ));
        }
        if on_top && overdue {
            let text = say!(
                "{name}, with one of the top interdependencies, was due for review on {review}.",
                name,
                review = agreement.review
            );
            said.push(("governance.review-is-past", 0.45, text));
        }
        if is(AgreementKind::Certification) && (agreement.review.trim().is_empty() || !agreement.tested) {
            let lacks = match (agreement.review.trim().is_empty(), agreement.tested) {
                (true, false) => say!("neither a stated test nor a renewal date"),
                (true, true) => say!("no renewal date"),
                _ => say!("no stated test"),
            };
            said.push((
                "governance.badge-only",
                0.3,
                say!("{name} has {lacks}: a badge, not a certification.", name, lacks),
            ));
        }
        if is(AgreementKind::RoadmapCommitment) && on_top && agreement.state.is_none() {
            let text = say!(
                "{name} is promised to one of the top interdependencies without red, yellow or green.",
                name
            );
            said.push(("governance.promise-without-state", 0.25, text));
        }
        let flows: Vec<usize> = agreement.covers.iter().filter_map(|&f| map.flow(f)).collect();
        let parties: Vec<usize> = agreement.parties.iter().filter_map(|&p| map.actor(p)).collect();
        for (rule, weight, text) in said {
            self.remark(rule, agreement.id, text.clone());
            let saying = Saying::new(4, rule, weight, text).actors(parties.clone()).flows(flows.clone());
            self.said.push(saying.drawn());
        }
    }

    /// G3 on the register itself: an interdependency whose state is red or whose review is past.
    fn register(&mut self, map: &Snapshot) {
        let today = map.map.info.date.trim();
        for entry in map.map.interdependencies.values().filter(|e| !e.left_out) {
            let subject = match entry.subject {
                RecordId::Actor(id) => map.actor(id).map(Subject::Actor),
                RecordId::Flow(id) => map.flow(id).map(Subject::Flow),
                _ => None,
            };
            let Some(subject) = subject else { continue };
            let name = match subject {
                Subject::Actor(a) => map.name(a).to_owned(),
                Subject::Flow(f) => say!("the {flow}", flow = flow_name(map, f)),
            };
            let review = entry.review.trim();
            let overdue = !today.is_empty() && !review.is_empty() && review < today;
            let red = (entry.state == Some(Light::Red))
                .then(|| ("governance.in-trouble", 0.5, say!("The interdependency on {name} is red.", name)));
            let past = overdue.then(|| {
                let text =
                    say!("The review of the interdependency on {name} was due on {review}.", name, review);
                ("governance.review-is-past", 0.45, text)
            });
            for (rule, weight, text) in red.into_iter().chain(past) {
                self.remark(rule, entry.subject, text.clone());
                self.said.push(Saying::new(4, rule, weight, text).subjects([subject]).drawn());
            }
        }
    }

    /// G5: no escalation path with one of the top list.
    fn no_escalation(&mut self, map: &Snapshot, money: &Leverage) {
        const RULE: &str = "governance.no-escalation-path";
        let with = |id| {
            let paths =
                map.map.agreements.values().filter(|a| a.kinds.contains(&AgreementKind::EscalationPath));
            paths.flat_map(|a| a.parties.iter()).any(|&p| p == id)
        };
        let actors = money.top.iter().filter_map(|e| match e.subject {
            Subject::Actor(a) => Some(a),
            Subject::Flow(_) => None,
        });
        let without: Vec<usize> = actors.filter(|&a| !with(map.actors[a].id)).collect();
        for &a in &without {
            let text = say!("No escalation path with {name} is agreed.", name = map.name(a));
            self.remark(RULE, map.actors[a].id, text);
        }
        if !without.is_empty() {
            let names = words::list(without.iter().map(|&a| map.name(a)), 3);
            let text = say!("No escalation path with {names} is agreed.", names);
            self.said.push(Saying::new(4, RULE, 0.15, text).actors(without).drawn());
        }
    }
}

fn carries(map: &Snapshot, money: &Leverage, flow: usize) -> bool {
    let Some(reaching) = money.reaching.as_ref().filter(|r| r.total > 0.0) else { return false };
    let arc = money.on.arc(flow).map(|arc| reaching.carried(&money.graph, arc) / reaching.total);
    let enabled = money.on.enabled_by(flow).next().map(|_| money.loss_of(map, &[Subject::Flow(flow)]));
    arc.into_iter().chain(enabled).any(|loss| loss >= map.config.depends)
}

fn is_on_top(map: &Snapshot, money: &Leverage, id: RecordId) -> bool {
    money.top.iter().any(|e| record(map, e.subject) == id)
}

fn flow_name(map: &Snapshot, flow: usize) -> String {
    let row = &map.flows[flow];
    say!(
        "{kind} from {from} to {to}",
        kind = row.flow.kind.said(),
        from = map.name(row.from),
        to = map.name(row.to)
    )
}
