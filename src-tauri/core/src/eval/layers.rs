//! Question 2, by layer: for what the money is kept that stays with each actor.
//!
//! What an actor keeps is told apart by the layers of the money that comes to it: product, platform fee,
//! usage, revenue share, certification, support, services. Where a payment names no layer it is a fee if
//! it is a fee on another or comes to somebody who passes most of it on, and for the product if a product
//! goes back; else its layer is not said.

use super::{LayerValue, LayerView, findings::Saying, routes::hhi, snapshot::Snapshot, top::Leverage, words};
use crate::map::{Kind, Layer, Role};
use std::collections::BTreeMap;

fn layer(map: &Snapshot, flow: usize) -> Option<Layer> {
    let row = &map.flows[flow];
    let passes_on = [Role::Platform, Role::Intermediary].iter().any(|&r| map.actors[row.to].is(r))
        && map.out(Kind::Money, row.to).next().is_some();
    let product_back = || map.out(Kind::Product, row.to).any(|f| map.flows[f].to == row.from);
    match row.flow.layer {
        Some(layer) => Some(layer),
        None if row.flow.fee_of.is_some() || passes_on => Some(Layer::PlatformFee),
        None => product_back().then_some(Layer::Product),
    }
}

/// What is kept, by layer and actor, and how concentrated it is; `None` where no money is kept.
pub(super) fn layers(map: &Snapshot, money: &Leverage) -> Option<LayerView> {
    let captured = money.trace.captured(&money.graph);
    let mut kept: BTreeMap<(Option<Layer>, usize), f64> = BTreeMap::new();
    for (actor, &keeps) in captured.iter().enumerate().filter(|(_, k)| **k > 0.0) {
        let gets = money.trace.money_in[actor];
        for arc in money.graph.paid_to(actor) {
            let part = keeps * money.graph.amounts[arc] / gets;
            *kept.entry((layer(map, money.graph.arcs[arc].flow), actor)).or_default() += part;
        }
    }
    let total: f64 = kept.values().sum();
    if total <= 0.0 {
        return None;
    }
    let of_layer = |layer: Option<Layer>| {
        let mine = kept.iter().filter(move |((l, _), _)| *l == layer);
        let sum: f64 = mine.clone().map(|(_, x)| x).sum();
        LayerValue {
            layer,
            kept: sum,
            share: sum / total,
            concentration: hhi(mine.clone().map(|(_, x)| *x)),
            actors: mine.map(|((_, a), x)| (map.actors[*a].id, *x)).collect(),
        }
    };
    let known = Layer::ALL.iter().map(|&l| Some(l)).chain([None]);
    Some(LayerView {
        concentration: hhi(captured.iter().copied()),
        layers: known.map(of_layer).filter(|l| l.kept > 0.0).collect(),
    })
}

/// Parts of what is kept below which a layer is not worth a sentence.
const CRUMBS: f64 = 0.05;

/// What the map says about layers, where more than crumbs are kept in more than one.
pub(super) fn findings(map: &Snapshot, money: &Leverage, view: Option<&LayerView>) -> Vec<Saying> {
    let Some(view) =
        view.filter(|v| v.layers.iter().filter(|l| l.layer.is_some() && l.share >= CRUMBS).count() > 1)
    else {
        return Vec::new();
    };
    let mut layers: Vec<&LayerValue> = view.layers.iter().collect();
    layers.sort_by(|a, b| b.share.total_cmp(&a.share));
    let name = |l: &LayerValue| l.layer.map_or(say!("what is not said"), |l| l.said());
    let parts: Vec<String> =
        layers.iter().map(|l| say!("{share} for {l}", share = words::part(l.share), l = name(l))).collect();
    let (first, rest) = (&parts[0], words::list(parts[1..].iter().map(String::as_str), 3));
    let text = say!("Of the money that somebody keeps, {first} and {rest}.", first, rest);
    let flows: Vec<usize> = money.graph.arcs.iter().map(|a| a.flow).collect();
    let keeps = layers.iter().flat_map(|l| &l.actors).filter_map(|(a, _)| map.actor(*a));
    vec![
        Saying::new(2, "money.kept-by-layer", 0.12, text)
            .value(view.concentration, say!("concentration of what is kept, 0 to 1"))
            .actors(keeps.collect::<Vec<_>>())
            .flows(flows),
    ]
}
