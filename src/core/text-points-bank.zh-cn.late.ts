/** Simplified Chinese of the confirmation, which stands on the bank's own page alone. */
export const pointsZhCNBank = {
  pointsBalance: '积分余额',
  pointsAsOf: '截至 {at}',
  pointsStale: '截至 {at}，可能已有变化',
  pointsUnknown: '暂时无法查询',
  pointsExpiring: '其中{points}积分将于 {at} 到期',
  pointsShort: '积分不足，还差{points}积分。',
  pointsRepriced: '价格已由{before}变为{after}，请核对后再确认。',
  pointsRequoted: '报价已更新，请核对后再确认。',
  pointsCode: '短信验证码',
  pointsCodeHint: '验证码已发送至您在银行预留的手机号，请勿告诉他人。',
  pointsCodeForm: '请输入6位数字验证码。',
  pointsCodeWrong: '验证码不正确，请核对后再输入。',
  pointsCodeAgain: '重新获取验证码',
  pointsUnsent: '没有兑换，积分未扣减。请重试。',
};
