import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebBuild } from './web-build.js';

@Controller()
export class PagesController {
  constructor(private readonly build: WebBuild) {}

  @Get(['/', '*'])
  @PublicRoute('pages of the web application; they hold no data')
  serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const file = this.build.find(request.url.split('?')[0] ?? '/');
    if (!file) throw new NotFoundException();
    void reply
      .header('cache-control', file.cacheControl)
      .sendFile(file.name, this.build.folder, { cacheControl: false });
  }
}
