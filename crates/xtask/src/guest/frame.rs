//! The locals of a function of the guest while its code is rewritten, and the code that needs new ones.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use wasm_encoder::Encode;
use wasmparser::{BrTable, FuncType, FunctionBody, ValType};

/// Integer arguments that travel in registers: six, of which two are Wasmtime's own.
const IN_REGISTERS: usize = 4;
/// The local that holds what is compared is that of an argument which no function has.
const CHOICE: usize = usize::MAX;

const BR: u8 = 0x0c;
const BR_IF: u8 = 0x0d;
const I32_CONST: u8 = 0x41;
const I32_EQZ: u8 = 0x45;
const I32_EQ: u8 = 0x46;
const I64_EXTEND_I32_U: u8 = 0xad;
const I32_WRAP_I64: u8 = 0xa7;
pub(crate) const LOCAL_GET: u8 = 0x20;
pub(crate) const LOCAL_SET: u8 = 0x21;
pub(crate) const LOCAL_TEE: u8 = 0x22;

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
        for at in on_stack(signature) {
            let parameter = u32::try_from(at)?;
            let half = self.add(ValType::I32)?;
            access(LOCAL_GET, parameter, code);
            code.push(I32_WRAP_I64);
            access(LOCAL_SET, half, code);
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
        for (_, local) in ready.iter().rev() {
            access(LOCAL_SET, *local, code);
        }
        code.push(I64_EXTEND_I32_U);
        for (at, local) in ready {
            access(LOCAL_GET, local, code);
            if wide.contains(&at) {
                code.push(I64_EXTEND_I32_U);
            }
        }
        Ok(())
    }

    /// Goes where the number on the stack says, by comparing it.
    pub(crate) fn choose(&mut self, targets: &BrTable<'_>, code: &mut Vec<u8>) -> Result<()> {
        let number = self.local(CHOICE, ValType::I32)?;
        access(LOCAL_SET, number, code);
        for (at, depth) in targets.targets().enumerate() {
            access(LOCAL_GET, number, code);
            if at == 0 {
                code.push(I32_EQZ);
            } else {
                code.push(I32_CONST);
                i32::try_from(at)?.encode(code);
                code.push(I32_EQ);
            }
            code.push(BR_IF);
            depth?.encode(code);
        }
        code.push(BR);
        targets.default().encode(code);
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

pub(crate) fn access(how: u8, local: u32, code: &mut Vec<u8>) {
    code.push(how);
    local.encode(code);
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
