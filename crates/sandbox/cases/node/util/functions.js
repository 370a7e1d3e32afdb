const util = require('util');
exports.onExecutePostLogin = async () => {
  const read = (text, callback) => setTimeout(() => (text === 'bad' ? callback(new Error('bad')) : callback(null, text.toUpperCase(), 'more')), 1);
  const promised = util.promisify(read);
  console.log(await promised('a'), promised.name, promised.length);
  await promised('bad').catch((error) => console.log(error.message));
  const own = () => {};
  own[util.promisify.custom] = async () => 'custom';
  console.log(await util.promisify(own)(), util.promisify(promised) === promised, String(util.promisify.custom));
  await new Promise((resolve) => util.callbackify(async (x) => x * 2)(21, (error, value) => { console.log(error, value); resolve(); }));
  await new Promise((resolve) => util.callbackify(async () => { throw null; })((error) => { console.log(error.code, error.message, error.reason); resolve(); }));
  function Parent() {}
  function Child() {}
  util.inherits(Child, Parent);
  console.log(new Child() instanceof Parent, Child.super_ === Parent);
  console.log(util.format('%s %d %i %f %j %o %O %%', 'a', 1.5, 2.7, '3.5', { a: 1 }, [1], { b: { c: {} } }, 'rest', 5n), util.format(1, 2), util.format('%s', null, undefined));
  console.log(util.formatWithOptions({ depth: 0 }, 'x', { a: { b: 1 } }), util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), util.inspect('a\nb'), String(util.inspect.custom));
  console.log(util.isArray([]), util.isError(new Error('x')), util.isPrimitive(Symbol()), util.isObject(null), util.toUSVString('\ud800'), util._extend({ a: 1 }, { b: 2 }));
  console.log(util.stripVTControlCharacters('\u001b[31mred\u001b[0m'), util.styleText('red', 'x', { validateStream: false }) === '\u001b[31mx\u001b[39m', util.getSystemErrorName(-2), util.getSystemErrorMessage(-111));
  for (const call of [() => util.promisify(1), () => util.callbackify(1), () => util.inherits(1), () => util.formatWithOptions(1), () => util.getSystemErrorName(1)]) {
    try {
      call();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
