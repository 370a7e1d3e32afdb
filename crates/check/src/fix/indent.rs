//! Where lines begin, and how many blank ones stand between them.

use oxc::parser::Kind;

use super::blanks::{Line, without_blanks};
use super::kinds::{closes, leads_on, starts, waits};
use crate::reading::Token;

/// The spaces of one level.
const STEP: usize = 2;

/// Lines do not begin farther to the right.
const MOST_INDENT: usize = 80;

/// A bracket that is open.
struct Open {
    /// Where the line begins that it stands in.
    indent: usize,
    /// Whether it holds the cases of a `switch`.
    is_switch: bool,
    /// Which it is; of the hole of a template, lines within are left alone.
    kind: Kind,
    /// The line that others went on from when it was opened.
    anchor: Anchor,
}

/// What is known at the beginning of a line.
#[derive(Default)]
struct State {
    open: Vec<Open>,
    /// Round brackets that belong to a `switch`, by how many brackets were open around them.
    switches: Vec<usize>,
    /// Whether the next `{` holds cases.
    awaits_cases: bool,
    last: Option<Kind>,
    /// Where the line begins in which the round bracket stands that was closed last, up to `=>` or `{`.
    closed: Option<usize>,
    /// The spaces of one level as the text has them.
    unit: usize,
    anchor: Anchor,
}

/// The line that others go on from: where it began, and where it begins.
#[derive(Default, Clone, Copy)]
struct Anchor {
    had: usize,
    has: usize,
}

/// The text with every line where it belongs.
pub(super) fn indented(text: &str, tokens: &[Token]) -> String {
    let lines = laid_out(text, tokens, unit(text));
    without_blanks(lines)
}

/// The most common beginning of lines that are indented: two spaces, or four, or what the author took.
fn unit(text: &str) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    let mut before = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let width = width(line);
        if width > before {
            *counts.entry(width - before).or_insert(0) += 1;
        }
        before = width;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(STEP, |(width, _)| width)
}

fn laid_out(text: &str, tokens: &[Token], unit: usize) -> Vec<Line> {
    let mut state = State {
        unit,
        ..State::default()
    };
    let mut out = Vec::new();
    let mut start = 0;
    let mut last = None;
    let mut rest = tokens;
    for line in text.split('\n') {
        let end = start + line.len();
        let count =
            rest.partition_point(|token| token.start < end.max(start + 1) && token.start < end);
        let (own, later) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let around = around(start, tokens);
        let is_within = around.is_some();
        let indent = match around {
            Some(around) => within(line, around, last),
            None => state.line(line, own).map(|indent| indent.min(MOST_INDENT)),
        };
        if !is_within {
            last = indent;
        }
        out.push(Line {
            text: shown(line, indent),
            is_within,
        });
        let begun = indent.unwrap_or_else(|| width(line));
        for token in own {
            state.take(token, begun);
        }
        rest = later;
        start = end + 1;
    }
    out
}

fn shown(line: &str, indent: Option<usize>) -> String {
    match indent {
        Some(indent) if !line.trim().is_empty() => {
            format!("{}{}", " ".repeat(indent), line.trim_start())
        }
        _ => line.to_owned(),
    }
}

/// The token or comment that an offset stands within; they do not overlap.
fn around(offset: usize, tokens: &[Token]) -> Option<&Token> {
    let after = tokens.partition_point(|token| token.start < offset);
    let last = after.checked_sub(1).and_then(|index| tokens.get(index))?;
    (offset < last.end).then_some(last)
}

/// A line within a comment follows the comment's first line, if it begins with a star.
fn within(line: &str, around: &Token, first: Option<usize>) -> Option<usize> {
    let is_starred = around.kind.is_none() && line.trim_start().starts_with('*');
    first.filter(|_| is_starred).map(|first| first + 1)
}

