// The same action in Node: warm in one context, and in a new `vm` context each time. Prints medians as JSON.
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const read = (name) => fs.readFileSync(path.join(__dirname, name), "utf8");
const code = `${read("api.js")}\n(function (exports) { ${read("action.js")}\n; return (text) => execute(exports, text); })({})`;
const event = read("event.json");
const console_ = { log() {} };

function timings(count, thing) {
  for (let i = 0; i < count / 10; i++) thing();
  const times = [];
  for (let i = 0; i < count; i++) {
    const began = process.hrtime.bigint();
    thing();
    times.push(Number(process.hrtime.bigint() - began));
  }
  return times.sort((a, b) => a - b);
}

const script = new vm.Script(code);
const run = new Function("console", `return eval(${JSON.stringify(code)})`)(console_);
const inNewContext = () => script.runInNewContext({ console: console_ })(event);
if (!run(event).includes("setCustomClaim") || !inNewContext().includes("setCustomClaim")) throw new Error("the action did not run");
process.stdout.write(JSON.stringify({ version: process.version, warm: timings(20000, () => run(event)), context: timings(1000, inNewContext) }));
