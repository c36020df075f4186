//! What cards and flows can be coloured by.
//!
//! Only the names; what each shows is decided in `scene::lens`.

use super::word::vocabulary;

vocabulary! {
    /// One way of colouring the map.
    Lens {
        /// How much of the money that enters the map stays with an actor.
        Kept = "money kept" | "kept",
        /// What is lost if an actor or a flow goes.
        Dependence = "dependence" | "loss",
        /// How well an actor is heard by those who decide.
        Influence = "influence",
        /// Whether giving and getting work out for an actor.
        Ledger = "give and get" | "ledger" | "verdict",
        /// How much an actor trusts us.
        Trust = "trust in us" | "trust",
        /// How many days money is on its way from an actor to us.
        Days = "days to us" | "days",
        /// Who is trusted by those who are trusted, by a walk over all trust drawn; for information.
        Reputation = "reputation",
        /// What an actor is in this ecosystem.
        Role = "role",
        /// Which region an actor belongs to.
        Zone = "zone",
        /// How far a partner has come.
        Stage = "stage",
        /// How well things are known.
        Evidence = "evidence",
    }
}
