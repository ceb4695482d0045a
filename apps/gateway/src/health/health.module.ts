import { Module } from '@nestjs/common';
import { GatewayHealthController } from './gateway-health.controller.js';
import { GatewayReadinessQuery } from './gateway-readiness.query.js';

@Module({ controllers: [GatewayHealthController], providers: [GatewayReadinessQuery] })
export class HealthModule {}
