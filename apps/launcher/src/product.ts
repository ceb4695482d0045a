import { generateSecret } from 'otplib';
import { DataFolder } from './data-folder.js';
import { provisionDatabases, startDatabaseServer, type DatabaseServer } from './database-server.js';
import { readDemoCast, type DemoAccess } from './demo-accounts.js';
import { prepareDemo } from './demo-preparation.js';
import { freePort, freePorts } from './free-port.js';
import { prepareKeyStore, type HandedSecret } from './key-store.js';
import { LaunchError } from './launch-error.js';
import type { LaunchOptions } from './options.js';
import { OwnProcess } from './own-process.js';
import { servicePath } from './repository.js';
import { schemaState } from './schema-state.js';
import { readablePassphrase, SecretStore } from './secret-store.js';
import { intakeAddressFile, serviceNames, type DatabaseName, type ServiceName } from './service-catalogue.js';
import { writeServiceEnvironments, type ServiceEnvironments } from './service-environments.js';
import { Terminal } from './terminal.js';

/** Two-digit code of the demo's province; a production core names its own. */
const demoProvince = '33';

/** Everything on this machine: database server and five services, started and stopped as one. */
export class Product {
  private database: DatabaseServer | undefined;
  private readonly processes: OwnProcess[] = [];
  private readonly oneShots = new Set<OwnProcess>();
  private starting: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;
  private aborted = false;
  /** Present in the demo profile once started. */
  demo: DemoAccess | undefined;
  url = '';

  constructor(
    private readonly options: LaunchOptions,
    private readonly tell: (line: string) => void,
    private readonly terminal: Terminal = new Terminal(),
  ) {}

  private data: DataFolder | undefined;

  /** Administrator's address of the database server, for checks of the demo. */
  get adminUrl(): string {
    return this.database?.adminUrl ?? '';
  }

  /** Process ids by service, for measurements. */
  get processIds(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.processes.map((p) => [p.name, p.pid ?? 0]));
  }

  /** Starts everything; on any failure stops what had started. @throws LaunchError */
  async start(): Promise<void> {
    this.starting = this.startInOrder();
    try {
      await this.starting;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Resolves with the reason when a service or the database server ends by itself. */
  untilFailed(): Promise<LaunchError> {
    const database = this.database?.ended.then(() => new LaunchError('the database server ended'));
    return Promise.race([...(database ? [database] : []), ...this.processes.map((p) => p.untilFailed())]);
  }

  /** Services first, the public door before all others, then the database server. Repeating it waits for the first. */
  stop(): Promise<void> {
    this.aborted = true;
    this.stopped ??= this.stopInOrder();
    return this.stopped;
  }

  private async stopInOrder(): Promise<void> {
    await Promise.all([...this.oneShots].map((p) => p.stop()));
    const [door, ...others] = this.processes;
    await door?.stop();
    await Promise.all(others.map((p) => p.stop()));
    // A start that is under way finds its processes gone and gives up; what it made until then goes too.
    await this.starting?.catch(() => undefined);
    await Promise.all(this.processes.map((p) => p.stop()));
    await this.database?.stop();
    this.data?.release();
  }

  private async startInOrder(): Promise<void> {
    const { options } = this;
    const port = await freePort(options.port);
    const data = DataFolder.hold(options);
    this.data = data;
    const secrets = new SecretStore(data.path('secrets'));
    this.url = options.publicUrl ?? `http://localhost:${port}`;
    const province = options.profile === 'demo' ? demoProvince : (process.env['AN_TAM_PROVINCE'] ?? '');
    if (!/^\d{2}$/.test(province)) throw new LaunchError('the production profile needs AN_TAM_PROVINCE, two digits');
    const keyStore = await prepareKeyStore(data, secrets, options, province, this.terminal);
    this.database = await startDatabaseServer(data, options.databaseUrl);
    const databaseUrl = await provisionDatabases(this.adminUrl, secrets);
    const [intake = 0, referral = 0, reporting = 0, identity = 0] = await freePorts(4);
    const ports = { gateway: port, intake, referral, reporting, identity };
    data.write(intakeAddressFile, `http://127.0.0.1:${intake}`);
    if (options.profile === 'demo') this.demo = this.demoAccess(secrets);
    const environments = writeServiceEnvironments(secrets, {
      options,
      publicUrl: this.url,
      ports,
      province,
      keyStore,
      databaseUrl,
      auditHeads: data.path('audit-heads'),
    });
    await this.bringUpToDate(data, environments, databaseUrl);
    await this.serve(data, environments, keyStore.handed);
    await this.prepareDemoOnce(data);
    this.refuseWhenAborted();
  }

  private demoAccess(secrets: SecretStore): DemoAccess {
    return {
      cast: readDemoCast(),
      password: secrets.keep('demo-password', () => readablePassphrase(3)),
      authenticator: secrets.keep('demo-authenticator', () => generateSecret()),
      unlockPassphrase: secrets.keep('partner-unlock-passphrase', () => readablePassphrase(4)),
    };
  }

  private async bringUpToDate(
    data: DataFolder,
    environments: ServiceEnvironments,
    databaseUrl: (database: DatabaseName, role: string) => string,
  ): Promise<void> {
    if (data.read('schema-state') === (await schemaState(databaseUrl))) return;
    this.tell('Preparing the databases ...');
    // Each service's databases on their own; the first failure ends the start, and what still runs is rolled back.
    await Promise.all(
      serviceNames.map(async (name) => {
        await this.runOnce(data, name, servicePath(name, 'migrate.js'), environments.migration[name]);
        if (name === 'identity' && this.demo)
          await this.runOnce(data, name, servicePath(name, 'seed-demo.js'), environments.demoSeed);
      }),
    );
    data.write('schema-state', await schemaState(databaseUrl));
  }

  private async runOnce(data: DataFolder, name: ServiceName, script: string, environment: NodeJS.ProcessEnv) {
    this.refuseWhenAborted();
    const logFile = data.path('logs', `${name}.log`);
    const oneShot = new OwnProcess({ name, script, environment, logFile });
    this.oneShots.add(oneShot);
    await oneShot.untilDone();
    this.oneShots.delete(oneShot);
  }

  private async serve(
    data: DataFolder,
    environments: ServiceEnvironments,
    keysSecret: HandedSecret | undefined,
  ): Promise<void> {
    this.refuseWhenAborted();
    for (const name of serviceNames) {
      const logFile = data.path('logs', `${name}.log`);
      const environment = environments.service[name];
      const handed = name === 'intake' ? keysSecret : undefined;
      this.processes.push(new OwnProcess({ name, script: servicePath(name, 'main.js'), environment, logFile, handed }));
    }
    await Promise.all(this.processes.map((p) => p.untilReady()));
    this.refuseWhenAborted();
  }

  /** Only a demo that was never prepared: what people changed later stays as they left it. */
  private async prepareDemoOnce(data: DataFolder): Promise<void> {
    if (!this.demo || data.read('demo-prepared') !== undefined) return;
    this.tell('Preparing the demo: services and keys of the partners ...');
    await prepareDemo(this.url, this.demo);
    data.write('demo-prepared', new Date().toISOString());
  }

  private refuseWhenAborted(): void {
    if (this.aborted) throw new LaunchError('stopped before the start was complete');
  }
}
