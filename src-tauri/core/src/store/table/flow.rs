//! The table `flow`.

use super::table;
use crate::map::Flow;

table! {
    Flow in "flow", "../migrations/1-flow.sql":
    from, to, kind, label, quantity(amount unit period), strength, score, evidence, source, evidence_date, owner, via, gates, enablers, delay_days, capacity, benefit, cost, fee_of, rate, layer, incremental_share, contribution_margin, datasets, both_ways, transform, contract, consent, shared_auth, error_handling, co_owner_from, co_owner_to, write, attestation, use_share, count, decision, rapid, gate, remark
}
