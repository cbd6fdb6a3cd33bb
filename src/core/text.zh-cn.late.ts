/** Simplified Chinese, as far as only a failure or the chart needs it: comes after the first paint. */
export const zhCNLate = {
  trace: '查询编号：{id}',
  point: '{date}，单位净值 {value}',
  summary:
    '单位净值：{from} 为 {first}，{to} 为 {last}；最低 {lowest}（{lowestDate}），最高 {highest}（{highestDate}）。',
  invalid_config: '产品信息暂时无法显示。',
  already_initialized: '产品信息暂时无法显示。',
  not_initialized: '产品信息暂时无法显示。',
  unsupported_environment: '当前浏览器无法显示产品信息，请更新后再来。',
  invalid_attribute: '产品信息暂时无法显示。',
  ticket_unavailable: '暂时无法确认您的身份，请稍后再试。',
  ticket_rejected: '暂时无法确认您的身份，请稍后再试。',
  token_rejected: '登录已失效，请重新登录。',
  signed_out: '您已退出登录，请重新登录。',
  origin_refused: '本页面未获银行授权，无法显示产品信息。',
  network: '网络连接失败，请检查网络后重试。',
  timeout: '银行未及时回应，请重试。',
  rate_limited: '访问的人较多，请稍后重试。',
  service_unavailable: '银行服务暂时不可用，请稍后重试。',
  bad_response: '产品信息有误，暂时无法显示。',
  not_found: '没有找到该产品。',
};
