//! Colours: what each ink looks like in each palette.
//!
//! The one table for screen and paper. Text and the six kinds reach 4.5:1 on the faces they stand on, and 4:1
//! when seen without one of the three cones (the tests compute it); no ink is a sign on its own.

use crate::scene::Ink;

/// A set of colours that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// The window by day.
    Light,
    /// The window by night.
    Dark,
    /// Black on white.
    Contrast,
    /// White on black.
    ContrastNight,
    /// Ink on white paper.
    Print,
    /// Print without colour: each ink in its own luminance.
    Grey,
}

/// Every ink with its colour in light, dark, both contrasts and print, as `0xrrggbb`.
#[rustfmt::skip]
const TABLE: [(Ink, [u32; 5]); 35] = [
    (Ink::Paper,     [0xFBFAF7, 0x16181D, 0xFFFFFF, 0x000000, 0xFFFFFF]),
    (Ink::Card,      [0xFFFFFF, 0x21252C, 0xFFFFFF, 0x000000, 0xFFFFFF]),
    (Ink::Edge,      [0x7A828C, 0x8A93A0, 0x000000, 0xFFFFFF, 0x7A828C]),
    (Ink::Text,      [0x1B2026, 0xECEEF1, 0x000000, 0xFFFFFF, 0x1B2026]),
    (Ink::Quiet,     [0x555D68, 0xADB5C0, 0x2B2B2B, 0xE2E2E2, 0x555D68]),
    (Ink::Zone,      [0xF6F4EE, 0x1C2027, 0xF7F7F7, 0x0B0B0B, 0xF5F4EF]),
    (Ink::ZoneEdge,  [0xD8D4C8, 0x3A414C, 0x5A5A5A, 0xB4B4B4, 0xD8D4C8]),
    (Ink::Note,      [0xFFF5D1, 0x2F2B1D, 0xFFFFFF, 0x000000, 0xFFF5D1]),
    (Ink::Accent,    [0x0F6E8C, 0x62BCD9, 0x004D66, 0x7FDBF5, 0x0F6E8C]),
    (Ink::OnAccent,  [0xFFFFFF, 0x0C1A20, 0xFFFFFF, 0x000000, 0xFFFFFF]),
    (Ink::Rule,      [0xD9D6CC, 0x363C46, 0x000000, 0xFFFFFF, 0xD3D1C9]),
    (Ink::Money,     [0x00795C, 0x3DBB9A, 0x004D3A, 0x4FE0B8, 0x00795C]),
    (Ink::Data,      [0x0060A8, 0x6DB2F0, 0x003A70, 0x8CC8FF, 0x0060A8]),
    (Ink::Decision,  [0x7B3F9E, 0xC898E6, 0x4F1C70, 0xDDB6F5, 0x7B3F9E]),
    (Ink::Trust,     [0xB4530A, 0xEE9F63, 0x6E2F00, 0xFFB780, 0xB4530A]),
    (Ink::Attention, [0x595959, 0xB4B4B4, 0x3A3A3A, 0xD0D0D0, 0x595959]),
    (Ink::Product,   [0x1F2933, 0xDDE3EA, 0x000000, 0xFFFFFF, 0x1F2933]),
    (Ink::Red,       [0xB3261E, 0xF58F86, 0x8C1008, 0xFFA79F, 0xB3261E]),
    (Ink::Yellow,    [0x8A5A00, 0xE3B857, 0x5E3D00, 0xFFD27A, 0x8A5A00]),
    (Ink::Green,     [0x1E7032, 0x74C98B, 0x0D4A1C, 0x8FE3A4, 0x1E7032]),
    (Ink::Fact,      [0x555D68, 0xADB5C0, 0x2B2B2B, 0xE2E2E2, 0x555D68]),
    (Ink::Step1,     [0xE8F1F8, 0x263039, 0xEEF5FA, 0x263039, 0xE8F1F8]),
    (Ink::Step2,     [0xC5DDED, 0x294055, 0xC8DFEF, 0x294055, 0xC5DDED]),
    (Ink::Step3,     [0x9AC4E0, 0x2C5070, 0x9AC4E0, 0x2C5070, 0x9AC4E0]),
    (Ink::Step4,     [0x70A9D0, 0x305F8A, 0x70A9D0, 0x305F8A, 0x70A9D0]),
    (Ink::Step5,     [0x4F92C1, 0x346FA4, 0x5296C6, 0x346FA4, 0x4F92C1]),
    (Ink::GroupA,    [0xBFE0F5, 0x1D4B69, 0xBFE0F5, 0x1D4B69, 0xBFE0F5]),
    (Ink::GroupB,    [0xF8D5A6, 0x5E4212, 0xF8D5A6, 0x5E4212, 0xF8D5A6]),
    (Ink::GroupC,    [0xB4DEC9, 0x16503E, 0xB4DEC9, 0x16503E, 0xB4DEC9]),
    (Ink::GroupD,    [0xF1E89A, 0x4C4710, 0xF1E89A, 0x4C4710, 0xF1E89A]),
    (Ink::GroupE,    [0xF2BDA9, 0x6B3322, 0xF2BDA9, 0x6B3322, 0xF2BDA9]),
    (Ink::GroupF,    [0xE4C6DE, 0x5A3350, 0xE4C6DE, 0x5A3350, 0xE4C6DE]),
    (Ink::GroupG,    [0xC3C9EA, 0x373D6E, 0xC3C9EA, 0x373D6E, 0xC3C9EA]),
    (Ink::GroupH,    [0xDAD8D1, 0x43474E, 0xDAD8D1, 0x43474E, 0xDAD8D1]),
    (Ink::Hatch,     [0xE2DFD7, 0x343942, 0xC4C4C4, 0x3A3A3A, 0xDCDAD4]),
];

