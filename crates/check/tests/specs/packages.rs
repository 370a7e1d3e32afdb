//! Whole packages: what is said about their specs.

use bundle::report::{SpecOutcome, SpecReport};
use bundle::{Limits, MemberPath, Members, Package};

use crate::support::{lines, members_of_folder, sandbox};

async fn report(package: &Package) -> SpecReport {
    check::specs::run(sandbox().await, package, &mut |_| {}).await
}

async fn rules(package: &Package) -> Vec<String> {
    let found = check::specs::findings(&report(package).await, package);
    found.into_iter().map(|finding| finding.rule).collect()
}

fn example(name: &str) -> Members {
    members_of_folder(&format!("../../examples/{name}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_said_about_the_specs_of_the_examples() {
    for name in ["member-plan", "risk-check", "consent"] {
        let package = Package::read(example(name)).unwrap();
        let report = report(&package).await;
        let told = lines(&report);
        assert!(
            report.tests.len() > 2
                && report
                    .tests
                    .iter()
                    .all(|test| test.outcome == SpecOutcome::Passed),
            "{name}: {told:?}"
        );
        let found = check::specs::findings(&report, &package);
        assert!(found.is_empty(), "{name}: {found:#?}");
        assert_eq!(report.coverage.percent(), 100, "{name}");
    }
}

const SPEC: &str = "integration/integration.action.spec.js";

/// The example with another spec in place of its own, or with none.
fn with_spec(spec: Option<&str>) -> Package {
    let mut members = Members::new(Limits::DEFAULT);
    for (path, content) in example("member-plan").iter() {
        if path.as_str() != SPEC {
            members.add(path.clone(), content.to_vec()).unwrap();
        }
    }
    if let Some(spec) = spec {
        let path = MemberPath::parse(SPEC).unwrap();
        members.add(path, spec.as_bytes().to_vec()).unwrap();
    }
    Package::read(members).unwrap()
}

/// A spec with one test of the handler, given its event's configuration, and what else it does.
fn spec(configuration: &str, body: &str) -> String {
    format!(
        "const {{ makeEventMock }} = require('../__mocks__/event-post-login');
const {{ apiMock }} = require('../__mocks__/api-post-login');
const {{ onExecutePostLogin }} = require('./integration.action');
test('it', async () => {{
  const event = {{ ...makeEventMock(), configuration: {configuration} }};
  {body}
}});"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_finding_has_a_package_that_brings_it_about_and_one_that_comes_close() {
    let configured = "{ CLAIM_NAME: 'https://a.example/plan' }";
    let call = "await onExecutePostLogin(event, apiMock);";
    let sound = spec(configured, call);
    let failing = spec(configured, &format!("{call} expect(1).toBe(2);"));
    // The handler's guard is most of its lines, and not its success path.
    let guard = spec("{}", &format!("console.log = jest.fn(); {call}"));
    let nothing = spec(configured, "expect(event).toBeDefined();");
    let thrown =
        "apiMock.accessToken.setCustomClaim.mockImplementation(() => { throw new Error('x'); });
  await expect(onExecutePostLogin(event, apiMock)).rejects.toThrow('x');";
    let thrown = spec(configured, thrown);
    let specs: [(Option<&str>, &[&str]); 6] = [
        (Some(&sound), &[]),
        (None, &["spec-missing"]),
        (Some(&failing), &["spec-fails", "success-path-untested"]),
        (Some(&guard), &["success-path-untested"]),
        (Some(&nothing), &["success-path-untested", "coverage-low"]),
        (Some(&thrown), &["success-path-untested"]),
    ];
    let mut found = Vec::new();
    for (spec, expected) in specs {
        let rules = rules(&with_spec(spec)).await;
        assert_eq!(rules, expected, "{spec:?}");
        found.push(rules);
    }
    for name in [
        "spec-missing",
        "spec-fails",
        "success-path-untested",
        "coverage-low",
    ] {
        let triggers = found
            .iter()
            .filter(|rules| rules.iter().any(|own| own == name));
        let triggers = triggers.count();
        assert!(triggers > 0 && triggers < found.len(), "{name}");
        println!(
            "{name}: {triggers} packages trigger it, {} come close and do not",
            found.len() - triggers
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_failing_tests_the_first_are_found() {
    let many = "for (let at = 0; at < 300; at++) test('it ' + at, () => { expect(at).toBe(-1); });";
    let package = with_spec(Some(many));
    let extent = check::Extent {
        specs: true,
        faults: false,
    };
    let policy = check::Policy::default();
    let report = check::check(
        sandbox().await,
        &package,
        extent,
        check::Against::policy(&policy),
        &mut (),
    )
    .await
    .report;
    let failing = report
        .findings
        .iter()
        .filter(|one| one.rule == "spec-fails");
    let failing: Vec<_> = failing.collect();
    assert_eq!(failing.len(), 50);
    let last = failing.iter().map(|one| &one.message);
    assert!(
        last.clone()
            .any(|message| message.ends_with("(and the rule finds 250 more)"))
    );
    assert!(last.map(String::len).max() < Some(1_000));
}
