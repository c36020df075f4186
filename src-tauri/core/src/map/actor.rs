//! Actors: the named organisations, people, groups, systems, rules and bodies of a map.

use super::{ActorId, Light, Point, ZoneId, word::vocabulary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

vocabulary! {
    /// What an actor is in this ecosystem; an actor may have several roles.
    Role {
        /// The organisation whose map this is ("us").
        Own = "own organisation" | "own" | "us",
        /// Buys.
        Customer = "customer",
        /// Uses, whoever bought.
        User = "user",
        /// Pays, whoever chose.
        Payer = "payer",
        /// Decides on a purchase or a rule.
        Decider = "decider",
        /// Is listened to by those who decide.
        Influencer = "influencer",
        /// Sits beside us in the customer's work.
        Complement = "complement",
        /// Could replace a piece of us.
        Substitute = "substitute",
        /// Can let in or shut out.
        Gatekeeper = "gatekeeper",
        /// Others build or sell on it.
        Platform = "platform",
        /// Carries adoption: integrator, distributor, managed-service firm.
        Intermediary = "intermediary",
        /// Sells to us or to others on the map.
        Supplier = "supplier",
        /// Builds on what others offer.
        Developer = "developer",
        /// Sets rules: regulator or standards body.
        Regulator = "regulator" | "standards body",
        /// Data begins here.
        DataSource = "data source" | "source",
        /// Data ends here.
        DataSink = "data sink" | "sink",
        /// People who share a practice or an interest.
        Community = "community",
        /// Funds.
        Investor = "investor",
    }
}

vocabulary! {
    /// How far a partner has come in the partner programme.
    Stage {
        /// Deciding whether and why.
        Strategize = "strategize",
        /// Winning them.
        Recruit = "recruit",
        /// First steps together.
        Onboard = "onboard",
        /// Making them able.
        Enable = "enable",
        /// Telling the market.
        Market = "market",
        /// Selling together.
        Sell = "sell",
        /// Rewarding.
        Incentivize = "incentivize",
        /// Growing.
        Accelerate = "accelerate",
    }
}

/// A named organisation, person, group, system, rule or body. Lengths and positions are in map units
/// (1 unit = 1 CSS pixel at 100% zoom).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Actor {
    /// Identity.
    pub id: ActorId,
    /// Name; unique within the map without regard to case.
    pub name: String,
    /// Roles, in the order given; the first one chooses the icon.
    pub roles: Vec<Role>,
    /// Whether this stands for several organisations or people.
    pub group: bool,
    /// How many it stands for.
    pub count: Option<u32>,
    /// The named members of a group.
    pub members: Vec<Member>,
    /// What it can do, in words; compared between actors.
    pub capabilities: Vec<String>,
    /// Days that work rests with this actor on a route through it.
    pub dwell_days: Option<f64>,
    /// The executive on our side who answers for this relation.
    pub owner: String,
    /// The boundary resource it controls (an interface, a store, a certificate).
    pub boundary: String,
    /// Partner stage.
    pub stage: Option<Stage>,
    /// Red, yellow or green.
    pub state: Option<Light>,
    /// One fact for the card ("20 certified connectors").
    pub fact: String,
    /// Longer remarks; not on the page.
    pub remark: String,
    /// Centre of the card; `None` until a place is found.
    pub position: Option<Point>,
    /// The zone it belongs to.
    pub zone: Option<ZoneId>,
    /// Not to be moved by pointer or tidy.
    pub locked: bool,
    /// What the scorecard needs of it.
    #[serde(default)]
    pub figures: PartnerFigures,
    /// What came of working together, before and after.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
}

/// What the scorecard needs of a partner; each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PartnerFigures {
    /// People certified.
    pub certified: Option<u32>,
    /// People that should be.
    pub certified_target: Option<u32>,
    /// Net promoter score, -100 to 100.
    pub nps: Option<f64>,
    /// Days a project takes without the partner.
    pub days_without: Option<f64>,
    /// Days it takes with the partner.
    pub days_with: Option<f64>,
    /// The partner's margin on services, 0 to 1.
    pub margin: Option<f64>,
    /// The margin it needs.
    pub margin_target: Option<f64>,
    /// Days until a customer who comes by this way has first value; of our own organisation: direct.
    pub days_to_value: Option<f64>,
}

/// A figure that both sides look at, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Outcome {
    /// What is counted.
    pub name: String,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

impl Actor {
    /// An actor with a name and nothing else.
    pub fn new(id: ActorId, name: impl Into<String>) -> Self {
        Actor {
            id,
            name: name.into(),
            roles: Vec::new(),
            group: false,
            count: None,
            members: Vec::new(),
            capabilities: Vec::new(),
            dwell_days: None,
            owner: String::new(),
            boundary: String::new(),
            stage: None,
            state: None,
            fact: String::new(),
            remark: String::new(),
            position: None,
            zone: None,
            locked: false,
            figures: PartnerFigures::default(),
            outcomes: Vec::new(),
        }
    }

    /// Whether the actor has this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether demand can start here: customer, user or payer.
    pub fn is_demand(&self) -> bool {
        self.roles.iter().any(|r| matches!(r, Role::Customer | Role::User | Role::Payer))
    }
}

/// One named member of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Member {
    /// Name.
    pub name: String,
    /// Share of the group, 0 to 1.
    pub share: Option<f64>,
}
