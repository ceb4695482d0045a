/**
 * Writes the known-answer vectors, or with `--check` ends with status 1 when a file differs from what the compiled library
 * makes of the same inputs. The inputs are deterministic; vectors of a released format never change.
 * Run from anywhere after a build: `node libs/field-encryption/test/vectors/generate.mjs [--check]`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { sealedField, wrappedKey } from './envelope-vectors.mjs';
import { packets } from './packet-vectors.mjs';
import { publicKeys, sealedSecretKeys } from './public-key-vectors.mjs';
import { blindIndexes, normalisers, paddings, rowMac } from './search-vectors.mjs';

const makers = [
  sealedField,
  wrappedKey,
  rowMac,
  blindIndexes,
  normalisers,
  paddings,
  packets,
  sealedSecretKeys,
  publicKeys,
];
const onlyCheck = process.argv.includes('--check');

/** Invisible and combining characters are escaped, so that no editor or form of normalisation changes a vector unseen. */
const jsonOf = (vectors) => {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = JSON.stringify(vectors).replace(/[^\x20-\x7e]/g, escaped);
  return format(text, { parser: 'json', printWidth: 120 });
};

for (const make of makers) {
  const vectors = make();
  const path = new URL(`${vectors.subject}.json`, import.meta.url);
  const text = await jsonOf(vectors);
  if (!onlyCheck) await writeFile(path, text);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${vectors.subject}.json is not what the library makes.\n`);
    process.exitCode = 1;
  }
}
