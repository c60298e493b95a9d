import { z } from 'zod';
import { concern } from './concern';

const rate = z.coerce.number().int().min(1).max(1_000_000);
const places = z.coerce.number().int().min(6).max(10_000);
const ms = z.coerce.number().int().min(100).max(600_000);

/** What one caller, one address or all together may ask for. Rates are counted in each api process by itself, over ten seconds. */
export const limitsConcern = concern('limits', {
  RATE_ACCOUNT_PER_SECOND: rate
    .default(100)
    .meta({ description: 'Requests of one account, on average over ten seconds; filing reports has its own' }),
  RATE_ADDRESS_PER_SECOND: rate
    .default(1_000)
    .meta({ description: 'The same from one address (an IPv6 network of 64 bits counts as one)' }),
  RATE_GLOBAL_PER_SECOND: rate.default(5_000).meta({ description: 'The same for all callers of one api process together' }),
  RATE_INTAKE_ACCOUNT_PER_SECOND: rate
    .default(6_000)
    .meta({ description: 'Reports filed by one account; a budget of its own, so that a crisis is never held up by people who read lists' }),
  RATE_INTAKE_ADDRESS_PER_SECOND: rate.default(12_000).meta({ description: 'The same from one address' }),
  SOCKET_MESSAGES_PER_MINUTE: rate.default(120).meta({ description: 'Messages of one board over its socket; it is cut beyond' }),
  SOCKETS_PER_ACCOUNT: rate.default(50).meta({ description: 'Sockets that one account may have open on one api process' }),
  HEAVY_AT_ONCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .meta({ description: 'Documents that one process prints at the same time' }),
  HEAVY_WAITING: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(20)
    .meta({ description: 'How many more may wait for that; the rest are told to come again' }),
  INTAKE_AT_ONCE: places.default(256).meta({
    description:
      'Reports and acknowledgements that one api process works on at the same time; more of them wait, none is turned away for it',
  }),
  REQUESTS_AT_ONCE: places.default(48).meta({
    description: 'All other requests at the same time: two thirds for those that change something, half for reading, a sixth for lists',
  }),
  SOCKET_BACKLOG_MB: z.coerce.number().int().min(1).max(4_096).default(64).meta({
    description: 'What may wait for all boards of one api process together; beyond that the slowest are cut first, and come back',
  }),
  REQUEST_HEADERS_TIMEOUT_MS: ms.default(10_000).meta({ description: 'The headers of a request must have come by then' }),
  REQUEST_TIMEOUT_MS: ms.default(30_000).meta({ description: 'The whole of a request must have come by then' }),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-9a-fA-F.:/,\s]*$/, 'must be addresses or networks with commas between, such as 10.0.0.5,192.168.0.0/16')
    .default('')
    .meta({ description: 'Proxies whose X-Forwarded-For is believed, with commas between; nobody’s when empty' }),
});
