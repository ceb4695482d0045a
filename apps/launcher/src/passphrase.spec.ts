import { PassThrough } from 'node:stream';
import { KeyringPassphraseError, PassphraseTooWeakError } from '@an-tam/field-encryption';
import { askNewPassphrase, askPassphrase } from './passphrase.js';
import { Terminal } from './terminal.js';

/** A person who types the next of these lines whenever something is asked, and then presses Ctrl-C. */
function personTyping(...lines: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const waiting = [...lines];
  let shown = '';
  const output = new PassThrough();
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (chunk.toString().endsWith(': '))
      setImmediate(() => input.write(waiting.length ? `${waiting.shift()}\r` : '\x03'));
  });
  return { terminal: new Terminal({ input, output }), shown: () => shown, left: () => waiting.length };
}

const RIGHT = 'mùa nước nổi 2026';
const opens = (passphrase: string) =>
  passphrase === RIGHT ? Promise.resolve('opened') : Promise.reject(new KeyringPassphraseError());
const takes = (passphrase: string) =>
  passphrase.length > 11 ? Promise.resolve(passphrase) : Promise.reject(new PassphraseTooWeakError());

describe('asking for the passphrase', () => {
  it('takes the third try, and shows none of them', async () => {
    const { terminal, shown } = personTyping('first wrong', 'second wrong', RIGHT);
    expect(await askPassphrase(terminal, opens)).toBe('opened');
    expect(shown()).toContain('Tries left: 1');
    for (const typed of ['first', 'second', 'mùa']) expect(shown()).not.toContain(typed);
  });

  it('ends after three wrong ones, though a right one would follow', async () => {
    const { terminal, left } = personTyping('one', 'two', 'three', RIGHT);
    await expect(askPassphrase(terminal, opens)).rejects.toThrow('3 times');
    expect(left()).toBe(1);
  });

  it('ends at once when it is broken off or something else is wrong', async () => {
    await expect(askPassphrase(personTyping().terminal, opens)).rejects.toThrow('interrupted');
    const { terminal, left } = personTyping(RIGHT, RIGHT);
    await expect(askPassphrase(terminal, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(left()).toBe(1);
  });
});

describe('asking for a new passphrase', () => {
  it('asks again when the two differ or it is weak', async () => {
    const { terminal, shown } = personTyping(RIGHT, 'another one, longer', 'weak', 'weak', RIGHT, RIGHT);
    expect(await askNewPassphrase(terminal, takes)).toBe(RIGHT);
    expect(shown()).toContain('They are not the same');
    expect(shown()).toContain('at least 12 characters');
    expect(shown()).not.toContain('weak');
  });

  it('ends after three tries', async () => {
    const { terminal } = personTyping('a', 'b', 'weak', 'weak', RIGHT, 'other', RIGHT, RIGHT);
    await expect(askNewPassphrase(terminal, takes)).rejects.toThrow('after 3 tries');
  });
});
