/** Simplified Chinese, as far as every widget's first paint needs it; `internal` stands in for what is not there yet. */
export const zhCN = {
  loading: '正在加载产品信息',
  view: '查看详情',
  viewAt: '在{bank}查看',
  leave: '将离开{partner}，进入{bank}',
  leavePage: '将离开本页面，进入{bank}',
  retry: '重试',
  internal: '产品信息暂时无法显示。',
  close: '关闭',
  ad: '广告',
};
