//! The locals of a function of the guest while its code is rewritten, and the code that needs new ones.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use wasm_encoder::{Encode, InstructionSink};
use wasmparser::{BrTable, FuncType, FunctionBody, ValType};

/// Integer arguments that travel in registers: six, of which two are Wasmtime's own.
const IN_REGISTERS: usize = 4;
/// The local that holds what is compared is that of an argument which no function has.
const CHOICE: usize = usize::MAX;

/// The locals of a function, with those that are added.
pub(crate) struct Frame {
    declared: Vec<(u32, ValType)>,
    first_added: u32,
    added: Vec<ValType>,
    /// A local for the argument at this place of a call.
    passing: BTreeMap<(usize, ValType), u32>,
    /// In which local a wide parameter's value lies.
    renamed: BTreeMap<u32, u32>,
}

impl Frame {
    pub(crate) fn new(signature: &FuncType, body: &FunctionBody<'_>) -> Result<Self> {
        let mut declared = Vec::new();
        let mut count = u32::try_from(signature.params().len())?;
        for group in body.get_locals_reader()? {
            let group = group?;
            count += group.0;
            declared.push(group);
        }
        Ok(Self {
            declared,
            first_added: count,
            added: Vec::new(),
            passing: BTreeMap::new(),
            renamed: BTreeMap::new(),
        })
    }

    fn add(&mut self, kind: ValType) -> Result<u32> {
        let index = self.first_added + u32::try_from(self.added.len())?;
        self.added.push(kind);
        Ok(index)
    }

    pub(crate) fn local(&mut self, place: usize, kind: ValType) -> Result<u32> {
        if let Some(known) = self.passing.get(&(place, kind)) {
            return Ok(*known);
        }
        let new = self.add(kind)?;
        self.passing.insert((place, kind), new);
        Ok(new)
    }

    pub(crate) fn named(&self, local: u32) -> u32 {
        self.renamed.get(&local).copied().unwrap_or(local)
    }

    /// At a function's entry: the low half of each wide parameter.
    pub(crate) fn unwrap_arguments(
        &mut self,
        signature: &FuncType,
        code: &mut Vec<u8>,
    ) -> Result<()> {
        let mut code = InstructionSink::new(code);
        for at in on_stack(signature) {
            let parameter = u32::try_from(at)?;
            let half = self.add(ValType::I32)?;
            code.local_get(parameter).i32_wrap_i64().local_set(half);
            self.renamed.insert(parameter, half);
        }
        Ok(())
    }

    /// Before a call: widens the arguments that lie ready.
    pub(crate) fn pass(&mut self, callee: &FuncType, code: &mut Vec<u8>) -> Result<()> {
        let wide = on_stack(callee);
        let first = *wide.first().context("no argument is wide")?;
        let mut ready = Vec::new();
        for (at, &kind) in callee.params().iter().enumerate().skip(first + 1) {
            ready.push((at, self.local(at, kind)?));
        }
        let mut code = InstructionSink::new(code);
        for (_, local) in ready.iter().rev() {
            code.local_set(*local);
        }
        code.i64_extend_i32_u();
        for (at, local) in ready {
            code.local_get(local);
            if wide.contains(&at) {
                code.i64_extend_i32_u();
            }
        }
        Ok(())
    }

    /// Goes where the number on the stack says, by comparing it.
    pub(crate) fn choose(&mut self, targets: &BrTable<'_>, code: &mut Vec<u8>) -> Result<()> {
        let number = self.local(CHOICE, ValType::I32)?;
        let mut code = InstructionSink::new(code);
        code.local_set(number);
        for (at, depth) in targets.targets().enumerate() {
            code.local_get(number);
            if at == 0 {
                code.i32_eqz();
            } else {
                code.i32_const(i32::try_from(at)?).i32_eq();
            }
            code.br_if(depth?);
        }
        code.br(targets.default());
        Ok(())
    }

    pub(crate) fn locals(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (self.declared.len() + self.added.len()).encode(&mut bytes);
        let added = self.added.iter().map(|&kind| (1, kind));
        for (count, kind) in self.declared.iter().copied().chain(added) {
            count.encode(&mut bytes);
            bytes.push(byte(kind)?);
        }
        Ok(bytes)
    }
}

/// The parameters of 32 bits that find no register.
pub(crate) fn on_stack(signature: &FuncType) -> Vec<usize> {
    let parameters = signature.params().iter().copied().enumerate();
    let integers = parameters.filter(|(_, kind)| matches!(kind, ValType::I32 | ValType::I64));
    let rest = integers.skip(IN_REGISTERS);
    rest.filter(|(_, kind)| *kind == ValType::I32)
        .map(|(at, _)| at)
        .collect()
}

pub(crate) fn byte(kind: ValType) -> Result<u8> {
    Ok(match kind {
        ValType::I32 => 0x7f,
        ValType::I64 => 0x7e,
        ValType::F32 => 0x7d,
        ValType::F64 => 0x7c,
        ValType::V128 => 0x7b,
        ValType::Ref(_) => bail!("the guest passes references"),
    })
}
