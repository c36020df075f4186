//! What shapes are made of: colours, lines, outlines and places.

use super::{emu, text::put};
use crate::{
    map::{Point, Rect},
    page::{paint, palette::Palette},
    scene::{Ink, Segment, Shape, Stroke},
};
use kurbo::{BezPath, Shape as _};

/// The inks that stand in the slide's theme, so that they can be changed in one place.
pub const THEME: [(&str, Ink); 11] = [
    ("dk1", Ink::Text),
    ("lt1", Ink::Paper),
    ("dk2", Ink::Quiet),
    ("lt2", Ink::Zone),
    ("accent1", Ink::Money),
    ("accent2", Ink::Data),
    ("accent3", Ink::Decision),
    ("accent4", Ink::Trust),
    ("accent5", Ink::Attention),
    ("accent6", Ink::Product),
    ("hlink", Ink::Accent),
];

/// An ink as digits, without the mark before them.
pub fn digits(palette: Palette, ink: Ink) -> String {
    palette.hex(ink)[1..].to_uppercase()
}

/// What inks look like on the slide.
pub struct Colours(pub Palette);

impl Colours {
    fn colour(&self, ink: Ink) -> String {
        let themed = THEME.iter().find(|(_, i)| *i == ink).map(|(name, _)| match *name {
            "dk1" => "tx1",
            "lt1" => "bg1",
            "dk2" => "tx2",
            "lt2" => "bg2",
            name => name,
        });
        match themed {
            Some(name) => format!("<a:schemeClr val=\"{name}\"/>"),
            None => format!("<a:srgbClr val=\"{}\"/>", digits(self.0, ink)),
        }
    }

    /// The inside.
    pub fn fill(&self, ink: Option<Ink>) -> String {
        match ink {
            Some(ink) => format!("<a:solidFill>{}</a:solidFill>", self.colour(ink)),
            None => "<a:noFill/>".to_owned(),
        }
    }

    /// The line, with what stands at its ends.
    pub fn line(&self, stroke: Option<&Stroke>, ends: &str) -> String {
        let Some(stroke) = stroke else { return "<a:ln><a:noFill/></a:ln>".to_owned() };
        let (cap, join) = match stroke.round {
            true => ("rnd", "<a:round/>"),
            false => ("flat", "<a:miter lim=\"800000\"/>"),
        };
        format!(
            "<a:ln w=\"{}\" cap=\"{cap}\">{}{}{join}{ends}</a:ln>",
            emu(f64::from(stroke.width)).max(1),
            self.fill(Some(stroke.ink)),
            dash(stroke),
        )
    }
}

/// Lengths on and off are told in thousandths of a percent of the line's width. Dots have a name.
fn dash(stroke: &Stroke) -> String {
    match stroke.dash.as_slice() {
        [] => "<a:prstDash val=\"solid\"/>".to_owned(),
        _ if stroke.round => "<a:prstDash val=\"sysDot\"/>".to_owned(),
        dash => {
            let part = |v: f32| (f64::from(v / stroke.width) * 100_000.0).round() as i64;
            let pair = |p: &[f32]| format!("<a:ds d=\"{}\" sp=\"{}\"/>", part(p[0]), part(p[1]));
            format!("<a:custDash>{}</a:custDash>", dash.chunks_exact(2).map(pair).collect::<String>())
        }
    }
}

/// Where a shape is.
pub fn place(rect: &Rect) -> String {
    format!("<a:xfrm>{}</a:xfrm>", corner_and_size(rect, ""))
}

/// Where a group is: its parts are measured as the slide is.
pub fn place_of_group(rect: &Rect) -> String {
    format!("<a:xfrm>{}{}</a:xfrm>", corner_and_size(rect, ""), corner_and_size(rect, "ch"))
}

fn corner_and_size(rect: &Rect, prefix: &str) -> String {
    let [off, ext] = match prefix {
        "" => ["off", "ext"],
        _ => ["chOff", "chExt"],
    };
    format!(
        "<a:{off} x=\"{}\" y=\"{}\"/><a:{ext} cx=\"{}\" cy=\"{}\"/>",
        emu(rect.x),
        emu(rect.y),
        emu(rect.w),
        emu(rect.h)
    )
}

/// A preset outline.
pub fn preset(name: &str, adjust: &[(&str, i64)]) -> String {
    let guide = |(name, v): &(&str, i64)| format!("<a:gd name=\"{name}\" fmla=\"val {v}\"/>");
    let guides: String = adjust.iter().map(guide).collect();
    format!("<a:prstGeom prst=\"{name}\"><a:avLst>{guides}</a:avLst></a:prstGeom>")
}

