//! The table `dataset`.

use super::table;
use crate::map::Dataset;

table! {
    Dataset in "dataset", "../migrations/1-dataset.sql":
    name, origin, sensitivity
}
