//! The coach: the question to ask the room that would fill a gap, in words the room uses.
//!
//! Works from a finding and the map alone; says nothing where the finding is no gap.

use super::{Finding, words};
use crate::map::{Actor, Flow, Kind, Map, Role};

/// The question to ask for a finding about a gap.
pub(super) fn question(map: &Map, finding: &Finding) -> Option<String> {
    let actor = || finding.actors.first().and_then(|id| map.actors.get(id)).map(AsRef::as_ref);
    let flow = || finding.flows.first().and_then(|id| map.flows.get(id)).map(AsRef::as_ref);
    let us = || map.us().map_or("us", |id| map.name(id));
    Some(match finding.code.as_str() {
        "lint.name-the-firms" => firms(map, actor()?),
        "lint.no-number" => amount(map, flow()?),
        "lint.no-unit" => format!("{}: of what, and in what time?", about(map, flow()?)),
        "lint.no-owner-on-both-sides" => {
            format!(
                "Who at {} and who at {} answers for this integration by name?",
                from(map, flow()?),
                to(map, flow()?)
            )
        }
        "lint.unproven" => format!(
            "Who in the room can show that {} is so: a report, a contract, a person to call?",
            about(map, flow()?)
        ),
        "lint.no-owner" => {
            format!("Who on our side would {} call if it went wrong tomorrow?", subject(map, finding)?)
        }
        "lint.flow-to-itself" => format!("Whom did {} mean at the other end?", about(map, flow()?)),
        "lint.no-flows" => format!("What goes from {} to anybody here, and what comes back?", actor()?.name),
        "lint.gives-without-getting" => {
            format!("What comes back to {}, in their own words, and would they do it again?", actor()?.name)
        }
        "top.nobody-owns-it" => {
            format!("Who on our side would {} call if it went wrong tomorrow?", subject(map, finding)?)
        }
        "demand.days-unknown" => {
            format!("From first word to first payment: how many days did the last sale by {} take?", us())
        }
        "trust.not-recorded" => {
            format!(
                "From 1 to 5: how far would {} go on the word of {} alone?",
                from(map, flow()?),
                to(map, flow()?)
            )
        }
        "decision.nobody-decides" => match finding.actors.first() {
            Some(&about) => format!("Who at {} has the last word, by name?", map.name(about)),
            None => "Who has the last word here, by name?".into(),
        },
        "decision.several-decide" => {
            format!("When they disagree, whose word stands: that of {}?", heads(map, finding))
        }
        "influence.no-decision" => {
            format!("Who said yes the last time somebody chose {}, and who could have said no?", us())
        }
        "lint.old-evidence" => format!("What has changed in {} since then?", about(map, flow()?)),
        "lint.veto-without-days" => {
            format!("How many days did the last agreement of {} take?", from(map, flow()?))
        }
        "lint.regulator-without-gate" => {
            format!("Which approval does {} ask for, and how many days does it add?", actor()?.name)
        }
        "money.no-exchange-rate" => format!(
            "At which rate to {} would finance book what {} pays {}?",
            map.info.currency,
            from(map, flow()?),
            to(map, flow()?)
        ),
        "map.empty" => "Who was the last customer who came to us, and who sent them?".into(),
        "map.us-is-missing" => "Which of these are we?".into(),
        "map.coverage" | "map.many-without-numbers" => {
            format!("Which three numbers would change what we think of {}?", us())
        }
        "map.only-about-us" => {
            format!("What do the others here do for each other when {} is not in the room?", us())
        }
        "map.no-money" => format!("Who pays {}, whom does it pay, and for what?", us()),
        "map.nobody-in-the-way" => format!("Who could stop {} from selling tomorrow, without asking?", us()),
        "map.crowded" => format!("Which ten of these would a new colleague at {} have to know first?", us()),
        "demand.nobody-starts-it" => "Who feels the pain first, and whom do they ask?".into(),
        "demand.no-amount" => "What did the last customer pay, and how often?".into(),
        _ => return None,
    })
}

/// "Which two of the integrators are in 60% of the deals over 50k?": what a crowd of its role is known by.
fn firms(map: &Map, crowd: &Actor) -> String {
    let name = lower_first(&crowd.name);
    let article = ["the ", "our "].iter().all(|a| !name.starts_with(a));
    let which = format!("Which two of {}{name}", if article { "the " } else { "" });
    let any = |roles: &[Role]| roles.iter().any(|&r| crowd.is(r));
    if any(&[Role::Intermediary, Role::Platform, Role::Influencer]) {
        return match deal_size(map) {
            Some(size) => format!("{which} are in 60% of the deals over {size}?"),
            None => format!("{which} are in most of the deals we won last year?"),
        };
    }
    if any(&[Role::Customer, Role::Payer]) {
        return match deal_size(map) {
            Some(size) => format!("{which} signed most of the deals over {size}?"),
            None => format!("{which} would we least like to lose?"),
        };
    }
    if any(&[Role::DataSource]) {
        format!("{which} send most of the data?")
    } else {
        format!("{which} would our customers miss first?")
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
        Kind::Money => format!("What did {from} pay {to} last year, within a factor of two?"),
        Kind::Trust => format!("From 1 to 5: how far would {from} go on the word of {to} alone?"),
        Kind::Data => format!("How often does this data go from {from} to {to}, and who would miss it?"),
        Kind::Decision => format!("From 1 to 5: how much does what {from} says weigh with {to}?"),
        Kind::Attention => format!("How often does {from} look at {to}: daily, at renewal, never?"),
        Kind::Product => format!("How much does {to} get from {from} in a year?"),
    }
}

/// "CIO or that of CFO": the actors that a finding rests on.
fn heads(map: &Map, finding: &Finding) -> String {
    finding.actors.iter().map(|&a| map.name(a)).collect::<Vec<_>>().join(" or that of ")
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
    format!("the {} from {} to {}", flow.kind, from(map, flow), to(map, flow))
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
