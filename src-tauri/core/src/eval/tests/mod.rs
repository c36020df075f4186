//! Tests of the evaluation on whole maps.

mod first_part;
mod samples;
mod sketch;
