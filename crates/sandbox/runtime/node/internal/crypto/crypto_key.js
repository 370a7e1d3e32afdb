// Keys of the Web Cryptography API: a key object, and what it may be used for.
const { nodeError, internalKey, customInspectSymbol } = internals;

const names = ['type', 'extractable', 'algorithm', 'usages'];
class CryptoKey {
  #object; #algorithm; #extractable; #usages;
  constructor(...given) {
    const [key, object, algorithm, extractable, usages] = given;
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#object = object;
    this.#algorithm = algorithm;
    this.#extractable = extractable;
    this.#usages = usages;
  }
  static #checked(self) {
    if (!isCryptoKey(self)) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type CryptoKey');
    return self;
  }
  get type() { return CryptoKey.#checked(this).#object.type; }
  get extractable() { return CryptoKey.#checked(this).#extractable; }
  get algorithm() { return CryptoKey.#checked(this).#algorithm; }
  get usages() { return CryptoKey.#checked(this).#usages; }
  [customInspectSymbol](depth, options, inspect) {
    if (depth < 0) return this;
    const { type, extractable, algorithm, usages } = this;
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
  static is(value) { return typeof value === 'object' && value !== null && #object in value; }
  static objectOf(value) { return isCryptoKey(value) ? value.#object : undefined; }
}
const { is: isCryptoKey, objectOf: keyObjectOf } = CryptoKey;
delete CryptoKey.is;
delete CryptoKey.objectOf;
for (const name of names) Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
Object.defineProperty(CryptoKey.prototype, customInspectSymbol, { enumerable: false });
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, { value: 'CryptoKey', configurable: true });

module.exports = {
  CryptoKey, isCryptoKey, keyObjectOf,
  newKey: (object, algorithm, extractable, usages) => new CryptoKey(internalKey, object, algorithm, extractable, usages),
};
