// The module `node:sea`: an action is no program that stands alone.
const refused = require('internal/refused');

module.exports = {
  isSea() { return false; },
  ...refused('sea', ['getAsset', 'getRawAsset', 'getAssetAsBlob', 'getAssetKeys'], 'an action is no program that stands alone'),
};
