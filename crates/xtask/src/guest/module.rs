//! A WebAssembly module as far as polls need it: its sections, and of each function what it calls and where it loops.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use wasmparser::{BlockType, FunctionBody, Operator, Parser, Payload};

use super::declared::Declared;
use super::plain::is_plain;

/// A `br_table` with so many targets may dispatch bytecode.
const DISPATCH_TARGETS: u32 = 200;

/// `block`, the accesses of locals, and constants: what goes on to the next instruction and leaves nothing undone.
const STRAIGHT: [u8; 6] = [0x02, 0x20, 0x21, 0x22, 0x41, 0x42];

/// A module taken apart.
pub(crate) struct Guest<'a> {
    /// All sections but custom ones, in their order.
    pub(crate) sections: Vec<(u8, &'a [u8])>,
    /// The type of each function, imported ones first.
    pub(crate) types: Vec<u32>,
    pub(crate) imported: usize,
    /// The function index of the import that asks the host.
    pub(crate) tick: u32,
    pub(crate) globals: u32,
    /// Functions that an indirect call may reach.
    pub(crate) taken: BTreeSet<u32>,
    pub(crate) bodies: Vec<Body<'a>>,
}

/// A function's code.
pub(crate) struct Body<'a> {
    /// The declarations of locals, as they stand.
    pub(crate) locals: &'a [u8],
    pub(crate) instructions: Vec<Instruction<'a>>,
}

/// An instruction and its bytes.
pub(crate) struct Instruction<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) what: What,
}

/// What matters of an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Call(u32),
    /// An indirect call of a function of this type.
    CallIndirect(u32),
    Loop(LoopKind),
    /// A jump back to the head of a loop; of the loop the place among the instructions.
    Back(Back, usize),
    Other,
}

/// How an instruction jumps back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    Always,
    /// When a value is not zero; over so many blocks.
    If(u32),
    /// To one of several places, of which one is the head of a loop.
    Table,
    /// To one of several places, of which more are heads of loops.
    ToSeveral,
}

/// Whether a loop may be the one that runs bytecode: directly in it is a large `br_table`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoopKind {
    Plain,
    Dispatch,
    /// From its head leads one way only, and to that of the one that dispatches.
    Outer,
}

impl<'a> Guest<'a> {
    pub(crate) fn parse(wasm: &'a [u8]) -> Result<Self> {
        let mut declared = Declared::default();
        let (mut sections, mut globals, mut bodies) = (Vec::new(), 0, Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section()
                && id != 0
            {
                let bytes = wasm.get(range).context("a section ends early")?;
                sections.push((id, bytes));
            }
            match payload {
                Payload::GlobalSection(reader) => globals += reader.count(),
                Payload::CodeSectionEntry(body) => bodies.push(Body::parse(wasm, &body)?),
                other => declared.read(other)?,
            }
        }
        let tick = declared.tick;
        Ok(Self {
            sections,
            types: declared.types,
            imported: declared.imported,
            tick: tick.context("the guest does not import `tick`")?,
            globals,
            taken: declared.taken,
            bodies,
        })
    }

    /// The functions that this one may call.
    pub(crate) fn callees(&self, body: &Body<'_>) -> BTreeSet<u32> {
        let mut callees = BTreeSet::new();
        for instruction in &body.instructions {
            match instruction.what {
                What::Call(function) => {
                    callees.insert(function);
                }
                What::CallIndirect(wanted) => {
                    let is_of_type = |function: &&u32| {
                        self.types.get(**function as usize).copied() == Some(wanted)
                    };
                    callees.extend(self.taken.iter().filter(is_of_type));
                }
                What::Loop(_) | What::Back(..) | What::Other => {}
            }
        }
        callees
    }

    /// The function that runs bytecode: it has one loop around a large `br_table`, and asks for polls of its own.
    pub(crate) fn interpreter(&self) -> Result<u32> {
        let mut found = self.bodies.iter().enumerate().filter(|(_, body)| {
            let count = |what| {
                let all = body.instructions.iter();
                all.filter(|instruction| instruction.what == what).count()
            };
            count(What::Loop(LoopKind::Dispatch)) == 1 && count(What::Call(self.tick)) > 0
        });
        let (index, _) = found.next().context("no function dispatches bytecode")?;
        ensure!(found.next().is_none(), "two functions dispatch bytecode");
        Ok(u32::try_from(index + self.imported)?)
    }
}

