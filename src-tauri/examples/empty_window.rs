//! A window with nothing in it, whose memory `npm run bench` prints beside the program's.

fn main() -> tauri::Result<()> {
    portolan_shell::open_empty_window()
}
