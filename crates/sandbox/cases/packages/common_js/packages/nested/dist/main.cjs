module.exports = [require('../package').name, require('..') === module.exports, require('nested/dist/main.cjs') === module.exports];
