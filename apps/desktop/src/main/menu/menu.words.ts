export const menuLanguages = ['en', 'ru'] as const
export type MenuLanguage = (typeof menuLanguages)[number]

/** The language of native menus, from the operating system's ordered preferences (BCP 47). */
export function chooseMenuLanguage(preferred: readonly string[]): MenuLanguage {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/)[0]
    if (language === 'ru' || language === 'en') return language
  }
  return 'en'
}

export interface MenuWords {
  readonly about: string
  readonly hide: string
  readonly hideOthers: string
  readonly showAll: string
  readonly quit: string
  readonly file: string
  readonly closeWindow: string
  readonly edit: string
  readonly undo: string
  readonly redo: string
  readonly cut: string
  readonly copy: string
  readonly paste: string
  readonly pasteAsText: string
  readonly selectAll: string
  readonly view: string
  readonly reload: string
  readonly actualSize: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly fullScreen: string
  readonly developerTools: string
  readonly window: string
  readonly minimize: string
  readonly open: string
  readonly addToDictionary: string
  readonly unread: (count: number) => string
}

const russianPlural = new Intl.PluralRules('ru')

export const menuWords: Readonly<Record<MenuLanguage, MenuWords>> = {
  en: {
    about: 'About Countersign',
    hide: 'Hide Countersign',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Countersign',
    file: 'File',
    closeWindow: 'Close Window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAsText: 'Paste as Plain Text',
    selectAll: 'Select All',
    view: 'View',
    reload: 'Reload Console',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    developerTools: 'Developer Tools',
    window: 'Window',
    minimize: 'Minimize',
    open: 'Open Countersign',
    addToDictionary: 'Add to Dictionary',
    unread: count => (count === 0 ? 'Nothing unread' : `${count} unread`),
  },
  ru: {
    about: 'О программе Countersign',
    hide: 'Скрыть Countersign',
    hideOthers: 'Скрыть остальные',
    showAll: 'Показать все',
    quit: 'Выйти из Countersign',
    file: 'Файл',
    closeWindow: 'Закрыть окно',
    edit: 'Правка',
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    pasteAsText: 'Вставить как текст',
    selectAll: 'Выделить всё',
    view: 'Вид',
    reload: 'Перезагрузить консоль',
    actualSize: 'Обычный размер',
    zoomIn: 'Увеличить',
    zoomOut: 'Уменьшить',
    fullScreen: 'Во весь экран',
    developerTools: 'Инструменты разработчика',
    window: 'Окно',
    minimize: 'Свернуть',
    open: 'Открыть Countersign',
    addToDictionary: 'Добавить в словарь',
    unread: count => {
      if (count === 0) return 'Непрочитанных нет'
      return russianPlural.select(count) === 'one' ? `${count} непрочитанное` : `${count} непрочитанных`
    },
  },
}
