//! The vocabulary of painters: items made of a few kinds of shapes.

use super::path_data::over_the_wire;
use crate::map::{Kind, Light, Point, RecordId, Rect};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The picture of one map, in map units. Items are in painting order: zones, flows, cards, notes, badges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Scene {
    /// Around everything.
    pub bounds: Rect,
    /// In painting order.
    pub items: Vec<Item>,
    /// Labels for which there was no room, by their number on the curve; the page lists them, the window does not.
    #[serde(skip)]
    #[ts(skip)]
    pub numbered: Vec<NumberedLabel>,
}

/// What changed between two scenes of the same map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ScenePatch {
    /// Around everything.
    pub bounds: Rect,
    /// Items that are new or different.
    pub changed: Vec<Item>,
    /// Items that are gone.
    pub removed: Vec<RecordId>,
}

/// A flow's label that stands in a list instead of on its curve.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberedLabel {
    /// The number at the curve, from 1; `None` where there was no room even for that.
    pub number: Option<u32>,
    /// The flow.
    pub flow: crate::map::FlowId,
    /// The text.
    pub text: String,
}

/// Where an item stands in painting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "SceneLayer")]
pub enum Layer {
    /// Regions.
    Zone,
    /// Curves with their heads and labels.
    Flow,
    /// Actors.
    Card,
    /// Notes.
    Note,
    /// Furniture of the page: title, legend, tables.
    Page,
}

/// The picture of one record: what a pointer hits and what a painter paints.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Item {
    /// Whose picture; [`RecordId::Info`] for furniture of the page.
    pub id: RecordId,
    /// Painting order.
    pub layer: Layer,
    /// Around all shapes (for a card: the card itself, without badges).
    pub rect: Rect,
    /// Flow: its kind, for layers on and off.
    pub kind: Option<Kind>,
    /// Flow: where the label stands.
    pub label: Option<Rect>,
    /// Flow: the middle line as one Bezier path, `[x0, y0, (x1, y1, x2, y2, x3, y3)*]`.
    pub spine: Vec<f32>,
    /// What a screen reader and a tooltip say.
    pub name: String,
    /// Painted in order. A flow's label begins at its first box; where flows may cross, painters paint the
    /// labels of all flows after the strokes of all.
    pub shapes: Vec<Shape>,
}

/// The least thing a painter paints.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "shape", rename_all = "snake_case")]
#[ts(export)]
pub enum Shape {
    /// A rectangle, perhaps with round corners.
    Box {
        /// Where.
        rect: Rect,
        /// Corner radius.
        radius: f32,
        /// Inside.
        fill: Option<Ink>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// A path of straight and cubic pieces.
    Path {
        /// What to draw; over the wire as SVG path data.
        #[serde(serialize_with = "over_the_wire")]
        #[ts(type = "string")]
        path: Vec<Segment>,
        /// Inside (non-zero rule).
        fill: Option<Ink>,
        /// Line.
        stroke: Option<Stroke>,
    },
    /// One line of text, already wrapped and measured.
    Text(TextLine),
    /// A role icon or mark from the program's own set, stroked on a 24-unit grid.
    Icon {
        /// Its name in `icons/`.
        name: String,
        /// Upper left corner.
        at: Point,
        /// Edge length.
        size: f32,
        /// Colour.
        ink: Ink,
    },
}

/// A piece of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a new piece.
    Move {
        /// End.
        p: Point,
    },
    /// A straight line.
    Line {
        /// End.
        p: Point,
    },
    /// A cubic curve.
    Cubic {
        /// First handle.
        a: Point,
        /// Second handle.
        b: Point,
        /// End.
        p: Point,
    },
    /// Back to the start of the piece.
    Close,
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Stroke {
    /// Colour.
    pub ink: Ink,
    /// Width.
    pub width: f32,
    /// Lengths on and off; empty for solid.
    pub dash: Vec<f32>,
    /// Round caps (dots) rather than butt.
    pub round: bool,
}

/// A line of text at a place; `shaped` holds its glyphs for the painters in Rust.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextLine {
    /// Left end of the baseline, also for right-to-left text.
    pub at: Point,
    /// What it says, in logical order.
    pub text: String,
    /// Size in units.
    pub size: f32,
    /// Semibold rather than regular.
    pub bold: bool,
    /// Measured width.
    pub width: f32,
    /// Colour.
    pub ink: Ink,
    /// Right-to-left paragraph.
    pub rtl: bool,
    /// The glyphs.
    #[serde(skip)]
    #[ts(skip)]
    pub shaped: Option<std::sync::Arc<ShapedLine>>,
}

