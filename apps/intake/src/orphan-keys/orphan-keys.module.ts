import { Module } from '@nestjs/common';
import { OrphanKeyRepository } from './orphan-key.repository.js';
import { OrphanKeySweeper } from './orphan-key-sweeper.js';

/** Keys that no case belongs to. */
@Module({ providers: [OrphanKeyRepository, OrphanKeySweeper] })
export class OrphanKeysModule {}
