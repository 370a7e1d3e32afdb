// The main job of liquidjs.
const { Liquid } = require('liquidjs');

exports.onExecutePostLogin = async (event) => {
  const engine = new Liquid();
  console.log(await engine.parseAndRender('Hello {{ user.email | upcase }}{% for role in roles %} {{ forloop.index }}:{{ role }}{% endfor %}, {{ "2024-01-02" | date: "%Y" }}', { user: event.user, roles: ['a', 'b'] }));
  try {
    await engine.parseAndRender('{% if %}');
  } catch (error) {
    console.log(error.name, error.message.split('\n')[0]);
  }
};
