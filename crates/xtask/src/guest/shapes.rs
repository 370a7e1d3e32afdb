//! Rewrites what Cranelift makes slow code of.
//!
//! Arguments that are passed on the machine's stack become 64 bits wide: Cranelift stores an `i32` there in four bytes and loads
//! it in eight, which no processor forwards from its store buffer, so each such argument of each call would wait for memory. And
//! a choice between few places, an indirect jump through a table, becomes comparisons.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::{Encode, InstructionSink, Module, RawSection};
use wasmparser::{
    BinaryReader, CompositeInnerType, ExternalKind, FuncType, FunctionBody, Operator, Parser,
    Payload, ValType,
};

use super::declared::Declared;
use super::frame::{Frame, byte, on_stack};

/// A `br_table` of so many targets and a default becomes comparisons.
const FEW_TARGETS: u32 = 5;

const FUNCTION_TYPE: u8 = 0x60;

const TYPES: u8 = 1;
const FUNCTIONS: u8 = 3;
const CODE: u8 = 10;

/// The module rewritten.
pub(crate) fn rewrite(wasm: &[u8]) -> Result<Vec<u8>> {
    let functions = Functions::parse(wasm)?;
    let mut bodies = functions.imported;
    let mut code = Vec::new();
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CodeSectionEntry(body) = &payload {
            functions.rewrite(wasm, bodies, body)?.encode(&mut code);
            bodies += 1;
        }
    }
    for payload in Parser::new(0).parse_all(wasm) {
        let Some((id, range)) = payload?.as_section() else {
            continue;
        };
        let content = wasm.get(range).context("a section ends early")?;
        let data = match id {
            TYPES => functions.types_section(content)?,
            FUNCTIONS => functions.functions_section()?,
            CODE => {
                let mut section = Vec::new();
                u32::try_from(bodies - functions.imported)?.encode(&mut section);
                section.append(&mut code);
                section
            }
            _ => content.to_vec(),
        };
        module.section(&RawSection { id, data: &data });
    }
    Ok(module.finish())
}

/// What is called, and how.
struct Functions {
    types: Vec<FuncType>,
    /// The type of each function, imported ones first.
    of: Vec<u32>,
    imported: usize,
    /// Functions that the host calls: their types stay.
    exported: BTreeSet<u32>,
    /// The types that get a wide one in their place.
    wide: BTreeMap<u32, u32>,
}

impl Functions {
    fn parse(wasm: &[u8]) -> Result<Self> {
        let mut declared = Declared::default();
        let (mut types, mut exported) = (Vec::new(), BTreeSet::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(reader) => {
                    for group in reader {
                        types.push(function_type(group?)?);
                    }
                }
                Payload::ExportSection(reader) => {
                    for export in reader {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            exported.insert(export.index);
                        }
                    }
                }
                other => declared.read(other)?,
            }
        }
        let functions = Self {
            wide: wide(&types)?,
            types,
            of: declared.types,
            imported: declared.imported,
            exported,
        };
        for function in declared.taken {
            let is_kept = functions.is_kept(function);
            ensure!(
                !is_kept || !functions.has_wide_type(function),
                "function {function} is called by the host and through the table"
            );
        }
        Ok(functions)
    }

    fn is_kept(&self, function: u32) -> bool {
        (function as usize) < self.imported || self.exported.contains(&function)
    }

    fn has_wide_type(&self, function: u32) -> bool {
        let index = self.of.get(function as usize);
        index.is_some_and(|index| self.wide.contains_key(index))
    }

    /// The type of a function whose arguments become wide.
    fn widened(&self, function: u32) -> Option<&FuncType> {
        let index = self.of.get(function as usize)?;
        let is_wide = self.wide.contains_key(index) && !self.is_kept(function);
        self.types.get(*index as usize).filter(|_| is_wide)
    }

    fn types_section(&self, content: &[u8]) -> Result<Vec<u8>> {
        let mut reader = BinaryReader::new(content, 0);
        reader.read_var_u32()?;
        let rest = content.get(reader.original_position()..);
        let mut section = Vec::new();
        u32::try_from(self.types.len() + self.wide.len())?.encode(&mut section);
        section.extend_from_slice(rest.context("the types end early")?);
        for &index in self.wide.keys() {
            let signature = self.types.get(index as usize).context("a type")?;
            let wide = on_stack(signature);
            section.push(FUNCTION_TYPE);
            signature.params().len().encode(&mut section);
            for (at, &parameter) in signature.params().iter().enumerate() {
                let is_wide = wide.contains(&at);
                section.push(byte(if is_wide { ValType::I64 } else { parameter })?);
            }
            signature.results().len().encode(&mut section);
            for &result in signature.results() {
                section.push(byte(result)?);
            }
        }
        Ok(section)
    }

    fn functions_section(&self) -> Result<Vec<u8>> {
        let mut section = Vec::new();
        let own = self.of.iter().enumerate().skip(self.imported);
        u32::try_from(own.len())?.encode(&mut section);
        for (function, index) in own {
            let new = self.wide.get(index);
            let is_kept = self.is_kept(u32::try_from(function)?);
            new.filter(|_| !is_kept)
                .unwrap_or(index)
                .encode(&mut section);
        }
        Ok(section)
    }

    /// A function's code, for what it is called with and what it calls.
    fn rewrite(&self, wasm: &[u8], function: usize, body: &FunctionBody<'_>) -> Result<Vec<u8>> {
        let index = self.of.get(function).context("a function without type")?;
        let signature = self.types.get(*index as usize).context("a type")?;
        let mut frame = Frame::new(signature, body)?;
        let mut code = Vec::new();
        if self.widened(u32::try_from(function)?).is_some() {
            frame.unwrap_arguments(signature, &mut code)?;
        }
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let (operator, from) = reader.read_with_offset()?;
            let bytes = wasm.get(from..reader.original_position());
            let bytes = bytes.context("a function ends early")?;
            match operator {
                Operator::Call { function_index } => {
                    if let Some(callee) = self.widened(function_index) {
                        frame.pass(callee, &mut code)?;
                    }
                    code.extend_from_slice(bytes);
                }
                Operator::CallIndirect {
                    type_index,
                    table_index,
                } if let Some(new) = self.wide.get(&type_index) => {
                    let callee = self.types.get(type_index as usize).context("a type")?;
                    let which = frame.local(callee.params().len(), ValType::I32)?;
                    InstructionSink::new(&mut code).local_set(which);
                    frame.pass(callee, &mut code)?;
                    InstructionSink::new(&mut code)
                        .local_get(which)
                        .call_indirect(table_index, *new);
                }
                Operator::BrTable { targets } if targets.len() <= FEW_TARGETS => {
                    frame.choose(&targets, &mut code)?;
                }
                Operator::LocalGet { local_index } => {
                    InstructionSink::new(&mut code).local_get(frame.named(local_index));
                }
                Operator::LocalSet { local_index } => {
                    InstructionSink::new(&mut code).local_set(frame.named(local_index));
                }
                Operator::LocalTee { local_index } => {
                    InstructionSink::new(&mut code).local_tee(frame.named(local_index));
                }
                _ => code.extend_from_slice(bytes),
            }
        }
        let mut whole = frame.locals()?;
        whole.append(&mut code);
        Ok(whole)
    }
}

