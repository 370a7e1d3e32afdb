const { resolveObjectURL } = require('buffer');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  const url = URL.createObjectURL(new Blob(['abc'], { type: 'text/plain' }));
  console.log(/^blob:nodedata:[-0-9a-f]{36}$/.test(url), url === URL.createObjectURL(new Blob([])));
  const blob = resolveObjectURL(url);
  console.log(blob.size, blob.type, await blob.text(), resolveObjectURL('blob:nodedata:x'), resolveObjectURL('nonsense'));
  URL.revokeObjectURL(url);
  console.log(resolveObjectURL(url));
  shown(() => URL.createObjectURL({}));
  console.log(DOMException.INUSE_ATTRIBUTE_ERR, DOMException.URL_MISMATCH_ERR, DOMException.prototype.DATA_CLONE_ERR, Object.keys(DOMException).join());
};
