//! The command line on real files: what it writes, what it says, and its exit status.

use std::{
    fs,
    io::{Read, Seek},
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

const SHOP: &str = "map \"Who pays the shop?\"\nus Shop\nShop : own organisation\nBuyers : customer, payer\n\
                    Buyers -money 120k/y-> Shop {estimated, source \"ledger\"}\nShop -money 20k/y-> Baker\n";

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Bench {
        Bench { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    fn document(&self) -> PathBuf {
        let out = self.path("shop.portolan");
        let done = run(&["import", text(&self.file("shop.txt", SHOP)), text(&out)]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        out
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs the program without any display.
fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portolan"))
        .args(words)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn refuses(words: &[&str], because: &str) {
    let output = run(words);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.to_lowercase().contains(&because.to_lowercase()), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_text_becomes_a_document_and_the_document_the_same_text() {
    let bench = Bench::new();
    let document = bench.document();
    let (first, second) = (bench.path("first.txt"), bench.path("second.txt"));
    assert!(run(&["export", text(&document), "--text", text(&first)]).status.success());
    let again = bench.path("again.portolan");
    assert!(run(&["import", text(&first), text(&again)]).status.success());
    assert!(run(&["export", text(&again), "--text", text(&second)]).status.success());
    assert_eq!(fs::read_to_string(first).unwrap(), fs::read_to_string(second).unwrap());
}

#[test]
fn a_table_is_called_as_its_file_is_and_stands_as_its_page_does() {
    let bench = Bench::new();
    let table = bench.file("who-pays_whom (2).csv", "from,to,kind,quantity\nShop,Baker,money,120k/y\n");
    let (document, written) = (bench.path("out.portolan"), bench.path("out.txt"));
    assert!(run(&["import", text(&table), text(&document)]).status.success());
    assert!(run(&["export", text(&document), "--text", text(&written)]).status.success());
    assert!(fs::read_to_string(&written).unwrap().starts_with("map \"Who pays whom\"\n"));
    let page = |from: &Path, out: &str| {
        assert!(run(&["export", text(from), "--svg", text(&bench.path(out))]).status.success());
        fs::read_to_string(bench.path(out)).unwrap()
    };
    let svg = page(&document, "document.svg");
    assert!(svg.contains("Who pays whom"));
    let drawn =
        |svg: &str| svg.lines().filter(|l| l.contains("<path")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(drawn(&svg), drawn(&page(&table, "table.svg")));
}

#[test]
fn the_page_is_written_in_every_form() {
    let bench = Bench::new();
    let document = bench.document();
    let outs = ["pdf", "png", "svg", "pptx"].map(|form| bench.path(&format!("page.{form}")));
    let [pdf, png, svg, pptx] = outs.each_ref().map(|p| text(p));
    let asked = ["--pdf", pdf, "--png", png, "--svg", svg, "--pptx", pptx, "--size", "a3"];
    let done = run(&[&["export", text(&document)], &asked[..]].concat());
    assert!(done.status.success(), "{}", said(&done));
    let [pdf, png, svg, pptx] = outs.map(|p| fs::read(p).unwrap());
    assert!(pdf.starts_with(b"%PDF-") && png.starts_with(b"\x89PNG") && svg.starts_with(b"<"));
    assert!(pptx.starts_with(b"PK\x03\x04"));
}

#[test]
fn a_scenario_stands_beside_the_map_on_the_page_and_is_kept_in_the_text() {
    let bench = Bench::new();
    let scenarios = "page a4, what if, scenario \"Buyers halve\"\n\nscenario \"Baker leaves\"\n  without Baker\n\n\
                     scenario \"Buyers halve\"\n  weaken Buyers to 50%\n";
    let map = bench.file("shop.txt", format!("{SHOP}{scenarios}"));
    let (page, again) = (bench.path("page.svg"), bench.path("again.txt"));
    let heading = |more: &[&str]| {
        let done =
            run(&[&["export", text(&map), "--svg", text(&page), "--text", text(&again)], more].concat());
        assert!(done.status.success(), "{}", said(&done));
        let svg = fs::read_to_string(&page).unwrap();
        let from = svg.find("What if: ").map(|at| &svg[at..]);
        from.and_then(|s| s.split('<').next()).map(str::to_owned)
    };
    assert_eq!(heading(&[]).as_deref(), Some("What if: Buyers halve"));
    assert!(fs::read_to_string(&again).unwrap().contains("page a4, what if, scenario \"Buyers halve\"\n"));
    assert_eq!(heading(&["--scenario", "baker leaves"]).as_deref(), Some("What if: Baker leaves"));
    assert_eq!(heading(&["--layout", "panel"]), None);
    refuses(&["export", text(&map), "--scenario", "Nobody", "--svg", text(&page)], "no scenario");
    let words =
        ["export", text(&map), "--scenario", "Baker leaves", "--layout", "panel", "--svg", text(&page)];
    refuses(&words, "shows no scenario");
    let checked = run(&["check", text(&map), "--json", "--scenario", "Baker leaves"]);
    let told: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(told["page"]["labels_on_labels"], serde_json::json!([]));
}

#[test]
fn a_check_counts_what_lies_on_what_on_the_page_for_people_and_for_machines() {
    let bench = Bench::new();
    let around = "A {at 0 0}\nB {at 600 400}\nC {at 600 0}\nD {at 0 400}\nE {at 300 -300}\nF {at 300 700}\n";
    let flows = "A -money-> B\nC -money-> D\nE -money-> F\n";
    let map = bench.file("cross.txt", format!("{around}{flows}"));
    let people = run(&["check", text(&map), "--layout", "map only"]);
    let machines = run(&["check", text(&map), "--layout", "map only", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&machines.stdout).unwrap();
    let crossings = told["page"]["crossings"].as_u64().unwrap();
    assert!(crossings > 0 && told["page"]["heads_on_heads"] == serde_json::json!([]), "{told}");
    let people = String::from_utf8_lossy(&people.stdout);
    assert!(people.contains(&format!("On the page: crossings {crossings}.")), "{people}");
}

#[test]
fn the_evaluation_is_printed_for_people_and_for_machines() {
    let bench = Bench::new();
    let document = bench.document();
    let people = run(&["evaluate", text(&document)]);
    assert!(String::from_utf8_lossy(&people.stdout).contains("Who pays the shop?"));
    let machines = run(&["evaluate", text(&document), "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&machines.stdout).unwrap();
    assert!(json["findings"].is_array(), "{json}");
}

#[test]
fn a_sound_file_is_called_sound() {
    let bench = Bench::new();
    let output = run(&["check", text(&bench.document())]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 actors and 2 flows"));
}

#[test]
fn a_missing_file_is_named() {
    refuses(&["evaluate", "no-such-file.portolan"], "there is no file no-such-file.portolan");
}

#[test]
fn a_folder_is_no_file() {
    let bench = Bench::new();
    refuses(&["check", text(bench.folder.path())], "is a folder");
}

#[test]
fn what_is_neither_document_nor_text_is_refused() {
    let bench = Bench::new();
    refuses(&["check", text(&bench.file("photo.portolan", b"\x89PNG\r\n\x1a\n\0\0"))], "neither");
}

#[test]
fn another_program_s_database_is_no_document() {
    let bench = Bench::new();
    let path = bench.path("other.portolan");
    rusqlite::Connection::open(&path).unwrap().execute_batch("create table t(x)").unwrap();
    refuses(&["check", text(&path)], "not a portolan document");
}

#[test]
fn a_damaged_document_is_refused_and_left_as_it_is() {
    let bench = Bench::new();
    let mut bytes = fs::read(bench.document()).unwrap();
    bytes.truncate(bytes.len() / 2);
    let damaged = bench.file("damaged.portolan", &bytes);
    refuses(&["evaluate", text(&damaged)], "damaged");
    assert_eq!(fs::read(damaged).unwrap(), bytes);
}

#[test]
fn a_text_that_is_not_understood_is_shown_with_line_and_column() {
    let bench = Bench::new();
    let file = bench.file("slip.txt", "Acme -mony 40k/y-> Us\n");
    refuses(&["evaluate", text(&file)], "slip.txt:1:");
    refuses(&["import", text(&file), text(&bench.path("out.portolan"))], "money");
    assert!(!bench.path("out.portolan").exists());
}

#[test]
fn an_export_to_a_place_that_cannot_be_written_harms_nothing() {
    let bench = Bench::new();
    let document = bench.document();
    let before = fs::read(&document).unwrap();
    let nowhere = bench.path("no-such-folder").join("page.pdf");
    refuses(&["export", text(&document), "--pdf", text(&nowhere)], "was not written");
    assert_eq!(fs::read(&document).unwrap(), before);
}

#[test]
fn an_import_does_not_overwrite() {
    let bench = Bench::new();
    let document = bench.document();
    let before = fs::read(&document).unwrap();
    refuses(&["import", text(&bench.path("shop.txt")), text(&document)], "already");
    assert_eq!(fs::read(&document).unwrap(), before);
}

#[test]
fn wrong_usage_is_status_2_and_help_is_0() {
    assert_eq!(run(&["export"]).status.code(), Some(2));
    assert_eq!(run(&["export", "map.txt", "--pdf", "a.pdf", "--size", "a9"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}

#[test]
fn a_document_of_a_newer_program_is_refused_and_left_as_it_is() {
    let bench = Bench::new();
    let document = bench.document();
    let newer = rusqlite::Connection::open(&document).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    newer.execute("update document set readable_from = 999", []).unwrap();
    drop(newer);
    let before = fs::read(&document).unwrap();
    refuses(&["evaluate", text(&document)], "newer");
    assert_eq!(fs::read(&document).unwrap(), before);
}

#[test]
fn a_read_only_document_is_evaluated_and_exported_all_the_same() {
    let bench = Bench::new();
    let document = bench.document();
    let mut rights = fs::metadata(&document).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&document, rights).unwrap();
    let before = fs::read(&document).unwrap();
    let out = bench.path("map.txt");
    let done = run(&["export", text(&document), "--text", text(&out)]);
    assert!(done.status.success() && out.exists(), "{}", said(&done));
    assert_eq!(fs::read(&document).unwrap(), before);
}

#[test]
fn an_empty_document_is_refused() {
    let bench = Bench::new();
    refuses(&["check", text(&bench.file("lost.portolan", ""))], "is empty");
}

#[test]
fn an_export_never_takes_the_place_of_its_map() {
    let bench = Bench::new();
    let document = bench.document();
    let before = fs::read(&document).unwrap();
    refuses(&["export", text(&document), "--text", text(&document)], "take the place of the map");
    assert_eq!(fs::read(&document).unwrap(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_exported_to_a_pipe_comes_out_of_it_alone() {
    let bench = Bench::new();
    let output = run(&["export", text(&bench.document()), "--text", "/dev/stdout"]);
    assert!(output.status.success(), "{}", said(&output));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("map \"Who pays the shop?\""), "{out}");
    assert!(out.trim_end().ends_with("-> Baker") && !out.contains("wrote"), "{out}");
    assert!(fs::symlink_metadata("/dev/stdout").unwrap().is_symlink());
}

/// As `/dev/stdout` does when it was sent into a file that has been removed since.
#[cfg(target_os = "linux")]
#[test]
fn an_export_never_takes_the_place_of_a_link_to_a_file_without_a_name() {
    let bench = Bench::new();
    let (gone, link) = (bench.path("gone.txt"), bench.path("link.txt"));
    let mut file = fs::File::create_new(&gone).unwrap();
    fs::remove_file(&gone).unwrap();
    std::os::unix::fs::symlink("/proc/self/fd/1", &link).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_portolan"));
    let program = program.args(["export", text(&bench.document()), "--text", text(&link)]);
    assert!(program.stdout(file.try_clone().unwrap()).status().unwrap().success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let mut out = String::new();
    file.rewind().unwrap();
    file.read_to_string(&mut out).unwrap();
    assert!(out.contains("map \"Who pays the shop?\""), "{out}");
}

#[test]
fn a_check_for_machines_tells_each_place_that_was_not_understood() {
    let bench = Bench::new();
    let file = bench.file("slip.txt", "Acme -mony 40k/y-> Us\n");
    let output = run(&["check", text(&file), "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["sound"], &json["problems"][0]["line"]), (&false.into(), &1.into()));
}

#[test]
fn machines_read_names_and_not_identities() {
    let bench = Bench::new();
    let output = run(&["evaluate", text(&bench.document()), "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["map"]["us"], "Shop");
    let names: Vec<&str> =
        json["actors"].as_array().unwrap().iter().filter_map(|a| a["name"].as_str()).collect();
    assert!(names.contains(&"Buyers"), "{names:?}");
}

#[test]
fn without_a_display_the_window_says_so() {
    refuses(&[], "no display");
}
