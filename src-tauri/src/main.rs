//! The program: a window, or a command on the command line.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

/// Gives back to the system what a large evaluation or picture needed for a moment; the system's own allocator
/// keeps it in an arena for each thread that took part.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    portolan_shell::cli::main()
}
