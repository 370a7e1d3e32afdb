const named = (name, tag) => {
  const value = new { [name]: class {} }[name]();
  value.own = 1;
  Object.defineProperty(Object.getPrototypeOf(value), Symbol.toStringTag, { value: tag });
  return value;
};
exports.onExecutePostLogin = async () => {
  for (const [name, tag] of [['PublicKey', 'Key'], ['Key', 'Key'], ['KeyRing', 'Key'], ['Keyring', 'Key'], ['Key2', 'Key'], ['Monkey', 'Key'], ['Other', 'Key'], ['A', 'AB']]) console.log(named(name, tag), [named(name, tag)]);
};
