// The main job of slug.
const slug = require('slug');

exports.onExecutePostLogin = async () => {
  console.log((slug.default ?? slug)('Ünïcode ♥ is Ωmega'), (slug.default ?? slug)('Foo Bar', { replacement: '_', lower: false }));
};