/// A rectangle's outline with its corner radius.
pub fn corners(rect: &Rect, radius: f64) -> String {
    let short = rect.w.min(rect.h);
    match () {
        () if radius <= 0.0 || short <= 0.0 => preset("rect", &[]),
        () if radius * 2.0 >= short - 0.01 && (rect.w - rect.h).abs() < 0.02 => preset("ellipse", &[]),
        () => preset("roundRect", &[("adj", ((radius / short).min(0.5) * 100_000.0).round() as i64)]),
    }
}

/// How far a shape keeps its text from its edges on its own: a preset with round corners by so much of them.
pub fn inset(shape: &Shape) -> f64 {
    match shape {
        Shape::Box { rect, radius, .. } => {
            f64::from(*radius).min(rect.w.min(rect.h) / 2.0) * (1.0 - std::f64::consts::FRAC_1_SQRT_2)
        }
        _ => 0.0,
    }
}

/// The rectangle of a circle made of four curves.
pub fn circle(path: &[Segment]) -> Option<Rect> {
    use Segment::{Close, Cubic, Move};
    let round = matches!(path, [Move { .. }, Cubic { .. }, Cubic { .. }, Cubic { .. }, Cubic { .. }, Close]);
    round.then(|| around(path)).filter(|r| (r.w - r.h).abs() < 0.1)
}

fn bezier(path: &[Segment]) -> BezPath {
    let p = |p: Point| kurbo::Point::new(p.x, p.y);
    let mut out = BezPath::new();
    for segment in path {
        match *segment {
            Segment::Move { p: to } => out.move_to(p(to)),
            Segment::Line { p: to } => out.line_to(p(to)),
            Segment::Cubic { a, b, p: to } => out.curve_to(p(a), p(b), p(to)),
            Segment::Close => out.close_path(),
        }
    }
    out
}

/// The smallest rectangle around a path.
pub fn around(path: &[Segment]) -> Rect {
    let r = bezier(path).bounding_box();
    Rect::new(r.x0, r.y0, r.width(), r.height())
}

/// A rectangle's outline with places where lines hold on to it: first the middles of its sides, upper, left,
/// lower and right, as a preset has them, then `sites`.
pub fn held(rect: &Rect, radius: f64, sites: &[Point]) -> String {
    let c = rect.center();
    let sides = [(c.x, rect.y), (rect.x, c.y), (c.x, rect.bottom()), (rect.right(), c.y)];
    let all: Vec<Point> =
        sides.iter().map(|(x, y)| Point::new(*x, *y)).chain(sites.iter().copied()).collect();
    outline_with(&paint::round_box(rect, radius), rect, true, &all)
}

/// An outline of one's own, in `rect`.
pub fn outline(path: &[Segment], rect: &Rect, filled: bool) -> String {
    outline_with(path, rect, filled, &[])
}

fn outline_with(path: &[Segment], rect: &Rect, filled: bool, sites: &[Point]) -> String {
    let site = |p: &Point| {
        let (x, y) = (emu(p.x - rect.x), emu(p.y - rect.y));
        format!("<a:cxn ang=\"0\"><a:pos x=\"{x}\" y=\"{y}\"/></a:cxn>")
    };
    let sites = match sites {
        [] => "<a:cxnLst/>".to_owned(),
        some => format!("<a:cxnLst>{}</a:cxnLst>", some.iter().map(site).collect::<String>()),
    };
    let at = |p: Point| format!("<a:pt x=\"{}\" y=\"{}\"/>", emu(p.x - rect.x), emu(p.y - rect.y));
    let fill = if filled { "" } else { " fill=\"none\"" };
    let mut out = format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>{sites}<a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
         <a:pathLst><a:path w=\"{}\" h=\"{}\"{fill}>",
        emu(rect.w),
        emu(rect.h)
    );
    for segment in path {
        match *segment {
            Segment::Move { p } => put(&mut out, format_args!("<a:moveTo>{}</a:moveTo>", at(p))),
            Segment::Line { p } => put(&mut out, format_args!("<a:lnTo>{}</a:lnTo>", at(p))),
            Segment::Cubic { a, b, p } => {
                put(&mut out, format_args!("<a:cubicBezTo>{}{}{}</a:cubicBezTo>", at(a), at(b), at(p)));
            }
            Segment::Close => out.push_str("<a:close/>"),
        }
    }
    out.push_str("</a:path></a:pathLst></a:custGeom>");
    out
}
