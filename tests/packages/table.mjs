// The page of docs that says which packages were run, and how that went.
const HEAD = `# Packages that were run

Each of these does its main job against a server, in the sandbox and in Node ${process.version}, and everything it printed, commanded and
asked a server for is compared. \`make packages\` runs them again and writes this page; the actions are in \`tests/packages/cases\`.
Left out of the comparison is what differs from run to run, and a header "Accept: */*", which the sandbox adds where Node sends none.
The servers are PostgreSQL, MariaDB, Redis, and stand-ins of ours for HTTP services, mail and MongoDB.

| Packages | Run | Run in Node | Same result |
|---|--:|--:|---|
`;

const time = (milliseconds) => (milliseconds === undefined ? '' : `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`);
/** What the sandbox did where Node did something else. */
const reason = (text) => text.split('\nsandbox:')[1].split('\n')[0].trim().replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 200);

function row({ packages, node, sandbox, difference }) {
  const same = difference === undefined ? 'yes' : `no: ${reason(difference)}`;
  return `| ${packages.join(', ')} | ${time(sandbox.run)} | ${time(node.run)} | ${same} |`;
}

export const table = (results) => `${HEAD}${results.map(row).join('\n')}\n`;
