//! The command line.

use std::process::ExitCode;

/// Runs the program as the command line asks.
pub fn main() -> ExitCode {
    let file = std::env::args_os().nth(1).map(Into::into);
    match crate::open_window(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("portolan: the window cannot be opened: {problem}");
            ExitCode::FAILURE
        }
    }
}
