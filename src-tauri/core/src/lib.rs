//! Portolan without its window: the map, its store, its evaluation, its picture and its page.
//!
//! Rooms and their one direction: `map <- edit <- notation`, `map <- eval <- scene <- page`,
//! `map + edit <- store`, all `<- session <- api`.

// First, so that `say!` is in scope everywhere.
#[macro_use]
pub mod language;

pub mod api;
pub mod edit;
pub mod error;
pub mod eval;
pub mod map;
pub mod notation;
pub mod page;
mod random;
pub mod scene;
pub mod session;
pub mod store;
pub mod whatif;

pub use error::{Code, Error, Result};
