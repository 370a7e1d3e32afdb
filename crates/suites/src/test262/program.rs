//! A test as a program: what it is given, its harness and itself are one text in the global scope.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;

use super::Mode;
use super::front::Front;
use crate::folders::text_of;

/// What hosts give tests.
const HOST: &str = include_str!("host.js");
/// The value of the whole: it reports what the test printed, once its jobs are done.
const ENTRY: &str = include_str!("entry.js");

/// What a test leaves at an index of a prototype would stop the library before it has loaded the module behind the test;
/// an asynchronous test still needs it.
const TIDY: &str = "\n;$suites.tidy();";

/// The files that tests include.
pub(super) struct Harness {
    folder: PathBuf,
    read: RefCell<HashMap<String, Rc<str>>>,
}

impl Harness {
    /// The harness of the suite in this folder.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.join("harness"),
            read: RefCell::default(),
        }
    }

    /// The whole text of a test.
    pub(super) fn program(&self, front: &Front, mode: Mode, test: &str) -> Result<String> {
        let mut text = String::with_capacity(test.len() + 16_384);
        if mode == Mode::Strict {
            text.push_str("\"use strict\";\n");
        }
        if !front.has("raw") {
            text.push_str(HOST);
            let always = ["assert.js", "sta.js"];
            let done = front.has("async").then_some("doneprintHandle.js");
            let includes = front.includes.iter().map(String::as_str);
            for name in always.into_iter().chain(done).chain(includes) {
                text.push_str(&self.file(name)?);
                text.push('\n');
            }
        }
        text.push_str(test);
        // What has an error in its text is left as it is: what follows might mend it.
        if !front.is_early {
            if !front.has("raw") && !front.has("async") {
                text.push_str(TIDY);
            }
            text.push_str("\n;");
            text.push_str(ENTRY);
        }
        Ok(text)
    }

    fn file(&self, name: &str) -> Result<Rc<str>> {
        if let Some(text) = self.read.borrow().get(name) {
            return Ok(Rc::clone(text));
        }
        let text: Rc<str> = text_of(&self.folder.join(name))?.into();
        let mut read = self.read.borrow_mut();
        read.insert(name.to_owned(), Rc::clone(&text));
        Ok(text)
    }
}
