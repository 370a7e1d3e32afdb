//! Flows: which actions run at a trigger, in which order. A change sends the whole order with the version it began from.

use api::{Binding, BindingOrder, FailurePolicy, Flow, ReplaceFlow};
use contract::Trigger;
use reqwest::Method;

use super::arguments::{BindArguments, FlowCommand, OnFailure};
use super::bindable::Bindable;
use crate::remote::{Answer, Client, RemoteError, Shown, or_dash, table};
use crate::terminal::harmless;

pub(super) async fn show(client: &Client, trigger: Trigger) -> Result<Shown, RemoteError> {
    get(client, trigger).await.map(described)
}

pub(super) async fn change(client: &Client, command: FlowCommand) -> Result<Shown, RemoteError> {
    match command {
        FlowCommand::Bind(arguments) => bind(client, arguments).await,
        FlowCommand::Order { trigger, names } => order(client, trigger, &names).await,
        FlowCommand::Unbind { name } => unbind(client, &name).await,
    }
}

async fn bind(client: &Client, arguments: BindArguments) -> Result<Shown, RemoteError> {
    let wanted = Bindable::find(client, &arguments.name).await?;
    let flow = get(client, wanted.trigger).await?.value;
    if flow.bindings.iter().any(|one| wanted.is_bound_by(one)) {
        return Err(RemoteError::AlreadyBound { name: wanted.name });
    }
    let mut bindings: Vec<BindingOrder> = flow.bindings.iter().map(entry).collect();
    let last = bindings.len();
    let place = arguments.at.map_or(last, |at| (at.get() - 1).min(last));
    let failure_policy = match arguments.on_failure {
        OnFailure::Block => FailurePolicy::Block,
        OnFailure::Continue => FailurePolicy::Continue,
    };
    bindings.insert(place, wanted.entry(failure_policy, arguments.budget));
    replace(client, &flow, bindings).await
}

async fn order(client: &Client, trigger: Trigger, names: &[String]) -> Result<Shown, RemoteError> {
    let flow = get(client, trigger).await?.value;
    let ordered = reorder(&flow.bindings, names)?;
    replace(client, &flow, ordered).await
}

async fn unbind(client: &Client, name: &str) -> Result<Shown, RemoteError> {
    let bound = Bindable::find(client, name).await?;
    let flow = get(client, bound.trigger).await?.value;
    let rest: Vec<_> = flow
        .bindings
        .iter()
        .filter(|binding| !bound.is_bound_by(binding))
        .map(entry)
        .collect();
    if rest.len() == flow.bindings.len() {
        return Err(RemoteError::NotBound {
            name: bound.name,
            trigger: bound.trigger,
        });
    }
    replace(client, &flow, rest).await
}

async fn get(client: &Client, trigger: Trigger) -> Result<Answer<Flow>, RemoteError> {
    client.get(&["flows", trigger.id()]).await
}

async fn replace(
    client: &Client,
    flow: &Flow,
    bindings: Vec<BindingOrder>,
) -> Result<Shown, RemoteError> {
    let body = ReplaceFlow {
        version: flow.version,
        bindings,
    };
    client
        .call(Method::PUT, &["flows", flow.trigger.id()], &[], Some(&body))
        .await
        .map(described)
}

fn entry(binding: &Binding) -> BindingOrder {
    BindingOrder {
        action_id: binding.action_id.clone(),
        installation_id: binding.installation_id.clone(),
        failure_policy: binding.failure_policy,
        budget_ms: binding.budget_ms,
    }
}

/// Whether the binding's action or installation has this id.
fn has_id(binding: &Binding, id: &str) -> bool {
    [&binding.action_id, &binding.installation_id]
        .into_iter()
        .flatten()
        .any(|named| named == id)
}

/// The bindings in the order of `names`, which must name each once.
fn reorder(bindings: &[Binding], names: &[String]) -> Result<Vec<BindingOrder>, RemoteError> {
    let mut left: Vec<&Binding> = bindings.iter().collect();
    let mut ordered = Vec::with_capacity(left.len());
    for name in names {
        let at = left
            .iter()
            .position(|binding| binding.name == *name)
            .or_else(|| left.iter().position(|binding| has_id(binding, name)));
        match at {
            Some(at) => ordered.push(entry(left.remove(at))),
            None => {
                return Err(RemoteError::Order {
                    what: "names what is not bound, or twice:",
                    name: name.clone(),
                });
            }
        }
    }
    match left.first() {
        Some(missing) => Err(RemoteError::Order {
            what: "leaves out",
            name: missing.name.clone(),
        }),
        None => Ok(ordered),
    }
}

fn described(answer: Answer<Flow>) -> Shown {
    let flow = &answer.value;
    let rows = flow.bindings.iter().enumerate().map(|(index, binding)| {
        let policy = match binding.failure_policy {
            FailurePolicy::Block => "block",
            FailurePolicy::Continue => "continue",
        };
        let kind = match (&binding.installation_id, binding.unreviewed) {
            (None, _) => "own action",
            (Some(_), false) => "integration",
            (Some(_), true) => "unreviewed",
        };
        [
            (index + 1).to_string(),
            binding.name.clone(),
            binding.version.clone(),
            kind.to_owned(),
            policy.to_owned(),
            or_dash(binding.budget_ms),
        ]
    });
    let empty = format!("No action runs at {}.", flow.trigger);
    let mut text = table(
        ["place", "name", "version", "kind", "on failure", "ms"],
        &rows.collect::<Vec<_>>(),
        &empty,
    );
    for binding in flow
        .bindings
        .iter()
        .filter(|binding| !binding.lacking.is_empty())
    {
        let names = binding.lacking.join(", ");
        let line = format!(
            "{} uses {names}, which this server does not perform yet: a run fails there.\n",
            binding.name
        );
        text.push_str(&harmless(&line));
    }
    for binding in &flow.bindings {
        if let Some(why) = &binding.refused {
            let line = format!("{} cannot run: {why}.\n", binding.name);
            text.push_str(&harmless(&line));
        }
    }
    Shown::done(answer.raw, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &str) {
        let bindings = ["a", "b", "c"].map(|name| Binding {
            id: format!("bnd-{name}"),
            action_id: (name != "c").then(|| format!("act-{name}")),
            installation_id: (name == "c").then(|| format!("ins-{name}")),
            name: name.to_owned(),
            version: "1".to_owned(),
            unreviewed: false,
            refused: None,
            failure_policy: FailurePolicy::Block,
            budget_ms: None,
            lacking: Vec::new(),
        });
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let found = match reorder(&bindings, &names) {
            Ok(ordered) => ordered
                .into_iter()
                .filter_map(|entry| entry.action_id.or(entry.installation_id))
                .collect::<Vec<_>>()
                .join(" "),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn an_order_names_every_binding_once() {
        check(&["c", "act-a", "b"], "ins-c act-a act-b");
        check(&["ins-c", "b", "a"], "ins-c act-b act-a");
        check(
            &["c", "a"],
            "the order must name every bound action once; it leaves out `b`",
        );
        let twice = "the order must name every bound action once; it names what is not bound, or twice: `a`";
        check(&["a", "a", "b"], twice);
    }
}
