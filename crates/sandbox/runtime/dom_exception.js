// DOMException: an Error with a name from the platform's table and its legacy code.
const domCodes = ['IndexSizeError', 'DOMStringSizeError', 'HierarchyRequestError', 'WrongDocumentError',
  'InvalidCharacterError', 'NoDataAllowedError', 'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError',
  'InUseAttributeError', 'InvalidStateError', 'SyntaxError', 'InvalidModificationError', 'NamespaceError',
  'InvalidAccessError', 'ValidationError', 'TypeMismatchError', 'SecurityError', 'NetworkError', 'AbortError',
  'URLMismatchError', 'QuotaExceededError', 'TimeoutError', 'InvalidNodeTypeError', 'DataCloneError'];

const domNames = new WeakMap();
const domName = uncurry(WeakMap.prototype.get);
const setDomName = uncurry(WeakMap.prototype.set);
const DOMException = hidden(function DOMException(message = '', options = 'Error') {
  if (new.target === undefined) throw new NativeTypeError("Class constructor DOMException cannot be invoked without 'new'");
  const self = construct(NativeError, [`${message}`], new.target);
  const named = isObject(options);
  setDomName(domNames, self, named ? `${options.name ?? 'Error'}` : `${options}`);
  if (named && 'cause' in options) {
    defineProperty(self, 'cause', { value: options.cause, writable: true, configurable: true });
  }
  return self;
}, { name: 'DOMException', length: 0 });
defineProperty(DOMException, 'prototype', {
  value: objectCreate(NativeError.prototype, {
    constructor: { value: DOMException, writable: true, configurable: true },
    name: { get: named_, enumerable: true, configurable: true },
    code: {
      get() { return arrayIndexOf(domCodes, domName(domNames, this) ?? '') + 1; }, enumerable: true, configurable: true,
    },
    [toStringTag]: { value: 'DOMException', configurable: true },
  }),
  writable: false,
});
function named_() {
  return domName(domNames, this) ?? 'Error';
}
/** Names of codes that do not follow from those of their errors. */
const domConstants = { __proto__: null, InUseAttribute: 'INUSE_ATTRIBUTE', URLMismatch: 'URL_MISMATCH' };
const constantOf = (name) => {
  let constant = '';
  for (let i = 0; i < name.length; i++) constant += (i > 0 && matches(/[A-Z]/, name[i]) && !matches(/[A-Z]/, name[i - 1]) ? '_' : '') + toUpperCase(name[i]);
  return constant;
};
for (let i = 0; i < domCodes.length; i++) {
  const name = regExpExec(/^(.*)Error$/, domCodes[i])[1];
  const constant = domConstants[name] ?? constantOf(name);
  const value = { value: i + 1, enumerable: true };
  defineProperty(DOMException, `${constant}_ERR`, value);
  defineProperty(DOMException.prototype, `${constant}_ERR`, value);
}
