import { InvalidInputError } from '@an-tam/http';

export const deliveredLaterError = () =>
  new InvalidInputError([
    {
      field: 'deliveredOn',
      message: { vi: 'Ngày cung cấp không thể sau hôm nay.', en: 'The day of delivery cannot be after today.' },
    },
  ]);
