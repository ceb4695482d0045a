import type { CreatePartnerKey } from '@an-tam/contracts';

type SealedKey = CreatePartnerKey['sealedSecretKey'];

/** What the page asks the vault worker. The passphrase goes in; a secret key never comes out. */
export type VaultRequest =
  | { readonly step: 'unlock'; readonly sealedKey: SealedKey; readonly passphrase: string }
  | { readonly step: 'open'; readonly packet: unknown; readonly senderVerifyKey: string }
  | { readonly step: 'create'; readonly passphrase: string };

export interface VaultAnswers {
  readonly unlock: true;
  readonly open: unknown;
  readonly create: CreatePartnerKey;
}

export interface VaultCall {
  readonly id: number;
  readonly request: VaultRequest;
}

export type VaultReply =
  | { readonly id: number; readonly done: true; readonly answer: unknown }
  /** `code` is the library's class of failure, as PASSPHRASE_WRONG or PACKET_EXPIRED. */
  | { readonly id: number; readonly done: false; readonly code: string };
