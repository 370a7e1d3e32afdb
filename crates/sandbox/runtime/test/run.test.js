'use strict';
// The library's three entries against the stand-in host: what is settled, started, cancelled and logged.
const test = require('node:test');
const assert = require('node:assert');
const { makeGuest } = require('./host.js');

const methods = {
  'post-login': [
    { path: 'access.deny', params: [{ name: 'reason', ts: 'string', optional: false }], returns: 'api', kind: 'command' },
    { path: 'groups.hasGroupMembership', params: [{ name: 'ids', ts: 'string[]', optional: false }], returns: 'promise', kind: 'async_call' },
  ],
};
const handler = (body) => `exports.onExecutePostLogin = async (event, api) => {${body}};`;
const guestOf = (body, answers) => {
  const guest = makeGuest(methods, answers);
  guest.load(handler(body));
  return guest;
};
const head = (body) => ({ body, status: 200, statusText: 'OK', url: 'https://a.b/', redirected: false, headers: [['X-A', '1']] });

test('the handler settles exactly once', async () => {
  const guest = guestOf('return { then(yes, no) { yes(1); yes(2); no(3); } };');
  await guest.run();
  assert.deepStrictEqual(guest.settled, [{ ok: true, name: undefined, message: undefined, stack: undefined }]);
});

test('an error the host throws becomes an error of its class', async () => {
  const emit = () => { throw JSON.stringify({ name: 'RangeError', code: 'E_X', message: 'too much' }); };
  const guest = guestOf('try { api.access.deny("x"); } catch (e) { console.log(e instanceof RangeError, e.code, e.message); }', { emit });
  await guest.run();
  assert.strictEqual(guest.logs[0].message, 'true E_X too much');
});

test('an asynchronous call resolves with its answer and rejects with its error', async () => {
  const body = 'console.log(await api.groups.hasGroupMembership(["a"])); await api.groups.hasGroupMembership(["b"]);';
  const guest = guestOf(body);
  await guest.run();
  assert.deepStrictEqual(guest.started[0].head, { path: 'groups.hasGroupMembership', args: [['a']] });
  await guest.settle(1, true, { hasMembership: true });
  await guest.settle(2, false, { name: 'Error', code: 'E_NO', message: 'not here' });
  assert.strictEqual(guest.logs[0].message, '{ hasMembership: true }');
  assert.strictEqual(guest.settled[0].message, 'not here');
});

test('aborting while the head or the body is awaited cancels the operation', async () => {
  const body = `const c = new AbortController();
    globalThis.abort = () => c.abort();
    const r = await fetch('https://a.b/', { signal: c.signal });
    await r.text();`;
  const first = guestOf(body);
  await first.run();
  first.evaluate('abort()');
  await first.turn();
  assert.deepStrictEqual(first.cancelled, [1]);
  assert.strictEqual(first.settled[0].name, 'AbortError');

  const second = guestOf(body);
  await second.run();
  await second.settle(1, true, head(7));
  assert.deepStrictEqual(second.started[1].head, { body: 7 });
  second.evaluate('abort()');
  await second.turn();
  assert.deepStrictEqual(second.cancelled, [2]);
  assert.strictEqual(second.settled[0].name, 'AbortError');
});

test('a settlement of an unknown or ended operation does nothing', async () => {
  const guest = guestOf('await new Promise((resolve) => setTimeout(resolve, 5));');
  await guest.run();
  await guest.settle(99, true);
  await guest.settle(1, true);
  await guest.settle(1, true);
  assert.strictEqual(guest.settled.length, 1);
});

test('only rejections still unhandled when the microtasks have run are logged', async () => {
  const guest = guestOf('');
  const [one, two] = [{}, {}];
  guest.rejected(one, 'first', false);
  guest.rejected(two, 'second', false);
  guest.rejected(one, undefined, true);
  guest.drained();
  guest.drained();
  assert.strictEqual(guest.logs.length, 1);
  assert.match(guest.logs[0].message, /reason "'second'"|reason "second"/);
});

test('one line of the log is bounded', async () => {
  const guest = guestOf("console.log('x'.repeat(20000)); console.log(Array.from({ length: 90 }, () => 'y'.repeat(9000)));");
  await guest.run();
  for (const { message } of guest.logs) assert.ok(message.length < 16384 + 60 && /characters cut\]$/.test(message));
});
