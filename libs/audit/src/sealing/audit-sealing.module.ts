import { Module, type DynamicModule, type InjectionToken } from '@nestjs/common';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealer, auditSealingOptionsToken, type AuditSealingOptions } from './audit-sealer.js';
import { CheckLogService } from './check-log.service.js';
import { logSigner, type LogSigner } from './tree-head.js';

/** The settings of a service that are about its audit log. */
export interface AuditSealingSettings {
  readonly AN_TAM_PROFILE: 'demo' | 'production';
  readonly AN_TAM_AUDIT_HEADS_DIR?: string;
  readonly AN_TAM_AUDIT_KEY?: { readonly d: string; readonly x: string };
}

/** A key store of the service that holds the signing key instead of a setting. */
export interface AuditKeyStore<Keys> {
  readonly token: InjectionToken<Keys>;
  readonly signer: (keys: Keys) => Promise<LogSigner>;
}

/** The production profile lacks a setting without which its audit log would not be sealed. */
export class AuditSealingSettingsError extends Error {
  override readonly name = 'AuditSealingSettingsError';
}

/** Seals the audit log of a service while it runs. */
@Module({})
export class AuditSealingModule {
  /**
   * @param log name of the log: the service
   * @returns nothing where a demo names no folder for the heads. @throws AuditSealingSettingsError in production
   */
  static forService<Keys>(
    log: string,
    settings: AuditSealingSettings,
    store?: AuditKeyStore<Keys>,
  ): readonly DynamicModule[] {
    const { AN_TAM_AUDIT_HEADS_DIR: headsFolder, AN_TAM_AUDIT_KEY: key } = settings;
    const source = store ?? (key && { token: undefined, signer: () => logSigner(key) });
    if (headsFolder === undefined || !source) {
      if (settings.AN_TAM_PROFILE === 'demo') return [];
      const missing = headsFolder === undefined ? 'AN_TAM_AUDIT_HEADS_DIR' : 'AN_TAM_AUDIT_KEY';
      throw new AuditSealingSettingsError(`${missing}: the production profile seals its audit log and needs it`);
    }
    const options = {
      provide: auditSealingOptionsToken,
      inject: source.token === undefined ? [] : [source.token],
      useFactory: (keys: Keys): AuditSealingOptions => ({ log, headsFolder, signer: () => source.signer(keys) }),
    };
    return [
      {
        module: AuditSealingModule,
        // What shows the log asks for its state, where it is sealed at all.
        global: true,
        providers: [AuditSealRepository, AuditSealer, CheckLogService, options],
        exports: [AuditSealer, CheckLogService],
      },
    ];
  }
}