/// The types with arguments on the stack, each with that which stands in its place, behind all others.
fn wide(types: &[FuncType]) -> Result<BTreeMap<u32, u32>> {
    let mut wide = BTreeMap::new();
    for (index, signature) in types.iter().enumerate() {
        if !on_stack(signature).is_empty() {
            let new = types.len() + wide.len();
            wide.insert(u32::try_from(index)?, u32::try_from(new)?);
        }
    }
    Ok(wide)
}

fn function_type(group: wasmparser::RecGroup) -> Result<FuncType> {
    let mut types = group.into_types();
    match types.next().map(|one| one.composite_type.inner) {
        Some(CompositeInnerType::Func(signature)) if types.next().is_none() => Ok(signature),
        _ => bail!("the guest has a type that is none of a function"),
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        BlockType, CodeSection, ExportKind, ExportSection, Function, FunctionSection, TypeSection,
    };

    use super::*;

    const ENGINE: &[u8] = include_bytes!("../../../sandbox/guest/engine.wasm");

    /// That a module has no slow shapes.
    fn check(wasm: &[u8]) {
        let functions = Functions::parse(wasm).unwrap();
        let of = 0..u32::try_from(functions.of.len()).unwrap();
        let narrow = of.filter(|&one| functions.widened(one).is_some());
        assert_eq!(narrow.collect::<Vec<u32>>(), [0; 0]);
        for payload in Parser::new(0).parse_all(wasm) {
            let Payload::CodeSectionEntry(body) = payload.unwrap() else {
                continue;
            };
            for operator in body.get_operators_reader().unwrap() {
                match operator.unwrap() {
                    Operator::BrTable { targets } => assert!(targets.len() > FEW_TARGETS),
                    Operator::CallIndirect { type_index, .. } => {
                        assert!(!functions.wide.contains_key(&type_index));
                    }
                    _ => {}
                }
            }
        }
    }

    /// A function with two arguments on the stack, between which it chooses, and one that calls it.
    fn slow() -> Vec<u8> {
        let number = wasm_encoder::ValType::I32;
        let mut types = TypeSection::new();
        types.ty().function([number; 6], [number]);
        types.ty().function([], [number]);
        let mut functions = FunctionSection::new();
        functions.function(0).function(1);
        let mut exports = ExportSection::new();
        exports.export("call", ExportKind::Func, 1);
        let mut choosing = Function::new([]);
        choosing
            .instructions()
            .block(BlockType::Empty)
            .block(BlockType::Empty)
            .local_get(0)
            .br_table([0], 1)
            .end()
            .local_get(4)
            .return_()
            .end()
            .local_get(5)
            .end();
        let mut calling = Function::new([]);
        let mut sink = calling.instructions();
        for argument in 0..6 {
            sink.i32_const(argument);
        }
        sink.call(0).end();
        let mut code = CodeSection::new();
        code.function(&choosing).function(&calling);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    #[test]
    fn slow_shapes_are_rewritten_to_a_valid_module() {
        let rewritten = rewrite(&slow()).unwrap();
        check(&rewritten);
        wasmparser::validate(&rewritten).unwrap();
    }

    #[test]
    fn the_committed_guest_has_no_slow_shapes() {
        check(ENGINE);
    }

    #[test]
    fn what_the_host_calls_stays_as_it_is() {
        let functions = Functions::parse(ENGINE).unwrap();
        let kept = functions
            .exported
            .iter()
            .filter(|&&one| functions.has_wide_type(one));
        // `lw_settle` has six arguments.
        assert_eq!(kept.count(), 1);
    }
}
