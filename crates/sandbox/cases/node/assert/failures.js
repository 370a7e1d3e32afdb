const assert = require('assert');
exports.onExecutePostLogin = async () => {
  const wrong = [() => assert.strictEqual(1, 2), () => assert.equal('a', 'b'), () => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }), () => assert.notStrictEqual(1, 1), () => assert.fail(), () => assert.fail('own'), () => assert.strictEqual(1, 2, 'said'), () => assert.throws(() => {}), () => assert.throws(() => { throw new TypeError('x'); }, /y/), () => assert.doesNotThrow(() => { throw new Error('z'); }), () => assert.ifError(new Error('w')), () => assert.match('abc', /x/), () => assert.ok(false, 'not ok'), () => assert.strictEqual(1), () => assert.throws(() => { throw new Error('a'); }, { message: 'b' }), () => assert.strictEqual(1, 2, new RangeError('given')), () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 })];
  for (const call of wrong) {
    try {
      call();
      console.log('passed');
    } catch (error) {
      console.log(error.name, error.code, error.operator, error.generatedMessage, JSON.stringify(error.message));
    }
  }
  assert(true);
  assert.ok(1);
  assert.deepEqual({ a: 1 }, { a: '1' });
  assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]]));
  assert.throws(() => { throw new TypeError('bad'); }, { name: 'TypeError', message: /bad/ });
  assert.throws(() => { throw new TypeError('bad'); }, TypeError);
  await assert.rejects(Promise.reject(new Error('r')), /r/);
  await assert.doesNotReject(async () => 1);
  await assert.rejects(assert.rejects(Promise.resolve()), { code: 'ERR_ASSERTION', message: 'Missing expected rejection.' });
  console.log(assert.strict.equal === assert.strictEqual, require('assert/strict') === assert.strict, assert.AssertionError.name);
};
