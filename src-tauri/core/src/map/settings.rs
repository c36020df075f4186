//! The judgements that the evaluation rests on, as a user may see and change them: what each is called,
//! what it means, what values it takes.
//!
//! Knows neither the usual values nor what is done with them: those are the evaluation's.

use super::word::vocabulary;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SettingSort {
    /// Between 0 and 1.
    Share,
    /// Days.
    Days,
    /// A whole number from 1.
    Count,
    /// From 1 to 5.
    Scale,
    /// From 0 to 100.
    Depth,
    /// Any number that is not negative.
    Number,
}

impl SettingSort {
    /// The nearest value that a setting of this sort can have.
    pub fn nearest(self, value: f64) -> f64 {
        match self {
            SettingSort::Share => value.clamp(0.0, 1.0),
            SettingSort::Days | SettingSort::Number => value.max(0.0),
            SettingSort::Count => value.round().max(1.0),
            SettingSort::Scale => value.round().clamp(1.0, 5.0),
            SettingSort::Depth => value.clamp(0.0, 100.0),
        }
    }
}

macro_rules! settings {
    ($($group:literal { $($name:ident $sort:ident $word:literal: $about:literal)+ })+) => {
        vocabulary! {
            /// A judgement of ours that a user may change.
            SettingName {
                $($(#[doc = $about] $name = $word,)+)+
            }
        }

        impl SettingName {
            /// What values it takes.
            pub const fn sort(self) -> SettingSort {
                match self { $($(SettingName::$name => SettingSort::$sort,)+)+ }
            }

            /// What it means, in one sentence.
            pub const fn about(self) -> &'static str {
                match self { $($(SettingName::$name => $about,)+)+ }
            }

            /// What it is about, in a word or two.
            pub const fn group(self) -> &'static str {
                match self { $($(SettingName::$name => $group,)+)+ }
            }
        }
    };
}

settings! {
    "Dependence" {
        Depends Share "loss to depend": "Share of revenue lost from which we depend on somebody."
        Landlord Share "loss to a landlord": "Share of revenue lost from which somebody could dictate terms."
        Concentrated Share "high concentration": "Concentration of revenue (0 to 1) that counts as high."
        TieBelow Share "tied below": "Neighbours on the list are tied where the first is ahead in a smaller share of variations."
        NoticeDays Days "short notice": "Days of notice below which rules can change overnight."
    }
    "Gives and gets" {
        LedgerWorks Share "maths works from": "Part of what one gets in gets and gives from which the maths works."
        LedgerBalanced Share "maths even from": "The same, from which it is even; lower it does not work."
        LedgerDefault Number "usual score": "Benefit or cost, 1 to 5, where a flow has neither score nor strength."
        TakeRateMargin Number "fee margin": "How many times the break-even the new demand must be for a fee to be coherent."
    }
    "Influence" {
        WeightDecide Share "weight of decide": "Weight of deciding."
        WeightAgree Share "weight of agree": "Weight of having to agree."
        WeightRecommend Share "weight of recommend": "Weight of recommending."
        WeightInput Share "weight of input": "Weight of being heard."
        TrustInfluence Share "influence by trust": "Part of a truster's weight that the trusted has as influence."
        AttentionInfluence Share "influence by attention": "Part of a watcher's weight that the watched has as influence."
        GateShare Share "demand behind a gate": "Share of demand behind one agreement from which its holder is a gatekeeper."
        BottleneckDecisions Count "decisions in one hand": "Decisions in one hand from which it is a bottleneck."
        BottleneckDays Days "slow agreement": "Days from which an agreement is slow."
    }
    "Trust" {
        TrustDecay Share "trust at second hand": "What is left of trust for each step after the first."
        TrustForSensitivity Share "trust for data": "Trust that data needs for each step of its sensitivity."
        TrustForMoney Share "trust for money": "Trust that money needs."
        TrustForMuch Share "trust for much money": "Trust that a large part of somebody's money needs."
        TrustLargeShare Share "large part of money": "From this part of a payer's money up it is a large part."
        OpenKnown Share "trust open if known": "How far known trust is left open."
        OpenEstimated Share "trust open if estimated": "How far estimated trust is left open."
        OpenAssumed Share "trust open if assumed": "How far assumed trust is left open."
    }
    "Data and integrations" {
        MuchUsed Share "much used": "Share of customers from which an integration is much used."
        Deep Depth "deep from": "Depth (0 to 100) from which an integration is deep."
        Shallow Depth "shallow below": "Depth below which an integration is shallow."
        ManyIntegrations Count "many integrations": "Integrations beyond which there are many."
    }
    "Patterns and stance" {
        Overbundling Share "absorbed complements": "Share of complements whose abilities a platform may cover."
        SameProviders Count "same ability": "Providers of one ability from which it is built too often."
        SubstituteShare Share "turning substitute": "Share of our abilities that a complement covers on its way to a substitute."
        OrchestratorBridge Share "bridge to orchestrate": "Share of complements that only we connect, from which we could orchestrate."
        OrchestratorTrust Share "trust to orchestrate": "Median trust of complements in us that orchestrating needs."
    }
    "Uncertainty" {
        SpreadKnown Number "spread if known": "A known quantity is within a factor of 1 plus this, nine times in ten."
        SpreadEstimated Number "spread if estimated": "The same for an estimated quantity."
        SpreadAssumed Number "spread if assumed": "The same for an assumed quantity."
        ShareSpreadKnown Number "part spread if known": "Spread of known parts and strengths, on the logit scale."
        ShareSpreadEstimated Number "part spread if estimated": "The same for estimated ones."
        ShareSpreadAssumed Number "part spread if assumed": "The same for assumed ones."
        ExistsEstimated Share "exists if estimated": "Chance that an estimated flow exists at all."
        ExistsAssumed Share "exists if assumed": "Chance that an assumed flow exists at all."
    }
    "Evidence and page" {
        VitalStrength Scale "vital strength": "Strength from which a flow must be sourced and owned."
        OldEvidence Days "old evidence": "Days after which evidence is old."
        Crowded Count "crowded page": "Actors beyond which a page is crowded."
        BareActors Share "bare actors": "Share of actors without any number that is too much."
        AboutUs Share "flows about us": "Share of flows that touch us that is too much."
    }
    "Won deals" {
        FirstTouch Share "first touch": "Part of a deal that goes to who touched it first."
        LastTouch Share "last touch": "Part of a deal that goes to who touched it last."
    }
}

/// A setting that differs from the usual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Setting {
    /// Which.
    pub name: SettingName,
    /// Its value.
    pub value: f64,
}
