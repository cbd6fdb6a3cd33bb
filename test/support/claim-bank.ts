import type { ErrorCode } from '../../src/core/errors.ts';
import { InlayError } from '../../src/core/errors.ts';
import type { HttpRequest } from '../../src/core/ports.ts';
import type { Locale } from '../../src/core/text.ts';
import { couponRules, sampleCampaign, sampleCampaigns, type SampleCampaign } from './campaigns.ts';
import type { FakeInlay } from './fake-inlay.ts';
import { samplePolicy } from './products.ts';

interface Granted {
  id: string;
  campaign: string;
  key: string;
  status: 'granted';
  claimedAt: string;
  coupons: object[];
}

/** The claims of the sandbox bank, in memory: one per person and campaign, idempotent by key, true to the contract. */
export interface ClaimBank {
  /** Every claim ever granted. */
  claims: (Granted & { user: string })[];
  /** What an entitlement says beside what follows from the claims; by campaign. */
  says: Record<string, object>;
  /** Coupons of the next claims. */
  coupons: object[];
  /** Plays a part of the next claim: throw, wait, or refuse `before` it is granted or `after`. */
  play: { before?: () => unknown; after?: () => unknown };
  refuse(code: ErrorCode, more?: object): InlayError;
  /** A sample campaign as it sends it. */
  campaign(id: string): SampleCampaign;
}

const hex = 'c0ffee'.repeat(4);
const problem = (code: ErrorCode, status: number, more: object = {}) =>
  new InlayError(code, 'Scripted refusal', { status, reason: code, traceId: hex, ...more });

/** Puts the claims of a bank behind a fake Inlay. */
export function addClaimBank(fake: FakeInlay): ClaimBank {
  const bodies = new Map<string, string>();
  const bank: ClaimBank = {
    claims: [],
    says: {},
    coupons: [
      {
        id: 'c-1',
        state: 'active',
        faceValueFen: 2600,
        activeFrom: '2026-11-22T00:00:00+08:00',
        validUntil: '2026-12-22T00:00:00+08:00',
      },
    ],
    play: {},
    campaign: (id) => sampleCampaign(id),
    refuse: (code, more) => problem(code, code === 'rate_limited' ? 429 : code === 'not_eligible' ? 403 : 409, more),
  };
  const user = () => fake.session.getState().user;
  const query = (path: string) => new URL(path, 'https://bank.example').searchParams;

  fake.answer('/v1/channel-policy', { ...samplePolicy(), rules: couponRules });
  fake.answer('/v1/campaigns', async (request: HttpRequest) => {
    const [, id] = /^\/v1\/campaigns\/([\w-]+)\/claims/.exec(request.path) ?? [];
    if (id) return claim(id, request);
    const asked = query(request.path);
    const locale = asked.get('locale') as Locale;
    const ids = asked.get('ids')?.split(',') ?? sampleCampaigns;
    return {
      items: ids.map((one) =>
        sampleCampaigns.includes(one) ? sampleCampaign(one, locale) : { id: one, error: 'not_found' },
      ),
    };
  });
  fake.answer('/v1/entitlements', ({ path }: HttpRequest) => {
    signedIn();
    const items = query(path)
      .get('campaigns')!
      .split(',')
      .map((campaign) => {
        const claims = bank.claims.filter((one) => one.campaign === campaign && one.user === user());
        return {
          campaign,
          state: claims.length ? 'claimed' : 'claimable',
          claimable: 1,
          claims,
          ...bank.says[campaign],
        };
      });
    return { items };
  });
  fake.answer('/v1/claims', ({ path }: HttpRequest) => {
    signedIn();
    return { items: bank.claims.filter(({ key }) => key === query(path).get('key')) };
  });

  function signedIn(): void {
    if (!user()) throw problem('token_rejected', 401);
  }

  async function claim(campaign: string, { idempotencyKey: key = '', body, user: sender }: HttpRequest) {
    signedIn();
    const { before, after } = bank.play;
    bank.play = {};
    await before?.();
    const person = user();
    if (sender !== person) throw new InlayError('signed_out', 'Another user has come since');
    const text = JSON.stringify(body);
    if (bodies.has(person + key) && bodies.get(person + key) !== text) throw problem('idempotency_key_reused', 422);
    bodies.set(person + key, text);
    const mine = bank.claims.find((one) => one.campaign === campaign && one.user === person);
    if (!mine) {
      const id = `claim-${bank.claims.length + 1}`;
      const granted = { id, campaign, key, status: 'granted', claimedAt: '2026-11-22T10:00:00+08:00' } as const;
      bank.claims.push({ ...granted, coupons: bank.coupons, user: person });
    }
    await after?.();
    return mine && mine.key !== key ? { ...mine, already: true } : (mine ?? bank.claims[bank.claims.length - 1]);
  }
  return bank;
}
