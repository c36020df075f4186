//! The session as a caller sees it.
