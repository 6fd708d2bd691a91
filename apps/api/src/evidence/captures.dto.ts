import { Moment, Text, WebAddress } from '../shapes/fields.js';
import { Past } from '../shapes/past.js';

/** In the address, because the body is the bytes themselves. */
export class AddCaptureQuery {
  @WebAddress({ optional: true, about: 'Where the bytes came from, if from an address.' })
  url?: string;

  @Text({ max: 300, optional: true, about: "The file's name." })
  name?: string;

  @Moment({ optional: true, about: 'When you got the bytes. Leave it out where you do not know.' })
  @Past()
  retrievedAt?: string;
}

export class FetchCaptureBody {
  @WebAddress({ about: 'What stands there is captured by a worker. Redirects are not followed.' })
  url!: string;
}
