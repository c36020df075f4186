//! The coach: the question to ask the room that would fill a gap, in words the room uses.
//!
//! Works from a finding and the map alone; says nothing where the finding is no gap.

use super::{Finding, words};
use crate::map::{Actor, Flow, Kind, Map, Role};

/// The findings that tell of a map only what it lacks, by their codes: an amount, a decision, a strength of trust.
pub const UNTOLD: [&str; 7] = [
    "demand.nobody-starts-it",
    "demand.no-amount",
    "demand.days-unknown",
    "money.product-unpaid",
    "influence.no-decision",
    "dependence.no-amounts",
    "trust.not-recorded",
];

/// The question to ask for a finding about a gap.
pub(super) fn question(map: &Map, finding: &Finding) -> Option<String> {
    let actor = || finding.actors.first().and_then(|id| map.actors.get(id)).map(AsRef::as_ref);
    let flow = || finding.flows.first().and_then(|id| map.flows.get(id)).map(AsRef::as_ref);
    let us = || map.us().map_or(say!("us"), |id| map.name(id));
    Some(match finding.code.as_str() {
        "lint.name-the-firms" => firms(map, actor()?),
        "lint.no-number" => amount(map, flow()?),
        "lint.no-unit" => say!("{about}: of what, and in what time?", about = about(map, flow()?)),
        "lint.no-owner-on-both-sides" => {
            say!(
                "Who at {from} and who at {to} answers for this integration by name?",
                from = from(map, flow()?),
                to = to(map, flow()?)
            )
        }
        "lint.unproven" => say!(
            "Who in the room can show that {about} is so: a report, a contract, a person to call?",
            about = about(map, flow()?)
        ),
        "lint.no-owner" => {
            say!(
                "Who on our side would {subject} call if it went wrong tomorrow?",
                subject = subject(map, finding)?
            )
        }
        "lint.flow-to-itself" => say!("Whom did {about} mean at the other end?", about = about(map, flow()?)),
        "lint.no-flows" => {
            say!("What goes from {name} to anybody here, and what comes back?", name = actor()?.name)
        }
        "lint.gives-without-getting" => {
            say!(
                "What comes back to {name}, in their own words, and would they do it again?",
                name = actor()?.name
            )
        }
        "top.nobody-owns-it" => {
            say!(
                "Who on our side would {subject} call if it went wrong tomorrow?",
                subject = subject(map, finding)?
            )
        }
        "demand.days-unknown" => {
            say!("From first word to first payment: how many days did the last sale by {us} take?", us = us())
        }
        "trust.not-recorded" => {
            say!(
                "From 1 to 5: how far would {from} go on the word of {to} alone?",
                from = from(map, flow()?),
                to = to(map, flow()?)
            )
        }
        "decision.nobody-decides" => match finding.actors.first() {
            Some(&about) => say!("Who at {about} has the last word, by name?", about = map.name(about)),
            None => say!("Who has the last word here, by name?").into(),
        },
        "decision.several-decide" => {
            say!("When they disagree, whose word stands: that of {heads}?", heads = heads(map, finding))
        }
        "influence.no-decision" => {
            say!("Who said yes the last time somebody chose {us}, and who could have said no?", us = us())
        }
        "lint.old-evidence" => say!("What has changed in {about} since then?", about = about(map, flow()?)),
        "lint.veto-without-days" => {
            say!("How many days did the last agreement of {from} take?", from = from(map, flow()?))
        }
        "lint.regulator-without-gate" => {
            say!("Which approval does {name} ask for, and how many days does it add?", name = actor()?.name)
        }
        "money.no-exchange-rate" => say!(
            "At which rate to {currency} would finance book what {from} pays {to}?",
            currency = map.info.currency,
            from = from(map, flow()?),
            to = to(map, flow()?)
        ),
        "map.empty" => say!("Who was the last customer who came to us, and who sent them?").into(),
        "map.us-is-missing" => say!("Which of these are we?").into(),
        "map.coverage" | "map.many-without-numbers" => {
            say!("Which three numbers would change what we think of {us}?", us = us())
        }
        "map.only-about-us" => {
            say!("What do the others here do for each other when {us} is not in the room?", us = us())
        }
        "map.no-money" => say!("Who pays {us}, whom does it pay, and for what?", us = us()),
        "map.nobody-in-the-way" => {
            say!("Who could stop {us} from selling tomorrow, without asking?", us = us())
        }
        "map.crowded" => {
            say!("Which ten of these would a new colleague at {us} have to know first?", us = us())
        }
        "demand.nobody-starts-it" => say!("Who feels the pain first, and whom do they ask?").into(),
        "demand.no-amount" => say!("What did the last customer pay, and how often?").into(),
        _ => return None,
    })
}

