import { Module } from '@nestjs/common';
import { PasswordHasher } from './password-hasher.js';

/** Hashing alone; who may use and change a password stands in OwnPasswordModule. */
@Module({ providers: [PasswordHasher], exports: [PasswordHasher] })
export class PasswordsModule {}
