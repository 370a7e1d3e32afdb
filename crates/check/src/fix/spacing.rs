//! The spaces between tokens that stand in one line.

use oxc::parser::Kind;

use crate::reading::Token;

/// The text with the spaces that belong between its tokens, and none at the ends of its lines.
pub(super) fn spaced(text: &str, tokens: &[Token]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut before: Option<&Token> = None;
    // Behind a dot every word is a name.
    let mut is_name = false;
    for token in tokens {
        let gap = text.get(done..token.start).unwrap_or("");
        if gap.contains('\n') || before.is_none() {
            out += &lines_only(gap);
        } else {
            let (one, two) = (before.and_then(|one| one.kind), token.kind);
            out += between(
                one.map(|one| if is_name { Kind::Ident } else { one }),
                two,
                gap,
            );
        }
        let own = text.get(token.start..token.end).unwrap_or("");
        match token.kind {
            None => out += &trimmed_lines(own),
            Some(_) => out += own,
        }
        done = token.end;
        is_name =
            before.is_some_and(|before| matches!(before.kind, Some(Kind::Dot | Kind::QuestionDot)));
        before = Some(token);
    }
    out + &lines_only(text.get(done..).unwrap_or(""))
}

/// What breaks and indents lines, without what stands at their ends.
fn lines_only(gap: &str) -> String {
    match gap.rsplit_once('\n') {
        Some((breaks, indent)) => {
            let breaks: String = breaks.chars().filter(|letter| *letter == '\n').collect();
            format!("{breaks}\n{indent}")
        }
        None => gap.to_owned(),
    }
}

fn trimmed_lines(comment: &str) -> String {
    let lines: Vec<&str> = comment.split('\n').map(str::trim_end).collect();
    lines.join("\n")
}

/// The space between two tokens of a line; a comment keeps its own.
fn between(one: Option<Kind>, two: Option<Kind>, gap: &str) -> &str {
    let (Some(one), Some(two)) = (one, two) else {
        return if gap.is_empty() { " " } else { gap };
    };
    match wanted(one, two) {
        Some(true) => " ",
        Some(false) => "",
        None if gap.is_empty() => "",
        None => " ",
    }
}

/// Whether a space belongs between two tokens; none where that depends on more than these two.
fn wanted(one: Kind, two: Kind) -> Option<bool> {
    use Kind::{
        Bang, Colon, Comma, Dot, Dot3, Eof, LBrack, LCurly, LParen, QuestionDot, RBrack, RCurly,
        RParen, Semicolon, TemplateHead, TemplateMiddle, TemplateTail, Tilde,
    };
    match (one, two) {
        (TemplateHead | TemplateMiddle, _) | (_, TemplateMiddle | TemplateTail) | (_, Eof) => None,
        (LCurly, RCurly) | (LParen, RParen) | (LBrack, RBrack) => Some(false),
        (Semicolon, Semicolon | RParen) | (Comma, Comma | RBrack) => None,
        (LParen | LBrack, _) | (_, RParen | RBrack) => Some(false),
        (_, Comma | Semicolon) => Some(false),
        (Comma | Semicolon, _) | (LCurly, _) | (_, RCurly) => Some(true),
        (Dot | QuestionDot | Dot3 | Bang | Tilde, _) | (_, Dot | QuestionDot) => Some(false),
        (one, two) if is_between(one) || is_between(two) => Some(true),
        (Colon, _) => Some(true),
        (one, LParen) if heads(one) => Some(true),
        (Kind::Ident, LParen) => Some(false),
        (RParen, LCurly) | (Kind::Else | Kind::Try | Kind::Do | Kind::Finally, LCurly) => {
            Some(true)
        }
        (RCurly, Kind::Else | Kind::Catch | Kind::Finally | Kind::While) => Some(true),
        _ => None,
    }
}

/// Operators that always stand between two things.
fn is_between(kind: Kind) -> bool {
    use Kind::{
        Amp2, Amp2Eq, AmpEq, Arrow, CaretEq, Eq, Eq2, Eq3, GtEq, LAngle, LtEq, MinusEq, Neq, Neq2,
        PercentEq, Pipe2, Pipe2Eq, PipeEq, PlusEq, Question, Question2, Question2Eq, RAngle,
        ShiftLeftEq, ShiftRight3Eq, ShiftRightEq, SlashEq, Star2Eq, StarEq,
    };
    matches!(
        kind,
        Amp2 | Amp2Eq
            | AmpEq
            | Arrow
            | CaretEq
            | Eq
            | Eq2
            | Eq3
            | GtEq
            | LAngle
            | LtEq
            | MinusEq
            | Neq
            | Neq2
            | PercentEq
            | Pipe2
            | Pipe2Eq
            | PipeEq
            | PlusEq
            | Question
            | Question2
            | Question2Eq
            | RAngle
            | ShiftLeftEq
            | ShiftRight3Eq
            | ShiftRightEq
            | SlashEq
            | Star2Eq
            | StarEq
    )
}

/// Words that a bracket follows at a distance; the others can be names of methods.
fn heads(kind: Kind) -> bool {
    use Kind::{Case, Catch, For, If, Return, Switch, Throw, While};
    matches!(
        kind,
        Case | Catch | For | If | Return | Switch | Throw | While
    )
}
