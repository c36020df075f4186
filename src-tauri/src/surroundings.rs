//! What is asked of the processes that the window is made of, by the variables that their libraries read
//! when they start: the program begins anew in the same process with those that it was not given.
//!
//! All of it is about memory. 2,000 actors and 6,000 flows take 326 to 333 MB when the map is just opened and 344 to 375
//! after gestures, instead of 424 and 549 (release, WebKitGTK 2.50, no graphics card). An allocator of our own (mimalloc
//! 3) took 15 to 35 MB more than the system's with these variables, for evaluations and pictures a tenth quicker at
//! best; another (jemalloc 5.3) between 5 more and 11 less, as it was set. Without the web view's two upper compilers
//! (`JSC_useDFGJIT=0`) it would be 13 to 20 MB less, but on 10,000 actors a frame of zooming would take 36 to 46 ms
//! instead of 30. Whoever sets a variable is obeyed.

#[cfg(target_os = "linux")]
mod linux {
    use crate::watch;
    use std::{env, os::unix::process::CommandExt, process::Command};

    /// A variable, its value, and whether it is for machines without a graphics card only.
    const WANTED: [(&str, &str, bool); 7] = [
        // Two arenas, not one for each thread: what one thread leaves free another takes up. With only one, threads
        // that draw a large picture side by side wait for each other: a third slower, for 4 MB.
        ("MALLOC_ARENA_MAX", "2", false),
        // Large pieces stand by themselves and go back to the system at once, as does what is free at the end of the
        // heap. Else these bounds rise with what is freed, up to 32 MB.
        ("MALLOC_MMAP_THRESHOLD_", "1048576", false),
        ("MALLOC_TRIM_THRESHOLD_", "1048576", false),
        // Else the web view lets rubbish lie until a good part of the machine's memory is full.
        ("JSC_forceRAMSize", "67108864", false),
        // Frames to be handed to a card are kept twice.
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1", true),
        // The toolkit and the web view would ask in this process too what card there is, of libraries that then do
        // its work on the processor and stay: 17 MB.
        ("GDK_GL", "disable", true),
        ("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null", true),
    ];

    pub fn settle() {
        let paints_itself = watch::paints_itself();
        let missing = WANTED
            .iter()
            .filter(|(name, _, cardless)| env::var_os(name).is_none() && (!cardless || paints_itself));
        let missing: Vec<(&str, &str)> = missing.map(|(name, value, _)| (*name, *value)).collect();
        if let (false, Ok(program)) = (missing.is_empty(), env::current_exe()) {
            // Comes back only where it failed, and then all works as well, with more memory.
            let _ = Command::new(program).args(env::args_os().skip(1)).envs(missing).exec();
        }
    }
}

/// Sees to it that this process and those it will start know what is asked of them; may begin the program anew.
pub fn settle() {
    #[cfg(target_os = "linux")]
    linux::settle();
}
