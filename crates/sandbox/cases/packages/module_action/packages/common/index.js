module.exports = ['common'];
