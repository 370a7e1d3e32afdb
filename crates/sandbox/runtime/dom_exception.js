// DOMException: an Error with a name from the platform's table and its legacy code.
const domCodes = ['IndexSizeError', 'DOMStringSizeError', 'HierarchyRequestError', 'WrongDocumentError',
  'InvalidCharacterError', 'NoDataAllowedError', 'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError',
  'InUseAttributeError', 'InvalidStateError', 'SyntaxError', 'InvalidModificationError', 'NamespaceError',
  'InvalidAccessError', 'ValidationError', 'TypeMismatchError', 'SecurityError', 'NetworkError', 'AbortError',
  'URLMismatchError', 'QuotaExceededError', 'TimeoutError', 'InvalidNodeTypeError', 'DataCloneError'];

const domStates = new WeakMap();
const domStateAt = uncurry(WeakMap.prototype.get);
const setDomState = uncurry(WeakMap.prototype.set);
const domState = (exception) => {
  const state = isObject(exception) ? domStateAt(domStates, exception) : undefined;
  if (state === undefined) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type DOMException');
  return state;
};
const domAccessors = {
  get name() { return domState(this).name; },
  get message() { return domState(this).message; },
  get code() { return arrayIndexOf(domCodes, domState(this).name) + 1; },
};
const DOMException = hidden(function DOMException(message = '', options = 'Error') {
  if (new.target === undefined) throw new NativeTypeError("Class constructor DOMException cannot be invoked without 'new'");
  const text = `${message}`;
  const named = isObject(options);
  const self = construct(NativeError, [], new.target);
  setDomState(domStates, self, { message: text, name: named ? `${options.name ?? 'Error'}` : `${options}` });
  if (named && 'cause' in options) {
    defineProperty(self, 'cause', { value: options.cause, writable: true, configurable: true });
  }
  return self;
}, { name: 'DOMException', length: 0 });
defineProperty(DOMException, 'prototype', {
  value: objectCreate(NativeError.prototype, {
    constructor: { value: DOMException, writable: true, configurable: true },
    name: getOwnPropertyDescriptor(domAccessors, 'name'),
    message: getOwnPropertyDescriptor(domAccessors, 'message'),
    code: getOwnPropertyDescriptor(domAccessors, 'code'),
    [toStringTag]: { value: 'DOMException', configurable: true },
  }),
  writable: false,
});
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
