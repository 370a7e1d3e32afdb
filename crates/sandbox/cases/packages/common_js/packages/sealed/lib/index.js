module.exports = `sealed ${require('#own')} ${require('sealed/inside') === module.exports}`;
