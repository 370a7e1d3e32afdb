//! The event that is taken of those there are.

use super::events::Event;

/// The events and the one that is taken.
#[derive(Debug, Default)]
pub(super) struct Choice {
    events: Vec<Event>,
    at: usize,
}

impl Choice {
    /// Puts other events in the place of these; the one that is taken stays taken where it is there still.
    pub(super) fn renew(&mut self, events: Vec<Event>) {
        let taken = self.now();
        let at = taken.and_then(|taken| events.iter().position(|event| event == taken));
        (self.events, self.at) = (events, at.unwrap_or(0));
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Event] {
        &self.events
    }

    /// The event that is taken.
    pub(super) fn now(&self) -> Option<&Event> {
        self.events.get(self.at)
    }

    /// Takes the next one.
    pub(super) fn next(&mut self) {
        self.at = (self.at + 1) % self.events.len().max(1);
    }

    /// Takes one by its number, from 1; false when there is none.
    pub(super) fn take(&mut self, number: usize) -> bool {
        let is_there = (1..=self.events.len()).contains(&number);
        if is_there {
            self.at = number - 1;
        }
        is_there
    }
}

#[cfg(test)]
mod tests {
    use contract::Trigger;

    use super::*;

    #[test]
    fn numbers_choose_and_the_choice_outlives_a_save() {
        let samples = |triggers: &[Trigger]| triggers.iter().copied().map(Event::sample).collect();
        let mut choice = Choice::default();
        choice.next();
        assert!(choice.now().is_none() && !choice.take(1));
        choice.renew(samples(&Trigger::ALL));
        assert_eq!(choice.now().unwrap().name, "post-login");
        assert!(choice.take(6) && !choice.take(7) && !choice.take(0));
        let last = choice.now().unwrap().trigger;
        choice.renew(samples(&[Trigger::PostLogin, last]));
        assert_eq!(choice.now().unwrap().trigger, last);
        choice.next();
        assert_eq!(choice.now().unwrap().name, "post-login");
        assert!(choice.take(2));
        choice.renew(samples(&[Trigger::PostLogin]));
        assert_eq!(choice.now().unwrap().name, "post-login");
    }
}
