import type { Normaliser } from '@an-tam/field-encryption';

/** What a client can be found by again, each exactly and under a blind index of its own, and the rules it is compared by. */
export const clientIdentifiers = {
  phone: 'phone',
  documentNumber: 'document',
  email: 'email',
  uic: 'uic',
} as const satisfies Readonly<Record<string, Normaliser>>;

export type ClientIdentifier = keyof typeof clientIdentifiers;

export const clientIdentifierNames = Object.keys(clientIdentifiers) as ClientIdentifier[];
