//! Tests of the evaluation on whole maps.

mod efforts;
mod first_part;
mod properties;
mod samples;
mod searches;
mod second_part;
mod sketch;
mod vectors;
mod warnings;
