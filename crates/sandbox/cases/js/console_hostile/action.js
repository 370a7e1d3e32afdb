exports.onExecutePostLogin = async (event, api) => {
  const bad = { get [Symbol.toStringTag]() { throw new Error('tag'); } };
  try {
    console.log({ get boom() { throw new Error('getter'); } });
  } catch (error) {
    console.log('threw');
  }
  console.log(Object.create({ constructor: 5 }, { x: { value: 1, enumerable: true } }));
  console.log({ constructor: { name: 'Fake' }, a: 1 });
  console.log({ toString: null, valueOf: null });
  console.log('%s', { toString() { return 'own text'; } });
};
