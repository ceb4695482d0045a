import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { ApiProxyController } from './api-proxy.controller.js';
import { OpenIdProxyController } from './openid-proxy.controller.js';

@Module({ imports: [SessionsModule], controllers: [ApiProxyController, OpenIdProxyController] })
export class ProxyModule {}
