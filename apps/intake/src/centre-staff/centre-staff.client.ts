import { centreStaffPath, centreStaffSchema, type StaffMember } from '@an-tam/contracts';
import { ServiceAwayError, type ServiceCaller } from '@an-tam/http';

/** Asks identity who works with the files of a centre at this moment: nothing of it is kept here. */
export class CentreStaffClient {
  constructor(private readonly identity: ServiceCaller) {}

  /** @throws ServiceAwayError */
  async list(centreId: string, requestId: string): Promise<readonly StaffMember[]> {
    const response = await this.identity.send('GET', centreStaffPath(centreId), requestId);
    if (!response.ok) throw new ServiceAwayError();
    return centreStaffSchema.parse(await response.json()).staff;
  }
}
