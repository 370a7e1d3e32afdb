// A partner's template as it is when it is copied.

/**
 * @param {Event} event
 */
exports.onExecuteSendPhoneMessage = async (event) => {
  console.log(`Message for ${event.client.client_id} would be sent.`);
};
