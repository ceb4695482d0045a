import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type EntitySchema } from 'typeorm';
import { assertSchemaCurrent, type MigrationClass } from './migrate.js';
import { PreparingClient } from './preparing-client.js';
import { UnitOfWork } from './unit-of-work.js';

export interface PersistenceOptions {
  /** Address of the service's database for its non-owner role. */
  readonly url: string;
  // TypeORM takes entity classes of any constructor shape.
  readonly entities: ReadonlyArray<(abstract new (...args: never[]) => object) | EntitySchema>;
  /** What the code expects; the service refuses to start on any other state. */
  readonly migrations: readonly MigrationClass[];
  readonly poolSize?: number;
}

/** The service's own database. A further database (as the case keys) is a DataSource of its own feature. */
@Global()
@Module({})
export class PersistenceModule {
  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            type: 'postgres' as const,
            url: options.url,
            entities: [...options.entities] as never[],
            synchronize: false,
            logging: false,
            poolSize: options.poolSize ?? 16,
            retryAttempts: 0,
            applicationName: 'an-tam',
            extra: { Client: PreparingClient },
          }),
          dataSourceFactory: async (settings) => {
            if (!settings) throw new Error('unreachable: TypeORM settings are always given');
            const dataSource = await new DataSource(settings).initialize();
            try {
              await assertSchemaCurrent(dataSource, options.migrations);
            } catch (error) {
              await dataSource.destroy();
              throw error;
            }
            return dataSource;
          },
        }),
      ],
      providers: [UnitOfWork],
      exports: [UnitOfWork],
    };
  }
}
