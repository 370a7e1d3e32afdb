// What a case printed, commanded and asked for, without what is drawn or timed anew in each run.
const DRAWN = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, 'UUID'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME'],
  [/-{4,}[0-9A-Za-z]{16,}/g, 'BOUNDARY'],
  [/\b[0-9a-f]{32}\b/g, 'HEX'],
  [/\b1[789]\d{8}(\.\d+)?\b|\b1[789]\d{11}\b/g, 'TIMESTAMP'],
];

/** A warning goes to the log here, and to the standard error of a process in Node. */
const isWarning = (text) => /^Warning: /.test(text);
/** A refusal is an outcome here, and a call like any other in Node. */
const wentWell = (outcome) => (outcome === 'denied' ? 'completed' : outcome);
/** Commands by name and values: Node tells the call, the sandbox what it means. */
const spoken = (command) => (Array.isArray(command) ? [command[0].replace(/^api\./, ''), ...command.slice(1)] : Object.values(command));

const steady = (text) => DRAWN.reduce((so, [pattern, name]) => so.replace(pattern, name), text);

export function transcript({ outcome, lines = [], commands = [] }, seen) {
  const requests = seen.map((asked) => `asked ${JSON.stringify(asked)}`).sort();
  const told = commands.map((command) => `command ${JSON.stringify(spoken(command))}`);
  const warnings = lines.filter(isWarning).sort();
  const printed = lines.filter((line) => !isWarning(line));
  return [`outcome ${wentWell(outcome)}`, ...printed, ...warnings, ...told, ...requests].flatMap((text) => steady(text).split('\n'));
}

/** The first lines that are not the same, or nothing. */
export function difference(expected, found) {
  const at = expected.findIndex((line, index) => line !== found[index]);
  if (at === -1 && expected.length === found.length) return undefined;
  const first = at === -1 ? expected.length : at;
  return `Node:    ${expected[first] ?? '(nothing)'}\nsandbox: ${found.slice(first, first + 3).join('\n         ') || '(nothing)'}`;
}
