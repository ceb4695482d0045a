import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import { GatewayReadinessQuery } from './gateway-readiness.query.js';

@Controller('health')
export class GatewayHealthController {
  constructor(private readonly readiness: GatewayReadinessQuery) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @PublicRoute('says only whether the process serves')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when the gateway's database and every service are ready, else 503. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  @PublicRoute('says only whether the product serves')
  async ready(): Promise<{ status: 'ok' }> {
    if (!(await this.readiness.isReady())) throw new ServiceUnavailableException();
    return { status: 'ok' };
  }
}
