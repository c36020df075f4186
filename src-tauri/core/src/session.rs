//! One open document: its map, history and store, owned by one task that takes requests in order.
