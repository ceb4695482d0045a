import { Controller, Get, Header, ServiceUnavailableException, SetMetadata } from '@nestjs/common';
import { register } from 'prom-client';
import { DataSource } from 'typeorm';

/** Liveness, readiness and metrics. The permission metadata is written by its key: access rules build on this library. */
const open = SetMetadata('an-tam:route-permission', {
  kind: 'public',
  reason: 'says only whether the process serves, and how',
});

@Controller('health')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @open
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when the database answers, else 503. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  @open
  async ready(): Promise<{ status: 'ok' }> {
    await this.dataSource.query('SELECT 1').catch(() => {
      throw new ServiceUnavailableException();
    });
    return { status: 'ok' };
  }
  /** Everything this process counts, as Prometheus reads it; totals about the service, never about a person. */
  @Get('metrics')
  @Header('cache-control', 'no-store')
  @Header('content-type', register.contentType)
  @open
  metrics(): Promise<string> {
    return register.metrics();
  }
}
