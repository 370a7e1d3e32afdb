exports.way = 'common';
