//! The forms that words on a flow may take: on one line, or on two.

use super::{
    label::SIZE,
    text::{self, Wrapped},
    words::BETWEEN,
};

/// Labels wider than this are wrapped.
const WIDEST: f64 = 124.0;
/// A text on one line if it is short, else on two; cut only where `cut` allows it. Each is only made when it is
/// asked for.
pub(super) fn layouts(form: &str, cut: bool) -> impl Iterator<Item = Wrapped> {
    let one = text::wrapped(form, SIZE, false, f64::INFINITY, 1);
    let width = one.width();
    let longer = std::iter::once_with(move || {
        if width <= 56.0 {
            Vec::new()
        } else {
            between_parts(form).into_iter().chain(two(form, width, cut)).collect()
        }
    });
    (width <= WIDEST).then_some(one).into_iter().chain(longer.flatten())
}

/// A text on two lines: as narrow as it has room with every word whole; else cut, where `cut` allows it.
fn two(form: &str, width: f64, cut: bool) -> Option<Wrapped> {
    let narrow = (width * 0.5 + 12.0).clamp(48.0, WIDEST);
    let mut cut_off = None;
    for room in [narrow, (narrow * 1.3).min(WIDEST), WIDEST] {
        let two = text::wrapped(form, SIZE, false, room, 2);
        if two.is_whole(form) {
            return Some(two);
        }
        cut_off = Some(two);
    }
    cut_off.filter(|_| cut)
}

/// A text of several parts on two lines that end between parts, as even as can be.
fn between_parts(form: &str) -> Option<Wrapped> {
    let line = |text: &str| text::wrapped(text, SIZE, false, f64::INFINITY, 1);
    let splits =
        form.match_indices(BETWEEN).map(|(at, _)| line(&form[..at]).and(&line(&form[at + BETWEEN.len()..])));
    splits.filter(|l| l.width() <= WIDEST).min_by(|a, b| a.width().total_cmp(&b.width()))
}
