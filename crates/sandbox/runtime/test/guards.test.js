'use strict';
// Guards in place of fields that were not granted: passed over by whatever lists, and a call of the host by whatever reads.
const test = require('node:test');
const assert = require('node:assert');
const { makeGuest } = require('./host.js');

const event = { user: { email: 'a', identities: [{ provider: 'p' }, {}] }, transaction: {} };
const guards = [['client'], [
  ['user', [['name', 'phone_number'], [['identities', [[], [[0, [['user_id'], []]], [1, [['user_id'], []]]]]]]]],
  ['transaction', [['metadata', 'target_scopes'], []]],
]];
const methods = {
  'post-login': [
    { path: 'transaction.setMetadata', params: [{ name: 'key' }, { name: 'value' }], returns: 'void', kind: 'command' },
    { path: 'transaction.addTargetScope', params: [{ name: 'scope' }], returns: 'void', kind: 'command' },
  ],
};
/** What the handler printed, and the fields whose reading the host was asked to end it for. */
const run = async (body) => {
  const asked = [];
  const guest = makeGuest(methods, {
    'event.field': (path) => {
      asked.push(path);
      throw JSON.stringify({ name: 'Error', message: 'ended' });
    },
  }, { client: {}, user: { name: {}, identities: { user_id: {} } } });
  guest.load(`exports.onExecutePostLogin = async (event, api) => {${body}};`);
  await guest.run(structuredClone(event), guards);
  return { asked, logs: guest.logs.map(({ message }) => message), settled: guest.settled };
};

test('what lists, copies or prints an event passes guards over', async () => {
  const { asked, logs } = await run(`
    console.log(Object.keys(event), Object.entries(event.user).length, { ...event.user }, Object.assign({}, event.user));
    const named = []; for (const name in event.user) named.push(name); console.log(named);
    console.log(JSON.stringify(event), JSON.stringify(structuredClone(event)));
    console.log(event); console.log('%o', event.transaction); console.table(event.user); console.dir(event, { depth: 9 });
    console.log('phone_number' in event.user, Object.hasOwn(event.user, 'phone_number'), event.user.constructor === Object);
    const { email, ...rest } = event.user; console.log(rest, event.session, event.user.nickname);`);
  assert.deepStrictEqual(asked, []);
  assert.strictEqual(logs[0], "[ 'user', 'transaction' ] 2 { email: 'a', identities: [ { provider: 'p' }, {} ] } { email: 'a', identities: [ { provider: 'p' }, {} ] }");
  assert.strictEqual(logs[1], "[ 'email', 'identities' ]");
  assert.strictEqual(logs[2], `${JSON.stringify(event)} ${JSON.stringify(event)}`);
  assert.strictEqual(logs[3], "{ user: { email: 'a', identities: [ [Object], {} ] }, transaction: {} }");
  assert.strictEqual(logs[4], '{ [metadata]: [Getter/Setter], [target_scopes]: [Getter/Setter] }');
  assert.strictEqual(logs[7], 'true true true');
  assert.strictEqual(logs[8], "{ identities: [ { provider: 'p' }, {} ] } undefined undefined");
});

test('whatever reads a guarded field asks the host by its path', async () => {
  const reads = {
    'event.user.phone_number': 'user.phone_number',
    'event?.client?.metadata': 'client',
    'event["client"]': 'client',
    'event.user.identities[1].user_id': 'user.identities.user_id',
    'event.user.identities.map((one) => one.user_id)': 'user.identities.user_id',
    '(({ name }) => name)(event.user)': 'user.name',
    'Reflect.get(event.user, "name")': 'user.name',
    'Object.create(event.user).name': 'user.name',
    'new Proxy(event.user, {}).name': 'user.name',
    'Object.getOwnPropertyDescriptor(event.user, "name").get()': 'user.name',
    'event.user.__lookupGetter__("name").call({})': 'user.name',
    'Object.freeze(event.user).name': 'user.name',
    'event.transaction.metadata ?? {}': 'transaction.metadata',
    'Object.assign({}, Object.defineProperty(event.user, "name", { enumerable: true }))': 'user.name',
  };
  for (const [source, path] of Object.entries(reads)) {
    const { asked, settled } = await run(`${source};`);
    assert.deepStrictEqual(asked, [path], source);
    assert.match(settled[0].message, /ended/);
  }
});

test('a value that was assigned is a plain field', async () => {
  const { asked, logs } = await run(`
    event.user.name = 'own'; event.client = { a: 1 };
    const heir = Object.create(event.user); heir.phone_number = 1;
    console.log(event.user, event.client, Object.keys(heir), Object.getOwnPropertyDescriptor(event.user, 'name'));`);
  assert.deepStrictEqual(asked, []);
  assert.match(logs[0], /name: 'own'/);
  assert.match(logs[0], /\{ a: 1 \} \[ 'phone_number' \] \{\s+value: 'own',\s+writable: true,\s+enumerable: true,\s+configurable: true\s+\}$/);
});

test('a command changes nothing that is guarded', async () => {
  const { asked, logs, settled } = await run(`
    api.transaction.setMetadata('a', 1); api.transaction.addTargetScope('b'); console.log(event.transaction);`);
  assert.deepStrictEqual([asked, logs], [[], ['{}']]);
  assert.strictEqual(settled[0].ok, true);
});
