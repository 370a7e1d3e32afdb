// Runs actions in Node and prints, as JSON, what each printed until its handler settled: what the sandbox is compared with.
const { format } = require('util');
const files = process.argv.slice(2);
const event = process.env.CASE_EVENT ?? '{}';
delete process.env.CASE_EVENT;
const nameServer = JSON.parse(event).servers?.sockets.dns;
if (nameServer !== undefined) require('dns').setServers([nameServer]);
const write = process.stdout.write.bind(process.stdout);

async function drive(file) {
  const lines = [];
  const capture = (text) => {
    lines.push(String(text).replace(/\n$/, ''));
    return true;
  };
  process.stdout.write = capture;
  process.stderr.write = capture;
  try {
    await require(file).onExecutePostLogin(JSON.parse(event), {});
  } catch (error) {
    lines.push(format('thrown: %s', error?.message ?? error));
  }
  // What a request leaves behind in Node's timeline is no business of the next case.
  performance.clearResourceTimings();
  return lines.join('\n');
}

(async () => {
  const found = [];
  for (const file of files) found.push(await drive(file));
  write(JSON.stringify(found), () => process.exit(0));
})();
