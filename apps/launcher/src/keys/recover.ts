import { readFileSync } from 'node:fs';
import { Keyring, Pkcs11Kms, ready, RecoveryShareError, sharesNeeded } from '@an-tam/field-encryption';
import { optionsFrom } from '../arguments.js';
import { recordKeyAct } from '../audit/index.js';
import { inClearWords } from '../key-store.js';
import { LaunchError, oneLine } from '../launch-error.js';
import { askNewPassphrase, readSecret } from '../passphrase.js';
import type { Terminal } from '../terminal.js';
import { findOfflineStore, type OfflineStore } from './offline-store.js';
import { shareIn } from './share-sheet.js';
import type { Subcommand } from './subcommand.js';

function shareFromFile(path: string): string {
  try {
    return shareIn(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new LaunchError(`the share file ${path} cannot be read: ${oneLine(error)}`);
  }
}

/** Asks for one share after the other until there are as many as the set needs; a mistyped one is asked for again. */
async function askShares(terminal: Terminal): Promise<string[]> {
  await ready(); // before a share is typed faster than the check of its checksum is there
  const typed: string[] = [];
  for (let needed = 1; typed.length < needed;) {
    const answer = await terminal.ask(`Mảnh / Share ${typed.length + 1}: `);
    try {
      needed = sharesNeeded(answer);
      typed.push(answer);
    } catch (error) {
      if (!(error instanceof RecoveryShareError)) throw error;
      terminal.say(oneLine(error));
    }
  }
  return typed;
}

async function recoverStore(
  store: OfflineStore,
  shares: readonly string[],
  newPassphraseFile: string | undefined,
  terminal: Terminal,
): Promise<void> {
  if (store.kind === 'pkcs11') return (await Pkcs11Kms.recoverWithShares(store.options, shares)).close();
  const recover = async (passphrase: string) =>
    (await Keyring.recoverWithShares(store.path, shares, passphrase)).close();
  if (newPassphraseFile !== undefined)
    return recover(readSecret({ file: newPassphraseFile }, 'new passphrase of the key ring'));
  return askNewPassphrase(terminal, recover);
}

/** Opens the keys with shares: a key ring gets a new passphrase, wrapped keys of a lost token move to the one named. */
export const recover: Subcommand = {
  usage: '[--share-file FILE]... [--new-passphrase-file FILE] [--data DIR]',
  summary: 'opens the keys with recovery shares when the passphrase or the token is lost',
  async run(argv, terminal) {
    const given = optionsFrom(argv, {
      'share-file': { type: 'string', multiple: true },
      'new-passphrase-file': { type: 'string' },
      data: { type: 'string' },
    });
    const files = given['share-file'];
    const newPassphraseFile = given['new-passphrase-file'];
    const store = findOfflineStore(given.data);
    if (!terminal.hasPerson && files === undefined)
      throw new LaunchError('name the shares with --share-file, or run this at a terminal');
    if (!terminal.hasPerson && store.kind === 'keyring' && newPassphraseFile === undefined)
      throw new LaunchError('name the new passphrase with --new-passphrase-file, or run this at a terminal');
    const shares = files?.map(shareFromFile) ?? (await askShares(terminal));
    await inClearWords(() => recoverStore(store, shares, newPassphraseFile, terminal));
    await recordKeyAct(terminal, given.data, { action: 'recover', resource: 'KeyStore' });
    const next = 'Make new shares now (npm run keys -- shares): this machine has seen these.';
    if (store.kind === 'pkcs11')
      terminal.say(`The keys of ${store.path} are on the token ${store.options.tokenLabel}. ${next}`);
    else {
      const place =
        typeof store.passphrase === 'object' && 'file' in store.passphrase ? store.passphrase.file : undefined;
      const put = place && place !== newPassphraseFile ? ` Put it into ${place} before the next start.` : '';
      terminal.say(`The key ring ${store.path} has the new passphrase.${put} ${next}`);
    }
  },
};
