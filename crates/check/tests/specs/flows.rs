//! The specs of the six flows' templates.

use bundle::report::SpecOutcome;
use contract::Trigger;
use contract::method::methods;

use crate::support::{fixture, lines, run};

/// Flows by the names of their templates.
const FLOWS: [(&str, Trigger); 6] = [
    ("post-login", Trigger::PostLogin),
    ("client-credentials", Trigger::CredentialsExchange),
    ("pre-user-registration", Trigger::PreUserRegistration),
    ("post-user-registration", Trigger::PostUserRegistration),
    ("post-password-change", Trigger::PostChangePassword),
    ("phone-message", Trigger::SendPhoneMessage),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_template_of_every_flow_passes() {
    for (flow, trigger) in FLOWS {
        let mut names: Vec<_> = methods(trigger)
            .iter()
            .filter_map(|method| method.path.split('.').next())
            .collect();
        names.sort_unstable();
        names.dedup();
        let text = include_str!("packages/flows.txt")
            .replace("HANDLER", trigger.handler())
            .replace("FLOW", flow)
            .replace("KEYS", &format!("{names:?}"));
        let report = run(trigger, &fixture(&text)).await;
        let told = lines(&report).join("\n");
        assert_eq!(report.tests.len(), 3, "{flow}: {told}");
        let passed = |outcome| outcome == SpecOutcome::Passed;
        assert!(
            report.tests.iter().all(|test| passed(test.outcome)),
            "{flow}: {told}"
        );
        let calls: usize = report.tests.iter().map(|test| test.calls.len()).sum();
        assert_eq!(calls, 3, "{flow}");
        assert_eq!((report.coverage.lines, report.coverage.covered), (2, 2));
    }
}
