import { createHash } from 'node:crypto';

const hashNames = ['md5', 'sha1', 'sha256', 'blake2b512'] as const;
/** Shorter byte strings turn up by chance in megabytes of random bytes. */
const shortest = 8;

const spellPhone = (value: string): string[] => {
  const digits = value.replace(/\D/g, '');
  if (!/^0\d{9}$/.test(digits)) return [];
  const national = digits.slice(1);
  return [digits, `+84${national}`, `84${national}`, `0084${national}`, national];
};

/** The value as people and programs write it: composed, decomposed, in small letters, a phone in every spelling. */
export function spellingsOf(value: string): string[] {
  const forms = [value, value.toLowerCase(), ...spellPhone(value)];
  return [...new Set(forms.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]))];
}

/** Base64 of the bytes wherever they begin inside something longer: the signs that do not depend on the neighbours. */
function base64Inside(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const usable = Math.floor((whole.length * 8) / 6);
    return whole.toString('base64').slice(before === 0 ? 0 : before + 1, usable);
  });
}

const bothAlphabets = (text: string) => [text, text.replaceAll('+', '-').replaceAll('/', '_')];
const bothCases = (hex: string) => [hex, hex.toUpperCase()];
const escapedJson = (text: string) =>
  [...Array(text.length).keys()]
    .map((at) => text.charCodeAt(at))
    .map((unit) => (unit < 0x80 ? String.fromCharCode(unit) : `\\u${unit.toString(16).padStart(4, '0')}`))
    .join('');

function encoded(text: string): (string | Buffer)[] {
  const bytes = Buffer.from(text);
  const address = encodeURIComponent(text);
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    ...bothCases(bytes.toString('hex')),
    ...base64Inside(bytes).flatMap(bothAlphabets),
    ...[address, address.toLowerCase(), address.replaceAll('%20', '+')],
    escapedJson(text),
  ];
}

function hashed(text: string): (string | Buffer)[] {
  return hashNames.flatMap((name) => {
    const digest = createHash(name).update(text).digest();
    const base64 = digest.toString('base64').replace(/=+$/, '');
    return [digest, ...bothCases(digest.toString('hex')), ...bothAlphabets(base64)];
  });
}

/** Every byte string that would betray the value: its spellings, encoded in all usual ways, and their unsalted hashes. */
export function formsOf(value: string): Buffer[] {
  const forms = spellingsOf(value).flatMap((text) => [...encoded(text), ...hashed(text)]);
  const byText = new Map(forms.map((form) => Buffer.from(form)).map((bytes) => [bytes.toString('latin1'), bytes]));
  return [...byText.values()].filter(({ length }) => length >= shortest);
}

/** Looks for thousands of byte strings in one pass: only where three bytes fit is anything compared. */
export class ByteSearch {
  private readonly starts = new Map<number, Buffer[]>();
  private readonly possible = new Uint8Array(1 << 24);

  constructor(needles: readonly Buffer[]) {
    for (const needle of needles) {
      const start = needle.readUIntBE(0, 3);
      this.possible[start] = 1;
      this.starts.set(start, [...(this.starts.get(start) ?? []), needle]);
    }
  }

  /** Whether any of the needles stands in the bytes. */
  finds(content: Buffer): boolean {
    let window = 0;
    for (let at = 0; at < content.length; at++) {
      window = ((window << 8) | (content[at] ?? 0)) & 0xff_ffff;
      if (this.possible[window] === 1 && at >= 2 && this.fitsAt(window, content, at - 2)) return true;
    }
    return false;
  }

  private fitsAt(start: number, content: Buffer, at: number): boolean {
    return (this.starts.get(start) ?? []).some((needle) => content.subarray(at, at + needle.length).equals(needle));
  }
}
