import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { gatewaySettingsToken, proxiedServices, serviceUrl, type GatewaySettings } from '../settings.js';

/** Longest wait for one service, in milliseconds. */
const patience = 2_000;

/** Whether the whole product serves: the gateway's database and every service behind it. */
@Injectable()
export class GatewayReadinessQuery {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(gatewaySettingsToken) private readonly settings: GatewaySettings,
  ) {}

  async isReady(): Promise<boolean> {
    const checks = proxiedServices.map(async (service) => {
      const address = `${serviceUrl(this.settings, service)}/health/ready`;
      const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
      return response.ok;
    });
    const database = this.dataSource.query('SELECT 1').then(() => true);
    const answers = await Promise.all([...checks, database].map((check) => check.catch(() => false)));
    return answers.every(Boolean);
  }
}
