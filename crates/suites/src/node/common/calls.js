// Functions that a test expects to be called, so often or never.
'use strict';
const assert = require('assert');
const { inspect } = require('util');

const expected = [];
const counted = (given, count, isEnough, told) => {
  const call = typeof given === 'function' ? given : () => {};
  const wanted = typeof given === 'number' ? given : count;
  if (typeof wanted !== 'number') throw new TypeError(`${inspect(wanted)} is no number of calls`);
  const entry = { name: call.name || 'a function', wanted, actual: 0, isEnough, told };
  expected.push(entry);
  const wrapper = function (...args) {
    entry.actual += 1;
    return Reflect.apply(call, this, args);
  };
  for (const key of ['name', 'length']) Object.defineProperty(wrapper, key, { value: call[key], configurable: true });
  return wrapper;
};
const mustCall = (call, count = 1) => counted(call, count, (actual, wanted) => actual === wanted, 'exactly');
const mustCallAtLeast = (call, count = 1) => counted(call, count, (actual, wanted) => actual >= wanted, 'at least');
const mustSucceed = (call, count) => mustCall(function (error, ...args) {
  assert.ifError(error);
  return typeof call === 'function' ? Reflect.apply(call, this, args) : undefined;
}, count);
const mustNotCall = (message = 'a function that must not be called') => {
  const place = `${new Error().stack}`.split('\n').find((line) => line.includes('/test/parallel/'))?.trim() ?? '';
  return (...args) => assert.fail(`${message} was called ${place} with ${inspect(args)}`);
};
const expectsError = (validator, count) => mustCall((...args) => {
  assert.strictEqual(args.length, 1);
  const [error] = args;
  assert.strictEqual(Object.prototype.propertyIsEnumerable.call(error, 'message'), false);
  assert.throws(() => { throw error; }, validator);
  return true;
}, count);

/** What was expected and has not come, in words. */
const unmet = () => expected
  .filter(({ actual, wanted, isEnough }) => !isEnough(actual, wanted))
  .map(({ name, told, wanted, actual }) => `${name} was called ${actual} times, not ${told} ${wanted}`);

module.exports = { given: { mustCall, mustCallAtLeast, mustSucceed, mustNotCall, expectsError }, unmet };
