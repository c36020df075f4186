//! The six sample maps, as small fixtures of their facts.

use super::sketch::{Sketch, deep};
use crate::map::{Evidence::*, GateState};

/// Mid-market software: two integrators, a marketplace and a certificate between customers and us.
pub(crate) fn midmarket() -> Sketch {
    let mut s = Sketch::new(
        "US: own
         CUST*: customer, payer
         CIO: decider
         PROC: decider
         SI1: intermediary
         SI2: intermediary
         MKT: platform, gatekeeper
         CERT: regulator, gatekeeper",
    );
    s.decision("buy", "CUST");
    let money = [
        ("m1 CUST US", 300_000.0, Estimated, Some(120.0)),
        ("m2 CUST US", 300_000.0, Estimated, Some(120.0)),
        ("m3 CUST MKT", 250_000.0, Estimated, Some(45.0)),
        ("m4 MKT US", 212_500.0, Estimated, Some(0.0)),
        ("m5 CUST US", 150_000.0, Known, Some(180.0)),
        ("m6 US SI1", 15_000.0, Estimated, None),
    ];
    money.into_iter().for_each(|(text, amount, evidence, delay)| {
        s.pays(text, amount, evidence).delay_days = delay;
    });
    s.via("m1", "SI1");
    s.via("m2", "SI2");
    s.has("a1 CUST attention SI1", 5, Estimated);
    s.has("a2 CUST attention MKT", 4, Estimated);
    s.has("a3 CUST attention US", 1, Known);
    s.right("d0 CIO CIO buy decide", 5, Known);
    s.right("d1 PROC CIO buy agree", 4, Estimated).delay_days = Some(30.0);
    s.right("d2 SI1 CIO buy recommend", 4, Estimated);
    s.right("d3 SI2 CIO buy recommend", 3, Assumed);
    let cert = s.right("d4 CERT CIO buy agree", 5, Known);
    cert.delay_days = Some(90.0);
    cert.gate = Some(GateState::Unmet);
    s.right("d5 US CIO buy input", 2, Estimated);
    ["m1", "m2", "m5"].into_iter().for_each(|m| s.gate(m, "d4"));
    s.has("t1 CIO trust SI1", 4, Estimated);
    s.has("t2 SI1 trust US", 3, Estimated);
    s.has("t3 CUST trust SI1", 4, Estimated);
    s.has("t4 CUST trust MKT", 4, Estimated);
    s.has("t5 MKT trust US", 3, Estimated);
    s.has("p1 US product CUST", 4, Known);
    s.has("p2 SI1 product CUST", 4, Estimated);
    s
}

/// Data-warehouse integration: one deep integration beside ten shallow ones.
pub(crate) fn warehouse() -> Sketch {
    let mut s = Sketch::new(
        "US: own
         CUST*: customer, user, payer
         DWH: platform, complement
         TEN*: complement
         PART*: intermediary",
    );
    let custdata = s.dataset("custdata", "CUST", 2);
    let i1 = s.has("i1 DWH data US", 5, Known);
    deep(i1);
    (i1.both_ways, i1.contract) = (true, true);
    i1.datasets.push(custdata);
    let i0 = s.has("i0 CUST data DWH", 5, Known);
    i0.contract = true;
    i0.datasets.push(custdata);
    s.has("i2 TEN data US", 1, Assumed);
    s.pays("m1 CUST US", 100.0, Estimated);
    s.enable("m1", "i1", 0.7);
    s.has("c1 DWH attention US", 3, Estimated);
    s.has("c2 CUST attention DWH", 5, Estimated);
    s.has("p0 DWH product CUST", 5, Known);
    s.has("p1 US product CUST", 4, Known);
    s.has("e1 US product PART", 3, Estimated);
    s.has("e2 PART product CUST", 3, Estimated);
    s.has("t1 CUST trust DWH", 5, Estimated);
    s.has("t2 DWH trust US", 4, Estimated);
    s.has("t3 CUST trust US", 4, Estimated);
    s
}

/// Logistics: twenty certified connectors make most of the demand possible.
pub(crate) fn logistics() -> Sketch {
    let mut s = Sketch::new(
        "US: own
         SHIP*: customer, payer
         INT*: complement
         TEL*: source
         WMS*: source
         CAR*: source",
    );
    s.decision("buy", "SHIP");
    let position = s.dataset("position", "TEL", 1);
    let stock = s.dataset("stock", "WMS", 2);
    let loads = s.dataset("loads", "CAR", 2);
    let schema = s.dataset("schema", "US", 0);
    s.pays("m1 SHIP US", 100.0, Estimated);
    s.has("x1 INT product US", 4, Known).count = Some(20);
    s.enable("m1", "x1", 0.8);
    s.has("b1 US money INT", 2, Known);
    let s1 = s.has("s1 US data INT", 4, Known);
    s1.contract = true;
    s1.datasets.push(schema);
    s.has("t1 INT trust US", 4, Assumed);
    let i1 = s.has("i1 TEL data US", 4, Estimated);
    deep(i1);
    i1.contract = true;
    i1.datasets.push(position);
    let i2 = s.has("i2 WMS data US", 4, Estimated);
    deep(i2);
    (i2.both_ways, i2.contract) = (true, true);
    i2.datasets.push(stock);
    s.has("i3 CAR data US", 3, Assumed).datasets.push(loads);
    s.has("p1 US product SHIP", 4, Known);
    s.right("d0 SHIP SHIP buy decide", 5, Estimated);
    s
}

