//! Portolan: the window, or the command line.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        cli::Asked::Window(_file) => ExitCode::SUCCESS,
        cli::Asked::Done(code) => code,
    }
}
