// The module `trace_events`.
const refused = require('internal/refused');

module.exports = { ...refused('trace_events', ['createTracing'], 'the sandbox does not trace'), getEnabledCategories() {} };
