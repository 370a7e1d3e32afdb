//! Notices: what happened, what comes next and by when.

use std::fmt::Write as _;

use api::NoticeList;

use super::{day, more};
use crate::terminal::{Paint, Style, harmless};

/// The notices, and how the next page is asked for.
pub(crate) fn notices(list: &NoticeList, command: &str) -> String {
    if list.notices.is_empty() {
        return "There is no notice.\n".to_owned();
    }
    let paint = Paint::for_stdout();
    let mut text = String::new();
    for notice in &list.notices {
        let subject = paint.paint(Style::Bold, &harmless(&notice.subject));
        let head = format!("{}  {subject}", harmless(day(&notice.created_at)));
        let about = paint.paint(Style::Dim, &harmless(&notice.about));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{head}  {about}\n  {}", indented(&notice.text));
        if let Some(step) = &notice.next_step {
            let _ = writeln!(text, "  next: {}", indented(step));
        }
        if let Some(due) = &notice.due_at {
            let _ = writeln!(text, "  by:   {}", harmless(day(due)));
        }
    }
    text.push_str(&more(list.next.as_ref(), command));
    text
}

fn indented(text: &str) -> String {
    harmless(text).replace('\n', "\n  ")
}
