// One action, run by Node 22 and by `latchwork run`: both answer { outcome, lines, commands, run, ... } in milliseconds.
import { execFile } from 'node:child_process';
import path from 'node:path';

const LIMIT_MS = 120_000;
const latchwork = process.env.LATCHWORK ?? path.join(import.meta.dirname, '../../target/debug/latchwork');

function asked(program, args, env) {
  return new Promise((resolve) => {
    execFile(program, args, { env: { ...process.env, TZ: 'UTC', ...env }, timeout: LIMIT_MS, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({ outcome: `${error ?? 'no answer'}\n${stderr}` });
      }
    });
  });
}

export function inNode(file, files) {
  const drive = path.join(import.meta.dirname, 'drive.cjs');
  return asked(process.execPath, [drive, file, files.event, files.secrets], { NODE_EXTRA_CA_CERTS: files.authority, NODE_NO_WARNINGS: '1' });
}

export async function inSandbox(file, files) {
  const args = ['run', file, '--trigger', 'post-login', '--event', files.event, '--secrets', files.secrets, '--allow-private', '--json'];
  const told = await asked(latchwork, args, { SSL_CERT_FILE: files.authority, XDG_CACHE_HOME: files.cache });
  const { outcome, failure, error, logs = [], commands = [], usage, prepared } = told;
  const went = outcome === 'completed' || outcome === 'denied' ? outcome : `${outcome ?? ''}: ${JSON.stringify(failure ?? error ?? told)}`;
  return {
    outcome: went, lines: logs.map((log) => log.message), commands, run: usage && usage.wall_us / 1000,
    bytes: prepared?.bytes, load: prepared && prepared.wall_us / 1000,
  };
}
