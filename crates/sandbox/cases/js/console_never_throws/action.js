exports.onExecutePostLogin = async (event, api) => {
  console.log({ get [Symbol.toStringTag]() { throw new Error('tag'); } });
  console.log('%s', { toString() { throw new Error('text'); } });
  console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('custom'); } });
  console.log('%d', { valueOf() { throw null; } });
  console.log('still here');
};
