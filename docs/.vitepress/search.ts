/** The search box's own words. */
export const searchWords = {
  zh: {
    translations: {
      button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
      modal: {
        noResultsText: '没有找到',
        resetButtonTitle: '清除',
        footer: { selectText: '打开', navigateText: '选择', closeText: '关闭' },
      },
    },
  },
};
