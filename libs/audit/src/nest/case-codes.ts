import type { UserContext } from '@an-tam/contracts';

/** Tells cases of the caller's organisation by their codes, erased ones too. A service that keeps cases provides it. */
export abstract class CaseCodes {
  /** @returns undefined when no case of the organisation has this code */
  abstract findId(context: UserContext, code: string): Promise<string | undefined>;
  /** @returns code by id; ids that are no case of the organisation are left out */
  abstract codesOf(context: UserContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
