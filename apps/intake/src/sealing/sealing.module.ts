import { Global, Module } from '@nestjs/common';
import { RowSealer } from './row-sealer.js';

/** Sealing of rows, for every feature that stores something of a case. */
@Global()
@Module({ providers: [RowSealer], exports: [RowSealer] })
export class SealingModule {}
