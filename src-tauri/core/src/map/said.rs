//! The closed vocabularies as people read them in the current language, by the words files hold.

use super::{
    AgreementKind, Evidence, GateState, Kind, Layer, Light, Period, Rapid, Role, SettingName, Stage,
    Transform,
};
use std::collections::BTreeMap;

/// Each word that the window may have to show, with what it is called in the current language.
pub fn vocabulary() -> BTreeMap<&'static str, &'static str> {
    let mut said = BTreeMap::new();
    macro_rules! put {
        ($($vocabulary:ty),+) => {$(
            said.extend(<$vocabulary>::ALL.iter().map(|v| (v.word(), v.said())));
        )+};
    }
    put!(AgreementKind, Evidence, GateState, Kind, Layer, Light, Period, Rapid, Role, Stage, Transform);
    said.extend(SettingName::ALL.iter().map(|v| (v.word(), v.said())));
    said
}
