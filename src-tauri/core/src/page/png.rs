//! The sheet as PNG: the same marks as in the PDF, glyphs filled as outlines. sRGB, with its resolution; on
//! white paper, or transparent where nothing is printed.

use super::{Sheet, palette::Palette, raster};
use crate::error::{Code, Error, Result};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use tiny_skia::Pixmap;

/// The widest picture that is drawn: A3 at 300 dpi and a wide slide at 3840 fit well within.
const WIDEST: u32 = 10_000;
/// How hard to pack: a page is mostly paper, which the least already packs to nearly nothing.
const LEVEL: i32 = 1;

/// Paints the sheet `width` pixels wide.
pub fn write(sheet: &Sheet, width: u32, palette: Palette, transparent: bool) -> Result<Vec<u8>> {
    let (height, scale) = measured(sheet, width)?;
    let pack = |band: &Pixmap, n: u32, count: u32| packed(&filtered(band, transparent), n, count);
    let bands = raster::bands(sheet, (width, height), scale, palette, transparent, pack);
    assembled(&bands.ok_or_else(too_large)?, (width, height), scale, transparent)
}

/// Paints the sheet `width` pixels wide; gives each pixel's red, green, blue and opacity, and the height.
pub fn pixels(sheet: &Sheet, width: u32, palette: Palette, transparent: bool) -> Result<(Vec<u8>, u32)> {
    let (height, scale) = measured(sheet, width)?;
    let told = |band: &Pixmap, _, _| {
        band.pixels().iter().flat_map(|p| bytes_of(p.demultiply())).collect::<Vec<u8>>()
    };
    let bands = raster::bands(sheet, (width, height), scale, palette, transparent, told);
    Ok((bands.ok_or_else(too_large)?.concat(), height))
}

/// The picture's height in pixels, and pixels for a point.
fn measured(sheet: &Sheet, width: u32) -> Result<(u32, f64)> {
    let scale = f64::from(width) / sheet.width;
    let height = (sheet.height * scale).round() as u32;
    let fits = width > 0 && height > 0 && width.max(height) <= WIDEST;
    fits.then_some((height, scale)).ok_or_else(too_large)
}

fn too_large() -> Error {
    let hint = say!("Choose a width of 1 to {WIDEST} pixels.", WIDEST);
    Error::new(Code::Other, say!("A picture of that size cannot be drawn."), hint)
}

/// The packed bands as a PNG; `scale` is in pixels for a point.
fn assembled(
    bands: &[Packed],
    (width, height): (u32, u32),
    scale: f64,
    transparent: bool,
) -> Result<Vec<u8>> {
    let failed = |e: png::EncodingError| Error::new(Code::Other, e.to_string(), "");
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(if transparent { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
    let per_metre = (scale * 72.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    for band in bands {
        writer.write_chunk(png::chunk::IDAT, &band.bytes).map_err(failed)?;
    }
    let sum = bands.iter().fold(1, |sum, band| joined(sum, band.sum, band.length));
    writer.write_chunk(png::chunk::IDAT, &sum.to_be_bytes()).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The rows of a band, each less the row above it. The first stands for itself, so that bands do not need
/// one another. Paper is opaque, so no pixel on it needs its opacity told.
fn filtered(band: &Pixmap, transparent: bool) -> Vec<u8> {
    const ITSELF: u8 = 0;
    const LESS_THE_ROW_ABOVE: u8 = 2;
    let (width, told) = (band.width() as usize, if transparent { 4 } else { 3 });
    let mut out = Vec::with_capacity((width * told + 1) * band.height() as usize);
    let straight: Vec<u8> = match transparent {
        true => band.pixels().iter().flat_map(|p| bytes_of(p.demultiply())).collect(),
        false => Vec::new(),
    };
    let blank = vec![0; width * 4];
    let mut above = &blank[..];
    for pixels in (if transparent { &straight } else { band.data() }).chunks_exact(width * 4) {
        out.push(if out.is_empty() { ITSELF } else { LESS_THE_ROW_ABOVE });
        if pixels == above {
            out.resize(out.len() + width * told, 0);
        } else {
            for (p, q) in pixels.chunks_exact(4).zip(above.chunks_exact(4)) {
                let less = |i: usize| p[i].wrapping_sub(q[i]);
                out.extend_from_slice(&[less(0), less(1), less(2), less(3)][..told]);
            }
        }
        above = pixels;
    }
    out
}

fn bytes_of(p: tiny_skia::ColorU8) -> [u8; 4] {
    [p.red(), p.green(), p.blue(), p.alpha()]
}

/// A part of a zlib stream: what it holds is told by its Adler-32 sum and its length.
struct Packed {
    bytes: Vec<u8>,
    sum: u32,
    length: usize,
}

/// Packs one of `count` parts: the first begins the stream, the last ends it, but for the sum of all.
fn packed(data: &[u8], n: u32, count: u32) -> Packed {
    let mut packer = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 15, 0));
    let end = if n + 1 == count { TDEFLFlush::Finish } else { TDEFLFlush::Sync };
    let mut bytes = Vec::with_capacity(data.len() / 16);
    compress_to_output(&mut packer, data, end, |some| {
        bytes.extend_from_slice(some);
        true
    });
    if n + 1 == count {
        bytes.truncate(bytes.len() - 4);
    }
    if n > 0 {
        bytes.drain(..2);
    }
    Packed { bytes, sum: packer.adler32(), length: data.len() }
}

/// The Adler-32 sum of two parts from the sums of each (RFC 1950, section 9).
fn joined(first: u32, second: u32, length: usize) -> u32 {
    const BASE: u64 = 65_521;
    let halves = |sum: u32| (u64::from(sum & 0xffff), u64::from(sum >> 16));
    let ((a, b), (c, d)) = (halves(first), halves(second));
    let low = (a + c + BASE - 1) % BASE;
    let high = (b + d + (length as u64 % BASE) * (a + BASE - 1)) % BASE;
    (high << 16 | low) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_packed_apart_are_one_stream() {
        let data: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(n) >> 7) as u8).collect();
        let parts: Vec<_> = data.chunks(33_000).collect();
        let packed: Vec<_> = parts.iter().zip(0..).map(|(p, n)| packed(p, n, parts.len() as u32)).collect();
        let mut stream: Vec<u8> = packed.iter().flat_map(|p| p.bytes.clone()).collect();
        stream.extend(packed.iter().fold(1, |sum, p| joined(sum, p.sum, p.length)).to_be_bytes());
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&stream).unwrap(), data);
    }
}
