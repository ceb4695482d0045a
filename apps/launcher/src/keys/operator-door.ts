import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keyOperationsPath } from '@an-tam/contracts';
import { SigningKeys, signingKeysSchema, signServiceToken } from '@an-tam/http/tokens';
import type { z } from 'zod';
import { ApiAnswer } from '../client/index.js';
import { defaultDataDir } from '../data-folder.js';
import { LaunchError, oneLine } from '../launch-error.js';
import { intakeAddressFile, operatorKeyName } from '../service-catalogue.js';

/** How the door is found: options of every subcommand that needs the running service. */
export const doorOptions = { data: { type: 'string' }, url: { type: 'string' } } as const;

function secretIn(file: string, what: string): string {
  if (!existsSync(file)) throw new LaunchError(`there is no ${what} at ${file}; name the data folder with --data`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new LaunchError(`the ${what} ${file} cannot be read: ${oneLine(error)}`);
  }
}

/** Intake's door for its operator, for whoever can read the operator's key on this machine. */
export class OperatorDoor {
  private constructor(
    private readonly url: string,
    private readonly keys: SigningKeys,
  ) {}

  /**
   * The address: `--url`, `AN_TAM_INTAKE_URL`, or where the data folder says that intake runs. The key:
   * `AN_TAM_OPERATOR_KEY_FILE` or the data folder's. @throws LaunchError
   */
  static async open(
    given: { readonly data?: string; readonly url?: string },
    environment: NodeJS.ProcessEnv = process.env,
  ): Promise<OperatorDoor> {
    const folder = resolve(given.data ?? environment['AN_TAM_DATA_DIR'] ?? defaultDataDir());
    const keyFile = environment['AN_TAM_OPERATOR_KEY_FILE'] ?? join(folder, 'secrets', `token-key-${operatorKeyName}`);
    const key = secretIn(keyFile, "operator's key");
    const url =
      given.url ?? environment['AN_TAM_INTAKE_URL'] ?? secretIn(join(folder, intakeAddressFile), 'address of intake');
    if (!URL.canParse(url)) throw new LaunchError(`${url} is not an address; give one such as http://127.0.0.1:3000`);
    try {
      return new OperatorDoor(url, new SigningKeys(signingKeysSchema.parse(JSON.parse(key))));
    } catch {
      throw new LaunchError(`${keyFile} is not the key of an operator`);
    }
  }

  get<T extends z.ZodType>(place: string, schema: T): Promise<z.infer<T>> {
    return this.send('GET', place, schema);
  }

  post<T extends z.ZodType>(place: string, body: object, schema: T): Promise<z.infer<T>> {
    return this.send('POST', place, schema, body);
  }

  private async send<T extends z.ZodType>(
    method: string,
    place: string,
    schema: T,
    given?: object,
  ): Promise<z.infer<T>> {
    const path = `${keyOperationsPath}${place}`;
    const body = given === undefined ? '' : JSON.stringify(given);
    const idempotencyKey = randomUUID();
    const token = await signServiceToken(
      operatorKeyName,
      'intake',
      { method, path, body, idempotencyKey },
      await this.keys.current(),
    );
    const headers = {
      authorization: `Bearer ${token}`,
      'idempotency-key': idempotencyKey,
      ...(given === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const request = { method, headers, body: body || null, signal: AbortSignal.timeout(60_000) };
    const response = await fetch(new URL(path, this.url), request).catch(() => {
      throw new LaunchError(
        `intake does not answer at ${this.url}; start An Tâm first, or give its address with --url`,
      );
    });
    const answer = new ApiAnswer(`${method} ${path}`, response.status, await response.text(), response.headers);
    if (response.status === 401)
      throw new LaunchError(
        `intake at ${this.url} does not trust this operator's key; is it the data folder it runs on?`,
      );
    if (!response.ok) throw new LaunchError(refusal(answer));
    return answer.body(schema);
  }
}

function refusal({ problem, request, status }: ApiAnswer): string {
  const texts = [problem.message, ...(problem.errors ?? []).map(({ message }) => message)];
  const said = texts.flatMap((text) => (text ? [`${text.vi} / ${text.en}`] : []));
  return said.length > 0 ? said.join(' ') : `${request} answered ${status}`;
}
