import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { FieldEncryptionModule } from '@an-tam/field-encryption/nest';
import { sealedTables } from './sealed-tables.js';
import { SealingInterceptor } from './sealing.interceptor.js';

/** Sealing of rows, for every feature that stores something of a case. */
@Module({
  imports: [FieldEncryptionModule.forRoot(sealedTables)],
  providers: [{ provide: APP_INTERCEPTOR, useClass: SealingInterceptor }],
})
export class SealingModule {}
