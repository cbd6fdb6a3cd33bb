// Written by scripts/api-types.ts from the routes of demo/bank; do not edit.
export interface components {
  schemas: {
    Ticket: {
      access_token: string;
      issued_token_type: string;
      /** @enum {string} */
      token_type: 'N_A';
      expires_in: number;
    };
    TokenGrant: {
      access_token: string;
      /** @enum {string} */
      token_type: 'DPoP';
      expires_in: number;
      scope: string;
      /** @enum {string} */
      level: 'partner';
      /** @enum {string} */
      surface: 'partner' | 'bank';
      session: string;
    };
    TokenRefusal: {
      error: string;
      error_description?: string;
      /** @enum {string} */
      code:
        | 'internal'
        | 'assertion_invalid'
        | 'assertion_replayed'
        | 'origin_refused'
        | 'partner_disabled'
        | 'invalid_request'
        | 'ticket_invalid'
        | 'ticket_used'
        | 'ticket_expired'
        | 'ticket_origin_mismatch'
        | 'ticket_nonce_mismatch'
        | 'proof_invalid'
        | 'proof_replayed'
        | 'proof_stale';
      traceId: string;
      retryable: boolean;
    };
    Product: {
      id: string;
      kind: string;
      revision: number;
      /** @enum {string} */
      status: 'soon' | 'on_sale' | 'sold_out' | 'closed';
      opensAt?: string;
      fullName: string;
      issuerName: string;
      distributorName: string;
      category: string;
      registrationCode?: string;
      fundCode?: string;
      risk: {
        issuer: number;
        distributor: number;
      };
      term:
        | {
            /** @enum {string} */
            kind: 'daily_open';
          }
        | {
            /** @enum {string} */
            kind: 'cash_management';
          }
        | {
            /** @enum {string} */
            kind: 'periodic_open';
            nextOpenDate: string;
          }
        | {
            /** @enum {string} */
            kind: 'min_holding';
            days: number;
          }
        | {
            /** @enum {string} */
            kind: 'closed';
            maturityDate: string;
          };
      currency: string;
      minAmountFen: number;
      cutOffTime?: string;
      inceptionDate: string;
      dataDate: string;
      staleAfterDays: number;
      benchmark?: {
        low?: string;
        high?: string;
        annualised: boolean;
        method?: string;
        name?: string;
      };
      performance?: {
        source: string;
        intervals: {
          /** @enum {string} */
          kind: 'since_inception' | 'year';
          year?: number;
          from: string;
          to: string;
          rate: string;
          annualised: boolean;
          benchmarkRate?: string;
        }[];
        series: {
          from: string;
          to: string;
          points: [string, string][];
        };
      };
      cash?: {
        date: string;
        sevenDay: string;
        perTenThousand: string;
      };
      fees: {
        summary: string;
        url: string;
      };
      disclosure: {
        version: string;
        /** @description sha-256 in hex of the texts below, joined by line feeds in this order */
        digest: string;
        risk?: string;
        benchmark?: string;
        pastPerformance?: string;
        agency?: string;
        fund?: string;
        fundOthers?: string;
      };
      regions?: string[];
      detailUrl: string;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      instance: string;
      /** @enum {string} */
      code:
        | 'invalid_request'
        | 'token_invalid'
        | 'proof_invalid'
        | 'proof_replayed'
        | 'proof_stale'
        | 'origin_refused'
        | 'partner_disabled'
        | 'not_found'
        | 'payload_too_large'
        | 'rate_limited'
        | 'internal'
        | 'unavailable'
        | 'in_progress'
        | 'idempotency_key_reused'
        | 'bank_identity_required'
        | 'not_eligible'
        | 'not_started'
        | 'claim_closed'
        | 'quota_reached'
        | 'sold_out'
        | 'rules_changed'
        | 'item_closed'
        | 'insufficient_points'
        | 'quote_expired'
        | 'quote_redeemed'
        | 'price_changed'
        | 'step_up_required'
        | 'step_up_failed'
        | 'not_reversible'
        | 'ticket_invalid'
        | 'ticket_used'
        | 'ticket_expired'
        | 'ticket_origin_mismatch'
        | 'ticket_nonce_mismatch';
      traceId: string;
      retryable: boolean;
      errors?: {
        pointer: string;
        detail: string;
      }[];
      reason?: string;
      reasonText?: string;
      quota?: components['schemas']['Quota'];
      challenge?: string;
      attemptsLeft?: number;
    };
    Quota: {
      /** @enum {string} */
      period: 'day' | 'week' | 'month' | 'year';
      limit: number;
      used: number;
      resetsAt: string;
    };
    ProductList: {
      kind: string;
      items: {
        id: string;
        kind: string;
        revision: number;
        /** @enum {string} */
        status: 'soon' | 'on_sale' | 'sold_out' | 'closed';
        opensAt?: string;
        fullName: string;
        issuerName: string;
        distributorName: string;
        category: string;
        risk: {
          issuer: number;
          distributor: number;
        };
        term:
          | {
              /** @enum {string} */
              kind: 'daily_open';
            }
          | {
              /** @enum {string} */
              kind: 'cash_management';
            }
          | {
              /** @enum {string} */
              kind: 'periodic_open';
              nextOpenDate: string;
            }
          | {
              /** @enum {string} */
              kind: 'min_holding';
              days: number;
            }
          | {
              /** @enum {string} */
              kind: 'closed';
              maturityDate: string;
            };
        detailUrl: string;
      }[];
    };
    NavPage: {
      id: string;
      items: {
        date: string;
        unitNav: string;
        benchmark?: string;
        sevenDay?: string;
        perTenThousand?: string;
      }[];
      next: string | null;
    };
    ChannelPolicy: {
      version: string;
      issuedAt: string;
      expiresAt: string;
      partner: string;
      /** @enum {string} */
      surface: 'partner' | 'bank';
      partnerName: {
        [key: string]: string;
      };
      /**
       * @description What kind of pages the contract is for; no wealth product or fund on the last two (W18)
       * @enum {string}
       */
      profile?: 'standard' | 'cashier' | 'minor';
      /** @description Where the customers of these pages are; absent where the bank does not know */
      region?: string;
      /** @description Placements that the bank pays for: what stands there is an advertisement (R9) */
      paid?: string[];
      rules: {
        id: string;
        host: string;
        account?: string;
        region?: string;
        productClass: string;
        verb: string;
        /** @enum {string} */
        verdict: 'allow' | 'notice' | 'redirect' | 'hide';
        target?: string;
        from?: string | null;
        until?: string | null;
        noticeDays?: number;
        notice?: {
          [key: string]: string;
        };
      }[];
      targets: {
        [key: string]: {
          /** @enum {string} */
          kind?: 'app' | 'mini-program' | 'account' | 'h5' | 'none';
          name: {
            [key: string]: string;
          };
          origin?: string;
          path?: string;
          app?: string;
          wechat?: {
            id: string;
            path: string;
          };
        };
      };
      apps: {
        [key: string]: {
          name: {
            [key: string]: string;
          };
          scheme: string;
          package: string;
          wechat: string;
          stores: {
            ios: string;
            android: string;
            harmony: string;
          };
          until?: string;
          successor?: string;
        };
      };
      aliases: {
        placements?: {
          [key: string]: string;
        };
        accounts?: {
          [key: string]: string;
        };
      };
      stopped: string[];
      /** @enum {string} */
      touch: 'first' | 'last';
    };
    EventReceipt: {
      accepted: number;
      duplicate: number;
      rejected: {
        index: number;
        id?: string;
        detail: string;
      }[];
    };
    Session: {
      /** @enum {string} */
      level: 'anonymous' | 'partner' | 'bank';
      /** @enum {string} */
      surface: 'partner' | 'bank';
      scope: string;
      session: string;
      expiresAt?: string;
    };
    AttributionToken: {
      token: string;
      journey: string;
      expiresAt: string;
    };
    AttributionWish: {
      partner: string;
      /** @default  */
      placement: string;
      /** @default  */
      campaign: string;
      /** @default  */
      material: string;
      /** @default  */
      employee: string;
      /** @default  */
      organisation: string;
      /** @default  */
      inviter: string;
      /** @default  */
      journey: string;
      /**
       * @description Days until it ends
       * @default 30
       */
      days: number;
    };
    ConversionDeed: {
      token: string;
      partner: string;
      /** @enum {string} */
      kind: 'visit' | 'app_open' | 'sign_in' | 'claim' | 'redemption' | 'purchase';
      subject: string;
    };
    Conversion: {
      partner: string;
      /** @description As it was when the token was made */
      placement: string;
      /** @description Where that placement has moved since */
      placementNow: string;
      campaign: string;
      material: string;
      employee: string;
      organisation: string;
      inviter: string;
      journey: string;
      kind: string;
      subject: string;
      at: string;
    };
    Campaign: {
      id: string;
      revision: number;
      title: string;
      brand: string;
      issuerName: string;
      coupon: {
        /** @enum {string} */
        kind: 'voucher' | 'cash' | 'discount' | 'exchange' | 'cash_back' | 'instalment_rate';
        name: string;
        /** @description The lowest one where it depends on the card; 0 with a rate */
        faceValueFen: number;
        thresholdFen: number;
        /** @description 折 of ten, for discount and instalment_rate */
        rate?: string;
        count: number;
        /** @description Where the face value depends on the card, every one of them */
        tiers?: {
          name: string;
          faceValueFen: number;
        }[];
      };
      trigger: string;
      /** @enum {string} */
      identity: 'partner' | 'bank';
      startsAt: string;
      endsAt: string;
      /** @description The claim window that is open or comes next; the whole campaign’s when no other is left */
      window: {
        from: string;
        until: string;
      };
      /** @enum {string} */
      stock: 'available' | 'sold_out' | 'unlimited';
      rules: {
        version: string;
        /** @description sha-256 in hex of the texts below, joined by line feeds in this order */
        digest: string;
        scope: string;
        who: string;
        quota: string;
        claimWindow: string;
        validity: string;
        stacking: string;
        refund: string;
        contact: string;
        organiser: string;
        extra: string[];
        smallPrint?: string;
      };
      useUrl: string;
      detailUrl: string;
    };
    CampaignList: {
      items: (components['schemas']['Campaign'] | components['schemas']['CampaignMissing'])[];
    };
    CampaignMissing: {
      id: string;
      /** @enum {string} */
      error: 'not_found';
    };
    EntitlementList: {
      items: (components['schemas']['Entitlement'] | components['schemas']['EntitlementMissing'])[];
    };
    Entitlement: {
      campaign: string;
      /** @enum {string} */
      state:
        | 'not_started'
        | 'claimable'
        | 'not_eligible'
        | 'waiting_batch'
        | 'quota_reached'
        | 'sold_out'
        | 'closed'
        | 'claimed'
        | 'used'
        | 'expired'
        | 'bank_identity_required';
      /** @enum {string} */
      reason?:
        'unbound' | 'wrong_card' | 'already_customer' | 'no_qualifying_spend' | 'qualifying_over' | 'points_only';
      reasonText?: string;
      next?: {
        text: string;
        url: string;
      };
      claimFrom?: string;
      /** @description First instant at which claiming is over */
      claimUntil?: string;
      /** @description Coupons one claim grants */
      claimable: number;
      /** @description Of this person’s coupon */
      faceValueFen: number;
      progress?: {
        done: number;
        needed: number;
        from: string;
        until: string;
      };
      quota?: components['schemas']['Quota'];
      claims: components['schemas']['Claim'][];
    };
    Claim: {
      id: string;
      campaign: string;
      key: string;
      /** @enum {string} */
      status: 'granted';
      claimedAt: string;
      coupons: {
        id: string;
        /** @enum {string} */
        state: 'active' | 'waiting' | 'used' | 'expired' | 'pending' | 'paid';
        faceValueFen: number;
        activeFrom: string;
        /** @description First instant at which it is no longer valid */
        validUntil?: string;
        /** @description cash_back: when it is paid */
        paidFrom?: string;
      }[];
    };
    EntitlementMissing: {
      campaign: string;
      /** @enum {string} */
      error: 'not_found';
    };
    ClaimResult: components['schemas']['Claim'] & {
      /** @enum {boolean} */
      already?: true;
    };
    ClaimRequest: {
      /** @description rules.digest as the customer saw it */
      digest: string;
      placement: string;
      attribution?: string;
    };
    ClaimList: {
      items: components['schemas']['Claim'][];
    };
    RewardItem: {
      id: string;
      revision: number;
      name: string;
      description: string;
      /** @enum {string} */
      target: 'mall_item' | 'coupon' | 'bill_deduction' | 'partner_order';
      issuerName: string;
      price: {
        /** @enum {string} */
        kind: 'points' | 'points_and_money' | 'variable';
        /** @description Points, a whole number */
        points?: number;
        /** @description Integer fen */
        moneyFen?: number;
        step?: number;
        min?: number;
        max?: number;
        pointsPerYuan?: number;
      };
      caps: {
        month?: number;
        year?: number;
      };
      maxQuantity: number;
      /** @enum {string} */
      status: 'on_sale' | 'sold_out' | 'closed';
      rules: {
        version: string;
        /** @description sha-256 in hex of the five texts below, joined by line feeds */
        digest: string;
        price: string;
        delivery: string;
        refund: string;
        validity: string;
        contact: string;
      };
    };
    RewardQuotas: {
      quotas: components['schemas']['RewardQuota'][];
    };
    RewardQuota: {
      /** @enum {string} */
      period: 'month' | 'year';
      limit: number;
      used?: number;
      /** @example 2026-11-22T10:00:00+08:00 */
      resetsAt: string;
    };
    Quote: {
      quote: string;
      id: string;
      /** @description Points, a whole number */
      points: number;
      /** @description To be paid besides the points */
      moneyFen: number;
      /** @description What is taken off the bill or the order */
      valueFen?: number;
      /** @example 2026-11-22T10:00:00+08:00 */
      expiresAt: string;
    };
    QuoteRequest: {
      item: string;
      /** @default 1 */
      quantity: number;
      /** @description With a variable price */
      points?: number;
      /** @description The partner’s order, for target partner_order */
      order?: {
        id: string;
        amountFen: number;
      };
      digest: string;
      placement: string;
      attribution?: string;
    };
    Redemptions: {
      items: components['schemas']['Redemption'][];
    };
    Redemption: {
      id: string;
      /** @description Id of the quote as the partner’s page knows it */
      quote: string;
      /** @enum {string} */
      status: 'pending' | 'confirmed' | 'released' | 'cancelled';
      /** @description Why it was released or cancelled */
      reason?: string;
      receipt?: string;
      /** @description Points, a whole number */
      points: number;
      /** @description Integer fen */
      moneyFen: number;
      item: string;
      quantity: number;
      /** @example 2026-11-22T10:00:00+08:00 */
      at: string;
      /** @description Made before, under another key */
      already?: boolean;
    };
    PointsBalance: {
      /** @description Points, a whole number */
      points: number;
      /** @example 2026-11-22T10:00:00+08:00 */
      asOf: string;
      /** @description The next part to end, and when */
      expiring?: {
        /** @description Points, a whole number */
        points: number;
        /** @example 2026-11-22T10:00:00+08:00 */
        at: string;
      };
    };
    PointsEntries: {
      items: {
        id: string;
        /** @enum {string} */
        kind: 'earn' | 'reserve' | 'confirm' | 'release' | 'reversal' | 'expire';
        /** @description Points, a whole number */
        points: number;
        /** @example 2026-11-22T10:00:00+08:00 */
        at: string;
      }[];
      next: string | null;
    };
    OpenQuote: components['schemas']['Quote'] & {
      /** @enum {string} */
      state: 'open' | 'expired' | 'redeemed';
      partner: string;
      partnerName: string;
      item: components['schemas']['RewardItem'];
      quantity: number;
      order?: {
        id: string;
        amountFen: number;
      };
      /** @description Today’s price, when there is one */
      now?: {
        /** @description Points, a whole number */
        points: number;
        /** @description Integer fen */
        moneyFen: number;
      };
      /** @description Price or rules are not those of the quote any more */
      changed: boolean;
      quotas: components['schemas']['RewardQuota'][];
      /** @description A one-time code will be asked for */
      stepUp: boolean;
      redemption?: components['schemas']['Redemption'];
    };
    RedemptionRequest: {
      quote: string;
      code?: string;
    };
    ReversalRequest: {
      reason: string;
    };
    WechatSignature: {
      appId: string;
      timestamp: number;
      nonceStr: string;
      signature: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type Ticket = components['schemas']['Ticket'];
export type TokenGrant = components['schemas']['TokenGrant'];
export type TokenRefusal = components['schemas']['TokenRefusal'];
export type Product = components['schemas']['Product'];
export type Problem = components['schemas']['Problem'];
export type Quota = components['schemas']['Quota'];
export type ProductList = components['schemas']['ProductList'];
export type NavPage = components['schemas']['NavPage'];
export type ChannelPolicy = components['schemas']['ChannelPolicy'];
export type EventReceipt = components['schemas']['EventReceipt'];
export type Session = components['schemas']['Session'];
export type AttributionToken = components['schemas']['AttributionToken'];
export type AttributionWish = components['schemas']['AttributionWish'];
export type ConversionDeed = components['schemas']['ConversionDeed'];
export type Conversion = components['schemas']['Conversion'];
export type Campaign = components['schemas']['Campaign'];
export type CampaignList = components['schemas']['CampaignList'];
export type CampaignMissing = components['schemas']['CampaignMissing'];
export type EntitlementList = components['schemas']['EntitlementList'];
export type Entitlement = components['schemas']['Entitlement'];
export type Claim = components['schemas']['Claim'];
export type EntitlementMissing = components['schemas']['EntitlementMissing'];
export type ClaimResult = components['schemas']['ClaimResult'];
export type ClaimRequest = components['schemas']['ClaimRequest'];
export type ClaimList = components['schemas']['ClaimList'];
export type RewardItem = components['schemas']['RewardItem'];
export type RewardQuotas = components['schemas']['RewardQuotas'];
export type RewardQuota = components['schemas']['RewardQuota'];
export type Quote = components['schemas']['Quote'];
export type QuoteRequest = components['schemas']['QuoteRequest'];
export type Redemptions = components['schemas']['Redemptions'];
export type Redemption = components['schemas']['Redemption'];
export type PointsBalance = components['schemas']['PointsBalance'];
export type PointsEntries = components['schemas']['PointsEntries'];
export type OpenQuote = components['schemas']['OpenQuote'];
export type RedemptionRequest = components['schemas']['RedemptionRequest'];
export type ReversalRequest = components['schemas']['ReversalRequest'];
export type WechatSignature = components['schemas']['WechatSignature'];
