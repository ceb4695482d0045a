import type { ServiceKind } from '@an-tam/disclosure-control';
import type { IntakeConfig } from '../reference-data/index.js';

/** Which kind a delivered service counts as, from `config/taxonomy/services.yaml`. */
export interface ServiceKinds {
  readonly ofService: (code: string) => ServiceKind;
  readonly ofDomain: (code: string) => ServiceKind;
}

/**
 * A service has the kind of its entry. A referral names a need domain and no service of the taxonomy, so it counts as
 * the kind most services of the domain have; services of kind `other` have no say, because `other` never makes a
 * person reached. What the taxonomy does not know counts as `other`.
 */
export function serviceKinds(services: IntakeConfig['services']): ServiceKinds {
  const counted = ['harm_reduction', 'reintegration'] as const;
  const ofDomain = (domain: string): ServiceKind => {
    const kinds = [...services.values()].filter((service) => service.domain === domain).map(({ kind }) => kind);
    const votes = counted.map((kind) => ({ kind, votes: kinds.filter((other) => other === kind).length }));
    const [most] = votes.sort((a, b) => b.votes - a.votes);
    return most && most.votes > 0 ? most.kind : 'other';
  };
  return { ofService: (code) => services.get(code)?.kind ?? 'other', ofDomain };
}
