/** A language the widgets speak completely. */
export type Locale = 'zh-CN' | 'zh-HK' | 'en';
