import { NestFactory } from '@nestjs/core';
import { newCaseKey } from '../fields/case-key.js';
import { RowCodec } from '../fields/row-codec.js';
import { EntitySealer } from '../typeorm/entity-sealer.js';
import { FieldEncryptionModule } from './field-encryption.module.js';

it('gives a loaded row codec and a sealer to the whole application', async () => {
  const notes = {
    table: 'note',
    policy: [],
    columns: [{ column: 'text', type: 'text', padding: 'text', dataCategory: 'note', purpose: 'a test' }],
  } as const;
  const app = await NestFactory.createApplicationContext(FieldEncryptionModule.forRoot([notes]), { logger: false });
  try {
    const rows = app.get(RowCodec);
    const key = newCaseKey();
    const head = { id: 'row', case_id: 'case', version: 1 };
    const row = { ...head, ...rows.seal(key, 'note', head, { text: 'Hoà' }) };
    expect(rows.open([key], 'note', row)).toEqual({ text: 'Hoà' });
    expect(app.get(EntitySealer)).toBeInstanceOf(EntitySealer);
  } finally {
    await app.close();
  }
});
