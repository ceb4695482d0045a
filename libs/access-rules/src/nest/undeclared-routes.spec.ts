import 'reflect-metadata';
import { Controller, Get, Module, Post, type ExecutionContext } from '@nestjs/common';
import { DiscoveryModule, NestFactory, Reflector } from '@nestjs/core';
import { RequestTokens } from '@an-tam/http/tokens';
import { ForbiddenActionError, UnknownRuleError } from '../rules/index.js';
import { AccessGuard } from './access.guard.js';
import { assertRoutesDeclared, UndeclaredRouteError } from './assert-routes-declared.js';
import { DenialLog } from './denial-log.js';
import { Permit, PublicRoute } from './route-permission.js';

@Controller('open')
class DeclaredController {
  @Get()
  @PublicRoute('is for the test')
  list(): string {
    return 'seen';
  }
}

@Controller('things')
class ForgottenController {
  @Get(':id')
  one(): string {
    return 'seen';
  }

  @Post()
  @PublicRoute('is for the test')
  add(): string {
    return 'seen';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [DeclaredController] })
class DeclaredModule {}

@Module({ imports: [DiscoveryModule], controllers: [DeclaredController, ForgottenController] })
class ForgottenModule {}

@Controller('releases')
class HopelessController {
  @Post('erasure')
  @Permit('erase', 'Release')
  erase(): string {
    return 'gone';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [DeclaredController, HopelessController] })
class HopelessModule {}

class NoLog extends DenialLog {
  record(): Promise<void> {
    return Promise.resolve();
  }
}

describe('a route without a permission', () => {
  it('keeps the service from starting, and is named', async () => {
    const good = await NestFactory.createApplicationContext(DeclaredModule, { logger: false });
    expect(() => assertRoutesDeclared(good)).not.toThrow();
    await good.close();
    const bad = await NestFactory.createApplicationContext(ForgottenModule, { logger: false });
    expect(() => assertRoutesDeclared(bad)).toThrow(
      new UndeclaredRouteError('Routes without a permission: GET /things/:id'),
    );
    await bad.close();
  });

  it('keeps the service from starting as well when no rule knows its permission', async () => {
    const app = await NestFactory.createApplicationContext(HopelessModule, { logger: false });
    expect(() => assertRoutesDeclared(app)).toThrow(
      new UnknownRuleError('No rule lets anybody erase Release, as POST /releases/erasure asks.'),
    );
    await app.close();
  });

  it('is refused by the guard all the same', async () => {
    const guard = new AccessGuard(
      new Reflector(),
      new RequestTokens('test', { find: () => Promise.resolve(null) }),
      new NoLog(),
    );
    const asked = (prototype: object, handler: string) =>
      guard.canActivate({
        getHandler: () => (prototype as Record<string, unknown>)[handler],
        switchToHttp: () => ({ getRequest: () => ({}) }),
      } as unknown as ExecutionContext);
    await expect(asked(DeclaredController.prototype, 'list')).resolves.toBe(true);
    await expect(asked(ForgottenController.prototype, 'one')).rejects.toThrow(ForbiddenActionError);
  });
});
