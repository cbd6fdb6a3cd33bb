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
        | 'unavailable';
      traceId: string;
      retryable: boolean;
      errors?: {
        pointer: string;
        detail: string;
      }[];
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
      partnerName: string;
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
export type ProductList = components['schemas']['ProductList'];
export type NavPage = components['schemas']['NavPage'];
export type ChannelPolicy = components['schemas']['ChannelPolicy'];
export type EventReceipt = components['schemas']['EventReceipt'];
export type Session = components['schemas']['Session'];
export type AttributionToken = components['schemas']['AttributionToken'];
export type AttributionWish = components['schemas']['AttributionWish'];
export type ConversionDeed = components['schemas']['ConversionDeed'];
export type Conversion = components['schemas']['Conversion'];
export type WechatSignature = components['schemas']['WechatSignature'];
