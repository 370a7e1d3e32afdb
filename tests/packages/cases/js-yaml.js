// The main job of js-yaml.
const yaml = require('js-yaml');

exports.onExecutePostLogin = async () => {
  const read = yaml.load('roles:\n  - admin\n  - user\nsince: 2024-01-01\nnested: {a: 1, b: [x, ~]}\n');
  console.log(read, yaml.dump(read));
  try {
    yaml.load('a: [1, 2');
  } catch (error) {
    console.log(error.name, error.reason);
  }
};
