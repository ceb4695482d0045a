import { Module, type DynamicModule } from '@nestjs/common';
import { ready } from '../core/sodium.js';
import { RowCodec } from '../fields/row-codec.js';
import type { SealedTable } from '../fields/sealed-table.js';
import { EntitySealer } from '../typeorm/entity-sealer.js';

/** Gives the whole application `RowCodec` and `EntitySealer` over its one registry, once libsodium is loaded. */
@Module({})
export class FieldEncryptionModule {
  static forRoot(registry: readonly SealedTable[]): DynamicModule {
    return {
      module: FieldEncryptionModule,
      global: true,
      providers: [
        {
          provide: RowCodec,
          useFactory: async () => {
            await ready();
            return new RowCodec(registry);
          },
        },
        { provide: EntitySealer, inject: [RowCodec], useFactory: (rows: RowCodec) => new EntitySealer(rows) },
      ],
      exports: [RowCodec, EntitySealer],
    };
  }
}
