// Whatever an engine keeps on the side: registered symbols, template objects, regular expressions, interned names, weak collections.
const template = () => ((strings) => strings)`x`;
const pattern = /a/g;
const weak = new WeakMap();
exports.onExecutePostLogin = async (event, api) => {
  console.log(template().mark, pattern.lastIndex, weak.has(template), RegExp.$1, Symbol.keyFor(Symbol.for('left')) && globalThis[Symbol.for('left')], api.cache.get('left'));
  pattern.test('aaa');
  weak.set(template, 1);
  globalThis[Symbol.for('left')] = 1;
  /(b)/.test('b');
  api.cache.set('left', 'behind');
};
