import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { expiringFileListSchema, type ExpiringFileList, type UserContext } from '@an-tam/contracts';
import { FindExpiringFilesQuery } from './find-expiring-files.query.js';

@Controller('expiring-files')
export class ExpiringFilesController {
  constructor(private readonly findExpiringFiles: FindExpiringFilesQuery) {}

  /** For who may erase them at once, or open them again. */
  @Get()
  @Permit('erase', 'CaseFile')
  @SerializeOptions({ schema: expiringFileListSchema })
  list(@Caller() caller: UserContext): Promise<ExpiringFileList> {
    return this.findExpiringFiles.list(caller);
  }
}
