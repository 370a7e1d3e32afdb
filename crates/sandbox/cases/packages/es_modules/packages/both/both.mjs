export const way = 'import';
export default class {}
