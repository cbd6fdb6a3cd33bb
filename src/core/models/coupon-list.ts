import { InlayError, lineOf, toInlayError } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { createStore } from '../store.ts';
import { list, object } from '../read.ts';
import { isLocale, loadTexts, t, type Locale } from '../text.ts';
import type { CardModel, CardState } from './card-state.ts';
import { failureDetail, failureState } from './failure.ts';

const widget = 'coupon-list';
const isId = /^[\w-]{1,64}$/;
/** The most coupons a list takes. */
const most = 1000;

/** One coupon of a list, with its campaign as the bank sent it, if it came along. */
export interface ListedCoupon {
  id: string;
  data: unknown;
}

/** What a list of coupons is doing; each coupon in it speaks for itself. */
export type CouponListState = CardState<ListedCoupon[]>;

/** What a list is asked to show: the campaigns by id, or a group of the bank's. */
export interface CouponListParams {
  campaigns: string;
  group: string;
  locale?: Locale;
}

/** The headless list. */
export type CouponListModel = CardModel<ListedCoupon[]>;

/** Makes the headless list: it finds out which coupons there are, in one request, and no more. */
export function createCouponList(inlay: Inlay, params: CouponListParams, emit: Emit): CouponListModel {
  const chosen = params.locale ?? inlay.settings.getState().locale;
  const locale = isLocale(chosen) ? chosen : 'zh-CN';
  const loading: CouponListState = { status: 'loading', words: { loading: t(locale, 'loading') } };
  const store = createStore<CouponListState>(loading);
  let gone = false;
  const debug = (line: string) => inlay.debug(`<inlay-${widget}>: ${line}`);

  async function load(): Promise<void> {
    try {
      // One turn later, so that whoever made the model can listen first.
      await Promise.resolve();
      const ids = params.campaigns.split(/[\s,]+/).filter(Boolean);
      if (ids.concat(params.group || []).some((id) => !isId.test(id))) {
        throw new InlayError('invalid_attribute', 'campaigns are ids parted by commas, group is one id');
      }
      // Named coupons ask for themselves, all in one request.
      const found = ids.length || !params.group ? ids.map((id) => ({ id, data: undefined })) : await loadGroup();
      if (gone) return;
      const known = new Set<string>();
      const coupons = found.filter(({ id }) => !known.has(id) && known.add(id)).slice(0, most);
      if (coupons.length) {
        store.set({ status: 'ready', view: coupons });
        emit('inlay-ready', { widget });
      } else {
        empty('no_campaign');
        debug('set campaigns="a,b" to ids of campaigns, or group="…" to a group of the bank that has some');
      }
    } catch (thrown) {
      // No coupon is there to bring them.
      await loadTexts(locale);
      if (!gone) fail(toInlayError(thrown));
    }
  }

  /** The group's campaigns in the bank's order; each is read, and refused, by its own coupon. */
  async function loadGroup(): Promise<ListedCoupon[]> {
    const path = `/v1/campaigns?partner=${inlay.partner}&locale=${locale}&group=${params.group}`;
    const answer = await inlay.ports.http.request<unknown>({ path });
    const { items } = object<{ items: unknown[] }>({ items: list(most, (item) => item) })(answer, 'answer');
    return items.flatMap((data) => {
      const { id } = (data ?? {}) as { id?: unknown };
      return typeof id === 'string' && isId.test(id) ? [{ id, data }] : [];
    });
  }

  function empty(reason: EmptyReason): void {
    store.set({ status: 'empty', reason });
    emit('inlay-empty', { widget, reason, rules: [] });
  }

  function fail(error: InlayError): void {
    if (error.reason === 'partner_disabled') return empty('hidden_by_policy'); // as one coupon does (S8)
    debug(lineOf(error));
    store.set(failureState(locale, error));
    emit('inlay-error', failureDetail(widget, error));
  }

  void load();
  return {
    ...store,
    retry() {
      if (store.getState().status !== 'error') return;
      store.set(loading);
      void load();
    },
    // Each coupon in it counts for itself.
    exposed() {},
    destroy() {
      gone = true;
    },
  };
}
