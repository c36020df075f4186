//! Stacks: sections below one another in one column, filled from the top.

use super::{
    Part, Sheet,
    frame::Frame,
    section::{self, Section},
};
use crate::map::Point;

/// Sections below one another, and how many entries of each are shown.
pub struct Stack {
    at: Point,
    width: f64,
    /// The height there is.
    room: f64,
    /// Space that is spread between the sections.
    slack: f64,
    /// From the top.
    pub sections: Vec<Section>,
    /// How many entries of each are shown.
    pub kept: Vec<usize>,
}

impl Stack {
    /// As many entries as there is room for, the space that is left spread between the sections.
    pub fn new(frame: &Frame, at: Point, width: f64, room: f64, sections: Vec<Section>) -> Stack {
        let sections = section::shortened(frame, sections, room);
        let kept = section::fit(frame, &sections, room);
        let gaps = sections.iter().zip(&kept).filter(|(s, k)| section::is_shown(s, **k)).count();
        let left = room - section::height(frame, &sections, &kept);
        let slack = if gaps > 1 { left / (gaps - 1) as f64 } else { 0.0 };
        Stack { at, width, room, slack: slack.clamp(0.0, 4.0 * frame.step()), sections, kept }
    }

    /// Prints it; gives its parts in reading order.
    pub fn print(&self, sheet: &mut Sheet, frame: &Frame) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut y = self.at.y;
        for (section, kept) in self.sections.iter().zip(&self.kept).filter(|(s, k)| section::is_shown(s, **k))
        {
            let height = section.height(frame, *kept);
            if section.at_the_bottom {
                y = self.at.y + self.room - height;
            }
            parts.extend(section.print(sheet, frame, Point::new(self.at.x, y), self.width, *kept));
            y += height + section::between(frame) + self.slack;
        }
        parts
    }
}
