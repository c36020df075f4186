//! What flows show through a lens: a band under those that something hangs on, or how sure they are.

use super::{LegendLine, LensFlow, STEPS, numbers, part_of};
use crate::{
    eval::{self, EvalConfig},
    map::{Evidence, Lens, Map},
    scene::{Ink, card::SMALL, text},
};

/// The flows that look different, and the legend of them.
pub(super) fn flows(map: &Map, lens: Lens) -> (Vec<LensFlow>, Vec<LegendLine>) {
    match lens {
        Lens::Dependence => by_loss(map),
        Lens::Evidence => by_evidence(map),
        _ => Default::default(),
    }
}

fn by_loss(map: &Map) -> (Vec<LensFlow>, Vec<LegendLine>) {
    let losses = eval::loss_of_flows(map, &EvalConfig::of(map));
    let said = losses.into_iter().filter(|(_, loss)| *loss >= 0.005);
    let flow = |(flow, loss): (_, f64)| LensFlow {
        flow,
        band: Some(STEPS[numbers::step(Lens::Dependence, loss)]),
        part: 1.0,
        text: Some(text::line(&eval::percent(loss), SMALL, true, Ink::Text)),
    };
    let flows: Vec<LensFlow> = said.map(flow).collect();
    let lines = match flows.len() {
        0 => vec![],
        n => vec![LegendLine {
            band: Some(STEPS[2]),
            part: 1.0,
            label: say!("lost with this flow alone").into(),
            count: n as u32,
        }],
    };
    (flows, lines)
}

fn by_evidence(map: &Map) -> (Vec<LensFlow>, Vec<LegendLine>) {
    let unsure = map.flows.values().filter(|f| f.evidence != Evidence::Known);
    let flow =
        |f: &crate::map::Flow| LensFlow { flow: f.id, band: None, part: part_of(f.evidence), text: None };
    let count = |evidence: Evidence| map.flows.values().filter(|f| f.evidence == evidence).count() as u32;
    let marks = |evidence: Evidence| match evidence {
        Evidence::Known => say!("known"),
        Evidence::Estimated => say!("estimated, \u{2248} before its number"),
        Evidence::Assumed => say!("assumed, ? after its words"),
    };
    let line = |evidence: &Evidence| LegendLine {
        band: None,
        part: part_of(*evidence),
        label: marks(*evidence).into(),
        count: count(*evidence),
    };
    (unsure.map(|f| flow(f)).collect(), Evidence::ALL.iter().map(line).collect())
}
