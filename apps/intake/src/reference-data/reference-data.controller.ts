import { Controller, Get, Inject, SerializeOptions } from '@nestjs/common';
import { BusinessCalendar } from '@an-tam/http';
import { Permit } from '@an-tam/access-rules/nest';
import { referenceDataSchema, type ReferenceData } from '@an-tam/contracts';
import { INTAKE_CONFIG } from './intake-config.token.js';
import { isThereOn } from './commune.rules.js';
import type { IntakeConfig } from './reference-data.js';

@Controller('reference-data')
export class ReferenceDataController {
  constructor(
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** Lists and wordings for the forms of a centre. */
  @Get()
  @Permit('create', 'Contact')
  @SerializeOptions({ schema: referenceDataSchema })
  get(): ReferenceData {
    const today = this.calendar.today();
    const communes = [...this.config.communes]
      .filter(([, commune]) => isThereOn(commune, today))
      .map(([code, { name }]) => ({ code, name }));
    return { ...this.config.reference, communes, today };
  }
}
