//! The partner's service is not well.

use super::{About, Fault, Group, Leg, MOST_REQUESTS, Plan};

impl Plan<'_> {
    /// Each fault, for every request at once; then for one at a time, where there are several.
    pub(super) fn service(&mut self, leg: Leg, requests: usize) {
        if requests == 0 {
            return;
        }
        for (name, fault) in Fault::ALL {
            let about = About::new(Group::Service(fault, None), leg);
            self.add(format!("service.{name}"), about, |scene| {
                scene.script.fault = Some(fault);
            });
        }
        if requests == 1 {
            return;
        }
        for number in 0..requests.min(MOST_REQUESTS) {
            for (name, fault) in Fault::ALL {
                let about = About::new(Group::Service(fault, Some(number)), leg);
                let name = format!("service.{name}.request-{}", number + 1);
                self.add(name, about, |scene| {
                    scene.script.fault = Some(fault);
                    scene.script.only = Some(number);
                });
            }
        }
    }
}
