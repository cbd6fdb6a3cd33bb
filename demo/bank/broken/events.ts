import { type Answered, type Asked, type BankFault, changing, codeOf, forgiving, refuse, say } from './fault.ts';

const collector = /^POST \/v1\/events$/;
const isText = ({ headers }: Asked) => /^text\/plain/.test(headers['content-type'] ?? '');
const taken = (answer: Answered) => say(answer, 202, { accepted: 0, duplicate: 0, rejected: [] });

interface Receipt {
  accepted: number;
  duplicate: number;
  rejected: unknown[];
}

/** Faults with events. */
export const eventFaults = {
  events_kept_twice: changing('An event that comes again is kept again', collector, (json) => {
    const { accepted, duplicate } = json as unknown as Receipt;
    Object.assign(json, { accepted: accepted + duplicate, duplicate: 0 });
  }),
  events_known_by_id_alone: {
    says: 'An event is known by its id, whatever its source',
    after(answer, asked, { memory }) {
      if (!collector.test(`${asked.method} ${asked.path}`) || answer.status !== 202) return;
      const ids = [...asked.body.matchAll(/"id":"(\d+)"/g)].map(([, id]) => id!);
      const news = ids.filter((id) => !memory.has(id) && memory.set(id, 'kept'));
      const { rejected } = JSON.parse(answer.body) as Receipt;
      const left = ids.length - rejected.length;
      say(answer, 202, {
        accepted: Math.min(news.length, left),
        duplicate: left - Math.min(news.length, left),
        rejected,
      });
    },
  },
  batch_refused_for_one: {
    says: 'One malformed event refuses its batch',
    after(answer) {
      if (answer.status === 202 && /"rejected":\[\{/.test(answer.body)) refuse(answer, 400, 'invalid_request');
    },
  },
  text_refused: {
    says: 'The first route takes no text/plain',
    after(answer, asked) {
      if (collector.test(`${asked.method} ${asked.path}`) && isText(asked)) refuse(answer, 400, 'invalid_request');
    },
  },
  beacon_lost: {
    says: 'What comes by beacon is lost',
    before(asked) {
      if (asked.path === '/v1/events/beacon') asked.body = '[]';
    },
  },
  events_from_strangers: forgiving(
    'Events of any origin are taken',
    collector,
    (answer) => codeOf(answer) === 'origin_refused',
    taken,
  ),
  broken_batch_taken: forgiving(
    'What is no batch is taken',
    collector,
    (answer) => codeOf(answer) === 'invalid_request',
    taken,
  ),
  batch_without_limit: forgiving(
    'A batch may be of any size',
    collector,
    (answer) => codeOf(answer) === 'payload_too_large',
    taken,
  ),
  attribution_refuses_event: {
    says: 'An event with a bad attribution token is refused',
    before(asked) {
      if (collector.test(`${asked.method} ${asked.path}`))
        asked.body = asked.body.replaceAll('"attribution":', '"time":0,"attribution":');
    },
  },
} satisfies Record<string, BankFault>;
