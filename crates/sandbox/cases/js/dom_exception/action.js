exports.onExecutePostLogin = async (event, api) => {
  const e = new DOMException('m', 'AbortError');
  console.log(e.name, e.message, e.code, e instanceof Error, e instanceof DOMException, String(e), Object.prototype.toString.call(e));
  console.log(new DOMException().name, new DOMException('x', 'Mine').code, DOMException.ABORT_ERR, e.DATA_CLONE_ERR);
};
