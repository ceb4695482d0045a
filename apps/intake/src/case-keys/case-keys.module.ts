import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Kms } from '@an-tam/field-encryption';
import { assertSchemaCurrent, PreparingClient } from '@an-tam/persistence';
import { DataSource } from 'typeorm';
import { keysMigrations } from '../migrations/keys/index.js';
import type { IntakeSettings } from '../settings.js';
import { CaseKeyRepository } from './case-key.repository.js';
import { CaseKeys } from './case-keys.service.js';
import { CentreKeyCache } from './centre-key-cache.js';
import { KEY_STORE, openKeyStoreOf } from './key-store.js';

const KEYS_DATABASE = Symbol('case-key database');

/** Case keys in a database of their own, wrapped by keys of the key store. */
@Global()
@Module({})
export class CaseKeysModule implements OnApplicationShutdown {
  constructor(
    @Inject(KEYS_DATABASE) private readonly keysDatabase: DataSource,
    @Inject(KEY_STORE) private readonly keyStore: Kms & { close(): Promise<void> },
  ) {}

  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: CaseKeysModule,
      providers: [
        { provide: KEY_STORE, useFactory: () => openKeyStoreOf(settings) },
        {
          provide: KEYS_DATABASE,
          useFactory: async () => {
            const dataSource = new DataSource({
              type: 'postgres',
              url: settings.AN_TAM_KEYS_DATABASE_URL,
              poolSize: 16,
              logging: false,
              extra: { Client: PreparingClient },
            });
            await dataSource.initialize();
            await assertSchemaCurrent(dataSource, keysMigrations);
            return dataSource;
          },
        },
        {
          provide: CaseKeyRepository,
          inject: [KEYS_DATABASE],
          useFactory: (keysDatabase: DataSource) => new CaseKeyRepository(keysDatabase),
        },
        { provide: CentreKeyCache, inject: [KEY_STORE], useFactory: (kms: Kms) => new CentreKeyCache(kms) },
        {
          provide: CaseKeys,
          inject: [CaseKeyRepository, CentreKeyCache],
          useFactory: (repository: CaseKeyRepository, centreKeys: CentreKeyCache) =>
            new CaseKeys(repository, centreKeys),
        },
      ],
      exports: [CaseKeyRepository, CaseKeys, CentreKeyCache, KEY_STORE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.keyStore.close();
    await this.keysDatabase.destroy();
  }
}
