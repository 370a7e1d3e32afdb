//! Which tokens lines begin and end with when they go on.

use oxc::parser::Kind;

pub(super) fn closes(kind: Kind) -> bool {
    matches!(kind, Kind::RParen | Kind::RBrack | Kind::RCurly)
}

/// What a line begins with that goes on.
pub(super) fn leads_on(kind: Kind) -> bool {
    use Kind::{
        Amp, Amp2, Arrow, Caret, Colon, Dot, Eq, Eq2, Eq3, GtEq, In, Instanceof, LAngle, LtEq,
        Minus, Neq, Neq2, Percent, Pipe, Pipe2, Plus, Question, Question2, QuestionDot, RAngle,
        Slash, Star, Star2,
    };
    matches!(
        kind,
        Amp | Amp2
            | Arrow
            | Caret
            | Colon
            | Dot
            | Eq
            | Eq2
            | Eq3
            | GtEq
            | In
            | Instanceof
            | LAngle
            | LtEq
            | Minus
            | Neq
            | Neq2
            | Percent
            | Pipe
            | Pipe2
            | Plus
            | Question
            | Question2
            | QuestionDot
            | RAngle
            | Slash
            | Star
            | Star2
    )
}

/// What a line ends with that the next goes on from.
pub(super) fn waits(kind: Kind) -> bool {
    use Kind::{
        Amp, Amp2, Amp2Eq, Arrow, Await, Bang, Caret, Colon, Do, Else, Eq, Eq2, Eq3, GtEq, In,
        Instanceof, LAngle, LtEq, Minus, MinusEq, Neq, Neq2, New, Percent, Pipe, Pipe2, Pipe2Eq,
        Plus, PlusEq, Question, Question2, Question2Eq, RAngle, Slash, Star, Star2, Typeof, Void,
    };
    matches!(
        kind,
        Amp | Amp2
            | Amp2Eq
            | Arrow
            | Await
            | Bang
            | Caret
            | Colon
            | Do
            | Else
            | Eq
            | Eq2
            | Eq3
            | GtEq
            | In
            | Instanceof
            | LAngle
            | LtEq
            | Minus
            | MinusEq
            | Neq
            | Neq2
            | New
            | Percent
            | Pipe
            | Pipe2
            | Pipe2Eq
            | Plus
            | PlusEq
            | Question
            | Question2
            | Question2Eq
            | RAngle
            | Slash
            | Star
            | Star2
            | Typeof
            | Void
    )
}

/// Words that begin a statement where the one before it has no semicolon.
pub(super) fn starts(kind: Kind) -> bool {
    use Kind::{Class, Const, For, Function, If, Let, Switch, Try, Var, While};
    matches!(
        kind,
        Class | Const | For | Function | If | Let | Switch | Try | Var | While
    )
}
