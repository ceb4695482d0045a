import { Module, type DynamicModule, type InjectionToken } from '@nestjs/common';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealer, auditSealingOptionsToken, type AuditSealingOptions } from './audit-sealer.js';
import type { LogSigner } from './tree-head.js';

export interface AuditSealingSettings<Keys> extends Pick<AuditSealingOptions, 'log' | 'headsFolder'> {
  /** Where the signing key comes from: a provider handed to `signer`, as a key store. */
  readonly keys?: InjectionToken<Keys>;
  readonly signer: (keys: Keys) => LogSigner | Promise<LogSigner>;
}

/** Seals the audit log of a service while it runs. */
@Module({})
export class AuditSealingModule {
  static forRoot<Keys>({ log, headsFolder, keys, signer }: AuditSealingSettings<Keys>): DynamicModule {
    return {
      module: AuditSealingModule,
      providers: [
        AuditSealRepository,
        AuditSealer,
        {
          provide: auditSealingOptionsToken,
          inject: keys === undefined ? [] : [keys],
          useFactory: (given: Keys): AuditSealingOptions => ({ log, headsFolder, signer: () => signer(given) }),
        },
      ],
      exports: [AuditSealer],
    };
  }
}
