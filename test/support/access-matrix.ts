import type { Actor, OrganisationKind, Role } from '@an-tam/contracts';
import { roleSchema } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayDo, type OracleAction, type OracleResource, type OracleRow } from './access-oracle.js';
import { repositoryRoot } from './controller-scan.js';
import type { Answer } from './service-calls.js';

/** Where in a request an id stands: `path:id`, `query:caseId`, `body:consentId`. */
export type Place = `${'path' | 'query' | 'body'}:${string}`;
export type Ids = Readonly<Record<Place, string>>;

export type Call = (
  actor: Actor,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** One route as its owner uses it, and what nobody else may learn or do through it. */
export interface MatrixRoute {
  readonly owner: Actor;
  /** What decides about the owner's record; by default it is hers in every way. */
  readonly row?: OracleRow;
  /** Makes what the request names, for somebody entitled to it. Absent: the route names nothing. */
  readonly ids?: (actor: Actor) => Promise<Ids>;
  /** Ids in the request that are no secret, each with the reason: random ones in path and body, none in the query. */
  readonly open?: Readonly<Record<Place, string>>;
  readonly body?: (ids: Ids, actor: Actor) => object;
  /** The rest of the query, no ids. */
  readonly query?: string;
  /** What stands for something that does not exist, where that is not a random UUID. */
  readonly nonexistent?: Ids;
  /** What her own request is answered where a test cannot make it succeed, with the reason. */
  readonly refuses?: { readonly status: number; readonly why: string };
  /** Why the route writes no entry: it shows nothing of anybody, and what it refuses here is nobody's. */
  readonly untraced?: string;
  /** For lists, searches and counts: whether the answer shows something of the owner's. */
  readonly shows?: (answer: Answer, asker: Actor) => boolean;
}

/** Makes the service's log take no entry for the time of one call. */
export type WhileLogRefuses = (call: () => Promise<Answer>) => Promise<Answer>;

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly format?: string };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
  readonly 'x-permission': { readonly kind: string; readonly action?: string; readonly resource?: string };
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface DocumentedRoute {
  /** As `GET /cases/{id}`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly places: readonly Place[];
  readonly permission: Operation['x-permission'];
}

/** Members of a body schema that hold a UUID, at any depth. */
function idMembers(schema: unknown, document: ApiDocument, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref, format, properties, items, anyOf, oneOf } = schema as Record<string, unknown>;
  if (typeof $ref === 'string')
    return idMembers(document.components.schemas[$ref.split('/').at(-1) ?? ''], document, path);
  if (format === 'uuid') return [path];
  return [
    ...Object.entries((properties ?? {}) as Record<string, unknown>).flatMap(([name, member]) =>
      idMembers(member, document, path === '' ? name : `${path}.${name}`),
    ),
    ...((anyOf ?? oneOf ?? []) as unknown[]).flatMap((one) => idMembers(one, document, path)),
    ...idMembers(items, document, `${path}[]`),
  ];
}

/** Every route of a service with every place of an id, from its stored OpenAPI document. */
export function documentedRoutes(service: string): DocumentedRoute[] {
  const document = JSON.parse(
    readFileSync(join(repositoryRoot, `docs/openapi/${service}.json`), 'utf8'),
  ) as ApiDocument;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const body = operation.requestBody?.content['application/json'].schema;
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase() as DocumentedRoute['method'],
        path,
        permission: operation['x-permission'],
        places: [
          ...(operation.parameters ?? [])
            .filter((one) => one.in === 'path' || (one.in === 'query' && one.schema.format === 'uuid'))
            .map((one): Place => `${one.in as 'path' | 'query'}:${one.name}`),
          ...idMembers(body, document).map((name): Place => `body:${name}`),
        ],
      };
    }),
  );
}

