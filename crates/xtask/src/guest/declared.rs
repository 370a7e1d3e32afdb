//! What a WebAssembly module declares of its functions: the type of each, and which an indirect call may reach.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use wasmparser::{ElementItems, ElementSectionReader, ImportSectionReader, Payload, TypeRef};

/// The import that asks the host; the guest's code calls it wherever it wants to be interruptible.
pub(crate) const TICK: &str = "tick";

/// The functions of a module.
#[derive(Default)]
pub(crate) struct Declared {
    /// The type of each function, imported ones first.
    pub(crate) types: Vec<u32>,
    pub(crate) imported: usize,
    /// The function index of `TICK`.
    pub(crate) tick: Option<u32>,
    /// Functions that an indirect call may reach.
    pub(crate) taken: BTreeSet<u32>,
}

impl Declared {
    /// Reads a part of the module. One that says nothing of this is passed over.
    pub(crate) fn read(&mut self, payload: Payload<'_>) -> Result<()> {
        match payload {
            Payload::ImportSection(reader) => self.import(reader),
            Payload::FunctionSection(reader) => {
                for index in reader {
                    self.types.push(index?);
                }
                Ok(())
            }
            Payload::ElementSection(reader) => self.take(reader),
            _ => Ok(()),
        }
    }

    fn import(&mut self, reader: ImportSectionReader<'_>) -> Result<()> {
        for import in reader.into_imports() {
            let import = import?;
            match import.ty {
                TypeRef::Func(index) => {
                    if import.name == TICK {
                        self.tick = Some(u32::try_from(self.imported)?);
                    }
                    self.types.push(index);
                    self.imported += 1;
                }
                TypeRef::Memory(_) => {}
                other => bail!("the guest imports {other:?}, which is none of ours"),
            }
        }
        Ok(())
    }

    fn take(&mut self, reader: ElementSectionReader<'_>) -> Result<()> {
        for element in reader {
            let ElementItems::Functions(functions) = element?.items else {
                bail!("a table of the guest is filled by expressions");
            };
            for function in functions {
                self.taken.insert(function?);
            }
        }
        Ok(())
    }
}
