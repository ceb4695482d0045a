import { Injectable } from '@nestjs/common';
import type { KeyRotationView } from '@an-tam/contracts';
import type { KeyRotationEntity } from './key-rotation.entity.js';

@Injectable()
export class KeyRotationMapper {
  show({ id, kind, centreId, toVersion, state, ...row }: KeyRotationEntity): KeyRotationView {
    const { total, left, failure, startedAt, finishedAt } = row;
    const times = { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
    return { id, kind, centreId, toVersion, state, total, left, failure, ...times };
  }
}
