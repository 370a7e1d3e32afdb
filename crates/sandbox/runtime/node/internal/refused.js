// Modules that are refused as a whole: what they export is there by name, and says when it is used why it is not served.
const { unsupported } = internals;

/** Functions and classes by name, all refused for one reason. */
module.exports = (module, names, reason) => {
  const refused = {};
  for (const name of names) refused[name] = unsupported(`${module}.${name}`, reason);
  return refused;
};