/** The kind of organisation at which a role can do most. */
function kindOf(role: Role, owner: Actor): OrganisationKind {
  if (owner.roles.includes(role)) return owner.organisationKind;
  return role === 'release_officer' || role === 'dpo' ? 'core_host' : 'social_work_centre';
}

const isHers = ({ accountId, organisationId, provinceCode }: Actor): OracleRow => ({
  centreId: organisationId,
  organisationId,
  provinceCode,
  assigneeId: accountId,
  openedById: accountId,
  accountId,
  offeredToId: organisationId,
});

/** Tries one route as every role at the owner's organisation and at another one. */
export class MatrixTrial {
  constructor(
    private readonly call: Call,
    private readonly route: DocumentedRoute,
    private readonly owned: MatrixRoute,
    private readonly whileLogRefuses?: WhileLogRefuses,
  ) {}

  /** @returns what was wrong; empty when nothing was */
  async faults(): Promise<string[]> {
    const ids = await this.idsOf(this.owned.owner);
    const tried = [...Object.keys(ids), ...Object.keys(this.owned.open ?? {})];
    const faults = this.route.places.filter((place) => !tried.includes(place)).map((place) => `${place} is not tried`);
    for (const actor of this.askers()) {
      const found = await this.faultsOf(actor, ids);
      const place = actor.organisationId === this.owned.owner.organisationId ? 'own' : 'other';
      faults.push(...found.map((fault) => `${actor.roles.join()} of the ${place} organisation: ${fault}`));
    }
    if (this.whileLogRefuses) faults.push(...(await this.faultsUntraced(this.whileLogRefuses, ids)));
    const proof = await this.send(this.owned.owner, ids);
    const { refuses } = this.owned;
    if (refuses ? proof.status !== refuses.status : proof.status >= 300)
      faults.push(`the owner is refused: ${proof.status} ${JSON.stringify(proof.body)}`);
    if (this.owned.shows && !this.owned.shows(proof, this.owned.owner)) faults.push('the owner is not shown her own');
    return faults;
  }

  private async asForbidden(actor: Actor, ids: Ids): Promise<string[]> {
    const answers = [await this.send(actor, ids), await this.send(actor, this.random(ids))];
    return answers
      .filter(({ status, body }) => status !== 403 || body['code'] !== 'FORBIDDEN')
      .map(({ status }) => `answered ${status}, not 403`);
  }

  /** Every role, at the owner's organisation and at one of another province. */
  private askers(): Actor[] {
    const { owner } = this.owned;
    return roleSchema.options.flatMap((role) => {
      const asker = { ...owner, accountId: randomUUID(), roles: [role], organisationKind: kindOf(role, owner) };
      return [asker, { ...asker, organisationId: randomUUID(), provinceCode: '31' }];
    });
  }

  private async faultsOf(actor: Actor, ids: Ids): Promise<string[]> {
    // Whether the role has any business on the route at all, as the product page says.
    const own = isHers(actor);
    const hasBusiness = this.mayDo(actor, own) || this.mayDo(actor, { ...own, accountId: 'a colleague' });
    if (!hasBusiness) return this.asForbidden(actor, ids);
    return this.mayDo(actor, this.owned.row ?? isHers(this.owned.owner)) ? [] : this.asStranger(actor, ids);
  }

  private mayDo(actor: Actor, row: OracleRow): boolean {
    const { kind, action, resource } = this.route.permission;
    // What any signed-in person may do is about themselves alone.
    if (kind === 'signed-in') return row.accountId === actor.accountId;
    return mayDo(actor, action as OracleAction, resource as OracleResource, row);
  }

