import { Injectable } from '@nestjs/common';
import type { RotationKind } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { Not } from 'typeorm';
import { KeyRotationEntity } from './key-rotation.entity.js';

@Injectable()
export class KeyRotationRepository {
  /** @returns false when one of this kind is under way at the centre: whoever asks joins it. */
  async insert(tx: Transaction, rotation: KeyRotationEntity): Promise<boolean> {
    const inserted = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(KeyRotationEntity)
      .values(rotation)
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  /** Those under way, longest waiting first, over all centres. */
  async listUnderWay(tx: Transaction): Promise<KeyRotationEntity[]> {
    return tx.manager.find(KeyRotationEntity, { where: { state: Not('done') }, order: { startedAt: 'ASC' } });
  }

  /** The last one of each kind at each centre. */
  async listLast(tx: Transaction): Promise<KeyRotationEntity[]> {
    return tx.manager
      .createQueryBuilder(KeyRotationEntity, 'key_rotation')
      .distinctOn(['key_rotation.centre_id', 'key_rotation.kind'])
      .orderBy('key_rotation.centre_id')
      .addOrderBy('key_rotation.kind')
      .addOrderBy('key_rotation.started_at', 'DESC')
      .getMany();
  }

  /** Writes down how far it is, unless it is done: that stays. @returns whether it was not done before */
  async update(
    tx: Transaction,
    id: string,
    changes: Partial<Pick<KeyRotationEntity, 'state' | 'total' | 'left' | 'failure' | 'settlingSince' | 'finishedAt'>>,
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(KeyRotationEntity, { id, state: Not('done') }, changes);
    return affected === 1;
  }

  /** Those of a centre that came to their end: every version before their `toVersion` is destroyed. */
  async listDone(tx: Transaction, centreId: string, kind: RotationKind): Promise<KeyRotationEntity[]> {
    return tx.manager.find(KeyRotationEntity, { where: { centreId, kind, state: 'done' } });
  }
}
