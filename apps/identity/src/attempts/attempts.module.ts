import { Module } from '@nestjs/common';
import { AttemptRepository } from './attempt.repository.js';
import { AttemptThrottle } from './attempt-throttle.js';

@Module({ providers: [AttemptRepository, AttemptThrottle], exports: [AttemptThrottle] })
export class AttemptsModule {}
