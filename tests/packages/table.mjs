// The page of docs that says which packages were run, and how that went.
const HEAD = `# Packages that were run

Each of these does its main job against a server, in the sandbox and in Node ${process.version}, and everything it printed, commanded and
asked a server for is compared. \`make packages\` runs them again and writes this page; the actions are in \`tests/packages/cases\`.
Left out of the comparison is what differs from run to run, and a header "Accept: */*", which the sandbox adds where Node sends none.
The servers are PostgreSQL, MariaDB, Redis, and stand-ins of ours for HTTP services, mail and MongoDB.

"Size" is the action's one file with all that it requires; "Load" is the time to make it ready, once for each change of it; "Run" is an
execution, its waiting for servers included; Node's has the time in which it loads the packages.

| Packages | Size | Load | Run | Run in Node | Same result |
|---|--:|--:|--:|--:|---|
`;

const time = (milliseconds) => (milliseconds === undefined ? '' : `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`);
const size = (bytes) => (bytes === undefined ? '' : `${Math.ceil(bytes / 1000)} kB`);
/** What the sandbox did where Node did something else. */
const reason = (text) => text.split('\nsandbox:')[1].split('\n')[0].trim().replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 200);

function row({ packages, node, sandbox, difference }) {
  const same = difference === undefined ? 'yes' : `no: ${reason(difference)}`;
  return `| ${packages.join(', ')} | ${size(sandbox.bytes)} | ${time(sandbox.load)} | ${time(sandbox.run)} | ${time(node.run)} | ${same} |`;
}

export const table = (results) => `${HEAD}${results.map(row).join('\n')}\n`;
