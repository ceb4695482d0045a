import { centreStaffPath, type Actor, type CentreStaff } from '@an-tam/contracts';
import { RequestTokens } from '@an-tam/http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { makeTokenKeys } from './token-keys.js';

type Tokens = Awaited<ReturnType<typeof makeTokenKeys>>;

const fileRoles = ['outreach_worker', 'case_manager', 'supervisor'];

/** Everybody of this test file, as they last were. */
const people = new Map<string, Actor>();

/** From now on a member of the organisation they act for, as identity would have it before it lets them act. */
export function employ<A extends Actor>(actor: A): A {
  people.set(`${actor.accountId} ${actor.organisationId}`, actor);
  return actor;
}

/** Their membership ends. */
export const dismiss = ({ accountId, organisationId }: Actor): boolean =>
  people.delete(`${accountId} ${organisationId}`);

function staffOf(path: string): CentreStaff {
  const here = [...people.values()].filter(({ organisationId }) => path === centreStaffPath(organisationId));
  return {
    staff: here.flatMap(({ accountId, roles, teamId }) => {
      const held = roles.filter((role) => fileRoles.includes(role));
      return held.length > 0 ? [{ accountId, roles: held, teamId: teamId ?? null }] : [];
    }),
  };
}

/** Stands where identity would be for one question of intake's: verifies the caller as it does, and answers. */
export async function startStaffDirectory(tokens: Tokens) {
  const verifier = new RequestTokens('identity', tokens.trusted);
  const server = createServer(({ method = '', url = '', headers }, response) => {
    void verifier.verifyService({ method, url, headers, rawBody: Buffer.alloc(0) }, ['intake']).then(
      () => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(staffOf(url))),
      () => void response.writeHead(401).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
