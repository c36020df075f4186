//! Embeds what travels with the program: the fonts from `node_modules`, and the role icons as path data.

use std::{env, fmt::Write as _, fs, path::Path, path::PathBuf};

/// Name in the program, and place below `node_modules/@expo-google-fonts`.
const FONTS: [(&str, &str); 5] = [
    ("inter-400.ttf", "inter/400Regular/Inter_400Regular.ttf"),
    ("inter-600.ttf", "inter/600SemiBold/Inter_600SemiBold.ttf"),
    ("vazirmatn-400.ttf", "vazirmatn/400Regular/Vazirmatn_400Regular.ttf"),
    ("vazirmatn-600.ttf", "vazirmatn/600SemiBold/Vazirmatn_600SemiBold.ttf"),
    ("noto-emoji-400.ttf", "noto-emoji/400Regular/NotoEmoji_400Regular.ttf"),
];

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let modules = root.join("node_modules");
    for (name, place) in FONTS {
        let file = modules.join("@expo-google-fonts").join(place);
        fs::write(out.join(name), read(&file)).expect("the build folder can be written");
    }
    let roles = root.join("icons/roles");
    let mut table = String::from("&[\n");
    for line in text(&roles.join("roles.txt")).lines().filter(|l| !l.starts_with('#')) {
        let Some((role, icon)) = line.split_once('=') else { continue };
        let (role, icon) = (role.trim(), icon.trim());
        let own = roles.join(format!("{icon}.svg"));
        let file =
            if own.exists() { own } else { modules.join("lucide-static/icons").join(format!("{icon}.svg")) };
        writeln!(table, "    ({role:?}, {:?}),", path_data(&text(&file), icon)).expect("writing to text");
    }
    table.push_str("]\n");
    fs::write(out.join("icons.rs"), table).expect("the build folder can be written");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", roles.display());
}

fn read(file: &Path) -> Vec<u8> {
    println!("cargo::rerun-if-changed={}", file.display());
    fs::read(file).unwrap_or_else(|e| {
        println!(
            "cargo::error=cannot read {} ({e}). The fonts and icons come with the npm packages: \
             run `npm ci` in the project's folder first.",
            file.display()
        );
        std::process::exit(1);
    })
}

fn text(file: &Path) -> String {
    String::from_utf8(read(file)).expect("icons are UTF-8")
}

/// All shapes of a stroked SVG drawing as one path.
fn path_data(svg: &str, name: &str) -> String {
    let mut parts = Vec::new();
    for tag in svg.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or("");
        let n = |key: &str| attribute(tag, key).and_then(|v| v.parse::<f64>().ok()).unwrap_or(0.0);
        match tag.split_whitespace().next().unwrap_or("") {
            "path" => parts.push(absolute_start(attribute(tag, "d").expect("a path has d"))),
            "circle" => parts.push(ellipse(n("cx"), n("cy"), n("r"), n("r"))),
            "ellipse" => parts.push(ellipse(n("cx"), n("cy"), n("rx"), n("ry"))),
            "line" => parts.push(format!("M{} {}L{} {}", n("x1"), n("y1"), n("x2"), n("y2"))),
            "rect" => parts.push(rounded(n("x"), n("y"), n("width"), n("height"), n("rx").max(n("ry")))),
            "polyline" => parts.push(format!("M{}", attribute(tag, "points").expect("points"))),
            "polygon" => parts.push(format!("M{}Z", attribute(tag, "points").expect("points"))),
            "svg" | "/svg" | "!--" | "?xml" => {}
            other => panic!("icon {name}: <{other}> is not understood"),
        }
    }
    parts.join("")
}

/// Path data may start with a relative move, which means something else once it follows another path.
fn absolute_start(data: &str) -> String {
    let Some(rest) = data.strip_prefix('m') else { return data.to_owned() };
    let (x, rest) = number(rest);
    let (y, rest) = number(rest);
    let more = rest.trim_start().starts_with(|c: char| !c.is_ascii_alphabetic());
    format!("M{x} {y}{}{rest}", if more { "l" } else { "" })
}

fn number(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches([' ', ',']);
    let mut dot = false;
    let end = text.char_indices().find(|&(i, c)| match c {
        '-' => i > 0,
        '.' => std::mem::replace(&mut dot, true),
        c => !c.is_ascii_digit(),
    });
    text.split_at(end.map_or(text.len(), |(i, _)| i))
}

fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {key}=\""))? + key.len() + 3;
    tag[start..].split('"').next()
}

fn ellipse(x: f64, y: f64, rx: f64, ry: f64) -> String {
    format!("M{} {y}a{rx} {ry} 0 1 0 {} 0a{rx} {ry} 0 1 0 {} 0Z", x - rx, 2.0 * rx, -2.0 * rx)
}

fn rounded(x: f64, y: f64, w: f64, h: f64, r: f64) -> String {
    let (iw, ih) = (w - 2.0 * r, h - 2.0 * r);
    format!(
        "M{} {y}h{iw}a{r} {r} 0 0 1 {r} {r}v{ih}a{r} {r} 0 0 1 {n} {r}h{}a{r} {r} 0 0 1 {n} {n}v{}a{r} {r} 0 0 1 {r} {n}Z",
        x + r,
        -iw,
        -ih,
        n = -r
    )
}