/// The glyphs of one line, in visual order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapedLine {
    /// Runs of one font each.
    pub runs: Vec<GlyphRun>,
    /// Characters that no font has.
    pub missing: Vec<char>,
}

/// Glyphs of one font.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// Which font, by its place in the text engine's list.
    pub font: usize,
    /// Glyphs with their places from the line's origin, in units.
    pub glyphs: Vec<Glyph>,
    /// Whether the run reads right to left.
    pub rtl: bool,
    /// Synthetic emboldening asked for by a fallback font.
    pub embolden: bool,
}

/// One glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Identity in the font.
    pub id: u32,
    /// From the line's left end.
    pub x: f32,
    /// Up from the baseline is negative.
    pub y: f32,
    /// Width.
    pub advance: f32,
    /// The bytes of the line's text that it stands for.
    pub bytes: (u32, u32),
}

/// A colour by what it means; each palette (light, dark, contrast, print, grey) gives it a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Ink {
    /// The sheet.
    Paper,
    /// A card's face.
    Card,
    /// A card's edge.
    Edge,
    /// Main text, heavy frames.
    Text,
    /// Quieter text.
    Quiet,
    /// A zone's face.
    Zone,
    /// A zone's edge.
    ZoneEdge,
    /// A note's face.
    Note,
    /// The accent.
    Accent,
    /// Text on the accent.
    OnAccent,
    /// Hairlines of tables.
    Rule,
    /// A kind of flow.
    Money,
    /// A kind of flow.
    Data,
    /// A kind of flow.
    Decision,
    /// A kind of flow.
    Trust,
    /// A kind of flow.
    Attention,
    /// A kind of flow.
    Product,
    /// Red state.
    Red,
    /// Yellow state.
    Yellow,
    /// Green state.
    Green,
    /// A card's fact line: quieter text, which a lens may write over.
    Fact,
    /// A card in the first of five steps.
    Step1,
    /// A card in the second of five steps.
    Step2,
    /// A card in the third of five steps.
    Step3,
    /// A card in the fourth of five steps.
    Step4,
    /// A card in the last of five steps.
    Step5,
    /// A card of the first group.
    GroupA,
    /// A card of the second group.
    GroupB,
    /// A card of the third group.
    GroupC,
    /// A card of the fourth group.
    GroupD,
    /// A card of the fifth group.
    GroupE,
    /// A card of the sixth group.
    GroupF,
    /// A card of the seventh group.
    GroupG,
    /// A card of the eighth group.
    GroupH,
    /// The hatch of a card of which nothing is known.
    Hatch,
}

impl From<Kind> for Ink {
    fn from(kind: Kind) -> Ink {
        match kind {
            Kind::Money => Ink::Money,
            Kind::Data => Ink::Data,
            Kind::Decision => Ink::Decision,
            Kind::Trust => Ink::Trust,
            Kind::Attention => Ink::Attention,
            Kind::Product => Ink::Product,
        }
    }
}

impl From<Light> for Ink {
    fn from(light: Light) -> Ink {
        match light {
            Light::Red => Ink::Red,
            Light::Yellow => Ink::Yellow,
            Light::Green => Ink::Green,
        }
    }
}