impl State {
    /// Where a line belongs; none to leave it.
    fn line(&mut self, line: &str, own: &[Token]) -> Option<usize> {
        let first = own.first()?;
        if self.open.iter().any(|open| open.kind == Kind::TemplateHead) {
            return None;
        }
        let had = width(line);
        if first.kind.is_some_and(closes) {
            return Some(self.open.last().map_or(0, |open| open.indent));
        }
        if self.goes_on(first.kind) {
            return Some(self.after_anchor(had).max(self.base(first.kind)));
        }
        let has = self.base(first.kind);
        self.anchor = Anchor { had, has };
        Some(has)
    }

    /// A line that goes on keeps its distance from the line it goes on from, in steps of ours.
    fn after_anchor(&self, had: usize) -> usize {
        let Anchor { had: anchor, has } = self.anchor;
        let distance = had.saturating_sub(anchor) * STEP / self.unit.max(1);
        let is_grouped = self
            .open
            .last()
            .is_some_and(|open| open.kind == Kind::LParen);
        has + if distance == 0 && !is_grouped {
            STEP
        } else {
            distance
        }
    }

    /// Where a statement or an element begins.
    fn base(&self, first: Option<Kind>) -> usize {
        let Some(open) = self.open.last() else {
            return 0;
        };
        let is_label = matches!(first, Some(Kind::Case | Kind::Default));
        let deeper = usize::from(open.is_switch && !is_label && self.last != Some(Kind::LCurly));
        open.indent + STEP + deeper * STEP
    }

    /// Whether a line goes on with what the line before it began.
    fn goes_on(&self, first: Option<Kind>) -> bool {
        let Some(first) = first else {
            return false;
        };
        let Some(last) = self.last else {
            return false;
        };
        let begins = matches!(
            last,
            Kind::Semicolon | Kind::LCurly | Kind::LParen | Kind::LBrack | Kind::Comma
        );
        let is_case = last == Kind::Colon && self.open.last().is_some_and(|open| open.is_switch);
        if begins || is_case {
            return false;
        }
        leads_on(first)
            || waits(last)
            || (last == Kind::RParen && first != Kind::LCurly && !starts(first))
    }

    fn take(&mut self, token: &Token, indent: usize) {
        let Some(kind) = token.kind else {
            return;
        };
        match kind {
            Kind::LParen => {
                if self.last == Some(Kind::Switch) {
                    self.switches.push(self.open.len());
                }
                self.push(indent, kind, false);
            }
            Kind::LBrack | Kind::TemplateHead => self.push(indent, kind, false),
            Kind::LCurly => {
                let is_switch = std::mem::take(&mut self.awaits_cases);
                // What a head of several lines is the head of belongs below its first line.
                let indent = self.closed.map_or(indent, |closed| closed.min(indent));
                self.push(indent, kind, is_switch);
            }
            Kind::RParen => {
                self.closed = self.pop();
                if self.switches.last() == Some(&self.open.len()) {
                    self.switches.pop();
                    self.awaits_cases = true;
                }
            }
            Kind::RBrack | Kind::RCurly | Kind::TemplateTail => {
                self.pop();
            }
            _ => {}
        }
        if !matches!(kind, Kind::RParen | Kind::Arrow) {
            self.closed = None;
        }
        self.last = Some(kind);
    }

    fn push(&mut self, indent: usize, kind: Kind, is_switch: bool) {
        let anchor = self.anchor;
        self.open.push(Open {
            indent,
            kind,
            is_switch,
            anchor,
        });
    }

    /// Closes a bracket, and says where its line begins.
    fn pop(&mut self) -> Option<usize> {
        let open = self.open.pop()?;
        self.anchor = open.anchor;
        Some(open.indent)
    }
}

/// How far to the right a line begins; a tab is one level.
fn width(line: &str) -> usize {
    let margin = line.chars().take_while(|letter| letter.is_whitespace());
    margin
        .map(|letter| if letter == '\t' { STEP } else { 1 })
        .sum()
}