  /** Somebody with business on the route, to whom the owner's records are as good as not there. */
  private async asStranger(actor: Actor, ids: Ids): Promise<string[]> {
    if (this.owned.shows) {
      const answer = await this.send(actor, ids, this.headersOfOwner());
      const seen = this.owned.shows(answer, actor);
      return answer.status < 300 && !seen ? [] : [`answered ${answer.status}${seen ? ' and shows it' : ''}`];
    }
    const secret = (Object.keys(ids) as Place[]).filter((place) => !(place in (this.owned.open ?? {})));
    const own = secret.length > 1 ? [await this.idsOf(actor)] : [];
    const faults: string[] = [];
    for (const at of secret)
      for (const rest of [ids, ...own]) {
        const nonexistent = await this.send(actor, { ...rest, [at]: this.nobodys(at) });
        for (const headers of [{}, this.headersOfOwner()]) {
          const answer = await this.send(actor, { ...rest, [at]: ids[at] ?? '' }, headers);
          if (answer.status !== 404) faults.push(`${at}: answered ${answer.status} ${String(answer.body['code'])}`);
          if (told(answer) !== told(nonexistent)) faults.push(`${at}: told apart from one that does not exist`);
        }
      }
    return faults;
  }

  /** The owner's own request, which is answered a moment later, gets nothing while no entry can tell of it. */
  private async faultsUntraced(whileLogRefuses: WhileLogRefuses, ids: Ids): Promise<string[]> {
    const { status, body } = await whileLogRefuses(() => this.send(this.owned.owner, ids));
    if (this.owned.untraced !== undefined)
      return status < 300 || status === this.owned.refuses?.status ? [] : [`without a log answered ${status}`];
    const said = Object.keys(body).sort().join();
    return status === 503 && body['code'] === 'UNAVAILABLE' && said === 'code,message,requestId,status,title,type'
      ? []
      : [`without a log answered ${status}, saying ${said}`];
  }

  /** As if a header could say who asks. */
  private headersOfOwner(): Record<string, string> {
    const { organisationId, accountId, roles } = this.owned.owner;
    return {
      'x-organisation-id': organisationId,
      'x-account-id': accountId,
      'x-roles': roles.join(','),
      'x-forwarded-user': accountId,
      'x-http-method-override': 'GET',
    };
  }

  private nobodys(place: Place): string {
    return this.owned.nonexistent?.[place] ?? randomUUID();
  }

  private random(ids: Ids): Ids {
    return Object.fromEntries(Object.keys(ids).map((place) => [place, this.nobodys(place as Place)]));
  }

  private async idsOf(actor: Actor): Promise<Ids> {
    const open = Object.keys(this.owned.open ?? {}).map((place) => [place, randomUUID()] as const);
    return { ...Object.fromEntries(open), ...(await this.owned.ids?.(actor)) };
  }

  private send(actor: Actor, ids: Ids, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    const path = this.route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[`path:${name}`] ?? randomUUID());
    const query = Object.entries(ids)
      .filter(([place]) => place.startsWith('query:') && !(place in (this.owned.open ?? {})))
      .map(([place, id]) => `${place.slice('query:'.length)}=${id}`);
    const body = this.route.method === 'GET' ? undefined : (this.owned.body?.(ids, actor) ?? {});
    const parts = [...query, ...(this.owned.query ? [this.owned.query] : [])];
    const url = parts.length > 0 ? `${path}?${parts.join('&')}` : path;
    return this.call(actor, this.route.method, url, body, headers);
  }
}

/** All that an answer tells, but for the number of the request. */
const told = ({ status, body }: Answer): string => JSON.stringify([status, { ...body, requestId: '' }]);

/** Routes of the document that the table lacks, and the other way round. */
export function matrixGaps(service: string, table: Readonly<Record<string, MatrixRoute>>): string[] {
  const names = routesToTry(service).map(({ name }) => name);
  return [
    ...names.filter((name) => !(name in table)).map((name) => `${name} is not in the matrix`),
    ...Object.keys(table)
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is no route`),
  ];
}

/** Routes for signed-in people; the others are for services or for anybody. */
export const routesToTry = (service: string): DocumentedRoute[] =>
  documentedRoutes(service).filter(({ permission }) => permission.kind === 'permit' || permission.kind === 'signed-in');
