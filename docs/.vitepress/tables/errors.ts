import { errorCodes, type ErrorCode } from '../../../src/core/error-codes.ts';
import { InlayError } from '../../../src/core/errors.ts';
import { row, table } from './markdown.ts';

type Remedy = readonly [causeEn: string, remedyEn: string, causeZh: string, remedyZh: string];

/** Each group by its first code; the list in errors.ts has them in order. */
const groups: readonly (readonly [first: ErrorCode, en: string, zh: string])[] = [
  ['invalid_config', 'The page’s own mistakes', '页面自身的错误'],
  ['ticket_unavailable', 'Session', '会话'],
  ['network', 'Network and gateway', '网络与网关'],
  ['not_found', 'The bank’s answer', '银行的答复'],
  ['internal', 'Ours', '我们的错误'],
];

/** Cause and remedy of every code; a code without them does not compile. */
const remedies: Readonly<Record<ErrorCode, Remedy>> = {
  invalid_config: [
    'An option of `init`, or a `data-` attribute, is missing or malformed. The only code but two that is thrown.',
    'The message names the option and what it must be. Mend it; nothing runs until then. An option that does not exist is left out, and debug mode names it.',
    '`init` 的某个选项或某个 `data-` 属性缺失或格式错误。除另外两个错误码外，只有它会被抛出。',
    '消息里写明是哪个选项、应为何值。改正后才会运行。不存在的选项会被忽略，调试模式会指出它。',
  ],
  already_initialized: [
    'The page runs Inlay for another partner or gateway, or another protocol of Inlay is loaded.',
    'Load one version, and call `init` for one partner. A second call with the same partner and gateway is fine.',
    '页面已为另一个合作方或网关运行 Inlay，或加载了协议不同的另一版本。',
    '只加载一个版本，只为一个合作方调用 `init`。相同合作方与网关的重复调用没有问题。',
  ],
  not_initialized: [
    'A widget stands on the page and nobody has called `init`, nor has a script tag a `data-partner`.',
    'Call `init`, or put `data-partner` and `data-gateway` on the script tag. `data-debug` says so at once, the event comes after ten seconds; until then the tag waits, then it shows your own link.',
    '页面上有组件，但没有人调用 `init`，脚本标签上也没有 `data-partner`。',
    '调用 `init`，或在脚本标签上写 `data-partner` 与 `data-gateway`。`data-debug` 会立即说明，事件在十秒后发出；标签先等待，随后显示您自己的链接。',
  ],
  unsupported_environment: [
    '`init` was called on a server, or the page has no WebCrypto because it is not served over https.',
    'Call `init` in the browser only; serve the page over https. Without it widgets work, signed out.',
    '在服务器端调用了 `init`，或页面未经 https 提供，因而没有 WebCrypto。',
    '只在浏览器中调用 `init`，并以 https 提供页面。否则组件仍可显示，但处于未登录状态。',
  ],
  invalid_attribute: [
    'An attribute of a widget is no id, or two of them do not go together.',
    'Set `data-debug`: one console line says which attribute, and what it must be.',
    '组件的某个属性不是合法编号，或两个属性互相矛盾。',
    '加上 `data-debug`：控制台会有一行说明是哪个属性、应为何值。',
  ],
  ticket_unavailable: [
    '`getTicket` failed, took longer than ten seconds, or did not resolve to a plain string. The message says which: what it threw, the status of `/bank-ticket`, or how the answer begins (`<` is a page, `{` is JSON).',
    'Look at your own `/bank-ticket`: it answers 200 with the ticket as plain text to a signed-in user, 401 to others, which is no error.',
    '`getTicket` 失败、超过十秒，或返回的不是普通字符串。消息说明是哪一种：抛出的内容、`/bank-ticket` 的状态码，或答复以什么开头（`<` 是网页，`{` 是 JSON）。',
    '检查您自己的 `/bank-ticket`：对已登录用户应以 200 返回纯文本票据，对其他人返回 401，这不算错误。',
  ],
  ticket_rejected: [
    'The bank refused the ticket: used, expired (60 s), for another origin, or an assertion it does not accept. `reason` has the bank’s word.',
    'Hand out a fresh ticket for each call, never from a cache; name the page’s own origin; keep your server’s clock right.',
    '银行拒绝了票据：已用过、已过期（60 秒）、来源不符，或断言不被接受。`reason` 为银行给出的原因。',
    '每次调用都签发新票据，切勿缓存；填写页面自身的来源；校准服务器时钟。',
  ],
  token_rejected: [
    'The bank refused the access token or its proof, also after one renewal.',
    'Nothing to do: the session ends as `signed_out`, and widgets offer to sign in. Look at your ticket if it repeats.',
    '访问令牌或其证明被银行拒绝，续期一次后仍被拒绝。',
    '无需处理：会话以 `signed_out` 结束，组件会提供登录入口。若反复出现，请检查票据。',
  ],
  signed_out: [
    'The session has ended, or another user has come since the call began.',
    'A state more than an error: the next signed-in visit begins anew.',
    '会话已结束，或调用期间已换了用户。',
    '这更像一种状态而非错误：用户下次登录后自然恢复。',
  ],
  origin_refused: [
    'The bank does not know this page’s origin for this partner, or the partner is switched off.',
    'Give the bank the exact origin (scheme, host, port). The bank’s trace id finds the refusal.',
    '银行的该合作方记录中没有此页面的来源，或该合作方已被停用。',
    '向银行登记准确的来源（协议、主机、端口）。用追踪编号可查到这次拒绝。',
  ],
  network: [
    'No answer: offline, a blocker, or your `connect-src` does not name the gateway.',
    'Check the Content-Security-Policy first. The widget offers to try again.',
    '没有得到答复：离线、被拦截，或 `connect-src` 中没有网关。',
    '先检查内容安全策略（CSP）。组件会提供重试按钮。',
  ],
  timeout: [
    'The gateway took too long.',
    'The widget tries again or offers to. A claim under way is asked after, never sent blindly again.',
    '网关响应过慢。',
    '组件会重试或提供重试。进行中的领取会查询结果，绝不盲目重发。',
  ],
  rate_limited: [
    'Too many calls. `retryAfter` has the seconds the bank asks for.',
    'Wait; do not reload in a loop.',
    '调用过于频繁。`retryAfter` 为银行要求等待的秒数。',
    '稍候，不要循环刷新。',
  ],
  service_unavailable: [
    'The gateway answered with a 5xx.',
    'Wait; the bank’s operations desk finds the call by its trace id.',
    '网关返回 5xx。',
    '稍候；银行运维可凭追踪编号查到该调用。',
  ],
  bad_response: [
    'The gateway’s answer is not what the contract says. The message names the place.',
    'For the bank: run the conformance kit. Nothing of such an answer is shown.',
    '网关的答复不符合契约。消息里写明是哪一处。',
    '请银行运行一致性检查工具。此类答复不会有任何内容被展示。',
  ],
  not_found: [
    'The bank does not know the product, campaign or item.',
    'Compare the id with the bank’s list; ids are case-sensitive.',
    '银行没有该产品、活动或商品。',
    '与银行清单核对编号，编号区分大小写。',
  ],
  not_started: [
    'A claim came before its window opened.',
    'The widget says when it opens.',
    '领取时间尚未开始。',
    '组件会写明开始时间。',
  ],
  claim_closed: [
    'The claim window is over.',
    'Take the widget off the page.',
    '领取时间已结束。',
    '从页面移除该组件。',
  ],
  sold_out: [
    'Nothing is left.',
    'The widget says so, and when the next batch comes if there is one.',
    '已无剩余。',
    '组件会如实说明；若有下一批，会写明时间。',
  ],
  quota_reached: [
    'The customer has used up a quota of the day, week, month or year.',
    'The widget says when it begins anew.',
    '客户已用完当日、当周、当月或当年的限额。',
    '组件会写明何时恢复。',
  ],
  not_eligible: [
    'The campaign or item is not for this customer.',
    'The widget shows the bank’s reason and the next step.',
    '该活动或商品不适用于此客户。',
    '组件会显示银行给出的原因与下一步。',
  ],
  bank_identity_required: [
    'The act needs the customer’s sign-in at the bank.',
    'The widget leads there: by the bank’s frame, or at top level.',
    '此操作需要客户在银行登录。',
    '组件会引导客户前往：在银行的框架内，或整页跳转。',
  ],
  rules_changed: [
    'The rules changed to the customer’s loss after he read them.',
    'The widget shows the new ones; the customer taps again.',
    '客户阅读之后，规则发生了对其不利的变化。',
    '组件会显示新规则，由客户再次点击。',
  ],
  in_progress: [
    'The same claim is being handled already.',
    'The widget waits and asks by the key.',
    '同一笔领取正在处理中。',
    '组件会等待，并凭密钥查询。',
  ],
  idempotency_key_reused: [
    'A key was used for another wish.',
    'A mistake of ours or of another client: report it with the trace id.',
    '同一密钥被用于另一项请求。',
    '这是我们或其他客户端的错误，请附追踪编号反馈。',
  ],
  item_closed: ['The item cannot be redeemed now.', 'The widget says so.', '该商品当前不可兑换。', '组件会如实说明。'],
  insufficient_points: [
    'The customer has too few points. Only the bank’s own page learns this.',
    'The customer chooses less, or another item.',
    '积分不足。只有银行自己的页面会得知。',
    '由客户减少数量或另选商品。',
  ],
  quote_expired: [
    'A quote holds for ten minutes.',
    'The widget gets a new one and shows it before anything is confirmed.',
    '报价有效期为十分钟。',
    '组件会获取新报价，并在确认之前展示。',
  ],
  price_changed: [
    'The item costs less than it was quoted at.',
    'The widget shows today’s price before anything is confirmed.',
    '商品现价低于报价。',
    '组件会在确认之前显示当前价格。',
  ],
  step_up_required: [
    'The bank asks for a one-time code.',
    'The bank’s own page asks the customer for it.',
    '银行要求一次性验证码。',
    '由银行自己的页面向客户索取。',
  ],
  step_up_failed: [
    'The one-time code was wrong or too old.',
    'The customer tries again, as often as the bank lets him.',
    '一次性验证码错误或已过期。',
    '客户可在银行允许的次数内重试。',
  ],
  internal: [
    'Something of ours failed. `cause` has what was thrown.',
    'Report it with the version and the trace id. The page goes on.',
    '我们的代码出错。`cause` 为被抛出的内容。',
    '请附版本号与追踪编号反馈。页面不受影响。',
  ],
};

/** All codes in their groups, each with its cause and remedy. */
export function errorTable(language: 'en' | 'zh'): string {
  const zh = language === 'zh';
  const starts = groups.map(([first]) => errorCodes.indexOf(first));
  return groups
    .map(([, en, chinese], index) => {
      const codes = errorCodes.slice(starts[index], starts[index + 1]);
      const rows = codes.map((code) => {
        const { retryable } = new InlayError(code, '');
        const [cause, remedy, causeZh, remedyZh] = remedies[code];
        return row(`\`${code}\``, zh ? causeZh : cause, zh ? remedyZh : remedy, retryable ? (zh ? '是' : 'yes') : '');
      });
      const head = zh ? ['错误码', '原因', '处理', '可重试'] : ['code', 'cause', 'remedy', 'retryable'];
      return `## ${zh ? chinese : en}\n\n${table(head, rows)}`;
    })
    .join('\n\n');
}
