// The main job of uuid.
const uuid = require('uuid');

exports.onExecutePostLogin = async () => {
  console.log(uuid.v5('example.com', uuid.v5.DNS), uuid.v3('example.com', uuid.v3.URL));
  for (const made of [uuid.v4(), uuid.v1(), uuid.v7(), uuid.v6()]) console.log(uuid.validate(made), uuid.version(made), made.length);
  console.log(uuid.NIL, uuid.stringify(uuid.parse('6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b')));
};
