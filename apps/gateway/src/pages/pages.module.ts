import { Module } from '@nestjs/common';
import { PagesController } from './pages.controller.js';
import { WebBuild } from './web-build.js';

@Module({ controllers: [PagesController], providers: [WebBuild] })
export class PagesModule {}
