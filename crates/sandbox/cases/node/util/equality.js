const { isDeepStrictEqual } = require('util');
exports.onExecutePostLogin = async () => {
  const circular = () => { const a = { b: {} }; a.b.a = a; return a; };
  class A { constructor() { this.x = 1; } }
  const pairs = [[1, 1], [1, '1'], [NaN, NaN], [0, -0], [null, undefined], [{}, {}], [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], [{ a: undefined }, {}], [[1, 2], [1, 2]], [[1, 2], [2, 1]], [[1, , 3], [1, undefined, 3]], [new Date(1), new Date(1)], [new Date(1), new Date(2)], [/a/g, /a/g], [/a/g, /a/i], [new Error('a'), new Error('a')], [new Error('a'), new TypeError('a')],
    [new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])], [new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 1]])], [new Map([[1, 2]]), new Map([[2, 1]])], [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])], [new Set([1]), new Set([2])], [Buffer.from('ab'), Buffer.from('ab')], [Buffer.from('ab'), new Uint8Array([97, 98])], [new Float32Array([0]), new Float32Array([-0])], [Object(1), Object(1)], [Object(1), 1], [new A(), { x: 1 }], [new A(), new A()], [circular(), circular()], [Symbol.for('a'), Symbol.for('a')], [{ [Symbol.for('s')]: 1 }, { [Symbol.for('s')]: 2 }], [[], {}], ['a', 'a'], [{ __proto__: null }, {}]];
  console.log(pairs.map(([a, b]) => isDeepStrictEqual(a, b)).join());
};