impl<'a> Body<'a> {
    /// Whether the loop that begins there may be the one that runs bytecode, or leads straight to it.
    pub(crate) fn dispatches(&self, head: usize) -> bool {
        let head = self.instructions.get(head).map(|head| &head.what);
        matches!(head, Some(What::Loop(LoopKind::Dispatch | LoopKind::Outer)))
    }

    fn parse(wasm: &'a [u8], body: &FunctionBody<'a>) -> Result<Self> {
        let mut reader = body.get_operators_reader()?;
        let slice = |from, to| wasm.get(from..to).context("a function ends early");
        let locals = slice(body.range().start, reader.original_position())?;
        let mut instructions: Vec<Instruction<'a>> = Vec::new();
        let mut open = Blocks(vec![None]);
        let mut dispatch = None;
        while !reader.eof() {
            let (operator, from) = reader.read_with_offset()?;
            let what = open.pass(&operator, instructions.len())?;
            if let Operator::BrTable { targets } = &operator
                && targets.len() >= DISPATCH_TARGETS
            {
                dispatch = open.innermost();
            }
            let bytes = slice(from, reader.original_position())?;
            instructions.push(Instruction { bytes, what });
        }
        let mut body = Self {
            locals,
            instructions,
        };
        if let Some(head) = dispatch {
            body.mark(head, LoopKind::Dispatch);
            if let Some(outer) = body.outer(head) {
                body.mark(outer, LoopKind::Outer);
            }
        }
        Ok(body)
    }

    fn mark(&mut self, head: usize, kind: LoopKind) {
        if let Some(instruction) = self.instructions.get_mut(head) {
            instruction.what = What::Loop(kind);
        }
    }

    /// The loop around this one, if from its head only values are moved and blocks opened until here.
    fn outer(&self, head: usize) -> Option<usize> {
        let before = self.instructions.get(..head)?;
        let is_straight = |one: &Instruction<'_>| {
            one.what == What::Other
                && one
                    .bytes
                    .first()
                    .is_some_and(|code| STRAIGHT.contains(code))
        };
        let outer = before.iter().rposition(|one| !is_straight(one))?;
        let is_loop = matches!(before.get(outer)?.what, What::Loop(_));
        is_loop.then_some(outer)
    }
}

/// The blocks that are open; of those that are loops, the place among the instructions.
struct Blocks(Vec<Option<usize>>);

impl Blocks {
    /// Opens and closes what the operator at this place does; what it is.
    fn pass(&mut self, operator: &Operator<'_>, at: usize) -> Result<What> {
        match operator {
            Operator::Call { function_index } => return Ok(What::Call(*function_index)),
            Operator::CallIndirect { type_index, .. } => {
                return Ok(What::CallIndirect(*type_index));
            }
            Operator::Loop {
                blockty: BlockType::FuncType(_),
            } => anyhow::bail!("{operator:?} is not expected"),
            Operator::Loop { .. } => {
                self.0.push(Some(at));
                return Ok(What::Loop(LoopKind::Plain));
            }
            Operator::Block { .. } | Operator::If { .. } => self.0.push(None),
            Operator::End => {
                self.0.pop();
            }
            Operator::Br { relative_depth } => return Ok(self.back(Back::Always, *relative_depth)),
            Operator::BrIf { relative_depth } => {
                return Ok(self.back(Back::If(*relative_depth), *relative_depth));
            }
            Operator::BrTable { targets } => {
                let mut back = What::Other;
                for depth in targets.targets().chain([Ok(targets.default())]) {
                    back = match (back, self.back(Back::Table, depth?)) {
                        (What::Back(_, one), What::Back(_, other)) if one != other => {
                            return Ok(What::Back(Back::ToSeveral, one));
                        }
                        (known, What::Other) => known,
                        (_, found) => found,
                    };
                }
                return Ok(back);
            }
            other => ensure!(
                is_plain(other),
                "{other:?} is not expected: see whether it opens a block, jumps or waits, and have it in `guest/plain.rs` or here"
            ),
        }
        Ok(What::Other)
    }

    fn back(&self, how: Back, depth: u32) -> What {
        let target = self.0.iter().rev().nth(depth as usize).copied().flatten();
        target.map_or(What::Other, |head| What::Back(how, head))
    }

    fn innermost(&self) -> Option<usize> {
        self.0.iter().rev().find_map(|block| *block)
    }
}
