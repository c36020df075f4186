//! All that is worked out from one map, and the sentences made of it.
//!
//! What is cheap is worked out anew each time; the ranking of what matters most, its draws and the numbers
//! of who holds the map together are taken over from earlier where nothing they read has changed.

use super::*;
use crate::map::{ActorId, FlowId};
use draws::Range;
use leverage::Subject;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use top::Leverage;

/// The questions whose answers wait for the ranking of what matters most.
pub const LATER: [u8; 3] = [4, 8, 9];

/// Numbers before they are said.
pub(super) struct Worked<'m> {
    map: &'m Snapshot<'m>,
    coverage: Coverage,
    ledgers: Vec<ledger::Ledger>,
    /// Money, and the ranking once it is there.
    pub money: Leverage,
    together: Option<Range>,
    kept: Vec<Kept>,
    routes: Vec<RouteView>,
    gatekeepers: Vec<usize>,
    demand_days: Option<DemandDays>,
    holds: Arc<Vec<influence::Hold>>,
    effort: Effort,
    reciprocity: Reciprocity,
    layers: Option<LayerView>,
    data: data::Carried,
    trust: trust::Trust,
    gaps: Vec<trust::Gap>,
    structure: Arc<structure::Structure>,
}

impl<'m> Worked<'m> {
    /// Works out all but the ranking; `None` when told to stop.
    pub fn new(
        map: &'m Snapshot<'m>,
        memory: &mut Memory,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Worked<'m>> {
        let money = Leverage::without_losses(map);
        let network = routes::Network::new(map, &money);
        let arriving = routes::arriving(map, &money);
        if !go_on() {
            return None;
        }
        let holds = influence::recall(map, memory);
        let layers = layers::layers(map, &money);
        let data = data::Carried::new(map);
        let mut trust = trust::Trust::new(map);
        let gaps = trust::gaps(map, &mut trust, &data);
        if !go_on() {
            return None;
        }
        Some(Worked {
            map,
            coverage: coverage::coverage(map),
            ledgers: ledger::ledgers(map),
            together: None,
            kept: value::kept(map, &money),
            routes: routes::views(map, &money, &network),
            gatekeepers: network.gatekeepers(map),
            demand_days: routes::demand_days(map, &money, arriving.as_ref(), memory),
            effort: Effort {
                days: days::costs(map, &network, arriving.as_ref()),
                capacity: throughput::capacity(map, &money),
                heard: heard::gaps(map, &holds),
            },
            reciprocity: reciprocity::reciprocity(map),
            structure: structure::recall(map, memory),
            holds,
            layers,
            data,
            trust,
            gaps,
            money,
        })
    }

    /// Ranks what matters most, and draws its ranges and ties and the range of losing its leading ones
    /// together; `None` when told to stop.
    pub fn rank(&mut self, memory: &mut Memory, go_on: &(dyn Fn() -> bool + Sync)) -> Option<()> {
        let (map, money) = (self.map, &mut self.money);
        money.rank(map, memory, go_on)?;
        if money.top.is_empty() {
            return Some(());
        }
        let alone: Vec<Vec<Subject>> = money.top.iter().map(|e| vec![e.subject]).collect();
        let drawn = money.drawn(map, "draws", &alone, memory, go_on)?;
        money.settle(&drawn, map.config);
        let group = dependence::leading(map, &money.top);
        if group > 1 {
            let group = money.top[..group].iter().map(|e| e.subject).collect();
            let drawn = money.drawn(map, "draws of the leading", &[group], memory, go_on)?;
            self.together = Range::of(&drawn[0]);
        }
        Some(())
    }

    /// The evaluation as far as it does not wait for the ranking: without the questions in [`LATER`], and without
    /// the remarks that [`Evaluation::with_earlier`] fills in as well.
    pub fn before_ranking(&self) -> Evaluation {
        let lints = self.lints();
        let mut said = self.sooner();
        said.extend(gaps::findings(self.map, &self.coverage, &lints));
        said.retain(|s| !LATER.contains(&s.question()));
        self.told(said)
    }

    /// The numbers and the sentences.
    pub fn evaluation(&mut self) -> Evaluation {
        let (map, money) = (self.map, &self.money);
        let lints = self.lints();
        let governance = governance::governance(map, money);
        let patterns = patterns::patterns(map);
        let posture = posture::postures(map, money, &mut self.trust, &self.data);
        let (pattern_remarks, lint) = (patterns::remarks(map, &patterns), gaps::remarks(map, &lints));

        let mut said = self.sooner();
        said.extend(dependence::findings(map, money, self.together));
        said.extend(dependence::landlords(map, money));
        said.extend(dependence::narrow_ways(map, money, &self.gatekeepers, self.demand_days.as_ref()));
        said.extend(governance.said);
        said.extend(posture::findings(map, &posture, &mut self.trust));
        said.extend(effort::findings(map, money));
        said.extend(effort::growth(map, money));
        said.extend(gaps::findings(map, &self.coverage, &lints));
        said.extend(patterns::findings(patterns));
        let (governance, patterns) = (governance.remarks, pattern_remarks);
        Evaluation { governance, patterns, posture, lint, ..self.told(said) }
    }

