import { typeOf } from './attachment-type.rules.js';
import { BrokenPictureError, stripPicture } from './strip-picture.js';

const place = 'GPS 20.65 N 106.05 E';
const segment = (marker: number, content: Buffer | string) => {
  const bytes = Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
};
const [start, end] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];
const scan = Buffer.concat([segment(0xda, 'scan'), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])]);
const looks = [segment(0xe0, 'JFIF'), segment(0xdb, 'table'), segment(0xee, 'Adobe')];
const about = [segment(0xe1, `Exif ${place}`), segment(0xe2, place), segment(0xed, place), segment(0xfe, place)];
const jpeg = Buffer.concat([start, looks[0] ?? end, ...about, ...looks.slice(1), scan, segment(0xc4, 'x'), scan, end]);

const chunk = (kind: string, content: string) => {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, Buffer.from(kind), bytes, Buffer.from('crc!')]);
};
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [head, data, tail] = [chunk('IHDR', 'head'), chunk('IDAT', 'picture'), chunk('IEND', '')];
const aboutPng = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((kind) => chunk(kind, place));
const png = Buffer.concat([signature, head, ...aboutPng, data, tail, Buffer.from(place)]);
const pdf = Buffer.from(`%PDF-1.7 ${place}`);

describe('a picture', () => {
  it('keeps every bit of how it looks, and nothing of what was written beside it', () => {
    for (const file of [jpeg, png]) expect(file.includes(place)).toBe(true);
    const behind = Buffer.concat([jpeg, Buffer.from(place)]);
    const strippedJpeg = Buffer.concat([start, ...looks, scan, segment(0xc4, 'x'), scan, end]);
    expect(stripPicture('image/jpeg', behind).equals(strippedJpeg)).toBe(true);
    expect(stripPicture('image/png', png).equals(Buffer.concat([signature, head, data, tail]))).toBe(true);
    expect(stripPicture('image/jpeg', strippedJpeg).equals(strippedJpeg)).toBe(true);
    expect(stripPicture('application/pdf', pdf)).toBe(pdf);
  });

  it('that is cut off anywhere is refused, never kept with what could not be taken out', () => {
    for (const [type, file] of [
      ['image/jpeg', jpeg],
      ['image/png', png.subarray(0, png.length - place.length)],
    ] as const)
      for (let length = 8; length < file.length; length++)
        expect(() => stripPicture(type, file.subarray(0, length))).toThrow(BrokenPictureError);
  });

  it('is known by its bytes', () => {
    expect([jpeg, png, pdf].map(typeOf)).toEqual(['image/jpeg', 'image/png', 'application/pdf']);
    for (const other of ['', '%PD', 'PK\u0003\u0004', '<svg/>', 'MZ'])
      expect(typeOf(Buffer.from(other))).toBeUndefined();
  });
});
