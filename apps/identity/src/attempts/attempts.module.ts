import { Module } from '@nestjs/common';
import { AttemptRepository } from './attempt.repository.js';
import { AttemptThrottle } from './attempt-throttle.js';
import { KnownDevices } from './known-devices.js';

@Module({ providers: [AttemptRepository, AttemptThrottle, KnownDevices], exports: [AttemptThrottle, KnownDevices] })
export class AttemptsModule {}
