import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ByteSearch, formsOf, spellingsOf } from './value-forms.js';

const name = 'Tên Thử Nghiệm 482915';
const phone = '0987 482 915';
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest();
const search = new ByteSearch([...formsOf(name), ...formsOf(phone)]);

describe('forms of a value', () => {
  it('hold a phone number in every spelling', () => {
    expect(spellingsOf(phone)).toEqual(
      expect.arrayContaining([phone, '0987482915', '+84987482915', '84987482915', '0084987482915', '987482915']),
    );
  });

  it.each<[string, Buffer | string]>([
    ['as it is', name],
    ['decomposed', name.normalize('NFD')],
    ['in small letters', name.toLowerCase()],
    ['in an address', `/x?q=${encodeURIComponent(name)}&y`],
    ['in an address of a form', `q=${encodeURIComponent(name).replaceAll('%20', '+')}`],
    ['escaped in JSON', '{"name":"T\\u00ean Th\\u1eed Nghi\\u1ec7m 482915"}'],
    ['in UTF-16', Buffer.from(`x${name}`, 'utf16le')],
    ['in hexadecimal', `\\x${Buffer.from(name).toString('hex')}`],
    ['in E.164', 'tel:+84987482915'],
    ['as MD5 of the number', hash('md5', '0987482915').toString('hex')],
    ['as SHA-1 of the number in E.164, in base64', hash('sha1', '+84987482915').toString('base64')],
    ['as bytes of SHA-256 of the number', hash('sha256', '0987482915')],
    ['as BLAKE2b of the name, in base64 for addresses', hash('blake2b512', name).toString('base64url')],
  ])('are found %s', (_, content) => {
    const bytes = Buffer.concat([Buffer.alloc(1000, 'x'), Buffer.from(content), Buffer.alloc(1000, 'y')]);
    expect(search.finds(bytes)).toBe(true);
  });

  it('are found in base64 wherever they begin and end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
        const text = Buffer.concat([before, Buffer.from(name), after]).toString('base64');
        expect(search.finds(Buffer.from(text))).toBe(true);
        expect(search.finds(Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_')))).toBe(true);
      }),
    );
  });

  it('are not found in what holds none of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => expect(search.finds(Buffer.from(bytes))).toBe(false)),
    );
    expect(search.finds(Buffer.from('Tên Thử Nghiệm 482914, 0987 482 914'))).toBe(false);
  });
});
