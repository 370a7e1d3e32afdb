// Warnings that a test expects of the process.
'use strict';
const assert = require('assert');
const { mustCall } = require('./calls.js').given;

/** Every way of saying what is expected, as a list of pairs of message and code. */
const listOf = (expected, code) => {
  if (typeof expected === 'string' || expected instanceof RegExp) return [[expected, code]];
  if (!Array.isArray(expected)) return Object.entries(expected).map(([code, message]) => [message, code]);
  return expected.length > 0 && !Array.isArray(expected[0]) ? [[expected[0], expected[1]]] : expected;
};
const taking = (name, expected, code) => {
  const left = listOf(expected, code);
  return mustCall((warning) => {
    const next = left.shift();
    if (next === undefined) assert.fail(`a warning too many: ${warning}`);
    const [message, wanted] = next;
    assert.strictEqual(warning.name, name);
    if (typeof message === 'string') assert.strictEqual(warning.message, message);
    else assert.match(warning.message, message);
    assert.strictEqual(warning.code, wanted);
  }, left.length);
};

let takers;
const expectWarning = (nameOrMap, expected, code) => {
  if (takers === undefined) {
    takers = {};
    process.on('warning', (warning) => {
      if (takers[warning.name] === undefined) throw new TypeError(`a warning that was not expected: ${warning.name}: ${warning.message}`);
      takers[warning.name](warning);
    });
  }
  const all = typeof nameOrMap === 'string' ? { [nameOrMap]: expected } : nameOrMap;
  for (const [name, messages] of Object.entries(all)) takers[name] = taking(name, messages, code);
};

module.exports = { given: { expectWarning } };
