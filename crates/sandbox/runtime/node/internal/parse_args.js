// `util.parseArgs`: options and positionals from a list of words.
const { nodeError, invalidArgument, received, inspect } = internals;

const invalidProperty = (name, expected, value) =>
  nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" property must be ${expected}. Received ${received(value)}`);
const unusable = (text) => nodeError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', text);

const checkBoolean = (name, value) => {
  if (typeof value !== 'boolean') throw invalidArgument(name, 'of type boolean', value);
};
const checkDefault = (name, { type, multiple, default: value }) => {
  if (value === undefined) return;
  const isRight = (item) => typeof item === type;
  if (!multiple) {
    if (!isRight(value)) throw invalidProperty(`${name}.default`, `of type ${type}`, value);
    return;
  }
  if (!Array.isArray(value)) throw invalidProperty(`${name}.default`, 'an instance of Array', value);
  value.forEach((item, at) => {
    if (!isRight(item)) throw invalidProperty(`${name}.default[${at}]`, `of type ${type}`, item);
  });
};
const checkOption = (name, option) => {
  if (option === null || typeof option !== 'object') throw invalidProperty(name, 'of type object', option);
  const { type, short, multiple } = option;
  if (type !== 'string' && type !== 'boolean') throw invalidProperty(`${name}.type`, "('string|boolean')", type);
  if (short !== undefined) {
    if (typeof short !== 'string') throw invalidProperty(`${name}.short`, 'of type string', short);
    if (short.length !== 1) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property '${name}.short' must be a single character. Received ${inspect(short)}`);
  }
  if (multiple !== undefined && typeof multiple !== 'boolean') throw invalidProperty(`${name}.multiple`, 'of type boolean', multiple);
  checkDefault(name, option);
};
const checkedConfig = (config) => {
  const { args = [], strict = true, allowPositionals = !strict, tokens = false, allowNegative = false, options = {} } = config;
  if (!Array.isArray(args)) throw invalidArgument('args', 'an instance of Array', args);
  checkBoolean('strict', strict);
  checkBoolean('allowPositionals', allowPositionals);
  checkBoolean('tokens', tokens);
  checkBoolean('allowNegative', allowNegative);
  if (options === null || typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
  for (const name of Object.keys(options)) checkOption(`options.${name}`, options[name]);
  return { args: args.map(String), strict, allowPositionals, tokens, allowNegative, options };
};

const optionOf = (options, name) => (Object.hasOwn(options, name) ? options[name] : undefined);
const nameOfShort = (options, short) => Object.keys(options).find((name) => options[name].short === short) ?? short;
const takesValue = (options, name) => optionOf(options, name)?.type === 'string';

/** The options in `-abc`: all of them flags, but the last may take the next word, or what follows it in this one. */
const shortTokens = (word, index, options) => {
  const tokens = [];
  for (let at = 1; at < word.length; at++) {
    const name = nameOfShort(options, word[at]);
    const token = { kind: 'option', name, rawName: `-${word[at]}`, index };
    tokens.push(token);
    if (takesValue(options, name) && at + 1 < word.length) {
      Object.assign(token, { value: word.slice(at + 1), inlineValue: true });
      break;
    }
  }
  return tokens;
};
const longToken = (word, index) => {
  const at = word.indexOf('=', 3);
  if (at === -1) return { kind: 'option', name: word.slice(2), rawName: word, index };
  return { kind: 'option', name: word.slice(2, at), rawName: word.slice(0, at), index, value: word.slice(at + 1), inlineValue: true };
};
const tokenize = (args, options) => {
  const tokens = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (word === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (let rest = index + 1; rest < args.length; rest++) tokens.push({ kind: 'positional', index: rest, value: args[rest] });
      break;
    }
    if (word.length < 2 || !word.startsWith('-')) {
      tokens.push({ kind: 'positional', index, value: word });
      continue;
    }
    const found = word.startsWith('--') ? [longToken(word, index)] : shortTokens(word, index, options);
    tokens.push(...found);
    const last = found.at(-1);
    if (last.value === undefined && takesValue(options, last.name) && index + 1 < args.length) {
      Object.assign(last, { value: args[++index], inlineValue: false });
    }
  }
  // An option without a value has both fields all the same.
  return tokens.map((token) => (token.kind === 'option' ? { ...token, value: token.value, inlineValue: token.inlineValue } : token));
};

const checkToken = (token, { options, allowNegative, allowPositionals }) => {
  const known = optionOf(options, token.name);
  const negated = allowNegative && token.name.startsWith('no-') ? optionOf(options, token.name.slice(3)) : undefined;
  const option = known ?? (negated?.type === 'boolean' ? negated : undefined);
  if (option === undefined) {
    const way = allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"` : '';
    throw nodeError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${way}`);
  }
  const name = known === undefined ? token.name.slice(3) : token.name;
  const shown = `${option.short ? `-${option.short}, ` : ''}--${name}`;
  if (option.type === 'string' && typeof token.value !== 'string') throw unusable(`Option '${shown} <value>' argument missing`);
  if (option.type === 'boolean' && token.value != null) throw unusable(`Option '${shown}' does not take an argument`);
};
/** A value that looks like an option is one that was forgotten. */
const checkAmbiguous = (token) => {
  if (token.inlineValue || typeof token.value !== 'string' || token.value.length < 2 || !token.value.startsWith('-')) return;
  const example = token.rawName.startsWith('--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
  throw unusable(`Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
};

const store = (values, name, value, { multiple } = {}) => {
  if (name === '__proto__') return;
  if (multiple) (values[name] ??= []).push(value);
  else values[name] = value;
};
const storeToken = (values, token, { options, allowNegative }) => {
  const isNegative = allowNegative && token.value === undefined && token.name.startsWith('no-');
  if (isNegative) token.name = token.name.slice(3);
  store(values, token.name, token.value ?? !isNegative, optionOf(options, token.name));
};

module.exports = function parseArgs(config = {}) {
  const checked = checkedConfig(config);
  const { args, strict, allowPositionals, options } = checked;
  const tokens = tokenize(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (checked.tokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (strict) {
        checkToken(token, checked);
        checkAmbiguous(token);
      }
      storeToken(result.values, token, checked);
    } else if (token.kind === 'positional') {
      if (!allowPositionals) {
        throw nodeError(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      }
      result.positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    if (options[name].default !== undefined && result.values[name] === undefined) result.values[name] = options[name].default;
  }
  return result;
};
