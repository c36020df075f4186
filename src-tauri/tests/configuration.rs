//! What the web view may do: no more than the program uses.

use serde_json::Value;
use std::{fs, path::Path};

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_window_may_change_how_it_stands_on_the_screen_and_no_more() {
    let allowed = read("capabilities/main.json");
    let expected = [
        "core:webview:allow-set-webview-zoom",
        "core:window:allow-set-fullscreen",
        "core:window:allow-set-title",
    ]
    .map(Value::from);
    assert_eq!(allowed["permissions"].as_array().unwrap(), &expected);
    assert_eq!(allowed["windows"], serde_json::json!(["main"]));
    assert!(allowed.get("remote").is_none() && allowed.get("webviews").is_none());
}

#[test]
fn there_is_one_capability() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities");
    let names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["main.json"]);
    assert_eq!(read("tauri.conf.json")["app"]["security"]["capabilities"], serde_json::json!(["main"]));
}

#[test]
fn pages_load_from_the_program_alone() {
    let policy = read("tauri.conf.json")["app"]["security"]["csp"].clone();
    assert_eq!(policy["default-src"], "'none'");
    assert_eq!(policy["script-src"], "'self'");
    for (name, sources) in policy.as_object().unwrap() {
        for source in sources.as_str().unwrap().split(' ') {
            let known = ["'none'", "'self'", "blob:", "ipc:", "http://ipc.localhost"].contains(&source)
                || (name == "style-src-attr" && source == "'unsafe-inline'");
            assert!(known, "{name} allows {source}");
        }
    }
}

#[test]
fn prototypes_are_frozen_and_no_file_is_served() {
    let config = read("tauri.conf.json");
    let security = &config["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    assert!(config["app"].get("withGlobalTauri").is_none());
    assert!(config.get("plugins").is_none());
}

#[test]
fn no_plugin_reaches_shell_files_or_network() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let plugins: Vec<&str> = manifest
        .lines()
        .filter_map(|l| l.strip_prefix("tauri-plugin-")?.split([' ', '.', '=']).next())
        .collect();
    assert_eq!(plugins, ["clipboard-manager", "dialog"]);
}
