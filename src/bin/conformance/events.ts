import { randomBytes } from 'node:crypto';
import { type Check, type Group, refused, succeeded, want, where } from './check.ts';
import type { Call } from './client.ts';
import type { Kit } from './kit.ts';

const says = where.events;
const batch = 'application/cloudevents-batch+json';

/** A made-up source, and events of it as the SDK would send them. */
function createSource(kit: Kit) {
  const { partner } = kit.options;
  const source = `urn:inlay:${partner}:${randomBytes(8).toString('hex')}`;
  const time = new Date(kit.now() + 288e5).toISOString().replace('Z', '+08:00');
  const event = (id: number, more: object = {}) => ({
    specversion: '1.0',
    id: String(id),
    source,
    type: 'inlay.conformance.v1',
    time,
    datacontenttype: 'application/json',
    dataschema: 'urn:inlay:conformance:1',
    data: {},
    ...more,
  });
  const send = (events: unknown, call: Partial<Call> = {}) =>
    kit.call(`/v1/events?k=${encodeURIComponent(partner)}`, {
      body: typeof events === 'string' ? events : JSON.stringify(events),
      ...call,
      headers: { 'content-type': batch, ...call.headers },
    });
  return { event, send };
}

const receipt = (accepted: number, duplicate: number, rejected = 0) =>
  `accepted ${accepted}, duplicate ${duplicate}, ${rejected} rejected`;

type Sent = Awaited<ReturnType<ReturnType<typeof createSource>['send']>>;

/** The receipt says so. */
function counted(answer: Sent, accepted: number, duplicate: number, rejected: number[] = []): void {
  succeeded(answer, 202);
  const told = answer.json as { accepted: number; duplicate: number; rejected?: { index: number }[] };
  const right =
    told.accepted === accepted &&
    told.duplicate === duplicate &&
    JSON.stringify((told.rejected ?? []).map(({ index }) => index)) === JSON.stringify(rejected);
  want(
    right,
    `${receipt(accepted, duplicate, rejected.length)}${rejected.length ? ` (index ${rejected.join()})` : ''}`,
    answer,
  );
}

const checks: Check[] = [
  {
    id: 'events.once',
    says: 'Each source and id is kept once, however often it comes',
    where: says,
    async run(kit) {
      const { event, send } = createSource(kit);
      counted(await send([event(1), event(2)], { what: 'two new events' }), 2, 0);
      counted(await send([event(1), event(2), event(3)], { what: 'the same two and a new one' }), 1, 2);
    },
  },
  {
    id: 'events.once-in-batch',
    says: 'The same event twice in one batch is kept once',
    where: says,
    async run(kit) {
      const { event, send } = createSource(kit);
      counted(await send([event(1), event(1)], { what: 'one event twice in a batch' }), 1, 1);
    },
  },
  {
    id: 'events.by-source',
    says: 'An event is known by source and id together: the same id of another source is another event',
    where: says,
    async run(kit) {
      const [one, two] = [createSource(kit), createSource(kit)];
      counted(await one.send([one.event(1)], { what: 'id 1 of a source' }), 1, 0);
      counted(await two.send([two.event(1)], { what: 'id 1 of another source' }), 1, 0);
    },
  },
  {
    id: 'events.at-once',
    says: 'The same batch five times at the same moment is kept once',
    where: says,
    async run(kit) {
      const { event, send } = createSource(kit);
      const events = [event(1), event(2), event(3)];
      const what = 'one batch, five times at once';
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(events, { what })));
      for (const answer of answers) succeeded(answer, 202);
      const accepted = answers.reduce((sum, { json }) => sum + (json as { accepted: number }).accepted, 0);
      want(accepted === 3, `3 accepted in all (there were ${accepted})`, answers[0]);
    },
  },
  {
    id: 'events.alone',
    says: 'A malformed event is refused alone; the others are taken',
    where: where.calls,
    async run(kit) {
      const { event, send } = createSource(kit);
      const events = [event(1), { ...event(2), specversion: '0.3' }, event(3)];
      counted(await send(events, { what: 'the second of three is malformed' }), 2, 0, [1]);
    },
  },
  {
    id: 'events.beacon-as-text',
    says: 'The first route takes text/plain as well, which a closing page sends without a preflight',
    where: where.calls,
    async run(kit) {
      const { event, send } = createSource(kit);
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      counted(await send([event(1)], { headers, what: 'a beacon as text/plain' }), 1, 0);
    },
  },
  {
    id: 'events.beacon',
    says: 'The second route takes the same JSON as text/plain, and its events are known to the first',
    where: where.calls,
    async run(kit) {
      const { event, send } = createSource(kit);
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      const path = `/v1/events/beacon?k=${encodeURIComponent(kit.options.partner)}`;
      const body = JSON.stringify([event(1)]);
      succeeded(await kit.call(path, { body, headers, what: 'a beacon on its own route' }), 204);
      counted(await send([event(1)], { what: 'the same event on the first route' }), 0, 1);
    },
  },
  {
    id: 'events.stranger',
    says: 'Events from an origin that is not in the record are refused',
    where: where.callers,
    async run(kit) {
      const { event, send } = createSource(kit);
      const origin = 'https://stranger.example';
      refused(await send([event(1)], { origin, what: `from ${origin}` }), 'origin_refused');
    },
  },
  {
    id: 'events.no-batch',
    says: 'What is no batch is refused',
    where: says,
    async run(kit) {
      const { event, send } = createSource(kit);
      refused(await send('[{"specversion":', { what: 'JSON that breaks off' }), 'invalid_request');
      refused(await send(event(1), { what: 'an event that is in no batch' }), 'invalid_request');
    },
  },
  {
    id: 'events.limits',
    says: 'A batch has at most 500 events and 256 KiB',
    where: where.calls,
    async run(kit) {
      const { event, send } = createSource(kit);
      const many = Array.from({ length: 501 }, () => event(1));
      refused(await send(many, { what: '501 events' }), 'payload_too_large');
      refused(await send([event(2, { data: { text: 'x'.repeat(270_000) } })], { what: '270 kB' }), 'payload_too_large');
    },
  },
];

/** The collector of events. */
export const eventGroup: Group = { name: 'events', title: 'Events', checks };
