//! What a file of the web platform tests says of itself: lines `// META: key=value` before its code.

/// Files and variants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Meta {
    /// What is loaded before it, by path from the file or, with `/`, from the folder of all.
    pub(super) sources: Vec<String>,
    variants: Vec<String>,
}

impl Meta {
    /// Reads the lines.
    pub(super) fn read(text: &str) -> Self {
        let mut meta = Self::default();
        for line in text
            .lines()
            .take_while(|line| line.starts_with("//") || line.trim().is_empty())
        {
            let said = line.trim_start_matches('/').trim().strip_prefix("META:");
            let Some((key, value)) = said.and_then(|said| said.trim().split_once('=')) else {
                continue;
            };
            match key {
                "script" => meta.sources.push(value.trim().to_owned()),
                "variant" => meta.variants.push(value.trim().to_owned()),
                _ => {}
            }
        }
        meta
    }

    /// What the file's address ends with: once for each variant, at least once.
    pub(super) fn variants(&self) -> Vec<String> {
        match self.variants.is_empty() {
            true => vec![String::new()],
            false => self.variants.clone(),
        }
    }
}

/// The path that another is meant from, from the folder of all.
pub(super) fn beside(path: &str, other: &str) -> String {
    if let Some(path) = other.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in other.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a file is no test: what tests load, and what is said about them.
pub(super) fn is_no_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let inside = |folder: &str| path.contains(folder);
    if inside("/resources/") || inside("/support/") || inside("/util/") {
        return true;
    }
    let is_page = name.ends_with(".html") && !name.contains("-manual");
    let is_code = [".any.js", ".window.js", ".worker.js"]
        .iter()
        .any(|end| name.ends_with(end));
    !(is_page || is_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_before_the_code_are_read() {
        let text = "// META: global=window\n// META: script=/common/a.js\n// META: script=../b.js\n\n// META: variant=?x=1\ncode\n// META: script=no.js\n";
        let meta = Meta::read(text);
        assert_eq!(meta.sources, ["/common/a.js", "../b.js"]);
        assert_eq!(meta.variants(), ["?x=1"]);
        assert_eq!(Meta::read("code").variants(), [""]);
    }

    #[test]
    fn paths_are_meant_from_the_file_or_from_the_root() {
        assert_eq!(beside("url/a/x.any.js", "../b.js"), "url/b.js");
        assert_eq!(beside("url/a/x.any.js", "./b.js"), "url/a/b.js");
        assert_eq!(beside("url/a/x.any.js", "/common/b.js"), "common/b.js");
    }

    #[test]
    fn resources_are_no_tests() {
        assert!(is_no_test("url/resources/a.any.js"));
        assert!(is_no_test("url/META.yml"));
        assert!(!is_no_test("url/a.any.js"));
        assert!(!is_no_test("url/a.html"));
    }
}
