//! The program: a window, or a command on the command line.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    portolan_shell::cli::main()
}
