// The main job of lodash.
const _ = require('lodash');

exports.onExecutePostLogin = async (event) => {
  console.log(_.get(event, 'user.app_metadata.roles[0]', 'none'), _.pick(event.user, ['email', 'user_id']));
  console.log(_.groupBy(['one', 'two', 'three'], 'length'), _.merge({ a: { b: 1 } }, { a: { c: 2 } }), _.kebabCase('fooBar Baz'));
  console.log(_.template('Hello <%= user %>!')({ user: 'Ann' }), _.isEqual({ a: [1] }, { a: [1] }), _.chunk([1, 2, 3], 2));
  const later = _.debounce(() => console.log('debounced'), 5);
  later();
  later();
  await new Promise((resolve) => setTimeout(resolve, 30));
};
