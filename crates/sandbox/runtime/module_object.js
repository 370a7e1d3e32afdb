// `Module`, the class of `module`. There is the action, and before it the module that has loaded it: the main one.
const dirname = (path) => {
  const slash = stringLastIndexOf(path, '/');
  return slash > 0 ? stringSlice(path, 0, slash) : slash === 0 ? '/' : '.';
};
/** Where the packages of a file in this folder would be, from the folder upwards. */
const packageFolders = (folder) => {
  const folders = [];
  const parts = stringSplit(folder, '/');
  for (let count = parts.length; count > 0; count--) {
    const last = parts[count - 1];
    if (last === 'node_modules' || (last === '' && count > 1)) continue;
    append(folders, `${arrayJoin(arraySlice(parts, 0, count), '/')}/node_modules`);
  }
  return folders;
};

const moduleParents = new WeakMap();
const parentOfModule = uncurry(WeakMap.prototype.get);
const setParentOfModule = uncurry(WeakMap.prototype.set);
function Module(id = '', parent = undefined) {
  this.id = id;
  this.path = dirname(`${id}`);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
  setParentOfModule(moduleParents, this, parent);
  if (parent !== undefined) append(parent.children, this);
}
const moduleMembers = {
  get parent() { return parentOfModule(moduleParents, this); },
  set parent(value) { setParentOfModule(moduleParents, this, value); },
  get isPreloading() { return false; },
};
hidden(Module.prototype, moduleMembers);

/** A module as it is when its file has been found. */
const moduleOf = (id, filename, parent) => {
  const module = new Module(id, parent);
  module.filename = filename;
  module.path = dirname(filename);
  module.paths = packageFolders(module.path);
  moduleCache[filename] = module;
  return module;
};
/** What `require.cache` shows: modules by file name. */
const moduleCache = objectCreate(null);
const mainModule = moduleOf('.', '/index.js', undefined);
mainModule.loaded = true;
/** How files of each kind are loaded: not at all. A program may put its own in their places. */
const moduleExtensions = objectCreate(null);
for (let i = 0, kinds = ['.js', '.json', '.node']; i < kinds.length; i++) {
  const load = unsupported(`require.extensions['${kinds[i]}']`, 'there are no files to load');
  defineProperty(load, 'name', { value: '' });
  moduleExtensions[kinds[i]] = load;
}
