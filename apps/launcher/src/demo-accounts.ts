import { readFileSync } from 'node:fs';
import type { OrganisationKind, Role } from '@an-tam/contracts';
import { parse } from 'yaml';
import type { SignInSecrets } from './client/index.js';
import { repositoryPath } from './repository.js';

export interface DemoAccount {
  readonly account: string;
  readonly displayName: string;
  /** Key of the organisation in config/demo. */
  readonly organisation: string;
  readonly roles: readonly Role[];
}

export interface DemoOrganisation {
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly province: string;
}

export interface DemoCast {
  readonly organisations: readonly DemoOrganisation[];
  readonly accounts: readonly DemoAccount[];
}

/** What a person needs to try the demo. */
export interface DemoAccess extends SignInSecrets {
  readonly cast: DemoCast;
  readonly unlockPassphrase: string;
}

/** The organisations and accounts of the demo profile. */
export function readDemoCast(): DemoCast {
  return parse(readFileSync(repositoryPath('config', 'demo', 'organisations.yaml'), 'utf8')) as DemoCast;
}

/** The account that has the role at the organisation. */
export function accountOf(cast: DemoCast, organisation: string, role: Role): DemoAccount {
  const found = cast.accounts.find((a) => a.organisation === organisation && a.roles.includes(role));
  if (!found) throw new Error(`config/demo has no ${role} at ${organisation}`);
  return found;
}
