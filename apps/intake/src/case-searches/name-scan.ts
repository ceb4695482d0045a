import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DecryptError, TextScan, type CaseKey } from '@an-tam/field-encryption';
import { CaseMapper, type CaseWithClient } from '../case-access/index.js';
import { UnreadableRecordError } from '../sealing/index.js';

/** A case with the keys that open it. */
export interface OpenableCase extends CaseWithClient {
  readonly keys: readonly CaseKey[];
}

/** Finds names and aliases by opening them in a thread of its own; there is no index on names. */
@Injectable()
export class NameScan implements OnApplicationShutdown {
  private readonly texts = new TextScan();

  constructor(private readonly mapper: CaseMapper) {}

  /**
   * Those of one batch whose alias or name has the words, in the same order.
   * @throws UnreadableRecordError when any of the batch does not open
   */
  async matches(batch: readonly OpenableCase[], words: string): Promise<OpenableCase[]> {
    const texts = batch.flatMap((one) =>
      this.mapper.sealedNames(one.keys, one.row, one.client).map((text) => ({ one, text })),
    );
    try {
      const found = await this.texts.matches(
        texts.map(({ text }) => text),
        words,
      );
      return [...new Set(found.flatMap((position) => texts[position]?.one ?? []))];
    } catch (error) {
      if (error instanceof DecryptError) throw new UnreadableRecordError();
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.texts.close();
  }
}
