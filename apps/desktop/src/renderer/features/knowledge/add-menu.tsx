import { FileText, FileUp, Globe, MessageCircleQuestion, Plus, Table2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'

export type Addition = 'article' | 'faq' | 'file' | 'site' | 'products'

const icons = {
  article: <FileText />,
  faq: <MessageCircleQuestion />,
  file: <FileUp />,
  site: <Globe />,
  products: <Table2 />,
} as const

/** Everything knowledge can come from. */
export function AddMenu({ onAdd }: { onAdd: (what: Addition) => void }) {
  const { t } = useTranslation()
  return (
    <Menu trigger={<Button icon={<Plus />}>{t('knowledge.addAny')}</Button>}>
      {(Object.keys(icons) as Addition[]).map(what => (
        <MenuItem key={what} icon={icons[what]} onSelect={() => onAdd(what)}>
          {t(`knowledge.kind.${what}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
