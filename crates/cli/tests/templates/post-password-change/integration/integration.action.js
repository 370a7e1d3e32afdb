// A partner's template as it is when it is copied.

/**
 * @param {Event} event
 */
exports.onExecutePostChangePassword = async (event) => {
  // The partner's code goes here.
};
