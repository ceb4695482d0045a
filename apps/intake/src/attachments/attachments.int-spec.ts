import { attachmentBytes, type Actor } from '@an-tam/contracts';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const secret = 'Phiếu hẹn của Mây';
const pdf = Buffer.from(`%PDF-1.7 ${secret}`);
const document = { kind: 'CERTIFICATE', type: 'application/pdf', file: pdf.toString('base64') };
/** A picture with where it was taken beside it. */
const jpeg = Buffer.from('ffd8ffe1000a4750532032302e30ffda000473630102ffd9', 'hex');

describe('documents of a file', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let supervisor: Actor;
  let id: string;

  beforeAll(async () => {
    intake = await startIntake();
  });
  beforeEach(async () => {
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
    ({ id } = await openCase(intake, manager));
  });
  afterAll(() => intake.stop());

  const allow = (attachments: boolean) =>
    intake.call(supervisor, 'PUT', '/care-settings', { planApproval: false, attachments });
  const add = (changes: object = {}, actor = manager) =>
    intake.post(actor, `/cases/${id}/attachments`, { ...document, ...changes });
  const list = async (actor = manager) => (await intake.get(actor, `/cases/${id}/attachments`)).body;
  const show = (attachmentId: unknown, actor = manager) =>
    intake.get(actor, `/cases/${id}/attachments/${String(attachmentId)}`);
  const remove = (attachmentId: unknown, actor = manager) =>
    intake.post(actor, `/cases/${id}/attachments/${String(attachmentId)}/removal`, {});
  const stored = () => intake.rows(`SELECT content, file FROM attachment WHERE case_id = '${id}'`);

  it('are off until a supervisor of the centre allows them, and then can be seen and taken away still', async () => {
    expect(await list()).toEqual({ allowed: false, attachments: [] });
    const refused = await add();
    expect([refused.status, refused.body['code'], await stored()]).toEqual([409, 'ATTACHMENTS_OFF', []]);
    expect(
      (await intake.call(manager, 'PUT', '/care-settings', { planApproval: false, attachments: true })).status,
    ).toBe(403);
    await allow(true);
    const added = await add();
    expect([added.status, added.body]).toEqual([
      201,
      {
        ...{ id: expect.any(String), kind: 'CERTIFICATE', type: 'application/pdf', size: pdf.length },
        ...{ addedOn: today, addedById: manager.accountId },
      },
    ]);
    await allow(false);
    expect(await list(supervisor)).toEqual({ allowed: false, attachments: [added.body] });
    expect((await show(added.body['id'])).body).toEqual({ ...added.body, file: document.file });
    expect((await remove(added.body['id'])).status).toBe(204);
    expect([await stored(), (await show(added.body['id'])).status]).toEqual([[], 404]);
  });

  it('are readable nowhere at rest, recorded before they leave, and gone with the file', async () => {
    await allow(true);
    const { id: attachmentId } = (await add()).body;
    const [row] = await stored();
    for (const bytes of Object.values(row ?? {}) as Buffer[])
      for (const plain of [secret, '%PDF', 'CERTIFICATE', 'fileKey', document.file])
        expect([plain, bytes.includes(plain)]).toEqual([plain, false]);
    await show(attachmentId);
    const entries = await intake.rows(
      `SELECT action FROM audit_entry WHERE record_id = '${String(attachmentId)}' ORDER BY at`,
    );
    expect(entries.map(({ action }) => action)).toEqual(['key-use', 'create', 'read']);
    expect((await intake.whileLogRefuses(() => show(attachmentId))).status).toBe(503);
    const { code, version } = (await intake.get(manager, `/cases/${id}`)).body;
    await intake.post(supervisor, `/cases/${id}/erasure`, { version, typed: code });
    expect(await stored()).toEqual([]);
  });

  it('are nobody’s who does not reach the file, and open in no other place', async () => {
    await allow(true);
    const { id: attachmentId } = (await add()).body;
    const worker = colleagueOf(manager, ['outreach_worker']);
    for (const stranger of [worker, makeStaff()]) {
      for (const answer of [await show(attachmentId, stranger), await show(randomUUID(), stranger)])
        expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
      expect((await remove(attachmentId, stranger)).status).toBe(404);
      expect((await add({}, stranger)).status).toBe(404);
    }
    const other = await openCase(intake, manager);
    const elsewhere = await intake.get(manager, `/cases/${other.id}/attachments/${String(attachmentId)}`);
    expect([elsewhere.status, (await show(attachmentId)).status]).toEqual([404, 200]);
    await intake.rows(
      `UPDATE attachment SET file = set_byte(file, 40, get_byte(file, 40) # 1) WHERE id = '${String(attachmentId)}'`,
    );
    const broken = await show(attachmentId);
    expect([broken.status, broken.body['code'], JSON.stringify(broken.body).includes(secret)]).toEqual([
      ...[503, 'RECORD_UNREADABLE', false],
    ]);
  });

  it('are kept as pictures without what the camera wrote beside them', async () => {
    await allow(true);
    const added = await add({ type: 'image/jpeg', file: jpeg.toString('base64') });
    expect(added.body).toMatchObject({ type: 'image/jpeg', size: jpeg.length - 12 });
    const { file } = (await show(added.body['id'])).body;
    expect(Buffer.from(String(file), 'base64').includes('GPS')).toBe(false);
  });

  it('may be of ten megabytes and not of more; nothing else of the service takes that much', async () => {
    await allow(true);
    const large = (length: number) => Buffer.concat([pdf, randomBytes(length - pdf.length)]).toString('base64');
    const added = await add({ file: large(attachmentBytes) });
    expect(added.body).toMatchObject({ size: attachmentBytes });
    expect(String((await show(added.body['id'])).body['file']).length).toBe(large(attachmentBytes).length);
    const more = await add({ file: large(attachmentBytes + 3) });
    expect([more.status, more.body['errors']]).toMatchObject([
      400,
      [{ field: 'file', message: { vi: expect.stringContaining('10 MB') } }],
    ]);
    expect((await add({ file: large(attachmentBytes + 5000) })).body['code']).toBe('BODY_TOO_LARGE');
    expect((await intake.post(manager, '/cases', { alias: large(1_500_000) })).body['code']).toBe('BODY_TOO_LARGE');
  });

  it.each([
    ['a picture that says it is a PDF', { file: jpeg.toString('base64') }, 'file'],
    ['a PDF that says it is a picture', { type: 'image/png' }, 'file'],
    ['a program', { file: btoa('MZ program') }, 'file'],
    ['a page', { file: btoa('<svg onload=x>'), type: 'image/png' }, 'file'],
    ['half a picture', { type: 'image/jpeg', file: jpeg.subarray(0, 18).toString('base64') }, 'file'],
    ['no base64', { file: '****' }, 'file'],
    ['a type that is not taken', { type: 'image/svg+xml' }, 'type'],
    ['a kind that is not in the list', { kind: 'ID_CARD' }, 'kind'],
    ['a name', { name: 'Lan.pdf' }, 'name'],
  ])('answers 400 naming the field for %s, and keeps nothing', async (_what, changes, field) => {
    await allow(true);
    const answer = await add(changes);
    expect([answer.status, answer.body['errors']]).toMatchObject([
      400,
      [{ field, message: { vi: expect.any(String), en: expect.any(String) } }],
    ]);
    expect(await stored()).toEqual([]);
  });
});
