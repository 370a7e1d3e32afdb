//! What the figures were measured on.

/// Prints processor, kernel and the number of processors.
pub(crate) fn print() {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpus = read("/proc/cpuinfo");
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or_default();
    println!(
        "{} x{}, Linux {}",
        model.trim_start_matches([' ', '\t', ':']),
        cpus.matches("processor\t").count(),
        read("/proc/sys/kernel/osrelease").trim()
    );
}
