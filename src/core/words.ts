// No look-behind anywhere: Safari before 16.4 refuses the whole script for it.
const banned =
  // 金融产品网络营销管理办法, Art. 10(7)
  '低风险|低门槛|秒到[账帐]|高收益(?!债)|低利率|无成本|' +
  // promises
  '保本|保息|保收益|[无零]风险|没有风险|稳赚|刚兑|本金无忧|收益有保障|坐享财富增长|安心享受成长|尽享牛市|' +
  // forecasts; the decimal point is gone when this is matched
  '预期收益率|预期年化|预计收益|目标收益率|最高可达\\d+%|' +
  // urgency, superlatives, recommendation
  '欲购从速|申购良机|限时抢购|末班车|一日售罄|国家级|最高级|最佳|顶级|专家推荐|明星推荐|客户见证|' +
  'lowrisk|(?:no|zero)risk|riskfree|highreturn|highyield(?!bond)|(?:guaranteed|expected|target)(?:return|yield)|' +
  '(?:return|yield)s?(?:of)?upto\\d+%|(?:capital|principal)(?:is)?(?:guaranteed|protected)|lowthreshold|nocost|' +
  'best(?:product|fund|return)|expertrecommend|lastchance|hurryup';

// What must pass, from false alarms seen by others: it is taken out before the list is matched.
const lawful = new RegExp(
  [
    // the registration sentence: 并不表明…没有风险
    '不(?:表明|意味着|代表)[^。!;?]{0,40}?[没无]有?风险',
    // the fund risk-feature sentence: 预期风险与预期收益高于…
    '预期风险[和与及]预期收益率?|预期收益率?[和与及]预期风险',
    // the official grade beside its label: 风险等级：R2（中低风险）
    '(?:风险[等评]?级别?|risk(?:level|grade|rating))[为是]?(?:p?r?\\d)?(?:[一二三四五]级)?(?:中?低风险|(?:medium(?:to)?)?lowrisk)',
    // negations: 不保本, 非保本, 不是预期收益率, 不承诺保本保息, not an expected return
    `(?:不(?:是|属于|(?:代表|等于|构成|承诺|保证|提供)[^,。!;?]{0,6}?)?|非|无法|不得|no(?:t|r|tan?|ran?)?)(?:(?:${banned})[和或与及]?)+`,
  ].join('|'),
  'g',
);
const rules: readonly (readonly [rule: string, list: RegExp])[] = [
  ['W7', new RegExp(banned)],
  [
    'W13',
    /赠|送券|送礼|有礼|抽奖|积分|红包|返现|礼品|gift|coupon|lottery|prize|redpacket|luckydraw|cashback|bonuspoints/,
  ],
  [
    'W14',
    /倒计时|仅剩|剩余额度|即将售罄|售完即止|countdown|onlyafewleft|sellingfast|endssoon|limitedtimeo(?:ffer|nly)/,
  ],
];

// Only the traditional characters that the lists need, each above its simplified form.
const traditional =
  '風險門檻賬帳無穩賺賠剛憂財長盡預計標達購從機時搶級專薦屬於與構諾證徵為評沒債額餘僅將贈紅積獎禮國兌車頂見戶現著';
const simplified =
  '风险门槛账账无稳赚赔刚忧财长尽预计标达购从机时抢级专荐属于与构诺证征为评没债额余仅将赠红积奖礼国兑车顶见户现着';
const foldAgain = new RegExp(`[${traditional}]`, 'g');

/** Folds a text for matching: width, case, traditional characters; of the signs only those that part sentences stay. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%,。!;?]+/gu, '')
    .replace(foldAgain, (sign) => simplified[traditional.indexOf(sign)]!);
}

/** Ids of the word rules a text breaks: `W7` banned words, `W13` gifts, `W14` urgency. */
export function wordRules(text: string): string[] {
  // A letter takes the place of what is lawful, so that its neighbours do not close up to a new word.
  const rest = fold(text)
    .replace(lawful, 'x')
    .replace(/[,。!;?]/g, '');
  return rules.filter(([, list]) => list.test(rest)).map(([rule]) => rule);
}
