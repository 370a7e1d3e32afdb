module.exports = async (event, context) => {};
