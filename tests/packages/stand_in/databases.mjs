// Real servers of Debian's, each in a folder of its own that is removed afterwards.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const isRoot = process.getuid() === 0;
const id = (user) => Number(execFileSync('id', ['-u', user]));

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function answering(port) {
  for (let tries = 0; tries < 200; tries += 1) {
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}

function folder(user) {
  const made = mkdtempSync(path.join(tmpdir(), 'packages-'));
  if (isRoot && user) chownSync(made, id(user), id(user));
  return made;
}

async function begun(program, args, port, directory, options = {}) {
  const child = spawn(program, args, { stdio: 'ignore', ...options });
  const failed = new Promise((_, reject) => child.on('error', (error) => reject(new Error(`${program}: ${error.message}; run \`make deps\``))));
  await Promise.race([answering(port), failed]);
  return async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
}

function postgresBinaries() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => a - b) : [];
  if (versions.length === 0) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  return path.join(root, versions.at(-1), 'bin');
}

export async function postgres() {
  const [binaries, directory, port] = [postgresBinaries(), folder('postgres'), await freePort()];
  const owner = isRoot ? { uid: id('postgres'), gid: id('postgres'), cwd: directory } : { cwd: directory };
  execFileSync(path.join(binaries, 'initdb'), ['-D', path.join(directory, 'data'), '-U', 'postgres', '-A', 'trust', '--no-sync'], { stdio: 'ignore', ...owner });
  const stop = await begun(path.join(binaries, 'postgres'), ['-D', path.join(directory, 'data'), '-p', String(port), '-k', directory, '-F'], port, directory, owner);
  return { seen: [], secrets: { POSTGRES: `postgres://postgres@127.0.0.1:${port}/postgres` }, stop };
}

export async function redis() {
  const [directory, port] = [folder(), await freePort()];
  const stop = await begun('redis-server', ['--port', String(port), '--dir', directory, '--save', ''], port, directory);
  return { seen: [], secrets: { REDIS: `redis://127.0.0.1:${port}` }, stop };
}

export async function mariadb() {
  const [directory, port] = [folder(), await freePort()];
  const data = path.join(directory, 'data');
  const user = isRoot ? ['--user=root'] : [];
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user], { stdio: 'ignore' });
  const bootstrap = ['FLUSH PRIVILEGES;', 'CREATE DATABASE logins;', "CREATE USER 'lw'@'127.0.0.1' IDENTIFIED BY 'pw';", "GRANT ALL ON logins.* TO 'lw'@'127.0.0.1';"];
  execFileSync('mariadbd', ['--no-defaults', `--datadir=${data}`, '--bootstrap', ...user], { input: `${bootstrap.join('\n')}\n`, stdio: ['pipe', 'ignore', 'ignore'] });
  const args = ['--no-defaults', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${path.join(directory, 's')}`, ...user];
  const stop = await begun('mariadbd', args, port, directory);
  return { seen: [], secrets: { MYSQL: `mysql://lw:pw@127.0.0.1:${port}/logins` }, stop };
}
