import { Injectable } from '@nestjs/common';
import type { SafeguardingGuide } from '@an-tam/contracts';
import { SafeguardingGuides } from './safeguarding-guide.js';

/** What to do at once, the same for everybody. */
@Injectable()
export class ShowGuideQuery {
  constructor(private readonly guides: SafeguardingGuides) {}

  show(): SafeguardingGuide {
    const { calls, kinds } = this.guides.current;
    return {
      calls: [...calls],
      kinds: kinds.map(({ code, label, hint, calls: whom, callFirst }) => ({
        code,
        label,
        hint,
        calls: [...whom],
        callFirst,
      })),
    };
  }
}