    fn lints(&self) -> Vec<lint::Lint> {
        lint::lints(self.map, &self.ledgers, &self.money.top)
    }

    /// What is said of the questions that do not wait for the ranking.
    fn sooner(&self) -> Vec<findings::Saying> {
        let (map, money) = (self.map, &self.money);
        let mut said = demand::findings(map, money);
        said.extend(demand::on_the_way(map, &self.routes, self.demand_days.as_ref()));
        said.extend(value::findings(map, money, &self.kept));
        said.extend(layers::findings(map, money, self.layers.as_ref()));
        said.extend(warnings::findings(map, money));
        said.extend(influence::findings(map, &self.holds, money));
        said.extend(structure::findings(map, &self.structure));
        said.extend(ledger::findings(map, &self.ledgers));
        said.extend(reciprocity::findings(map, &self.reciprocity));
        said.extend(data::findings(map, &self.data));
        said.extend(trust::findings(map, &self.trust, &self.gaps));
        said.extend(self.demand_days.iter().flat_map(|days| demand::sooner(map, days)));
        said
    }

    /// The numbers, and these sayings put in order; without the remarks.
    fn told(&self, said: Vec<findings::Saying>) -> Evaluation {
        let map = self.map;
        let mut findings = findings::in_order(map, said);
        by_hand::mark(map.map, &mut findings);
        for finding in &mut findings {
            finding.ask = coach::question(map.map, finding);
        }
        let top = by_hand::listed(map, &self.money);
        Evaluation {
            coverage: self.coverage.clone(),
            actors: self.actors(),
            kept: self.kept.clone(),
            routes: self.routes.clone(),
            demand_days: self.demand_days.clone(),
            effort: self.effort.clone(),
            reciprocity: self.reciprocity.clone(),
            layers: self.layers.clone(),
            decisions: influence::views(map, &self.holds),
            trust_gaps: trust::views(map, &self.trust, &self.gaps),
            data: data::view(map, &self.data),
            prompts: prompts::prompts(map, &top, &findings),
            top,
            scorecard: scorecard::scorecard(map),
            findings,
            ..Evaluation::default()
        }
    }

    fn actors(&self) -> Vec<ActorNumbers> {
        let (map, money, structure) = (self.map, &self.money, &self.structure);
        let captured = money.trace.captured(&money.graph);
        let gatekeepers: BTreeSet<usize> = self.gatekeepers.iter().copied().collect();
        let numbers = |i: usize| ActorNumbers {
            actor: map.actors[i].id,
            money_in: money.trace.money_in[i],
            money_out: money.trace.money_out[i],
            margin: money.trace.money_in[i] - money.trace.money_out[i],
            captured: captured[i],
            benefit: self.ledgers[i].benefit,
            cost: self.ledgers[i].cost,
            ledger: self.ledgers[i].ratio(),
            verdict: self.ledgers[i].verdict(map.config),
            indicative: self.ledgers[i].indicative,
            loss_if_gone: money.loss[i],
            burt_constraint: structure.constraint[i],
            betweenness: structure.betweenness[i],
            articulation: structure.articulation[i],
            dominates_us_from_demand: gatekeepers.contains(&i),
        };
        (0..map.actors.len()).map(numbers).collect()
    }
}

impl Evaluation {
    /// Fills in, for the questions that come [`LATER`], what was said of them before, as far as it is about
    /// what is still on the map.
    pub fn with_earlier(mut self, earlier: &Evaluation, map: &Map) -> Evaluation {
        let there = |actors: &[ActorId], flows: &[FlowId]| {
            actors.iter().all(|a| map.actors.contains_key(a))
                && flows.iter().all(|f| map.flows.contains_key(f))
        };
        let is_later = |f: &&Finding| LATER.contains(&f.question) && there(&f.actors, &f.flows);
        self.findings.extend(earlier.findings.iter().filter(is_later).cloned());
        self.findings.sort_by_key(|f| f.question);
        self.top = earlier.top.iter().filter(|t| there(&t.actors, &t.flows)).cloned().collect();
        let remain = |remarks: &[Remark]| -> Vec<Remark> {
            remarks.iter().filter(|r| map.get(r.subject).is_some()).cloned().collect()
        };
        (self.governance, self.lint) = (remain(&earlier.governance), remain(&earlier.lint));
        self.patterns = remain(&earlier.patterns);
        self.posture.clone_from(&earlier.posture);
        let losses: BTreeMap<ActorId, Option<f64>> =
            earlier.actors.iter().map(|a| (a.actor, a.loss_if_gone)).collect();
        for numbers in &mut self.actors {
            numbers.loss_if_gone = losses.get(&numbers.actor).copied().flatten();
        }
        self
    }
}
