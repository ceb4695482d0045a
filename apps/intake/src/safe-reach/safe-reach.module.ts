import { Global, Module } from '@nestjs/common';
import { ReachCheck } from './reach-check.js';

/** For whatever could reach a client. */
@Global()
@Module({ providers: [ReachCheck], exports: [ReachCheck] })
export class SafeReachModule {}
