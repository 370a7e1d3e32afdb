// The keys of Web Cryptography, over key objects.
const { nodeError, internalKey } = internals;

class CryptoKey {
  #object; #algorithm; #extractable; #usages;
  constructor(key, object, algorithm, extractable, usages) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#object = object;
    this.#algorithm = algorithm;
    this.#extractable = extractable;
    this.#usages = usages;
  }
  get type() { return this.#object.type; }
  get extractable() { return this.#extractable; }
  get algorithm() { return this.#algorithm; }
  get usages() { return this.#usages; }
  static objectOf(value) { return typeof value === 'object' && value !== null && #object in value ? value.#object : undefined; }
}
const keyObjectOf = CryptoKey.objectOf;
delete CryptoKey.objectOf;
internals.webInterface(CryptoKey, 'CryptoKey', ['type', 'extractable', 'algorithm', 'usages']);
module.exports = {
  CryptoKey, keyObjectOf,
  newKey: (object, algorithm, extractable, usages) => new CryptoKey(internalKey, object, algorithm, extractable, usages),
};
