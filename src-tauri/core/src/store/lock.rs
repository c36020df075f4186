//! Who may write a document: the one who holds the lock on the hidden file beside it.
//!
//! The lock is the operating system's, so a program that was killed holds nothing; its hidden file is taken
//! over. SQLite's own locks stay out of this: they last for one transaction only.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

/// The right to write a document; given back on drop.
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

/// What came of asking for the lock.
pub(super) enum Asked {
    /// It is ours.
    Held(Lock),
    /// Another window or program has it.
    Taken,
    /// The folder does not let us ask.
    Impossible,
}

impl Lock {
    /// Asks for the right to write the document at `document`.
    pub(super) fn ask(document: &Path) -> Asked {
        let path = beside(document, "lock");
        loop {
            let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
                Ok(file) => file,
                Err(_) => return Asked::Impossible,
            };
            // A file system without locks gives none; who writes meanwhile is still noticed by SQLite's count
            // of changes before each commit.
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                return Asked::Taken;
            }
            // The one before us may have removed the file between our opening and locking it.
            if same_inode(&file, &path) {
                return Asked::Held(Lock { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// A hidden file beside `document`: `.name.portolan.ending`.
pub(super) fn beside(document: &Path, ending: &str) -> PathBuf {
    let name = document.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    document.with_file_name(format!(".{name}.{ending}"))
}

#[cfg(unix)]
fn same_inode(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_inode(_: &File, path: &Path) -> bool {
    path.exists()
}
