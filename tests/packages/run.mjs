// Runs every case in the sandbox and in Node 22, compares what each did and asked for, and writes the table of
// docs/packages-tested.md. Run by `make packages`; with PACKAGE=NAME only the cases whose
// names have this in them, and the page is left as it is.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { inNode, inSandbox } from './sides.mjs';
import * as databases from './stand_in/databases.mjs';
import * as http from './stand_in/http.mjs';
import * as mongodb from './stand_in/mongodb.mjs';
import * as smtp from './stand_in/smtp.mjs';
import { difference, transcript } from './transcript.mjs';
import { table } from './table.mjs';

const here = import.meta.dirname;
const wanted = process.argv[2] ?? '';

async function started() {
  const servers = await Promise.all([http.serve(), smtp.serve(), mongodb.serve(), databases.postgres(), databases.redis(), databases.mariadb()]);
  const scratch = mkdtempSync(path.join(tmpdir(), 'packages-'));
  const files = {
    event: path.join(here, 'event.json'), secrets: path.join(scratch, 'secrets.json'), authority: path.join(scratch, 'authority.pem'), cache: freshCache(scratch),
  };
  writeFileSync(files.secrets, JSON.stringify(Object.assign({}, ...servers.map((server) => server.secrets))));
  writeFileSync(files.authority, servers[0].authority);
  return {
    files,
    seen: () => servers.flatMap((server) => server.seen.splice(0)),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(scratch, { recursive: true });
    },
  };
}

/** A cache folder for `latchwork` that has the packages kept earlier and nothing made of them, so that making them ready is measured. */
function freshCache(scratch) {
  const kept = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'latchwork', 'npm');
  const cache = path.join(scratch, 'cache');
  mkdirSync(kept, { recursive: true });
  mkdirSync(path.join(cache, 'latchwork'), { recursive: true, mode: 0o700 });
  symlinkSync(kept, path.join(cache, 'latchwork', 'npm'));
  return cache;
}

async function compared(name, world) {
  const file = path.join(here, 'cases', `${name}.js`);
  const node = await inNode(file, world.files);
  const expected = transcript(node, world.seen());
  const sandbox = await inSandbox(file, world.files);
  const found = transcript(sandbox, world.seen());
  return { name, packages: required(readFileSync(file, 'utf8')), node, sandbox, difference: difference(expected, found) };
}

/** The packages that a case requires, with the versions of the lockfile. */
function required(code) {
  const names = [...code.matchAll(/require\('((?:@[^'/]+\/)?[^'/]+)[^']*'\)/g)].map(([, name]) => name);
  const locked = (name) => JSON.parse(readFileSync(path.join(here, 'package-lock.json'), 'utf8')).packages[`node_modules/${name}`];
  return names.filter(locked).map((name) => `${locked(name).name ?? name} ${locked(name).version}`);
}

const names = readdirSync(path.join(here, 'cases')).map((file) => path.basename(file, '.js'));
const world = await started();
const results = [];
try {
  for (const name of names.filter((it) => it.includes(wanted))) {
    const result = await compared(name, world);
    results.push(result);
    console.log(result.difference === undefined ? `same       ${name}` : `different  ${name}\n${result.difference.replace(/^/gm, '    ')}`);
  }
} finally {
  await world.stop();
}
const same = results.filter((result) => result.difference === undefined).length;
console.log(`${results.length} cases, ${same} the same as in Node ${process.version}`);
if (wanted === '') writeFileSync(path.join(here, '../../docs/packages-tested.md'), table(results));
process.exitCode = same === results.length ? 0 : 1;
