// A stack asked for while the library is on it hands out no function of the library.
exports.onExecutePostLogin = async (event, api) => {
  const found = [];
  Error.prepareStackTrace = (error, sites) => {
    for (const site of sites) {
      for (const name of Reflect.ownKeys(Object.getPrototypeOf(site))) {
        if (typeof name !== 'string' || name === 'constructor') continue;
        const value = typeof site[name] === 'function' ? site[name]() : site[name];
        if (typeof value === 'function' || (typeof value === 'object' && value !== null)) found.push(name);
      }
    }
    return 'prepared';
  };
  api.user.setUserMetadata('a', { toJSON() { void new Error('inside').stack; return 1; } });
  setTimeout(() => new Error('timer').stack, 1);
  console.trace('here');
  await new Promise((resolve) => setTimeout(resolve, 5));
  try { null.x; } catch (error) { void error.stack; }
  console.log(found.length);
};
