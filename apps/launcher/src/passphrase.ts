import { readFileSync } from 'node:fs';
import { KeyringPassphraseError, PassphraseTooWeakError } from '@an-tam/field-encryption';
import { LaunchError, oneLine } from './launch-error.js';
import type { Terminal } from './terminal.js';

/** Where the passphrase of the key ring comes from: a file, an open file descriptor, or a person at the terminal. */
export type PassphraseSource = { readonly file: string } | { readonly descriptor: number } | 'terminal';

/** How often a person may try before the start is refused. */
const tries = 3;

/**
 * From `AN_TAM_KEYRING_PASSPHRASE_FILE` or `AN_TAM_KEYRING_PASSPHRASE_FD`; undefined when neither is set.
 * @throws LaunchError
 */
export function passphraseSourceFrom(environment: NodeJS.ProcessEnv): PassphraseSource | undefined {
  const name = 'AN_TAM_KEYRING_PASSPHRASE';
  const file = environment[`${name}_FILE`];
  const descriptor = environment[`${name}_FD`];
  if (file && descriptor) throw new LaunchError(`give ${name}_FILE or ${name}_FD, not both`);
  if (file) return { file };
  if (!descriptor) return undefined;
  if (!/^\d{1,9}$/.test(descriptor)) throw new LaunchError(`${name}_FD is not the number of a file descriptor`);
  return { descriptor: Number(descriptor) };
}

/** What a file or an open file descriptor holds, without its line end. `what` names it. @throws LaunchError */
export function readSecret(source: Exclude<PassphraseSource, 'terminal'>, what: string): string {
  const name = 'file' in source ? `file ${source.file}` : `file descriptor ${source.descriptor}`;
  let text: string;
  try {
    text = readFileSync('file' in source ? source.file : source.descriptor, 'utf8').trim();
  } catch {
    throw new LaunchError(`the ${what} cannot be read from ${name}`);
  }
  if (text === '') throw new LaunchError(`the ${what} in ${name} is empty`);
  return text;
}

/** Asks for the passphrase until `open` takes it, three times at most. @throws LaunchError */
export async function askPassphrase<T>(terminal: Terminal, open: (passphrase: string) => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    const passphrase = await terminal.askHidden('Cụm từ mở chùm khóa / Passphrase of the key ring: ');
    try {
      return await open(passphrase);
    } catch (error) {
      if (!(error instanceof KeyringPassphraseError)) throw error;
      if (left === 0) throw new LaunchError(`the passphrase was wrong ${tries} times; nothing was started or changed`);
      terminal.say(`${oneLine(error)} Còn ${left} lần / Tries left: ${left}.`);
    }
  }
}

/** Asks for a new passphrase, twice over, until it is strong enough and typed alike. @throws LaunchError */
export async function askNewPassphrase<T>(terminal: Terminal, use: (passphrase: string) => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    const passphrase = await terminal.askHidden('Cụm từ mới cho chùm khóa / New passphrase of the key ring: ');
    const again = await terminal.askHidden('Nhập lại / Once more: ');
    try {
      if (passphrase === again) return await use(passphrase);
      if (left > 0) terminal.say('Hai lần nhập không giống nhau / They are not the same.');
    } catch (error) {
      if (!(error instanceof PassphraseTooWeakError)) throw error;
      if (left > 0) terminal.say(oneLine(error));
    }
    if (left === 0) throw new LaunchError(`no new passphrase after ${tries} tries; nothing was changed`);
  }
}
