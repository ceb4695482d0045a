import { Body, Controller, Get, Header, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  draftReleaseSchema,
  idParamsSchema,
  releaseListSchema,
  releaseViewSchema,
  type DraftRelease,
  type ReleaseList,
  type ReleaseView,
  type UserContext,
} from '@an-tam/contracts';
import { ApproveReleaseService } from './approve-release.service.js';
import { DraftReleaseService } from './draft-release.service.js';
import { FindReleasesQuery } from './find-releases.query.js';

@Controller('releases')
export class ReleasesController {
  constructor(
    private readonly draftRelease: DraftReleaseService,
    private readonly approveRelease: ApproveReleaseService,
    private readonly findReleases: FindReleasesQuery,
  ) {}

  @Post()
  @Permit('create', 'Release')
  @SerializeOptions({ schema: releaseViewSchema })
  draft(@Caller() caller: UserContext, @Body({ schema: draftReleaseSchema }) body: DraftRelease): Promise<ReleaseView> {
    return this.draftRelease.draft(caller, body);
  }

  @Post(':id/approvals')
  @Permit('approve', 'Release')
  @SerializeOptions({ schema: releaseViewSchema })
  approve(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<ReleaseView> {
    return this.approveRelease.approve(caller, params.id);
  }

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'Release')
  @SerializeOptions({ schema: releaseListSchema })
  list(@Caller() caller: UserContext): Promise<ReleaseList> {
    return this.findReleases.list(caller);
  }
}
