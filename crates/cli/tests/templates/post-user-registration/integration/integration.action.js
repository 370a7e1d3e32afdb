// A partner's template as it is when it is copied.

/**
 * @param {Event} event
 */
exports.onExecutePostUserRegistration = async (event) => {
  // The partner's code goes here.
};
