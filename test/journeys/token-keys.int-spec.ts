import { decodeProtectedHeader } from 'jose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretStore } from '../../apps/launcher/src/secret-store.js';
import { exchangeTokenKeys, keepTokenKeys } from '../../apps/launcher/src/token-keys.js';
import { startSignInStack } from '../support/sign-in-stack.js';

const password = 'mat-khau-thu-nghiem';
let folder: string;
let secrets: SecretStore;
let stack: Awaited<ReturnType<typeof startSignInStack>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'an-tam-token-keys-'));
  secrets = new SecretStore(folder);
  keepTokenKeys(secrets);
  stack = await startSignInStack({ secretsDir: folder });
  const centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  await stack.addMembership(await stack.addAccount('dieu-phoi', password), centreId, ['case_manager']);
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

const kidOfLastRequest = () =>
  decodeProtectedHeader(stack.received.at(-1)?.headers.authorization?.replace('Bearer ', '') ?? '').kid;

const publishedKids = async () => {
  const { body } = await stack.browser().get('/oidc/jwks');
  return (body['keys'] as { kid: string }[]).map(({ kid }) => kid);
};

describe('an exchange of the keys for tokens', () => {
  it('fails no request and no sign-in, and an exchange on its way is not begun again', async () => {
    const person = stack.browser();
    await person.signIn('dieu-phoi', password);
    const uid = await person.beginSignIn();
    expect((await person.get('/api/intake/cases')).status).toBe(200);
    const before = kidOfLastRequest();
    const [published] = await publishedKids();

    const { from } = exchangeTokenKeys(secrets, 3);
    expect(() => exchangeTokenKeys(secrets, 3)).toThrow(/on its way/);
    const kids = new Set<string | undefined>();
    const failed: string[] = [];
    // Both moments that matter lie within: the files are noticed, and the new keys begin to sign.
    while (Date.now() < from.getTime() + 1500) {
      const answers = [
        await person.get('/api/intake/cases'),
        await person.get('/api/identity/own-account/factors'),
        await stack.browser().signIn('dieu-phoi', password),
      ];
      failed.push(...answers.filter(({ status }) => status >= 400).map(({ status, text }) => `${status} ${text}`));
      if (answers[2]?.location !== '/') failed.push(`signed in to ${answers[2]?.location}`);
      kids.add(kidOfLastRequest());
    }
    expect(failed).toEqual([]);
    expect(kids.size).toBe(2);
    expect(kidOfLastRequest()).not.toBe(before);
    const now = await publishedKids();
    expect([now.length, now[1]]).toEqual([2, published]);

    // A sign-in begun with the keys of before comes to its end with those of now.
    await person.complete(await person.prove(uid, 'dieu-phoi', password));
    expect(await person.readSession()).toMatchObject({ signedIn: true });
  });
});