/// "Which two of the integrators are in 60% of the deals over 50k?": what a crowd of its role is known by.
fn firms(map: &Map, crowd: &Actor) -> String {
    let name = lower_first(&crowd.name);
    let article = ["the ", "our "].iter().all(|a| !name.starts_with(a));
    let which = say!("Which two of {article}{name}", article = if article { "the " } else { "" }, name);
    let any = |roles: &[Role]| roles.iter().any(|&r| crowd.is(r));
    if any(&[Role::Intermediary, Role::Platform, Role::Influencer]) {
        return match deal_size(map) {
            Some(size) => say!("{which} are in 60% of the deals over {size}?", which, size),
            None => say!("{which} are in most of the deals we won last year?", which),
        };
    }
    if any(&[Role::Customer, Role::Payer]) {
        return match deal_size(map) {
            Some(size) => say!("{which} signed most of the deals over {size}?", which, size),
            None => say!("{which} would we least like to lose?", which),
        };
    }
    if any(&[Role::DataSource]) {
        say!("{which} send most of the data?", which)
    } else {
        say!("{which} would our customers miss first?", which)
    }
}

/// The middle one of the amounts of won deals, with one digit, in the map's currency.
fn deal_size(map: &Map) -> Option<String> {
    let amounts = map.deals.values().filter_map(|d| d.amount.as_ref());
    let mut own: Vec<f64> = amounts
        .filter(|q| q.unit.is_empty() || q.unit == map.info.currency)
        .map(|q| q.amount.units())
        .filter(|a| *a > 0.0)
        .collect();
    own.sort_by(f64::total_cmp);
    let middle = own.get(own.len() / 2)?;
    let step = 10f64.powf(middle.log10().floor());
    Some(words::money((middle / step).floor() * step, &map.info.currency))
}

/// What to ask about a flow without a number.
pub(super) fn amount(map: &Map, flow: &Flow) -> String {
    let (from, to) = (from(map, flow), to(map, flow));
    match flow.kind {
        Kind::Money => say!("What did {from} pay {to} last year, within a factor of two?", from, to),
        Kind::Trust => say!("From 1 to 5: how far would {from} go on the word of {to} alone?", from, to),
        Kind::Data => {
            say!("How often does this data go from {from} to {to}, and who would miss it?", from, to)
        }
        Kind::Decision => say!("From 1 to 5: how much does what {from} says weigh with {to}?", from, to),
        Kind::Attention => say!("How often does {from} look at {to}: daily, at renewal, never?", from, to),
        Kind::Product => say!("How much does {to} get from {from} in a year?", to, from),
    }
}

/// "CIO or that of CFO": the actors that a finding rests on.
fn heads(map: &Map, finding: &Finding) -> String {
    finding.actors.iter().map(|&a| map.name(a)).collect::<Vec<_>>().join(say!(" or that of "))
}

/// The first thing that a finding is about, by name: an actor, or who a flow starts from.
fn subject<'m>(map: &'m Map, finding: &Finding) -> Option<&'m str> {
    let actor = finding.actors.first().map(|&a| map.name(a));
    actor.or_else(|| finding.flows.first().and_then(|f| map.flows.get(f)).map(|f| map.name(f.from)))
}

fn from<'m>(map: &'m Map, flow: &Flow) -> &'m str {
    map.name(flow.from)
}

fn to<'m>(map: &'m Map, flow: &Flow) -> &'m str {
    map.name(flow.to)
}

fn about(map: &Map, flow: &Flow) -> String {
    say!(
        "the {kind} from {from} to {to}",
        kind = flow.kind.said(),
        from = from(map, flow),
        to = to(map, flow)
    )
}

/// A name inside a sentence: "Integrators" becomes "integrators", "SIs" and "GSI partners" stay.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a.is_uppercase() && b.is_lowercase() => {
            a.to_lowercase().chain(name[a.len_utf8()..].chars()).collect()
        }
        _ => name.to_owned(),
    }
}