/// Cyber security: contributors, peers, and money without amounts.
pub(crate) fn cyber() -> Sketch {
    let mut s = Sketch::new(
        "US: own
         CUST*: customer, payer
         PEER*: complement, substitute
         CONTRIB*: complement",
    );
    s.decision("renew", "CUST");
    let rules = s.dataset("rules", "CONTRIB", 0);
    let logic = s.dataset("logic", "US", 0);
    s.has("m1 CUST money US", 4, Estimated);
    s.has("b1 US money CONTRIB", 2, Estimated);
    let r1 = s.has("r1 CONTRIB data US", 4, Estimated);
    r1.cost = Some(3);
    (r1.contract, r1.error_handling, r1.co_owner_to) = (true, true, true);
    r1.datasets.push(rules);
    let l1 = s.has("l1 US data PEER", 4, Known);
    (l1.contract, l1.both_ways) = (true, true);
    l1.datasets.push(logic);
    s.has("a1 CUST attention CONTRIB", 3, Assumed);
    s.has("a2 PEER attention US", 3, Estimated);
    s.has("a3 CUST attention US", 4, Estimated);
    s.has("a4 US attention CONTRIB", 3, Estimated);
    s.has("t1 PEER trust US", 2, Estimated);
    s.has("t2 CONTRIB trust US", 4, Estimated);
    s.has("t3 CUST trust CONTRIB", 4, Assumed);
    s.has("t4 CUST trust US", 3, Estimated);
    s.has("p1 US product CUST", 4, Known);
    s.right("d0 CUST CUST renew decide", 5, Known);
    s.right("d1 CONTRIB CUST renew input", 4, Estimated);
    s
}

fn fintech() -> (Sketch, [crate::map::DatasetId; 2]) {
    let mut s = Sketch::new(
        "US: own, platform
         USER*: customer, user
         BANK*: source
         DEV*: complement",
    );
    s.decision("consent", "USER");
    let txn = s.dataset("txn", "BANK", 3);
    let profile = s.dataset("profile", "USER", 3);
    for (text, dataset) in [("k1 BANK data US", txn), ("k2 USER data US", profile)] {
        let k = s.has(text, 4, Known);
        (k.consent, k.contract) = (true, true);
        k.datasets.push(dataset);
    }
    (s, [txn, profile])
}

/// Consumer fintech before the consent hub.
pub(crate) fn fintech_before() -> Sketch {
    let (mut s, [txn, profile]) = fintech();
    s.has("k3 USER data DEV", 1, Known).datasets.push(profile);
    s.has("k4 US data DEV", 1, Estimated).datasets.push(txn);
    s.has("p1 DEV product USER", 1, Estimated).cost = Some(4);
    s.via("p1", "US");
    s.has("p2 DEV product US", 2, Estimated);
    s.has("p3 US product USER", 4, Known);
    s.has("a1 USER attention US", 5, Known);
    s.has("a2 US attention DEV", 1, Estimated);
    s.has("t1 USER trust US", 4, Estimated);
    s.has("t2 DEV trust US", 2, Estimated);
    s
}

/// Consumer fintech with the consent hub.
pub(crate) fn fintech_after() -> Sketch {
    let (mut s, [txn, _]) = fintech();
    let k4 = s.has("k4 US data DEV", 4, Known);
    deep(k4);
    (k4.consent, k4.contract, k4.both_ways) = (true, true, true);
    k4.datasets.push(txn);
    s.has("p1 DEV product USER", 3, Estimated).cost = Some(4);
    s.via("p1", "US");
    s.has("p2 DEV product US", 2, Estimated);
    s.has("p3 US product USER", 4, Known);
    s.has("a1 USER attention US", 5, Known);
    s.has("a2 US attention DEV", 4, Estimated);
    s.has("t1 USER trust US", 4, Estimated);
    s.has("t2 DEV trust US", 4, Estimated);
    s.right("d0 USER USER consent decide", 5, Known);
    let k5 = s.has("k5 DEV data BANK", 1, Assumed);
    (k5.write, k5.consent, k5.contract) = (true, true, true);
    k5.datasets.push(txn);
    s.has("t3 BANK trust US", 4, Estimated);
    s.has("t4 US trust DEV", 4, Estimated);
    s
}

/// All six.
pub(crate) fn all() -> Vec<(&'static str, Sketch)> {
    vec![
        ("midmarket", midmarket()),
        ("warehouse", warehouse()),
        ("logistics", logistics()),
        ("cyber", cyber()),
        ("fintech before", fintech_before()),
        ("fintech after", fintech_after()),
    ]
}
