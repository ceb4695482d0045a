import { Inject, Injectable } from '@nestjs/common';
import type { RotationKind } from '@an-tam/contracts';
import { ROTATION_STEPS, type RotationStep } from './rotation-step.js';

/** The step of each kind of key. */
@Injectable()
export class RotationSteps {
  constructor(@Inject(ROTATION_STEPS) readonly all: readonly RotationStep[]) {}

  of(kind: RotationKind): RotationStep {
    const step = this.all.find((one) => one.kind === kind);
    if (!step) throw new Error(`Keys of the kind ${kind} have no rotation.`);
    return step;
  }
}
