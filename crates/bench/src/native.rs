//! The same engine without WebAssembly: QuickJS-ng as native code, in this process.

use anyhow::{Context as _, ensure};
use rquickjs::{Context, Function, Runtime};

use crate::sample::repeat;
use crate::table::Table;
use crate::world::{ACTION, EVENT};

const API: &str = include_str!("../api.js");

pub(crate) fn measure(table: &mut Table) -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    let context = Context::full(&runtime)?;
    load(&context)?;
    table.add("native warm", repeat(3_000, || run(&runtime, &context))?);
    let fresh = repeat(300, || {
        let runtime = Runtime::new()?;
        let context = Context::full(&runtime)?;
        load(&context)?;
        run(&runtime, &context)
    })?;
    table.add("native QuickJS, new runtime, load, run", fresh);
    Ok(())
}

fn load(context: &Context) -> anyhow::Result<()> {
    context.with(|ctx| {
        let console = "globalThis.lines = 0; globalThis.console = { log() { lines++; } }; globalThis.exports = {};";
        ctx.eval::<(), _>(console)?;
        ctx.eval::<(), _>(API)?;
        ctx.eval::<(), _>(format!("(function (exports) {{ {ACTION} }})(exports)"))?;
        Ok(())
    })
}

fn run(runtime: &Runtime, context: &Context) -> anyhow::Result<()> {
    context.with(|ctx| -> anyhow::Result<()> {
        let globals = ctx.globals();
        let execute: Function = globals.get("execute").context("execute")?;
        let exports: rquickjs::Object = globals.get("exports")?;
        let commands: String = execute.call((exports, EVENT))?;
        ensure!(commands.contains("setCustomClaim"), "{commands}");
        Ok(())
    })?;
    while runtime
        .execute_pending_job()
        .map_err(|_| anyhow::anyhow!("a job failed"))?
    {}
    Ok(())
}
