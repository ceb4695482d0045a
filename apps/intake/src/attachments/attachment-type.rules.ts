import type { AttachmentType } from '@an-tam/contracts';

const beginnings: readonly (readonly [AttachmentType, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-', 'latin1')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

/** What the bytes are, whatever anybody says they are; undefined for anything else. */
export const typeOf = (file: Buffer): AttachmentType | undefined =>
  beginnings.find(([, beginning]) => file.subarray(0, beginning.length).equals(beginning))?.[0];
