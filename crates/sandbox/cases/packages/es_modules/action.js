const both = require('both');
exports.onExecutePostLogin = async () => {
  console.log(both.way, (await import('both')).way, (await import('both')).default);
  const circle = await import('circle');
  console.log(circle.fromB(), circle.count, circle.add(), circle.count);
  const shapes = await import('shapes');
  console.log(Object.keys(shapes), shapes[Symbol.toStringTag], Object.getPrototypeOf(shapes));
  console.log(shapes.default.name, new shapes.Named().constructor.name, shapes.arrow.name, shapes.anonymous.name, shapes['with-dash']);
  console.log(shapes.self(), shapes.tag`a${1}b`, shapes.short.called(), shapes.common, shapes.whole.way);
  const required = require('shapes');
  console.log(required.__esModule, required.default === shapes.default);
  console.log(typeof shapes.meta.url, shapes.meta.url.startsWith('file:///'), shapes.meta.dirname.endsWith('/shapes'));
  const late = await import('late');
  console.log(late.value, late.order);
  try {
    require('late');
  } catch (error) {
    console.log(error.code);
  }
  for (const name of ['absent', './absent.js']) {
    try {
      await import(name);
    } catch (error) {
      console.log(error.code, error.message.split(' imported')[0].replace(/'\/(.*\/)?/, "'"));
    }
  }
  try {
    await import('wrong');
  } catch (error) {
    console.log(error.name, error.message);
  }
  console.log((await import('node:path')).join('a', 'b'), (await import('path')).default.sep);
  console.log((await import('circle')) === circle);
};
