//! Which cores a thread, and those that it begins later, may run on. Where the system cannot do that, nothing happens:
//! it is no reason not to serve.

/// This core only.
pub fn hold_to(core: usize) {
    #[cfg(target_os = "linux")]
    {
        let mut set = rustix::thread::CpuSet::new();
        set.set(core % rustix::thread::CpuSet::MAX_CPU);
        let _ = rustix::thread::sched_setaffinity(None, &set);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = core;
}

/// All cores but this one, if there are others.
pub fn keep_off(core: usize) {
    #[cfg(target_os = "linux")]
    if let Ok(mut set) = rustix::thread::sched_getaffinity(None)
        && set.count() > 1
        && core < rustix::thread::CpuSet::MAX_CPU
    {
        set.unset(core);
        let _ = rustix::thread::sched_setaffinity(None, &set);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = core;
}
