//! Which functions must look at the ticks when they are entered, so that no recursion goes on without.

use std::collections::BTreeSet;

/// Who calls whom, by index.
pub(crate) type Calls = Vec<BTreeSet<u32>>;

/// A small set of functions such that every circle of calls passes one of them; `first` is one in any case.
pub(crate) fn breakers(calls: &Calls, first: u32) -> BTreeSet<u32> {
    let mut breakers = BTreeSet::from([first]);
    loop {
        let circles = circles(calls, &breakers);
        if circles.is_empty() {
            return breakers;
        }
        breakers.extend(circles.iter().filter_map(|circle| busiest(calls, circle)));
    }
}

/// Groups of functions that call each other in a circle, without those in `broken`.
pub(crate) fn circles(calls: &Calls, broken: &BTreeSet<u32>) -> Vec<BTreeSet<u32>> {
    let mut search = Search {
        calls,
        broken,
        order: vec![None; calls.len()],
        stack: Vec::new(),
        found: Vec::new(),
        visited: 0,
    };
    for function in 0..calls.len() {
        search.visit(function as u32);
    }
    search.found
}

/// The one through which most ways of this circle lead.
fn busiest(calls: &Calls, circle: &BTreeSet<u32>) -> Option<u32> {
    let within = |function: u32| calls.get(function as usize).map(|all| all & circle);
    circle.iter().copied().max_by_key(|&function| {
        let out = within(function).map_or(0, |callees| callees.len());
        let calls_it = |&&caller: &&u32| within(caller).is_some_and(|all| all.contains(&function));
        out * circle.iter().filter(calls_it).count()
    })
}

/// Tarjan's search for strongly connected components.
struct Search<'a> {
    calls: &'a Calls,
    broken: &'a BTreeSet<u32>,
    order: Vec<Option<u32>>,
    stack: Vec<u32>,
    found: Vec<BTreeSet<u32>>,
    visited: u32,
}

impl Search<'_> {
    /// Visits a function unless it has been; the earliest it leads back to, if what it belongs to is still open.
    fn visit(&mut self, function: u32) -> Option<u32> {
        let at = function as usize;
        if self.broken.contains(&function) {
            return None;
        }
        if let Some(order) = *self.order.get(at)? {
            return self.stack.contains(&function).then_some(order);
        }
        let order = self.visited;
        self.visited += 1;
        *self.order.get_mut(at)? = Some(order);
        self.stack.push(function);
        let mut low = order;
        for &callee in self.calls.get(at)? {
            if let Some(back) = self.visit(callee) {
                low = low.min(back);
            }
        }
        if low < order {
            return Some(low);
        }
        let start = self.stack.iter().rposition(|&open| open == function)?;
        let component: BTreeSet<u32> = self.stack.drain(start..).collect();
        let calls_itself = self.calls.get(at)?.contains(&function);
        if component.len() > 1 || calls_itself {
            self.found.push(component);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(lists: &[&[u32]]) -> Calls {
        let set = |list: &&[u32]| list.iter().copied().collect();
        lists.iter().map(set).collect()
    }

    #[test]
    fn circles_are_found_and_broken() {
        let calls = calls(&[&[1], &[2], &[1, 3], &[3], &[0]]);
        let none = BTreeSet::new();
        let expected = [BTreeSet::from([3]), BTreeSet::from([1, 2])];
        assert_eq!(circles(&calls, &none), expected);
        let breakers = breakers(&calls, 4);
        assert!(breakers.contains(&3) && breakers.contains(&4));
        assert!(circles(&calls, &breakers).is_empty());
    }

    #[test]
    fn no_circle_needs_no_breaker() {
        let calls = calls(&[&[1, 2], &[2], &[]]);
        assert_eq!(breakers(&calls, 0), BTreeSet::from([0]));
    }
}
