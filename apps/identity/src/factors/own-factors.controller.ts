import { Body, Controller, Get, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { Caller, PermitSignedIn, StepUp } from '@an-tam/access-rules/nest';
import {
  addPasskeySchema,
  authenticatorDraftSchema,
  confirmAuthenticatorSchema,
  ownFactorsSchema,
  passkeyOptionsSchema,
  recoveryCodesSchema,
  removePasskeySchema,
  type AddPasskey,
  type AuthenticatorDraft,
  type ConfirmAuthenticator,
  type OwnFactors,
  type PasskeyOptions,
  type RecoveryCodes,
  type UserContext,
} from '@an-tam/contracts';
import { OwnAuthenticatorService } from './own-authenticator.service.js';
import { OwnFactorsService } from './own-factors.service.js';
import { OwnPasskeysService } from './own-passkeys.service.js';

@Controller('own-account/factors')
export class OwnFactorsController {
  constructor(
    private readonly own: OwnFactorsService,
    private readonly authenticator: OwnAuthenticatorService,
    private readonly passkeys: OwnPasskeysService,
  ) {}

  @Get()
  @PermitSignedIn()
  @SerializeOptions({ schema: ownFactorsSchema })
  show(@Caller() caller: UserContext): Promise<OwnFactors> {
    return this.own.show(caller);
  }

  @Post('authenticator-drafts')
  @HttpCode(200)
  @PermitSignedIn()
  @StepUp()
  @SerializeOptions({ schema: authenticatorDraftSchema })
  beginAuthenticator(@Caller() { actor }: UserContext): AuthenticatorDraft {
    return this.authenticator.begin(actor.accountId, actor.displayName);
  }

  @Post('authenticator')
  @HttpCode(204)
  @PermitSignedIn()
  @StepUp()
  confirmAuthenticator(
    @Caller() caller: UserContext,
    @Body({ schema: confirmAuthenticatorSchema }) body: ConfirmAuthenticator,
  ): Promise<void> {
    return this.authenticator.execute(caller, body);
  }

  @Post('authenticator/removal')
  @HttpCode(204)
  @PermitSignedIn()
  @StepUp()
  removeAuthenticator(@Caller() caller: UserContext): Promise<void> {
    return this.own.removeAuthenticator(caller);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @PermitSignedIn()
  @StepUp()
  @SerializeOptions({ schema: recoveryCodesSchema })
  async renewRecoveryCodes(@Caller() caller: UserContext): Promise<RecoveryCodes> {
    return { codes: await this.own.renewRecoveryCodes(caller) };
  }

  @Post('passkey-options')
  @HttpCode(200)
  @PermitSignedIn()
  @StepUp()
  @SerializeOptions({ schema: passkeyOptionsSchema })
  async beginPasskey(@Caller() caller: UserContext): Promise<PasskeyOptions> {
    return { options: await this.passkeys.begin(caller) };
  }

  @Post('passkeys')
  @HttpCode(204)
  @PermitSignedIn()
  @StepUp()
  addPasskey(@Caller() caller: UserContext, @Body({ schema: addPasskeySchema }) body: AddPasskey): Promise<void> {
    return this.passkeys.add(caller, body);
  }

  @Post('passkeys/removal')
  @HttpCode(204)
  @PermitSignedIn()
  @StepUp()
  removePasskey(
    @Caller() caller: UserContext,
    @Body({ schema: removePasskeySchema }) { id }: { id: string },
  ): Promise<void> {
    return this.own.removePasskey(caller, id);
  }
}
