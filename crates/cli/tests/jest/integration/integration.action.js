// A partner's template as it is when it is copied.

/**
 * @param {Event} event
 * @param {API} api
 */
exports.onExecutePostLogin = async (event, api) => {
  // The partner's code goes here.
};
