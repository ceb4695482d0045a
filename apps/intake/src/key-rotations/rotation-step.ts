import type { KeyVersionUse, RotationKind } from '@an-tam/contracts';

/** One rotation of one centre, as every process that works on it knows it. */
export interface RotationOrder {
  readonly centreId: string;
  /** The version that everything is brought to. */
  readonly toVersion: number;
  /** What was made later is new already. */
  readonly startedAt: Date;
}

/**
 * What is particular to one kind of key. Nothing of it depends on what an earlier call remembers: a process can be killed
 * between any two steps, and several processes may work on the same order at once. All throw KeysUnavailableError when
 * a key store or database is away; the runner comes back.
 */
export interface RotationStep {
  readonly kind: RotationKind;
  /**
   * How long to wait, in milliseconds, between the moment when none is left and the retirement of older versions: until
   * every memory and transaction that may still use them is over.
   */
  readonly settleMilliseconds: number;
  /** Versions of the centre's key that are kept, oldest first, and what hangs on each. */
  versions(centreId: string): Promise<readonly KeyVersionUse[]>;
  /** Makes the new version, which everything new uses from here on. Does nothing when it is there already. */
  begin(order: RotationOrder): Promise<void>;
  /** Rows that still hang on an older version, counted from the rows. */
  countLeft(order: RotationOrder): Promise<number>;
  /** Brings one batch to the new version without waiting for rows that others hold. @returns how many; 0 when none could be moved */
  moveBatch(order: RotationOrder): Promise<number>;
  /** Destroys the older versions; does nothing when they are gone. @throws KeyVersionInUseError, having changed nothing, when a row hangs on one */
  retire(order: RotationOrder): Promise<void>;
}

/** Injection token of all steps, one of each kind. */
export const ROTATION_STEPS = Symbol('rotation steps');
