// JSON.parse: what is wrong with a text is said in V8's words, which programs match and people read in logs.
const parseJson = (text, reviver = undefined) => {
  try {
    return jsonParse(text, reviver);
  } catch (error) {
    throw jsonFailure(error, text);
  }
};
/** The error with V8's message; what a reviver threw stays as it is. */
const jsonFailure = (error, text) => {
  if (!isInstance(errorClasses.SyntaxError, error)) return error;
  const message = loadModule('internal/json_error')(text);
  if (message !== undefined) defineProperty(error, 'message', { value: message, writable: true, configurable: true });
  return error;
};
hidden(JSON, { parse(text, reviver) { return parseJson(typeof text === 'string' ? text : `${text}`, reviver); } });
