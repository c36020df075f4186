//! Tests of the evaluation on whole maps.

mod acceptance;
mod bad_input;
mod brute;
mod efforts;
mod first_part;
mod graphs;
mod judgements;
mod loops;
mod memory;
mod properties;
mod rules;
mod samples;
mod searches;
mod second_part;
mod sketch;
mod vectors;
mod walks;
mod warnings;
