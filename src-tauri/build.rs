//! Embeds the window's files and lists the samples and templates.

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../tests/samples");
    println!("cargo:rerun-if-changed=../tests/samples-es");
    println!("cargo:rerun-if-changed=templates");
    list(&["../tests/samples", "../tests/samples-es"], "samples.rs");
    list(&["templates"], "templates.rs");
    tauri_build::build();
}

/// Writes into a file of code each map of some folders with its name, in order of name.
fn list(folders: &[&str], file: &str) {
    let mut list = String::from("&[\n");
    for folder in folders.iter().map(Path::new) {
        let mut names: Vec<String> = fs::read_dir(folder)
            .map(|entries| entries.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect())
            .unwrap_or_default();
        names.retain(|n| n.ends_with(".txt"));
        names.sort();
        for name in &names {
            let path = fs::canonicalize(folder.join(name)).expect("a map that was just listed");
            writeln!(list, "    ({:?}, include_str!({path:?})),", name.trim_end_matches(".txt")).unwrap();
        }
    }
    list.push(']');
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join(file), list).expect("OUT_DIR can be written");
}
