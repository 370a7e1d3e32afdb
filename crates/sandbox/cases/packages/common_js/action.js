const first = require('circle/a');
const path = (text) => text.slice(text.indexOf('/node_modules/'));
exports.onExecutePostLogin = async () => {
  console.log(first.name, first.other.seen, require('circle/b') === first.other);
  const sloppy = require('sloppy');
  console.log(sloppy.self(), sloppy.octal, sloppy.leaked(), typeof leaked, sloppy.own);
  console.log(require('strict').self());
  const where = require('where');
  console.log(path(where.file), path(where.folder), path(where.id), where.loaded, path(where.parent), where.isMain);
  console.log(where.children.map(path), path(where.found), where.keys);
  console.log(path(require.resolve('where')), require('where/data'), require('where/data.json').list);
  console.log(where.locale('de').hello, where.locale('en').hello);
  for (const name of ['./locale/fr', 'absent']) {
    try {
      where.ask(name);
    } catch (error) {
      console.log(error.code, error.message.split('\n')[0], error.requireStack.length > 0);
    }
  }
  console.log(where.optional);
  for (let i = 0; i < 2; i++) {
    try {
      require('fails');
    } catch (error) {
      console.log(error.message);
    }
  }
  console.log(require('where') === where);
  delete require.cache[require.resolve('where')];
  console.log(require('where') === where);
  console.log(require('nested'), require('sealed'), require('sealed/inside'));
  try {
    require('sealed/lib/index.js');
  } catch (error) {
    console.log(error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || error.code === 'MODULE_NOT_FOUND');
  }
  try {
    require('broken');
  } catch (error) {
    console.log(error.name);
  }
  const name = 'circle/' + 'a';
  console.log(require(name) === first);
};
