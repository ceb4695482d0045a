import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DecryptError, TextScan, type CaseKey, type SealedText } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CaseFileEntity, ClientEntity, type CaseWithClient } from '../case-access/index.js';

/** A case with the keys that open it. */
export interface OpenableCase extends CaseWithClient {
  readonly keys: readonly CaseKey[];
}

/** Finds names and aliases by opening them in a thread of its own; there is no index on names. */
@Injectable()
export class NameScan implements OnApplicationShutdown {
  private readonly texts = new TextScan();

  constructor(private readonly sealer: EntitySealer) {}

  /**
   * Those of one batch whose alias or name has the words, in the same order.
   * @throws RowUnreadableError when any of the batch does not open
   */
  async matches(batch: readonly OpenableCase[], words: string): Promise<OpenableCase[]> {
    const texts = batch.flatMap((one) => this.namesOf(one).map((text) => ({ one, text })));
    try {
      const found = await this.texts.matches(
        texts.map(({ text }) => text),
        words,
      );
      return [...new Set(found.flatMap((position) => texts[position]?.one ?? []))];
    } catch (error) {
      if (error instanceof DecryptError) this.nameUnreadable(batch);
      throw error;
    }
  }

  /** The thread tells no position: the first of the batch that does not open is the one. @throws RowUnreadableError */
  private nameUnreadable(batch: readonly OpenableCase[]): void {
    for (const { keys, row, client } of batch) {
      this.sealer.open(CaseFileEntity, keys, row);
      this.sealer.open(ClientEntity, keys, client);
    }
  }

  /** What names can be found in: alias and name, still sealed. */
  private namesOf({ keys, row, client }: OpenableCase): SealedText[] {
    return [
      this.sealer.sealedText(CaseFileEntity, keys, row, 'alias'),
      this.sealer.sealedText(ClientEntity, keys, client, 'name'),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.texts.close();
  }
}