impl Palette {
    /// Every palette.
    pub const ALL: [Palette; 6] = [
        Palette::Light,
        Palette::Dark,
        Palette::Contrast,
        Palette::ContrastNight,
        Palette::Print,
        Palette::Grey,
    ];

    /// The palette's name.
    pub fn name(self) -> &'static str {
        match self {
            Palette::Light => "light",
            Palette::Dark => "dark",
            Palette::Contrast => "contrast",
            Palette::ContrastNight => "contrast_night",
            Palette::Print => "print",
            Palette::Grey => "grey",
        }
    }

    /// Red, green and blue of an ink.
    pub fn rgb(self, ink: Ink) -> [u8; 3] {
        let (_, row) = TABLE[ink as usize];
        let column = match self {
            Palette::Light => 0,
            Palette::Dark => 1,
            Palette::Contrast => 2,
            Palette::ContrastNight => 3,
            Palette::Print | Palette::Grey => 4,
        };
        let [_, r, g, b] = row[column].to_be_bytes();
        match self {
            Palette::Grey => [grey([r, g, b]); 3],
            _ => [r, g, b],
        }
    }

    /// An ink as `#rrggbb`.
    pub fn hex(self, ink: Ink) -> String {
        let [r, g, b] = self.rgb(ink);
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// All palettes by name with every ink as `#rrggbb`: what the window paints with.
pub fn palettes() -> Vec<(String, Vec<(Ink, String)>)> {
    let inks = |p: Palette| TABLE.iter().map(|(ink, _)| (*ink, p.hex(*ink))).collect();
    Palette::ALL.iter().map(|p| (p.name().to_owned(), inks(*p))).collect()
}

/// One channel as light (WCAG 2.2, relative luminance).
fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Light as one channel.
fn encoded(light: f64) -> u8 {
    let c = if light <= 0.0031308 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (c * 255.0).round().clamp(0.0, 255.0) as u8
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance([r, g, b]: [u8; 3]) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The grey of the same luminance.
fn grey(colour: [u8; 3]) -> u8 {
    encoded(luminance(colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Ink; 6] = [Ink::Money, Ink::Data, Ink::Decision, Ink::Trust, Ink::Attention, Ink::Product];
    const FACES: [Ink; 4] = [Ink::Paper, Ink::Card, Ink::Zone, Ink::Note];

    /// Contrast ratio, 1 to 21 (WCAG 2.2).
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        contrast_of(luminance(a), luminance(b))
    }

    fn contrast_of(a: f64, b: f64) -> f64 {
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How a colour looks without the long, middle or short cones (Machado, Oliveira and Fernandes 2009,
    /// severity 1, in linear light).
    fn without_cone(cone: usize, colour: [u8; 3]) -> [u8; 3] {
        let matrix = [
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ][cone];
        let light = colour.map(linear);
        matrix.map(|row| encoded(row.iter().zip(light).map(|(m, l)| m * l).sum()))
    }

    /// Every way of seeing: as it is, and without one cone.
    fn seen(colour: [u8; 3]) -> [[u8; 3]; 4] {
        [colour, without_cone(0, colour), without_cone(1, colour), without_cone(2, colour)]
    }

    fn assert_readable(palette: Palette, ink: Ink, face: Ink) {
        let pairs = seen(palette.rgb(ink)).into_iter().zip(seen(palette.rgb(face)));
        for (eye, (a, b)) in pairs.enumerate() {
            let ratio = contrast(a, b);
            assert!(
                ratio >= if eye == 0 { 4.5 } else { 4.0 },
                "{ink:?} on {face:?} in {}: {ratio:.2}",
                palette.name()
            );
        }
    }

    #[test]
    fn the_table_lists_the_inks_in_their_order() {
        for (at, (ink, _)) in TABLE.iter().enumerate() {
            assert_eq!(*ink as usize, at);
        }
    }

    #[test]
    fn text_kinds_and_states_are_readable_on_every_face_also_for_the_colour_blind() {
        for palette in Palette::ALL {
            for face in FACES {
                for ink in KINDS.into_iter().chain([Ink::Text, Ink::Quiet, Ink::Fact, Ink::Accent]) {
                    assert_readable(palette, ink, face);
                }
            }
            for ink in [Ink::Accent, Ink::Red, Ink::Yellow, Ink::Green] {
                assert_readable(palette, ink, Ink::OnAccent);
                assert_readable(palette, ink, Ink::Paper);
            }
        }
    }

    const STEPS: [Ink; 5] = [Ink::Step1, Ink::Step2, Ink::Step3, Ink::Step4, Ink::Step5];

    #[test]
    fn text_is_readable_on_every_face_that_a_lens_gives_a_card() {
        let groups = [Ink::GroupA, Ink::GroupB, Ink::GroupC, Ink::GroupD];
        let more = [Ink::GroupE, Ink::GroupF, Ink::GroupG, Ink::GroupH, Ink::Hatch];
        for palette in Palette::ALL {
            for face in STEPS.into_iter().chain(groups).chain(more) {
                assert_readable(palette, Ink::Text, face);
            }
        }
    }

    #[test]
    fn each_of_the_five_steps_is_told_from_the_next_by_its_lightness_whatever_the_eye() {
        for palette in Palette::ALL {
            for pair in STEPS.windows(2) {
                for (a, b) in seen(palette.rgb(pair[0])).into_iter().zip(seen(palette.rgb(pair[1]))) {
                    let (a, b) = (luminance(a), luminance(b));
                    let dark = matches!(palette, Palette::Dark | Palette::ContrastNight);
                    let grows = if dark { b > a } else { a > b };
                    assert!(grows && contrast_of(a, b) >= 1.15, "{pair:?} in {}", palette.name());
                }
            }
        }
    }

    #[test]
    fn edges_of_cards_can_be_seen_on_paper_and_zones() {
        for palette in Palette::ALL {
            for face in [Ink::Paper, Ink::Zone] {
                let ratio = contrast(palette.rgb(Ink::Edge), palette.rgb(face));
                assert!(ratio >= 3.0, "edge on {face:?} in {}: {ratio:.2}", palette.name());
            }
        }
    }

    #[test]
    fn kinds_on_white_have_the_colours_of_the_page() {
        let printed = KINDS.map(|k| Palette::Print.hex(k));
        assert_eq!(printed, ["#00795c", "#0060a8", "#7b3f9e", "#b4530a", "#595959", "#1f2933"]);
        assert_eq!(Palette::Light.hex(Ink::Paper), "#fbfaf7");
        assert_eq!(Palette::Dark.hex(Ink::Paper), "#16181d");
        assert_eq!(Palette::Light.hex(Ink::Accent), "#0f6e8c");
    }

    #[test]
    fn the_grey_palette_has_no_colour() {
        for (ink, _) in TABLE {
            let [r, g, b] = Palette::Grey.rgb(ink);
            assert!(r == g && g == b);
        }
    }
}
