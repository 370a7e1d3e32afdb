'use strict';
// console's text against Node's own util.format, value by value. Both are taken before the test runner is
// loaded, because its asynchronous hooks leave symbols on promises, which Node then prints.
const util = require('node:util');
const { makeGuest } = require('./host.js');
const values = require('./values.js');

const guest = makeGuest();
const shown = (source) => {
  guest.logs.length = 0;
  guest.evaluate(`console.log(${source})`);
  return guest.logs[0].message;
};
const compared = values.map((source) => ({
  source, actual: shown(source), expected: util.format(...(0, eval)(`[${source}]`)),
}));

const assert = require('node:assert');
const test = require('node:test');

test('console.log prints what Node prints', async (t) => {
  for (const { source, actual, expected } of compared) {
    await t.test(source || '(no arguments)', () => assert.strictEqual(actual, expected));
  }
});
