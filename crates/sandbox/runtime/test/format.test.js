'use strict';
// console's text against Node's own util.format, value by value.
const test = require('node:test');
const assert = require('node:assert');
const util = require('node:util');
const { makeGuest } = require('./host.js');
const values = require('./values.js');

const node = (source) => util.format(...(0, eval)(`[${source}]`));
const guest = makeGuest();
const shown = (source) => {
  guest.logs.length = 0;
  guest.evaluate(`console.log(${source})`);
  return guest.logs[0].message;
};

test('console.log prints what Node prints', async (t) => {
  for (const source of values) {
    await t.test(source || '(no arguments)', () => assert.strictEqual(shown(source), node(source)));
  }
});
