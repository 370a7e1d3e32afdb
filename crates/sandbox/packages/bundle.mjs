// Makes one CommonJS file of each npm package that the runtime library carries: `node bundle.mjs PACKAGES OUT`, where
// PACKAGES holds node_modules and OUT takes the files. `cargo xtask vendor` calls it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [packages, out] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(packages, 'package.json'))('esbuild');

/** What is taken of which package. Requests that match one of `ours` become requests for modules of the runtime library. */
const taken = [
  {
    name: 'readable-stream',
    entry: 'lib/stream.js',
    ours: [
      [/^(buffer|events)$/, '$1'],
      [/^(process|string_decoder)\/$/, '$1'],
      // Its own copies of these are cut down for browsers and word errors as Node once did.
      [/^(\.\.?\/)+(ours\/)?errors$/, 'internal/streams/errors'],
      [/^\.\/util\/inspect$/, 'util'],
      // Asked for where a host has no AbortController.
      [/^abort-controller$/, 'internal/streams/errors'],
    ],
  },
  // Its errors are made by a module of ours, which says what Node says.
  { name: 'web-streams-polyfill', entry: 'dist/ponyfill.mjs', ours: [], errors: 'internal/streams/web_errors' },
];

/** Leaves a request for a module of the runtime library as one, under its name there. */
const keep = (ours) => ({
  name: 'modules of the runtime library',
  setup(steps) {
    steps.onResolve({ filter: /./ }, ({ path, kind }) => {
      const found = kind === 'entry-point' ? undefined : ours.find(([asked]) => asked.test(path));
      if (found !== undefined) return { path: path.replace(...found), external: true };
      if (kind !== 'entry-point' && !path.startsWith('.')) throw new Error(`the package asks for ${path}`);
      return undefined;
    });
  },
});

for (const { name, entry, ours, errors } of taken) {
  const folder = join(packages, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
  const comment = licence.split(/\r?\n/).map((line) => `// ${line}`.trimEnd()).join('\n');
  const head = `// ${name} ${version} (${license}), bundled by \`cargo xtask vendor\`; not to be edited.\n//\n${comment}`;
  await build({
    entryPoints: [join(folder, entry)],
    outfile: join(out, `${name}.js`),
    absWorkingDir: packages,
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [keep(ours)],
    define: errors === undefined ? {} : { TypeError: 'WebTypeError', RangeError: 'WebRangeError' },
    banner: { js: errors === undefined ? head : `${head}\nconst { WebTypeError, WebRangeError } = require('${errors}');` },
  });
  writeFileSync(join(out, `LICENSE-${name}`), `${licence}\n`);
}
