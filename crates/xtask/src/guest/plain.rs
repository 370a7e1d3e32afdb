//! Which instructions go nowhere but to the next. Whatever is not listed here may open a block, jump or wait, and has to be
//! looked at before polls are put around it: a count of blocks that is wrong puts a poll in the wrong place.

use wasmparser::Operator;

/// Whether an instruction goes on to the next and opens no block. Those of the first version that do otherwise are known
/// where blocks are counted, and are not asked about.
pub(crate) fn is_plain(operator: &Operator<'_>) -> bool {
    macro_rules! by_proposal {
        ($(@$proposal:ident $name:ident $({ $($field:ident: $type:ty),* })? => $visit:ident ($($note:tt)*))*) => {
            match operator {
                $(Operator::$name { .. } => by_proposal!(@$proposal $name),)*
                _ => false,
            }
        };
        (@mvp $name:ident) => { true };
        (@sign_extension $name:ident) => { true };
        (@saturating_float_to_int $name:ident) => { true };
        (@bulk_memory $name:ident) => { true };
        (@simd $name:ident) => { true };
        // A poll's own.
        (@threads I32AtomicLoad) => { true };
        (@$other:ident $name:ident) => { false };
    }
    wasmparser::for_each_operator!(by_proposal)
}

#[cfg(test)]
mod tests {
    use wasmparser::{BlockType, Operator, TryTable};

    use super::*;

    #[test]
    fn what_may_jump_open_a_block_or_wait_is_not_plain() {
        let memarg = wasmparser::MemArg {
            align: 2,
            max_align: 2,
            offset: 0,
            memory: 0,
        };
        assert!(is_plain(&Operator::I32Add));
        assert!(is_plain(&Operator::V128Not));
        assert!(is_plain(&Operator::I32AtomicLoad { memarg }));
        let try_table = TryTable {
            ty: BlockType::Empty,
            catches: Vec::new(),
        };
        for other in [
            Operator::TryTable { try_table },
            Operator::BrOnNull { relative_depth: 0 },
            Operator::ReturnCall { function_index: 0 },
            Operator::MemoryAtomicWait32 { memarg },
            Operator::Throw { tag_index: 0 },
        ] {
            assert!(!is_plain(&other), "{other:?}");
        }
    }
}
