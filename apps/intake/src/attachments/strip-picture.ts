import type { AttachmentType } from '@an-tam/contracts';

/** A picture that is not built as its kind is. */
export class BrokenPictureError extends Error {
  override readonly name = 'BrokenPictureError';
}

/** Chunks of a PNG that say how it looks; place, time, device and texts are in the others. */
const pngChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB']);

function stripPng(file: Buffer): Buffer {
  const kept = [file.subarray(0, 8)];
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (end > file.length) break;
    if (pngChunks.has(kind)) kept.push(file.subarray(at, end));
    // Whatever stands behind the end is no part of the picture.
    if (kind === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  throw new BrokenPictureError();
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** JFIF and Adobe's colour transform: how it looks. The other application segments and comments are about it. */
const isAbout = (marker: number) => (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/** Where the coded picture ends: at the next marker that is no stuffed byte and no restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new BrokenPictureError();
}

function stripJpeg(file: Buffer): Buffer {
  const kept = [file.subarray(0, 2)];
  for (let at = 2; at + 4 <= file.length || file[at + 1] === endOfImage;) {
    if (file[at] !== 0xff) break;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === endOfImage) return Buffer.concat([...kept, file.subarray(at, at + 2)]);
    else {
      const segment = at + 2 + file.readUInt16BE(at + 2);
      const end = marker === startOfScan ? endOfScan(file, segment) : segment;
      if (end > file.length) break;
      if (!isAbout(marker)) kept.push(file.subarray(at, end));
      at = end;
    }
  }
  throw new BrokenPictureError();
}

/**
 * The same picture, bit for bit, without what camera and programs wrote beside it: place, time, device, preview, comments,
 * and anything hidden behind its end. A PDF stays as it is.
 * @throws BrokenPictureError
 */
export function stripPicture(type: AttachmentType, file: Buffer): Buffer {
  if (type === 'image/png') return stripPng(file);
  return type === 'image/jpeg' ? stripJpeg(file) : file;
}
